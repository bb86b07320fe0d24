#include "client/ui/screens/duty_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "client/ui/icons.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/actor.hpp"
#include "shared/model/due_rule.hpp"
#include "shared/model/obligation.hpp"
#include "shared/model/report_form.hpp"

namespace dongthac::ui {

namespace {

using model::ActorSelector;
using model::DueRule;
using view_model::Offices;
using view_model::RecordField;

constexpr std::array<std::string_view, 3> kLevels = {"preschool", "primary", "lower_secondary"};
constexpr std::array<std::string_view, 5> kDueKinds = {"working_days", "days", "weekday", "day_of_month",
                                                       "fixed_dates"};
constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> kRolls = {">", "<", "="};
constexpr std::string_view kUsualDays = "2";
constexpr std::size_t kFriday = 4;
constexpr float kNumberWidth = 72;
constexpr float kDatesWidth = 150;

/// What of a field was begun and says nothing yet: nothing of it is stored.
std::string& begun(RecordFrame& frame, const RecordField& field) {
    return frame.state.typed[field.name + "#begun"].value;
}

void ask(RecordFrame& frame, const RecordField& field, std::string value) {
    frame.out.push_back(set_field(frame.page, field, std::move(value)));
}

std::string name_among(const Offices& offices, const std::string& id) {
    const auto found = std::ranges::find(offices, id, [](const auto& one) { return one.first; });
    return found == offices.end() ? id : found->second;
}

// ---- who ----

/// The kind that is chosen: what is stored, or what was begun and names nobody yet.
std::optional<ActorSelector> selector_of(RecordFrame& frame, const RecordField& field) {
    std::string& name = begun(frame, field);
    if (!field.value.empty()) {
        name.clear();
        const auto selector = model::parse_selector(field.value);
        return selector ? std::optional(*selector) : std::nullopt;
    }
    const auto kind = model::selector_kind_named(name);
    if (!kind) return std::nullopt;
    ActorSelector selector;
    selector.kind = *kind;
    return selector;
}

bool names_nobody(const ActorSelector& selector) {
    return (selector.kind == ActorSelector::Kind::named && selector.orgs.empty()) ||
           (selector.kind == ActorSelector::Kind::school_levels && selector.school_levels.empty());
}

/// Who names nobody is stored as nobody: an office must never get a task from a list that is not finished.
void store_selector(RecordFrame& frame, const RecordField& field, const ActorSelector& selector) {
    begun(frame, field) = names_nobody(selector) ? std::string(model::name_of(selector.kind)) : std::string();
    const std::string value = names_nobody(selector) ? std::string() : model::to_text(selector);
    if (value != field.value) ask(frame, field, value);
    frame.ctx.redraw.event();
}

void draw_levels(RecordFrame& frame, const RecordField& field, ActorSelector selector) {
    for (const std::string_view level : kLevels) {
        auto& chosen = selector.school_levels;
        bool on = std::ranges::find(chosen, level) != chosen.end();
        if (!checkbox(frame.ctx, frame.ctx.tr("school_level." + std::string(level)), on)) continue;
        if (on)
            chosen.emplace_back(level);
        else
            std::erase(chosen, level);
        store_selector(frame, field, selector);
    }
}

void draw_named(RecordFrame& frame, const RecordField& field, ActorSelector selector) {
    const UiContext& ctx = frame.ctx;
    std::vector<std::string> words = {ctx.tr("record.add_office")};
    std::vector<std::string> others;
    for (const auto& [id, name] : frame.offices()) {
        if (std::ranges::find(selector.orgs, id) != selector.orgs.end()) continue;
        words.push_back(name);
        others.push_back(id);
    }
    std::size_t chosen = 0;
    if (choice(ctx, ctx.tr("record.add_office") + "##" + field.name, words, chosen, -1)) {
        selector.orgs.push_back(others[chosen - 1]);
        return store_selector(frame, field, selector);
    }
    for (const std::string& id : std::vector<std::string>(selector.orgs)) {
        const std::string name = name_of_office(frame, id);
        align_to_controls(ctx);
        text_fitted(ctx, name, ImGui::GetContentRegionAvail().x - ctx.theme.control_height() - ctx.theme.space().s);
        same_row(ctx.theme.space().s);
        push_right(ctx.theme.control_height());
        if (!icon_button(ctx, icon::kClose, ctx.tr("record.remove_office", {{"office", name}}))) continue;
        std::erase(selector.orgs, id);
        store_selector(frame, field, selector);
    }
}

// ---- by when ----

/// A rule in the parts in which it is typed.
struct DueParts {
    std::size_t kind = 0; ///< 1 + place in kDueKinds; 0: none
    std::string number;   ///< days, day of the month, or dates
    std::size_t weekday = kFriday;
    std::size_t roll = 0; ///< place in kRolls
};

std::string dates_of(const DueRule& rule) {
    std::string dates;
    for (const DueRule::DayAndMonth& date : rule.dates)
        dates += (dates.empty() ? "" : "; ") + std::to_string(date.day) + "/" + std::to_string(date.month);
    return dates;
}

DueParts parts_of(const std::string& stored) {
    DueParts parts;
    const auto rule = model::parse_due_rule(stored);
    if (stored.empty() || !rule) return parts;
    parts.kind = static_cast<std::size_t>(rule->kind) + 1;
    parts.roll = static_cast<std::size_t>(rule->roll);
    if (rule->kind == DueRule::Kind::weekday)
        parts.weekday = static_cast<std::size_t>(rule->number) - 1;
    else
        parts.number = rule->kind == DueRule::Kind::fixed_dates ? dates_of(*rule) : std::to_string(rule->number);
    return parts;
}

/// The parts as one rule; nothing when they say none.
std::optional<std::string> composed(const DueParts& parts) {
    if (parts.kind == 0) return std::nullopt;
    const auto kind = static_cast<DueRule::Kind>(parts.kind - 1);
    std::string text;
    switch (kind) {
    case DueRule::Kind::working_days: text = "+" + parts.number + "wd"; break;
    case DueRule::Kind::days: text = "+" + parts.number + "d"; break;
    case DueRule::Kind::weekday: text = kWeekdays.at(parts.weekday); break;
    case DueRule::Kind::day_of_month: text = "day " + parts.number; break;
    case DueRule::Kind::fixed_dates: text = parts.number; break;
    }
    const auto rule = model::parse_due_rule(text + std::string(kRolls.at(parts.roll)));
    // "1/3" is no number of days, and "+2wd" no date.
    if (!rule || rule->kind != kind) return std::nullopt;
    return model::to_text(*rule);
}

std::string due_problem(const UiContext& ctx, const DueParts& parts) {
    if (parts.kind == 0 || composed(parts)) return {};
    const bool dates = static_cast<DueRule::Kind>(parts.kind - 1) == DueRule::Kind::fixed_dates;
    if (parts.number.empty()) return ctx.tr(dates ? "design.problem.no_dates" : "design.problem.no_days");
    return ctx.tr(dates ? "design.problem.dates" : "design.problem.days", {{"value", parts.number}});
}

/// What was typed in the place of the number, until it is stored.
DueParts parts_shown(RecordFrame& frame, const RecordField& field) {
    DueParts parts = parts_of(field.value);
    const std::string& name = begun(frame, field);
    if (const auto kind = std::ranges::find(kDueKinds, name); kind != kDueKinds.end())
        parts = {static_cast<std::size_t>(kind - kDueKinds.begin()) + 1, {}, parts.weekday, parts.roll};
    const auto typed = frame.state.typed.find(field.name + "#number");
    if (typed != frame.state.typed.end() && !typed->second.value.empty()) parts.number = typed->second.value;
    return parts;
}

void store_due(RecordFrame& frame, const RecordField& field, const DueParts& parts) {
    RecordTyping& typed = frame.state.typed[field.name];
    typed.type = field.type;
    typed.edited = false;
    typed.problem = due_problem(frame.ctx, parts);
    if (const auto rule = composed(parts)) {
        begun(frame, field).clear();
        frame.state.typed.erase(field.name + "#number");
        if (*rule != field.value) ask(frame, field, *rule);
    } else if (parts.kind == 0) {
        begun(frame, field).clear();
        frame.state.typed.erase(field.name + "#number");
        if (!field.value.empty()) ask(frame, field, "");
    }
    frame.ctx.redraw.event();
}

void choose_due_kind(RecordFrame& frame, const RecordField& field, std::size_t kind) {
    frame.state.typed.erase(field.name + "#number");
    DueParts parts{kind, {}, kFriday, 0};
    const bool counted = kind == 1 || kind == 2;
    if (counted) parts.number = kUsualDays;
    if (kind > 0) begun(frame, field) = kDueKinds.at(kind - 1);
    store_due(frame, field, parts);
    frame.state.typed[field.name].problem.clear(); // nobody has typed anything wrong yet
}

void draw_due_number(RecordFrame& frame, const RecordField& field, DueParts parts) {
    const UiContext& ctx = frame.ctx;
    const auto kind = static_cast<DueRule::Kind>(parts.kind - 1);
    const bool dates = kind == DueRule::Kind::fixed_dates;
    const std::string hint = dates ? ctx.tr("design.due.dates_hint") : std::string();
    const std::string before = parts.number;
    const TextFieldResult result =
        text_field(ctx, ctx.tr("design.due.number") + "##" + field.name, parts.number,
                   {.placeholder = hint, .width = ctx.theme.px(dates ? kDatesWidth : kNumberWidth)});
    RecordTyping& typed = frame.state.typed[field.name];
    if (result.changed) {
        frame.state.typed[field.name + "#number"].value = parts.number;
        typed.problem.clear();
        // Whatever leads away from the page writes it down first (flush).
        const auto rule = composed(parts);
        typed.edited = rule.has_value();
        typed.type = field.type;
        typed.sent.reset();
        if (rule) typed.value = *rule;
    }
    if (result.ended || result.submitted) return store_due(frame, field, parts);
    // It was left for another page in the middle, and stands here again.
    const bool left = frame.state.typed.contains(field.name + "#number") && !ImGui::IsAnyItemActive();
    if (left && !typed.edited && !composed(parts)) typed.problem = due_problem(ctx, parts);
}

void draw_due_details(RecordFrame& frame, const RecordField& field, DueParts parts) {
    const UiContext& ctx = frame.ctx;
    if (static_cast<DueRule::Kind>(parts.kind - 1) == DueRule::Kind::weekday) {
        std::vector<std::string> days;
        for (std::size_t day = 1; day <= kWeekdays.size(); ++day)
            days.push_back(ctx.tr("weekday." + std::to_string(day)));
        if (choice(ctx, ctx.tr("design.due.weekday") + "##" + field.name, days, parts.weekday, 110))
            store_due(frame, field, parts);
    } else {
        draw_due_number(frame, field, parts);
    }
    same_row(ctx.theme.space().s);
    std::vector<std::string> rolls;
    for (const char* roll : {"next", "previous", "stays"})
        rolls.push_back(ctx.tr("design.due.roll." + std::string(roll)));
    if (choice(ctx, ctx.tr("design.due.roll") + "##" + field.name, rolls, parts.roll, -1))
        store_due(frame, field, parts);
}

/// What fulfils it, as people call it: plans have thirty names for what the program counts in a few kinds.
std::string output_words(const UiContext& ctx, const std::string& output) {
    const model::OutputKind kind = model::counted_output(output);
    if (kind == model::OutputKind::report) return ctx.tr("design.output_report");
    const std::string name = kind == model::OutputKind::other ? output : std::string(model::name_of(kind));
    return ctx.strings.has("kind." + name) ? kind_name(ctx, name) : ctx.tr("design.output_other");
}

/// Where an answer is taken from: "Đếm hồ sơ: Tin bài", "Cộng “Số người dự” của hồ sơ: Tập huấn"; "" for what has no
/// words.
std::string fill_words(const UiContext& ctx, const std::string& typed) {
    const auto rule = model::parse_fill_rule(typed);
    if (!rule || !ctx.strings.has("kind." + rule->record)) return {};
    const std::string kind = kind_name(ctx, rule->record);
    std::string words =
        rule->field.empty()
            ? ctx.tr("design.count_records", {{"kind", kind}})
            : ctx.tr("design.sum_records", {{"field", field_label(ctx, rule->record, rule->field)}, {"kind", kind}});
    for (const auto& [name, value] : rule->where) {
        const std::string key = "choice." + name + "." + value;
        words += ", " + field_label(ctx, rule->record, name) + ": " + (ctx.strings.has(key) ? ctx.tr(key) : value);
    }
    return words;
}

} // namespace

void draw_selector(RecordFrame& frame, const RecordField& field, const std::string& label) {
    using Kind = ActorSelector::Kind;
    constexpr std::array kKinds = {Kind::all_schools, Kind::school_levels, Kind::named, Kind::direct_subordinates,
                                   Kind::self};
    const UiContext& ctx = frame.ctx;
    const std::optional<ActorSelector> selector = selector_of(frame, field);
    std::vector<std::string> words = {ctx.tr("record.unsaid")};
    std::size_t chosen = 0;
    for (const Kind kind : kKinds) {
        if (selector && selector->kind == kind) chosen = words.size();
        words.push_back(ctx.tr("design.who." + std::string(model::name_of(kind))));
    }
    if (choice(ctx, label, words, chosen, -1)) {
        ActorSelector fresh;
        if (chosen > 0) fresh.kind = kKinds.at(chosen - 1);
        if (chosen > 0) return store_selector(frame, field, fresh);
        begun(frame, field).clear();
        return ask(frame, field, "");
    }
    if (selector && selector->kind == Kind::school_levels) draw_levels(frame, field, *selector);
    if (selector && selector->kind == Kind::named) draw_named(frame, field, *selector);
    draw_problem(ctx, problem_of(frame, field, {}));
}

void draw_due_rule(RecordFrame& frame, const RecordField& field, const std::string& label) {
    const UiContext& ctx = frame.ctx;
    const DueParts parts = parts_shown(frame, field);
    std::vector<std::string> words = {ctx.tr("design.due.none")};
    for (const std::string_view kind : kDueKinds) words.push_back(ctx.tr("design.due." + std::string(kind)));
    std::size_t chosen = parts.kind;
    if (choice(ctx, label, words, chosen, -1)) return choose_due_kind(frame, field, chosen);
    if (parts.kind > 0) draw_due_details(frame, field, parts);
    draw_problem(ctx, frame.state.typed[field.name].problem);
}

std::string name_of_office(const RecordFrame& frame, const base::OrgId& id) { return name_among(frame.offices(), id); }

std::string selector_words(const UiContext& ctx, const RecordField& field, const Offices& offices) {
    if (field.value.empty()) return {};
    const auto selector = model::parse_selector(field.value);
    if (!selector) return field.value;
    std::string words = ctx.tr("design.who." + std::string(model::name_of(selector->kind)));
    std::string names;
    for (const std::string& level : selector->school_levels)
        names += (names.empty() ? "" : ", ") +
                 (ctx.strings.has("school_level." + level) ? ctx.tr("school_level." + level) : level);
    for (const std::string& org : selector->orgs) names += (names.empty() ? "" : ", ") + name_among(offices, org);
    return names.empty() ? words : words + ": " + names;
}

std::string due_words(const UiContext& ctx, const std::string& rule) {
    const DueParts parts = parts_of(rule);
    if (parts.kind == 0) return rule;
    const std::string key = "design.due_words." + std::string(kDueKinds.at(parts.kind - 1));
    return ctx.tr(key, {{"n", parts.number}, {"weekday", ctx.tr("weekday." + std::to_string(parts.weekday + 1))}});
}

std::string option_words(const UiContext& ctx, const RecordField& field,
                         const std::pair<std::string, std::string>& option) {
    if (field.name == "output_kind") return output_words(ctx, option.first);
    if (field.name == "fill_from")
        if (std::string words = fill_words(ctx, option.first); !words.empty()) return words;
    if (!option.second.empty()) return option.second;
    return kind_name(ctx, option.first);
}

} // namespace dongthac::ui
