#include "shared/document/pdf_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <span>
#include <utility>

#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

// All of these are shares of the type's size.
constexpr double kMiddle = 0.3;        ///< of small letters above their baseline
constexpr double kAscent = 0.7;        ///< of a line's height above its baseline
constexpr double kDescent = 0.15;      ///< and below
constexpr double kSameLetter = 0.15;   ///< two equal letters as near as this are one, drawn twice
constexpr double kWordGap = 0.15;      ///< between letters of a line that has no spaces
constexpr double kSpacedWordGap = 0.3; ///< of one that has
constexpr double kColumnGap = 1.8;     ///< wider than justified words ever stand apart
constexpr double kUnevenGap = 0.8;     ///< a column's, when the other gaps of its line are far smaller
constexpr double kUneven = 2.5;        ///< times the usual gap

// Of the larger type's size to the smaller's.
constexpr double kOneLine = 1.6;        ///< letters on one baseline differ by no more
constexpr double kRaised = 2.4;         ///< but for raised and lowered ones, of which a line has few
constexpr std::size_t kMostRaised = 12; ///< letters
constexpr std::size_t kRowsNear = 12;   ///< rows of small type that large type may stand over

bool is_blank(const PdfGlyph& glyph) {
    for (std::size_t at = 0; at < glyph.text.size();) {
        const text::Decoded next = text::decode_at(glyph.text, at);
        if (!text::is_white_space(next.value)) return false;
        at += next.size;
    }
    return true;
}

bool is_mark(const PdfGlyph& glyph) {
    return text::class_of(text::decode_at(glyph.text, 0).value) == text::CharacterClass::mark;
}

/// Letters while they become lines.
struct Row {
    double top = 0;
    double bottom = 0;
    double y = 0;
    double size = 0;
    bool aside = false;
    std::vector<PdfGlyph> glyphs;

    void stand_on(const PdfGlyph& glyph) {
        y = glyph.y;
        size = glyph.size;
        top = y - kAscent * size;
        bottom = y + kDescent * size;
    }
    /// How much of the smaller of the two heights lies beside the other, 0 to 1.
    [[nodiscard]] double overlap(double above, double below) const {
        const double smaller = std::min(bottom - top, below - above);
        return smaller <= 0 ? 0 : (std::min(bottom, below) - std::max(top, above)) / smaller;
    }
    [[nodiscard]] double overlap(const PdfGlyph& glyph) const {
        return overlap(glyph.y - kAscent * glyph.size, glyph.y + kDescent * glyph.size);
    }
};

/// Large type that stands over small is a watermark or a first letter, and no part of the small line.
bool one_line(double a, double b) { return std::max(a, b) <= kOneLine * std::min(a, b); }

Row* best_row(std::vector<Row>& rows, const PdfGlyph& glyph, std::size_t looked_at) {
    Row* best = nullptr;
    double most = 0.5;
    for (std::size_t i = rows.size(); i-- > 0 && rows.size() - i <= looked_at;)
        if (const double overlap = rows[i].overlap(glyph); overlap >= most && one_line(rows[i].size, glyph.size)) {
            most = overlap;
            best = &rows[i];
        }
    return best;
}

/// Calls `visit` with each row of `rows` that is larger than another one, of which at least `share` lies beside it, and
/// that one.
template <class Visit>
void for_each_larger(std::vector<Row>& rows, double share, Visit&& visit) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t k = i < kRowsNear ? 0 : i - kRowsNear; k < std::min(i + kRowsNear, rows.size()); ++k)
            if (k != i && rows[i].size > rows[k].size && !one_line(rows[i].size, rows[k].size) &&
                !rows[i].glyphs.empty() && !rows[k].glyphs.empty() &&
                rows[i].overlap(rows[k].top, rows[k].bottom) >= share)
                visit(rows[i], rows[k]);
}

