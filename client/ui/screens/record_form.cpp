#include "client/ui/screens/record_form.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "client/app/writer_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/duty_fields.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/record.hpp"

namespace dongthac::ui {

namespace {

using model::ValueType;
using view_model::RecordField;

constexpr int kMostRows = 8; ///< longer words scroll inside their field

/// Has a line of its own above the columns.
bool is_whole(const RecordField& field) {
    return field.name == "subject" || field.name == "text" || field.name == "rule";
}

bool wraps(ValueType type) { return type == ValueType::string || type == ValueType::list || type == ValueType::text; }

/// Stored in another form than it is typed: what the rows say next is what became of it.
bool is_put_right(const RecordField& field) { return field.name == "period"; }

std::string hint_of(const UiContext& ctx, ValueType type) {
    switch (type) {
    case ValueType::date: return ctx.tr("editor.date_hint");
    case ValueType::moment: return ctx.tr("record.moment_hint");
    case ValueType::list: return ctx.tr("record.list_hint");
    default: return {};
    }
}

/// What cannot be stored is said under the field and stays there.
void find_problem(const RecordFrame& frame, const RecordField& field, RecordTyping& typed) {
    const std::string label = field_label(frame.ctx, frame.page.kind, field.name);
    typed.problem = problem_with(frame.ctx, label, field.type, typed.value);
}

/// Asks for what was typed to be stored.
void store(RecordFrame& frame, const RecordField& field, RecordTyping& typed) {
    find_problem(frame, field, typed);
    const auto value = model::parse_value(field.type, typed.value);
    if (!value) return;
    typed.edited = false;
    // Words are stored as they were typed, every other value in the one form it has.
    typed.sent = field.type == ValueType::text ? typed.value : model::to_text(*value);
    if (typed.sent != field.value || !field.versions.empty())
        frame.out.push_back(set_field(frame.page.document, frame.page.kind, typed)); // with what the typing began on
    if (is_put_right(field)) typed.sent.reset();
}

/// What was asked to be stored is: as it was typed, or (words) put on those that others wrote meanwhile. What was not
/// stored although it was asked for stays told until it is.
bool is_stored(const RecordTyping& typed, const RecordField& field) {
    if (*typed.sent == field.value) return true;
    return field.type == ValueType::text && typed.problem.empty() && field.value != typed.base;
}

/// "Báo cáo " says what "Báo cáo" does: whoever is still typing keeps the space behind the last word.
bool says_what_is_stored(const RecordField& field, const std::string& typed) {
    const auto value = model::parse_value(field.type, typed);
    return value && model::to_text(*value) == field.value;
}

/// What the field shows: what was typed as long as it is not stored, else what is stored.
RecordTyping& typing_of(RecordFrame& frame, const RecordField& field) {
    RecordTyping& typed = frame.state.typed[frame.prefix + field.name];
    typed.type = field.type;
    typed.node = frame.page.node;
    typed.field = field.name;
    if (typed.sent && is_stored(typed, field)) typed.sent.reset();
    if (!typed.edited && !typed.sent) typed.base = field.value;
    if (typed.sent && typed.problem.empty() && !typed.edited) typed.problem = frame.ctx.tr("record.not_stored");
    if (!typed.edited && !typed.sent)
        typed.value = field.words.empty() ? typed_words(field.type, field.value) : field.words;
    return typed;
}

void draw_line(RecordFrame& frame, const RecordField& field, const std::string& label) {
    RecordTyping& typed = typing_of(frame, field);
    const std::string hint = hint_of(frame.ctx, field.type);
    const std::string problem = problem_of(frame, field, typed);
    if (frame.state.focus == frame.prefix + field.name) ImGui::SetKeyboardFocusHere();
    const TextFieldResult result = text_field(frame.ctx, label, typed.value, {.placeholder = hint, .problem = problem});
    if (result.changed) {
        typed.edited = true;
        typed.problem.clear();
    }
    if ((result.ended || result.submitted) && typed.edited) store(frame, field, typed);
}

void draw_words(RecordFrame& frame, const RecordField& field, const std::string& label) {
    RecordTyping& typed = typing_of(frame, field);
    const bool goes_on = typed.words.focused() && !typed.sent && says_what_is_stored(field, typed.words.text());
    if (!typed.edited && !goes_on) typed.words.set_text(typed.value);
    if (frame.state.focus == frame.prefix + field.name) typed.words.focus(ParagraphState::Caret::end);
    const std::string hint = hint_of(frame.ctx, field.type);
    const FieldResult result = paragraph_field(frame.ctx, label, typed.words,
                                               {.placeholder = hint, .max_rows = kMostRows, .enter = Enter::report});
    if (result.changed) {
        typed.edited = true;
        typed.problem.clear();
        typed.value = typed.words.text();
    }
    if (result.burst_ended && typed.edited) store(frame, field, typed);
    if (result.undo) frame.out.emplace_back(app::intent::Undo{});
    if (result.redo) frame.out.emplace_back(app::intent::Redo{});
    draw_problem(frame.ctx, problem_of(frame, field, typed));
}

void draw_choice(RecordFrame& frame, const RecordField& field, const std::string& label) {
    const UiContext& ctx = frame.ctx;
    std::vector<std::string> values;
    std::vector<std::string> words;
    // What has to say something and does is changed, not taken away.
    const auto is_said = [&](const std::string& name) { return name == field.value; };
    if (!field.needed || (std::ranges::none_of(field.choices, is_said) &&
                          std::ranges::none_of(field.options, is_said, &std::pair<std::string, std::string>::first))) {
        values.emplace_back();
        words.push_back(ctx.tr("record.unsaid"));
    }
    for (const std::string& name : field.choices) {
        values.push_back(name);
        words.push_back(value_words(ctx, field.name, field.type, name));
    }
    for (const auto& option : field.options) {
        values.push_back(option.first);
        words.push_back(option_words(ctx, field, option));
    }
    auto chosen = static_cast<std::size_t>(std::ranges::find(values, field.value) - values.begin());
    if (chosen == values.size()) chosen = 0;
    if (choice(ctx, label, words, chosen, -1)) frame.out.push_back(set_field(frame.page, field, values[chosen]));
    draw_problem(ctx, problem_of(frame, field, {}));
}

void draw_flag(RecordFrame& frame, const RecordField& field, const std::string& label) {
    bool value = field.value == "true";
    if (checkbox(frame.ctx, label, value)) frame.out.push_back(set_field(frame.page, field, value ? "true" : "false"));
}

std::vector<std::string> listed_in(const std::string& value) {
    const auto parsed = model::parse_value(ValueType::list, value);
    const auto* items = parsed ? std::get_if<std::vector<std::string>>(&*parsed) : nullptr;
    return items == nullptr ? std::vector<std::string>() : *items;
}

/// The offices a field names, each with a cross, and the list of all others.
void draw_offices(RecordFrame& frame, const RecordField& field, const std::string& label) {
    const UiContext& ctx = frame.ctx;
    std::vector<std::string> named = listed_in(field.value);
    const auto ask = [&] { frame.out.push_back(set_field(frame.page, field, model::to_text(model::Value(named)))); };
    std::vector<std::string> names = {ctx.tr("record.add_office")};
    std::vector<base::OrgId> others;
    for (const auto& [id, name] : frame.offices()) {
        if (std::ranges::find(named, id) != named.end()) continue;
        names.push_back(name);
        others.push_back(id);
    }
    std::size_t chosen = 0;
    if (choice(ctx, label, names, chosen, -1)) {
        named.push_back(others[chosen - 1]);
        ask();
    }
    for (const std::string& id : std::vector<std::string>(named)) {
        const std::string name = name_of_office(frame, id);
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ctx.theme.space().m); // level with the words of the list
        align_to_controls(ctx);
        text_fitted(ctx, name, ImGui::GetContentRegionAvail().x - ctx.theme.control_height() - ctx.theme.space().s);
        same_row(ctx.theme.space().s);
        push_right(ctx.theme.control_height());
        if (icon_button(ctx, icon::kClose, ctx.tr("record.remove_office", {{"office", name}}))) {
            std::erase(named, id);
            ask();
        }
    }
    draw_problem(ctx, problem_of(frame, field, {}));
}

/// The values two PCs left beside each other; pressing one settles it.
void draw_versions(RecordFrame& frame, const RecordField& field) {
    const UiContext& ctx = frame.ctx;
    if (field.versions.empty()) return;
    badge(ctx, Tone::error, ctx.tr("editor.conflict"), icon::kWarning);
    if (!frame.page.editable) return;
    for (std::size_t i = 0; i < field.versions.size(); ++i) {
        const view_model::RecordVersion& version = field.versions[i];
        const std::string words = value_words(ctx, field.name, field.type, version.value);
        if (button(ctx, (words.empty() ? "–" : words) + "##" + field.name + std::to_string(i),
                   {.icon = icon::kCheck})) {
            frame.state.typed.erase(frame.prefix + field.name);
            frame.out.push_back(set_field(frame.page, field, version.value));
        }
        text_fitted(ctx, app::writer_words(ctx.strings, version.who), 0, TextStyle::small, Ink::muted);
    }
}

void draw_to_read(const RecordFrame& frame, const RecordField& field) {
    const UiContext& ctx = frame.ctx;
    std::string words = value_words(ctx, field.name, field.type, field.value);
    if (field.look == view_model::FieldLook::selector) words = selector_words(ctx, field, frame.offices());
    if (field.look == view_model::FieldLook::due_rule) words = due_words(ctx, field.value);
    for (const auto& option : field.options)
        if (option.first == field.value) words = option_words(ctx, field, option);
    if (field.look == view_model::FieldLook::offices) {
        words.clear();
        for (const std::string& id : listed_in(field.value))
            words += (words.empty() ? "" : ", ") + name_of_office(frame, id);
    }
    text_wrapped(ctx, words.empty() ? "–" : words, TextStyle::body, words.empty() ? Ink::faint : Ink::normal);
}

bool is_box(const RecordFrame& frame, const RecordField& field) {
    return field.type == ValueType::flag && frame.page.editable;
}

void draw_value(RecordFrame& frame, const RecordField& field, const std::string& label) {
    if (!frame.page.editable || field.look == view_model::FieldLook::read_only)
        draw_to_read(frame, field);
    else if (is_box(frame, field))
        draw_flag(frame, field, label);
    else if (field.look == view_model::FieldLook::offices)
        draw_offices(frame, field, label);
    else if (field.look == view_model::FieldLook::selector)
        draw_selector(frame, field, label);
    else if (field.look == view_model::FieldLook::due_rule)
        draw_due_rule(frame, field, label);
    else if (field.type == ValueType::choice || field.type == ValueType::document || !field.options.empty())
        draw_choice(frame, field, label);
    else if (wraps(field.type))
        draw_words(frame, field, label);
    else
        draw_line(frame, field, label);
    draw_versions(frame, field);
}

void draw_field(RecordFrame& frame, const RecordField& field) {
    const std::string label = field_label(frame.ctx, frame.page.kind, field.name);
    if (!is_box(frame, field)) caption(frame.ctx, field.needed && frame.page.editable ? label + " *" : label);
    draw_value(frame, field, label);
}

/// What stands in one place of the form: a field, or boxes to tick under each other.
using Cell = std::vector<const RecordField*>;

/// The fields in two columns; the subject is drawn above them.
std::vector<Cell> cells_of(RecordFrame& frame) {
    std::vector<Cell> cells;
    for (const RecordField& field : frame.page.fields) {
        if (is_whole(field))
            draw_field(frame, field);
        else if (is_box(frame, field) && !cells.empty() && is_box(frame, *cells.back().front()))
            cells.back().push_back(&field);
        else
            cells.push_back({&field});
    }
    return cells;
}

/// ImGui hangs the words of a cell level with those of the cell before it; captions stand level of themselves.
void start_level() {
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGui::Dummy({0, 0});
    ImGui::PopStyleVar();
}

} // namespace

