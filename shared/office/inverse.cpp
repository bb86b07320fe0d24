#include "shared/office/inverse.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/model/record.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/history.hpp"
#include "shared/office/log.hpp"
#include "shared/office/sequence.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using change::Change;
using change::NodeState;
using Names = NamedSequence::Names;
using NameSet = std::set<std::string>;

NameSet taken_out(const NamedSequence& words, std::size_t event) {
    NameSet gone;
    const Names before = words.before(event);
    const Names after = words.after(event);
    const NameSet left(after.begin(), after.end());
    for (const std::string& name : before)
        if (!left.contains(name)) gone.insert(name);
    return gone;
}

/// Puts `name` back behind the nearest word that stood before it and is still there.
void put_back(Names& target, const Names& then, const std::string& name) {
    const auto at = std::ranges::find(then, name);
    for (auto left = at; left != then.begin();) {
        --left;
        const auto anchor = std::ranges::find(target, *left);
        if (anchor == target.end()) continue;
        target.insert(anchor + 1, name);
        return;
    }
    for (auto right = at + 1; right < then.end(); ++right) {
        const auto anchor = std::ranges::find(target, *right);
        if (anchor == target.end()) continue;
        target.insert(anchor, name);
        return;
    }
    target.push_back(name);
}

/// What an act is turned round from: the document now, its past, and the act's changes in it.
struct Turning {
    Workspace& office;
    change::Document& now;
    const Past& past;
    const Act& act;
    std::vector<std::size_t> changes; ///< of the act, ascending
    std::vector<change::Payload> out;

    [[nodiscard]] base::Result<void> run();

  private:
    void words();
    void words_of(const base::NodeId& owner);
    [[nodiscard]] base::Result<void> fields();
    [[nodiscard]] base::Result<void> turn(std::size_t index);
    [[nodiscard]] base::Result<void> unmake(const base::NodeId& node, std::size_t index);
    [[nodiscard]] bool split_off(const base::NodeId& node) const;
    [[nodiscard]] base::Result<void> hide(const base::NodeId& node, std::size_t index);
    [[nodiscard]] base::Result<void> show(const base::NodeId& node, std::size_t index);
    [[nodiscard]] bool stands_below(const base::NodeId& node, const base::NodeId& above);
    [[nodiscard]] std::unexpected<base::Error> changed_by(std::size_t index) const;
    [[nodiscard]] bool by_others(std::size_t index) const { return past.changes()[index].id.replica != act.replica; }
};

std::unexpected<base::Error> Turning::changed_by(std::size_t index) const {
    const Writer who = writer_of(office, past, index);
    std::string name = who.office.empty() ? base::to_text(who.replica).substr(0, 8) : who.office;
    if (!who.device.empty()) name += " (" + who.device + ")";
    return base::fail(base::Code::state_conflict, {{"id", base::to_text(past.document())}, {"who", name}});
}

void Turning::words_of(const base::NodeId& owner) {
    const NamedSequence words(past, owner);
    const std::vector<std::size_t> events = words.events_of(changes);
    const auto own = [&](const std::string& name) {
        return std::ranges::any_of(events, [&](std::size_t event) { return NamedSequence::made_by(name, event); });
    };
    const Names now_read = words.now();
    Names target = now_read;
    std::erase_if(target, own);
    NameSet there(target.begin(), target.end());
    for (const std::size_t event : events) {
        NameSet gone = taken_out(words, event);
        // What somebody else took out as well stays out: bringing it back would undo his work.
        for (const std::size_t other : words.beside(event))
            if (by_others(words.change_of(other)))
                for (const std::string& name : taken_out(words, other)) gone.erase(name);
        const Names then = words.before(event);
        for (const std::string& name : then)
            if (gone.contains(name) && !own(name) && there.insert(name).second) put_back(target, then, name);
    }
    std::vector<text::TokenHunk> hunks = text::diff(now_read, target);
    for (text::TokenHunk& hunk : hunks)
        for (std::string& name : hunk.inserted) name = words.token(name);
    if (!hunks.empty()) out.emplace_back(change::EditText{owner, std::move(hunks)});
}

void Turning::words() {
    std::set<base::NodeId> owners;
    for (const std::size_t index : changes)
        if (const auto* edit = std::get_if<change::EditText>(&past.changes()[index].payload)) owners.insert(edit->node);
    for (const base::NodeId& owner : owners) words_of(owner);
}

base::Result<void> Turning::fields() {
    std::map<std::pair<base::NodeId, model::FieldId>, std::vector<std::size_t>> sets;
    for (const std::size_t index : changes)
        if (const auto* set = std::get_if<change::SetField>(&past.changes()[index].payload))
            sets[{set->node, set->field}].push_back(index);
    for (const auto& [place, indexes] : sets) {
        const auto& [node_id, id] = place;
        NodeState* node = now.find(node_id);
        if (node == nullptr) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
        const base::ChangeId mine = past.changes()[indexes.back()].id;
        const std::vector<change::FieldValue>& values = node->fields[id].values;
        if (values.empty() || values.back().id != mine) {
            const auto other = values.empty() ? std::nullopt : past.index_of(values.back().id);
            return changed_by(other.value_or(indexes.back()));
        }
        change::Document then = past.before(indexes.front());
        const NodeState* before = then.find(node_id);
        out.emplace_back(change::SetField{node_id, id, before == nullptr ? model::Value{} : before->value(id), {mine}});
    }
    return {};
}