/// Raised and lowered letters go into the line they belong to.
void join_raised(std::vector<Row>& rows) {
    for_each_larger(rows, 0.5, [](Row& large, Row& small) {
        const bool few = small.glyphs.size() <= std::min(kMostRaised, large.glyphs.size());
        if (!few || large.size > kRaised * small.size) return;
        large.glyphs.insert(large.glyphs.end(), std::make_move_iterator(small.glyphs.begin()),
                            std::make_move_iterator(small.glyphs.end()));
        small.glyphs.clear();
    });
    std::erase_if(rows, [](const Row& row) { return row.glyphs.empty(); });
}

/// "T" as high as three lines and "rường" right of it: one word, on the first of the lines.
void join_first_letter(Row& large, Row& line) {
    if (large.glyphs.size() != 1 || is_blank(line.glyphs.front())) return;
    PdfGlyph& first = large.glyphs.front();
    const double end = first.x + first.width;
    const double begin = line.glyphs.front().x;
    const char32_t letter = text::decode_at(line.glyphs.front().text, 0).value;
    if (begin < end - 0.5 * line.size || begin > end + 1.5 * line.size) return;
    if (text::class_of(letter) != text::CharacterClass::letter) return;
    first.y = line.y;
    first.size = line.size;
    first.width = begin - first.x;
    line.glyphs.insert(line.glyphs.begin(), std::move(first));
    large.glyphs.clear();
}

/// Finds what stands over lines of the text, when all letters of a row are in their order.
void part_large(std::vector<Row>& rows) {
    for_each_larger(rows, 0.3, join_first_letter);
    std::erase_if(rows, [](const Row& row) { return row.glyphs.empty(); });
    for_each_larger(rows, 0.5, [](Row& large, const Row& small) {
        const PdfGlyph& last = large.glyphs.back();
        const bool over =
            small.glyphs.front().x < last.x + last.width && large.glyphs.front().x < small.glyphs.back().x;
        large.aside = large.aside || over;
    });
}

/// Baselines from top to bottom. Blanks start no line: some stand in type of another size, or beside the page.
std::vector<Row> rows_of(std::vector<PdfGlyph> glyphs) {
    std::ranges::stable_sort(glyphs, {}, &PdfGlyph::y);
    std::vector<Row> rows;
    std::vector<PdfGlyph> blanks;
    for (PdfGlyph& glyph : glyphs) {
        if (is_blank(glyph)) {
            blanks.push_back(std::move(glyph));
            continue;
        }
        Row* row = best_row(rows, glyph, 6);
        if (row == nullptr) {
            row = &rows.emplace_back();
            row->stand_on(glyph);
        } else if (glyph.size > row->size * 1.2) {
            row->stand_on(glyph); // what came before was raised
        }
        row->glyphs.push_back(std::move(glyph));
    }
    join_raised(rows);
    // Both run down the page, so the row of a blank is looked for near the one of the blank before it. One of another
    // size would part words it has nothing to do with.
    std::size_t near = 0;
    for (PdfGlyph& blank : blanks) {
        while (near + 1 < rows.size() && rows[near].bottom < blank.y - kAscent * blank.size) ++near;
        for (std::size_t i = near; i < std::min(near + 6, rows.size()); ++i)
            if (rows[i].overlap(blank) >= 0.5 && one_line(rows[i].size, blank.size)) {
                rows[i].glyphs.push_back(std::move(blank));
                break;
            }
    }
    for (Row& row : rows) std::ranges::stable_sort(row.glyphs, {}, &PdfGlyph::x);
    part_large(rows);
    return rows;
}

