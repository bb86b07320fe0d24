#include "shared/document/docx_table_use.hpp"

#include <algorithm>
#include <string>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/national_name.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kShortTable = 3;        // rows of a table without rules that may only place things
constexpr std::size_t kTitleRows = 2;         // a date may stand over the titles
constexpr std::size_t kLongestSignature = 16; // rows; each recipient may have one
constexpr std::size_t kLongestTitle = 14;     // words, "(Ký, ghi rõ họ tên)" behind it included
constexpr std::size_t kReadBytes = 200;       // of a paragraph; what it is stands at its start
constexpr double kCapitals = 0.8;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n") == std::string_view::npos; }

// Calls `visit` with every paragraph of `blocks`, text boxes and tables included, until it returns false.
template <class Visit>
bool each_paragraph(const std::vector<DocxBlock>& blocks, const Visit& visit) {
    for (const DocxBlock& block : blocks) {
        if (const auto* paragraph = std::get_if<DocxParagraph>(&block.content)) {
            if (!visit(*paragraph) || !each_paragraph(paragraph->floating, visit)) return false;
            continue;
        }
        for (const DocxRow& row : std::get<DocxTable>(block.content).rows)
            for (const DocxCell& cell : row.cells)
                if (!each_paragraph(cell.blocks, visit)) return false;
    }
    return true;
}

/// The first paragraph of a cell that says something.
std::string_view first_text(const DocxCell& cell) {
    std::string_view text;
    each_paragraph(cell.blocks, [&](const DocxParagraph& paragraph) {
        if (!is_blank(paragraph.text)) text = paragraph.text;
        return text.empty();
    });
    return text;
}

// "Nơi nhận:"; without its colon it may be the head of a column.
bool opens_recipients(std::string_view text, bool ruled) {
    if (!starts_with_words(key_of(text, kReadBytes), "noi nhan")) return false;
    return !ruled || text.substr(0, 40).find(':') != std::string_view::npos;
}

// In capitals as the decree has it; where lines are drawn any other is the head of a column ("Giáo viên").
bool is_signers_title(std::string_view text, bool ruled) {
    constexpr std::string_view kTitles[] = {"hieu truong",
                                            "pho hieu truong",
                                            "p hieu truong",
                                            "giam doc",
                                            "pho giam doc",
                                            "chu tich",
                                            "pho chu tich",
                                            "truong phong",
                                            "pho truong phong",
                                            "pho phong",
                                            "truong ban",
                                            "pho truong ban",
                                            "chanh van phong",
                                            "thu truong",
                                            "to truong",
                                            "to pho",
                                            "to truong chuyen mon",
                                            "khoi truong",
                                            "chu nhiem",
                                            "bi thu",
                                            "tong phu trach",
                                            "ke toan",
                                            "ke toan truong",
                                            "thu ky",
                                            "thu quy",
                                            "van thu",
                                            "nguoi lap",
                                            "nguoi viet",
                                            "nguoi thuc hien",
                                            "nguoi bao cao",
                                            "nguoi tong hop",
                                            "nguoi duyet",
                                            "nguoi kiem tra",
                                            "nguoi ky",
                                            "phu trach",
                                            "phe duyet",
                                            "duyet",
                                            "xac nhan",
                                            "y kien",
                                            "dai dien",
                                            "ban giam hieu",
                                            "ban dai dien",
                                            "kt",
                                            "tm",
                                            "tl",
                                            "tuq",
                                            "q",
                                            "giao vien"};
    if (text::count_words(text) > kLongestTitle) return false;
    if (ruled && capital_share(text.substr(0, text.find_first_of("(\n"))) <= kCapitals) return false;
    const std::string key = key_of(text, kReadBytes);
    return std::ranges::any_of(kTitles, [&](std::string_view title) { return starts_with_words(key, title); });
}

