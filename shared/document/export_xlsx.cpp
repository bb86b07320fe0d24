#include "shared/document/export_xlsx.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <xlsxwriter.h>

#include "shared/base/files.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/random.hpp"
#include "shared/document/layout.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/sheet_names.hpp"
#include "shared/document/table.hpp"
#include "shared/document/zip.hpp"
#include "shared/model/decimal.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

constexpr double kTextSize = 12; // points
constexpr double kTitleSize = 14;
constexpr double kCharacterPoints = 5.25; // of column width: seven pixels
constexpr double kLineHeight = 16;        // of 12 point letters
constexpr double kFilterButton = 16;      // points beside a header
constexpr double kCellRoom = 3;           // points that Excel leaves free beside words
constexpr double kTallestRow = 409;       // Excel's limit
constexpr lxw_color_t kHeaderFill = 0xE7E6E6;
constexpr const char* kWords = "@";          // the format of cells that are words whatever is typed into them
constexpr std::size_t kMostDigits = 15;      // a double keeps
constexpr std::size_t kLongestText = 32'767; // UTF-16 units, Excel's limit
constexpr std::size_t kLongestAsText = 255;  // older versions show #### for longer cells of the format "@"
constexpr int kFirstYear = 1900;             // of Excel's calendar
constexpr time_t kMadeAt = 315'532'800;      // 1980-01-01: the same sheets give the same bytes
constexpr std::uintmax_t kLargestFile = std::uintmax_t{512} << 20;

/// A folder that only we look into, removed with all it holds.
class PrivateFolder {
  public:
    static base::Result<PrivateFolder> make() {
        std::error_code error;
        const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
        base::SystemRandom random;
        PrivateFolder folder(parent / ("dongthac-" + base::id_to_text(base::random_id_bytes(random))));
        if (!error) std::filesystem::create_directory(folder.path_, error);
        if (!error)
            std::filesystem::permissions(folder.path_, std::filesystem::perms::owner_all,
                                         std::filesystem::perm_options::replace, error);
        if (error)
            return base::fail(base::Code::unwritable_file,
                              {{"path", base::path_to_utf8(parent)}, {"reason", error.message()}});
        return folder;
    }
    PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    PrivateFolder& operator=(PrivateFolder&&) = delete;
    ~PrivateFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

// "_x0041_" in a cell is an escape and would be shown as "A".
bool looks_escaped(std::string_view text) {
    return text.size() >= 7 && starts_with(text, "_x") && text[6] == '_' &&
           std::ranges::all_of(text.substr(2, 4), is_hex);
}

/// As it may stand in a cell: NFC, no control characters, nothing that is read as an escape.
std::string cell_text(const std::string& raw) {
    auto clean = text::to_nfc(raw);
    if (!clean) clean = text::to_nfc(xml_safe(raw));
    const std::string safe = xml_safe(clean.value_or(std::string()));
    std::string out;
    for (std::size_t at = 0; at < safe.size(); ++at) {
        if (looks_escaped(std::string_view(safe).substr(at))) out += "_x005F";
        out += safe[at];
    }
    return out;
}

std::size_t utf16_units(std::string_view text) {
    const std::u32string letters = text::to_code_points(text);
    return letters.size() +
           static_cast<std::size_t>(std::ranges::count_if(letters, [](char32_t c) { return c > 0xFFFF; }));
}

base::Result<std::string> short_enough(const std::string& field, std::string text) {
    if (utf16_units(text) <= kLongestText) return text;
    return base::fail(base::Code::bad_value, {{"field", field},
                                              {"value", text.substr(0, text.find(' ', 40)) + "…"},
                                              {"expected", "<= " + std::to_string(kLongestText)}});
}

base::Result<void> done(lxw_error error) {
    if (error == LXW_NO_ERROR) return {};
    return base::fail(base::Code::internal, {{"reason", lxw_strerror(error)}});
}

/// What a cell looks like.
enum class Part { title, header, row, totals };
struct Look {
    Part part = Part::row;
    lxw_format_alignments align = LXW_ALIGN_LEFT;
    std::string number_format;
    auto operator<=>(const Look&) const = default;
};

double points_of(const SheetColumn& column) { return std::clamp(column.width, 1.0, 255.0) * kCharacterPoints; }

// Lines that `text` takes in a column `points` wide.
int lines_in(std::string_view text, double points, double size, Part part) {
    const auto width_of = [&](std::string_view words) {
        return (part == Part::row ? times_width(words) : times_bold_width(words)) * size / 1000;
    };
    const double space = width_of(" ");
    int lines = 1;
    double used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
        const double word = width_of(text.substr(at, end - at));
        const bool fits = used <= 0 || used + space + word <= points;
        // A word longer than the column is broken.
        lines += (fits ? 0 : 1) + (word > points ? static_cast<int>(word / points) : 0);
        used = fits && used > 0 ? used + space + word : word > points ? std::fmod(word, points) : word;
        if (end < text.size() && text[end] == '\n') {
            ++lines;
            used = 0;
        }
        at = end + 1;
    }
    return lines;
}

