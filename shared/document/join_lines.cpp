#include <algorithm>
#include <string_view>
#include <utility>

#include "shared/document/letterhead.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

constexpr double kProse = 18'000;      // narrower lines are headings and list ends; they do not show the page's width
constexpr double kPageWidest = 52'000; // A4 between its margins holds no wider line at the size offices print
constexpr double kUsualIndent = 0.07;  // 1.27 cm of a 17 cm line, when the document is too short to measure its own
constexpr double kFullShare = 0.985;   // justified lines come out a little narrower than the column

double percentile(std::vector<double>& values, std::size_t percent) {
    if (values.empty()) return 0;
    const std::size_t at = std::min(values.size() - 1, values.size() * percent / 100);
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
    return values[at];
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

std::string_view last_word(std::string_view text) {
    const std::size_t space = text.rfind(' ');
    return space == std::string_view::npos ? text : text.substr(space + 1);
}

bool is_address(std::string_view text) {
    return starts_with(text, "http://") || starts_with(text, "https://") || starts_with(text, "www.");
}

bool ends_sentence(std::string_view text) {
    while (ends_with(text, "”") || ends_with(text, "\"") || ends_with(text, ")"))
        text.remove_suffix(ends_with(text, "”") ? 3 : 1);
    return !text.empty() &&
           (std::string_view(".;:!?").find(text.back()) != std::string_view::npos || ends_with(text, "…"));
}

// A line that goes on with what the line before began, by its first character alone.
bool starts_inside(std::string_view text) {
    const char32_t letter = first_letter(text);
    return is_lower(letter) || (letter >= '0' && letter <= '9') || letter == ',' || letter == ')' || letter == '%';
}

// Openings that stand at the head of a paragraph in every plan.
bool opens_paragraph(std::string_view text) {
    constexpr std::string_view kOpenings[] = {"Căn cứ ",  "Trên đây là ", "Nhận được ",
                                              "Nơi nhận", "PHỤ LỤC",      "Kính gửi"};
    return std::ranges::any_of(kOpenings, [&](std::string_view opening) { return starts_with(text, opening); });
}

// "Quyết định số …", "Luật Giáo dục …": goes on with a list of bases.
bool quotes_document(std::string_view text) {
    constexpr std::string_view kKinds[] = {"Quyết định", "Nghị định", "Nghị quyết",  "Thông tư",  "Chỉ thị",
                                           "Luật",       "Kế hoạch",  "Công văn",    "Hướng dẫn", "Kết luận",
                                           "Văn bản",    "Đề án",     "Chương trình"};
    return std::ranges::any_of(kKinds, [&](std::string_view kind) { return starts_with(text, kind); });
}

/// A paragraph while its lines are still being added.
struct Open {
    Paragraph paragraph;
    std::string text; ///< of the lines so far
    const TextLine* last = nullptr;
    std::size_t lines = 0;
};

// Would the first word of `next` have fitted at the end of the paragraph's last line? Then its author ended the
// paragraph.
bool is_full(const Open& open, const TextLine& next, const WrapProfile& wrap) {
    if (!wrap.wrapped) return false;
    const double limit = open.lines == 1 ? wrap.first_width : wrap.width;
    return open.last->width + times_width(" ") + times_width(first_word(next.text)) > limit * kFullShare;
}

// "2021 -" / "- 2030" and "Văn hóa" / "- xã hội": a dash inside a sentence that fell on a line's start.
bool is_inner_dash(const Open& open, const TextLine& next, bool full) {
    if (next.label.kind != text::LabelKind::dash || ends_sentence(open.last->text) || !full) return false;
    const std::string_view rest =
        std::string_view(next.text).substr(std::min(next.label.text_offset, next.text.size()));
    const char32_t before = last_letter(open.last->text);
    return (before >= '0' && before <= '9' && starts_inside(rest)) || is_lower(first_letter(rest));
}

bool continues(const Open& open, const TextLine& next, const WrapProfile& wrap) {
    if (open.last == nullptr || open.last->look.whole || next.look.whole) return false;
    // "PHẦN THỨ NHẤT" / "ĐÁNH GIÁ CHUNG", "I." / "MỤC ĐÍCH": a label that lost the line break behind it.
    if (open.lines == 1 && open.paragraph.label.kind != text::LabelKind::none &&
        open.paragraph.label.text_offset >= open.text.size() && next.label.kind == text::LabelKind::none)
        return true;
    if (hyphen_joins(last_word(open.last->text), first_word(next.text))) return true;
    if (ends_with(open.last->text, ":") && is_address(next.text)) return true;
    const bool full = is_full(open, next, wrap);
    if (next.label.kind != text::LabelKind::none && !is_inner_dash(open, next, full)) return false;
    const bool ended = ends_sentence(open.last->text);
    if (opens_paragraph(next.text) && (ended || !full)) return false;
    const bool parted = wrap.blank_separates && next.after_blank && !next.after_page;
    if (is_capital_heading(open.text, open.paragraph.label))
        return capital_share(next.text) > 0.8 && next.label.kind == text::LabelKind::none &&
               (full || open.last->width > kProse) && !parted;
    if (is_capital_heading(next.text, next.label)) return false;
    // A page that ends in the midst of a sentence leaves an empty line, too.
    if (parted && !(full && !ended && is_lower(first_letter(next.text)))) return false;
    if (!ended) return starts_inside(next.text) || full;
    const char mark = open.last->text.back();
    // Not the end of a sentence, and lists part their lines by labels; a capital starts the next basis or the lead-in.
    if (mark == ';')
        return full && (starts_inside(next.text) || (opens_basis(open.text) && quotes_document(next.text)));
    if (ends_with(next.text, ":") && next.width < kProse) return false; // "Số liệu cụ thể:" leads to what follows
    if (mark == ':' || ends_with(open.last->text, "./.")) return full && starts_inside(next.text);
    // A sentence that ends at the margin: numbered paragraphs are followed by numbered ones, so a plain line goes on.
    return full && (starts_inside(next.text) || open.paragraph.label.kind != text::LabelKind::none);
}

} // namespace