// The row of a signature where titles stand; the number of rows when there is none.
std::size_t title_row(const DocxTable& table) {
    const std::size_t last = table.rows.size() > kLongestSignature ? 0 : std::min(kTitleRows, table.rows.size());
    for (std::size_t i = 0; i < last; ++i) {
        std::size_t titles = 0;
        bool only = true;
        bool recipients = false;
        for (const DocxCell& cell : table.rows[i].cells) {
            const std::string_view text = first_text(cell);
            const bool title = is_signers_title(text, table.ruled);
            titles += title ? 1u : 0u;
            recipients = recipients || opens_recipients(text, table.ruled);
            only = only && (title || text.empty() || opens_recipients(text, table.ruled));
        }
        const bool two = table.rows[i].cells.size() <= 2;
        if ((only && titles > 0) || (recipients && two)) return i;
    }
    return table.rows.size();
}

// "Số: 12/KH", not "Số TT".
bool is_number_line(std::string_view text) {
    if (!starts_with_words(key_of(text, kReadBytes), "so")) return false;
    const std::size_t word = text.find_first_not_of(" \t");
    const std::size_t end = text.find_first_of(" \t:./0123456789", word);
    const std::size_t next = text.find_first_not_of(" \t.", end == std::string_view::npos ? text.size() : end);
    return next != std::string_view::npos &&
           std::string_view(":/0123456789").find(text[next]) != std::string_view::npos;
}

bool is_letterhead(const DocxTable& table) {
    bool nation = false;
    bool motto = false;
    bool number = false;
    bool date = false;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        for (const DocxCell& cell : table.rows[i].cells)
            each_paragraph(cell.blocks, [&](const DocxParagraph& paragraph) {
                const std::string key = key_of(paragraph.text, kReadBytes);
                nation = nation || (i == 0 && is_national_name(paragraph.text));
                motto = motto || (i == 0 && starts_with_words(key, "doc lap") && has_words(key, "hanh phuc"));
                number = number || is_number_line(paragraph.text);
                date = date || (has_words(key, "ngay") && has_words(key, "thang"));
                return true;
            });
    if (nation) return true;
    return !table.ruled && (motto || (number && date && table.rows.size() <= kShortTable));
}

std::size_t most_cells(const DocxTable& table) {
    std::size_t most = 0;
    for (const DocxRow& row : table.rows) most = std::max(most, row.cells.size());
    return most;
}

} // namespace

bool is_empty(const DocxCell& cell) {
    return std::ranges::all_of(cell.blocks, [](const DocxBlock& block) {
        const auto* paragraph = std::get_if<DocxParagraph>(&block.content);
        return paragraph != nullptr && is_blank(paragraph->text) && paragraph->floating.empty() &&
               paragraph->notes.empty();
    });
}

bool has_national_name(const std::vector<DocxBlock>& blocks, std::size_t bytes) {
    bool found = false;
    std::size_t read = 0;
    each_paragraph(blocks, [&](const DocxParagraph& paragraph) {
        found = is_national_name(paragraph.text);
        read += paragraph.text.size();
        return !found && read < bytes;
    });
    return found;
}

TableUse use_of(const DocxTable& table) {
    const std::size_t columns = most_cells(table);
    if (columns <= 1) return TableUse::columns; // a frame
    if (is_letterhead(table)) return TableUse::letterhead;
    if (title_row(table) < table.rows.size()) return TableUse::signature;
    return !table.ruled && table.rows.size() <= kShortTable && columns <= 2 ? TableUse::columns : TableUse::data;
}

std::vector<const DocxCell*> down_the_columns(const DocxTable& table) {
    std::vector<std::size_t> starts; // of the columns, in those of the grid
    const auto each_start = [](const DocxRow& row, const auto& visit) {
        std::size_t at = row.indented;
        for (const DocxCell& cell : row.cells) {
            visit(at, cell);
            at += cell.columns;
        }
    };
    if (const std::size_t titles = title_row(table); titles < table.rows.size())
        each_start(table.rows[titles], [&](std::size_t at, const DocxCell&) { starts.push_back(at); });
    std::vector<std::vector<const DocxCell*>> columns(std::max<std::size_t>(1, starts.size()));
    for (const DocxRow& row : table.rows)
        each_start(row, [&](std::size_t at, const DocxCell& cell) {
            const auto behind = std::ranges::upper_bound(starts, at) - starts.begin();
            columns[static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, behind) - 1)].push_back(&cell);
        });
    std::vector<const DocxCell*> cells;
    for (const auto& column : columns) cells.insert(cells.end(), column.begin(), column.end());
    return cells;
}

} // namespace dongthac::document
