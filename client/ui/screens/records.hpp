#pragma once

#include <map>
#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/records.hpp"

namespace dongthac::ui {

struct RecordsState {
    std::string words;
    TableState table;
    std::map<std::string, std::string> typed; ///< by field name, while it is being typed
    base::DocumentId about;                   ///< the record that `typed` is of
};

/// "Hồ sơ công việc": the records of one kind.
[[nodiscard]] std::optional<app::Intent> draw_records(const UiContext& ctx, const view_model::RecordRows& rows,
                                                      RecordsState& state);
/// The form of one record.
[[nodiscard]] std::optional<app::Intent> draw_record(const UiContext& ctx, const view_model::RecordPage& page,
                                                     RecordsState& state);

} // namespace dongthac::ui
