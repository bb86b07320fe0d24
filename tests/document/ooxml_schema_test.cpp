#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/zip.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/support/temp_folder.hpp"

// The parts of a .docx against the schemas of ECMA-376 (ISO/IEC 29500, transitional), by libxml2's xmllint.

namespace dongthac::tests {
namespace {

using namespace document;

constexpr std::size_t kRoom = 1 << 24;

/// The schemas leave out the one of the XML namespace, which is on the web: the part of it that they use.
constexpr const char* kXmlNamespace = R"(<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://www.w3.org/XML/1998/namespace"><xsd:attribute name="space"><xsd:simpleType>
<xsd:restriction base="xsd:NCName"><xsd:enumeration value="default"/><xsd:enumeration value="preserve"/>
</xsd:restriction></xsd:simpleType></xsd:attribute></xsd:schema>)";

class OoxmlSchema : public ::testing::Test {
  protected:
    void SetUp() override {
        if (std::system("xmllint --version >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "xmllint (libxml2-utils) is not here: scripts/setup installs it";
        namespace fs = std::filesystem;
        ASSERT_TRUE(fs::exists(DONGTHAC_OOXML_SCHEMAS)) << "scripts/fetch-deps";
        fs::copy(DONGTHAC_OOXML_SCHEMAS, folder_ / "xsd", fs::copy_options::recursive);
        ASSERT_TRUE(base::write_file(folder_ / "xsd" / "xml.xsd", std::string(kXmlNamespace)));
        for (const char* name : {"wml.xsd", "shared-math.xsd"}) {
            const std::string text = base::read_file(folder_ / "xsd" / name, kRoom).value();
            const std::string there = R"("http://www.w3.org/XML/1998/namespace"/>)";
            ASSERT_TRUE(base::write_file(
                folder_ / "xsd" / name,
                with(text, there, R"("http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>)")));
        }
    }

    /// What xmllint says against a part; "" when nothing.
    [[nodiscard]] std::string problems(const std::string& content, const char* schema) {
        const std::filesystem::path part = folder_ / "part.xml";
        const std::filesystem::path said = folder_ / "said.txt";
        EXPECT_TRUE(base::write_file(part, content));
        const std::string command = "xmllint --nonet --noout --schema '" +
                                    base::path_to_utf8(folder_ / "xsd" / schema) + "' '" + base::path_to_utf8(part) +
                                    "' >'" + base::path_to_utf8(said) + "' 2>&1";
        if (std::system(command.c_str()) == 0) return {};
        return base::read_file(said, kRoom).value_or("no output");
    }
    static const char* schema_of(const std::string& name) {
        if (name == "[Content_Types].xml") return "opc-xsd/opc-contentTypes.xsd";
        if (name.ends_with(".rels")) return "opc-xsd/opc-relationships.xsd";
        if (name == "docProps/app.xml") return "shared-documentPropertiesExtended.xsd";
        if (name.starts_with("word/") && name.ends_with(".xml")) return "wml.xsd";
        return nullptr; // docProps/core.xml needs Dublin Core's schemas, which stand on the web
    }

  private:
    TempFolder folder_;
};

std::vector<ZipEntry> parts_of(const model::Outline& outline) {
    return read_zip(export_docx(outline, shipped_layout()).value(), kRoom).value();
}

TEST_F(OoxmlSchema, HoldsForEveryPartOfEveryDocument) {
    model::Outline letter = every_part();
    letter.doc_type.clear();
    std::erase_if(letter.items, [](const auto& item) { return item.role == ItemRole::doc_type; });
    std::size_t checked = 0;
    for (const model::Outline& outline : {every_part(), import_ok(kSchoolPlan), letter, model::Outline{}})
        for (const ZipEntry& part : parts_of(outline)) {
            const char* schema = schema_of(part.name);
            if (schema == nullptr) continue;
            EXPECT_EQ(problems(part.content, schema), "") << part.name;
            ++checked;
        }
    EXPECT_GE(checked, 4u * 8);
}

/// The check itself catches what Word would not open.
TEST_F(OoxmlSchema, RefusesWhatIsOutOfItsPlace) {
    for (const ZipEntry& part : parts_of(every_part())) {
        if (part.name != "word/document.xml") continue;
        EXPECT_NE(problems(with(part.content, "<w:tblGrid>", "<w:tblGrid><w:p/>"), "wml.xsd"), "");
        EXPECT_NE(problems(with(part.content, "<w:jc ", "<w:keepNext/><w:jc "), "wml.xsd"), "");
    }
}

} // namespace
} // namespace dongthac::tests
