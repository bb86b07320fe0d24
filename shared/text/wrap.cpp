#include "shared/text/wrap.hpp"

#include <algorithm>
#include <iterator>

namespace dongthac::text {

namespace {

// Spaces a row may end at; no-break spaces (U+00A0, U+2007, U+202F) are left out by intent.
bool is_break_space(char32_t c) {
    return c == U' ' || c == U'\t' || (c >= 0x2000 && c <= 0x200A && c != 0x2007) || c == 0x205F || c == 0x3000;
}

/// The row being filled and the last place it may end.
struct Open {
    std::size_t begin = 0;
    float visible = 0; // up to the last character that is not white space
    float hanging = 0; // white space since
    std::size_t break_at = 0;
    float break_width = 0;
};

} // namespace

std::vector<Row> wrap(std::u32string_view text, float limit, const Advance& advance) {
    std::vector<Row> rows;
    Open row;
    const auto close = [&rows, &row](std::size_t end, float width, bool hard) {
        rows.push_back({row.begin, end, width, hard});
        row = Open{end, 0, 0, end, 0};
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text[at];
        if (c == U'\n') {
            close(++at, row.visible, true);
            continue;
        }
        const float step = advance(c);
        if (is_break_space(c)) {
            row.hanging += step;
            row.break_at = ++at;
            row.break_width = row.visible;
            continue;
        }
        const float filled = row.visible + row.hanging + step;
        if (filled > limit && at > row.begin) {
            // The word goes to the next row and is measured there again; a word alone in its row is cut here.
            if (row.break_at > row.begin) {
                at = row.break_at;
                close(at, row.break_width, false);
            } else {
                close(at, row.visible, false);
            }
            continue;
        }
        row.visible = filled;
        row.hanging = 0;
        ++at;
    }
    close(text.size(), row.visible, false);
    return rows;
}

std::size_t row_of(const std::vector<Row>& rows, std::size_t at) {
    const auto after = std::ranges::upper_bound(rows, at, {}, &Row::begin);
    return after == rows.begin() ? 0 : static_cast<std::size_t>(std::distance(rows.begin(), after)) - 1;
}

} // namespace dongthac::text