app::Intent set_field(const base::DocumentId& document, std::string_view kind, const RecordTyping& typed) {
    // What a line says first is its text, which two people may write at once.
    if (typed.field == "text") return app::intent::SetText{document, typed.node, typed.base, typed.value};
    const model::RecordType* type = model::record_type(kind);
    if (type != nullptr && type->family == model::Family::duty)
        return wants(app::work::SetLine{document, typed.node, typed.field, typed.value});
    return app::intent::SetField{document, typed.node, typed.field, typed.value};
}

app::Intent set_field(const view_model::RecordPage& page, const RecordField& field, std::string value) {
    RecordTyping typed;
    typed.value = std::move(value);
    typed.node = page.node;
    typed.field = field.name;
    typed.base = field.value;
    return set_field(page.document, page.kind, typed);
}

void draw_problem(const UiContext& ctx, const std::string& problem) {
    if (!problem.empty()) text_wrapped(ctx, problem, TextStyle::small, Ink::error);
}

std::string problem_of(const RecordFrame& frame, const RecordField& field, const RecordTyping& typed) {
    if (!typed.problem.empty()) return typed.problem;
    if (frame.check)
        if (std::string problem = frame.check(field, typed.edited ? typed.value : field.value); !problem.empty())
            return problem;
    const bool missing = frame.state.tells_missing && field.needed && field.value.empty() && !typed.edited;
    return missing ? frame.ctx.tr("record.missing") : std::string();
}

