#include "shared/document/printed_units.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "shared/document/docx_lines.hpp"
#include "shared/document/print_blocks.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/styles.hpp"
#include "shared/document/table.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

// Any page would do: only where lines break depends on it, and a break is white space here.
Nd30Layout any_layout() {
    Nd30Layout layout;
    layout.page_width = 11906;
    layout.page_height = 16838;
    layout.margin_left = 1701;
    layout.margin_right = 851;
    layout.left_column = 3600;
    layout.recipients_column = 4600;
    layout.office_size = layout.national_name_size = layout.motto_size = layout.number_size = 26;
    layout.body_size = layout.table_size = layout.table_least_size = 28;
    layout.recipients_heading_size = layout.recipients_size = 24;
    return layout;
}

// A row as it is compared: cells that are empty at its end say nothing.
std::string row_key(std::string_view row) {
    std::string key;
    std::size_t bars = 0;
    std::size_t empty = 0;
    for (const std::string& cell : cells_of(row)) {
        if (cell.empty()) {
            ++empty;
            continue;
        }
        key += std::string(empty, '|') + "|" + without_bars(cell, bars);
        empty = 0;
    }
    return key;
}

/// Collects what is printed, block by block.
class Collector {
  public:
    std::vector<PrintedUnit> collect(const std::vector<PrintBlock>& blocks) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (const auto* paragraph = std::get_if<PrintParagraph>(&blocks[i])) {
                const std::string_view style = paragraph->format.style == nullptr ? "" : paragraph->format.style;
                const bool title = style == docx_style::kType || style == docx_style::kSubject;
                add(*paragraph, title ? PageZone::head : PageZone::flow);
            } else {
                const auto& table = std::get<PrintTable>(blocks[i]);
                table.frame == Frame::ruled ? add_rows(table)
                                            : add_columns(table, i == 0 ? PageZone::head : PageZone::signature);
            }
        }
        return std::move(units_);
    }

  private:
    void add(const PrintParagraph& paragraph, PageZone zone) {
        if (!paragraph.text) return;
        if (std::string text = printed_words(xml_safe(*paragraph.text)); !text.empty())
            units_.push_back({std::move(text), zone, {}, {}});
    }

    // Recipients stand in the first column beside the signature.
    void add_columns(const PrintTable& table, PageZone zone) {
        for (const PrintRow& row : table.rows)
            for (std::size_t column = 0; column < row.cells.size(); ++column)
                for (const PrintParagraph& paragraph : row.cells[column])
                    add(paragraph, zone == PageZone::signature && column == 0 ? PageZone::flow : zone);
    }

    void add_rows(const PrintTable& table) {
        std::size_t bars = 0;
        for (const PrintRow& row : table.rows) {
            std::string text;
            for (std::size_t column = 0; column < row.cells.size(); ++column) {
                if (column > 0) text += " | ";
                for (const PrintParagraph& paragraph : row.cells[column])
                    text += without_bars(printed_words(xml_safe(paragraph.text.value_or(""))), bars);
            }
            if (std::string words = printed_words(text); !words.empty())
                units_.push_back({std::move(words), PageZone::flow, {}, {}});
        }
    }

    std::vector<PrintedUnit> units_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Paragraphs and rows that an item prints, from the top of the page.
void find_flow(const model::Outline& outline, std::vector<PrintedUnit>& units) {
    std::map<std::string, std::deque<std::size_t>> places; // of each text
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i].zone == PageZone::flow) {
            places[units[i].text].push_back(i);
            if (const std::string key = row_key(units[i].text); key != "|" + units[i].text) places[key].push_back(i);
        }
    for (std::size_t item = 0; item < outline.items.size(); ++item) {
        if (zone_of(outline.items[item].role) != PageZone::flow) continue;
        const std::string text = printed_words(xml_safe(printed(outline.items[item])));
        const bool row = outline.items[item].role == ItemRole::table_row;
        const auto found = places.find(row && cells_of(text).size() > 1 ? row_key(text) : text);
        if (found == places.end() || found->second.empty()) continue;
        units[found->second.front()].item = item;
        found->second.pop_front();
    }
}

