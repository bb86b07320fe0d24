#include <algorithm>
#include <array>

#include "shared/model/record.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "tests/simulation/history.hpp"

namespace dongthac::simulation {

namespace {

constexpr std::size_t kSections = 3;

/// Refusals a person may meet; anything else is the program's fault.
bool is_refusal(base::Code code) {
    using base::Code;
    return code == Code::unknown_document || code == Code::unknown_node || code == Code::immutable_document ||
           code == Code::not_allowed || code == Code::bad_transition || code == Code::nothing_to_join ||
           code == Code::circular_move || code == Code::unknown_comment || code == Code::unknown_format || is_no(code);
}

/// Where words begin in a list of tokens, and its end.
std::vector<std::size_t> word_places(const std::vector<std::string>& tokens) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (text::count_words(tokens[i]) > 0) places.push_back(i);
    places.push_back(tokens.size());
    return places;
}

std::string with_even_spaces(const std::vector<std::string>& tokens) {
    std::istringstream in(text::join(tokens));
    std::string text;
    for (std::string word; in >> word;) text += (text.empty() ? "" : " ") + word;
    return text;
}

bool is_below(const change::Document& document, base::NodeId node, const base::NodeId& above) {
    const base::NodeId root = base::root_node(document.head.id);
    for (std::size_t depth = 0; depth < document.nodes.size(); ++depth) {
        if (node == above) return true;
        const auto found = document.nodes.find(node);
        if (found == document.nodes.end() || node == root) return false;
        node = document.parent_of(found->second);
    }
    return false;
}

} // namespace

bool History::perform(Machine& machine, office::Workspace& office, const char* what, const Act& what_to_do) {
    // While a round is under way its own crash may be set; a window's act does not set another.
    const bool outside = &office == &*machine.office;
    if (outside && faults_ && chance(weather_.crash))
        machine.disk.crash_after(1 + below(12), static_cast<unsigned>(below(256)));
    const base::Result<void> done = what_to_do(office);
    ++outcome_.acts;
    if (outside) machine.disk.crash_after(0, 0);
    note("pc " + std::to_string(machine.name) + (outside ? " " : " window ") + what +
         (done ? "" : " " + std::string(base::name_of(done.error().code))));
    if (!machine.disk.crashed() && !done && !is_refusal(done.error().code))
        throw Violation{std::string(what) + " failed: " + std::string(base::name_of(done.error().code))};
    if (done) count(what);
    if (done) count_act_before_history(office);
    return done.has_value();
}

void History::wrote(Machine& machine, FactKind kind, const std::string& word, const base::DocumentId& id) {
    note("  writes " + word + " in " + base::to_text(id).substr(0, 8));
    oracle_.wrote({kind, word, id, machine.org, machine.name, step_, true});
}

void History::act(Machine& machine, office::Workspace& office) {
    const bool outside = &office == &*machine.office;
    const auto known = office::list_documents(office);
    if (known && known->empty() && (weather_.one_plan || chance(70))) return; // nothing has come yet
    if (!known || known->empty() || (!weather_.one_plan && chance(3))) {
        new_plan(machine, office);
    } else {
        std::vector<base::DocumentId> ids;
        for (const auto& row : *known) ids.push_back(row.id);
        std::ranges::sort(ids); // lists are ordered by wall time
        const base::DocumentId id = any_of(ids);
        if (weather_.newer && machine.name == 0 && one_of_each() && outside && chance(4))
            write_in_newer_format(machine, office, id);
        else if (weather_.newer && machine.name == 0 && chance(20))
            write_unknown(machine, office, id);
        else if (chance(weather_.authority ? 65 : weather_.one_plan ? 4 : 18))
            decide(machine, office, id);
        else
            edit(machine, office, id);
    }
    if (outside && machine.disk.crashed()) restart(machine);
}