bool is_capital_heading(const std::string& text, const text::Label& label) {
    const std::string_view rest = std::string_view(text).substr(std::min(label.text_offset, text.size()));
    return !rest.empty() && rest.size() < 400 && capital_share(rest) > 0.8 && rest.find(' ') != std::string_view::npos;
}

WrapProfile measure_wrap(const std::vector<TextLine>& lines) {
    std::vector<double> inner;
    std::vector<double> starts;
    std::size_t printed = 0;
    std::size_t joined = 0;
    std::size_t joined_over_blank = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TextLine& line = lines[i];
        // As wide as its author liked, and a row of a table is never continued: neither says anything of the page.
        if (line.look.whole || line.text.find('|') != std::string::npos) continue;
        ++printed;
        if (i > 0 && line.label.kind == text::LabelKind::none && is_lower(first_letter(line.text)) &&
            !ends_sentence(lines[i - 1].text)) {
            ++joined;
            joined_over_blank += line.after_blank ? 1u : 0u;
        }
        if (line.width < kProse || capital_share(line.text) > 0.5) continue;
        (line.label.kind == text::LabelKind::none ? inner : starts).push_back(line.width);
    }
    WrapProfile wrap;
    wrap.width = percentile(inner, 97);
    if (wrap.width == 0) wrap.width = percentile(starts, 97);
    const double first = starts.size() >= 8 ? percentile(starts, 97) : wrap.width * (1 - kUsualIndent);
    wrap.first_width = std::clamp(first, wrap.width * (1 - 2 * kUsualIndent), wrap.width);
    // Few authors break lines by hand: enough lines must have been continued in small letters.
    wrap.wrapped = wrap.width > 0 && wrap.width < kPageWidest && joined * 8 >= printed;
    wrap.blank_separates = joined_over_blank * 10 <= joined;
    return wrap;
}

std::vector<Paragraph> join_lines(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first,
                                  std::size_t last, const WrapProfile& wrap) {
    std::vector<Paragraph> out;
    Open open;
    const auto close = [&] {
        if (open.last == nullptr) return;
        open.paragraph.text = source.join(open.paragraph.words);
        out.push_back(std::move(open.paragraph));
        open = Open{};
    };
    auto rows = table_rows(source, lines, first, last);
    for (std::size_t i = first; i < last; ++i) {
        const TextLine& line = lines[i];
        if (line.look.table_row || (rows[i - first] && !line.look.whole)) {
            close();
            LineLook look = line.look;
            look.table_row = true;
            // A reader's own row may begin or end with an empty cell.
            out.push_back({line.words, line.look.table_row ? line.text : std::move(*rows[i - first]), {}, look});
            continue;
        }
        if (!continues(open, line, wrap)) {
            close();
            open.paragraph.label = line.label;
            open.paragraph.look = line.look;
        }
        open.paragraph.words.insert(open.paragraph.words.end(), line.words.begin(), line.words.end());
        // Only short paragraphs can be headings: a text of megabytes need not be kept twice.
        if (open.text.size() < 1000) open.text += (open.text.empty() ? "" : " ") + line.text;
        open.last = &line;
        ++open.lines;
    }
    close();
    return out;
}

} // namespace dongthac::document
