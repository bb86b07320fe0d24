#include "shared/document/styles.hpp"

#include <algorithm>

namespace dongthac::document {

namespace {

void take(int& value, int over) {
    if (over >= 0) value = over;
}

void put_over(Resolved& into, const ParagraphFormat& format, const RunFormat& run) {
    ParagraphFormat& out = into.format;
    if (format.align != Align::inherit) out.align = format.align;
    if (format.keep == Keep::with_next) out.keep = Keep::with_next;
    if (format.line >= 0) out.exact = format.exact;
    take(out.line, format.line);
    take(out.before, format.before);
    take(out.after, format.after);
    take(out.left, format.left);
    take(out.right, format.right);
    take(out.first_line, format.first_line);
    into.run.bold = into.run.bold || run.bold;
    into.run.italic = into.run.italic || run.italic;
    if (run.size > 0) into.run.size = run.size;
}

void put_style(Resolved& into, const std::vector<Style>& styles, const char* id) {
    if (id == nullptr) return;
    const auto style = std::ranges::find(styles, std::string_view(id), &Style::id);
    if (style == styles.end()) return;
    put_style(into, styles, style->based_on);
    put_over(into, style->paragraph, style->run);
    if (style->outline_level >= 0) into.outline_level = style->outline_level;
}

} // namespace

std::vector<Style> styles_of(const Nd30Layout& layout) {
    using namespace docx_style;
    const ParagraphFormat single{.before = 0, .after = 0, .line = 240};
    ParagraphFormat title = single;
    title.align = Align::center;
    title.keep = Keep::with_next;
    ParagraphFormat type = title;
    type.before = 2 * layout.paragraph_gap;
    const ParagraphFormat body{.align = Align::both,
                               .before = layout.paragraph_gap,
                               .after = 0,
                               .line = layout.line_pitch,
                               .first_line = layout.first_line};
    const ParagraphFormat heading{.keep = Keep::with_next};
    const RunFormat bold{.bold = true};
    return {{kNormal, "Normal", nullptr, {}, {}},
            {kHeader, "header", kNormal, {.align = Align::center}, {}},
            {kPlain, "Ô bảng", kNormal, single, {}},
            {kType, "Tên loại", kNormal, type, bold},
            {kSubject, "Trích yếu", kNormal, title, bold},
            {kBody, "Nội dung", kNormal, body, {}},
            {kBasis, "Căn cứ", kBody, {}, {.italic = true}},
            {kSection, "Mục", kBody, heading, bold, 0},
            {kSubsection, "Khoản có tiêu đề", kBody, heading, bold, 1},
            {kAppendix, "Phụ lục", kNormal, title, bold, 0}};
}

Resolved resolve(const std::vector<Style>& styles, const ParagraphFormat& format, const RunFormat& run,
                 const Nd30Layout& layout) {
    Resolved out;
    out.format = {.align = Align::left, .before = 0, .after = 0, .line = 240, .left = 0, .right = 0, .first_line = 0};
    out.run.size = layout.body_size;
    put_style(out, styles, format.style);
    put_over(out, format, run);
    out.format.style = format.style;
    out.format.page_break = format.page_break;
    out.format.rule = format.rule;
    return out;
}

} // namespace dongthac::document
