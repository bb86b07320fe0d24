#pragma once

#include <memory>
#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/people_fields.hpp"
#include "client/view_model/people.hpp"

namespace dongthac::ui {

/// A form over "Con người và quyền": what is typed, the wait for the background thread, what went wrong with it (all
/// that was typed is kept), and the one-time code that came of it. Enter sends it, Escape closes it unless it waits:
/// a code nobody has read would be lost. UI thread.
class PeopleDialog {
  public:
    void open(const app::intent::OpenPeopleForm& form);
    [[nodiscard]] bool is_open() const { return open_; }
    /// Call every frame. `problem` is the sentence of status.problem.
    [[nodiscard]] std::optional<app::Intent> draw(const UiContext& ctx, const view_model::PeopleRows& rows,
                                                  const app::OfficeActStatus& status, const std::string& problem);

  private:
    void take_answer(const app::OfficeActStatus& status, const std::string& problem);
    [[nodiscard]] std::optional<app::Intent> draw_form(const UiContext& ctx, const view_model::PeopleRows& rows,
                                                       const app::OfficeActStatus& status);
    void draw_intro(const UiContext& ctx, const view_model::PeopleRows& rows);
    [[nodiscard]] std::optional<app::Intent> send(const UiContext& ctx, const app::OfficeActStatus& status);
    void draw_done(const UiContext& ctx);
    void close();

    app::PeopleForm form_ = app::PeopleForm::add_person;
    PeopleTyped typed_;
    FieldProblem problem_;
    std::optional<std::uint64_t> waits_for_; ///< the act ends when OfficeActStatus::ended is above this
    std::shared_ptr<const app::OfficeActDone> done_;
    bool open_ = false;
    bool opening_ = false;
    bool confirmed_ = false; ///< Ctrl+Enter in this picture
    bool focus_ = false;     ///< the first field takes the keyboard in the next picture
};

} // namespace dongthac::ui