/// Drops letters that were drawn again over themselves, and lets those left be bold.
void drop_doubles(std::vector<PdfGlyph>& glyphs) {
    std::vector<PdfGlyph> kept;
    kept.reserve(glyphs.size());
    for (PdfGlyph& glyph : glyphs) {
        bool again = false;
        for (std::size_t i = kept.size(); i-- > 0 && kept.size() - i <= 6 && !again;) {
            PdfGlyph& other = kept[i];
            again = other.text == glyph.text && std::abs(other.x - glyph.x) < kSameLetter * glyph.size &&
                    std::abs(other.y - glyph.y) < kSameLetter * glyph.size;
            if (again) other.bold = other.bold || !is_blank(glyph);
        }
        if (!again) kept.push_back(std::move(glyph));
    }
    glyphs = std::move(kept);
}

/// Gives each mark that was drawn by itself to the letter it stands over.
void join_marks(std::vector<PdfGlyph>& glyphs) {
    std::vector<PdfGlyph> marks;
    std::erase_if(glyphs, [&](PdfGlyph& glyph) {
        if (!is_mark(glyph)) return false;
        marks.push_back(std::move(glyph));
        return true;
    });
    std::vector<PdfGlyph> alone;
    for (PdfGlyph& mark : marks) {
        const double middle = mark.x + mark.width / 2;
        PdfGlyph* nearest = nullptr;
        double least = mark.size;
        const auto after = std::ranges::lower_bound(glyphs, middle, {}, &PdfGlyph::x) - glyphs.begin();
        const auto first = std::max<std::ptrdiff_t>(after - 6, 0);
        const auto last = std::min<std::ptrdiff_t>(after + 3, std::ssize(glyphs));
        for (PdfGlyph& glyph :
             std::span(glyphs).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first))) {
            const double away = std::max({glyph.x - middle, middle - glyph.x - glyph.width, 0.0});
            // Of a letter's end and the next one's beginning the letter is meant: the mark was drawn after it.
            if (!is_blank(glyph) && away < least) {
                least = away;
                nearest = &glyph;
            }
        }
        if (nearest != nullptr) {
            nearest->text += mark.text;
        } else {
            alone.push_back(std::move(mark));
        }
    }
    if (alone.empty()) return;
    glyphs.insert(glyphs.end(), std::make_move_iterator(alone.begin()), std::make_move_iterator(alone.end()));
    std::ranges::stable_sort(glyphs, {}, &PdfGlyph::x);
}

/// Puts the letters of one word together; those of an old font are read when all of its run is there.
class WordBuilder {
  public:
    void add(const PdfGlyph& glyph) {
        if (word_.text.empty() && run_.empty()) {
            word_.left = word_.right = glyph.x;
            word_.y = glyph.y;
            word_.size = glyph.size;
            word_.bold = word_.italic = true;
        }
        if (glyph.legacy != legacy_) end_run();
        legacy_ = glyph.legacy;
        run_ += glyph.text;
        word_.right = std::max(word_.right, glyph.x + glyph.width);
        word_.bold = word_.bold && glyph.bold;
        word_.italic = word_.italic && glyph.italic;
        if (glyph.size > word_.size) {
            word_.size = glyph.size;
            word_.y = glyph.y;
        }
    }
    [[nodiscard]] bool empty() const { return run_.empty() && word_.text.empty(); }
    [[nodiscard]] PdfWord take() {
        end_run();
        if (auto composed = text::to_nfc(word_.text)) word_.text = std::move(*composed);
        std::ranges::replace(word_.text, '\n', ' ');
        return std::exchange(word_, {});
    }

  private:
    void end_run() {
        if (legacy_) {
            const std::string meant = text::from_legacy(run_, *legacy_);
            if (meant != run_) word_.legacy = legacy_->table;
            run_ = meant;
        }
        word_.text += run_;
        run_.clear();
    }
    PdfWord word_;
    std::string run_;
    std::optional<text::LegacyEncoding> legacy_;
};

