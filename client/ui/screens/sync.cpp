#include "client/ui/screens/sync.hpp"

#include <array>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/shell.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/base/result.hpp"
#include "shared/text/date.hpp"

namespace dongthac::ui {

namespace {

using view_model::RoundView;
using view_model::SyncRows;

constexpr float kTileHeight = 74;

struct LinkLook {
    Tone tone;
    std::string_view icon;
    std::string_view key;
};

LinkLook look_of(const app::SyncStatus& status) {
    if (status.phase == app::SyncPhase::working) return {Tone::info, icon::kSync, "sync.working"};
    switch (status.link) {
    case app::Link::online: return {Tone::ok, icon::kOnline, "sync.online"};
    case app::Link::offline: return {Tone::neutral, icon::kOffline, "sync.offline"};
    case app::Link::unknown: break;
    }
    return {Tone::neutral, icon::kClock, "sync.unknown"};
}

/// A number a person looks for, with what it counts.
void tile(const UiContext& ctx, std::string_view id, float width, std::string_view value, std::string_view label,
          Tone tone) {
    const Theme& theme = ctx.theme;
    const Card card(ctx, id, {width, theme.px(kTileHeight)});
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs);
    text_fitted(ctx, label, 0, TextStyle::small, Ink::muted);
    text_fitted(ctx, value, 0, TextStyle::heading, tone == Tone::warn ? Ink::warn : Ink::normal);
    ImGui::PopStyleVar();
}

void draw_tiles(const UiContext& ctx, const SyncRows& rows) {
    const Theme& theme = ctx.theme;
    const float gap_width = theme.space().m;
    const float width = std::floor((ImGui::GetContentRegionAvail().x - 2 * gap_width) / 3);
    const auto number = [&](std::size_t n) { return ctx.strings.number(static_cast<std::int64_t>(n)); };
    tile(ctx, "tile.unsent", width, number(rows.unsent), ctx.tr("sync.unsent"),
         rows.unsent > 0 ? Tone::warn : Tone::neutral);
    same_row(gap_width);
    tile(ctx, "tile.waiting", width, number(rows.waiting.size()), ctx.tr("sync.waiting"),
         rows.waiting.empty() ? Tone::neutral : Tone::warn);
    same_row(gap_width);
    const std::int64_t last = rows.last_success_ms();
    tile(ctx, "tile.last", width, last == 0 ? ctx.tr("sync.never") : ctx.strings.ago(last, rows.now_ms),
         ctx.tr("sync.last"), Tone::neutral);
}

std::optional<app::Intent> draw_server(const UiContext& ctx, const SyncRows& rows, const app::SyncStatus& status) {
    const Theme& theme = ctx.theme;
    std::optional<app::Intent> wanted;
    const Card card(ctx, "server");
    const LinkLook look = look_of(status);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float disc = theme.px(44);
    icon_disc(ctx, at, disc, look.icon, look.tone);
    ImGui::Dummy({disc, disc});
    same_row(theme.space().m);
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs);
    text(ctx, ctx.tr(look.key), TextStyle::heading);
    text_fitted(ctx, rows.server_url, ImGui::GetContentRegionAvail().x - theme.px(190), TextStyle::small, Ink::muted);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
    const std::string now = ctx.tr("button.sync_now");
    const ButtonOptions options{.kind = ButtonKind::primary,
                                .icon = icon::kSync,
                                .enabled = status.phase == app::SyncPhase::idle ? Enabled::yes : Enabled::no,
                                .hint = "F5"};
    same_row();
    push_right(button_width(ctx, now, options));
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, at.y + (disc - theme.control_height()) / 2});
    if (button(ctx, now, options)) wanted = app::intent::SyncNow{};
    if (status.problem) {
        gap(theme.space().m);
        text_wrapped(ctx, ctx.strings.sentence(*status.problem), TextStyle::body,
                     status.problem->code == base::Code::unreachable ? Ink::muted : Ink::error);
    }
    return wanted;
}

std::string when(std::int64_t at_ms, std::int64_t now_ms) {
    const text::Date day = text::day_of(at_ms);
    if (day == text::day_of(now_ms)) return text::time_of_day(at_ms);
    return text::to_short_form(day) + " " + text::time_of_day(at_ms);
}

std::string duration(const UiContext& ctx, std::int64_t milliseconds) {
    if (milliseconds < 100) return ctx.tr("sync.instant");
    return ctx.tr("sync.seconds", {{"n", ctx.strings.decimal(static_cast<double>(milliseconds) / 1000, 1)}});
}

void draw_round_cell(const UiContext& ctx, const RoundView& round, std::size_t column, std::int64_t now_ms) {
    const auto number = [&](std::uint64_t n) { return ctx.strings.number(static_cast<std::int64_t>(n)); };
    switch (column) {
    case 0: return text(ctx, when(round.at_ms, now_ms));
    case 1: return text_right(ctx, number(round.sent));
    case 2: return text_right(ctx, number(round.received));
    case 3: return text_right(ctx, ctx.strings.bytes(round.bytes), TextStyle::body, Ink::muted);
    case 4: return text_right(ctx, duration(ctx, round.milliseconds), TextStyle::body, Ink::muted);
    default: break;
    }
    if (round.error.empty()) return badge(ctx, Tone::ok, ctx.tr("sync.round_ok"));
    if (round.error == base::name_of(base::Code::unreachable))
        return badge(ctx, Tone::neutral, ctx.tr("sync.round_offline"), icon::kOffline);
    badge(ctx, Tone::error, ctx.tr("sync.round_failed"));
    if (const auto code = base::code_named(round.error)) tooltip(ctx, ctx.strings.sentence({*code, {}}));
}

