#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/document/read_pdf.hpp"
#include "tests/document/pdf_builder.hpp"
#include "tests/support/property.hpp"

namespace dongthac::tests {

namespace {

using base::Code;

Code refusal(const std::string& bytes) {
    const auto text = document::read_pdf(bytes, "kế hoạch.pdf");
    EXPECT_FALSE(text);
    return text ? Code::internal : text.error().code;
}

std::string one_page(const std::string& content) {
    PdfBuilder pdf;
    const int font = pdf.add(half_wide("/Subtype /TrueType /BaseFont /Times /Encoding /WinAnsiEncoding"));
    pdf.add_page(content, "/Font << /F " + std::to_string(font) + " 0 R >>");
    return pdf.build();
}

TEST(PdfRefusals, SayWhatIsWrong) {
    EXPECT_EQ(refusal(""), Code::damaged_file);
    EXPECT_EQ(refusal("KẾ HOẠCH\nSố: 1"), Code::damaged_file);
    EXPECT_EQ(refusal("%PDF-1.7\n"), Code::damaged_file);
    EXPECT_EQ(refusal(PdfBuilder().build()), Code::damaged_file) << "no page";
    EXPECT_EQ(document::read_pdf("x", "kế hoạch.pdf").error().arg("path"), "kế hoạch.pdf");
}

TEST(PdfRefusals, KnowScannedPages) {
    PdfBuilder pdf;
    const int picture = pdf.add_stream("\xFF\xD8\xFF", "/Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode");
    pdf.add_page("q 595 0 0 842 0 0 cm /P Do Q", "/XObject << /P " + std::to_string(picture) + " 0 R >>");

    EXPECT_EQ(refusal(pdf.build()), Code::only_pictures);
    EXPECT_EQ(refusal(one_page("")), Code::only_pictures);
}

TEST(PdfRefusals, AskForThePasswordToBeTakenOff) {
    PdfBuilder pdf;
    pdf.add_page("", "");
    const std::string hash(64, '0');
    EXPECT_EQ(refusal(pdf.build("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + hash + "> /U <" +
                                hash + "> >>")),
              Code::password_file);
}

TEST(PdfRefusals, DoNotKeepAFileFromBeingReadWhoseTableIsWrong) {
    std::string pdf = one_page("BT /F 10 Tf 50 700 Td (con doc duoc) Tj ET");
    const std::size_t start = pdf.rfind("startxref");
    pdf.replace(start, 12, "startxref\n99");

    const auto text = document::read_pdf(pdf, "a.pdf");

    ASSERT_TRUE(text);
    EXPECT_EQ(text->lines.front().text, "con doc duoc");
}

TEST(PdfRefusals, ReadAFileThatBreaksOffWholeOrNotAtAll) {
    const std::string pdf = one_page("BT /F 10 Tf 50 700 Td (con doc duoc) Tj ET");

    for (std::size_t size = 0; size < pdf.size(); size += 61) {
        const auto text = document::read_pdf(std::string_view(pdf).substr(0, size), "a.pdf");
        if (text) {
            EXPECT_EQ(text->lines.front().text, "con doc duoc") << size;
        } else {
            EXPECT_EQ(text.error().code, Code::damaged_file) << size;
        }
    }
}

TEST(PdfRefusals, BoundWhatAPageMayAskFor) {
    // Twelve forms that each draw the next one ten times: 10^12 letters.
    PdfBuilder pdf;
    const int font = pdf.add(half_wide("/Subtype /TrueType /BaseFont /Times"));
    const std::string fonts = "/Font << /F " + std::to_string(font) + " 0 R >>";
    int form = pdf.add_stream("BT /F 10 Tf 50 700 Td (chu) Tj ET", "/Subtype /Form /Resources << " + fonts + " >>");
    for (int depth = 0; depth < 10; ++depth) {
        std::string content;
        for (int i = 0; i < 10; ++i) content += "/X Do ";
        form = pdf.add_stream(content, "/Subtype /Form /Resources << " + fonts + " /XObject << /X " +
                                           std::to_string(form) + " 0 R >> >>");
    }
    pdf.add_page("/X Do", fonts + " /XObject << /X " + std::to_string(form) + " 0 R >>");

    const auto text = document::read_pdf(pdf.build(), "a.pdf");

    ASSERT_TRUE(text);
    ASSERT_FALSE(text->remarks.empty());
    EXPECT_EQ(text->remarks.back().key, "partly_read");
}

TEST(PdfRefusals, ReturnForBytesThatWereChangedAnywhere) {
    const std::string good = one_page("BT /F 10 Tf 50 700 Td [(ha) 20 (i)] TJ 0 -15 Td (ba) ' ET 50 600 100 0.5 re f");
    base::SeededRandom random(property_seed(20261122));

    for (int i = 0; i < 2'000; ++i) {
        std::string bad = good;
        for (int k = 0; k < 3; ++k)
            bad[static_cast<std::size_t>(random.below(bad.size()))] = static_cast<char>(random.below(256));
        (void)document::read_pdf(bad, "a.pdf");
    }
}

} // namespace

} // namespace dongthac::tests
