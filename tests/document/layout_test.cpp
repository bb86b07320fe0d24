#include <cmath>
#include <functional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/document/layout.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::document {

namespace {

using nlohmann::json;

std::string shipped_text() {
    return base::read_file(base::find_assets().value() / "layout" / "nd30-2020.json", 1 << 20).value();
}

double millimetres(int twips) { return twips * 25.4 / 1440; }

// The decree's ranges, typed once more from its Phụ lục I: what the file says of itself proves nothing.
TEST(Layout, EachFigureLiesWithinTheDecree) {
    const Nd30Layout& page = tests::shipped_layout();
    struct Range {
        const char* what;
        double value, least, most;
    };
    constexpr double kTwip = 25.4 / 1440; // a length is rounded to whole twips
    const Range ranges[] = {
        {"A4 width", millimetres(page.page_width), 210 - kTwip, 210 + kTwip},
        {"A4 height", millimetres(page.page_height), 297 - kTwip, 297 + kTwip},
        {"top", millimetres(page.margin_top), 20 - kTwip, 25},
        {"bottom", millimetres(page.margin_bottom), 20 - kTwip, 25},
        {"left", millimetres(page.margin_left), 30 - kTwip, 35},
        {"right", millimetres(page.margin_right), 15 - kTwip, 20},
        {"page number in the top margin", millimetres(page.page_number_from_top), 5, millimetres(page.margin_top) - 5},
        {"office", page.office_size / 2.0, 12, 13},
        {"national name", page.national_name_size / 2.0, 12, 13},
        {"motto", page.motto_size / 2.0, 13, 14},
        {"number; place and date", page.number_size / 2.0, 13, 13},
        {"V/v", page.letter_subject_size / 2.0, 12, 13},
        {"body, type, subject", page.body_size / 2.0, 13, 14},
        {"first line", millimetres(page.first_line), 10, 12.7},
        {"between paragraphs", page.paragraph_gap / 20.0, 6, 12},
        {"line pitch", page.line_pitch / 240.0, 1, 1.5},
        {"Nơi nhận:", page.recipients_heading_size / 2.0, 12, 12},
        {"recipients", page.recipients_size / 2.0, 11, 11},
    };

    for (const Range& range : ranges) {
        EXPECT_GE(range.value, range.least) << range.what;
        EXPECT_LE(range.value, range.most) << range.what;
    }
    EXPECT_EQ(page.version, "nd30-2020");
    EXPECT_EQ(page.valid_from, (text::Date{2020, 3, 5}));
}

TEST(Layout, EveryFigureMustBeThere) {
    const json good = json::parse(shipped_text());
    ASSERT_EQ(good["figures"].size(), 23u);
    for (const auto& [key, value] : good["figures"].items()) {
        json file = good;
        file["figures"].erase(key);

        const auto layout = parse_layout(file.dump());

        ASSERT_FALSE(layout.has_value()) << key;
        EXPECT_EQ(layout.error().code, base::Code::bad_value);
        EXPECT_EQ(layout.error().arg("field"), "figures." + key);
    }
}

TEST(Layout, RefusesWhatCannotBeAndSaysWhere) {
    struct Case {
        const char* field;
        std::function<void(json&)> spoil;
    };
    const std::vector<Case> cases = {
        {"version", [](json& file) { file["version"] = ""; }},
        {"source", [](json& file) { file.erase("source"); }},
        {"valid_from", [](json& file) { file["valid_from"] = "05/03/2020"; }},
        {"figures", [](json& file) { file["figures"] = 7; }},
        {"figures.body_size", [](json& file) { file["figures"]["body_size"] = 28; }},
        {"figures.body_size", [](json& file) { file["figures"]["body_size"]["value"] = "28"; }},
        {"figures.body_size", [](json& file) { file["figures"]["body_size"]["value"] = 28.5; }},
        {"figures.body_size", [](json& file) { file["figures"]["body_size"]["value"] = -28; }},
        {"figures.body_size.unit", [](json& file) { file["figures"]["body_size"]["unit"] = "twip"; }},
        {"figures.body_size.decree", [](json& file) { file["figures"]["body_size"].erase("decree"); }},
        {"figures.body_size.source", [](json& file) { file["figures"]["body_size"]["source"] = ""; }},
        {"figures.margin_lefd", [](json& file) { file["figures"]["margin_lefd"] = file["figures"]["margin_left"]; }},
        {"figures.page_width", [](json& file) { file["figures"]["page_width"]["value"] = 3000; }},
        {"figures.page_height", [](json& file) { file["figures"]["page_height"]["value"] = 3000; }},
        {"figures.left_column", [](json& file) { file["figures"]["left_column"]["value"] = 9000; }},
        {"figures.recipients_column", [](json& file) { file["figures"]["recipients_column"]["value"] = 30; }},
        {"figures.page_number_from_top", [](json& file) { file["figures"]["page_number_from_top"]["value"] = 1134; }},
        {"figures.table_least_size", [](json& file) { file["figures"]["table_least_size"]["value"] = 30; }},
    };
    for (const Case& one : cases) {
        json file = json::parse(shipped_text());
        one.spoil(file);

        const auto layout = parse_layout(file.dump());

        ASSERT_FALSE(layout.has_value()) << one.field;
        EXPECT_EQ(layout.error().code, base::Code::bad_value);
        EXPECT_EQ(layout.error().arg("field"), one.field);
        EXPECT_NE(layout.error().arg("expected"), "") << one.field;
    }
}

TEST(Layout, ABrokenOrMissingFileIsAnError) {
    const tests::TempFolder folder;

    EXPECT_EQ(load_layout(folder.path()).error().code, base::Code::missing_file);
    for (const char* text : {"", "{", "[]", "{\"format\":2}"}) {
        const auto layout = parse_layout(text);
        ASSERT_FALSE(layout.has_value()) << text;
        EXPECT_EQ(layout.error().code, base::Code::bad_bytes) << text;
        EXPECT_EQ(layout.error().arg("what"), "layout");
    }
}

} // namespace

} // namespace dongthac::document
