#include <gtest/gtest.h>

#include "shared/base/crypto.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/export_html.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/layout.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/zip.hpp"
#include "shared/text/fold.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"

namespace dongthac::tests {
namespace {

using namespace document;

constexpr std::size_t kRoom = 1 << 24;

// An outline whose every text tries to break out of markup.
model::Outline hostile_outline() {
    const std::string evil = "<script>alert('x')</script> & \"y\" ]]> \x01\xEF\xBF\xBE tin";
    model::Outline outline;
    for (const ItemRole role :
         {ItemRole::superior_body, ItemRole::issuing_body, ItemRole::doc_type, ItemRole::subject, ItemRole::legal_basis,
          ItemRole::section, ItemRole::subsection, ItemRole::topic, ItemRole::closing, ItemRole::recipient,
          ItemRole::signer_title, ItemRole::signer_name, ItemRole::appendix})
        outline.items.push_back({role, 1, "<b>", evil});
    return outline;
}

std::string part_of(const std::string& docx, std::string_view name) {
    const auto entries = read_zip(docx, kRoom);
    for (const ZipEntry& entry : *entries)
        if (entry.name == name) return entry.content;
    return {};
}

std::string without_spaces(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

// A .docx with one part changed.
TEST(ExportDocx, IsSoundForFullEmptyAndHostileOutlines) {
    for (const model::Outline& outline : {import_ok(kSchoolPlan), model::Outline{}, hostile_outline()}) {
        const auto docx = export_docx(outline, shipped_layout());

        ASSERT_TRUE(docx.has_value());
        EXPECT_EQ(lint_docx(*docx), std::vector<std::string>{});
    }
}

TEST(ExportDocx, GivesTheSameBytesForTheSameOutline) {
    EXPECT_EQ(*export_docx(import_ok(kSchoolPlan), shipped_layout()),
              *export_docx(import_ok(kSchoolPlan), shipped_layout()));
}

// Made by the program as it was while the figures still stood in its source: a figure that moves shows here.
TEST(ExportDocx, PartsAreFrozen) {
    const auto parts_hash = [](const model::Outline& outline) {
        std::string all;
        const auto entries = read_zip(*export_docx(outline, shipped_layout()), kRoom);
        for (const ZipEntry& entry : *entries) all += entry.name + '\n' + entry.content + '\n';
        return base::to_hex(base::sha256(base::as_bytes(all)));
    };

    EXPECT_EQ(parts_hash(import_ok(kSchoolPlan)), "974f4078e9357af1daa54931ab33bdc05698e5347922a2cf805b6e52bd0f7241");
    EXPECT_EQ(parts_hash(every_part()), "bcaf9e0219d9fd70b44e578b808c82eeb6af8c3499b7c9344f9637a48d9589ad");
    EXPECT_EQ(parts_hash(model::Outline{}), "ff70c794de542d28e4614e6670f486eccc2d646902a55086069c544532d6d795");
}

TEST(ExportDocx, HoldsEveryTextInReadingOrder) {
    const model::Outline outline = import_ok(kSchoolPlan);

    const std::string text = without_spaces(*docx_text(*export_docx(outline, shipped_layout())));

    std::size_t at = 0;
    for (const model::OutlineItem& item : outline.items) {
        if (item.role <= ItemRole::subject) continue; // the head is printed in the decree's form and order
        const std::string part = without_spaces(item.label + item.text);
        const std::size_t found = text.find(part, at);
        ASSERT_NE(found, std::string::npos) << item.text;
        if (item.role < ItemRole::recipients_heading)
            at = found + part.size(); // the end has two columns of its own order
    }
}

TEST(ExportDocx, PrintsNumberAndDateInTheFormOfTheDecree) {
    model::Outline outline;
    outline.document_number = "5";
    outline.symbol = "KH-MNSM";
    outline.place_name = "Hoa Phượng";
    outline.issued_on = text::Date{2026, 3, 4};

    const std::string text = *docx_text(*export_docx(outline, shipped_layout()));

    EXPECT_NE(text.find("Số: 05/KH-MNSM"), std::string::npos);
    EXPECT_NE(text.find("Hoa Phượng, ngày 04 tháng 3 năm 2026"), std::string::npos);
    EXPECT_NE(text.find(kNationalName), std::string::npos);
}

TEST(ExportDocx, SetsThePageOfTheDecree) {
    const std::string xml = part_of(*export_docx(import_ok(kSchoolPlan), shipped_layout()), "word/document.xml");

    EXPECT_NE(xml.find(R"(<w:pgSz w:w="11906" w:h="16838"/>)"), std::string::npos);
    EXPECT_NE(xml.find(R"(w:left="1701")"), std::string::npos);
    EXPECT_NE(xml.find("<w:titlePg/>"), std::string::npos);
    EXPECT_EQ(xml.find("w:numPr"), std::string::npos); // labels are text
    EXPECT_NE(part_of(*export_docx(import_ok(kSchoolPlan), shipped_layout()), "word/header1.xml").find(" PAGE "),
              std::string::npos);
}

TEST(ExportHtml, IsWellFormedWhateverTheTextsHold) {
    for (const model::Outline& outline : {import_ok(kSchoolPlan), model::Outline{}, hostile_outline()}) {
        const std::string html = export_html(outline, shipped_layout());

        EXPECT_EQ(xml_error(html), std::nullopt);
        EXPECT_NE(html.find("lang=\"vi\""), std::string::npos);
        EXPECT_EQ(html.find("<script"), std::string::npos);
        EXPECT_EQ(html.find('\x01'), std::string::npos);
    }
    EXPECT_NE(export_html(hostile_outline(), shipped_layout()).find("&lt;script&gt;alert(&#39;x&#39;)"),
              std::string::npos);
}

TEST(ExportHtml, UsesHeadingsByLevelAndOneTitle) {
    const std::string html = export_html(import_ok(kSchoolPlan), shipped_layout());

    EXPECT_NE(html.find("<h2>I. MỤC ĐÍCH, YÊU CẦU</h2>"), std::string::npos);
    EXPECT_NE(html.find("<h3>1. Mục đích</h3>"), std::string::npos);
    EXPECT_EQ(html.find("<h1>"), html.rfind("<h1>"));
    EXPECT_NE(html.find("<title>KẾ HOẠCH Đưa tin"), std::string::npos);
}

TEST(ExportText, IsReadBackIntoTheSameItems) {
    const model::Outline outline = import_ok(kSchoolPlan);

    const model::Outline again = import_ok(export_text(outline));

    ASSERT_EQ(again.items.size(), outline.items.size());
    EXPECT_EQ(again.unplaced_words, 0u);
    EXPECT_EQ(kept_characters(again), kept_characters(outline));
    for (const ItemRole role :
         {ItemRole::section, ItemRole::topic, ItemRole::assignment, ItemRole::recipient, ItemRole::signer_name})
        EXPECT_EQ(texts_of(again, role), texts_of(outline, role));
    EXPECT_EQ(again.parents, outline.parents);
}

TEST(ExportText, LeavesNoPartOut) {
    const std::string text = text::to_lower(export_text(hostile_outline())); // heads are printed in capitals

    std::size_t found = 0;
    for (std::size_t at = text.find("alert"); at != std::string::npos; at = text.find("alert", at + 1)) ++found;
    EXPECT_EQ(found, 13u);
}

} // namespace
} // namespace dongthac::tests