void History::new_plan(Machine& machine, office::Workspace& office) {
    office::Wording wording;
    wording.kinds["plan"].title = "Kế hoạch";
    wording.kinds["plan"].skeleton = {{model::ItemRole::section, 0, "I.", "MỤC ĐÍCH"},
                                      {model::ItemRole::section, 0, "II.", "NỘI DUNG"},
                                      {model::ItemRole::section, 0, "III.", "TỔ CHỨC THỰC HIỆN"}};
    base::DocumentId id;
    const bool done = perform(machine, office, "begins a plan", [&](office::Workspace& at) -> base::Result<void> {
        DT_TRY(id, office::new_document(at, "plan", wording));
        return {};
    });
    if (done) documents_.emplace_back(id, machine.server);
    if (machine.disk.crashed() && &office == &*machine.office) {
        restart(machine);
        expect_whole_plan(machine);
    }
}

void History::expect_whole_plan(Machine& machine) {
    for (const auto& row : must(office::list_documents(*machine.office), "list")) {
        const bool known = std::ranges::any_of(documents_, [&](const auto& one) { return one.first == row.id; });
        if (known) continue;
        const auto document = stored_document(*machine.office, row.id);
        if (!document || document->head.record == 0 || document->nodes.size() < kSections + 1)
            throw Violation{"a crash left a part of a new plan"};
        documents_.emplace_back(row.id, machine.server);
    }
}

void History::edit(Machine& machine, office::Workspace& office, const base::DocumentId& id) {
    const auto read = office::read_document(office, id);
    if (!read) return;
    const change::Document& seen = *read;
    const auto nodes = seen.in_order();
    if (nodes.empty()) return;
    const base::NodeId node = any_of(nodes)->id;
    const base::NodeId root = base::root_node(id);
    const std::string word = oracle_.new_word();
    if (weather_.one_plan && chance(30)) return rework(machine, office, seen, node);
    switch (below(13)) {
    case 0: return set_register(machine, office, seen);
    case 1: {
        const base::NodeId parent = chance(30) ? node : root;
        const bool done = perform(machine, office, "adds", [&](office::Workspace& at) -> base::Result<void> {
            DT_TRY(const base::NodeId made,
                   office::add_node(at, id, {parent, node, model::ItemRole::topic, "", word, {}}));
            (void)made;
            return {};
        });
        if (done) wrote(machine, FactKind::token, word, id);
        return;
    }
    case 2: return hide(machine, office, seen, node);
    case 3: {
        std::vector<base::NodeId> hidden;
        for (const auto& [one, state] : seen.nodes)
            if (state.hidden) hidden.push_back(one);
        if (hidden.empty()) return;
        const base::NodeId back = any_of(hidden);
        (void)perform(machine, office, "shows", [&](office::Workspace& at) { return office::show_node(at, id, back); });
        return;
    }
    case 4: {
        using office::Direction;
        const auto way = std::array{Direction::up, Direction::down, Direction::in,
                                    Direction::out}[static_cast<std::size_t>(below(4))];
        (void)perform(machine, office, "moves",
                      [&](office::Workspace& at) { return office::move_node(at, id, node, way); });
        return;
    }
    case 5: {
        const bool done = perform(machine, office, "comments",
                                  [&](office::Workspace& at) { return office::add_comment(at, id, node, word); });
        if (done) wrote(machine, FactKind::comment, word, id);
        return;
    }
    case 6:
    case 7: return rework(machine, office, seen, node);
    default: return type(machine, office, seen, node);
    }
}