std::vector<PdfWord> words_of(const std::vector<PdfGlyph>& glyphs) {
    const bool spaced = std::ranges::any_of(glyphs, is_blank);
    const double word_gap = spaced ? kSpacedWordGap : kWordGap;
    std::vector<PdfWord> words;
    WordBuilder word;
    double end = 0;
    for (const PdfGlyph& glyph : glyphs) {
        const bool blank = is_blank(glyph);
        if (!word.empty() && (blank || glyph.x - end > word_gap * glyph.size)) words.push_back(word.take());
        if (blank) continue;
        end = word.empty() ? glyph.x + glyph.width : std::max(end, glyph.x + glyph.width);
        word.add(glyph);
    }
    if (!word.empty()) words.push_back(word.take());
    std::erase_if(words, [](const PdfWord& w) { return w.text.find_first_not_of(' ') == std::string::npos; });
    return words;
}

/// "1.", "a)", "-", "•": what a paragraph is numbered with stands apart from it, and is no column.
bool is_label(const std::string& word) {
    return word.size() <= 8 && (word.ends_with('.') || word.ends_with(')') || word.ends_with('/') || word == "-" ||
                                word == "+" || word == "–" || word == "•" || word == "▪" || word == "*");
}

void find_columns(std::vector<PdfWord>& words) {
    std::vector<double> gaps;
    for (std::size_t i = 1; i < words.size(); ++i) gaps.push_back(words[i].left - words[i - 1].right);
    std::vector<double> sorted = gaps;
    std::ranges::sort(sorted);
    const double usual = sorted.size() >= 3 ? sorted[sorted.size() / 2] : 1e9;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const double size = std::max(words[i].size, words[i - 1].size);
        const double gap = gaps[i - 1];
        if (i == 1 && is_label(words[0].text) && gap < 4 * size) continue;
        words[i].column = gap >= kColumnGap * size || (gap >= kUnevenGap * size && gap >= kUneven * usual);
    }
}

/// Into the axes of text turned by `turn` degrees.
void turn_back(std::vector<PdfGlyph>& glyphs, int turn) {
    const double angle = turn * std::numbers::pi / 180;
    for (PdfGlyph& glyph : glyphs) {
        const double x = glyph.x * std::cos(angle) + glyph.y * std::sin(angle);
        glyph.y = glyph.y * std::cos(angle) - glyph.x * std::sin(angle);
        glyph.x = x;
    }
}

/// Of text turned by `turn` degrees: where on the page the middle of each word is.
void place_on_page(PdfLine& line, int turn) {
    const double angle = turn * std::numbers::pi / 180;
    for (PdfWord& word : line.words) {
        const double x = (word.left + word.right) / 2;
        const double y = word.y - kMiddle * word.size;
        word.left = word.right = x * std::cos(angle) - y * std::sin(angle);
        word.y = y * std::cos(angle) + x * std::sin(angle) + kMiddle * word.size;
    }
}

} // namespace

std::vector<PdfLine> pdf_lines(std::vector<PdfGlyph> glyphs) {
    // A scanned page laid straight is off by a degree or two.
    std::map<int, std::vector<PdfGlyph>> by_turn;
    for (PdfGlyph& glyph : glyphs) by_turn[((glyph.turn + 2) % 360) / 5 * 5].push_back(std::move(glyph));
    std::vector<PdfLine> lines;
    for (auto& [turn, part] : by_turn) {
        if (turn != 0) turn_back(part, turn);
        for (Row& row : rows_of(std::move(part))) {
            drop_doubles(row.glyphs);
            join_marks(row.glyphs);
            PdfLine line{words_of(row.glyphs), row.y, row.size, turn != 0 || row.aside, turn == 90 || turn == 270};
            if (line.words.empty()) continue;
            find_columns(line.words);
            if (line.upright) place_on_page(line, turn);
            lines.push_back(std::move(line));
        }
    }
    std::ranges::stable_partition(lines, [](const PdfLine& line) { return !line.aside; });
    return lines;
}

std::string text_of(const PdfLine& line) {
    std::string text;
    for (const PdfWord& word : line.words) {
        if (!text.empty()) text += word.column ? '\t' : ' ';
        text += word.text;
    }
    return text;
}

} // namespace dongthac::document