bool is_wrong(const RecordFrame& frame, const RecordField& field) {
    const auto found = frame.state.typed.find(frame.prefix + field.name);
    if (found == frame.state.typed.end()) return false;
    RecordTyping& typed = found->second;
    if (typed.edited && typed.problem.empty()) find_problem(frame, field, typed);
    return !typed.problem.empty();
}

void draw_record_cell(RecordFrame& frame, const RecordField& field) {
    draw_value(frame, field, field_label(frame.ctx, frame.page.kind, field.name));
}

void draw_record_fields(RecordFrame& frame) {
    const Theme& theme = frame.ctx.theme;
    const std::vector<Cell> cells = cells_of(frame);
    const auto boxes = [&](std::size_t i) { return i < cells.size() && is_box(frame, *cells[i].front()); };
    const float caption_room = theme.pixel_size(TextStyle::small) + theme.space().xs;
    const float between = frame.page.editable ? theme.px(6) : theme.space().s;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme.space().s, between});
    if (ImGui::BeginTable("fields", 2, ImGuiTableFlags_SizingStretchSame | ImGuiTableFlags_NoPadOuterX)) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            ImGui::TableNextColumn();
            start_level();
            // A box to tick has its words beside it: it stands level with the field, not with the caption beside it.
            if (boxes(i) && cells[i].size() == 1 && !boxes(i ^ 1)) gap(caption_room + ImGui::GetStyle().ItemSpacing.y);
            if (boxes(i)) ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
            for (const RecordField* field : cells[i]) draw_field(frame, *field);
            if (boxes(i)) ImGui::PopStyleVar();
        }
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
    if (frame.state.focus.find('/') == std::string::npos) frame.state.focus.clear(); // it was one of these
}

} // namespace dongthac::ui