void History::type(Machine& machine, office::Workspace& office, const change::Document& seen,
                   const base::NodeId& node) {
    const base::DocumentId id = seen.head.id;
    const auto key = std::pair(machine.name, node);
    std::string base = seen.nodes.at(node).text();
    // Some bursts of typing began on what stood here before the last rounds.
    const auto old = remembered_.find(key);
    const bool stale = old != remembered_.end() && chance(30);
    if (stale) base = old->second;
    remembered_[key] = seen.nodes.at(node).text();

    std::vector<std::string> tokens = text::tokenise(base);
    const std::vector<std::size_t> places = word_places(tokens);
    const std::string fresh = oracle_.new_word();
    const std::uint64_t kind = below(10);
    const auto place = static_cast<std::size_t>(below(places.size()));
    const auto at = tokens.begin() + static_cast<std::ptrdiff_t>(places[place]);
    const bool inserts = kind < 9;
    if (kind >= 7) { // takes out one to three words, and may put one there
        const std::size_t last = std::min(places.size() - 1, place + 1 + static_cast<std::size_t>(below(3)));
        tokens.erase(at, tokens.begin() + static_cast<std::ptrdiff_t>(places[last]));
    }
    if (inserts) {
        const auto put = tokens.begin() + static_cast<std::ptrdiff_t>(places[place]);
        const bool at_end = put == tokens.end();
        tokens.insert(put, at_end ? std::initializer_list<std::string>{" ", fresh}
                                  : std::initializer_list<std::string>{fresh, " "});
    }
    // Some people set the spaces right as they go.
    const std::string typed = chance(20) ? with_even_spaces(tokens) : text::join(tokens);
    const bool done =
        perform(machine, office, stale ? "types late" : "types", [&](office::Workspace& at_pc) -> base::Result<void> {
            if (!stale && chance(50)) return office::set_text(at_pc, id, node, typed);
            DT_TRY(const office::TextEdit written, office::retype(at_pc, id, node, base, typed));
            (void)written;
            return {};
        });
    if (!done && !machine.disk.crashed()) return;
    note("  on \"" + base + "\" wants \"" + typed + "\"");
    const std::vector<std::string> kept = words_in(typed);
    // What was cut off into another paragraph since a late burst began may stay there.
    const std::vector<std::string> here = words_in(seen.nodes.at(node).text());
    for (const std::string& word : words_in(base))
        if (std::ranges::find(kept, word) == kept.end())
            oracle_.removed(word, done && std::ranges::find(here, word) != here.end());
    if (done && inserts) wrote(machine, FactKind::token, fresh, id);
}

void History::set_register(Machine& machine, office::Workspace& office, const change::Document& seen) {
    const base::DocumentId id = seen.head.id;
    const char* field = chance(50) ? "signer_name" : "place_name";
    const model::RecordType* type = model::record_type(seen.head.record);
    const model::FieldType* known = type == nullptr ? nullptr : type->find(field, model::Place::document);
    const std::string value = oracle_.new_word();
    const bool done = perform(machine, office, "sets", [&](office::Workspace& at) {
        return office::set_field(at, id, base::root_node(id), field, value);
    });
    if (!done && !machine.disk.crashed()) return;
    if (known != nullptr)
        if (const auto found = seen.root().fields.find(known->id); found != seen.root().fields.end())
            for (const change::FieldValue& one : found->second.values)
                if (const auto* shown = std::get_if<std::string>(&one.value)) oracle_.removed(*shown, done);
    if (done) wrote(machine, FactKind::value, value, id);
}

void History::hide(Machine& machine, office::Workspace& office, const change::Document& seen,
                   const base::NodeId& node) {
    const base::DocumentId id = seen.head.id;
    const bool done =
        perform(machine, office, "hides", [&](office::Workspace& at) { return office::hide_node(at, id, node); });
    if (!done && !machine.disk.crashed()) return;
    for (const auto& [one, state] : seen.nodes)
        if (is_below(seen, one, node))
            for (const std::string& word : words_in(text::join(state.tokens))) oracle_.hid(word);
}

void History::decide(Machine& machine, office::Workspace& office, const base::DocumentId& id) {
    if (weather_.authority) return decide_in_name(machine, office, id);
    const auto actions = office::possible_actions(office, id);
    if (!actions || actions->empty()) return;
    const model::Action action = any_of(*actions);
    // An issued plan is the end of the story; let few come to it.
    const bool last = action == model::Action::issue || action == model::Action::approve;
    if (last && !chance(15)) return;
    const std::string word = oracle_.new_word();
    const bool done = perform(machine, office, "decides", [&](office::Workspace& at) -> base::Result<void> {
        DT_TRY(const office::Decided decided, office::decide(at, id, action, {word, "người"}));
        (void)decided;
        return {};
    });
    if (done) note("  to " + std::string(model::name_of(action)));
    if (done) wrote(machine, FactKind::note, word, id);
}

} // namespace dongthac::simulation
