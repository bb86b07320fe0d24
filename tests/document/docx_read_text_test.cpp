#include <gtest/gtest.h>

#include "tests/document/word_reading.hpp"

namespace dongthac::tests {
namespace {

using document::LineLook;
using Lines = std::vector<std::string>;

LineLook look_of(const std::string& bytes) {
    const document::DocxContent content = docx_ok(bytes);
    return content.text.lines.at(0).look;
}

TEST(DocxText, RunsTabsHyphensAndBreaksAreOneParagraph) {
    const std::string file = word_file(paragraph(
        run("Đưa tin về ") + "<w:r><w:t>bữa</w:t><w:tab/><w:t>ăn</w:t><w:noBreakHyphen/><w:t>ngủ</w:t><w:br/></w:r>" +
        run("của tr") + "<w:r><w:softHyphen/></w:r>" + run("ẻ")));

    EXPECT_EQ(lines_of(file), Lines({"Đưa tin về bữa\tăn-ngủ", "của trẻ"})); // a tab may part columns
    EXPECT_EQ(lines_of(word_file(paragraph(run("đưa tin về bữa") + "<w:r><w:cr/></w:r>" + run("ăn")))),
              Lines({"đưa tin về bữa ăn"}));
}

TEST(DocxText, AParagraphIsNeverJoinedToItsNeighbours) {
    const document::DocxContent content = docx_ok(word_file(said("một") + said("hai")));

    ASSERT_EQ(content.text.lines.size(), 2u);
    EXPECT_TRUE(content.text.lines[0].look.whole);
    EXPECT_EQ(content.printed, Lines({"một", "hai"}));
}

TEST(DocxText, ALineBreakPartsWhatShouldHaveBeenParagraphs) {
    const std::string broken = "<w:r><w:t>1. Lớp đưa tin.</w:t><w:br/><w:t>2. Trường xem tin.</w:t></w:r>";
    const std::string title = "<w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Đưa tin</w:t></w:r>";

    EXPECT_EQ(lines_of(word_file(paragraph(broken))), Lines({"1. Lớp đưa tin.", "2. Trường xem tin."}));
    EXPECT_EQ(lines_of(word_file(paragraph(title, R"(<w:jc w:val="center"/>)"))), Lines({"KẾ HOẠCH", "Đưa tin"}));
}

TEST(DocxText, SymbolsOfPictureFontsBecomeLetters) {
    const std::string file =
        word_file(paragraph(R"(<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>)" + run(" đủ ") +
                            R"(<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>)" + run(" 2 \xEF\x82\xB7")));

    EXPECT_EQ(lines_of(file), Lines({"✓ đủ ≥ 2 •"}));
}

TEST(DocxText, ALetterAndItsMarkMayStandInTwoRuns) {
    const std::string vni = R"(<w:rFonts w:ascii="VNI-Times"/>)";
    const std::string file =
        word_file(paragraph(run("Nhaø tr", vni) + run("öô", vni + "<w:b/>") + run("øng vaø tre", vni) + run("û", vni)) +
                  paragraph(run("tre", vni) + "<w:r><w:tab/></w:r>" + run("û", vni)) +
                  paragraph(run("tre", vni) + run("û")) + paragraph(run("tre") + run("û", vni)) +
                  paragraph(run("hoc", vni) + "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + run("ï", vni)));

    const Lines lines = lines_of(file);

    EXPECT_EQ(lines, Lines({"Nhà trường và trẻ", "tre\tû", "treû", "treû", "hocï"}));
    EXPECT_EQ(remark_of(file, "legacy_letters"), "VNI");
}

TEST(DocxText, AnOptionalHyphenIsALetterInTcvn3) {
    const auto in_font = [](const std::string& font) {
        return paragraph("<w:r><w:rPr><w:rFonts w:ascii=\"" + font + "\" w:hAnsi=\"" + font +
                         "\"/></w:rPr><w:t>n</w:t><w:softHyphen/><w:t>íc</w:t></w:r>");
    };

    EXPECT_EQ(lines_of(word_file(in_font(".VnTime") + in_font(".VnTimeH") + in_font("Arial") + in_font("VNI-Times"))),
              Lines({"nước", "NƯỚC", "níc", "níc"}));
}

TEST(DocxText, FieldsAreTheirResults) {
    const auto mark = [](const std::string& type) { return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>"; };
    const std::string instruction = "<w:r><w:instrText> PAGE </w:instrText></w:r>";
    const std::string nested = mark("begin") + instruction + run("0") + mark("begin") + instruction + mark("separate") +
                               run("1") + mark("end") + mark("separate") + run("5") + mark("end");

    EXPECT_EQ(lines_of(word_file(paragraph(run("Trang ") + nested + run(" hết")))), Lines({"Trang 5 hết"}));
    EXPECT_EQ(lines_of(word_file(paragraph("<w:fldSimple w:instr=\"DATE\">" + run("05/3") + "</w:fldSimple>"))),
              Lines({"05/3"}));
    // The mark of the end stands in a later paragraph, or nowhere.
    EXPECT_EQ(lines_of(word_file(paragraph(mark("begin") + instruction + mark("separate") + run("một")) +
                                 paragraph(run("hai") + mark("end")))),
              Lines({"một", "hai"}));
    EXPECT_EQ(lines_of(word_file(paragraph(mark("begin") + run("không mất chữ")))), Lines({"không mất chữ"}));
}

TEST(DocxText, WordsInsideOfWrappersAreRead) {
    const std::string inline_wrappers =
        "<w:hyperlink r:id=\"rId9\">" + run("liên kết ") + "</w:hyperlink><w:smartTag>" + run("thẻ ") +
        "</w:smartTag><w:customXml>" + run("dữ liệu ") + "</w:customXml><w:sdt><w:sdtPr><w:alias w:val=\"Tên\"/>" +
        "</w:sdtPr><w:sdtContent>" + run("ô chọn ") + "</w:sdtContent></w:sdt><m:oMath><m:r><m:t>x+1</m:t></m:r>" +
        "</m:oMath><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>";
    const std::string block_wrapper =
        "<w:sdt><w:sdtPr/><w:sdtContent>" + said("trong khung") + "</w:sdtContent></w:sdt>";

    EXPECT_EQ(lines_of(word_file(paragraph(inline_wrappers) + block_wrapper)),
              Lines({"liên kết thẻ dữ liệu ô chọn x+1", "trong khung"}));
}

TEST(DocxText, TrackedChangesAreTakenForAccepted) {
    const std::string file =
        word_file(paragraph(run("Giữ ") + "<w:ins w:id=\"1\">" + run("thêm hai chữ ") +
                            "</w:ins><w:del w:id=\"2\"><w:r><w:delText>bỏ bốn "
                            "chữ này</w:delText></w:r></w:del><w:moveFrom>" +
                            run("dời đi") + "</w:moveFrom><w:moveTo>" + run("đến") + "</w:moveTo>"));

    EXPECT_EQ(lines_of(file), Lines({"Giữ thêm hai chữ đến"}));
    EXPECT_EQ(remark_of(file, "deleted"), "6");
    EXPECT_EQ(remark_of(file, "inserted"), "4");
}

TEST(DocxText, ADeletedParagraphMarkJoinsTwoParagraphs) {
    const std::string file =
        word_file(paragraph(run("Đưa tin "), "<w:rPr><w:del w:id=\"1\"/></w:rPr>") + said("mỗi tuần.") + said("Hết."));

    EXPECT_EQ(lines_of(file), Lines({"Đưa tin mỗi tuần.", "Hết."}));
}

TEST(DocxText, HiddenWordsAreCountedNotRead) {
    const std::string file = word_file(paragraph(run("thấy") + run(" giấu kín", "<w:vanish/>")));

    EXPECT_EQ(lines_of(file), Lines({"thấy"}));
    EXPECT_EQ(remark_of(file, "hidden"), "2");
}

TEST(DocxText, CapitalsAreAsPrinted) {
    const std::string styles =
        word_xml("styles", R"(<w:style w:type="paragraph" w:styleId="Muc"><w:rPr><w:caps/><w:b/></w:rPr></w:style>)"
                           R"(<w:style w:type="paragraph" w:styleId="MucNho"><w:basedOn w:val="Muc"/></w:style>)");
    const std::string file =
        word_file(paragraph(run("đường Đê ") + run("phường", "<w:caps w:val=\"0\"/>"), R"(<w:pStyle w:val="MucNho"/>)"),
                  {{"styles", "styles.xml", styles}});

    EXPECT_EQ(lines_of(file), Lines({"ĐƯỜNG ĐÊ phường"}));
    EXPECT_TRUE(look_of(file).bold);
}

TEST(DocxText, LooksComeFromStylesDefaultsAndRuns) {
    const std::string styles = word_xml(
        "styles",
        R"(<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>)"
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>)"
        R"(<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>)"
        R"(<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>)"
        R"(<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>)");
    const auto look = [&](const std::string& body) {
        return look_of(word_file(body, {{"styles", "styles.xml", styles}}));
    };

    EXPECT_TRUE(look(said("x")).centred);
    EXPECT_TRUE(look(said("x")).italic);
    EXPECT_FALSE(look(paragraph(run("x"), R"(<w:pStyle w:val="A"/>)")).centred); // styles on each other end somewhere
    EXPECT_FALSE(look(paragraph(run("x"), R"(<w:jc w:val="both"/>)")).centred);
    EXPECT_TRUE(look(paragraph(run("x", R"(<w:rStyle w:val="Strong"/>)"))).bold);
    EXPECT_FALSE(look(paragraph(run("x", "<w:b/>") + run("y", "<w:b w:val=\"false\"/>"))).bold);
}

TEST(DocxText, ATextBoxIsReadOnce) {
    const std::string words = "<w:txbxContent>" + said("trong hộp") + "</w:txbxContent>";
    const std::string file = word_file(paragraph(
        run("ngoài") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>" + words +
        "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>" + words +
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"));
    const std::string old =
        word_file(paragraph("<w:r><w:pict><v:shape><v:textbox>" + words +
                            "</v:textbox><v:textpath string=\"DỰ THẢO\"/></v:shape></w:pict></w:r>"));

    EXPECT_EQ(lines_of(file), Lines({"ngoài", "trong hộp"}));
    EXPECT_EQ(lines_of(old), Lines({"trong hộp", "DỰ THẢO"}));
}

TEST(DocxText, ADrawingThatOnlyOlderProgramsShowIsRead) {
    const std::string words = "<w:txbxContent>" + said("bản cũ") + "</w:txbxContent>";
    const std::string file =
        word_file(paragraph("<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:drawing/>"
                            "</mc:Choice><mc:Fallback><w:pict><v:textbox>" +
                            words + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"));

    EXPECT_EQ(lines_of(file), Lines({"bản cũ"}));
}

TEST(DocxText, NotesStandBehindTheirParagraph) {
    const std::string notes =
        word_xml("footnotes", "<w:footnote w:type=\"separator\" w:id=\"-1\">" + said("gạch") + "</w:footnote>" +
                                  "<w:footnote w:id=\"2\">" + said("Theo sổ của lớp.") + "</w:footnote>");
    const std::string reference = R"(<w:r><w:footnoteReference w:id="2"/></w:r>)";
    const std::vector<WordPart> parts = {{"footnotes", "footnotes.xml", notes}};

    EXPECT_EQ(lines_of(word_file(paragraph(run("Có 12 tin") + reference + run(" mỗi tháng.")), parts)),
              Lines({"Có 12 tin mỗi tháng. [Theo sổ của lớp.]"}));
    EXPECT_EQ(lines_of(word_file(paragraph(run("I. KẾT QUẢ", "<w:b/>") + reference), parts)),
              Lines({"I. KẾT QUẢ", "[Theo sổ của lớp.]"}));
    EXPECT_EQ(remark_of(word_file(paragraph(run("x") + reference), parts), "notes"), "1");
}

TEST(DocxText, ANoteAloneInAParagraphWhoseMarkWasDeletedIsKept) {
    const std::string reference = R"(<w:r><w:footnoteReference w:id="2"/></w:r>)";
    const std::string notes = word_xml("footnotes", "<w:footnote w:id=\"2\">" + said("Theo sổ.") + "</w:footnote>");
    const std::vector<WordPart> parts = {{"footnotes", "footnotes.xml", notes}};
    const std::string alone = paragraph(reference, "<w:rPr><w:del/></w:rPr>");

    EXPECT_EQ(lines_of(word_file(alone + said("Câu sau."), parts)), Lines({"Câu sau. [Theo sổ.]"}));
    EXPECT_EQ(lines_of(word_file(said("Câu trước.") + alone, parts)), Lines({"Câu trước.", "[Theo sổ.]"}));
}

TEST(DocxText, ANoteStandsAtItsFirstReferenceOnly) {
    const std::string reference = R"(<w:r><w:footnoteReference w:id="2"/></w:r>)";
    const std::string notes = word_xml("footnotes", "<w:footnote w:id=\"2\">" + said("Theo sổ.") + "</w:footnote>");

    EXPECT_EQ(lines_of(word_file(paragraph(run("một") + reference + reference) + paragraph(run("hai") + reference),
                                 {{"footnotes", "footnotes.xml", notes}})),
              Lines({"một [Theo sổ.]", "hai"}));
}

TEST(DocxText, FormulasKeepTheirSigns) {
    const auto math = [](const std::string& text) { return "<m:r><m:t>" + text + "</m:t></m:r>"; };
    const auto in = [](const std::string& name, const std::string& inner) {
        return "<m:" + name + ">" + inner + "</m:" + name + ">";
    };
    const auto read = [&](const std::string& formula) {
        return lines_of(word_file(paragraph(run("đạt ") + in("oMath", formula) + run(" bài")))).at(0);
    };
    const std::string sum = in("num", math("a+b"));

    EXPECT_EQ(read(in("f", in("num", math("1")) + in("den", math("2")))), "đạt 1/2 bài");
    EXPECT_EQ(read(in("f", sum + in("den", math("c")))), "đạt (a+b)/c bài");
    EXPECT_EQ(read(in("sSup", in("e", math("10")) + in("sup", math("6")))), "đạt 10^6 bài");
    EXPECT_EQ(read(in("sSub", in("e", math("x")) + in("sub", math("1")))), "đạt x_1 bài");
    EXPECT_EQ(read(in("rad", in("radPr", "") + in("deg", "") + in("e", math("x+1")))), "đạt √(x+1) bài");
    EXPECT_EQ(read(in("d", in("e", math("a")) + in("e", math("b")))), "đạt (a|b) bài");
    EXPECT_EQ(read(in("d", R"(<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>)" + in("e", math("a")))),
              "đạt [a bài");
    EXPECT_EQ(read(in("nary", R"(<m:naryPr><m:chr m:val="∑"/></m:naryPr>)" + in("sub", math("1")) +
                                  in("sup", math("9")) + in("e", math("x")))),
              "đạt ∑_1^9 x bài");
    EXPECT_EQ(read(in("box", in("e", math("a") + "<w:del>" + math("b") + "</w:del>"))), "đạt a bài");
    std::string deep = math("x");
    for (int i = 0; i < 100; ++i) deep = in("box", deep);
    EXPECT_EQ(read(deep), "đạt x bài");
}

TEST(DocxText, SmallDigitsDoNotRunIntoOthers) {
    const std::string above = R"(<w:vertAlign w:val="superscript"/>)";

    EXPECT_EQ(lines_of(word_file(paragraph(run("10") + run("6", above) + run(" lượt, 50 m") + run("2", above)))),
              Lines({"10^6 lượt, 50 m2"}));
    EXPECT_EQ(lines_of(word_file(paragraph(run("2025") + run("1", R"(<w:vertAlign w:val="subscript"/>)")))),
              Lines({"2025_1"}));
}

TEST(DocxText, FormFieldsAreWhatTheyShow) {
    const auto field = [](const std::string& data) {
        return R"(<w:r><w:fldChar w:fldCharType="begin"><w:ffData>)" + data +
               R"(</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r>)"
               R"(<w:r><w:fldChar w:fldCharType="end"/></w:r>)";
    };
    const std::string entries = R"(<w:listEntry w:val="Tốt"/><w:listEntry w:val="Khá"/>)";
    const auto read = [&](const std::string& data) {
        return lines_of(word_file(paragraph(run("Xếp: ") + field(data) + run("."))));
    };

    EXPECT_EQ(read("<w:ddList><w:result w:val=\"1\"/>" + entries + "</w:ddList>"), Lines({"Xếp: Khá."}));
    EXPECT_EQ(read("<w:ddList>" + entries + "</w:ddList>"), Lines({"Xếp: Tốt."}));
    EXPECT_EQ(read("<w:ddList><w:result w:val=\"7\"/>" + entries + "</w:ddList>"), Lines({"Xếp: ."}));
    EXPECT_EQ(read("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>"), Lines({"Xếp: ☒."}));
    EXPECT_EQ(read("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>"), Lines({"Xếp: ☐."}));
}

TEST(DocxText, ATableOfContentsIsSaidNotRead) {
    const auto mark = [](const std::string& type) { return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>"; };
    const std::string begin =
        mark("begin") + R"(<w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r>)" + mark("separate");
    const std::string page =
        mark("begin") + "<w:r><w:instrText>PAGEREF a</w:instrText></w:r>" + mark("separate") + run("2") + mark("end");
    const std::string lines = paragraph(begin + run("I. MỤC ĐÍCH") + "<w:r><w:tab/></w:r>" + page) +
                              paragraph(run("II. NỘI DUNG") + "<w:r><w:tab/></w:r>" + page);
    const std::string text = said("I. MỤC ĐÍCH") + said("II. NỘI DUNG");
    const std::string simple = paragraph(R"(<w:fldSimple w:instr="TOC \h">)" + run("I. MỤC ĐÍCH 2") + "</w:fldSimple>");

    const std::string file = word_file(said("MỤC LỤC") + lines + paragraph(mark("end") + run("Sau.")) + text);

    EXPECT_EQ(lines_of(file), Lines({"MỤC LỤC", "Sau.", "I. MỤC ĐÍCH", "II. NỘI DUNG"}));
    EXPECT_EQ(remark_of(file, "contents"), "2");
    EXPECT_EQ(lines_of(word_file(simple + text)), Lines({"I. MỤC ĐÍCH", "II. NỘI DUNG"}));
    // One that never ends is a file somebody cut: nothing is left out.
    EXPECT_EQ(lines_of(word_file(lines + text)).size(), 4u);
}

TEST(DocxText, WhatIsNoWordOfTheDocumentIsSaid) {
    const std::string comments = word_xml("comments", "<w:comment w:id=\"0\">" + said("Xem lại") + "</w:comment>");
    const std::string header = word_xml("hdr", said("Trường Mầm non Hướng Dương - Trang 2"));
    const std::string footer = word_xml("ftr", said("Trang 2/5"));
    const std::string file =
        word_file(paragraph(run("chữ") + R"(<w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r>)"),
                  {{"comments", "comments.xml", comments},
                   {"header", "header1.xml", header},
                   {"footer", "footer1.xml", footer},
                   {"vbaProject", "vbaProject.bin", "x"}});

    EXPECT_EQ(lines_of(file), Lines({"chữ"}));
    EXPECT_EQ(remark_of(file, "comments"), "1");
    EXPECT_EQ(remark_of(file, "pictures"), "1");
    EXPECT_EQ(remark_of(file, "macros"), "yes");
    EXPECT_EQ(remark_of(file, "page_furniture"), "Trường Mầm non Hướng Dương - Trang 2");
}

TEST(DocxText, ALetterheadInThePageHeaderIsPartOfTheText) {
    const std::string header = word_xml("hdr", said("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    const std::string file = word_file(said("KẾ HOẠCH"), {{"header", "header1.xml", header}});

    EXPECT_EQ(lines_of(file), Lines({"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH"}));
    EXPECT_EQ(remark_of(file, "page_furniture"), "");
}

TEST(DocxText, ASentenceThatNamesTheRepublicIsNoLetterhead) {
    const std::string head =
        word_xml("hdr", said("TRƯỜNG MẦM NON HƯỚNG DƯƠNG") + said("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    const std::string cites = said("KẾ HOẠCH") + said("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;");
    const std::string own = said("UBND PHƯỜNG HOA     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + said("KẾ HOẠCH");
    const std::vector<WordPart> parts = {{"header", "header1.xml", head}};

    EXPECT_EQ(lines_of(word_file(cites, parts)).at(0), "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
    EXPECT_EQ(remark_of(word_file(cites, parts), "page_furniture"), "");
    EXPECT_EQ(remark_of(word_file(cites, {parts[0], {"header", "header2.xml", head}}), "page_furniture"), "");
    EXPECT_EQ(lines_of(word_file(own, parts)).size(), 2u);
    EXPECT_NE(remark_of(word_file(own, parts), "page_furniture"), "");
}

TEST(DocxText, OtherPrefixesAndTheStrictFormAreTheSame) {
    const std::string other =
        R"(<ns0:document xmlns:ns0="http://purl.oclc.org/ooxml/wordprocessingml/main"><ns0:body><ns0:p><ns0:pPr>)"
        R"(<ns0:jc ns0:val="center"/></ns0:pPr><ns0:r><ns0:t>chữ</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>)";
    const std::string file = document::write_zip(word_entries(other, {})).value();

    EXPECT_EQ(lines_of(file), Lines({"chữ"}));
    EXPECT_TRUE(look_of(file).centred);
}

TEST(DocxText, LinesOfAPagePastedAsParagraphsAreJoinedByItsMeasure) {
    std::string body;
    for (int i = 0; i < 12; ++i)
        body += said("Nhà trường giao mỗi lớp đưa ít nhất một tin trong tuần về bữa ăn giấc ngủ và buổi chơi của") +
                said("trẻ, có ảnh do giáo viên chụp tại lớp.");
    const document::DocxContent content = docx_ok(word_file(body));

    EXPECT_FALSE(content.text.lines.at(0).look.whole);
}

} // namespace
} // namespace dongthac::tests
