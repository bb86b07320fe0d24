#include "client/ui/screens/common.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "shared/model/record.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::ui {

using model::DocumentState;
using view_model::Cover;

std::string say(const UiContext& ctx, const view_model::Sentence& sentence) {
    if (sentence.empty()) return {};
    std::vector<app::Arg> args;
    for (const auto& [name, value] : sentence.args) args.emplace_back(name, value);
    return ctx.strings.tr(sentence.key, std::span<const app::Arg>(args));
}

Tone tone_of(DocumentState state) {
    switch (state) {
    case DocumentState::issued:
    case DocumentState::accepted: return Tone::ok;
    case DocumentState::signed_:
    case DocumentState::submitted:
    case DocumentState::resubmitted:
    case DocumentState::received:
    case DocumentState::content_review:
    case DocumentState::format_check:
    case DocumentState::submitted_for_signature:
    case DocumentState::numbered: return Tone::info;
    case DocumentState::returned: return Tone::warn;
    case DocumentState::recalled: return Tone::error;
    case DocumentState::draft:
    case DocumentState::superseded:
    case DocumentState::archived: break;
    }
    return Tone::neutral;
}

std::string_view icon_of(DocumentState state) {
    switch (state) {
    case DocumentState::issued: return icon::kOk;
    case DocumentState::accepted: return icon::kCheck;
    case DocumentState::signed_:
    case DocumentState::numbered: return icon::kLock;
    case DocumentState::submitted:
    case DocumentState::resubmitted:
    case DocumentState::submitted_for_signature: return icon::kSend;
    case DocumentState::content_review:
    case DocumentState::format_check: return icon::kView;
    case DocumentState::superseded: return icon::kHistory;
    case DocumentState::archived: return icon::kFolder;
    case DocumentState::received: return icon::kInbox;
    case DocumentState::returned: return icon::kReturn;
    case DocumentState::recalled: return icon::kClose;
    case DocumentState::draft: break;
    }
    return icon::kEdit;
}

void state_badge(const UiContext& ctx, DocumentState state, bool queued) {
    badge(ctx, tone_of(state), ctx.tr("state." + std::string(model::name_of(state))), icon_of(state));
    if (!queued) return;
    same_row(ctx.theme.space().xs);
    icon_text(ctx, icon::kClock);
    tooltip(ctx, ctx.tr("task.waiting"));
}

Tone tone_of(Cover cover) {
    switch (cover) {
    case Cover::covered: return Tone::ok;
    case Cover::partly: return Tone::warn;
    case Cover::missing: return Tone::error;
    case Cover::suggested: return Tone::info;
    case Cover::not_applicable: break;
    }
    return Tone::neutral;
}

std::string_view icon_of(Cover cover) {
    switch (cover) {
    case Cover::covered: return icon::kOk;
    case Cover::partly: return icon::kWarning;
    case Cover::missing: return icon::kClose;
    case Cover::suggested: return icon::kSearch;
    case Cover::not_applicable: break;
    }
    return icon::kMore;
}

std::string document_name(const UiContext& ctx, std::string_view kind, std::string_view number) {
    std::string name = ctx.tr("kind." + std::string(kind));
    // "/KH-MNTL" is a symbol without a number: nothing to call a document by yet.
    if (!number.empty() && number.front() != '/') name += " " + std::string(number);
    return name;
}

std::string subject_or_untitled(const UiContext& ctx, std::string_view subject) {
    if (subject.empty()) return ctx.tr("document.untitled");
    std::size_t first = 1;
    while (first < subject.size() && (static_cast<unsigned char>(subject[first]) & 0xC0) == 0x80) ++first;
    return text::to_upper(subject.substr(0, first)) + std::string(subject.substr(first));
}

bool is_record(std::string_view kind) {
    const model::RecordType* type = model::record_type(kind);
    return type != nullptr && type->family == model::Family::work;
}

void beside_badge(const UiContext& ctx) { ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ctx.theme.px(3)); }

std::string labelled(std::string_view words, const base::DocumentId& id, std::string_view part) {
    return std::string(words) + "##" + base::to_text(id) + std::string(part);
}

std::optional<app::Intent> begin_plan_buttons(const UiContext& ctx, const Neighbour& beside) {
    std::optional<app::Intent> wanted;
    const std::string make = ctx.tr("command.doc_new");
    const std::string import = ctx.tr("button.import");
    const ButtonOptions plus{.kind = ButtonKind::primary, .icon = icon::kAdd};
    const ButtonOptions file{.icon = icon::kImport};
    same_row();
    const ButtonOptions other{.icon = icon::kCalendar};
    const float more = beside.name.empty() ? 0 : button_width(ctx, beside.name, other) + ctx.theme.space().s;
    push_right(more + button_width(ctx, make, plus) + ctx.theme.space().s + button_width(ctx, import, file));
    if (!beside.name.empty()) {
        if (button(ctx, beside.name, other)) wanted = app::intent::OpenScreen{beside.screen};
        same_row(ctx.theme.space().s);
    }
    if (button(ctx, import, file)) wanted = app::intent::ImportPlan{};
    same_row(ctx.theme.space().s);
    if (button(ctx, make, plus)) wanted = app::intent::NewDocument{};
    return wanted;
}

void icon_disc(const UiContext& ctx, ImVec2 at, float size, std::string_view icon, Tone tone) {
    const FontScope font(ctx.theme, TextStyle::body);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 centre(at.x + size / 2, at.y + size / 2);
    list.AddCircleFilled(centre, size / 2, ctx.theme.soft(tone));
    if (ctx.theme.name() == ThemeName::high_contrast) list.AddCircle(centre, size / 2, ctx.theme.strong(tone));
    const ImVec2 sign = text_size(icon);
    draw_text(list, {std::round(centre.x - sign.x / 2), std::round(centre.y - sign.y / 2)}, ctx.theme.strong(tone),
              icon);
}

float list_height(const UiContext& ctx, std::size_t rows) {
    const float row = ctx.theme.control_height() + ctx.theme.space().s;
    const float all = ctx.theme.px(38) + row * static_cast<float>(rows);
    const float least = std::min(all, ctx.theme.px(120)); // where the page has no room left
    return std::max(std::min(all, ImGui::GetContentRegionAvail().y), least);
}

float logical_width(const UiContext& ctx) { return ImGui::GetMainViewport()->Size.x / ctx.theme.zoom(); }

} // namespace dongthac::ui
