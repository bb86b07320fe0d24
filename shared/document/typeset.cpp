#include "shared/document/typeset.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "shared/document/printable.hpp"
#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

constexpr double kHalfPoint = 10;     // twips
constexpr double kParagraphRule = 15; // twips: six eighths of a point, as in the .docx
constexpr double kLinePitch = 240;    // of a single line
constexpr double kRounding = 0.01;    // twips: sums of widths differ in their last digits

/// Part of a text that stands on one line, without the spaces at its end.
struct Line {
    std::string_view text;
    double width = 0;
    bool last = false; ///< of its paragraph, or before a line break: it is not stretched
};

/// Breaks a text in lines: at spaces, behind hyphens inside of words, and where a word alone is wider than its column.
class LineBreaker {
  public:
    LineBreaker(const Typefaces& faces, const RunFormat& run) : faces_(faces), face_(face_of(run)), size_(run.size) {}

    std::vector<Line> lines(std::string_view text, double first, double others) {
        room_ = first;
        others_ = others;
        for (std::size_t at = 0;;) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            break_one(text.substr(at, end - at));
            if (end == text.size()) return std::move(out_);
            at = end + 1;
        }
    }

  private:
    [[nodiscard]] double width(std::string_view text) const { return faces_.width(face_, text) * size_ * kHalfPoint; }

    // The end of the piece that begins at `at`: a word, or a part of one up to its hyphen.
    static std::size_t piece_end(std::string_view text, std::size_t at) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        const std::size_t hyphen = text.find('-', at);
        const bool inside = hyphen != std::string_view::npos && hyphen > at && hyphen + 1 < space;
        return inside ? hyphen + 1 : space;
    }

    void finish(std::string_view line, double width, bool last) {
        out_.push_back({line, width, last});
        room_ = others_;
    }

    void break_one(std::string_view text) {
        std::size_t from = 0; // of the line
        std::size_t end = 0;  // of what fits on it
        double used = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t word = std::min(text.find_first_not_of(' ', at), text.size());
            const std::size_t next = piece_end(text, word);
            const double longer = used + width(text.substr(end, next - end));
            if (longer <= room_ + kRounding || word == text.size()) {
                end = word == text.size() ? end : next;
                used = word == text.size() ? used : longer;
                at = next;
            } else if (end > from) {
                finish(text.substr(from, end - from), used, false);
                from = end = at = word;
                used = 0;
            } else {
                from = end = at = cut_word(text, word, next);
            }
        }
        finish(text.substr(from, end - from), used, true);
    }

    // A line of as many letters as fit, at least one; returns where it ends.
    std::size_t cut_word(std::string_view text, std::size_t from, std::size_t to) {
        std::size_t end = from;
        double used = 0;
        while (end < to) {
            const std::size_t size = text::decode_at(text, end).size;
            const double letter = width(text.substr(end, size));
            if (end > from && used + letter > room_) break;
            used += letter;
            end += size;
        }
        finish(text.substr(from, end - from), used, false);
        return end;
    }

    const Typefaces& faces_;
    Face face_;
    int size_;
    double room_ = 0;
    double others_ = 0;
    std::vector<Line> out_;
};

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
    for (const Line& line : LineBreaker(faces_, resolved.run).lines(text, first.room, others.room)) {
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
