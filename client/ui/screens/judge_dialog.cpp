#include "client/ui/screens/judge_dialog.hpp"

#include <algorithm>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/modal.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::Cover;
using view_model::CoverageView;

constexpr const char* kPopup = "##judge";
constexpr float kWidth = 620;
/// Longer texts scroll: the answers stay in sight.
constexpr float kMostText = 260;

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\n") == std::string::npos; }

} // namespace

std::string shared_words(const UiContext& ctx, const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& run : words) list += (list.empty() ? "“" : ", “") + run + "”";
    return list.empty() ? list : ctx.tr("cover.shared", {{"words", list}});
}

void JudgeDialog::open(const CoverageView& view, std::size_t office) {
    *this = JudgeDialog();
    const view_model::CoverageTopicRow& topic = view.topics.at(view.topic);
    const view_model::CoverageMark& mark = topic.cells.at(office);
    plan_ = view.plan;
    topic_ = topic.topic;
    title_ = topic.title;
    org_ = view.offices.at(office).org;
    seen_ = view.offices.at(office).shown();
    // A suggestion is a question whether it is so; anything else begins with what counts now.
    status_ = mark.cover == Cover::suggested ? 0 : static_cast<std::size_t>(mark.cover);
    judged_ = mark.judged;
    reason_.set_text(mark.reason);
    opening_ = open_ = true;
}

app::intent::JudgeCoverage JudgeDialog::verdict() const {
    const auto status = static_cast<model::CoverageStatus>(status_);
    return {plan_, topic_, org_, status, is_blank(reason_.text()) ? std::string() : reason_.text(), seen_};
}

std::optional<app::Intent> JudgeDialog::draw(const UiContext& ctx, const CoverageView& view) {
    if (!open_) return std::nullopt;
    const auto row = std::ranges::find(view.offices, org_, &view_model::CoverageOfficeRow::org);
    const bool same = view.plan == plan_ && row != view.offices.end() && view.topic < view.topics.size() &&
                      view.topics[view.topic].topic == topic_;
    Modal modal(ctx, kPopup, opening_ ? Opening::yes : Opening::no, kWidth);
    if (!modal.visible()) return std::nullopt;
    const bool confirmed = modal.take_confirmation();
    std::optional<app::Intent> wanted;
    // Written, or the matrix under it became another one.
    bool ends = !same || modal.escaped() || (asked_ && view.acts != *asked_);
    if (same) {
        text_wrapped(ctx, ctx.tr("cover.judge_title", {{"office", row->name}}), TextStyle::heading);
        gap(ctx.theme.space().s);
        text_wrapped(ctx, title_);
        const auto index = static_cast<std::size_t>(row - view.offices.begin());
        if (const view_model::CoverageText* texts = view.text_of(index)) draw_texts(ctx, *texts, *row, wanted);
        draw_answer(ctx);
        ends = draw_buttons(ctx, confirmed, wanted) || ends;
    }
    opening_ = false;
    if (wanted && std::holds_alternative<app::intent::JudgeCoverage>(*wanted)) {
        asked_ = view.acts;
    } else if (ends || wanted) {
        open_ = false;
        modal.close();
    }
    return wanted;
}

void JudgeDialog::draw_texts(const UiContext& ctx, const view_model::CoverageText& texts,
                             const view_model::CoverageOfficeRow& office, std::optional<app::Intent>& wanted) {
    const Theme& theme = ctx.theme;
    gap(theme.space().l);
    if (!texts.text.empty()) {
        caption(ctx, ctx.tr("cover.said"));
        text_wrapped(ctx, "“" + texts.text + "”", TextStyle::body, Ink::muted);
        if (link(ctx, ctx.tr("cover.open_here"))) wanted = app::intent::OpenDocument{office.document, texts.node};
        return;
    }
    caption(ctx, ctx.tr(texts.suggested.empty() ? "cover.said" : "cover.suggestions"));
    if (texts.suggested.empty()) return text_wrapped(ctx, ctx.tr("cover.no_words"), TextStyle::body, Ink::muted);
    float height = 0;
    for (const view_model::SuggestedText& one : texts.suggested)
        height += wrapped_size("“" + one.text + "”", ImGui::GetContentRegionAvail().x).y + theme.px(64);
    const Region region(ctx, "suggestions", {0, std::min(height, theme.px(kMostText))});
    for (std::size_t i = 0; i < texts.suggested.size(); ++i) {
        const view_model::SuggestedText& one = texts.suggested[i];
        if (i > 0) gap(theme.space().s);
        text_wrapped(ctx, "“" + one.text + "”");
        std::string why = shared_words(ctx, one.words);
        if (why.empty() || one.why != model::SuggestedBy::words)
            why = ctx.tr("suggested." + std::string(model::name_of(one.why))) + (why.empty() ? "" : ". " + why);
        text_wrapped(ctx, why, TextStyle::small, Ink::accent);
        if (link(ctx, ctx.tr("cover.open_here") + "##suggested" + std::to_string(i)))
            wanted = app::intent::OpenDocument{office.document, one.node};
    }
}

void JudgeDialog::draw_answer(const UiContext& ctx) {
    const Theme& theme = ctx.theme;
    gap(theme.space().l);
    caption(ctx, ctx.tr("field.judged"));
    std::vector<std::string> words;
    for (const std::string_view name : model::kCoverageNames) words.push_back(ctx.tr("cover." + std::string(name)));
    if (segmented(ctx, "judged", words, status_)) reason_missing_ = false;
    gap(theme.space().m);
    caption(ctx, ctx.tr("cover.reason"));
    const FieldResult typed =
        paragraph_field(ctx, ctx.tr("cover.reason"), reason_,
                        {.placeholder = ctx.tr("cover.reason_hint"), .min_rows = 2, .max_rows = 5});
    if (typed.changed) reason_missing_ = false;
    if (reason_missing_) text_wrapped(ctx, ctx.tr("cover.reason_missing"), TextStyle::small, Ink::error);
    text_wrapped(ctx, ctx.tr("cover.kept_here"), TextStyle::small, Ink::muted);
    gap(theme.space().l);
}

bool JudgeDialog::draw_buttons(const UiContext& ctx, bool confirmed, std::optional<app::Intent>& wanted) {
    const float distance = ctx.theme.space().s;
    const std::string cancel = ctx.tr("button.cancel");
    const std::string save = ctx.tr("cover.save");
    const std::string withdraw = ctx.tr("cover.withdraw");
    const ButtonOptions primary{.kind = ButtonKind::primary};
    const ButtonOptions quiet{.kind = ButtonKind::quiet};
    if (judged_) {
        if (button(ctx, withdraw, quiet))
            wanted = app::intent::JudgeCoverage{plan_, topic_, org_, std::nullopt, {}, seen_};
        same_row();
    }
    push_right(button_width(ctx, cancel) + distance + button_width(ctx, save, primary));
    const bool cancelled = button(ctx, cancel);
    same_row(distance);
    const bool pressed = button(ctx, save, primary);
    if (opening_) focus_last_item();
    if (cancelled) return true;
    if (!pressed && !confirmed) return false;
    const app::intent::JudgeCoverage found = verdict();
    if (found.status == model::CoverageStatus::not_applicable && found.reason.empty()) {
        reason_missing_ = true;
        reason_.focus();
        ctx.redraw.event();
        return false;
    }
    wanted = found;
    return false;
}

} // namespace dongthac::ui
