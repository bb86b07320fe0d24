#include "shared/document/printable.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "shared/document/layout.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

constexpr std::string_view kAbout = "V/v"; // Phụ lục I, mục II.5b

// Numbers under 10 get a leading zero (Phụ lục I, mục II.3).
std::string number_line(const model::Outline& outline, const std::string& as_printed) {
    if (outline.document_number.empty() && outline.symbol.empty())
        return as_printed.empty() ? "Số:        /" : as_printed;
    std::string number = outline.document_number;
    if (number.size() == 1 && number[0] >= '0' && number[0] <= '9') number.insert(0, "0");
    return "Số: " + (number.empty() ? "       " : number) + "/" + outline.symbol;
}

std::string place_date(const model::Outline& outline, const std::string& as_printed) {
    const std::string place = outline.place_name.empty() ? std::string() : outline.place_name + ", ";
    if (!outline.issued_on) return as_printed.empty() ? place + "ngày      tháng      năm      " : as_printed;
    return place + text::to_decree_form(*outline.issued_on);
}

bool is_opening(ItemRole role) {
    return role == ItemRole::addressee || role == ItemRole::legal_basis || role == ItemRole::lead_in;
}

// XML 1.0, production Char.
bool allowed_in_xml(char32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           c >= 0x10000;
}

/// A note between the subject and the bases ("(Ban hành kèm theo …)") is printed where it stands.
class NotesOfOpening {
  public:
    explicit NotesOfOpening(const std::vector<OutlineItem>& items) : items_(items) {}
    /// Whether paragraph `i`, no earlier than the one asked about before, has a part of the opening behind its run.
    bool hold(std::size_t i) {
        end_ = std::max(end_, i);
        while (end_ < items_.size() && items_[end_].role == ItemRole::paragraph) ++end_;
        return end_ < items_.size() && is_opening(items_[end_].role);
    }

  private:
    const std::vector<OutlineItem>& items_;
    std::size_t end_ = 0; ///< of the run of paragraphs that was looked over
};

constexpr std::size_t kMostTitleWords = 4; ///< of an appendix's title in small letters: more of them are a sentence

/// "1", "02", "IV", "A", "a": which of several it is.
bool is_number_of_one(std::string_view text) {
    const bool digits =
        !text.empty() && text.size() <= 2 && text.find_first_not_of("0123456789") == std::string_view::npos;
    const bool letter =
        text.size() == 1 && text::class_of(text::decode_at(text, 0).value) == text::CharacterClass::letter;
    return digits || letter || text::from_roman(text);
}

bool begins_with_capital(std::string_view text) {
    const std::string_view first = text.substr(0, text.empty() ? 0 : text::decode_at(text, 0).size);
    return text::to_lower(first) != first;
}

/// The items put where they are printed, and what the head and the end say in words of their own.
struct Sorted {
    Printable page;
    std::string number;
    std::string date;
    std::string issuing;
    std::string type;
    std::vector<std::string> titles;
    std::string name;
};

/// More than one item of a place stand in it one behind the other.
void add(std::string& place, const OutlineItem& item) { place += (place.empty() ? "" : " ") + printed(item); }

Sorted sorted_into_places(const model::Outline& outline) {
    Sorted in;
    Printable& out = in.page;
    bool head = true;
    NotesOfOpening notes(outline.items);
    std::vector<OutlineItem>* flow = &out.body; // where a table stands: with what is before it
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const OutlineItem& item = outline.items[i];
        switch (item.role) {
        case ItemRole::national_name: add(out.national_name, item); break;
        case ItemRole::national_motto: add(out.national_motto, item); break;
        case ItemRole::superior_body: out.superior_bodies.push_back(printed(item)); break;
        case ItemRole::issuing_body: add(in.issuing, item); break;
        case ItemRole::number_symbol: add(in.number, item); break;
        case ItemRole::place_date: add(in.date, item); break;
        case ItemRole::doc_type:
            add(in.type, item);
            head = false;
            break;
        case ItemRole::subject:
            add(out.subject, item);
            head = false;
            break;
        case ItemRole::recipients_heading: add(out.recipients_heading, item); break;
        case ItemRole::recipient: out.recipients.push_back(item); break;
        case ItemRole::signing_authority:
        case ItemRole::signer_title: in.titles.push_back(printed(item)); break;
        case ItemRole::signer_name: add(in.name, item); break;
        case ItemRole::appendix:
            flow = &out.appendices;
            flow->push_back(item);
            break;
        case ItemRole::closing:
            flow = &out.closing;
            flow->push_back(item);
            break;
        case ItemRole::table_row:
            flow->push_back(item);
            head = false;
            break;
        default:
            if (is_opening(item.role))
                out.opening.push_back(item);
            else if (head && item.role == ItemRole::paragraph && out.opening.empty() && out.body.empty())
                out.notes.push_back(item);
            else if (out.body.empty() && item.role == ItemRole::paragraph && notes.hold(i))
                out.opening.push_back(item);
            else if (item.role == ItemRole::paragraph && flow == &out.closing)
                flow->push_back(item); // who drew it up, behind the text
            else
                (flow = &out.body)->push_back(item);
            head = head && item.role == ItemRole::paragraph;
        }
    }
    return in;
}

} // namespace

