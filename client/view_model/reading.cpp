#include "client/view_model/reading.hpp"

#include <algorithm>
#include <ranges>

#include "shared/wire/projection.hpp"

namespace dongthac::view_model {

std::string number_of(const office::DocumentSummary& document) {
    if (document.symbol.empty()) return document.number;
    return document.number + "/" + document.symbol;
}

std::string short_date(const std::string& iso) {
    const auto date = text::parse_iso(iso);
    return date ? text::to_short_form(*date) : std::string();
}

int year_of(const office::DocumentSummary& document) {
    if (const auto date = text::parse_iso(document.issued_on)) return date->year;
    return text::day_of(document.changed_ms).year;
}

std::vector<model::OrgId> offices_below(office::Workspace& office, const model::OrgId& org,
                                        const std::string& iso_day) {
    const text::Date today = office.today();
    const auto day = text::parse_iso(iso_day);
    std::vector<model::OrgId> below = office.directory().children_of(org, day ? *day : today);
    if (!day || *day == today) return below;
    for (const model::OrgId& other : office.directory().children_of(org, today))
        if (std::ranges::find(below, other) == below.end()) below.push_back(other);
    return below;
}

base::Result<change::DocumentHead> head_of(office::Workspace& office, const base::DocumentId& id) {
    DT_TRY(const auto row, office.store().document(id));
    if (!row) return base::fail(base::Code::unknown_document, {{"id", base::to_text(id)}});
    return wire::decode_head(row->head);
}

const change::RevisionState* last_decision(const change::DocumentHead& head, model::Action action) {
    for (const change::RevisionState& decision : std::views::reverse(head.revisions))
        if (decision.action == action) return &decision;
    return nullptr;
}

} // namespace dongthac::view_model