lxw_format_alignments number_align(const SheetColumn& column) {
    return is_ordinal_header(column.header) ? LXW_ALIGN_CENTER : LXW_ALIGN_RIGHT;
}

lxw_format_alignments align_of(const SheetColumn& column) {
    switch (column.kind) {
    case ColumnKind::text: return LXW_ALIGN_LEFT;
    case ColumnKind::number: return number_align(column);
    case ColumnKind::date: break;
    }
    return LXW_ALIGN_CENTER;
}

struct FreeBook {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

/// One workbook being written.
class Book {
  public:
    Book(const std::string& file, std::string folder) {
        lxw_workbook_options options{};
        options.tmpdir = folder.data();
        book_.reset(workbook_new_opt(file.c_str(), &options));
        if (!book_) throw std::bad_alloc();
        lxw_doc_properties properties{};
        properties.created = kMadeAt;
        workbook_set_properties(book_.get(), &properties);
    }

    base::Result<void> add(const Sheet& sheet, const std::string& name) {
        page_ = workbook_add_worksheet(book_.get(), name.c_str());
        if (page_ == nullptr) return base::fail(base::Code::internal, {{"reason", "sheet " + name}});
        quote_name(name);
        if (sheet.columns.empty()) return {};
        if (sheet.columns.size() > LXW_COL_MAX) return done(LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
        DT_CHECK(write_title(sheet));
        DT_CHECK(write_header(sheet));
        for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
            const bool totals = sheet.totals == Totals::last_row && i + 1 == sheet.rows.size();
            DT_CHECK(write_row(sheet, i, totals ? Part::totals : Part::row));
        }
        return set_up(sheet);
    }

    /// The file stands on the disk afterwards; the book is gone.
    base::Result<void> close() { return done(workbook_close(book_.release())); }

  private:
    // Needed for names that look like cells ("T10", "Q1") or begin with a digit; the library does not see those, and
    // Excel calls a file "damaged" whose print titles read T10!$1:$1.
    void quote_name(const std::string& name) {
        char* quoted = lxw_strdup(("'" + name + "'").c_str());
        if (quoted == nullptr) throw std::bad_alloc();
        std::free(std::exchange(page_->quoted_name, quoted)); // NOLINT: the library's, and freed by it with free()
    }

    base::Result<void> write_title(const Sheet& sheet) {
        first_row_ = sheet.title.empty() ? 0 : 1;
        if (sheet.title.empty()) return {};
        DT_TRY(const std::string title, short_enough(sheet.name, cell_text(sheet.title)));
        lxw_format* format = format_of({.part = Part::title, .align = LXW_ALIGN_CENTER, .number_format = {}});
        double points = 0;
        for (const SheetColumn& column : sheet.columns) points += points_of(column);
        const int lines = lines_in(title, points, kTitleSize, Part::title);
        DT_CHECK(done(worksheet_set_row(page_, 0, std::min(lines * kTitleSize * 1.3 + 8, kTallestRow), nullptr)));
        if (sheet.columns.size() == 1) return done(worksheet_write_string(page_, 0, 0, title.c_str(), format));
        return done(
            worksheet_merge_range(page_, 0, 0, 0, column_number(sheet.columns.size() - 1), title.c_str(), format));
    }

