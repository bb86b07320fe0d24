#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/rebase.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

using change::NodeState;
namespace field = model::field;

// Stands for the caret while words are rebased: no text holds it, to_nfc makes a space of it.
const std::string kCaret = "\x1F";

bool is_blank(const std::string& token) { return text::count_words(token) == 0 && !text::break_target(token); }

/// `words` with `token` between them at `at`, in the place of the white space there.
std::vector<std::string> cut_at(std::vector<std::string> words, std::size_t at, const std::string& token) {
    std::size_t begin = std::min(at, words.size());
    std::size_t end = begin;
    while (begin > 0 && is_blank(words[begin - 1])) --begin;
    while (end < words.size() && is_blank(words[end])) ++end;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto gap = words.erase(first, words.begin() + static_cast<std::ptrdiff_t>(end));
    words.insert(gap, token);
    return words;
}

/// Paragraphs joined to `node` whose words stand behind token `at` of its page as a whole now follow `fresh` instead:
/// each behind the last of the one before it, so that the reading order stays.
void hand_over(std::vector<change::Payload>& payloads, const change::Document& document, const NodeState& node,
               std::size_t at, const base::NodeId& fresh) {
    change::Views views = change::views_of(document);
    std::size_t read = 0; // tokens of the page before the paragraph looked at
    base::NodeId behind = fresh;
    std::vector<base::NodeId> open{node.id};
    while (!open.empty()) {
        const base::NodeId id = open.back();
        open.pop_back();
        const NodeState& member = document.nodes.at(id);
        if (id != node.id && read >= at) {
            payloads.emplace_back(sets(member, field::kContinues, base::to_text(behind)));
            behind = views.members(id).back();
            continue; // what is joined to it goes with it
        }
        const std::vector<base::NodeId> joined = views.joined(member);
        std::size_t own = 0;
        for (const change::Span& span : views.spans(id)) own += span.count;
        for (const base::NodeId& below : joined)
            for (const change::Span& span : views.spans(below)) own -= span.count;
        read += own;
        open.insert(open.end(), joined.rbegin(), joined.rend());
    }
}

/// Where on the page as it is now `mark` comes to stand.
std::size_t place_of(const std::string& mark, const NodeState& node, const std::vector<std::string>& cut) {
    std::size_t put = 0;
    std::size_t taken = 0;
    for (const text::TokenHunk& hunk : text::diff(node.tokens, cut)) {
        if (std::ranges::find(hunk.inserted, mark) != hunk.inserted.end()) return hunk.position + taken - put;
        put += hunk.inserted.size();
        taken += hunk.removed;
    }
    return node.tokens.size();
}

/// Cuts the page `wanted` (the node's words as they are to be) at token `at`: everything in one act.
base::Result<base::NodeId> split(Workspace& office, const change::Document& document, const NodeState& node,
                                 const std::vector<std::string>& wanted, std::size_t at) {
    const auto fresh = base::new_id<base::NodeId>(office.random());
    std::vector<change::Payload> payloads;
    change::CreateNode create{fresh, shown_under(document, node), {}, node.string(field::kRole), {}, {}, {}};
    // Both halves give effect to what the whole did.
    if (const auto* covers = std::get_if<std::vector<std::string>>(&node.value(field::kCovers)))
        create.covers = *covers;
    if (const auto below = children_of(document, node.id); below.empty()) {
        create.order = order_behind(document, create.parent, node.id, payloads);
    } else {
        // Behind a paragraph that has others below it the words would stand after all of those: it opens them instead.
        create.parent = node.id;
        create.order = order_at_place(below, 0, payloads);
        create.role = std::string(model::name_of(model::ItemRole::paragraph));
    }
    payloads.emplace_back(create);
    const std::string mark = text::make_break(fresh);
    const std::vector<std::string> cut = cut_at(wanted, at, mark);
    for (change::Payload& edit : retyped(document, node, cut)) payloads.push_back(std::move(edit));
    hand_over(payloads, document, node, place_of(mark, node, cut), fresh);
    DT_CHECK(perform_within(office, document.head.id, std::move(payloads)));
    return fresh;
}

