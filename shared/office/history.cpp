#include "shared/office/history.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using change::Change;
using change::NodeState;

constexpr std::size_t kMostEntries = 1'000;

/// What a payload names as its node; the document's own id where it names none.
base::NodeId node_of(const Change& change) {
    const base::NodeId root = base::root_node(change.document);
    return std::visit(
        [&](const auto& payload) {
            if constexpr (requires { base::NodeId(payload.node); })
                return payload.node;
            else
                return root;
        },
        change.payload);
}

std::string_view name_of_field(const change::DocumentHead& head, model::FieldId id) {
    if (id == field::kText) return "text";
    if (id == field::kContinues) return "continues";
    const model::RecordType* type = model::record_type(head.record);
    const model::FieldType* found = type == nullptr ? nullptr : type->find(id);
    return found == nullptr ? std::string_view() : found->name;
}

void add_values(std::vector<ValueChange>& out, const change::DocumentHead& head, const Touch& touch) {
    const base::NodeId node = touch.after.id;
    const model::RecordType* type = model::record_type(head.record);
    const auto add = [&](model::FieldId id, std::string_view name, std::string before, std::string after) {
        if (before == after) return;
        const model::FieldType* field = type == nullptr ? nullptr : type->find(id);
        const model::ValueType of = field == nullptr ? model::ValueType::string : field->type;
        out.push_back({node, id, std::string(name), of, std::move(before), std::move(after)});
    };
    add(field::kText, "text", touch.before.text(), touch.after.text());
    const auto visible = [](const NodeState& state) { return std::string(state.hidden ? "false" : "true"); };
    if (!touch.before.id.empty()) add(0, "visible", visible(touch.before), visible(touch.after));
    std::set<model::FieldId> ids;
    for (const auto& [id, reg] : touch.before.fields) ids.insert(id);
    for (const auto& [id, reg] : touch.after.fields) ids.insert(id);
    for (const model::FieldId id : ids)
        add(id, name_of_field(head, id), touch.before.string(id), touch.after.string(id));
}

/// Nodes whose changes may show on `node`: it, and whose words stand, or stood, together with its words: split from it,
/// whatever it was split from, joined to it. Generous: what does not touch it is left out later.
std::set<base::NodeId> sharing_words(const Past& past, const base::NodeId& node) {
    std::map<base::NodeId, std::set<base::NodeId>> beside;
    const auto tie = [&](const base::NodeId& a, const base::NodeId& b) {
        beside[a].insert(b);
        beside[b].insert(a);
    };
    for (const Change& change : past.changes()) {
        if (const auto* edit = std::get_if<change::EditText>(&change.payload)) {
            for (const text::TokenHunk& hunk : edit->hunks)
                for (const std::string& token : hunk.inserted)
                    if (const auto target = text::break_target(token)) tie(edit->node, *target);
        } else if (const auto* set = std::get_if<change::SetField>(&change.payload); set != nullptr) {
            const auto* named = set->field == field::kContinues ? std::get_if<std::string>(&set->value) : nullptr;
            if (const auto target = base::parse_id<base::NodeId>(named == nullptr ? std::string() : *named))
                tie(set->node, *target);
        }
    }
    std::set<base::NodeId> nodes = {node};
    std::vector<base::NodeId> open = {node};
    while (!open.empty()) {
        const base::NodeId at = open.back();
        open.pop_back();
        for (const base::NodeId& next : beside[at])
            if (nodes.insert(next).second) open.push_back(next);
    }
    return nodes;
}

/// The paragraphs one paragraph's words have come through, newest first: itself, what it was split from, and so on.
/// Each up to and with the change that split the next one off.
struct Stage {
    base::NodeId node;
    std::size_t begin = 0; ///< index of the change that split it off; 0 for one that nobody split off
    base::NodeId from;     ///< what it was split from; empty for none
};

/// The first change that put a break to `node` anywhere.
std::optional<std::size_t> first_break(const Past& past, const base::NodeId& node) {
    const std::string wanted = text::make_break(node);
    for (std::size_t i = 0; i < past.changes().size(); ++i)
        if (const auto* edit = std::get_if<change::EditText>(&past.changes()[i].payload))
            for (const text::TokenHunk& hunk : edit->hunks)
                if (std::ranges::find(hunk.inserted, wanted) != hunk.inserted.end()) return i;
    return std::nullopt;
}

/// The paragraph that showed the words behind a break before change `index` put it there.
base::NodeId reader_before(const Past& past, std::size_t index, const base::NodeId& node) {
    const base::NodeId owner = node_of(past.changes()[index]);
    change::Document then = past.after(index);
    const NodeState* state = then.find(owner);
    base::NodeId reader = owner;
    if (state != nullptr)
        for (const std::string& token : state->own_words()) {
            const auto target = text::break_target(token);
            if (target == node) break;
            if (target) reader = *target;
        }
    return then.home_of(reader);
}

