#include <algorithm>
#include <numeric>
#include <sstream>

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "shared/document/export_docx.hpp"
#include "shared/document/export_html.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/layout.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/table.hpp"
#include "shared/document/table_blocks.hpp"
#include "shared/document/zip.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"

namespace dongthac::tests {
namespace {

using namespace document;
using Cells = std::vector<std::string>;

std::vector<model::OutlineItem> rows(std::initializer_list<std::string> texts) {
    std::vector<model::OutlineItem> items;
    for (const std::string& text : texts) items.push_back({ItemRole::table_row, 1, "", text});
    return items;
}

model::Outline outline_of_rows(std::initializer_list<std::string> texts) {
    model::Outline outline;
    outline.items = rows(texts);
    return outline;
}

pugi::xml_document main_part(const model::Outline& outline) {
    pugi::xml_document document;
    const auto entries = read_zip(*export_docx(outline, shipped_layout()), 1 << 26);
    for (const ZipEntry& entry : *entries)
        if (entry.name == "word/document.xml") document.load_string(entry.content.c_str());
    return document;
}

// The ruled tables: letterhead and signature stand in tables without lines.
std::vector<pugi::xml_node> ruled_tables(const pugi::xml_document& document) {
    std::vector<pugi::xml_node> out;
    for (pugi::xml_node table : document.child("w:document").child("w:body").children("w:tbl"))
        if (table.child("w:tblPr").child("w:tblBorders")) out.push_back(table);
    return out;
}

std::string text_in(pugi::xml_node cell) { return cell.child("w:p").child("w:r").child("w:t").text().get(); }

std::string align_in(pugi::xml_node cell) {
    return cell.child("w:p").child("w:pPr").child("w:jc").attribute("w:val").value();
}

std::vector<Cells> texts_in(pugi::xml_node table) {
    std::vector<Cells> out;
    for (pugi::xml_node row : table.children("w:tr")) {
        out.emplace_back();
        for (pugi::xml_node cell : row.children("w:tc")) out.back().push_back(text_in(cell));
    }
    return out;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

TEST(TableCells, AreCutAtBarsAndTrimmed) {
    EXPECT_EQ(cells_of("1 | Tin bài |bài|  96 "), (Cells{"1", "Tin bài", "bài", "96"}));
    EXPECT_EQ(cells_of("| \u00A0a\t| "), (Cells{"", "a", ""}));
    EXPECT_EQ(cells_of("một ô"), Cells{"một ô"});
    EXPECT_EQ(cells_of(""), Cells{""});
}

TEST(ReadTable, GivesEveryRowTheCellsOfTheHeaderAndLosesNoWord) {
    const Table table = read_table(rows({"a | b | c", "1", "1 | 2 | 3 | 4 | 5", "", "| |"}));

    EXPECT_EQ(table.rows, (std::vector<Cells>{{"a", "b", "c"}, {"1", "", ""}, {"1", "2", "3 | 4 | 5"}, {"", "", ""}}));
    EXPECT_EQ(table.items, 5u);
}

TEST(ReadTable, HasNoMoreColumnsThanWord) {
    const std::string bars(100'000, '|');

    const Table table = read_table(rows({bars + "x", "1"}));

    EXPECT_EQ(table.columns.size(), 63u);
    EXPECT_EQ(table.rows[1].size(), 63u);
    EXPECT_TRUE(table.rows[0].back().ends_with("x"));
}

TEST(ReadTable, EndsWithTheRunAndTakesALabelIntoItsFirstCell) {
    auto items = rows({"a | b", "Tin bài | 2"});
    items[1].label = "1.";
    items.push_back({ItemRole::paragraph, 0, "", "x | y"});

    const Table table = read_table(items);

    EXPECT_EQ(table.rows, (std::vector<Cells>{{"a", "b"}, {"1. Tin bài", "2"}}));
    EXPECT_EQ(table.items, 2u);
    EXPECT_TRUE(read_table(rows({""})).rows.empty());
    EXPECT_EQ(read_table(rows({"Bảng", "a | b"})).rows.front(), (Cells{"Bảng", ""}));
}

TEST(ReadTable, SetsNumbersAtTheRightMarksInTheMiddleWordsAtTheLeft) {
    const Table table = read_table(rows({"STT | Nội dung | Kết quả | Ngày | Đạt | Trống",
                                         "1 | Tin bài | 1.204 | 05/3/2026 | x | ", "2 | 2026 | 93,9% | 6/3 | | ",
                                         "10 | Gương | -12 | 7/3/2026 | x | ", "11 | Lớp | chưa có | chưa rõ | - | "}));

    const auto aligned = [&](std::size_t row) {
        std::string out;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            out += "lcr"[static_cast<std::size_t>(align_of(table, row, column))];
        return out;
    };

    EXPECT_EQ(aligned(0), "cccccc");
    EXPECT_EQ(aligned(1), "clrccl");
    EXPECT_EQ(aligned(2), "clrccl") << "a number among words is one of them";
    EXPECT_EQ(aligned(4), "clllcl");
}

TEST(DocxTable, IsATableOfWordWithARepeatedHeaderAndWholeRows) {
    model::Outline outline = outline_of_rows({"STT | Nội dung | Kết quả", "1 | Tin bài | 96", "2 | Gương | 4"});
    outline.items.insert(outline.items.begin(), {ItemRole::topic, 1, "1.", "Kết quả như sau:"});
    outline.items.push_back({ItemRole::topic, 1, "2.", "Ý kiến"});

    const auto docx = export_docx(outline, shipped_layout());
    const pugi::xml_document document = main_part(outline);
    const auto tables = ruled_tables(document);

    EXPECT_EQ(lint_docx(*docx), std::vector<std::string>{});
    ASSERT_EQ(tables.size(), 1u);
    EXPECT_EQ(texts_in(tables[0]),
              (std::vector<Cells>{{"STT", "Nội dung", "Kết quả"}, {"1", "Tin bài", "96"}, {"2", "Gương", "4"}}));
    bool header = true;
    for (pugi::xml_node row : tables[0].children("w:tr")) {
        EXPECT_EQ(static_cast<bool>(row.child("w:trPr").child("w:tblHeader")), header);
        EXPECT_TRUE(row.child("w:trPr").child("w:cantSplit"));
        for (pugi::xml_node cell : row.children("w:tc")) {
            const pugi::xml_node run = cell.child("w:p").child("w:r").child("w:rPr");
            EXPECT_EQ(static_cast<bool>(run.child("w:b")), header);
            EXPECT_EQ(run.child("w:sz").attribute("w:val").as_int(), shipped_layout().table_size);
        }
        EXPECT_EQ(align_in(row.last_child()), header ? "center" : "right");
        header = false;
    }
    // "Kết quả như sau:" must not stay behind at the foot of a page.
    pugi::xml_node announcing = tables[0].previous_sibling("w:p").previous_sibling("w:p");
    EXPECT_STREQ(announcing.child("w:r").child("w:t").text().get(), "1. Kết quả như sau:");
    EXPECT_TRUE(announcing.child("w:pPr").child("w:keepNext"));
    EXPECT_TRUE(tables[0].previous_sibling("w:p").child("w:pPr").child("w:keepNext"));
}

TEST(DocxTable, MakesATableOfEachRunWhereItStands) {
    model::Outline outline = outline_of_rows({"a | b", "1 | 2"});
    outline.items.push_back({ItemRole::paragraph, 1, "", "giữa"});
    for (const auto& item : rows({"c | d", "3 | 4"})) outline.items.push_back(item);
    outline.items.push_back({ItemRole::closing, 0, "", "Trên đây là báo cáo./."});
    outline.items.push_back({ItemRole::appendix, 0, "", "PHỤ LỤC"});
    for (const auto& item : rows({"e | f", "5 | 6"})) outline.items.push_back(item);

    const std::string text = *docx_text(*export_docx(outline, shipped_layout()));

    std::size_t at = 0;
    for (const char* word : {"a", "2", "giữa", "c", "4", "Trên đây", "PHỤ LỤC", "e", "6"}) {
        at = text.find(word, at);
        ASSERT_NE(at, std::string::npos) << word;
    }
    EXPECT_EQ(ruled_tables(main_part(outline)).size(), 3u);
}

TEST(DocxTable, FillsTheTextWidthAndKeepsWordsWhole) {
    const std::string sentence = "Phụ huynh hỏi về thực đơn bán trú và nơi cung cấp rau";
    std::string long_cell = sentence;
    for (int i = 0; i < 60; ++i) long_cell += " " + sentence;
    std::string many = "Chỉ tiêu";
    std::string figures = "1111";
    for (int i = 2; i <= 14; ++i)
        many += " | Chỉ tiêu " + std::to_string(i), figures += " | " + std::to_string(i * 1111);

    for (const auto& items :
         {rows({"STT | Nội dung | Kết quả", "1 | Tin bài | 96"}), rows({"a"}), rows({"a | b | c", "1"}),
          rows({"TT | Trường | Ý kiến", "1 | Trường Mầm non Hướng Dương | " + long_cell}), rows({many, figures})}) {
        const Table table = read_table(items);

        const TableMeasures measures = measure_table(table, shipped_layout().text_width(), shipped_layout());

        EXPECT_EQ(std::accumulate(measures.widths.begin(), measures.widths.end(), 0), shipped_layout().text_width());
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            for (std::size_t column = 0; column < measures.widths.size(); ++column) {
                std::istringstream words(table.rows[row][column]);
                for (std::string word; words >> word;)
                    EXPECT_LT((row == 0 ? times_bold_width(word) : times_width(word)) * measures.size / 100 + 160,
                              measures.widths[column])
                        << word;
            }
    }
}

TEST(DocxTable, GivesWideCellsTheWidthAndSmallOnesWhatTheyNeed) {
    std::string long_cell = "Phụ huynh hỏi về thực đơn bán trú";
    for (int i = 0; i < 6; ++i) long_cell += " " + long_cell;

    const auto measures = measure_table(read_table(rows({"STT | Trường | Ý kiến", "1 | Sao Mai | " + long_cell})), 9000,
                                        shipped_layout());

    EXPECT_EQ(measures.size, shipped_layout().table_size);
    EXPECT_LT(measures.widths[0], 900);
    EXPECT_LT(measures.widths[1], 1500);
    EXPECT_GT(measures.widths[2], 6000);
}

TEST(DocxTable, UsesSmallerLettersOnlyWhereWordsWouldBreak) {
    std::string header = "TT";
    std::string row = "1";
    for (int i = 0; i < 11; ++i) header += " | Số lượng", row += " | 123.456";

    EXPECT_LT(measure_table(read_table(rows({header, row})), shipped_layout().text_width(), shipped_layout()).size,
              shipped_layout().table_size);
    EXPECT_EQ(measure_table(read_table(rows({"TT | Số lượng", "1 | 123.456"})), shipped_layout().text_width(),
                            shipped_layout())
                  .size,
              shipped_layout().table_size);
}

TEST(DocxTable, IsSoundForEveryShapeOfTable) {
    std::string columns = "a";
    for (int i = 0; i < 80; ++i) columns += " | cột";
    model::Outline long_one = outline_of_rows({"STT | Tin"});
    for (int i = 1; i <= 200; ++i)
        long_one.items.push_back({ItemRole::table_row, 1, "", std::to_string(i) + " | Ngày hội thể thao"});

    for (const model::Outline& outline :
         {outline_of_rows({""}), outline_of_rows({"|"}), outline_of_rows({"a"}), outline_of_rows({columns, "1"}),
          outline_of_rows({"<b> & \x01 | \"y\"", "]]> | \xEF\xBF\xBE"}), long_one}) {
        const auto docx = export_docx(outline, shipped_layout());

        ASSERT_TRUE(docx.has_value());
        EXPECT_EQ(lint_docx(*docx), std::vector<std::string>{});
        EXPECT_EQ(xml_error(export_html(outline, shipped_layout())), std::nullopt);
    }
    EXPECT_EQ(texts_in(ruled_tables(main_part(long_one)).at(0)).size(), 201u);
    EXPECT_TRUE(ruled_tables(main_part(outline_of_rows({""}))).empty());
}

TEST(LintDocx, FindsARowThatIsNotAsWideAsItsTable) {
    auto entries = *read_zip(*export_docx(outline_of_rows({"a | b", "1 | 2"}), shipped_layout()), 1 << 24);
    for (ZipEntry& entry : entries) {
        const std::size_t last = entry.content.rfind("<w:tc>");
        if (entry.name == "word/document.xml")
            entry.content.erase(last, entry.content.find("</w:tc>", last) + 7 - last);
    }

    const auto findings = lint_docx(*write_zip(entries));

    ASSERT_EQ(findings.size(), 1u);
    EXPECT_NE(findings[0].find("table row"), std::string::npos);
}

TEST(LintDocx, FindsATableOfTooManyColumns) {
    std::string columns = "a";
    for (int i = 1; i < 63; ++i) columns += "|a";
    auto entries = *read_zip(*export_docx(outline_of_rows({columns}), shipped_layout()), 1 << 24);
    for (ZipEntry& entry : entries) {
        if (entry.name != "word/document.xml") continue;
        for (const auto& [where, more] : {std::pair{"</w:tblGrid>", "<w:gridCol w:w=\"9\"/>"},
                                          std::pair{"</w:tr>", "<w:tc><w:tcPr/><w:p/></w:tc>"}})
            entry.content.insert(entry.content.rfind(where), more);
    }

    const auto findings = lint_docx(*write_zip(entries));

    ASSERT_EQ(findings.size(), 1u);
    EXPECT_NE(findings[0].find("too many columns"), std::string::npos);
}

TEST(HtmlTable, HasAHeadThatIsRepeatedAndCellsByTheirContent) {
    const std::string html =
        export_html(outline_of_rows({"STT | Nội dung | Số", "1 | Tin <bài> | 96"}), shipped_layout());

    EXPECT_NE(html.find("<thead>\n<tr><th scope=\"col\">STT</th><th scope=\"col\">Nội dung</th>"), std::string::npos);
    EXPECT_NE(html.find("<tr><td class=\"center\">1</td><td>Tin &lt;bài&gt;</td><td class=\"right\">96</td></tr>"),
              std::string::npos);
}

TEST(TextTable, PutsColumnsUnderEachOther) {
    model::Outline outline = outline_of_rows({"STT | Nội dung | Kết quả", "1 | Tin bài | 96", "10 | Gương | 1.204"});
    outline.items.push_back({ItemRole::topic, 1, "2.", "Ý kiến"});

    const auto lines = lines_of(export_text(outline));

    const auto first = std::ranges::find(lines, "STT  Nội dung  Kết quả");
    ASSERT_LT(first - lines.begin() + 4, static_cast<std::ptrdiff_t>(lines.size()));
    EXPECT_EQ(first[1], " 1   Tin bài        96");
    EXPECT_EQ(first[2], "10   Gương       1.204");
    EXPECT_EQ(first[3], "");
    EXPECT_EQ(first[4], "2. Ý kiến");
}

TEST(TextTable, WrapsWideCellsInsideTheirColumn) {
    const std::string sentence = "Phụ huynh hỏi về thực đơn bán trú và nơi cung cấp rau";

    const auto lines = lines_of(export_text(outline_of_rows({"Ý kiến | Số", sentence + " | 7", "x | 8"})));

    const auto row = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("Phụ"); });
    ASSERT_LT(row - lines.begin() + 2, static_cast<std::ptrdiff_t>(lines.size()));
    EXPECT_EQ(row[0], "Phụ huynh hỏi về thực đơn bán trú và nơi   7");
    EXPECT_EQ(row[1], "cung cấp rau");
}

TEST(TextTable, IsReadBackWithEveryWord) {
    model::Outline outline = import_ok(kSchoolPlan);
    const auto section = std::ranges::find_if(outline.items, [](const auto& item) { return item.label == "III."; });
    const auto table = rows({"STT | Nội dung", "1 | Phụ huynh hỏi về thực đơn bán trú và nơi cung cấp rau sạch"});
    outline.items.insert(section, table.begin(), table.end());

    const model::Outline again = import_ok(export_text(outline));

    std::string body;
    for (const model::OutlineItem& item : again.items) body += item.label + " " + item.text + " ";
    EXPECT_EQ(again.unplaced_words, 0u);
    for (const char* words : {"STT", "Phụ huynh hỏi về thực đơn", "cung cấp rau sạch"})
        EXPECT_NE(body.find(words), std::string::npos) << words;
}

} // namespace
} // namespace dongthac::tests
