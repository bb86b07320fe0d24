#include "shared/office/editing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/change/order.hpp"
#include "shared/model/record.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace field = model::field;

namespace {

/// What happens to one sequence of words, told by the places as they were.
struct SequenceEdit {
    std::set<std::size_t> removed;
    std::map<std::size_t, std::vector<std::string>> inserted; ///< before the token that stood there

    [[nodiscard]] std::vector<text::TokenHunk> hunks() const {
        std::set<std::size_t> places = removed;
        for (const auto& [place, tokens] : inserted) places.insert(place);
        std::vector<text::TokenHunk> out;
        std::size_t done = 0;  // places before it are dealt with
        std::size_t taken = 0; // tokens removed so far
        std::size_t put = 0;   // and put in: a hunk's place counts the list after the hunks before it
        for (const std::size_t place : places) {
            if (place < done) continue;
            text::TokenHunk hunk{place + put - taken, 0, {}};
            for (done = place;; ++done) {
                if (const auto here = inserted.find(done); here != inserted.end())
                    hunk.inserted.insert(hunk.inserted.end(), here->second.begin(), here->second.end());
                if (!removed.contains(done)) break;
                ++hunk.removed;
            }
            ++done;
            taken += hunk.removed;
            put += hunk.inserted.size();
            out.push_back(std::move(hunk));
        }
        return out;
    }
};

/// Where the words of a page stand in the sequences below it.
class Places {
  public:
    explicit Places(std::vector<change::Span> spans) : spans_(std::move(spans)) {}

    /// Token `at` of the page.
    [[nodiscard]] std::pair<base::NodeId, std::size_t> of(std::size_t at) const {
        for (const change::Span& span : spans_) {
            if (at < span.count) return {span.owner, span.begin + at};
            at -= span.count;
        }
        const change::Span& last = spans_.back();
        return {last.owner, last.begin + last.count};
    }
    /// Where something typed before token `at` goes: behind the word it follows, so that what is typed at the end of a
    /// paragraph stays in it.
    [[nodiscard]] std::pair<base::NodeId, std::size_t> before(std::size_t at) const {
        if (at == 0) return {spans_.front().owner, spans_.front().begin};
        const auto [owner, place] = of(at - 1);
        return {owner, place + 1};
    }

  private:
    std::vector<change::Span> spans_;
};

} // namespace

base::Result<DocumentSummary> editable_summary(Workspace& office, const base::DocumentId& id) {
    DT_CHECK(office.follow_identity());
    DT_TRY(DocumentSummary summary, summary_of(office, id));
    if (summary.org != office.identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "edit"}, {"org", summary.org}});
    const model::RecordType* type = model::record_type(summary.kind);
    if (!model::is_editable(summary.state, type == nullptr ? model::Flow::administrative : type->flow))
        return base::fail(base::Code::immutable_document,
                          {{"id", base::to_text(id)}, {"state", std::string(model::name_of(summary.state))}});
    return summary;
}

base::Result<change::NodeState*> node_of(change::Document& document, const base::NodeId& id) {
    change::NodeState* node = document.find(id);
    if (node == nullptr) return base::fail(base::Code::unknown_node, {{"id", base::to_text(id)}});
    return node;
}

base::Result<change::NodeState*> shown_node(change::Document& document, const base::NodeId& id) {
    return node_of(document, document.home_of(id));
}

std::vector<change::ChangeId> ids_of(const change::NodeState& node, model::FieldId id) {
    std::vector<change::ChangeId> ids;
    if (const auto found = node.fields.find(id); found != node.fields.end())
        for (const change::FieldValue& value : found->second.values) ids.push_back(value.id);
    return ids;
}

change::SetField sets(const change::NodeState& node, model::FieldId id, model::Value value) {
    return {node.id, id, std::move(value), ids_of(node, id)};
}

base::NodeId shown_under(const change::Document& document, const change::NodeState& node) {
    const base::NodeId root = base::root_node(document.head.id);
    const base::NodeId parent = document.parent_of(node);
    base::NodeId at = parent;
    for (std::size_t steps = 0; steps <= document.nodes.size(); ++steps) {
        if (at == root) return parent;
        const auto above = document.nodes.find(at);
        if (above == document.nodes.end() || at == node.id) return root;
        at = document.parent_of(above->second);
    }
    return root;
}

std::vector<const change::NodeState*> children_of(const change::Document& document, const base::NodeId& parent) {
    std::vector<const change::NodeState*> children;
    for (const change::NodeState* node : document.in_order())
        if (shown_under(document, *node) == parent) children.push_back(node);
    return children;
}

std::string order_at_place(const std::vector<const change::NodeState*>& siblings, std::size_t count,
                           std::vector<change::Payload>& out) {
    const auto key = [&](std::size_t at) {
        return at < siblings.size() ? siblings[at]->string(field::kOrder) : std::string();
    };
    if (count == 0) return change::order_between({}, key(0));
    const std::string before = key(count - 1);
    std::size_t next = count;
    while (next < siblings.size() && key(next) <= before) ++next;
    const std::string order = change::order_between(before, key(next));
    std::string last = order;
    for (std::size_t at = count; at < next; ++at) {
        last = change::order_between(last, key(next));
        out.emplace_back(sets(*siblings[at], field::kOrder, last));
    }
    return order;
}

std::string order_behind(const change::Document& document, const base::NodeId& parent,
                         const std::optional<base::NodeId>& after, std::vector<change::Payload>& out) {
    const std::vector<const change::NodeState*> siblings = children_of(document, parent);
    const auto found = after ? std::ranges::find(siblings, *after, &change::NodeState::id) : siblings.end();
    const bool at_end = found == siblings.end();
    return order_at_place(siblings, at_end ? siblings.size() : static_cast<std::size_t>(found - siblings.begin()) + 1,
                          out);
}

std::vector<change::Payload> retyped(const change::Document& document, const change::NodeState& node,
                                     std::span<const std::string> wanted) {
    change::Views views = change::views_of(document);
    const Places places(views.spans(node.id));
    std::map<base::NodeId, SequenceEdit> edits;
    std::size_t put = 0;
    std::size_t taken = 0;
    for (const text::TokenHunk& hunk : text::diff(node.tokens, wanted)) {
        const std::size_t at = hunk.position + taken - put;
        const auto [owner, place] = hunk.removed > 0 ? places.of(at) : places.before(at);
        auto& inserted = edits[owner].inserted[place];
        inserted.insert(inserted.end(), hunk.inserted.begin(), hunk.inserted.end());
        for (std::size_t i = at; i < at + hunk.removed; ++i) {
            const auto [from, token] = places.of(i);
            edits[from].removed.insert(token);
        }
        put += hunk.inserted.size();
        taken += hunk.removed;
    }
    std::vector<change::Payload> payloads;
    for (const auto& [owner, edit] : edits) payloads.emplace_back(change::EditText{owner, edit.hunks()});
    return payloads;
}

} // namespace dongthac::office
