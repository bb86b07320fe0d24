#include "shared/document/export_docx.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "shared/document/docx_parts.hpp"
#include "shared/document/docx_table.hpp"
#include "shared/document/layout.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/ooxml.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/table.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;
using model::ItemRole;
using model::OutlineItem;

constexpr double kHalf = 0.4; // rules under names and titles: a third to a half of the text (mục II.2, II.5)

// Width in twips of `text` in Times Bold of `size` half points.
int bold_width(std::string_view text, int size) { return static_cast<int>(times_bold_width(text) * size / 100); }

// `text` over as few lines as its column needs, of about equal width: Word would leave one word alone on the last.
std::string balanced(std::string_view text, int width, int size) {
    const int whole = bold_width(text, size);
    const int lines = std::max(1, static_cast<int>(std::ceil(static_cast<double>(whole) / (width * 0.96))));
    std::string out;
    std::string line;
    int used = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (!line.empty() && used < lines && bold_width(longer, size) > whole / lines + bold_width(word, size) / 2) {
            out += line + "\n";
            line = word;
            ++used;
        } else {
            line = longer;
        }
        at = end + 1;
    }
    return out + line;
}

std::string_view last_line(std::string_view text) {
    const std::size_t feed = text.rfind('\n');
    return feed == std::string_view::npos ? text : text.substr(feed + 1);
}

// A rule `length` twips long in the middle of a column: an empty line with a border, indented from both sides.
void add_rule(pugi::xml_node parent, int column, int length, Keep keep) {
    const int side = std::max(0, (column - length) / 2);
    add_paragraph(parent, {.style = docx_style::kPlain,
                           .align = Align::center,
                           .keep = keep,
                           .rule = Rule::beneath,
                           .line = 60,
                           .exact = true,
                           .left = side,
                           .right = side});
}

void add_centred(pugi::xml_node cell, std::string_view text, const RunFormat& run, int before = 0) {
    add_run(add_paragraph(cell, {.style = docx_style::kPlain, .align = Align::center, .before = before}), text, run);
}

void write_head(pugi::xml_node body, const Printable& page) {
    const int left = kNd30.left_column;
    const int right = kNd30.text_width() - left;
    const std::array columns{left, right};
    pugi::xml_node table = add_table(body, columns, Frame::none);
    pugi::xml_node names = add_row(table);
    pugi::xml_node cell = add_cell(names, left);
    for (const std::string& superior : page.superior_bodies)
        add_centred(cell, balanced(superior, left, kNd30.office_size), {.size = kNd30.office_size});
    const std::string issuer = balanced(page.issuing_body, left, kNd30.office_size);
    add_centred(cell, issuer, {.bold = true, .size = kNd30.office_size});
    if (!issuer.empty())
        add_rule(cell, left, static_cast<int>(bold_width(last_line(issuer), kNd30.office_size) * kHalf), Keep::no);
    cell = add_cell(names, right);
    add_centred(cell, page.national_name, {.bold = true, .size = kNd30.national_name_size});
    add_centred(cell, page.national_motto, {.bold = true, .size = kNd30.motto_size});
    add_rule(cell, right, bold_width(page.national_motto, kNd30.motto_size), Keep::no);

    pugi::xml_node numbers = add_row(table);
    add_centred(add_cell(numbers, left), page.number_line, {.size = kNd30.number_size}, kNd30.paragraph_gap);
    add_centred(add_cell(numbers, right), page.place_date, {.italic = true, .size = kNd30.number_size},
                kNd30.paragraph_gap);
}

void write_title(pugi::xml_node body, const Printable& page) {
    for (const OutlineItem& note : page.notes)
        add_run(
            add_paragraph(body, {.style = docx_style::kPlain, .align = Align::center, .before = kNd30.paragraph_gap}),
            printed(note));
    if (!page.doc_type.empty()) add_run(add_paragraph(body, {.style = docx_style::kType}), page.doc_type);
    if (page.subject.empty()) return;
    const std::string subject = balanced(page.subject, kNd30.text_width() * 9 / 10, kNd30.body_size);
    add_run(add_paragraph(body, {.style = docx_style::kSubject}), subject);
    const int rule = std::min(kNd30.text_width() / 3, bold_width(last_line(subject), kNd30.body_size));
    add_rule(body, kNd30.text_width(), static_cast<int>(rule * kHalf), Keep::with_next);
    add_paragraph(body, {.style = docx_style::kPlain, .line = kNd30.paragraph_gap, .exact = true});
}

const char* style_of(const OutlineItem& item) {
    if (item.role == ItemRole::legal_basis) return docx_style::kBasis;
    if (item.role == ItemRole::section) return docx_style::kSection;
    return is_heading_role(item.role) ? docx_style::kSubsection : docx_style::kBody;
}

// Writes the table that begins with items[first]; returns how many items it is made of, 0 when none begins there.
std::size_t write_table_at(pugi::xml_node body, const std::vector<OutlineItem>& items, std::size_t first) {
    if (items[first].role != ItemRole::table_row) return 0;
    const Table table = read_table(std::span(items).subspan(first));
    write_table(body, table);
    return table.items;
}

// The line that announces a table stands on its page.
bool announces_table(const std::vector<OutlineItem>& items, std::size_t i) {
    constexpr std::size_t kLongest = 300; // bytes; what is longer is text of its own
    return i + 1 < items.size() && items[i + 1].role == ItemRole::table_row && items[i].text.size() <= kLongest;
}

