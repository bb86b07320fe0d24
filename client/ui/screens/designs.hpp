#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/records.hpp"
#include "client/ui/screens/submission.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/designs.hpp"

namespace dongthac::ui {

/// Answers with which a form is tried; nothing of them is stored.
struct TriedAnswers {
    std::map<std::string, std::string> said; ///< by key, as typed
    SubmissionState typing;
    bool nil = false;
    std::string problem; ///< what is wrong with the last one
};

struct DesignsState {
    TableState table;
    base::DocumentId about;                        ///< that what follows is of
    RecordsState head;                             ///< typing in the fields of the whole
    RecordsState line;                             ///< typing in the fields of the line that is open
    base::NodeId open;                             ///< that line
    std::map<base::NodeId, RecordsState> unstored; ///< what was typed into others and cannot be stored
    std::optional<base::NodeId> goal;              ///< a line to be opened
    std::optional<office::LineKind> adding;
    std::size_t before = 0;      ///< lines of that kind when it was asked for
    bool tells_problems = false; ///< it was to be sent out with something wrong
    bool goes_to_open = false;   ///< the line that is open has to come into view
    TriedAnswers tried;
    std::size_t side = 0; ///< where there is no room for both: 0 the lines, 1 the report
};

/// "Mẫu báo cáo", or "Lịch việc": schedules and requests.
[[nodiscard]] std::optional<app::Intent> draw_designs(const UiContext& ctx, const view_model::DesignRows& rows,
                                                      DesignsState& state);
/// One form, schedule or request.
[[nodiscard]] std::vector<app::Intent> draw_design(const UiContext& ctx, const view_model::DesignPage& page,
                                                   DesignsState& state);
/// Writes down what is typed and can be stored, before anything else happens.
[[nodiscard]] std::vector<app::Intent> flush(DesignsState& state);

} // namespace dongthac::ui
