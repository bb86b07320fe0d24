#include "client/ui/screens/record_lines.hpp"

#include <algorithm>
#include <span>

#include "client/ui/icons.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/record.hpp"

namespace dongthac::ui {

namespace {

using model::ValueType;
using view_model::FieldLook;
using view_model::RecordField;
using view_model::RecordPage;

/// How wide a column is beside the others.
float weight_of(const RecordField& field) {
    if (field.name == "text") return 2.0f;
    if (field.type == ValueType::decimal && field.look == FieldLook::plain) return 0.75f; // how many, not how much
    if (field.type == ValueType::string) return 1.0f;
    return 1.35f;
}

bool is_number(const RecordField& field) {
    return field.type == ValueType::integer || field.type == ValueType::decimal;
}

/// What is worked out, or only to be read, stands level with the words of the fields beside it.
void draw_shown(RecordFrame& frame, const RecordField& field) {
    const std::string words = value_words(frame.ctx, field.name, field.type, field.value);
    if (frame.page.editable) align_to_controls(frame.ctx);
    if (is_number(field))
        text_right(frame.ctx, words.empty() ? "–" : words);
    else
        text_wrapped(frame.ctx, words.empty() ? "–" : words, TextStyle::body, words.empty() ? Ink::faint : Ink::normal);
}

/// The columns of every line; none while there is no line.
std::span<const RecordField> columns_of(const RecordPage& page) {
    if (!page.lines.empty()) return page.lines.front().fields;
    return {};
}

void draw_header(const UiContext& ctx, const RecordPage& page, std::span<const RecordField> columns) {
    ImGui::TableNextRow();
    for (const RecordField& column : columns) {
        ImGui::TableNextColumn();
        const bool is_field = model::record_type(page.kind)->find(column.name, model::Place::node) != nullptr;
        text_wrapped(ctx, is_field ? field_label(ctx, page.kind, column.name) : ctx.tr("lines." + column.name),
                     TextStyle::small, Ink::muted);
    }
}

void draw_line(RecordFrame& frame, const RecordPage& line, std::size_t number) {
    const UiContext& ctx = frame.ctx;
    const std::string id = base::to_text(line.node);
    RecordFrame one{ctx, line, frame.state, frame.out, frame.back, line_prefix(line)};
    ImGui::PushID(id.c_str());
    ImGui::TableNextRow();
    for (const RecordField& field : line.fields) {
        ImGui::TableNextColumn();
        if (!line.editable || field.look == FieldLook::read_only)
            draw_shown(one, field);
        else
            draw_record_cell(one, field);
    }
    if (line.editable) {
        ImGui::TableNextColumn();
        const std::string remove = ctx.tr("record.remove_line", {{"n", number}});
        if (icon_button(ctx, icon::kDelete, remove))
            frame.out.emplace_back(app::intent::HideParagraph{line.document, line.node});
    }
    ImGui::PopID();
}

void draw_totals(RecordFrame& frame, std::span<const RecordField> columns) {
    const UiContext& ctx = frame.ctx;
    if (frame.page.totals.empty()) return;
    ImGui::TableNextRow();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        ImGui::TableNextColumn();
        if (i == 0) text(ctx, ctx.tr("lines.total"), TextStyle::strong);
        const auto total = std::ranges::find(frame.page.totals, columns[i].name, &RecordField::name);
        if (total == frame.page.totals.end()) continue;
        text_right(ctx, value_words(ctx, total->name, total->type, total->value), TextStyle::strong);
    }
}

} // namespace

std::string line_prefix(const RecordPage& line) { return base::to_text(line.node) + "/"; }

void draw_record_lines(RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const RecordPage& page = frame.page;
    gap(ctx.theme.space().m);
    const Card card(ctx, "lines");
    section_title(ctx, ctx.tr("lines." + page.kind));
    gap(ctx.theme.space().s);
    const std::span<const RecordField> columns = columns_of(page);
    if (columns.empty()) text_wrapped(ctx, ctx.tr("record.no_lines"), TextStyle::body, Ink::muted);
    const int count = static_cast<int>(columns.size()) + (page.editable ? 1 : 0);
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {ctx.theme.space().xs, ctx.theme.space().xs});
    if (!columns.empty() &&
        ImGui::BeginTable("lines", count, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoPadOuterX)) {
        for (const RecordField& column : columns)
            ImGui::TableSetupColumn(column.name.c_str(), ImGuiTableColumnFlags_WidthStretch, weight_of(column));
        if (page.editable)
            ImGui::TableSetupColumn("remove", ImGuiTableColumnFlags_WidthFixed, ctx.theme.control_height());
        draw_header(ctx, page, columns);
        for (std::size_t i = 0; i < page.lines.size(); ++i) draw_line(frame, page.lines[i], i + 1);
        draw_totals(frame, columns);
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
    frame.state.focus.clear();
    if (!page.editable) return;
    gap(ctx.theme.space().s);
    std::optional<base::NodeId> last;
    if (!page.lines.empty()) last = page.lines.back().node;
    if (button(ctx, ctx.tr("record.add_line"), {.icon = icon::kAdd}))
        frame.out.emplace_back(app::intent::AddParagraph{page.document, last, model::ItemRole::paragraph, {}});
}

} // namespace dongthac::ui
