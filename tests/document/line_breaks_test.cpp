#include <algorithm>

#include <gtest/gtest.h>

#include "shared/document/line_breaks.hpp"

// Where lines end, by the width of their letters: here every letter is 10 twips wide and every space 5.

namespace dongthac::tests {
namespace {

using document::Line;
using Lines = std::vector<std::string>;

constexpr double kLetter = 10;

struct Broken {
    Lines lines;
    double widest = 0;
    std::size_t measured = 0; ///< letters
};

Broken broken(const std::string& text, double first, double others) {
    Broken out;
    const auto letter = [&](char32_t c) {
        ++out.measured;
        return c == U' ' ? 0.5 : 1.0;
    };
    for (const Line& line : document::break_lines(text, {letter, kLetter}, first, others)) {
        out.lines.emplace_back(line.text);
        out.widest = std::max(out.widest, line.width);
    }
    return out;
}

std::string letters_of(const Lines& lines) {
    std::string all;
    for (const std::string& line : lines) all += line;
    std::erase(all, ' ');
    return all;
}

} // namespace

TEST(LineBreaks, StandAtSpacesAndBehindHyphensInsideOfWords) {
    EXPECT_EQ(broken("một hai ba", 65, 65).lines, (Lines{"một hai", "ba"}));
    EXPECT_EQ(broken("một hai ba", 64.9, 65).lines, (Lines{"một", "hai ba"}));
    EXPECT_EQ(broken("cha-mẹ", 40, 40).lines, (Lines{"cha-", "mẹ"}));
    EXPECT_EQ(broken("a -việc", 45, 60).lines, (Lines{"a", "-việc"})) << "a dash before a word is not inside of it";
    EXPECT_EQ(broken("trường- x", 70, 70).lines, (Lines{"trường-", "x"}));
    EXPECT_EQ(broken("một\nhai", 100, 100).lines, (Lines{"một", "hai"}));
    EXPECT_EQ(broken("một  ", 100, 100).lines, Lines{"một"});
    EXPECT_EQ(broken("", 100, 100).lines, Lines{""});
}

TEST(LineBreaks, AWordWiderThanItsLineIsCut) {
    EXPECT_EQ(broken("abcdefg hi", 20, 30).lines, (Lines{"ab", "cde", "fg", "hi"}));
    EXPECT_EQ(broken("abc", 1, 1).lines, (Lines{"a", "b", "c"})) << "one letter at least";
    EXPECT_EQ(broken("    ab cd", 20, 20).lines, (Lines{"ab", "cd"})) << "spaces alone are no line";
}

/// What a file may hold: one word, or one paragraph, as long as itself.
TEST(LineBreaks, NoLetterIsMeasuredForEachLineBehindIt) {
    constexpr std::size_t kLong = 20'000;
    std::string words;
    while (words.size() < kLong) words += "ngắn ";
    std::string hyphens;
    while (hyphens.size() < kLong) hyphens += "ab-";
    for (const std::string& text :
         {std::string(kLong, 'x'), words, hyphens, std::string(kLong, '-'), std::string(kLong, ' ') + "x"}) {
        const Broken out = broken(text, 400, 500);
        EXPECT_LE(out.measured, 4 * text.size()) << text.substr(0, 8);
        EXPECT_LE(out.widest, 500.01);
        std::string kept = text;
        std::erase(kept, ' ');
        EXPECT_EQ(letters_of(out.lines), kept) << text.substr(0, 8);
    }
}

} // namespace dongthac::tests
