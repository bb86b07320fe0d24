#include "shared/document/layout.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"

namespace dongthac::document {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kLimit = 1 << 20;
constexpr int kFormat = 1;

/// A unit as the file names it, and what a figure in it can be on paper; the decree's ranges are narrower.
struct Unit {
    std::string_view name;
    int least;
    int most;
};
constexpr Unit kTwip{"twip", 20, 31'680}; // Word takes pages up to 22 inches
constexpr Unit kHalfPoint{"half_point", 8, 144};
constexpr Unit kLine240{"line_240", 240, 720};
constexpr Unit kLine{"line", 1, 12};

struct Figure {
    const char* key;
    int Nd30Layout::*place;
    Unit unit;
};
constexpr std::array kFigures{
    Figure{"page_width", &Nd30Layout::page_width, kTwip},
    Figure{"page_height", &Nd30Layout::page_height, kTwip},
    Figure{"margin_top", &Nd30Layout::margin_top, kTwip},
    Figure{"margin_bottom", &Nd30Layout::margin_bottom, kTwip},
    Figure{"margin_left", &Nd30Layout::margin_left, kTwip},
    Figure{"margin_right", &Nd30Layout::margin_right, kTwip},
    Figure{"page_number_from_top", &Nd30Layout::page_number_from_top, kTwip},
    Figure{"left_column", &Nd30Layout::left_column, kTwip},
    Figure{"office_size", &Nd30Layout::office_size, kHalfPoint},
    Figure{"national_name_size", &Nd30Layout::national_name_size, kHalfPoint},
    Figure{"motto_size", &Nd30Layout::motto_size, kHalfPoint},
    Figure{"number_size", &Nd30Layout::number_size, kHalfPoint},
    Figure{"letter_subject_size", &Nd30Layout::letter_subject_size, kHalfPoint},
    Figure{"body_size", &Nd30Layout::body_size, kHalfPoint},
    Figure{"first_line", &Nd30Layout::first_line, kTwip},
    Figure{"paragraph_gap", &Nd30Layout::paragraph_gap, kTwip},
    Figure{"line_pitch", &Nd30Layout::line_pitch, kLine240},
    Figure{"table_size", &Nd30Layout::table_size, kHalfPoint},
    Figure{"table_least_size", &Nd30Layout::table_least_size, kHalfPoint},
    Figure{"recipients_column", &Nd30Layout::recipients_column, kTwip},
    Figure{"recipients_heading_size", &Nd30Layout::recipients_heading_size, kHalfPoint},
    Figure{"recipients_size", &Nd30Layout::recipients_size, kHalfPoint},
    Figure{"signature_lines", &Nd30Layout::signature_lines, kLine},
};

std::unexpected<base::Error> bad(std::string field, const json& value, std::string expected) {
    return base::fail(base::Code::bad_value, {{"field", std::move(field)},
                                              {"value", value.dump(-1, ' ', false, json::error_handler_t::replace)},
                                              {"expected", std::move(expected)}});
}

std::unexpected<base::Error> no_layout(std::string reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "layout"}, {"reason", std::move(reason)}});
}

const json& member(const json& object, const char* key) {
    static const json kNothing;
    const auto found = object.find(key);
    return found == object.end() ? kNothing : *found;
}

base::Result<std::string> words(const json& object, const char* key, const std::string& field) {
    const json& value = member(object, key);
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) return bad(field, value, "text");
    return value.get<std::string>();
}

base::Result<int> figure(const json& figures, const Figure& wanted) {
    const std::string field = std::string("figures.") + wanted.key;
    const json& object = member(figures, wanted.key);
    if (!object.is_object()) return bad(field, object, "{…}");
    if (member(object, "unit") != wanted.unit.name)
        return bad(field + ".unit", member(object, "unit"), std::string(wanted.unit.name));
    DT_CHECK(words(object, "decree", field + ".decree"));
    DT_CHECK(words(object, "source", field + ".source"));
    const json& value = member(object, "value");
    const bool in_range = value.is_number_integer() && value >= wanted.unit.least && value <= wanted.unit.most;
    if (!in_range) return bad(field, value, std::to_string(wanted.unit.least) + "–" + std::to_string(wanted.unit.most));
    return value.get<int>();
}

// A page that holds a text, and a text that holds its columns.
base::Result<void> check_room(const Nd30Layout& layout) {
    constexpr int kLeast = 1440; // an inch: less is no page
    if (layout.text_width() < 2 * kLeast) return bad("figures.page_width", layout.page_width, "> margins");
    if (layout.text_height() < 2 * kLeast) return bad("figures.page_height", layout.page_height, "> margins");
    for (const auto& [key, column] : {std::pair("figures.left_column", layout.left_column),
                                      std::pair("figures.recipients_column", layout.recipients_column)})
        if (column < kLeast || layout.text_width() - column < kLeast)
            return bad(key, column, std::to_string(kLeast) + "–" + std::to_string(layout.text_width() - kLeast));
    if (layout.page_number_from_top >= layout.margin_top)
        return bad("figures.page_number_from_top", layout.page_number_from_top,
                   "< " + std::to_string(layout.margin_top));
    if (layout.table_least_size > layout.table_size)
        return bad("figures.table_least_size", layout.table_least_size, "≤ " + std::to_string(layout.table_size));
    return {};
}

} // namespace

base::Result<Nd30Layout> parse_layout(std::string_view text) {
    const json file = json::parse(text, nullptr, false);
    if (!file.is_object()) return no_layout("JSON");
    if (member(file, "format") != kFormat)
        return no_layout("format " + member(file, "format").dump(-1, ' ', false, json::error_handler_t::replace));
    Nd30Layout layout;
    DT_TRY(layout.version, words(file, "version", "version"));
    DT_CHECK(words(file, "source", "source"));
    const json& from = member(file, "valid_from");
    const auto date = from.is_string() ? text::parse_iso(from.get_ref<const std::string&>())
                                       : base::Result<text::Date>(base::fail(base::Code::bad_value));
    if (!date) return bad("valid_from", from, "YYYY-MM-DD");
    layout.valid_from = *date;
    const json& figures = member(file, "figures");
    if (!figures.is_object()) return bad("figures", figures, "{…}");
    for (const Figure& wanted : kFigures) {
        DT_TRY(layout.*wanted.place, figure(figures, wanted));
    }
    // A figure that nobody reads is a misspelt one.
    for (const auto& [key, value] : figures.items())
        if (std::ranges::find(kFigures, key, [](const Figure& known) { return std::string_view(known.key); }) ==
            kFigures.end())
            return bad("figures." + key, value, "-");
    DT_CHECK(check_room(layout));
    return layout;
}

base::Result<Nd30Layout> load_layout(const std::filesystem::path& assets) {
    DT_TRY(const std::string text, base::read_file(assets / "layout" / "nd30-2020.json", kLimit));
    return parse_layout(text);
}

} // namespace dongthac::document
