#include <algorithm>

#include <gtest/gtest.h>

#include "shared/document/export_docx.hpp"
#include "shared/document/export_html.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/pages.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/zip.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_faces.hpp"
#include "tests/document/shipped_layout.hpp"

// Official letters (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.5b), and appendices with pages of their own (mục III.4).

namespace dongthac::tests {
namespace {

using namespace document;

model::Outline letter() {
    model::Outline outline;
    outline.superior_body = "UBND phường Hoa Mai";
    outline.issuing_body = "Trường Mầm non Bình Minh";
    outline.document_number = "7";
    outline.symbol = "MNBM";
    outline.place_name = "Hoa Mai";
    outline.issued_on = text::Date{2026, 2, 3};
    outline.subject = "trả lời Báo Hoa Mai về bữa ăn của trẻ";
    outline.items = {{ItemRole::addressee, 0, "", "Kính gửi: Báo Hoa Mai"},
                     {ItemRole::paragraph, 0, "", "Bữa ăn của trẻ do phụ huynh giám sát."},
                     {ItemRole::recipients_heading, 0, "", "Nơi nhận:"},
                     {ItemRole::recipient, 0, "-", "Như trên;"},
                     {ItemRole::recipient, 0, "-", "Lưu: VT."}};
    outline.signer_titles = {"HIỆU TRƯỞNG"};
    outline.signer_name = "Trần Thị Lan";
    return outline;
}

std::string document_of(const model::Outline& outline) {
    const auto docx = export_docx(outline, shipped_layout());
    EXPECT_TRUE(docx);
    EXPECT_EQ(lint_docx(*docx), std::vector<std::string>{});
    const auto entries = read_zip(*docx, 1 << 24);
    const auto part = std::ranges::find(*entries, "word/document.xml", &ZipEntry::name);
    return part->content;
}

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

model::Outline with_appendices(std::size_t paragraphs) {
    model::Outline outline = import_ok(kSchoolPlan);
    std::erase_if(outline.items, [](const auto& item) { return item.role == ItemRole::appendix; });
    for (const char* title : {"PHỤ LỤC I", "Phụ lục II"}) {
        outline.items.push_back({ItemRole::appendix, 0, "", title});
        for (std::size_t i = 0; i < paragraphs; ++i)
            outline.items.push_back(
                {ItemRole::appendix, 0, "", "Dòng thứ " + std::to_string(i + 1) + " của danh sách"});
    }
    return outline;
}

std::string first_text(const Page& page) { return page.texts.empty() ? std::string() : page.texts.front().text; }

} // namespace

TEST(Letter, SaysWhatItIsAboutUnderItsNumberAndHasNoTitle) {
    const Pages pages = make_pages(letter(), shipped_layout(), shipped_faces());
    const std::vector<PageText>& texts = pages.pages.front().texts;
    const auto about = std::ranges::find_if(texts, [](const PageText& text) { return text.text.starts_with("V/v"); });
    const auto number = std::ranges::find_if(texts, [](const PageText& text) { return text.text.starts_with("Số:"); });

    ASSERT_NE(about, texts.end());
    ASSERT_NE(number, texts.end());
    EXPECT_EQ(number->text, "Số: 07/MNBM");
    EXPECT_GT(about->y, number->y);
    EXPECT_LT(about->x + about->width, shipped_layout().margin_left + shipped_layout().left_column);
    EXPECT_EQ(about->face, Face::regular);
    EXPECT_EQ(about->size, shipped_layout().letter_subject_size);
    EXPECT_EQ(pages.title, "V/v trả lời Báo Hoa Mai về bữa ăn của trẻ");
    EXPECT_EQ(count_of(document_of(letter()), "V/v"), 1u);
    EXPECT_EQ(count_of(document_of(letter()), "w:val=\"DtTrichYeu\""), 0u);
}

TEST(Letter, AnOfficesKindIsNotBrokenInTheMiddle) {
    const Pages pages = make_pages(letter(), shipped_layout(), shipped_faces());
    std::vector<std::string> texts;
    for (const PageText& text : pages.pages.front().texts) texts.push_back(text.text);
    const auto kind = std::ranges::find(texts, "TRƯỜNG MẦM NON");
    ASSERT_NE(kind, texts.end());
    EXPECT_EQ(*(kind + 1), "BÌNH MINH");
}

TEST(Letter, IsTheSameInEveryForm) {
    const std::string html = export_html(letter(), shipped_layout());
    EXPECT_NE(html.find("<h1 class=\"about\">V/v trả lời"), std::string::npos) << "a page has one heading of its own";
    EXPECT_EQ(count_of(html, "<h1"), 1u);
    EXPECT_NE(export_text(letter()).find("Số: 07/MNBM\nV/v trả lời"), std::string::npos);
    model::Outline typed = letter();
    typed.subject = "V/v trả lời Báo Hoa Mai";
    EXPECT_EQ(count_of(export_text(typed), "V/v"), 1u);
    model::Outline plan = letter();
    plan.doc_type = "Kế hoạch";
    EXPECT_EQ(count_of(export_text(plan), "V/v"), 0u);
}

TEST(Appendices, EachCountsItsOwnPagesFromOne) {
    const Pages pages = make_pages(with_appendices(80), shipped_layout(), shipped_faces());
    std::vector<std::string> heads;
    for (const Page& page : pages.pages) heads.push_back(first_text(page));
    const auto first = std::ranges::find(heads, "PHỤ LỤC I");
    const auto second = std::ranges::find(heads, "Phụ lục II");

    ASSERT_NE(first, heads.end()) << "a page of its own, without a number on it";
    ASSERT_NE(second, heads.end());
    ASSERT_GT(second - first, 2);
    for (auto page = first + 1; page != second; ++page) EXPECT_EQ(*page, std::to_string(page - first + 1));
    EXPECT_EQ(*(second + 1), "2");
}

TEST(Appendices, AnOrdinaryLineOfOneBeginsNoOther) {
    for (const char* title :
         {"PHỤ LỤC", "PHỤ LỤC II DANH SÁCH CÁC TRƯỜNG", "Phụ lục", "Phụ lục:", "Phụ lục 02", "Phụ lục II.", "Phụ lục B",
          "Phụ lục 1: mẫu", "Phụ lục 1 Danh", "Phụ lục 3 -Mẫu", "Phụ lục kèm theo", "Phụ lục: Biểu mẫu"})
        EXPECT_TRUE(is_appendix_title(title)) << title;
    for (const char* line :
         {"Phụ lục này gồm:", "Phụ lục gồm có:", "Phụ lục: gồm có", "Phụ lục I gồm", "Phụ lục trên đây",
          "Phụ lục 1 kèm", "Phụ lục 2026 trường", "Phụ lục đã có", "Phụ lục 1 Danh sách trường", "phụ lục 1"})
        EXPECT_FALSE(is_appendix_title(line)) << line;

    model::Outline outline = with_appendices(3);
    const std::size_t pages = make_pages(outline, shipped_layout(), shipped_faces()).pages.size();
    const auto second = std::ranges::find(outline.items, "Phụ lục II", &model::OutlineItem::text);
    outline.items.insert(second - 1, {ItemRole::appendix, 0, "", "Phụ lục này gồm:"});
    EXPECT_EQ(make_pages(outline, shipped_layout(), shipped_faces()).pages.size(), pages);
    EXPECT_EQ(count_of(document_of(outline), "<w:sectPr>"), 3u);
}

TEST(Appendices, AreSectionsOfTheWordFile) {
    for (const std::size_t paragraphs : {0u, 3u}) {
        const std::string document = document_of(with_appendices(paragraphs));
        EXPECT_EQ(count_of(document, "<w:sectPr>"), 3u);
        EXPECT_EQ(count_of(document, "w:start=\"1\""), 3u);
        EXPECT_EQ(count_of(document, "<w:titlePg"), 3u);
    }
    EXPECT_EQ(count_of(document_of(letter()), "<w:sectPr>"), 1u);
}

/// A table at the end of an appendix has a line of its own behind it that carries the section.
TEST(Appendices, MayEndWithATable) {
    model::Outline outline = with_appendices(1);
    const auto second = std::ranges::find(outline.items, "Phụ lục II", &model::OutlineItem::text);
    outline.items.insert(second,
                         {{ItemRole::table_row, 0, "", "TT | Tin"}, {ItemRole::table_row, 0, "", "1 | Vườn rau"}});

    const std::string document = document_of(outline);

    EXPECT_EQ(count_of(document, "<w:sectPr>"), 3u);
    EXPECT_LT(document.find("Vườn rau"), document.rfind("PHỤ LỤC II") == std::string::npos
                                             ? document.find("Phụ lục II")
                                             : document.rfind("PHỤ LỤC II"));
}

} // namespace dongthac::tests
