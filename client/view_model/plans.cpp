#include "client/view_model/plans.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "client/view_model/reading.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::view_model {

std::string_view name_of(Whose whose) {
    constexpr std::array<std::string_view, 4> kNames = {"ours", "above", "below", "other"};
    return kNames.at(static_cast<std::size_t>(whose));
}

base::Result<PlanRows> plan_rows(office::Workspace& office) {
    const model::OrgId& own = office.identity().org;
    const auto above = office.directory().ancestors_of(own, office.today());
    const auto children = office.directory().children_of(own, office.today());
    const std::set<model::OrgId> above_set(above.begin(), above.end());
    const std::set<model::OrgId> below_set(children.begin(), children.end());
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_papers(office));

    PlanRows out;
    out.now_ms = office.clock().wall_ms();
    out.rows.reserve(documents.size());
    for (const office::DocumentSummary& document : documents) {
        const Whose whose = document.org == own                ? Whose::ours
                            : above_set.contains(document.org) ? Whose::above
                            : below_set.contains(document.org) ? Whose::below
                                                               : Whose::other;
        PlanRow row{document.id,
                    document.kind,
                    document.subject,
                    number_of(document),
                    document.org.empty() ? std::string() : office.directory().name_of_org(document.org),
                    short_date(document.issued_on),
                    whose,
                    document.state,
                    document.queued,
                    document.conflicts,
                    document.after_revision,
                    document.changed_ms,
                    {}};
        row.search = text::search_key(row.subject + " " + row.number + " " + row.office);
        out.rows.push_back(std::move(row));
    }
    return out;
}

std::vector<std::size_t> matching(const PlanRows& rows, std::string_view words, std::string_view whose) {
    const std::string query = text::search_key(words);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const PlanRow& row = rows.rows[i];
        if (!whose.empty() && name_of(row.whose) != whose) continue;
        if (query.empty() || text::matches(row.search, query)) found.push_back(i);
    }
    return found;
}

} // namespace dongthac::view_model
