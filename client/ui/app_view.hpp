#pragma once

#include <array>
#include <optional>
#include <vector>

#include "client/app/app_model.hpp"
#include "client/ui/context.hpp"
#include "client/ui/palette_popup.hpp"
#include "client/ui/screens/calendar.hpp"
#include "client/ui/screens/cascade.hpp"
#include "client/ui/screens/designs.hpp"
#include "client/ui/screens/editor.hpp"
#include "client/ui/screens/people.hpp"
#include "client/ui/screens/people_dialog.hpp"
#include "client/ui/screens/plans.hpp"
#include "client/ui/screens/preview.hpp"
#include "client/ui/screens/records.hpp"
#include "client/ui/screens/reports.hpp"
#include "client/ui/screens/review.hpp"
#include "client/ui/screens/submission.hpp"
#include "client/ui/screens/sync.hpp"
#include "client/ui/screens/tasks.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/message.hpp"

namespace dongthac::ui {

/// The window: rail, status bar, the current screen, palette, dialogs and toasts. Holds what is only of the eye (fold
/// states, typing not yet written down); everything else is the model's. UI thread.
class AppView {
  public:
    /// One frame. Polls the model, draws, and feeds what was asked for back to it.
    void draw(const UiContext& ctx, app::AppModel& model);
    /// Writes down what is typed and not yet stored; call before the program ends.
    void flush(app::AppModel& model);
    /// What comes from outside the picture, a dropped file: carried out with the next frame, behind what is typed.
    void want(std::optional<app::Intent> intent);
    /// Opens the Ctrl+K palette, for a screenshot or a menu.
    void open_palette() { palette_.open(); }

  private:
    void draw_shell(const UiContext& ctx, app::AppModel& model);
    void draw_page(const UiContext& ctx, app::AppModel& model);
    void draw_work(const UiContext& ctx, app::AppModel& model);
    void draw_import(const UiContext& ctx, app::AppModel& model);
    void draw_asked(const UiContext& ctx, app::AppModel& model, view_model::Designs shown);
    void draw_banners(const UiContext& ctx, app::AppModel& model);
    void take_shortcuts(const app::AppModel& model);
    void ask(const UiContext& ctx, app::AppModel& model, const app::intent::Decide& decide);
    void take_signature(app::AppModel& model);
    void draw_dialog(const UiContext& ctx, app::AppModel& model);
    void carry_out(const UiContext& ctx, app::AppModel& model);

    TasksState tasks_;
    CascadeState cascade_;
    PlansState plans_;
    EditorState editor_;
    SyncState sync_;
    PeopleState people_;
    PreviewState preview_;
    ReviewState review_;
    RecordsState records_;
    ReportsState reports_;
    SubmissionState submission_;
    CalendarState calendar_;
    std::array<DesignsState, 2> designs_; ///< by view_model::Designs
    PeopleDialog people_dialog_;
    PalettePopup palette_;
    DecisionDialog dialog_;
    std::optional<app::intent::Decide> asked_;
    std::vector<app::SignerChoice> signers_; ///< of the question that is open
    std::optional<std::uint64_t> signing_;   ///< it is signed when OfficeActStatus::ended is above this
    Toasts toasts_;
    std::vector<app::Intent> wanted_; ///< of this frame, in order
};

} // namespace dongthac::ui
