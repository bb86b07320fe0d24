#include "shared/document/confidence.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/document/block.hpp"
#include "shared/document/body.hpp"
#include "shared/document/letterhead.hpp"
#include "shared/document/letters.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

constexpr int kSaysItself = 95;
constexpr int kPlaceAndForm = 85;
constexpr int kOneOfTwo = 70;
constexpr int kLeftOver = 50;
constexpr int kLabelDoubt = 20;
constexpr std::size_t kLongSubject = 240; // bytes; a longer one has swallowed something

bool is_office(std::string_view text) { return starts_with_office(key_of(text, 60)); }

int of_letterhead(const OutlineItem& item) {
    const std::string key = key_of(item.text);
    switch (item.role) {
    case ItemRole::national_name: return key == "cong hoa xa hoi chu nghia viet nam" ? kSaysItself : kPlaceAndForm;
    case ItemRole::national_motto: return key == "doc lap tu do hanh phuc" ? kSaysItself : kPlaceAndForm;
    case ItemRole::superior_body:
    case ItemRole::issuing_body: return is_office(item.text) ? kSaysItself : kOneOfTwo;
    case ItemRole::number_symbol:
        return key.find_first_of("0123456789") != std::string::npos ? kSaysItself : kPlaceAndForm;
    case ItemRole::place_date: return text::find_date(item.text) ? kSaysItself : kPlaceAndForm;
    case ItemRole::doc_type: return kSaysItself;
    case ItemRole::subject: return item.text.size() > kLongSubject ? kLeftOver : kPlaceAndForm;
    default: return kLeftOver;
    }
}

int of_opening(const OutlineItem& item) {
    const std::string key = key_of(item.text, 4000);
    switch (item.role) {
    case ItemRole::addressee: return starts_with_words(key, "kinh gui") ? kSaysItself : kPlaceAndForm;
    case ItemRole::legal_basis: return opens_basis(item.text) ? kSaysItself : kPlaceAndForm;
    case ItemRole::lead_in: return has_words(key, "nhu sau") ? kSaysItself : kOneOfTwo;
    default: return kLeftOver;
    }
}

int of_end(const OutlineItem& item) {
    switch (item.role) {
    case ItemRole::closing:
        return starts_with_words(key_of(item.text, 40), "tren day la") || ends_with(item.text, "./.") ? kSaysItself
                                                                                                      : kOneOfTwo;
    case ItemRole::recipient: return item.label.empty() ? kOneOfTwo : kSaysItself;
    case ItemRole::signer_title:
    case ItemRole::signer_name: return kPlaceAndForm;
    default: return kSaysItself; // a heading of recipients, "TM.", "PHỤ LỤC"
    }
}

bool is_heading_role(ItemRole role) {
    return role == ItemRole::section || role == ItemRole::subsection || role == ItemRole::assignee;
}

int of_heading(const OutlineItem& item, bool known_place) {
    const bool known = purpose_of_heading(key_of(item.text)) != ItemRole::paragraph || known_place;
    const bool capitals = capital_share(item.text) > 0.8;
    if (item.label.empty()) return capitals && known ? kPlaceAndForm : kOneOfTwo;
    return known || capitals ? kSaysItself : kPlaceAndForm;
}

int of_item(const OutlineItem& item, bool under_known_heading) {
    if (item.role == ItemRole::table_row) return kOneOfTwo;
    if (item.role == ItemRole::appendix_ref) return kPlaceAndForm;
    if (!under_known_heading) return item.label.empty() || item.level == 0 ? kLeftOver : kOneOfTwo;
    return item.label.empty() ? kOneOfTwo : kSaysItself;
}

} // namespace

void add_field_confidence(model::Outline& outline) {
    model::FieldConfidence& sure = outline.confidence;
    const auto of = [&](ItemRole role) {
        const auto item = std::ranges::find(outline.items, role, &OutlineItem::role);
        return item == outline.items.end() ? kLeftOver : item->confidence;
    };
    const auto field = [&](bool read, ItemRole role) { return read ? of(role) : 0; };
    sure.superior_body = field(!outline.superior_body.empty(), ItemRole::superior_body);
    sure.issuing_body = field(!outline.issuing_body.empty(), ItemRole::issuing_body);
    sure.document_number = field(!outline.document_number.empty(), ItemRole::number_symbol);
    sure.symbol = field(!outline.symbol.empty(), ItemRole::number_symbol);
    sure.place_name = field(!outline.place_name.empty(), ItemRole::place_date);
    sure.issued_on = field(outline.issued_on.has_value(), ItemRole::place_date);
    sure.doc_type = field(!outline.doc_type.empty(), ItemRole::doc_type);
    sure.subject = field(!outline.subject.empty(), ItemRole::subject);
    sure.signer_titles =
        outline.signer_titles.empty() ? 0 : std::max(of(ItemRole::signer_title), of(ItemRole::signing_authority));
    sure.signer_name = field(!outline.signer_name.empty(), ItemRole::signer_name);
}

void add_confidence(model::Outline& outline) {
    std::vector<bool> known; // by level: the heading there says what stands below it
    for (OutlineItem& item : outline.items) {
        if (item.role >= ItemRole::national_name && item.role <= ItemRole::subject) {
            item.confidence = of_letterhead(item);
        } else if (item.role == ItemRole::legal_basis || item.role == ItemRole::lead_in ||
                   item.role == ItemRole::addressee) {
            item.confidence = of_opening(item);
        } else if (item.role >= ItemRole::closing) {
            item.confidence = of_end(item);
        } else {
            const auto level = static_cast<std::size_t>(std::max(item.level, 0));
            known.resize(level, false);
            const bool above = std::ranges::find(known, true) != known.end();
            item.confidence = is_heading_role(item.role) ? of_heading(item, above) : of_item(item, above);
            known.push_back(is_heading_role(item.role) && purpose_of_heading(key_of(item.text)) != ItemRole::paragraph);
        }
    }
    for (const model::Flag& flag : outline.flags)
        if (flag.item && (flag.code == "duplicate_label" || flag.code == "skipped_label"))
            outline.items[*flag.item].confidence -= kLabelDoubt;
    add_field_confidence(outline);
}

} // namespace dongthac::document