    base::Result<void> write_header(const Sheet& sheet) {
        lxw_format* format = format_of({.part = Part::header, .align = LXW_ALIGN_CENTER, .number_format = {}});
        int lines = 1;
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const lxw_col_t column = column_number(i);
            const SheetColumn& given = sheet.columns[i];
            DT_CHECK(done(worksheet_set_column(page_, column, column, points_of(given) / kCharacterPoints, nullptr)));
            DT_CHECK(write_words(first_row_, column, given, given.header, format));
            lines = std::max(lines, lines_in(given.header, points_of(given) - kFilterButton, kTextSize, Part::header));
        }
        return set_height(first_row_, lines);
    }

    base::Result<void> write_row(const Sheet& sheet, std::size_t index, Part part) {
        const auto& cells = sheet.rows[index];
        if (cells.size() > sheet.columns.size())
            return base::fail(base::Code::internal, {{"reason", "row " + std::to_string(index) + " is too wide"}});
        const auto row = static_cast<lxw_row_t>(first_row_ + 1 + index);
        int lines = 1;
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const SheetCell cell = i < cells.size() ? cells[i] : SheetCell();
            const SheetColumn& column = sheet.columns[i];
            DT_CHECK(
                std::visit([&](const auto& value) { return write(row, column_number(i), column, value, part); }, cell));
            if (const auto* words = std::get_if<std::string>(&cell))
                lines = std::max(lines, lines_in(*words, points_of(column) - kCellRoom, kTextSize, part));
        }
        return set_height(row, lines);
    }

    // Only of rows that need more than the sheet's: a height that is set does not grow when somebody types. It has to
    // be set, for LibreOffice does not measure wrapped cells when it opens a file.
    base::Result<void> set_height(lxw_row_t row, int lines) {
        if (lines <= 1) return {};
        return done(worksheet_set_row(page_, row, std::min(lines * kLineHeight + 2, kTallestRow), nullptr));
    }

    base::Result<void> write(lxw_row_t row, lxw_col_t column, const SheetColumn& given, std::monostate, Part part) {
        return done(worksheet_write_blank(page_, row, column, format_of({part, align_of(given), {}})));
    }

    base::Result<void> write(lxw_row_t row, lxw_col_t column, const SheetColumn& given, const std::string& words,
                             Part part) {
        // "3/4" typed over becomes no day then, and "=1" no formula.
        const std::string number_format = words.size() <= kLongestAsText ? kWords : "";
        return write_words(row, column, given, words, format_of({part, align_of(given), number_format}));
    }

    base::Result<void> write(lxw_row_t row, lxw_col_t column, const SheetColumn& given, const SheetNumber& number,
                             Part part) {
        const std::string& digits = number.decimal;
        if (!model::Decimal::parse(digits))
            return base::fail(base::Code::bad_value,
                              {{"field", given.header}, {"value", digits}, {"expected", "93.9"}});
        const auto count =
            static_cast<std::size_t>(std::ranges::count_if(digits, [](char c) { return c >= '0' && c <= '9'; }));
        if (count > kMostDigits)
            return write_words(row, column, given, digits, format_of({part, number_align(given), kWords}));
        double value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const std::size_t point = digits.find('.');
        std::string format = "#,##0";
        if (point != std::string::npos) format += "." + std::string(digits.size() - point - 1, '0');
        return done(worksheet_write_number(page_, row, column, value, format_of({part, number_align(given), format})));
    }

    base::Result<void> write(lxw_row_t row, lxw_col_t column, const SheetColumn& given, const text::Date& day,
                             Part part) {
        if (!text::is_valid(day) || day.year < kFirstYear || day.year > 9999)
            return write_words(row, column, given, text::to_short_form(day),
                               format_of({part, LXW_ALIGN_CENTER, kWords}));
        lxw_datetime when{};
        when.year = day.year;
        when.month = day.month;
        when.day = day.day;
        return done(
            worksheet_write_datetime(page_, row, column, &when, format_of({part, LXW_ALIGN_CENTER, "dd/mm/yyyy"})));
    }

    base::Result<void> write_words(lxw_row_t row, lxw_col_t column, const SheetColumn& given, const std::string& words,
                                   lxw_format* format) {
        DT_TRY(const std::string text, short_enough(given.header, cell_text(words)));
        return done(worksheet_write_string(page_, row, column, text.c_str(), format));
    }

    base::Result<void> set_up(const Sheet& sheet) {
        const std::size_t totals = sheet.totals == Totals::last_row && !sheet.rows.empty() ? 1 : 0;
        const auto last_row = static_cast<lxw_row_t>(first_row_ + sheet.rows.size() - totals);
        const lxw_col_t last_column = column_number(sheet.columns.size() - 1);
        worksheet_set_default_row(page_, kLineHeight + 1, LXW_FALSE);
        worksheet_freeze_panes(page_, first_row_ + 1, 0);
        DT_CHECK(done(worksheet_autofilter(page_, first_row_, 0, last_row, last_column)));
        worksheet_set_paper(page_, 9); // A4
        worksheet_set_landscape(page_);
        worksheet_fit_to_pages(page_, 1, 0);
        DT_CHECK(done(worksheet_repeat_rows(page_, first_row_, first_row_)));
        DT_CHECK(done(worksheet_set_footer(page_, "&C&\"Times New Roman,Regular\"&P/&N")));
        // Numbers that are words (telephones, too many digits) get no green corner.
        return done(worksheet_ignore_errors(page_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    }

    lxw_format* format_of(const Look& look) {
        lxw_format*& format = formats_[look];
        if (format != nullptr) return format;
        format = workbook_add_format(book_.get());
        if (format == nullptr) throw std::bad_alloc();
        format_set_font_name(format, kNd30Font);
        format_set_font_size(format, look.part == Part::title ? kTitleSize : kTextSize);
        format_set_align(format, static_cast<std::uint8_t>(look.align));
        const bool middle = look.part == Part::title || look.part == Part::header;
        format_set_align(format, middle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
        if (look.part != Part::row) format_set_bold(format);
        if (look.part != Part::title) format_set_border(format, LXW_BORDER_THIN);
        if (look.part == Part::header) format_set_bg_color(format, kHeaderFill);
        if (!look.number_format.empty()) format_set_num_format(format, look.number_format.c_str());
        if (middle || look.number_format.empty() || look.number_format == kWords) format_set_text_wrap(format);
        return format;
    }

    static lxw_col_t column_number(std::size_t column) { return static_cast<lxw_col_t>(column); }

    std::unique_ptr<lxw_workbook, FreeBook> book_;
    std::map<Look, lxw_format*> formats_; ///< the book's
    lxw_worksheet* page_ = nullptr;       ///< the book's; the sheet being written
    lxw_row_t first_row_ = 0;             ///< of the table: its header
};

// The library does not look whether each part reached the disk: on a full one half a file would be left.
std::optional<std::string> damage_in(std::string_view file) {
    const auto parts = read_zip(file, kLargestFile);
    if (!parts) return std::string(parts.error().arg("reason"));
    for (const ZipEntry& part : *parts)
        if (auto reason = xml_error(part.content)) return part.name + ": " + *reason;
    return std::nullopt;
}

} // namespace

base::Result<std::string> export_xlsx(std::span<const Sheet> sheets) {
    if (sheets.empty()) return base::fail(base::Code::internal, {{"reason", "a workbook without sheets"}});
    std::vector<std::string> wanted;
    for (const Sheet& sheet : sheets) wanted.push_back(sheet.name);
    const std::vector<std::string> names = sheet_names(wanted);
    DT_TRY(const PrivateFolder folder, PrivateFolder::make());
    const std::filesystem::path path = folder.path() / "book.xlsx";
    Book book(base::path_to_utf8(path), base::path_to_utf8(folder.path()));
    for (std::size_t i = 0; i < sheets.size(); ++i) DT_CHECK(book.add(sheets[i], names[i]));
    if (auto closed = book.close(); !closed)
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(path)}, {"reason", std::string(closed.error().arg("reason"))}});
    DT_TRY(std::string file, base::read_file(path, kLargestFile));
    if (const auto damage = damage_in(file)) return base::fail(base::Code::internal, {{"reason", *damage}});
    return file;
}

} // namespace dongthac::document
