#include "shared/office/form_check.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "shared/document/outline_of.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

using change::NodeState;
using document::FormFinding;
using document::FormFix;
namespace field = model::field;

/// A field's name as findings have it, and where it is kept.
struct Place {
    std::string_view name;
    model::FieldId id;
};
constexpr std::array<Place, 4> kFields = {{{"symbol", field::kSymbol},
                                           {"subject", field::kSubject},
                                           {"signer_name", field::kSignerName},
                                           {"signer_titles", field::kSignerTitles}}};

/// A paragraph has few faults that hide one another. Were two fixes ever to undo each other, the person still gets an
/// answer.
constexpr int kMostRounds = 32;

/// Two people have set the field apart from each other: which of the values is meant is theirs to say.
bool is_disputed(const change::Document& document, const FormFinding& finding) {
    const auto place = std::ranges::find(kFields, finding.field, &Place::name);
    if (place == kFields.end()) return false;
    const auto found = document.root().fields.find(place->id);
    return found != document.root().fields.end() && found->second.in_conflict();
}

/// A document while fixes are put in place, and what has to be written for them.
class Mending {
  public:
    explicit Mending(const change::Document& document)
        : document_(document), before_(document::outline_of(document)), after_(before_), nodes_(document.in_order()) {}

    /// What can be put right now, of each paragraph and field one thing: what else there is of it may read otherwise
    /// then.
    [[nodiscard]] std::vector<FormFinding> next() const {
        std::vector<FormFinding> found = document::lint_form(after_);
        std::set<std::tuple<std::string, std::size_t, FormFix::Part>> touched;
        std::erase_if(found, [&](const FormFinding& finding) {
            if (!finding.fix || is_disputed(document_, finding)) return true;
            return !touched.emplace(finding.field, finding.item.value_or(0), finding.fix->part).second;
        });
        // New lines from the last to the first, behind all else: those before them stay where they are.
        std::ranges::stable_sort(found, std::ranges::greater{}, [](const FormFinding& finding) {
            return finding.fix->part == FormFix::Part::next_item ? std::pair(0, *finding.item)
                                                                 : std::pair(1, std::size_t{0});
        });
        return found;
    }

    void put(const FormFinding& finding) {
        after_ = document::with_fix(std::move(after_), finding);
        if (finding.fix->part == FormFix::Part::next_item)
            nodes_.insert(nodes_.begin() + static_cast<std::ptrdiff_t>(*finding.item) + 1, nullptr);
    }

    [[nodiscard]] std::vector<change::Payload> payloads(base::Random& random) const {
        std::vector<change::Payload> out;
        set(out, field::kSymbol, before_.symbol, after_.symbol);
        set(out, field::kSubject, before_.subject, after_.subject);
        set(out, field::kSignerName, before_.signer_name, after_.signer_name);
        set(out, field::kSignerTitles, before_.signer_titles, after_.signer_titles);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const model::OutlineItem& item = after_.items[i];
            if (nodes_[i] == nullptr) {
                out.push_back(line_behind(*nodes_.at(i - 1), item, random, out));
            } else if (nodes_[i]->text() != item.text) {
                const std::vector<std::string> words = text::tokenise(item.text);
                std::ranges::move(retyped(document_, *nodes_[i], words), std::back_inserter(out));
            }
        }
        return out;
    }

  private:
    template <typename T>
    void set(std::vector<change::Payload>& out, model::FieldId id, const T& before, const T& after) const {
        if (before != after) out.emplace_back(sets(document_.root(), id, after));
    }

    [[nodiscard]] change::Payload line_behind(const NodeState& node, const model::OutlineItem& item,
                                              base::Random& random, std::vector<change::Payload>& out) const {
        const base::NodeId parent = shown_under(document_, node);
        change::CreateNode fresh{
            base::new_id<base::NodeId>(random), parent, {}, std::string(model::name_of(item.role)), item.label,
            text::tokenise(item.text),          {}};
        fresh.order = order_behind(document_, parent, node.id, out);
        return fresh;
    }

    const change::Document& document_;
    const model::Outline before_;
    model::Outline after_;
    std::vector<const NodeState*> nodes_; ///< of after_'s items; nullptr for a new one
};

/// A document of this office that may change, with a decree's form.
base::Result<change::Document> form_to_mend(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const DocumentSummary summary, editable_summary(office, id));
    (void)summary;
    return read_document(office, id);
}

} // namespace

std::vector<FormRemark> form_remarks(const change::Document& document) {
    const model::RecordType* type = model::record_type(document.head.record);
    if (type == nullptr || type->family != model::Family::document) return {};
    const std::vector<const change::NodeState*> nodes = document.in_order(); // as outline_of has its items
    std::vector<FormRemark> remarks;
    for (document::FormFinding& finding : document::lint_form(document::outline_of(document))) {
        const base::NodeId node = finding.item ? nodes.at(*finding.item)->id : base::root_node(document.head.id);
        if (is_disputed(document, finding)) finding.fix.reset();
        remarks.push_back({std::move(finding), node});
    }
    return remarks;
}

base::Result<std::vector<FormRemark>> check_form_of(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const change::Document document, read_document(office, id));
    const model::RecordType* type = model::record_type(document.head.record);
    if (type == nullptr || type->family != model::Family::document)
        return base::fail(base::Code::bad_value, {{"field", "kind"},
                                                  {"value", type == nullptr ? std::string() : std::string(type->name)},
                                                  {"expected", "plan | report"}});
    return form_remarks(document);
}

base::Result<void> put_right(Workspace& office, const base::DocumentId& id, const FormRemark& remark) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const change::Document document, form_to_mend(office, id));
    const std::vector<FormRemark> now = form_remarks(document);
    const bool holds = std::ranges::any_of(now, [&](const FormRemark& one) {
        return one.node == remark.node && one.finding.code == remark.finding.code &&
               one.finding.detail == remark.finding.detail && one.finding.fix == remark.finding.fix;
    });
    if (!holds || !remark.finding.fix)
        return base::fail(base::Code::bad_value,
                          {{"field", "--fix"}, {"value", remark.finding.code}, {"expected", "doc lint"}});
    Mending mending(document);
    mending.put(remark.finding);
    DT_CHECK(perform_within(office, id, mending.payloads(office.random())));
    return transaction.commit();
}

base::Result<std::size_t> put_all_right(Workspace& office, const base::DocumentId& id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const change::Document document, form_to_mend(office, id));
    Mending mending(document);
    std::size_t done = 0;
    for (int round = 0; round < kMostRounds; ++round) {
        const std::vector<FormFinding> now = mending.next();
        if (now.empty()) break;
        for (const FormFinding& finding : now) mending.put(finding);
        done += now.size();
    }
    if (done == 0) return done;
    DT_CHECK(perform_within(office, id, mending.payloads(office.random())));
    DT_CHECK(transaction.commit());
    return done;
}

} // namespace dongthac::office
