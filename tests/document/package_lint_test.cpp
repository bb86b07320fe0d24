#include <algorithm>

#include <gtest/gtest.h>

#include "shared/document/export_docx.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/zip.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"

namespace dongthac::tests {
namespace {

using document::ZipEntry;
using Findings = std::vector<std::string>;

constexpr std::size_t kRoom = 1 << 24;
constexpr const char* kMain = "word/document.xml";
constexpr const char* kMainRelations = "word/_rels/document.xml.rels";
constexpr const char* kTypes = "[Content_Types].xml";
constexpr const char* kStyles = "word/styles.xml";

std::vector<ZipEntry> sound() {
    return document::read_zip(document::export_docx(every_part(), shipped_layout()).value(), kRoom).value();
}

std::string& part(std::vector<ZipEntry>& entries, std::string_view name) {
    return std::ranges::find(entries, name, &ZipEntry::name)->content;
}

Findings findings(const std::vector<ZipEntry>& entries) {
    return document::lint_docx(document::write_zip(entries).value());
}

/// What is found once the first `from` in `name` has become `to`.
Findings after(const char* name, std::string_view from, std::string_view to) {
    std::vector<ZipEntry> entries = sound();
    std::string& content = part(entries, name);
    const std::size_t at = content.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) content.replace(at, from.size(), to);
    return findings(entries);
}

bool holds(const Findings& all, std::string_view words) {
    return std::ranges::any_of(all, [&](const std::string& one) { return one.find(words) != std::string::npos; });
}

TEST(LintDocx, FindsNothingInASoundFile) { EXPECT_EQ(findings(sound()), Findings{}); }

// Every finding of the linter can be brought about: one that cannot proves nothing.
TEST(LintDocx, FindsEachKindOfDamage) {
    struct Damage {
        const char* part;
        std::string_view from;
        std::string_view to;
        std::string_view finding;
    };
    const Damage kDamages[] = {
        {kMain, "</w:body>", "</w:bodi>", "word/document.xml: "},
        {kMain, R"(r:id="rId3")", R"(r:id="rId99")", "dangling r:id rId99"},
        {kMain, "<w:body>", R"(<w:body><w:p r:embed="rId98"/>)", "dangling r:embed rId98"},
        {kMain, "<w:body>", R"(<w:body><w:p r:link="rId97"/>)", "dangling r:link rId97"},
        {kMain, R"(<w:pStyle w:val="DtMuc")", R"(<w:pStyle w:val="Nowhere")", "unknown style Nowhere"},
        {kMain, "<w:body>", R"(<w:body><w:p><w:r><w:rPr><w:rStyle w:val="Nor"/></w:rPr></w:r></w:p>)",
         "unknown style Nor"},
        {kMain, "<w:tblPr>", R"(<w:tblPr><w:tblStyle w:val="Not"/>)", "unknown style Not"},
        {kStyles, "</w:styles>", R"(<w:style w:styleId="A"><w:basedOn w:val="Never"/></w:style></w:styles>)",
         "unknown style Never"},
        {kStyles, "</w:styles>", R"(<w:style w:styleId="DtMuc"/></w:styles>)", "style defined twice: DtMuc"},
        {kMain, "</w:tc>", "<w:tbl/></w:tc>", "table cell without a paragraph"},
        {kMain, "</w:tr>", "<w:tc><w:p/></w:tc></w:tr>", "table row of another width"},
        {kMain, "<w:tr>", "<w:tr/><w:tr>", "table row of another width"},
        {kMain, "</w:body>", "<w:p/></w:body>", "no section at the end"},
        {kTypes, "/word/styles.xml", "/word/style.xml", "content type of a missing part: word/style.xml"},
        {kTypes, "/word/styles.xml", "/word/document.xml", "no content type: word/styles.xml"},
        {kTypes, R"(Extension="xml")", R"(Extension="png")", "no content type: customXml/item1.xml"},
        {kTypes, R"(Extension="rels")", R"(Extension="png")", "no content type: word/_rels/document.xml.rels"},
        {kMainRelations, "header2.xml", "header7.xml", "points to a missing part: header7.xml"},
        {kMainRelations, "../customXml/item1.xml", "../customXml/item9.xml", "missing part: ../customXml/item9.xml"},
        {kMainRelations, "../customXml/item1.xml", "customXml/item1.xml", "missing part: customXml/item1.xml"},
        {kMainRelations, R"(Id="rId2")", R"(Id="rId1")", "relation id used twice in word/_rels/document.xml.rels"},
    };
    for (const Damage& damage : kDamages)
        EXPECT_TRUE(holds(after(damage.part, damage.from, damage.to), damage.finding)) << damage.finding;
}

TEST(LintDocx, FindsWhichPartsAreMissingOrTwice) {
    const auto without = [](std::string_view name) {
        std::vector<ZipEntry> entries = sound();
        std::erase_if(entries, [&](const ZipEntry& entry) { return entry.name == name; });
        return findings(entries);
    };
    std::vector<ZipEntry> twice = sound();
    twice.push_back({kStyles, "<w:styles/>"});

    EXPECT_TRUE(holds(without(kMain), "no main part"));
    EXPECT_TRUE(holds(without(kTypes), "no content types"));
    EXPECT_TRUE(holds(findings(twice), "part stored twice: word/styles.xml"));
    EXPECT_TRUE(holds(document::lint_docx("no zip"), "not a zip"));
}

// Data of other programs needs no type of its own; anything else does, wherever it stands.
TEST(LintDocx, OnlyDataOfProgramsNeedsNoType) {
    for (const auto& [name, needs_type] : {std::pair{"customXml/item7.xml", false}, std::pair{"word/item7.xml", true},
                                           std::pair{"other/item7.xml", true}}) {
        std::vector<ZipEntry> entries = sound();
        entries.push_back({name, "<a/>"});

        EXPECT_EQ(holds(findings(entries), std::string("no content type: ") + name), needs_type) << name;
    }
}

// A relation to something outside of the package leads to no part of it.
TEST(LintDocx, LinksToTheOutsideAreNoParts) {
    const auto link = [](std::string_view more) {
        return after(kMainRelations, "</Relationships>",
                     R"(<Relationship Id="rId50" Type="x" Target="https://example.org/")" + std::string(more) +
                         "/></Relationships>");
    };

    EXPECT_EQ(link(R"( TargetMode="External")"), Findings{});
    EXPECT_TRUE(holds(link(""), "missing part"));
}

} // namespace
} // namespace dongthac::tests