bool Turning::stands_below(const base::NodeId& node, const base::NodeId& above) {
    base::NodeId at = node;
    for (std::size_t depth = 0; depth <= now.nodes.size(); ++depth) {
        if (at == above) return true;
        const NodeState* state = now.find(at);
        const auto parent = state == nullptr ? std::nullopt : std::optional(state->string(field::kParent));
        const auto id = parent ? base::parse_id<base::NodeId>(*parent) : base::fail(base::Code::unknown_node);
        if (!id) return false;
        at = *id;
    }
    return false;
}

/// Whether the act put a break to `node`.
bool Turning::split_off(const base::NodeId& node) const {
    const std::string wanted = text::make_break(node);
    return std::ranges::any_of(changes, [&](std::size_t index) {
        const auto* edit = std::get_if<change::EditText>(&past.changes()[index].payload);
        return edit != nullptr && std::ranges::any_of(edit->hunks, [&](const text::TokenHunk& hunk) {
                   return std::ranges::find(hunk.inserted, wanted) != hunk.inserted.end();
               });
    });
}

/// A paragraph that was split off goes with its break: its words, and what others typed among them, are read where they
/// came from. Only what somebody else did to the paragraph as such would be lost.
base::Result<void> Turning::unmake(const base::NodeId& node, std::size_t index) {
    if (!split_off(node)) return hide(node, index);
    for (std::size_t i = 0; i < past.changes().size(); ++i) {
        if (!by_others(i) || past.saw(index, i)) continue;
        const auto* set = std::get_if<change::SetField>(&past.changes()[i].payload);
        if (set != nullptr && set->node == node) return changed_by(i);
    }
    return {};
}

/// Off the page again, unless somebody else has written there, or below, since: his words would go with it.
base::Result<void> Turning::hide(const base::NodeId& node, std::size_t index) {
    const NodeState* state = now.find(node);
    if (state == nullptr || state->hidden || state->absorbed) return {};
    for (std::size_t i = 0; i < past.changes().size(); ++i) {
        if (!by_others(i) || past.saw(index, i)) continue;
        const change::Payload& payload = past.changes()[i].payload;
        const auto* edit = std::get_if<change::EditText>(&payload);
        const auto* create = std::get_if<change::CreateNode>(&payload);
        if (edit == nullptr && create == nullptr) continue;
        if (stands_below(edit != nullptr ? edit->node : create->node, node)) return changed_by(i);
    }
    out.emplace_back(change::HideNode{node});
    return {};
}

/// Back on the page, unless somebody else took it off as well.
base::Result<void> Turning::show(const base::NodeId& node, std::size_t index) {
    const NodeState* state = now.find(node);
    if (state == nullptr || !state->hidden) return {};
    for (std::size_t i = 0; i < past.changes().size(); ++i) {
        const auto* other = std::get_if<change::HideNode>(&past.changes()[i].payload);
        if (other != nullptr && other->node == node && by_others(i) && !past.saw(index, i)) return changed_by(i);
    }
    out.emplace_back(change::ShowNode{node});
    return {};
}

base::Result<void> Turning::turn(std::size_t index) {
    const Change& change = past.changes()[index];
    if (const auto* create = std::get_if<change::CreateNode>(&change.payload)) return unmake(create->node, index);
    if (const auto* hidden = std::get_if<change::HideNode>(&change.payload)) return show(hidden->node, index);
    if (const auto* shown = std::get_if<change::ShowNode>(&change.payload)) return hide(shown->node, index);
    if (std::holds_alternative<change::Comment>(change.payload))
        out.emplace_back(change::SettleComment{change.id, true});
    if (const auto* settle = std::get_if<change::SettleComment>(&change.payload))
        out.emplace_back(change::SettleComment{settle->comment, !settle->settled});
    return {};
}

base::Result<void> Turning::run() {
    words();
    DT_CHECK(fields());
    for (auto index = changes.rbegin(); index != changes.rend(); ++index) DT_CHECK(turn(*index));
    return {};
}

} // namespace

base::Result<ActWatch> ActWatch::begin(Workspace& office, const base::DocumentId& document) {
    DT_TRY(const std::uint64_t from, office.counter());
    return ActWatch(document, from);
}

base::Result<Act> ActWatch::done(Workspace& office) const { return done(office, document_); }

base::Result<Act> ActWatch::done(Workspace& office, const base::DocumentId& document) const {
    DT_TRY(const std::uint64_t last, office.counter());
    return Act{document, office.identity().replica, from_ + 1, last};
}

base::Result<Act> invert(Workspace& office, const Act& act) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document now, editable_document(office, act.document));
    DT_TRY(const Past past, Past::read(office, act.document));
    Turning turning{office, now, past, act, {}, {}};
    for (std::uint64_t counter = act.first; counter <= act.last; ++counter)
        if (const auto index = past.index_of({act.replica, counter})) turning.changes.push_back(*index);
    DT_CHECK(turning.run());
    DT_TRY(const ActWatch watch, ActWatch::begin(office, act.document));
    DT_CHECK(perform_within(office, act.document, std::move(turning.out)));
    DT_TRY(const Act inverse, watch.done(office));
    DT_CHECK(transaction.commit());
    return inverse;
}

} // namespace dongthac::office
