#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/period.hpp"
#include "shared/model/report_form.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// What the office's own records say on one line of a form, with the records it was counted from.
struct Prefill {
    std::string value;
    std::vector<base::DocumentId> records;
    friend bool operator==(const Prefill&, const Prefill&) = default;
};

/// Nothing for a line without a rule, or whose rule names what is not there. Records count that the office wrote on a
/// day of the period and has not withdrawn. Errors: the store's.
[[nodiscard]] base::Result<std::optional<Prefill>> prefill(Workspace& office, const model::FormItem& item,
                                                           const model::Period& period);

} // namespace dongthac::office