// What each line of the head and the signature is.
void find_roles(const Printable& page, std::vector<PrintedUnit>& units) {
    std::vector<std::pair<ItemRole, std::string>> said = {{ItemRole::issuing_body, page.issuing_body},
                                                          {ItemRole::national_name, page.national_name},
                                                          {ItemRole::national_motto, page.national_motto},
                                                          {ItemRole::number_symbol, page.number_line},
                                                          {ItemRole::place_date, page.place_date},
                                                          {ItemRole::subject, page.about},
                                                          {ItemRole::doc_type, page.doc_type},
                                                          {ItemRole::subject, page.subject},
                                                          {ItemRole::signer_name, page.signer_name}};
    for (const std::string& body : page.superior_bodies) said.emplace_back(ItemRole::superior_body, body);
    for (const std::string& title : page.signer_titles) said.emplace_back(ItemRole::signer_title, title);
    for (auto& [role, text] : said) text = printed_words(xml_safe(text));
    for (PrintedUnit& unit : units) {
        const auto found = std::ranges::find_if(
            said, [&](const auto& each) { return zone_of(each.first) == unit.zone && each.second == unit.text; });
        if (found == said.end()) continue;
        unit.role = found->first;
        said.erase(found);
    }
}

// Which items stand there: first those with the very words, then whatever else has that role, for fields win.
enum class Words { same, any };
void find_fields(const model::Outline& outline, std::vector<PrintedUnit>& units, Words words) {
    std::vector<bool> taken(outline.items.size(), false);
    for (const PrintedUnit& unit : units)
        if (unit.item) taken[*unit.item] = true;
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const OutlineItem& item = outline.items[i];
        const ItemRole role = item.role == ItemRole::signing_authority ? ItemRole::signer_title : item.role;
        if (taken[i] || zone_of(role) == PageZone::flow) continue;
        const std::string letters = words == Words::same ? same_letters(xml_safe(printed(item))) : std::string();
        const auto unit = std::ranges::find_if(units, [&](const PrintedUnit& each) {
            return each.role == role && !each.item && (words == Words::any || same_letters(each.text) == letters);
        });
        if (unit == units.end()) continue;
        unit->item = i;
        unit->says_item = words == Words::same;
    }
}

} // namespace

PageZone zone_of(ItemRole role) {
    switch (role) {
    case ItemRole::national_name:
    case ItemRole::national_motto:
    case ItemRole::superior_body:
    case ItemRole::issuing_body:
    case ItemRole::number_symbol:
    case ItemRole::place_date:
    case ItemRole::doc_type:
    case ItemRole::subject: return PageZone::head;
    case ItemRole::signing_authority:
    case ItemRole::signer_title:
    case ItemRole::signer_name: return PageZone::signature;
    default: return PageZone::flow;
    }
}

std::string same_letters(std::string_view text) {
    std::string out;
    for (const char c : text::to_lower(text)) {
        if (c == ' ' || c == '\n' || c == '\t') continue;
        const bool digit = c >= '0' && c <= '9';
        const bool in_number = out.size() > 1 && is_digit(out[out.size() - 2]);
        if (digit && !out.empty() && out.back() == '0' && !in_number) out.pop_back();
        out += c;
    }
    return out;
}

std::vector<PrintedUnit> printed_units(const model::Outline& outline) {
    const Printable page = make_printable(outline);
    std::vector<PrintedUnit> units = Collector().collect(print_blocks(page, any_layout()));
    find_flow(outline, units);
    find_roles(page, units);
    find_fields(outline, units, Words::same);
    find_fields(outline, units, Words::any);
    return units;
}

} // namespace dongthac::document
