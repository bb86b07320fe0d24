#include "shared/document/export_html.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/document/print_blocks.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/table.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

// "@figure@" is filled in from the layout; on screen the page keeps its paper width so that lines break as they will
// print.
constexpr std::string_view kStyle = R"css(
@page { size: A4; margin: @margins@; }
body { font-family: "Times New Roman", "Liberation Serif", serif; font-size: @body@; line-height: 1.25; color: #000; background: #fff;
       max-width: @width@; margin: 20mm auto; padding: 0 5mm; }
header { display: grid; grid-template-columns: 2fr 3fr; column-gap: 6mm; text-align: center; }
header p { margin: 0; font-size: @office@; }
header .motto, header .issuer, header .name { font-weight: bold; }
header .motto { font-size: @motto@; }
header .motto span, header .issuer span { border-bottom: 1px solid #000; }
header .number, header .date { font-size: @number@; margin-top: @gap@; }
header h1.about { font-size: @about@; font-weight: normal; margin: @gap@ 0 0; }
header .date { font-style: italic; }
h1 { font-size: @body@; text-align: center; margin: 18pt 0 12pt; }
h1 span { display: block; }
h2, h3, h4, h5, h6 { font-size: @body@; margin: @gap@ 0 0; text-indent: @first_line@; break-after: avoid; }
p { margin: @gap@ 0 0; text-align: justify; text-indent: @first_line@; overflow-wrap: anywhere; }
header p, footer p, .note { text-indent: 0; text-align: center; }
.basis { font-style: italic; }
.addressee { text-indent: 0; padding-left: 25mm; }
footer { display: grid; grid-template-columns: 1fr 1fr; column-gap: 6mm; margin-top: 12pt; break-inside: avoid; }
footer h2 { font-size: @recipients_heading@; font-style: italic; text-indent: 0; margin: 0; }
footer ul { list-style: none; margin: 0; padding: 0; font-size: @recipients@; }
footer .signature p { font-weight: bold; margin: 0; }
footer .signer { padding-top: 22mm; }
table { width: 100%; border-collapse: collapse; margin: @gap@ 0; font-size: @table@; line-height: 1.15; }
th, td { border: 1px solid #000; padding: 2pt 4pt; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { text-align: center; vertical-align: middle; overflow-wrap: normal; }
td.right { text-align: right; white-space: nowrap; }
td.center { text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.appendix { break-before: page; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
)css";

// A tenth of a millimetre is finer than a printer needs.
std::string millimetres(int twips) {
    constexpr int kTenthsAnInch = 254;
    constexpr int kTwipsAnInch = 1440;
    const int tenths = (twips * kTenthsAnInch + kTwipsAnInch / 2) / kTwipsAnInch;
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + "mm";
}

std::string points(int half_points) {
    return std::to_string(half_points / 2) + (half_points % 2 == 0 ? "" : ".5") + "pt";
}

std::string style_sheet(const Nd30Layout& layout) {
    const std::pair<std::string_view, std::string> figures[] = {
        {"margins", millimetres(layout.margin_top) + " " + millimetres(layout.margin_right) + " " +
                        millimetres(layout.margin_bottom) + " " + millimetres(layout.margin_left)},
        {"width", millimetres(layout.text_width())},
        {"body", points(layout.body_size)},
        {"office", points(layout.office_size)},
        {"motto", points(layout.motto_size)},
        {"number", points(layout.number_size)},
        {"about", points(layout.letter_subject_size)},
        {"gap", points(layout.paragraph_gap / 10)},
        {"first_line", millimetres(layout.first_line)},
        {"recipients_heading", points(layout.recipients_heading_size)},
        {"recipients", points(layout.recipients_size)},
        {"table", points(layout.table_size)}};
    std::string out;
    for (std::size_t at = 0; at < kStyle.size();) {
        const std::size_t mark = std::min(kStyle.find('@', at), kStyle.size());
        out += kStyle.substr(at, mark - at);
        if (mark == kStyle.size()) break;
        const std::size_t end = kStyle.find('@', mark + 1);
        const std::string_view name = kStyle.substr(mark + 1, std::min(end, kStyle.size()) - mark - 1);
        const auto figure = std::ranges::find(figures, name, &std::pair<std::string_view, std::string>::first);
        const bool known = figure != std::end(figures); // CSS has rules that begin with '@'
        out += known ? figure->second : "@";
        at = known ? end + 1 : mark + 1;
    }
    return out;
}

class Page {
  public:
    void raw(std::string_view markup) { out_ += markup; }
    void element(std::string_view tag, std::string_view style_class, std::string_view text) {
        if (text.empty()) return;
        out_ += "<";
        out_ += tag;
        if (!style_class.empty()) {
            out_ += " class=\"";
            out_ += style_class;
            out_ += "\"";
        }
        out_ += ">" + escape_markup(text) + "</";
        out_ += tag;
        out_ += ">\n";
    }
    /// A paragraph whose text carries a rule beneath it.
    void ruled(std::string_view style_class, std::string_view text) {
        if (text.empty()) return;
        out_ += "<p class=\"";
        out_ += style_class;
        out_ += "\"><span>" + escape_markup(text) + "</span></p>\n";
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

std::string_view class_of(ItemRole role) {
    if (role == ItemRole::legal_basis) return "basis";
    if (role == ItemRole::addressee) return "addressee";
    return {};
}

void write_cells(Page& page, const Table& table, std::size_t row) {
    page.raw("<tr>");
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const CellAlign align = align_of(table, row, column);
        if (row == 0)
            page.raw("<th scope=\"col\">");
        else
            page.raw(align == CellAlign::right    ? "<td class=\"right\">"
                     : align == CellAlign::center ? "<td class=\"center\">"
                                                  : "<td>");
        page.raw(escape_markup(table.rows[row][column]));
        page.raw(row == 0 ? "</th>" : "</td>");
    }
    page.raw("</tr>\n");
}

void write_table(Page& page, const Table& table) {
    if (table.rows.empty()) return;
    page.raw("<table>\n<thead>\n");
    write_cells(page, table, 0);
    page.raw("</thead>\n<tbody>\n");
    for (std::size_t row = 1; row < table.rows.size(); ++row) write_cells(page, table, row);
    page.raw("</tbody>\n</table>\n");
}

void write_items(Page& page, const std::vector<OutlineItem>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        const OutlineItem& item = items[i];
        if (item.role == ItemRole::table_row) {
            const Table table = read_table(std::span(items).subspan(i));
            write_table(page, table);
            i += table.items - 1;
        } else if (is_heading_role(item.role)) {
            const int depth = std::clamp(item.level, 0, 4) + 2;
            page.element("h" + std::to_string(depth), {}, printed(item));
        } else {
            page.element("p", class_of(item.role), printed(item));
        }
    }
}

void write_head(Page& page, const Printable& document) {
    page.raw("<header>\n<div>\n");
    for (const std::string& body : document.superior_bodies) page.element("p", {}, body);
    page.ruled("issuer", document.issuing_body);
    page.element("p", "number", document.number_line);
    page.element("h1", "about", document.about);
    page.raw("</div>\n<div>\n");
    page.element("p", "name", document.national_name);
    page.ruled("motto", document.national_motto);
    page.element("p", "date", document.place_date);
    page.raw("</div>\n</header>\n");
}

void write_end(Page& page, const Printable& document) {
    if (document.recipients.empty() && document.signer_titles.empty() && document.signer_name.empty()) return;
    page.raw("<footer>\n<div class=\"recipients\">\n");
    page.element("h2", {}, document.recipients_heading);
    if (!document.recipients.empty()) {
        page.raw("<ul>\n");
        for (const OutlineItem& item : document.recipients) page.element("li", {}, printed(item));
        page.raw("</ul>\n");
    }
    page.raw("</div>\n<div class=\"signature\">\n");
    for (const std::string& title : document.signer_titles) page.element("p", {}, title);
    page.element("p", "signer", document.signer_name);
    page.raw("</div>\n</footer>\n");
}

} // namespace

std::string export_html(const model::Outline& outline, const Nd30Layout& layout) {
    const Printable document = make_printable(outline);
    Page page;
    page.raw("<!DOCTYPE html>\n<html lang=\"vi\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta "
             "charset=\"utf-8\"/>\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    // A page needs a title for screen readers even when the document has neither type nor subject.
    const std::string title = title_of(document);
    page.element("title", {}, title.empty() ? document.national_name : title);
    page.raw("<style>");
    page.raw(style_sheet(layout));
    page.raw("</style>\n</head>\n<body>\n");
    write_head(page, document);
    page.raw("<main>\n");
    for (const OutlineItem& note : document.notes) page.element("p", "note", printed(note));
    if (!document.doc_type.empty() || !document.subject.empty()) {
        page.raw("<h1>");
        page.element("span", {}, document.doc_type);
        page.element("span", {}, document.subject);
        page.raw("</h1>\n");
    }
    write_items(page, document.opening);
    write_items(page, document.body);
    write_items(page, document.closing);
    page.raw("</main>\n");
    write_end(page, document);
    if (!document.appendices.empty()) {
        page.raw("<section class=\"appendix\">\n");
        write_items(page, document.appendices);
        page.raw("</section>\n");
    }
    page.raw("</body>\n</html>\n");
    return page.take();
}

} // namespace dongthac::document