std::vector<Stage> stages_of(const Past& past, const base::NodeId& node) {
    std::vector<Stage> stages = {{node, 0, {}}};
    for (std::size_t end = past.changes().size();;) {
        Stage& stage = stages.back();
        const auto split = first_break(past, stage.node);
        if (!split || *split >= end) return stages;
        stage.begin = end = *split;
        stage.from = reader_before(past, *split, stage.node);
        if (stage.from == stage.node) { // split off words that were its own already
            stage = {stage.node, 0, {}};
            return stages;
        }
        stages.push_back({stage.from, 0, {}});
    }
}

const Stage& stage_at(const std::vector<Stage>& stages, std::size_t index) {
    return *std::ranges::find_if(stages, [&](const Stage& stage) { return index >= stage.begin; });
}

bool is_about(const Change& change, const std::set<base::NodeId>& nodes) {
    if (change::lane_of(change) == change::Lane::office) return false;
    return nodes.contains(node_of(change)) && !std::holds_alternative<change::CreateDocument>(change.payload);
}

/// Somebody who had not seen it, and whom it had not seen, changed the same node.
bool has_rival(const Past& past, std::size_t index, const base::NodeId& node) {
    for (std::size_t other = 0; other < past.changes().size(); ++other)
        if (node_of(past.changes()[other]) == node && past.concurrent(index, other)) return true;
    return false;
}

std::string settled_words(const Past& past, const change::SettleComment& settle) {
    const auto at = past.index_of(settle.comment);
    if (!at) return {};
    const auto* comment = std::get_if<change::Comment>(&past.changes()[*at].payload);
    return comment == nullptr ? std::string() : comment->text;
}

base::Result<HistoryEntry> entry_of(Workspace& office, const Past& past, PastWalk& walk, std::size_t index,
                                    const change::DocumentHead& head) {
    const Change& change = past.changes()[index];
    HistoryEntry entry;
    entry.id = change.id;
    entry.kind = change.kind;
    entry.who = writer_of(office, past, index);
    entry.wall_ms = change.wall_ms;
    entry.time_checked = !change.time_token.empty();
    entry.node = node_of(change);
    if (const auto* transition = std::get_if<change::Transition>(&change.payload)) {
        entry.action = transition->action;
        entry.note = transition->note;
        DT_TRY(entry.interval, interval_of(office, change.id, change.time_token));
        entry.time_checked = entry.interval.from.has_value();
        return entry;
    }
    entry.concurrent = has_rival(past, index, entry.node);
    if (const auto* comment = std::get_if<change::Comment>(&change.payload)) entry.note = comment->text;
    if (const auto* settle = std::get_if<change::SettleComment>(&change.payload))
        entry.note = settled_words(past, *settle);
    for (const Touch& touch : walk.touches(index)) add_values(entry.values, head, touch);
    return entry;
}

/// Keeps what was asked for; false when nothing of it is left.
bool narrow(HistoryEntry& entry, const HistoryQuery& query, const base::NodeId& node) {
    if (!query.node && !query.field) return true;
    std::erase_if(entry.values, [&](const ValueChange& value) {
        return value.node != node || (query.field && value.field != *query.field);
    });
    return !entry.values.empty() || (!query.field && entry.node == node);
}

/// One candidate page: its changes, ascending, that may be asked for and stand before `end`.
std::vector<std::size_t> candidates(const Past& past, const HistoryQuery& query, std::size_t end, std::size_t limit) {
    const base::NodeId root = base::root_node(past.document());
    const bool whole = !query.node && !query.field;
    const std::set<base::NodeId> nodes =
        whole ? std::set<base::NodeId>() : sharing_words(past, query.node.value_or(root));
    std::vector<std::size_t> found;
    for (std::size_t i = end; i > 0 && found.size() < limit; --i)
        if (whole || is_about(past.changes()[i - 1], nodes)) found.push_back(i - 1);
    std::ranges::reverse(found);
    return found;
}

base::Result<std::size_t> end_of(const Past& past, const HistoryQuery& query) {
    if (!query.before) return past.changes().size();
    const auto index = past.index_of(*query.before);
    if (!index)
        return base::fail(base::Code::bad_value,
                          {{"field", "change"}, {"value", base::to_text(*query.before)}, {"expected", "change"}});
    return *index;
}

Original original(Workspace& office, const Past& past, std::size_t index, const base::NodeId& node) {
    Original side;
    const Change& change = past.changes()[index];
    side.change = change.id;
    side.kind = change.kind;
    side.who = writer_of(office, past, index);
    side.wall_ms = change.wall_ms;
    side.time_checked = !change.time_token.empty();
    change::Document then = past.after(index);
    if (const NodeState* state = then.find(node)) {
        side.text = state->text();
        side.hidden = state->hidden;
    }
    return side;
}

/// The words both authors had before them: of the latest change that both had seen.
std::string common_text(const Past& past, std::size_t first, std::size_t second, const base::NodeId& node) {
    std::vector<Change> both;
    for (std::size_t i = 0; i < past.changes().size(); ++i)
        if (past.saw(first, i) && past.saw(second, i)) both.push_back(past.changes()[i]);
    change::Document then = change::build(past.document(), both);
    const NodeState* state = then.find(node);
    return state == nullptr ? std::string() : state->text();
}

