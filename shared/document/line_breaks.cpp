#include "shared/document/line_breaks.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

constexpr double kRounding = 0.01; // twips: sums of widths differ in their last digits

class LineBreaker {
  public:
    LineBreaker(const LetterWidths& widths, double first, double others)
        : widths_(widths), room_(first), others_(others) {}

    void break_one(std::string_view text) {
        std::size_t from = 0; // of the line
        std::size_t end = 0;  // of what fits on it
        double used = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t word = std::min(text.find_first_not_of(' ', at), text.size());
            if (word == text.size()) break;
            if (const auto piece = piece_that_fits(text, end, word, used)) {
                std::tie(end, used) = *piece;
                at = end;
            } else if (end > from) {
                finish(text.substr(from, end - from), used, false);
                from = end = at = word;
                used = 0;
            } else {
                from = end = at = cut_word(text, word);
            }
        }
        if (end == from && from > 0)
            out_.back().last = true; // what was cut last was all there is
        else
            finish(text.substr(from, end - from), used, true);
    }

    std::vector<Line> take() { return std::move(out_); }

  private:
    // A piece is a word, or a part of one up to its hyphen: "cha-mẹ", but not "-việc" and not "trường-".
    static bool ends_piece(std::string_view text, std::size_t begin, std::size_t at) {
        if (at == text.size() || text[at] == ' ') return true;
        return at > begin && text[at - 1] == '-' && text[begin] != '-';
    }

    void finish(std::string_view line, double width, bool last) {
        out_.push_back({line, width, last});
        room_ = others_;
    }

    // Where the piece at `word` ends, and how wide the line is with it and the spaces from `end` on. It is measured no
    // further than the line has room: a word may be as long as a file.
    [[nodiscard]] std::optional<std::pair<std::size_t, double>> piece_that_fits(std::string_view text, std::size_t end,
                                                                                std::size_t word, double used) const {
        double sum = 0;
        std::size_t at = end;
        while (at <= word || !ends_piece(text, word, at)) {
            const text::Decoded next = text::decode_at(text, at);
            sum += widths_.letter(next.value);
            at += next.size;
            if (used + sum * widths_.size > room_ + kRounding) return std::nullopt;
        }
        return std::pair(at, used + sum * widths_.size);
    }

    // A line of as many letters as fit, at least one; returns where it ends.
    std::size_t cut_word(std::string_view text, std::size_t from) {
        std::size_t end = from;
        double used = 0;
        while (end == from || !ends_piece(text, from, end)) {
            const text::Decoded next = text::decode_at(text, end);
            const double letter = widths_.letter(next.value) * widths_.size;
            if (end > from && used + letter > room_) break;
            used += letter;
            end += next.size;
        }
        finish(text.substr(from, end - from), used, false);
        return end;
    }

    const LetterWidths& widths_;
    double room_;
    double others_;
    std::vector<Line> out_;
};

} // namespace

std::vector<Line> break_lines(std::string_view text, const LetterWidths& widths, double first, double others) {
    LineBreaker breaker(widths, first, others);
    for (std::size_t at = 0;;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        breaker.break_one(text.substr(at, end - at));
        if (end == text.size()) return breaker.take();
        at = end + 1;
    }
}

} // namespace dongthac::document