/// What the next paragraph's words need before them when they follow `before`.
bool needs_space(const NodeState& before, const NodeState& next) {
    return !before.tokens.empty() && !next.tokens.empty() && !is_blank(before.tokens.back()) &&
           !is_blank(next.tokens.front());
}

/// Takes the break between the two away when they stand one behind the other in one sequence, or puts the space between
/// their words at the end of the first; nothing when neither is needed.
std::vector<change::Payload> close_gap(const change::Document& document, const NodeState& node, const NodeState& next) {
    change::Views views = change::views_of(document);
    const change::Span end = views.spans(node.id).back();
    const std::vector<std::string>& words = document.nodes.at(end.owner).own_words();
    const std::size_t place = end.begin + end.count;
    const std::vector<std::string> space =
        needs_space(node, next) ? std::vector<std::string>{" "} : std::vector<std::string>{};
    const bool adjacent = place < words.size() && text::break_target(words[place]) == next.id;
    if (!adjacent && space.empty()) return {};
    return {change::EditText{end.owner, {{place, adjacent ? std::size_t{1} : std::size_t{0}, space}}}};
}

/// The member of `node` behind whose words those of `next` come last.
base::NodeId last_behind(const change::Document& document, const NodeState& node, const NodeState& next) {
    change::Views views = change::views_of(document);
    const std::vector<base::NodeId> joined = views.joined(node);
    if (joined.empty()) return node.id;
    const NodeState& last = document.nodes.at(joined.back());
    const auto key = [](const NodeState& state) { return std::pair(state.string(field::kOrder), state.id); };
    return key(last) < key(next) ? node.id : views.members(node.id).back();
}

} // namespace

base::Result<base::NodeId> split_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                                      const Cut& cut) {
    DT_TRY(const std::string base_nfc, text::to_nfc(cut.base));
    DT_TRY(const std::string before, text::to_nfc(cut.before));
    DT_TRY(const std::string after, text::to_nfc(cut.after));
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, shown_node(document, node_id));
    if (node->id == base::root_node(id)) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    std::vector<std::string> wanted = text::tokenise(text::rebase(base_nfc, before + kCaret + after, node->text()));
    const auto caret = std::ranges::find(wanted, kCaret);
    const auto at = static_cast<std::size_t>(caret - wanted.begin());
    std::erase(wanted, kCaret);
    DT_TRY(const base::NodeId fresh, split(office, document, *node, wanted, at));
    DT_CHECK(transaction.commit());
    return fresh;
}

base::Result<base::NodeId> join_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* next, shown_node(document, node_id));
    const std::vector<const NodeState*> page = document.in_order();
    const auto at = std::ranges::find(page, next->id, &NodeState::id);
    if (at == page.end()) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    if (at == page.begin()) return base::fail(base::Code::nothing_to_join, {{"id", base::to_text(node_id)}});
    const NodeState& node = **(at - 1);
    std::vector<change::Payload> payloads = close_gap(document, node, *next);
    payloads.emplace_back(sets(*next, field::kContinues, base::to_text(last_behind(document, node, *next))));
    const base::NodeId shown_in = node.id;
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    DT_CHECK(transaction.commit());
    return shown_in;
}

base::Result<void> review_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, shown_node(document, node_id));
    if (node->reviews.empty()) return {};
    // The marks of a paragraph that was joined to it are shown here and still its own.
    std::vector<change::Payload> payloads{change::Reviewed{node->id}};
    for (const auto& [other, state] : document.nodes)
        if (state.absorbed && document.home_of(other) == node->id) payloads.emplace_back(change::Reviewed{other});
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    return transaction.commit();
}

base::Result<void> settle_conflicts(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, shown_node(document, node_id));
    std::vector<change::Payload> payloads;
    // Also whether a paragraph was joined to this one or to another.
    for (const base::NodeId& member : change::views_of(document).members(node->id)) {
        const NodeState& state = document.nodes.at(member);
        for (const auto& [field, reg] : state.fields)
            if (reg.in_conflict()) payloads.emplace_back(sets(state, field, reg.shown()));
    }
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    return transaction.commit();
}

} // namespace dongthac::office
