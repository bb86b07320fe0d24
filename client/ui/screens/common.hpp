#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/text.hpp"
#include "client/view_model/coverage.hpp"
#include "client/view_model/sentence.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/document_state.hpp"

/// What several screens draw alike.
namespace dongthac::ui {

[[nodiscard]] std::string say(const UiContext& ctx, const view_model::Sentence& sentence);

[[nodiscard]] Tone tone_of(model::DocumentState state);
[[nodiscard]] std::string_view icon_of(model::DocumentState state);
/// "Đã trình", and a clock when the decision has not reached the server.
void state_badge(const UiContext& ctx, model::DocumentState state, bool queued);

[[nodiscard]] Tone tone_of(view_model::Cover cover);
[[nodiscard]] std::string_view icon_of(view_model::Cover cover);

/// "Kế hoạch 12/KH-UBND", "Kế hoạch" while it has no number.
[[nodiscard]] std::string document_name(const UiContext& ctx, std::string_view kind, std::string_view number);
/// The subject with a capital, as a title stands; or the words that say there is none.
[[nodiscard]] std::string subject_or_untitled(const UiContext& ctx, std::string_view subject);

/// A record of the work: it has a page of its own beside the editor.
[[nodiscard]] bool is_record(std::string_view kind);

/// Small text after a badge stands on the same line as its word; call between same_row() and the text.
void beside_badge(const UiContext& ctx);

/// A label that is drawn as `words` and told apart by `id`.
[[nodiscard]] std::string labelled(std::string_view words, const base::DocumentId& id, std::string_view part = {});

/// A page beside this one, and its name; none for an empty name.
struct Neighbour {
    std::string name{};
    app::Screen screen = app::Screen::tasks;
};
/// At the right of a page's header: to a neighbour, import a plan, or begin one.
[[nodiscard]] std::optional<app::Intent> begin_plan_buttons(const UiContext& ctx, const Neighbour& beside = {});

/// A soft disc with an icon, `size` pixels wide, at a place of the window.
void icon_disc(const UiContext& ctx, ImVec2 at, float size, std::string_view icon, Tone tone);

/// Height of a card that holds a table of `rows`, at most what is left of the window.
[[nodiscard]] float list_height(const UiContext& ctx, std::size_t rows);

/// Width of the window in pixels at zoom 1: what a layout decides by.
[[nodiscard]] float logical_width(const UiContext& ctx);

} // namespace dongthac::ui
