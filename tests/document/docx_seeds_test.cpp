#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/document/embedded_outline.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/import_file.hpp"
#include "shared/text/fold.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/document/word_reading.hpp"

// The source plans are not part of the repository: they are read from $DONGTHAC_SEEDS when it exists.
namespace dongthac::tests {
namespace {

constexpr std::size_t kRoom = 1 << 24;

std::vector<std::filesystem::path> source_plans() {
    std::vector<std::filesystem::path> files;
    const char* folder = std::getenv("DONGTHAC_SEEDS");
    const std::filesystem::path seeds = std::filesystem::path(folder == nullptr ? "" : folder) / "seeds";
    if (folder == nullptr || !std::filesystem::is_directory(seeds)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(seeds)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::string without_outline(const std::string& file) {
    std::vector<document::ZipEntry> entries = document::read_zip(file, kRoom).value();
    std::erase_if(entries, [](const auto& entry) { return entry.name == document::kOutlinePart; });
    return document::write_zip(entries).value();
}

TEST(DocxSeeds, AnExportedPlanComesBack) {
    const auto files = source_plans();
    if (files.empty()) GTEST_SKIP() << "DONGTHAC_SEEDS is not set: the source plans are not here";
    for (const auto& path : files) {
        const std::string text = base::read_file(path, kRoom).value();
        const model::Outline outline = import_ok(text);
        const std::string file = document::export_docx(outline, shipped_layout()).value();

        const auto with = document::import_file(file, "x.docx");
        const auto without = document::import_file(without_outline(file), "x.docx");

        ASSERT_TRUE(with.has_value());
        ASSERT_TRUE(without.has_value());
        EXPECT_EQ(difference(shape(with->outline), shape(outline)), "") << path;
        EXPECT_EQ(difference(running_text(without->outline), running_text(outline)), "") << path;
        EXPECT_EQ(texts_of(without->outline, ItemRole::recipient), texts_of(outline, ItemRole::recipient)) << path;
        EXPECT_EQ(without->outline.signer_titles, outline.signer_titles) << path;
        EXPECT_EQ(without->outline.signer_name, outline.signer_name) << path;
        EXPECT_EQ(text::to_upper(without->outline.issuing_body), text::to_upper(outline.issuing_body)) << path;
        EXPECT_EQ(without->outline.symbol, outline.symbol) << path;
        EXPECT_EQ(without->outline.issued_on, outline.issued_on) << path;
        EXPECT_EQ(without->outline.subject, outline.subject) << path;
        EXPECT_EQ(without->outline.unplaced_words, 0u) << path;
        EXPECT_EQ(without->outline.words, without->outline.placed_words + without->outline.unplaced_words);
    }
}

} // namespace
} // namespace dongthac::tests
