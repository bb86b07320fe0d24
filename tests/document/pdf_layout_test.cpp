#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "tests/document/pdf_reading.hpp"
#include "tests/support/property.hpp"

namespace dongthac::tests {

namespace {

/// `text` in type of `size` points at a place of the page, turned by `degrees` against the clock.
std::string at(double x, double y, const std::string& text, double size = 10, double degrees = 0) {
    const double angle = degrees * std::numbers::pi / 180;
    const std::string c = std::to_string(std::cos(angle)), s = std::to_string(std::sin(angle));
    return "BT /F " + std::to_string(size) + " Tf " + c + " " + s + " " + (s[0] == '-' ? s.substr(1) : "-" + s) + " " +
           c + " " + std::to_string(x) + " " + std::to_string(y) + " Tm (" + text + ") Tj ET ";
}

std::string file_of(const std::vector<std::string>& pages) {
    PdfBuilder pdf;
    const int font = pdf.add(kWindows);
    for (const std::string& page : pages) pdf.add_page(page, "/Font << /F " + std::to_string(font) + " 0 R >>");
    return pdf.build();
}

/// Four pages that differ in the middle, and bear `line` of the page's number at the top.
template <class Line>
ReadText four_pages(Line&& line) {
    std::vector<std::string> pages;
    for (int page = 1; page <= 4; ++page)
        pages.push_back(at(50, 790, line(page)) + at(50, 600, "phan " + std::string(1, static_cast<char>('a' + page))));
    return read_ok(file_of(pages));
}
const Lines kMiddles = {"phan b", "phan c", "phan d", "phan e"};

TEST(PdfFurniture, IsNoLineWhoseNumberIsTheTextsOwn) {
    for (const std::string text : {"Bieu so 0", "PHU LUC ", "Bao cao quy ", "Chuyen de "}) {
        const auto line = [&](int page) { return text + std::to_string(page); };
        const ReadText read = four_pages(line);

        Lines expected;
        for (int page = 1; page <= 4; ++page) {
            expected.push_back(line(page));
            expected.push_back(kMiddles[static_cast<std::size_t>(page) - 1]);
        }
        EXPECT_EQ(lines_of(read), expected);
        EXPECT_EQ(remark(read, "page_furniture"), "not said");
    }
}

TEST(PdfFurniture, IsNoLineThatNumbersOrNamesAPartOfTheText) {
    for (const std::string text :
         {"1. Thuc don tuan", "a\\) Vuon rau", "PHU LUC", "Bieu so 3", "Mau so 1", "- Truong A"})
        EXPECT_EQ(lines_of(four_pages([&](int) { return text; })).size(), 8u) << text;
}

TEST(PdfFurniture, IsALineWithThePagesNumberAndEachIsNamed) {
    const ReadText named = four_pages([](int page) { return "Truong A, trang " + std::to_string(page + 10) + "/20"; });
    EXPECT_EQ(lines_of(named), kMiddles);
    EXPECT_EQ(remark(named, "page_furniture"),
              "Truong A, trang 11/20, Truong A, trang 12/20, Truong A, trang 13/20, Truong A, trang 14/20");

    const ReadText column = four_pages([](int page) { return "Truong A) Tj 300 0 Td (" + std::to_string(page); });
    EXPECT_EQ(lines_of(column), kMiddles);

    const ReadText words = four_pages([](int page) { return "Trang " + std::to_string(page) + " cua 4"; });
    EXPECT_EQ(lines_of(words), kMiddles);
}

TEST(PdfFurniture, IsNoRowOfATable) {
    std::vector<std::string> pages;
    for (int page = 1; page <= 4; ++page)
        pages.push_back(grid({50, 150, 300}, {500, 780, 800}) + at(60, 785, "So lop") + at(160, 785, "Co tre an") +
                        at(60, 600, std::to_string(page * page)) + at(160, 600, "lop " + std::to_string(page)) +
                        at(60, 400, "het"));

    const ReadText read = read_ok(file_of(pages));

    EXPECT_EQ(remark(read, "page_furniture"), "not said");
    EXPECT_EQ(lines_of(read).front(), "| So lop | Co tre an");
    EXPECT_EQ(std::ranges::count(lines_of(read), "| So lop | Co tre an"), 4) << "each is a table of its own";
}

TEST(PdfTables, SayTheirHeadOnceWhenTheyGoOnOverPages) {
    std::vector<std::string> pages;
    for (int page = 1; page <= 4; ++page)
        pages.push_back((page == 1 ? at(60, 790, "truoc") : "") + grid({50, 150, 300}, {500, 740, 760}) +
                        at(60, 745, "So") + at(160, 745, "Ten") + at(60, 600, std::to_string(page)) +
                        at(160, 600, "lop") + (page == 4 ? at(60, 400, "het") : ""));

    EXPECT_EQ(lines_of(read_ok(file_of(pages))),
              (Lines{"truoc", "| So | Ten", "| 1 | lop", "| 2 | lop", "| 3 | lop", "| 4 | lop", "het"}));
}

const std::string kThreeLines =
    at(50, 700, "bua an ban tru cua be") + at(50, 685, "vuon rau cua be va co") + at(50, 670, "ngay hoi hai rau");
const Lines kThree = {"bua an ban tru cua be", "vuon rau cua be va co", "ngay hoi hai rau"};

TEST(PdfLines, KeepAWatermarkOutOfTheLinesItStandsOver) {
    Lines expected = kThree;
    expected.emplace_back("DU THAO");
    for (const double size : {20.0, 40.0, 90.0})
        for (const double y : {660.0, 671.0, 680.0, 690.0})
            EXPECT_EQ(lines_of(read_ok(file_of({at(60, y, "DU THAO", size) + kThreeLines}))), expected)
                << size << " " << y;
}

TEST(PdfLines, AWatermarkOnEachPageIsFurniture) {
    const std::string next = at(50, 720, "trang hai");
    for (const double degrees : {0.0, 45.0}) {
        const std::string mark = at(60, degrees == 0 ? 680 : 500, "DU THAO", 60, degrees);
        const ReadText read = read_ok(file_of({mark + kThreeLines, mark + next + kThreeLines}));

        EXPECT_EQ(remark(read, "page_furniture"), "DU THAO");
        EXPECT_EQ(std::ranges::count(lines_of(read), "DU THAO"), 0) << degrees;
        EXPECT_EQ(lines_of(read).size(), 7u) << degrees;
    }
}

TEST(PdfLines, GiveAFirstLetterAsHighAsThreeLinesToItsWord) {
    EXPECT_EQ(lines_of(read_ok(file_of({at(50, 670, "T", 44) + at(73, 690, "ruong Hoa Phuong to chuc") +
                                        at(73, 680, "ngay hoi hai rau") + at(73, 670, "tai vuon truong") +
                                        at(50, 650, "moi tuan mot lan")}))),
              (Lines{"Truong Hoa Phuong to chuc", "ngay hoi hai rau", "tai vuon truong", "moi tuan mot lan"}));
}

TEST(PdfLines, KeepSmallRaisedAndLoweredLettersInTheirLine) {
    EXPECT_EQ(lines_of(read_ok(file_of(
                  {at(50, 700, "25 m", 12) + at(74, 705, "2", 6) + at(83, 700, "dat CO", 12) + at(119, 698, "2", 6)}))),
              (Lines{"25 m2 dat CO2"}));
}

/// All letters but white space and what parts cells, in their order in the alphabet.
std::string letters_of(const ReadText& read) {
    std::string letters = remark(read, "page_furniture") == "not said" ? "" : remark(read, "page_furniture");
    for (const auto& line : read.lines) letters += line.text;
    std::erase_if(letters, [](char c) { return std::string_view(" \t|,").contains(c); });
    std::ranges::sort(letters);
    return letters;
}

TEST(PdfTables, TakeTurnedHeadsOfNarrowColumns) {
    std::vector<std::string> pages;
    for (const std::string name : {"bua an", "vuon rau"})
        pages.push_back(grid({50, 80, 110, 300}, {500, 600, 700}) + at(68, 610, "So thu", 10, 90) +
                        at(98, 690, "Ghi chu", 10, 270) + at(120, 650, "Viec cua lop") + at(55, 550, "1") +
                        at(120, 550, name) + at(400, 300, "dung rieng", 10, 90) + at(50, 400, "sau " + name));

    const ReadText read = read_ok(file_of(pages));

    EXPECT_EQ(lines_of(read), (Lines{"| So thu | Ghi chu | Viec cua lop", "| 1 |  | bua an", "sau bua an",
                                     "| So thu | Ghi chu | Viec cua lop", "| 1 |  | vuon rau", "sau vuon rau"}));
    EXPECT_EQ(remark(read, "page_furniture"), "dung rieng");
}

TEST(PdfLines, LoseNoLetterWhereverItStands) {
    base::SeededRandom random(property_seed(20261122));
    const auto below = [&](std::uint64_t limit) { return static_cast<double>(random.below(limit)); };
    for (int round = 0; round < 300; ++round) {
        std::string drawn, page;
        const std::uint64_t words = 1 + random.below(60);
        for (std::uint64_t i = 0; i < words; ++i) {
            // Names of their own, so that none is on another page and no two letters are one that was drawn twice.
            std::string word = "w";
            for (std::uint64_t rest = i + 1; rest > 0; rest /= 8) word += static_cast<char>('a' + rest % 8);
            const double degrees = random.below(3) == 0 ? 15 * below(24) : 0;
            const double size = random.below(4) == 0 ? 4 + below(80) : 10 + below(4);
            page += at(20 + below(500), 20 + below(200), word, size, degrees);
            drawn += word;
        }
        if (random.below(2) == 0) page += grid({50, 100 + static_cast<int>(below(100)), 300}, {40, 90, 150});
        std::ranges::sort(drawn);
        // Where a letter lies on an equal one they count as one.
        const std::string read = letters_of(read_ok(file_of({page})));
        EXPECT_LE(read.size(), drawn.size());
        EXPECT_GE(read.size() + 2, drawn.size()) << page;
    }
}

TEST(PdfPages, AreTurnedWhenMostOfTheirTextIs) {
    // A table and a line below a heading, laid on the page in four directions.
    const auto page = [](double degrees, double x, double y) {
        const double angle = degrees * std::numbers::pi / 180;
        const auto number = [](double value) { return std::to_string(value) + " "; };
        return "q " + number(std::cos(angle)) + number(std::sin(angle)) + number(-std::sin(angle)) +
               number(std::cos(angle)) + number(x) + number(y) + "cm " + grid({50, 150, 300}, {300, 330, 360}) +
               at(60, 370, "TUAN NAY") + at(60, 340, "So") + at(160, 340, "Viec") + at(60, 310, "1") +
               at(160, 318, "hai") + at(160, 306, "rau") + at(60, 280, "het") + " Q";
    };
    const Lines expected = {"TUAN NAY", "| So | Viec", "| 1 | hai rau", "het"};

    EXPECT_EQ(lines_of(read_ok(file_of({page(0, 0, 0)}))), expected);
    EXPECT_EQ(lines_of(read_ok(file_of({page(90, 500, 100)}))), expected);
    EXPECT_EQ(lines_of(read_ok(file_of({page(180, 500, 700)}))), expected);
    EXPECT_EQ(lines_of(read_ok(file_of({page(270, 100, 700)}))), expected);
    EXPECT_EQ(lines_of(read_ok(file_of({page(0, 0, 0) + at(20, 100, "dung", 10, 90)}))).back(), "dung");
}

TEST(PdfPages, HaveAFrameThatIsNoTable) {
    const std::string text = at(70, 780, "truoc") + at(70, 200, "sau");
    const std::string table = grid({60, 120, 540}, {380, 400, 420}) + at(66, 405, "So") + at(126, 405, "Viec") +
                              at(66, 385, "1") + at(126, 385, "hai rau");
    const Lines expected = {"truoc", "| So | Viec", "| 1 | hai rau", "sau"};

    EXPECT_EQ(lines_of(read_ok(file_of({"60 40 480 770 re S " + text + table}))), expected);
    EXPECT_EQ(lines_of(read_ok(file_of({"60 40 480 770 re S 56 36 488 778 re S " + text + table}))), expected);
}

TEST(PdfPages, MayBeFilledByATableWhoseEdgeIsNoFrame) {
    EXPECT_EQ(lines_of(read_ok(file_of({grid({60, 120, 540}, {40, 400, 810}) + at(66, 800, "So") +
                                        at(126, 800, "Viec") + at(66, 60, "1") + at(126, 60, "hai rau")}))),
              (Lines{"| So | Viec", "| 1 | hai rau"}));
}

} // namespace

} // namespace dongthac::tests