base::Result<NodeState> node_in(Workspace& office, const base::DocumentId& id, const base::NodeId& node) {
    DT_TRY(change::Document document, read_document(office, id));
    NodeState* state = document.find(node);
    if (state == nullptr) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node)}});
    return std::move(*state);
}

} // namespace

Writer writer_of(const Workspace& office, const Past& past, std::size_t index) {
    const Change& change = past.changes()[index];
    Writer who;
    who.replica = change.id.replica;
    who.device_id = past.device_of(index);
    who.here = who.device_id == office.identity().device;
    if (const model::Device* device = office.directory().find(who.device_id)) {
        who.org = device->org;
        who.device = device->name;
    } else if (who.here) {
        who.org = office.identity().org;
    }
    if (const auto* transition = std::get_if<change::Transition>(&change.payload)) {
        who.org = transition->org;
        who.person = transition->person;
    }
    if (!who.org.empty()) who.office = office.directory().name_of_org(who.org);
    return who;
}

base::Result<HistoryPage> history(Workspace& office, const base::DocumentId& id, const HistoryQuery& query) {
    DT_TRY(const Past past, Past::read(office, id));
    DT_TRY(std::size_t end, end_of(past, query));
    DT_TRY(const change::Document now, read_document(office, id));
    if (query.node && !now.nodes.contains(*query.node))
        return base::fail(base::Code::unknown_node, {{"id", base::to_text(*query.node)}});
    const std::size_t limit = std::clamp<std::size_t>(query.limit, 1, kMostEntries);
    const std::vector<Stage> stages = stages_of(past, query.node.value_or(base::root_node(id)));
    HistoryPage page;
    // Candidates may turn out not to touch what was asked for; then the next older ones are looked at.
    while (page.entries.empty() && end > 0) {
        const std::vector<std::size_t> chosen = candidates(past, query, end, limit);
        end = chosen.size() < limit ? 0 : chosen.front();
        PastWalk walk(past);
        for (const std::size_t index : chosen) {
            DT_TRY(HistoryEntry entry, entry_of(office, past, walk, index, now.head));
            const Stage& stage = stage_at(stages, index);
            if (!narrow(entry, query, stage.node)) continue;
            if (query.node && index == stage.begin) entry.split_from = stage.from;
            page.entries.push_back(std::move(entry));
        }
    }
    std::ranges::reverse(page.entries);
    if (end > 0) page.next = past.changes()[end].id;
    return page;
}

base::Result<std::vector<Originals>> originals_of(Workspace& office, const base::DocumentId& id,
                                                  const base::NodeId& node) {
    DT_TRY(const NodeState state, node_in(office, id, node));
    std::vector<Originals> out;
    if (state.reviews.empty()) return out;
    DT_TRY(const Past past, Past::read(office, id));
    for (const change::ReviewMark& mark : state.reviews) {
        const auto first = past.index_of(mark.first);
        const auto second = past.index_of(mark.second);
        if (!first || !second) continue; // only a frozen revision is known here, not how it came about
        out.push_back({original(office, past, *first, node), original(office, past, *second, node),
                       common_text(past, *first, *second, node)});
    }
    return out;
}

base::Result<std::vector<FieldVersion>> versions_of(Workspace& office, const base::DocumentId& id,
                                                    const base::NodeId& node, model::FieldId field) {
    DT_TRY(const NodeState state, node_in(office, id, node));
    std::vector<FieldVersion> out;
    const auto found = state.fields.find(field);
    if (found == state.fields.end()) return out;
    DT_TRY(const Past past, Past::read(office, id));
    for (const change::FieldValue& value : found->second.values) {
        FieldVersion version{value.id, {}, 0, false, value.value};
        if (const auto index = past.index_of(value.id)) {
            version.who = writer_of(office, past, *index);
            version.wall_ms = past.changes()[*index].wall_ms;
            version.time_checked = !past.changes()[*index].time_token.empty();
        }
        out.push_back(std::move(version));
    }
    return out;
}

base::Result<base::ChangeId> find_change(const Past& past, std::string_view typed) {
    const auto bad =
        base::fail(base::Code::bad_value, {{"field", "change"}, {"value", std::string(typed)}, {"expected", "change"}});
    constexpr std::size_t kShortest = 4;
    if (typed.size() < kShortest) return bad;
    const std::size_t colon = typed.find(':');
    const std::string_view replica = typed.substr(0, colon);
    const std::string_view counter = colon == std::string_view::npos ? std::string_view() : typed.substr(colon + 1);
    std::optional<base::ChangeId> found;
    for (const Change& change : past.changes()) {
        if (!base::to_text(change.id.replica).starts_with(replica)) continue;
        if (colon != std::string_view::npos && std::to_string(change.id.counter) != counter) continue;
        if (found) return bad; // more than one fits
        found = change.id;
    }
    if (!found) return bad;
    return *found;
}

} // namespace dongthac::office
