#include <string>
#include <string_view>

#include "shared/document/read_doc.hpp"
#include "shared/document/read_pdf.hpp"
#include "shared/document/read_rtf.hpp"
#include "shared/text/legacy_vietnamese.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/read_plain.hpp"
#include "tests/document/pdf_builder.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/doc_builder.hpp"

namespace dongthac::fuzz {

namespace {

using base::Bytes;
using base::ByteSpan;

/// What a reader hands on is text: something to read, in UTF-8.
void check_text(const base::Result<document::ReadText>& text) {
    if (!text) return;
    promise(!text->lines.empty(), "a file was read that has nothing in it");
    for (const document::ReadLine& line : text->lines)
        promise(text::to_nfc(line.text).has_value(), "a line that is no UTF-8");
    for (const auto& remark : text->remarks) promise(!remark.key.empty(), "a remark that says nothing");
}

void run_import_pdf(ByteSpan bytes) { check_text(document::read_pdf(base::as_text(bytes), "kế hoạch.pdf")); }
void run_import_rtf(ByteSpan bytes) { check_text(document::read_rtf(base::as_text(bytes), "kế hoạch.rtf")); }
void run_import_doc(ByteSpan bytes) { check_text(document::read_doc(base::as_text(bytes), "kế hoạch.doc")); }

void run_import_plain(ByteSpan bytes) {
    const std::string_view raw = base::as_text(bytes);
    const auto plain = text::read_plain(raw, "kế hoạch.txt");
    if (plain) promise(text::is_nfc(plain->utf8), "a text file was read as what is not NFC");
    for (const char* font : {".VnTime", ".VnTimeH", "VNI-Times"})
        promise(text::to_nfc(text::from_legacy(raw.substr(0, 4096), *text::legacy_font(font))).has_value() ||
                    !text::to_nfc(raw.substr(0, 4096)),
                "an old font was read as what is not UTF-8");
}

std::vector<Bytes> seed_pdfs() {
    tests::PdfBuilder pdf;
    const int font =
        pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times /Encoding << /Differences [1 /uni1EC7] >> "
                ">>");
    const int map = pdf.add_stream("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> "
                                   "<1EA1> endbfrange");
    const int inner = pdf.add("<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [900] 2 9 400] >>");
    const int outer = pdf.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [" +
                              std::to_string(inner) + " 0 R] /ToUnicode " + std::to_string(map) + " 0 R >>");
    const std::string fonts = "/Font << /F " + std::to_string(font) + " 0 R /G " + std::to_string(outer) + " 0 R >>";
    const int form = pdf.add_stream("BT /F 9 Tf (con) Tj ET", "/Subtype /Form /Resources << " + fonts + " >>");
    pdf.add_page(
        "50 600 m 50 700 l S 90 600 m 90 700 l S 140 600 m 140 700 l S 50 600 90 0.5 re 50 700 90 0.5 re f BT /F "
        "10 Tf 60 650 Td (a\\001) Tj 45 0 Td [(b) -700 (c)] TJ /G 8 Tf 3 Ts <00010002> Tj ET q .7 .7 -.7 .7 0 "
        "300 cm /X Do Q /S << /ActualText <FEFF0111> >> BDC BT /F 9 Tf 50 500 Td (d) Tj ET EMC",
        fonts + " /XObject << /X " + std::to_string(form) + " 0 R >>");
    tests::PdfBuilder small;
    const int times = small.add("<< /Type /Font /Subtype /TrueType /BaseFont /.VnTime /Encoding /WinAnsiEncoding >>");
    small.add_page("BT /F 12 Tf 50 700 Td (Tr\\255\\352ng) Tj ET", "/Font << /F " + std::to_string(times) + " 0 R >>");
    return {bytes_of(pdf.build()), bytes_of(small.build())};
}

std::vector<Bytes> seed_docs() {
    using Width = tests::DocBuilder::Width;
    tests::DocBuilder doc;
    doc.fonts = {"Times New Roman", ".VnTime"};
    doc.add({u"K\xD5 ho\xB9"
             u"ch\r",
             Width::bytes,
             tests::DocBuilder::font(1),
             {}});
    doc.define({{1, {{.text = {0, u'.'}}}}}, {{.definition = 1}});
    doc.add({u"đánh số\r", Width::units, {}, tests::DocBuilder::numbered(1, 0)});
    doc.add({u"a\x07", Width::units, {}, tests::DocBuilder::cell()});
    doc.add({u"b\x07", Width::units, {}, tests::DocBuilder::cell()});
    doc.add({u"\x07", Width::units, {}, tests::DocBuilder::ruled_row_end()});
    doc.add(u"Mục \x13 X \x14y\x15 đích\x02\r").footnote(32, 0).begin_part(1).add(u"chú thích\r");
    tests::DocBuilder small;
    small.add(u"Kế hoạch\r");
    return {bytes_of(doc.build()), bytes_of(small.build())};
}

std::vector<Bytes> seed_rtfs() {
    return {bytes_of(R"({\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset2 Symbol;})"
                     R"({\f2 .VnTime;}}{\header 1}\pard\qc\b K\u7870 ?\f2 K\'d5\par\pard{\listtext\f1\'b7\tab}m\'f4c)"
                     R"({\footnote x}{\field{\*\fldinst Y}{\fldrslt z}}\line{\v an}\deleted d\par\trowd\clbrdrt\brdrs)"
                     R"(\cellx9\intbl a\cell b\cell\row\pard{\shp{\*\shpinst{\shptxt k\par}}}\bin3 {{{\par})"),
            bytes_of(R"({\rtf1 a})")};
}

std::vector<Bytes> seed_plain() {
    return {bytes_of("Céng hßa x· héi chñ nghÜa"),
            bytes_of("C\xE9ng h\xDF"
                     "a x\xB7 h\xE9i"),
            bytes_of("Coäng hoøa xaõ hoäi"),
            bytes_of("Tr\xFD\xF5\xCCng h\xF4\xF2"
                     "c"),
            bytes_of(std::string_view("\xFF\xFE"
                                      "K\0\xBF\x1E",
                                      6)),
            bytes_of("Kế hoạch\n")};
}

} // namespace

std::span<const Target> office_file_targets() {
    static const std::vector<Target> kTargets = {
        {"import_pdf", run_import_pdf, seed_pdfs},
        {"import_doc", run_import_doc, seed_docs},
        {"import_rtf", run_import_rtf, seed_rtfs},
        {"import_plain", run_import_plain, seed_plain},
    };
    return kTargets;
}

} // namespace dongthac::fuzz