void draw_rounds(const UiContext& ctx, const SyncRows& rows, SyncState& state) {
    section_title(ctx, ctx.tr("sync.rounds"));
    if (rows.rounds.empty()) {
        text_wrapped(ctx, ctx.tr("sync.no_rounds"), TextStyle::body, Ink::muted);
        return;
    }
    const Card card(ctx, "rounds", {0, list_height(ctx, rows.rounds.size())}, Card::Padding::none);
    const std::array<Column, 6> columns = {
        {{.label = ctx.tr("sync.column.when"), .width = 150},
         {.label = ctx.tr("sync.column.sent"), .width = 90, .align = Align::right},
         {.label = ctx.tr("sync.column.received"), .width = 90, .align = Align::right},
         {.label = ctx.tr("sync.column.bytes"), .width = 110, .align = Align::right},
         {.label = ctx.tr("sync.column.time"), .width = 120, .align = Align::right},
         {.label = ctx.tr("sync.column.result")}}};
    (void)table(
        ctx, "rounds", columns, rows.rounds.size(), state.rounds,
        [&](std::size_t row, std::size_t column) { draw_round_cell(ctx, rows.rounds[row], column, rows.now_ms); },
        {.height = -1});
}

} // namespace

std::optional<app::Intent> draw_not_joined(const UiContext& ctx, const app::SyncStatus& status, JoinForm& form) {
    const float width = std::min(ctx.theme.px(560), ImGui::GetContentRegionAvail().x);
    const Card card(ctx, "join", {width, 0});
    text(ctx, ctx.tr("welcome.join_title"), TextStyle::heading);
    text_wrapped(ctx, ctx.tr("welcome.join_text"), TextStyle::body, Ink::muted);
    gap(ctx.theme.space().m);
    return draw_join_form(ctx, status, form);
}

std::optional<app::Intent> draw_join_form(const UiContext& ctx, const app::SyncStatus& status, JoinForm& form) {
    const Theme& theme = ctx.theme;
    const bool joining = status.phase == app::SyncPhase::joining;
    const Enabled fields = joining ? Enabled::no : Enabled::yes;
    const std::string problem = status.join_problem ? ctx.strings.sentence(*status.join_problem) : std::string();
    const bool about_code = status.join_problem && (status.join_problem->code == base::Code::bad_code ||
                                                    status.join_problem->code == base::Code::used_code ||
                                                    status.join_problem->code == base::Code::expired_code);
    caption(ctx, ctx.tr("welcome.url"));
    bool submitted = text_field(ctx, ctx.tr("welcome.url"), form.url,
                                {.placeholder = "http://",
                                 .icon = icon::kOnline,
                                 .enabled = fields,
                                 .problem = about_code ? std::string_view() : std::string_view(problem)})
                         .submitted;
    gap(theme.space().m);
    caption(ctx, ctx.tr("welcome.code"));
    submitted = text_field(ctx, ctx.tr("welcome.code"), form.code,
                           {.placeholder = ctx.tr("welcome.code_hint"),
                            .icon = icon::kLock,
                            .enabled = fields,
                            .problem = about_code ? std::string_view(problem) : std::string_view()})
                    .submitted ||
                submitted;
    gap(theme.space().l);
    const bool filled = !form.url.empty() && !form.code.empty();
    const bool pressed =
        button(ctx, ctx.tr(joining ? "welcome.joining" : "welcome.join"),
               {.kind = ButtonKind::primary, .enabled = filled && !joining ? Enabled::yes : Enabled::no, .width = -1});
    if ((pressed || submitted) && filled && !joining) return app::intent::Join{form.url, form.code};
    return std::nullopt;
}

std::optional<app::Intent> draw_welcome(const UiContext& ctx, const app::SyncStatus& status, JoinForm& form) {
    std::optional<app::Intent> wanted;
    plain_page(ctx, 480, [&] {
        const Theme& theme = ctx.theme;
        text(ctx, ctx.tr("app.name"), TextStyle::title);
        text_wrapped(ctx, ctx.tr("app.tagline"), TextStyle::body, Ink::muted);
        gap(theme.space().xl);
        {
            const Card card(ctx, "join");
            text(ctx, ctx.tr("welcome.join_title"), TextStyle::heading);
            text_wrapped(ctx, ctx.tr("welcome.join_text"), TextStyle::body, Ink::muted);
            gap(theme.space().m);
            wanted = draw_join_form(ctx, status, form);
        }
        gap(theme.space().l);
        text_wrapped(ctx, ctx.tr("welcome.alone_text"), TextStyle::body, Ink::muted);
        if (link(ctx, ctx.tr("welcome.alone"))) wanted = app::intent::WorkAlone{};
    });
    return wanted;
}

std::optional<app::Intent> draw_sync(const UiContext& ctx, const SyncRows& rows, const app::SyncStatus& status,
                                     SyncState& state) {
    std::optional<app::Intent> wanted;
    const std::string identity = rows.enrolled
                                     ? ctx.tr("sync.identity", {{"office", rows.office}, {"device", rows.device}})
                                     : ctx.tr("sync.not_joined");
    page_header(ctx, ctx.tr("screen.sync"), identity);
    gap(ctx.theme.space().m);
    if (!rows.enrolled) return draw_not_joined(ctx, status, state.join);
    wanted = draw_server(ctx, rows, status);
    gap(ctx.theme.space().m);
    draw_tiles(ctx, rows);
    gap(ctx.theme.space().l);
    draw_rounds(ctx, rows, state);
    return wanted;
}

} // namespace dongthac::ui
