#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/document/export_pdf.hpp"
#include "shared/document/read_pdf.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_faces.hpp"
#include "tests/document/shipped_layout.hpp"

namespace dongthac::tests {

namespace {

/// Without white space and what parts cells: a line may have been broken behind a hyphen.
std::string bare(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '|') letters += c;
    return letters;
}

/// All of the body, from the first legal basis or heading to the recipients. The columns before and after stand side by
/// side on the page, and one below the other in an outline.
std::string body_of(const model::Outline& outline) {
    std::string body;
    for (const model::OutlineItem& item : outline.items) {
        if (item.role == ItemRole::recipients_heading) break;
        const bool begins =
            item.role == ItemRole::legal_basis || item.role == ItemRole::lead_in || item.role == ItemRole::section;
        if (!body.empty() || begins) body += bare(item.label + item.text);
    }
    return body;
}

void expect_body(const model::Outline& outline, const std::string& name) {
    const auto pdf = document::export_pdf(outline, shipped_layout(), shipped_faces());
    ASSERT_TRUE(pdf);

    const auto text = document::read_pdf(*pdf, name);

    ASSERT_TRUE(text) << name;
    std::string read;
    for (const auto& line : text->lines) read += bare(line.text);
    const std::string body = body_of(outline);
    ASSERT_GT(body.size(), 500u);
    EXPECT_NE(read.find(body), std::string::npos) << name << "\n" << read << "\n" << body;
}

TEST(PdfSeeds, OwnFilesComeBackWordByWord) { expect_body(every_part(), "own.pdf"); }

TEST(PdfSeeds, ThePlansComeBackWordByWord) {
    const char* folder = std::getenv("DONGTHAC_SEEDS");
    if (folder == nullptr || !std::filesystem::exists(std::filesystem::path(folder) / "seeds"))
        GTEST_SKIP() << "the source plans are not here";
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(folder) / "seeds")) {
        if (entry.path().extension() != ".txt") continue;
        const auto raw = base::read_file(entry.path(), 1u << 20);
        ASSERT_TRUE(raw);
        expect_body(import_ok(*raw), base::path_to_utf8(entry.path().filename()));
    }
}

} // namespace

} // namespace dongthac::tests
