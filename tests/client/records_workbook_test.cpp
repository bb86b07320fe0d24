#include <algorithm>
#include <regex>

#include <gtest/gtest.h>

#include "client/app/files.hpp"
#include "shared/base/assets.hpp"
#include "shared/base/files.hpp"
#include "shared/document/zip.hpp"
#include "shared/office/edit.hpp"
#include "tests/support/office_net.hpp"

// The list of a kind of record as a workbook.

namespace dongthac::tests {

namespace {

class RecordsWorkbook : public ::testing::Test {
  protected:
    void SetUp() override { pc_ = net_.pc_of("truong-a", {model::Role::editor, model::Role::signer}); }
    void article(const char* subject, const char* day) {
        const base::DocumentId id = office::new_document(pc_->office, "article", {}).value();
        for (const auto& [field, value] :
             {std::pair{"subject", subject}, {"on_day", day}, {"article_kind", "news"}, {"published_on", "2026-10-09"}})
            ASSERT_TRUE(office::set_field(pc_->office, id, base::root_node(id), field, value)) << field;
    }
    [[nodiscard]] base::Result<std::size_t> write(std::string_view kind, const char* name) {
        return app::export_records(pc_->office, kind, strings_, folder_.path() / name);
    }
    [[nodiscard]] static std::vector<std::string> all(const std::string& text, const char* pattern, int group) {
        const std::regex wanted(pattern);
        std::vector<std::string> found;
        for (auto at = std::sregex_iterator(text.begin(), text.end(), wanted); at != std::sregex_iterator(); ++at)
            found.push_back(at->str(static_cast<std::size_t>(group)));
        return found;
    }
    /// The words of a row's cells, numbers and days as Excel keeps them.
    [[nodiscard]] std::vector<std::string> cells(const char* name, int row) {
        const std::string bytes = base::read_file(folder_.path() / name, 1 << 20).value();
        const auto parts = document::read_zip(bytes, 1 << 24).value();
        std::string words;
        std::string sheet;
        for (const document::ZipEntry& part : parts) {
            if (part.name == "xl/sharedStrings.xml") words = part.content;
            if (part.name == "xl/worksheets/sheet1.xml") sheet = part.content;
        }
        const std::vector<std::string> shared = all(words, "<si><t[^>]*>([^<]*)</t></si>", 1);
        const std::string wanted = "<row r=\"" + std::to_string(row) + "\"";
        const std::size_t begin = sheet.find(wanted);
        const std::string cells = sheet.substr(begin, sheet.find("</row>", begin) - begin);
        std::vector<std::string> out;
        for (const std::string& cell : all(cells, "<c [^>]*?(?:/>|>.*?</c>)", 0)) {
            const std::vector<std::string> value = all(cell, "<v>([^<]*)</v>", 1);
            if (value.empty())
                out.emplace_back();
            else
                out.push_back(cell.contains("t=\"s\"") ? shared.at(std::stoul(value[0])) : value[0]);
        }
        return out;
    }

    OfficeNet net_;
    std::unique_ptr<OfficePc> pc_;
    TempFolder folder_;
    app::Strings strings_ = app::Strings::load(base::find_assets().value(), "vi").value();
};

TEST_F(RecordsWorkbook, HoldsEachRecordWithItsDaysAsDays) {
    article("=Ngày hội đọc sách", "2026-10-05");
    article("Trồng cây đầu năm", "2026-10-07");

    const auto rows = write("article", "tin.xlsx");

    ASSERT_TRUE(rows);
    EXPECT_EQ(*rows, 2u);
    const std::vector<std::string> header = cells("tin.xlsx", 2);
    ASSERT_GE(header.size(), 5u);
    EXPECT_EQ(header[1], "Tiêu đề");
    EXPECT_EQ(header.back(), "Trạng thái");
    const std::vector<std::string> newest = cells("tin.xlsx", 3);
    EXPECT_EQ(newest[1], "Trồng cây đầu năm");
    EXPECT_EQ(newest[2], "46302") << "07/10/2026 as Excel counts days";
    EXPECT_NE(std::ranges::find(newest, "Tin"), newest.end()) << "a choice by its name";
    EXPECT_NE(std::ranges::find(newest, "46304"), newest.end()) << "published_on";
    EXPECT_EQ(newest.back(), "Đang soạn");
    EXPECT_EQ(cells("tin.xlsx", 4)[1], "=Ngày hội đọc sách") << "words, whatever they begin with";
}

TEST_F(RecordsWorkbook, SaysWhatItCannotWrite) {
    EXPECT_EQ(write("poem", "tin.xlsx").error().code, base::Code::unknown_kind);
    EXPECT_EQ(write("article", "tin.docx").error().code, base::Code::unsupported_format);
    EXPECT_EQ(write("article", "no/such/tin.xlsx").error().code, base::Code::unwritable_file);
    EXPECT_EQ(write("article", "none.xlsx").value(), 0u) << "no record yet is no error";
}

} // namespace

} // namespace dongthac::tests
