#include "client/view_model/cascade.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "client/view_model/reading.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/collate.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::view_model {

namespace {

using model::DocumentState;
using office::DocumentSummary;

// A chain of plans is ministry, department, district, ward, school; anything deeper is damage.
constexpr int kDeepest = 12;

class Tree {
  public:
    explicit Tree(office::Workspace& office) : office_(office), own_(office.identity().org) {}

    base::Result<void> read() {
        DT_TRY(documents_, office::list_papers(office_));
        std::erase_if(documents_, [](const DocumentSummary& document) { return document.kind != "plan"; });
        above_ = office_.directory().ancestors_of(own_, office_.today());
        for (const DocumentSummary& document : documents_) known_.insert(document.id);
        for (const DocumentSummary& document : documents_) {
            const bool rooted = document.parent.empty() || !known_.contains(document.parent);
            (rooted ? roots_ : children_[document.parent]).push_back(&document);
        }
        std::ranges::stable_sort(roots_, [this](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
        return {};
    }

    [[nodiscard]] std::vector<int> years() const {
        std::set<int, std::greater<>> years;
        for (const DocumentSummary& document : documents_) years.insert(year_of(document));
        return {years.begin(), years.end()};
    }

    [[nodiscard]] std::size_t plans() const { return documents_.size(); }

    [[nodiscard]] bool may_create(const base::DocumentId& plan) const {
        const auto found = std::ranges::find(documents_, plan, &DocumentSummary::id);
        if (found == documents_.end() || found->state != DocumentState::issued || !is_above(found->org)) return false;
        return std::ranges::none_of(documents_, [&](const DocumentSummary& document) {
            return document.org == own_ && document.parent == plan;
        });
    }

    void write(CascadeRows& out) {
        for (const DocumentSummary* root : roots_)
            if (out.filter.year == 0 || year_of(*root) == out.filter.year) add_plan(out, *root, 0);
    }

  private:
    [[nodiscard]] bool is_above(const model::OrgId& org) const {
        return std::ranges::find(above_, org) != above_.end();
    }

    /// Highest office first; of one office, the newest plan first (documents come newest first already).
    [[nodiscard]] std::ptrdiff_t rank(const DocumentSummary& document) const {
        if (document.org == own_) return 0;
        const auto found = std::ranges::find(above_, document.org);
        return found == above_.end() ? 1 : -1 - (found - above_.begin());
    }

    CascadeRow row_of(const model::OrgId& org, int depth) const {
        CascadeRow row;
        row.depth = depth;
        row.org = org;
        row.ours = org == own_;
        row.office = org.empty() ? std::string() : office_.directory().name_of_org(org);
        return row;
    }

    void add_plan(CascadeRows& out, const DocumentSummary& plan, int depth) {
        CascadeRow row = row_of(plan.org, depth);
        row.document = plan.id;
        row.parent = plan.parent;
        row.subject = plan.subject;
        row.number = number_of(plan);
        row.issued_on = short_date(plan.issued_on);
        row.state = plan.state;
        row.queued = plan.queued;
        if (plan.parent == out.coverage.plan) {
            row.topics = out.coverage.topics.size();
            row.covered = out.coverage.covered_by(plan.id);
        }
        const std::size_t at = out.rows.size();
        out.rows.push_back(std::move(row));
        if (depth < kDeepest) add_below(out, plan, at);
        out.rows[at].below = out.rows.size() - at - 1;
    }

    void add_below(CascadeRows& out, const DocumentSummary& plan, std::size_t at) {
        struct Entry {
            std::string key;
            model::OrgId org;
            const DocumentSummary* document;
        };
        std::vector<Entry> entries;
        std::set<model::OrgId> with;
        if (const auto found = children_.find(plan.id); found != children_.end())
            for (const DocumentSummary* child : found->second) {
                entries.push_back({sort_key(child->org), child->org, child});
                with.insert(child->org);
            }
        for (const model::OrgId& org : expected_below(plan)) {
            if (plan.org == own_) {
                ++out.rows[at].offices;
                if (with.contains(org)) ++out.rows[at].offices_with;
            }
            if (!with.contains(org)) entries.push_back({sort_key(org), org, nullptr});
        }
        std::ranges::stable_sort(entries, {}, &Entry::key);
        const int depth = out.rows[at].depth + 1;
        for (const Entry& entry : entries) {
            if (entry.document != nullptr)
                add_plan(out, *entry.document, depth);
            else
                add_without(out, plan, entry.org, depth);
        }
    }

    /// Who should make a plan from this one, as far as this PC can know: all offices below ours, and ours itself.
    [[nodiscard]] std::vector<model::OrgId> expected_below(const DocumentSummary& plan) const {
        if (plan.state != DocumentState::issued) return {};
        if (plan.org == own_) return offices_below(office_, own_, plan.issued_on);
        if (!above_.empty() && plan.org == above_.front()) return {own_};
        return {};
    }

    void add_without(CascadeRows& out, const DocumentSummary& plan, const model::OrgId& org, int depth) const {
        CascadeRow row = row_of(org, depth);
        row.kind = CascadeKind::without;
        row.parent = plan.id;
        row.may_create = org == own_;
        out.rows.push_back(std::move(row));
    }

    const std::string& sort_key(const model::OrgId& org) {
        auto [found, fresh] = keys_.try_emplace(org);
        if (fresh) found->second = text::collation_key(office_.directory().name_of_org(org));
        return found->second;
    }

    office::Workspace& office_;
    const model::OrgId& own_;
    std::vector<DocumentSummary> documents_;
    std::vector<model::OrgId> above_;
    std::set<base::DocumentId> known_;
    std::vector<const DocumentSummary*> roots_;
    std::map<base::DocumentId, std::vector<const DocumentSummary*>> children_;
    std::map<model::OrgId, std::string> keys_;
};

/// Keeps what the filter asks for and what leads to it.
void filter_rows(CascadeRows& out) {
    const std::string query = text::search_key(out.filter.text);
    if (query.empty() && !out.filter.only_without) return;
    std::vector<CascadeRow> kept;
    for (std::size_t i = out.rows.size(); i-- > 0;) {
        CascadeRow& row = out.rows[i];
        const bool wanted = !out.filter.only_without || row.kind == CascadeKind::without;
        const bool fits =
            query.empty() || text::matches(text::search_key(row.office + " " + row.number + " " + row.subject), query);
        // Rows below follow their parent, so from the back the last one kept tells whether this one leads to it.
        const bool leads = !kept.empty() && kept.back().depth == row.depth + 1;
        if (!(wanted && fits) && !leads) continue;
        row.below = 0;
        for (auto child = kept.rbegin(); child != kept.rend() && child->depth > row.depth; ++child) ++row.below;
        kept.push_back(std::move(row));
    }
    std::ranges::reverse(kept);
    out.rows = std::move(kept);
}

} // namespace

base::Result<CascadeRows> cascade_rows(office::Workspace& office, const CascadeFilter& filter,
                                       const base::DocumentId& selected, const CoverageView& coverage) {
    CascadeRows out;
    out.filter = filter;
    out.selected = selected;
    out.coverage = coverage;
    Tree tree(office);
    DT_CHECK(tree.read());
    out.years = tree.years();
    out.plans = tree.plans();
    out.may_create = tree.may_create(selected);
    tree.write(out);
    filter_rows(out);
    return out;
}

base::Result<base::DocumentId> matrix_plan(office::Workspace& office, const base::DocumentId& selected) {
    if (selected.empty()) return selected;
    DT_TRY(const office::DocumentSummary plan, office::summary_of(office, selected));
    const model::OrgId& own = office.identity().org;
    const auto above = office.directory().ancestors_of(own, office.today());
    const bool is_above = std::ranges::find(above, plan.org) != above.end();
    const bool has_below = plan.org == own && !offices_below(office, own, plan.issued_on).empty();
    if (is_above || has_below || plan.parent.empty()) return selected;
    DT_TRY(const auto parent, office.store().document(plan.parent));
    return parent ? plan.parent : selected;
}

base::Result<base::DocumentId> usual_selection(office::Workspace& office) {
    const model::OrgId& own = office.identity().org;
    const std::vector<model::OrgId> above = office.directory().ancestors_of(own, office.today());
    DT_TRY(const std::vector<DocumentSummary> documents, office::list_papers(office));
    const auto rank = [&](const DocumentSummary& document) -> std::ptrdiff_t {
        if (document.org == own) return document.state == DocumentState::issued ? 0 : 100;
        return 1 + (std::ranges::find(above, document.org) - above.begin());
    };
    const DocumentSummary* best = nullptr;
    for (const DocumentSummary& document : documents) {
        if (document.kind != "plan") continue;
        if (best == nullptr || rank(document) < rank(*best)) best = &document;
    }
    return best == nullptr ? base::DocumentId{} : best->id;
}

} // namespace dongthac::view_model
