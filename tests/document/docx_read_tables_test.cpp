#include <gtest/gtest.h>

#include "shared/document/import_text.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/word_reading.hpp"

namespace dongthac::tests {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kNation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
constexpr const char* kMotto = "Độc lập - Tự do - Hạnh phúc";

std::string middle(const std::string& text) { return paragraph(run(text, "<w:b/>"), R"(<w:jc w:val="center"/>)"); }

const std::string kHead =
    table(row(cell(middle("UBND PHƯỜNG HOA PHƯỢNG") + middle("TRƯỜNG MẦM NON HƯỚNG DƯƠNG")) +
              cell(middle(kNation) + middle(kMotto))) +
          row(cell(said("Số:   07/KH-MNHD")) + cell(said("Hoa Phượng,    ngày 05 tháng 3 năm 2026"))));
const std::string kEnd = table(row(cell(said("Nơi nhận:") + said("- UBND phường;") + said("- Lưu: VT.")) +
                                   cell(middle("HIỆU TRƯỞNG") + said("") + said("") + middle("Đặng Thị Hòa"))));

TEST(DocxTables, ALetterheadIsColumnsPartedByTabs) {
    EXPECT_EQ(lines_of(word_file(kHead)), Lines({std::string("UBND PHƯỜNG HOA PHƯỢNG\t") + kNation,
                                                 std::string("TRƯỜNG MẦM NON HƯỚNG DƯƠNG\t") + kMotto,
                                                 "Số: 07/KH-MNHD\tHoa Phượng, ngày 05 tháng 3 năm 2026"}));
}

TEST(DocxTables, ASignatureIsReadColumnByColumn) {
    EXPECT_EQ(lines_of(word_file(kEnd)),
              Lines({"Nơi nhận:", "- UBND phường;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Đặng Thị Hòa"}));
}

TEST(DocxTables, EachNameStandsBehindTheTitleItIsUnder) {
    const std::string two =
        table(row(cell(middle("NGƯỜI LẬP")) + cell(middle("HIỆU TRƯỞNG"))) + row(cell(said("")) + cell(said(""))) +
              row(cell(middle("Lê Thị Lan")) + cell(middle("Đặng Thị Hòa"))));
    const std::string three = table(
        row(cell(said("Nơi nhận:") + said("- Lưu: VT.")) + cell(middle("NGƯỜI LẬP")) + cell(middle("HIỆU TRƯỞNG"))) +
            row(cell(said("")) + cell(middle("Lê Thị Lan")) + cell(middle("Đặng Thị Hòa"))),
        kRuled);
    const std::string spanned = table(
        R"(<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>)" + cell(said("Hoa Phượng, ngày 05 tháng 3 năm 2026")) +
        "</w:tr>" + row(cell(said("Người lập kế hoạch")) + cell(said("Kế toán")) + cell(said("Hiệu trưởng"))) +
        row(cell(said("Lê Thị Lan")) + cell(said("Trần Thị Bé")) + cell(said("Đặng Thị Hòa"))));

    EXPECT_EQ(lines_of(word_file(two)), Lines({"NGƯỜI LẬP", "Lê Thị Lan", "HIỆU TRƯỞNG", "Đặng Thị Hòa"}));
    EXPECT_EQ(lines_of(word_file(three)),
              Lines({"Nơi nhận:", "- Lưu: VT.", "NGƯỜI LẬP", "Lê Thị Lan", "HIỆU TRƯỞNG", "Đặng Thị Hòa"}));
    EXPECT_EQ(lines_of(word_file(spanned)),
              Lines({"Người lập kế hoạch", "Lê Thị Lan", "Kế toán", "Trần Thị Bé",
                     "Hoa Phượng, ngày 05 tháng 3 năm 2026", "Hiệu trưởng", "Đặng Thị Hòa"}));
}

TEST(DocxTables, SignersTypedSideBySideAreColumnsToo) {
    const std::string titles = said("NGƯỜI LẬP          HIỆU TRƯỞNG");
    const std::string names = paragraph(run("Lê Thị Lan") + "<w:r><w:tab/><w:tab/></w:r>" + run("Đặng Thị Hòa"));

    EXPECT_EQ(lines_of(word_file(said("Hết.") + titles + said("") + said("") + names + said("Sau."))),
              Lines({"Hết.", "NGƯỜI LẬP", "Lê Thị Lan", "HIỆU TRƯỞNG", "Đặng Thị Hòa", "Sau."}));
    EXPECT_EQ(lines_of(word_file(titles + said("Một dòng khác."))).size(), 2u);  // no names
    EXPECT_EQ(lines_of(word_file(said("Tin          Ảnh") + names)).size(), 2u); // no titles
}

TEST(DocxTables, RecipientsInRowsOfTheirOwnStayTogether) {
    const std::string file = word_file(table(row(cell(said("Nơi nhận:")) + cell(middle("HIỆU TRƯỞNG"))) +
                                             row(cell(said("- UBND phường;")) + cell(said(""))) +
                                             row(cell(said("- Lưu: VT.")) + cell(said(""))) +
                                             row(cell(said("")) + cell(middle("Đặng Thị Hòa")))));

    EXPECT_EQ(lines_of(file), Lines({"Nơi nhận:", "- UBND phường;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Đặng Thị Hòa"}));
}

TEST(DocxTables, AWordInOneCellTearsNoTableApart) {
    const auto first_of = [](const std::string& a, const std::string& b, const std::string& c,
                             const std::string& rules) {
        const std::string more = row(cell(said("2")) + cell(said("Độc lập - Tự do - Hạnh phúc")) + cell(said(kNation)));
        return lines_of(word_file(table(row(cell(said(a)) + cell(said(b)) + cell(said(c))) + more, rules))).at(0);
    };

    EXPECT_EQ(first_of("STT", "Tài liệu", "Nơi nhận", kRuled), "STT | Tài liệu | Nơi nhận");
    EXPECT_EQ(first_of("STT", "Khẩu hiệu", "Nơi treo", kRuled), "STT | Khẩu hiệu | Nơi treo");
    EXPECT_EQ(first_of("STT", "Độc lập - Tự do - Hạnh phúc", "Cổng", kRuled),
              "STT | Độc lập - Tự do - Hạnh phúc | Cổng");
    EXPECT_EQ(first_of("Số TT", "Việc", "Ngày tháng", ""), "Số TT | Việc | Ngày tháng");
    EXPECT_EQ(first_of("Giáo viên", "Tổ trưởng", "Hiệu trưởng", kRuled), "Giáo viên | Tổ trưởng | Hiệu trưởng");
    EXPECT_EQ(
        lines_of(word_file(table(
            row(cell(said("Việc")) + cell(said("Nơi nhận"))) + row(cell(said("Tin")) + cell(said("Tổ 1"))), kRuled))),
        Lines({"Việc | Nơi nhận", "Tin | Tổ 1"}));
}

TEST(DocxTables, ALetterheadIsOneAlsoWithLinesAroundIt) {
    const std::string nation = row(cell(middle("TRƯỜNG MẦM NON HƯỚNG DƯƠNG")) + cell(middle(kNation)));
    const std::string motto = row(cell(middle("TRƯỜNG MẦM NON HƯỚNG DƯƠNG")) + cell(middle(kMotto)));
    const std::string number = row(cell(said("Số:     /KH-MNHD")) + cell(said("ngày     tháng     năm 2026")));

    EXPECT_EQ(lines_of(word_file(table(nation, kRuled))).at(0), std::string("TRƯỜNG MẦM NON HƯỚNG DƯƠNG\t") + kNation);
    EXPECT_EQ(lines_of(word_file(table(motto))).at(0), std::string("TRƯỜNG MẦM NON HƯỚNG DƯƠNG\t") + kMotto);
    EXPECT_EQ(lines_of(word_file(table(number))).at(0), "Số: /KH-MNHD\tngày tháng năm 2026");
}

TEST(DocxTables, AWholePlanOfWordIsUnderstood) {
    const std::string body =
        kHead + middle("KẾ HOẠCH") + middle("Đưa tin năm 2026") + said("") +
        said("Căn cứ Kế hoạch số 88/KH-UBND ngày 02/3/2026 của UBND phường Hoa Phượng;") +
        said("Trường Mầm non Hướng Dương xây dựng kế hoạch như sau:") + paragraph(run("I. MỤC ĐÍCH", "<w:b/>")) +
        said("1. Đưa tin kịp thời.") + paragraph(run("Việc của các tháng", "<w:b/>")) +
        said("- Tháng 3: thi bé khoẻ.") +
        table(row(cell(said("STT")) + cell(said("Nội dung"))) + row(cell(said("1")) + cell(said("Bữa ăn | giấc ngủ"))),
              kRuled) +
        said("Trên đây là kế hoạch của nhà trường./.") + kEnd;
    const document::DocxContent content = docx_ok(word_file(body));

    const auto outline = document::import_read(content.text, "x.docx");

    ASSERT_TRUE(outline.has_value());
    EXPECT_EQ(outline->superior_body, "UBND PHƯỜNG HOA PHƯỢNG");
    EXPECT_EQ(outline->issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
    EXPECT_EQ(outline->document_number + "/" + outline->symbol, "07/KH-MNHD");
    EXPECT_EQ(outline->place_name, "Hoa Phượng");
    EXPECT_TRUE(outline->issued_on.has_value());
    EXPECT_EQ(outline->subject, "Đưa tin năm 2026");
    EXPECT_EQ(texts_of(*outline, ItemRole::legal_basis).size(), 1u);
    EXPECT_EQ(texts_of(*outline, ItemRole::subsection), Lines({"Việc của các tháng"}));
    EXPECT_EQ(texts_of(*outline, ItemRole::table_row), Lines({"STT | Nội dung", "1 | Bữa ăn ¦ giấc ngủ"}));
    EXPECT_EQ(texts_of(*outline, ItemRole::recipient), Lines({"- UBND phường;", "- Lưu: VT."}));
    EXPECT_EQ(outline->signer_name, "Đặng Thị Hòa");
    EXPECT_EQ(outline->unplaced_words, 0u);
}

TEST(DocxTables, DataBecomesRowsWithABarBetweenCells) {
    const std::string file = word_file(
        table(row(cell(said("STT")) + cell(said("Tên") + said("kênh"), R"(<w:gridSpan w:val="2"/>)")) +
                  row(cell(said("1"), R"(<w:vMerge w:val="restart"/>)") + cell(said("Bảng|tin")) + cell(said("5"))) +
                  row(cell(said(""), "<w:vMerge/>") + cell(said("Nhóm")) + cell(said(""))) +
                  row(cell(said("")) + cell(said("")) + cell(said(""))),
              kRuled));

    EXPECT_EQ(lines_of(file), Lines({"STT | Tên kênh | ", "1 | Bảng¦tin | 5", " | Nhóm | "}));
    EXPECT_EQ(remark_of(file, "bars"), "1");
    EXPECT_TRUE(docx_ok(file).text.lines.at(0).look.table_row);
}

TEST(DocxTables, RulesMayComeFromAStyleOrFromCells) {
    const std::string styles =
        word_xml("styles", std::string(R"(<w:style w:type="table" w:styleId="TableGrid"><w:tblPr>)") + kRuled +
                               "</w:tblPr></w:style>");
    const std::string plain = row(cell(said("a")) + cell(said("b")));
    const std::string ruled_cell =
        row(cell(said("a"), R"(<w:tcBorders><w:left w:val="single"/></w:tcBorders>)") + cell(said("b")));

    EXPECT_EQ(
        lines_of(word_file(table(plain, R"(<w:tblStyle w:val="TableGrid"/>)"), {{"styles", "styles.xml", styles}})),
        Lines({"a | b"}));
    EXPECT_EQ(lines_of(word_file(table(ruled_cell))), Lines({"a | b"}));
    EXPECT_EQ(lines_of(word_file(table(plain))), Lines({"a", "b"}));
    EXPECT_EQ(lines_of(word_file(table(plain, R"(<w:tblBorders><w:top w:val="nil"/></w:tblBorders>)"))),
              Lines({"a", "b"}));
}

TEST(DocxTables, ATableInACellIsWordsOfThatCell) {
    const std::string inner = table(row(cell(said("x")) + cell(said("y"))), kRuled) + said("");

    EXPECT_EQ(lines_of(word_file(table(row(cell(said("a") + inner) + cell(said("b"))), kRuled))), Lines({"a x y | b"}));
}

TEST(DocxTables, AFrameAroundATextIsNoTable) {
    EXPECT_EQ(lines_of(word_file(table(row(cell(said("một") + said("hai"))), kRuled))), Lines({"một", "hai"}));
}

TEST(DocxTables, AutomaticNumbersStandInTheirCells) {
    const std::string numbering =
        word_xml("numbering", R"(<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl>)"
                              R"(</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>)");
    const std::string count = paragraph("", R"(<w:numPr><w:numId w:val="1"/></w:numPr>)");
    const std::string rows = row(cell(count) + cell(said("a"))) + row(cell(count) + cell(said("b")));

    EXPECT_EQ(lines_of(word_file(table(rows, kRuled), {{"numbering", "numbering.xml", numbering}})),
              Lines({"1 | a", "2 | b"}));
}

TEST(DocxTables, DeletedRowsAreLeftOut) {
    const std::string gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell(said("cũ kỹ")) + cell(said("x")) + "</w:tr>";
    const std::string file = word_file(table(gone + row(cell(said("a")) + cell(said("b"))), kRuled));

    EXPECT_EQ(lines_of(file), Lines({"a | b"}));
    EXPECT_EQ(remark_of(file, "deleted"), "3");
}

} // namespace
} // namespace dongthac::tests