void write_items(pugi::xml_node body, const std::vector<OutlineItem>& items, Keep keep) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (const std::size_t rows = write_table_at(body, items, i); rows > 0) {
            i += rows - 1;
            continue;
        }
        ParagraphFormat format{.style = style_of(items[i]), .keep = announces_table(items, i) ? Keep::with_next : keep};
        if (items[i].role == ItemRole::addressee) format.left = 2 * kNd30.first_line;
        add_run(add_paragraph(body, format), printed(items[i]));
    }
}

// Recipients left, signature right, the whole kept on one page with the closing paragraph before it.
void write_end(pugi::xml_node body, const Printable& page) {
    if (page.recipients.empty() && page.signer_titles.empty() && page.signer_name.empty()) return;
    add_paragraph(body, {.style = docx_style::kPlain, .keep = Keep::with_next, .line = 200, .exact = true});
    const int left = kNd30.recipients_column;
    const int right = kNd30.text_width() - left;
    const std::array columns{left, right};
    pugi::xml_node row = add_row(add_table(body, columns, Frame::none));
    pugi::xml_node cell = add_cell(row, left);
    const ParagraphFormat entry{.style = docx_style::kPlain, .align = Align::left, .keep = Keep::with_next};
    add_run(add_paragraph(cell, entry), page.recipients_heading,
            {.bold = true, .italic = true, .size = kNd30.recipients_heading_size});
    for (const OutlineItem& recipient : page.recipients)
        add_run(add_paragraph(cell, entry), printed(recipient), {.size = kNd30.recipients_size});

    cell = add_cell(row, right);
    const ParagraphFormat centred{.style = docx_style::kPlain, .align = Align::center, .keep = Keep::with_next};
    const RunFormat bold{.bold = true, .size = kNd30.body_size};
    for (const std::string& title : page.signer_titles)
        add_run(add_paragraph(cell, centred), balanced(title, right, kNd30.body_size), bold);
    for (int line = 0; line < kNd30.signature_lines; ++line) add_paragraph(cell, centred);
    add_run(add_paragraph(cell, {.style = docx_style::kPlain, .align = Align::center}), page.signer_name, bold);
}

// Each appendix on a page of its own, its title centred, what it belongs to in italics beneath (Phụ lục I, mục III).
void write_appendices(pugi::xml_node body, const std::vector<OutlineItem>& items) {
    bool in_title = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (const std::size_t rows = write_table_at(body, items, i); rows > 0) {
            in_title = false;
            i += rows - 1;
            continue;
        }
        const std::string text = printed(items[i]);
        const bool starts = i == 0 || starts_with(text, "PHỤ LỤC");
        const Keep keep = announces_table(items, i) ? Keep::with_next : Keep::no;
        if (in_title && starts_with(text, "(") && ends_with(text, ")")) {
            add_run(add_paragraph(body, {.style = docx_style::kPlain, .align = Align::center, .keep = keep}), text,
                    {.italic = true});
            continue;
        }
        in_title = starts || (in_title && capital_share(text) > 0.8);
        ParagraphFormat format{.style = in_title ? docx_style::kAppendix : docx_style::kBody, .keep = keep};
        if (starts) format.page_break = Break::page_before;
        add_run(add_paragraph(body, format), text);
    }
}

void write_section(pugi::xml_node body) {
    pugi::xml_node section = add(body, "w:sectPr");
    const auto reference = [&](const char* type, const char* id) {
        pugi::xml_node node = add(section, "w:headerReference");
        set(node, "w:type", type);
        set(node, "r:id", id);
    };
    reference("default", kDefaultHeaderId);
    reference("first", kFirstHeaderId);
    pugi::xml_node size = add(section, "w:pgSz");
    set(size, "w:w", kNd30.page_width);
    set(size, "w:h", kNd30.page_height);
    pugi::xml_node margins = add(section, "w:pgMar");
    set(margins, "w:top", kNd30.margin_top);
    set(margins, "w:right", kNd30.margin_right);
    set(margins, "w:bottom", kNd30.margin_bottom);
    set(margins, "w:left", kNd30.margin_left);
    set(margins, "w:header", kNd30.page_number_from_top);
    set(margins, "w:footer", kNd30.page_number_from_top);
    set(margins, "w:gutter", 0);
    set(add(section, "w:pgNumType"), "w:start", 1);
    add(section, "w:titlePg"); // the first page carries no number
}

std::string document_part(const Printable& page) {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "w:document");
    set(root, "xmlns:w", kMainNamespace);
    set(root, "xmlns:r", kRelationNamespace);
    pugi::xml_node body = add(root, "w:body");
    write_head(body, page);
    write_title(body, page);
    write_items(body, page.opening, Keep::no);
    write_items(body, page.body, Keep::no);
    write_items(body, page.closing, Keep::with_next);
    write_end(body, page);
    // Word wants a paragraph after a table that ends the text.
    add_paragraph(body, {.style = docx_style::kPlain, .line = 20, .exact = true});
    write_appendices(body, page.appendices);
    write_section(body);
    return to_xml(document);
}

} // namespace

base::Result<std::string> export_docx(const model::Outline& outline) {
    const Printable page = make_printable(outline);
    std::vector<ZipEntry> parts = docx_parts(xml_safe(page.doc_type + (page.subject.empty() ? "" : " " + page.subject)),
                                             xml_safe(page.issuing_body));
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(kBeforeDocument),
                 {"word/document.xml", document_part(page)});
    DT_TRY(std::string file, write_zip(parts));
    // An office that opens a file Word calls unreadable has lost its afternoon; better no file and a reason.
    if (const auto findings = lint_docx(file); !findings.empty())
        return base::fail(base::Code::internal, {{"reason", findings.front()}});
    return file;
}

} // namespace dongthac::document
