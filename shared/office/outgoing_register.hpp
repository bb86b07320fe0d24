#pragma once

#include <string>
#include <vector>

#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// One line of the register of outgoing documents, with the ten columns of NĐ 30/2020/NĐ-CP, Phụ lục IV. `received_by`
/// is for signatures on paper and always empty.
struct RegisterRow {
    base::DocumentId document;
    std::uint32_t number = 0;
    std::string number_symbol; ///< "05/KH-MNHS"
    text::Date dated;
    std::string type_and_subject;
    std::string signer;
    std::vector<std::string> recipients;
    std::string file_copy; ///< "VT, Hạnh": who keeps the copy
    std::uint32_t copies = 0;
    text::Date sent; ///< the day it was issued; invalid while it is not
    std::string received_by;
    std::string note;       ///< sentence key of what became of it: "", "register.recalled", "register.superseded", …
    bool duplicate = false; ///< another document of the office has the same number that year
};

/// The office's own numbered documents of `year`, by number. Errors: the store's.
[[nodiscard]] base::Result<std::vector<RegisterRow>> outgoing_register(Workspace& office, int year);

} // namespace dongthac::office
