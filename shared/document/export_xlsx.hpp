#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/text/date.hpp"

namespace dongthac::document {

/// An exact decimal as model::Decimal::parse reads it: "93.9", "-4". Shown with as many digits behind the point as it
/// is given with.
struct SheetNumber {
    std::string decimal;
    friend bool operator==(const SheetNumber&, const SheetNumber&) = default;
};

/// Nothing, words, a number or a day. Words are never read as a formula, whatever they begin with.
using SheetCell = std::variant<std::monostate, std::string, SheetNumber, text::Date>;

/// Where the words of a column stand: left, right or in the middle. Numbers stand right (those under "STT" in the
/// middle) and days in the middle everywhere.
enum class ColumnKind { text, number, date };

struct SheetColumn {
    std::string header;
    double width = 12; ///< in characters
    ColumnKind kind = ColumnKind::text;
};

/// The last row may be the totals: bold, and not among what the filter sorts. They are values, not formulas.
enum class Totals { none, last_row };

/// One table of a workbook.
struct Sheet {
    std::string name = {};  ///< becomes one that Excel takes (sheet_names)
    std::string title = {}; ///< above the table; may be empty
    std::vector<SheetColumn> columns = {};
    std::vector<std::vector<SheetCell>> rows = {}; ///< each at most as long as `columns`
    Totals totals = Totals::none;
};

/// The sheets as an Excel workbook (OOXML): Times New Roman 12, ruled, a bold header that stays in sight, a filter;
/// printed on A4 landscape as wide as the page with the header on every page. The same sheets always give the same
/// bytes. A number of more than 15 digits, which Excel cannot hold, and a day before 1900 are written as words. Any
/// thread, one at a time in a program: libxlsxwriter names its temporary files from one seed. Uses a folder of its own
/// in the system's temporary folder, gone at the return.
/// Errors: bad_value {field, value, expected} for a number that is none or words of more than 32,767 characters;
/// unwritable_file for the temporary folder; internal {reason} for no sheets, more rows or columns than Excel has, a
/// row wider than its sheet, or a file that is not sound.
[[nodiscard]] base::Result<std::string> export_xlsx(std::span<const Sheet> sheets);

} // namespace dongthac::document
