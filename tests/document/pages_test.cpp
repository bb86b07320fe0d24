#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "shared/document/export_docx.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/pages.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_faces.hpp"
#include "tests/document/shipped_layout.hpp"

namespace dongthac::tests {
namespace {

using namespace document;

constexpr double kTwip = 0.5; // sums of widths are no whole twips

Pages pages_of(const model::Outline& outline) { return make_pages(outline, shipped_layout(), shipped_faces()); }

std::string without_spaces(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

// A page that goes on, of the text or of an appendix, begins with its number.
bool has_number(const Page& page) { return !page.texts.empty() && page.texts[0].y < shipped_layout().margin_top; }

// The page's words but for its number.
std::string words_on(const Pages& pages, std::size_t page) {
    std::string out;
    const std::vector<PageText>& texts = pages.pages[page].texts;
    for (std::size_t i = has_number(pages.pages[page]) ? 1 : 0; i < texts.size(); ++i) out += texts[i].text;
    return without_spaces(out);
}

// Which page `words` begin on; the number of pages when none.
std::size_t page_with(const Pages& pages, std::string_view words) {
    std::size_t page = 0;
    while (page < pages.pages.size() &&
           words_on(pages, page).find(without_spaces(std::string(words))) == std::string::npos)
        ++page;
    return page;
}

// every_part with `count` more paragraphs before its end, some of a line and some of many.
model::Outline lengthened(std::size_t count) {
    model::Outline outline = every_part();
    const auto closing = std::ranges::find(outline.items, ItemRole::closing, &model::OutlineItem::role);
    std::vector<model::OutlineItem> more;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = "Việc thứ " + std::to_string(i + 1) + ": ";
        for (std::size_t k = 0; k < (i * 7 + count) % 60; ++k) text += "nhà trường gửi tin, ";
        const ItemRole role = i % 9 == 4 ? ItemRole::subsection : ItemRole::paragraph;
        more.push_back(
            {role, 1, role == ItemRole::subsection ? "1." : "-", role == ItemRole::subsection ? "Mục nhỏ" : text});
    }
    outline.items.insert(closing, more.begin(), more.end());
    return outline;
}

model::Outline with_rows(std::size_t count, const std::string& cell) {
    model::Outline outline;
    outline.items.push_back({ItemRole::table_row, 1, "", "STT | Nội dung"});
    for (std::size_t i = 0; i < count; ++i)
        outline.items.push_back({ItemRole::table_row, 1, "", std::to_string(i + 1) + " | " + cell});
    return outline;
}

std::string repeated(std::string_view words, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += words;
    return out;
}

TEST(Pages, HoldEveryWordOfTheWordFileInItsOrder) {
    for (const model::Outline& outline :
         {import_ok(kSchoolPlan), every_part(), lengthened(37), model::Outline{}, with_rows(3, "Tin bài")}) {
        const Pages pages = pages_of(outline);

        std::string set;
        for (std::size_t page = 0; page < pages.pages.size(); ++page) set += words_on(pages, page);
        EXPECT_EQ(set, without_spaces(*docx_text(*export_docx(outline, shipped_layout()))));
    }
}

TEST(Pages, NothingStandsBeyondTheMargins) {
    const Nd30Layout& layout = shipped_layout();
    const double right = layout.page_width - layout.margin_right + kTwip;
    const std::string address = "https://" + repeated("truyenthonggiaoduc", 30) + ".vn";
    model::Outline wide = every_part();
    wide.items.push_back({ItemRole::appendix, 0, "", address});
    for (const model::Outline& outline : {lengthened(41), wide, with_rows(70, "Tin bài " + address)}) {
        const Pages pages = pages_of(outline);
        for (std::size_t page = 0; page < pages.pages.size(); ++page)
            for (std::size_t i = 0; i < pages.pages[page].texts.size(); ++i) {
                const PageText& text = pages.pages[page].texts[i];
                const double spaces = static_cast<double>(std::ranges::count(text.text, ' '));
                const double width = shipped_faces().width(text.face, text.text) * text.size * 10 + spaces * text.gap;

                EXPECT_NEAR(text.width, width, kTwip) << text.text;
                EXPECT_GE(text.x, layout.margin_left - kTwip) << text.text;
                EXPECT_LE(text.x + width, right) << text.text;
                const bool number = i == 0 && has_number(pages.pages[page]);
                EXPECT_GE(text.y, number ? layout.page_number_from_top : layout.margin_top) << text.text;
                EXPECT_LE(text.y, number ? layout.margin_top : layout.page_height - layout.margin_bottom) << text.text;
            }
    }
}

TEST(Pages, FillTheLinesOfAParagraphButItsLast) {
    const Nd30Layout& layout = shipped_layout();
    model::Outline outline;
    outline.items.push_back({ItemRole::topic, 1, "1.", repeated("Nhà trường đưa tin mỗi tuần ", 40)});

    const Pages pages = pages_of(outline);

    std::vector<PageText> lines;
    for (const PageText& text : pages.pages[0].texts)
        if (text.size == layout.body_size) lines.push_back(text);
    ASSERT_GT(lines.size(), 10u);
    EXPECT_NEAR(lines[0].x, layout.margin_left + layout.first_line, kTwip);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        EXPECT_NEAR(lines[i].x + lines[i].width, layout.page_width - layout.margin_right, kTwip);
    EXPECT_EQ(lines.back().gap, 0);
}

TEST(Pages, NumberThemselvesInTheTopMarginFromTheSecondOn) {
    const Nd30Layout& layout = shipped_layout();
    const Pages pages = pages_of(lengthened(60));

    const std::size_t appendix = page_with(pages, "PHỤ LỤC I");
    ASSERT_GT(appendix, 4u);
    EXPECT_FALSE(has_number(pages.pages[0]));
    EXPECT_FALSE(has_number(pages.pages.at(appendix)));
    for (std::size_t i = 1; i < appendix; ++i) {
        const PageText& number = pages.pages[i].texts[0];
        EXPECT_EQ(number.text, std::to_string(i + 1));
        EXPECT_LT(number.y, layout.margin_top);
        EXPECT_NEAR(number.x + number.width / 2, layout.margin_left + layout.text_width() / 2.0, kTwip);
    }
}

// Wherever the page happens to end.
TEST(Pages, TheSignatureStandsWithTheParagraphBeforeIt) {
    for (std::size_t count = 0; count < 60; ++count) {
        model::Outline outline = lengthened(count);
        const Pages closed = pages_of(outline);
        std::erase_if(outline.items, [](const model::OutlineItem& item) { return item.role == ItemRole::closing; });
        outline.items.insert(std::ranges::find(outline.items, ItemRole::recipients_heading, &model::OutlineItem::role),
                             {ItemRole::paragraph, 1, "", "Câu cuối không phải lời kết."});
        const Pages open = pages_of(outline);

        const std::size_t name = page_with(closed, "Đào Thị Mận");
        ASSERT_LT(name, closed.pages.size());
        EXPECT_EQ(page_with(closed, "Trên đây là"), name) << count;
        EXPECT_EQ(page_with(closed, "Nơi nhận:"), name) << count;
        EXPECT_EQ(page_with(open, "Câu cuối không phải"), page_with(open, "Đào Thị Mận")) << count;
    }
}

TEST(Pages, TheSignatureStandsWithTheLastRowOfATableBeforeIt) {
    for (std::size_t count = 1; count < 60; ++count) {
        model::Outline outline = with_rows(count, "Tin bài");
        outline.items.push_back({ItemRole::signer_title, 0, "", "HIỆU TRƯỞNG"});
        outline.items.push_back({ItemRole::signer_name, 0, "", "Đào Thị Mận"});

        const Pages pages = pages_of(outline);

        EXPECT_EQ(page_with(pages, std::to_string(count) + "Tin bài"), page_with(pages, "Đào Thị Mận")) << count;
    }
}

TEST(Pages, AHeadingIsNotTheLastLineOfItsPage) {
    for (std::size_t count = 0; count < 60; ++count) {
        const Pages pages = pages_of(lengthened(count));
        for (std::size_t page = 0; page + 1 < pages.pages.size(); ++page)
            EXPECT_NE(pages.pages[page].texts.back().text, "1. Mục nhỏ") << count;
    }
}

TEST(Pages, ATableHasItsHeaderOnEachPageAndItsRowsWhole) {
    const Pages pages = pages_of(with_rows(150, repeated("Tin bài trong tuần, ", 6)));

    ASSERT_GT(pages.pages.size(), 3u);
    for (std::size_t page = 0; page < pages.pages.size(); ++page) {
        const std::string words = words_on(pages, page);
        const std::size_t header = words.find("STTNộidung");
        ASSERT_NE(header, std::string::npos) << page;
        EXPECT_EQ(words.find("STTNộidung", header + 1), std::string::npos) << page;
        EXPECT_TRUE(words.ends_with("Tinbàitrongtuần,")) << page;
        if (page > 0) {
            EXPECT_EQ(header, 0u);
        }
    }
}

TEST(Pages, ARowHigherThanAPageGoesOnOverPages) {
    const std::string cell = repeated("chữ ", 6000);

    const Pages pages = pages_of(with_rows(1, cell));

    std::size_t found = 0;
    for (std::size_t page = 0; page < pages.pages.size(); ++page) {
        const std::string words = words_on(pages, page);
        for (std::size_t at = words.find("chữ"); at != std::string::npos; at = words.find("chữ", at + 1)) ++found;
    }
    EXPECT_GT(pages.pages.size(), 4u);
    EXPECT_EQ(found, 6000u);
}

TEST(Pages, BookmarksPointAtTheirHeadings) {
    const Pages pages = pages_of(lengthened(50));

    ASSERT_GT(pages.bookmarks.size(), 10u);
    EXPECT_EQ(pages.bookmarks[0].title, "I. MỤC ĐÍCH, YÊU CẦU");
    EXPECT_EQ(pages.bookmarks[0].level, 0);
    EXPECT_EQ(pages.bookmarks[1].title, "1. Mục đích");
    EXPECT_EQ(pages.bookmarks[1].level, 1);
    for (const Bookmark& bookmark : pages.bookmarks) {
        const auto& texts = pages.pages[bookmark.page].texts;
        EXPECT_TRUE(std::ranges::any_of(texts, [&](const PageText& text) {
            return text.text == bookmark.title && text.y > bookmark.y && text.y < bookmark.y + 400;
        })) << bookmark.title;
    }
}

TEST(Typefaces, HaveEveryVietnameseLetter) {
    std::vector<char32_t> letters;
    for (char32_t letter = 0x20; letter < 0x7F; ++letter) letters.push_back(letter);
    for (const char32_t letter : U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư–—“”‘’…²°")
        if (letter != 0) letters.push_back(letter);
    for (char32_t letter = 0x1EA0; letter <= 0x1EF9; ++letter) letters.push_back(letter);
    for (const Face face : {Face::regular, Face::bold, Face::italic, Face::bold_italic}) {
        const auto subset = shipped_faces().subset(face, letters);

        ASSERT_TRUE(subset.has_value());
        for (std::size_t i = 0; i < letters.size(); ++i) {
            EXPECT_TRUE(shipped_faces().has(face, letters[i])) << static_cast<std::uint32_t>(letters[i]);
            EXPECT_NE(subset->glyphs[i], 0) << static_cast<std::uint32_t>(letters[i]);
            EXPECT_GT(shipped_faces().width(face, letters[i]), 0);
        }
    }
}

// The widths that Word and the .docx writer count with (Adobe's metrics of Times).
TEST(Typefaces, AreAsWideAsTimes) {
    EXPECT_NEAR(shipped_faces().width(Face::regular, "Wim"), 0.944 + 0.278 + 0.778, 0.002);
    EXPECT_NEAR(shipped_faces().width(Face::bold, "Wim"), 1.0 + 0.278 + 0.833, 0.002);
    EXPECT_EQ(shipped_faces().width(Face::regular, U'ệ'), shipped_faces().width(Face::regular, U'e'));
}

} // namespace
} // namespace dongthac::tests
