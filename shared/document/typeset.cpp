#include "shared/document/typeset.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "shared/document/line_breaks.hpp"
#include "shared/document/printable.hpp"

namespace dongthac::document {

namespace {

constexpr double kHalfPoint = 10;     // twips
constexpr double kParagraphRule = 15; // twips: six eighths of a point, as in the .docx
constexpr double kLinePitch = 240;    // of a single line

double spaces_in(std::string_view text) { return static_cast<double>(std::ranges::count(text, ' ')); }

/// Where a line begins and how far it reaches.
struct Span {
    double left = 0;
    double room = 0;
};

PageText placed(const Line& line, const Span& span, Align align, const RunFormat& run) {
    const double left_over = std::max(0.0, span.room - line.width);
    const double spaces = spaces_in(line.text);
    PageText text{
        .x = span.left, .width = line.width, .face = face_of(run), .size = run.size, .text = std::string(line.text)};
    if (align == Align::center) text.x += left_over / 2;
    if (align == Align::right) text.x += left_over;
    if (align == Align::both && !line.last && spaces > 0) {
        text.gap = left_over / spaces;
        text.width = span.room;
    }
    return text;
}

} // namespace

double SetParagraph::height() const {
    return std::accumulate(lines.begin(), lines.end(), before + after,
                           [](double sum, const SetBox& line) { return sum + line.height; });
}

bool SetParagraph::blank() const {
    return std::ranges::all_of(lines, [](const SetBox& line) { return line.texts.empty() && line.rules.empty(); });
}

Typesetter::Typesetter(const Nd30Layout& layout, const Typefaces& faces)
    : layout_(layout), faces_(faces), styles_(styles_of(layout)) {}

SetParagraph Typesetter::set(const PrintParagraph& paragraph, double width) const {
    const Resolved resolved = resolve(styles_, paragraph.format, paragraph.run, layout_);
    const ParagraphFormat& format = resolved.format;
    SetParagraph out{.before = static_cast<double>(format.before),
                     .after = static_cast<double>(format.after),
                     .keep = format.keep,
                     .page_break = format.page_break,
                     .lines = {},
                     .bookmark = {},
                     .level = resolved.outline_level};
    std::string text = xml_safe(paragraph.text.value_or(""));
    std::ranges::replace_if(
        text, [](char c) { return c == '\t' || c == '\r'; }, ' ');
    if (resolved.outline_level >= 0) {
        out.bookmark = text;
        std::ranges::replace(out.bookmark, '\n', ' ');
    }

    const Span others{static_cast<double>(format.left), width - format.left - format.right};
    const Span first{others.left + format.first_line, others.room - format.first_line};
    const FaceMetrics& metrics = faces_.metrics(face_of(resolved.run));
    const double size = resolved.run.size * kHalfPoint;
    const double height = format.exact ? format.line : metrics.line() * size * format.line / kLinePitch;
    // What a pitch above the single one adds stands above the letters.
    const double base = height - (metrics.descent + metrics.line_gap / 2) * size;
    const Face face = face_of(resolved.run);
    const LetterWidths widths{[&](char32_t letter) { return faces_.width(face, letter); }, size};
    for (const Line& line : break_lines(text, widths, first.room, others.room)) {
        SetBox box{.height = height, .texts = {}, .rules = {}};
        if (!line.text.empty()) {
            const Span& span = out.lines.empty() ? first : others;
            box.texts.push_back(placed(line, span, format.align, resolved.run));
            box.texts.back().y = base;
        }
        out.lines.push_back(std::move(box));
    }
    if (format.rule == Rule::beneath)
        out.lines.back().rules.push_back({others.left, height, others.room, kParagraphRule});
    return out;
}

} // namespace dongthac::document