Printable make_printable(const model::Outline& outline) {
    Sorted in = sorted_into_places(outline);
    Printable& out = in.page;
    if (out.superior_bodies.empty() && !outline.superior_body.empty())
        out.superior_bodies.push_back(outline.superior_body);
    out.issuing_body = text::to_upper(!outline.issuing_body.empty() ? outline.issuing_body : in.issuing);
    for (std::string& body : out.superior_bodies) body = text::to_upper(body);
    if (out.national_name.empty()) out.national_name = kNationalName;
    if (out.national_motto.empty()) out.national_motto = kNationalMotto;
    out.number_line = number_line(outline, in.number);
    out.place_date = place_date(outline, in.date);
    out.doc_type = text::to_upper(!outline.doc_type.empty() ? outline.doc_type : in.type);
    if (!outline.subject.empty()) out.subject = outline.subject;
    if (out.doc_type.empty() && !out.subject.empty()) {
        const bool as_printed = text::to_lower(out.subject.substr(0, kAbout.size())) == "v/v";
        out.about = (as_printed ? "" : std::string(kAbout) + " ") + out.subject;
        out.subject.clear();
    }
    out.signer_titles = !outline.signer_titles.empty() ? outline.signer_titles : in.titles;
    out.signer_name = !outline.signer_name.empty() ? outline.signer_name : in.name;
    if (!out.recipients.empty() && out.recipients_heading.empty()) out.recipients_heading = kRecipientsHeading;
    return std::move(out);
}

std::string printed(const OutlineItem& item) {
    return item.label.empty() ? item.text : item.text.empty() ? item.label : item.label + " " + item.text;
}

bool is_appendix_title(std::string_view text) {
    constexpr std::string_view kCapitals = "PHỤ LỤC";
    constexpr std::string_view kSmall = "Phụ lục";
    if (text.starts_with(kCapitals)) return true;
    if (!text.starts_with(kSmall) || text::count_words(text) > kMostTitleWords) return false;
    std::string_view rest = text.substr(kSmall.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (rest.empty() || rest == ":" || rest == "." || rest == "kèm theo" || rest == "đính kèm") return true;
    // "Phụ lục này gồm" goes on with a word, "Phụ lục I Biểu mẫu" and "Phụ lục: Biểu mẫu" with which one it is, or its
    // name.
    const std::string_view which = rest.substr(0, rest.find_first_of(" .:)-"));
    std::string_view name = rest.substr(which.size());
    const bool marked = name.find_first_of(".:)-") == name.find_first_not_of(' ');
    name.remove_prefix(std::min(name.find_first_not_of(" .:)-"), name.size()));
    const bool named = begins_with_capital(name);
    return which.empty() ? marked && named : is_number_of_one(which) && (marked || name.empty() || named);
}

bool is_heading_role(ItemRole role) {
    return role == ItemRole::section || role == ItemRole::subsection || role == ItemRole::assignee;
}

std::string xml_safe(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded next = text::decode_at(text, at);
        text::append_utf8(out, next.valid && allowed_in_xml(next.value) ? next.value : U'\uFFFD');
        at += next.size;
    }
    return out;
}

std::string escape_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : xml_safe(text)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace dongthac::document
