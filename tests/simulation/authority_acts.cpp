#include <algorithm>
#include <array>

#include "client/sync/office_requests.hpp"
#include "shared/base/invitation_code.hpp"
#include "shared/base/pin.hpp"
#include "shared/office/people.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/wrapped_seed.hpp"
#include "tests/simulation/history.hpp"

// People, policies and numbers: who acts for an office, and in whose name.

namespace dongthac::simulation {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::string_view kPin = "240613";
constexpr base::PinCost kCheapest{1, std::uint64_t{8} << 20};

constexpr std::array<model::Role, 4> kRoles = {model::Role::signer, model::Role::officer, model::Role::clerk,
                                               model::Role::editor};

/// Nothing, or the violation that a request failed although nobody refused it.
bool granted(const base::Result<void>& done, const char* what) {
    if (!done && !is_no(done.error().code)) throw Violation{std::string(what) + " failed: " + words_of(done.error())};
    return done.has_value();
}

/// Another signature than the person's stands below the last decision that waits.
base::Result<void> spoil_last_signature(office::Workspace& office) {
    DT_TRY(std::vector<store::IntentRow> intents, office.store().intents());
    store::IntentRow last = std::move(intents.back());
    DT_TRY(change::Transition transition, wire::decode_transition(last.made));
    transition.seal->signature[0] ^= 1;
    last.made = wire::encode(transition);
    DT_CHECK(office.store().remove_intent(last.id));
    DT_TRY(const std::int64_t row, office.store().add_intent(last));
    (void)row;
    return {};
}

} // namespace

base::Result<sync::Reply> Errand::post(const std::string& path, base::ByteSpan body) {
    auto reply = server_.post(path, body);
    if (!reply) return base::fail(base::Code::unreachable, {{"url", "errand"}, {"reason", "down"}});
    return *reply;
}

Day today_of(const Server& server) { return text::to_days(text::day_of(server.clock.wall_ms())); }

std::map<std::string, std::uint64_t> heads_of(Server& server) {
    std::map<std::string, std::uint64_t> heads;
    for (const store::FeedHead& head : must(server.beside().heads(), "heads")) heads[head.feed] = head.seq;
    return heads;
}

bool is_no(base::Code code) {
    using enum base::Code;
    static const std::set<base::Code> kNo = {not_allowed,  needs_person,   same_person, not_the_desk,
                                             number_taken, needs_note,     no_superior, changed_since_review,
                                             bad_value,    bad_transition, no_number,   record_changed};
    return kNo.contains(code);
}

void History::begin_ledger() {
    const model::Directory& directory = machines_.front()->office->directory();
    for (const auto& [id, device] : directory.devices()) authority_.ledger.enrolled(id, {device.org, device.roles});
    authority_.ledger.tied("phuong", "so", -kNever);
    authority_.ledger.tied("xa", "so", -kNever);
    authority_.ledger.tied("truong-a", "phuong", -kNever);
    authority_.ledger.tied("truong-b", "phuong", -kNever);
    authority_.ledger.tied("truong-c", "xa", -kNever);
}

void History::administer(Machine& machine) {
    switch (below(14)) {
    case 0:
    case 1:
    case 2: return name_person(machine);
    case 3: return end_term(machine);
    case 4:
    case 5: return change_policy(machine);
    case 6:
    case 7: return reserve(machine);
    case 8:
    case 9:
    case 10: return pass_days();
    case 11:
    case 12: return reorganise();
    default: return revoke_pc(machine);
    }
}

void History::name_person(Machine& machine) {
    Server& server = *servers_[machine.server];
    const Day today = today_of(server);
    Ledger::Person person;
    person.record.id = base::new_id<base::PersonId>(dice_);
    person.record.org = machine.org;
    person.record.name = "Người " + std::to_string(authority_.ledger.persons.size());
    for (std::uint64_t roles = 1 + below(2); roles > 0; --roles) person.record.roles.insert(any_of(kRoles));
    if (chance(20)) person.first = today + 1;
    if (chance(20)) person.last = today + 1 + static_cast<Day>(below(3));
    model::Person record = person.record;
    if (person.first > -kNever) record.valid.from = text::from_days(person.first);
    if (person.last < kNever) record.valid.to = text::from_days(person.last);
    const std::string code = base::make_code(dice_);
    Errand errand(server);
    const bool done = granted(
        sync::put_person(*machine.office, errand, {record, *base::hash_code(code), server.clock.wall_ms() + kDayMs}),
        "naming a person");
    note("pc " + std::to_string(machine.name) + " names " + person.record.name + " of " + machine.org +
         (done ? "" : ", refused"));
    if (!done) return;
    count("names a person");
    const base::PersonId id = record.id;
    authority_.ledger.persons.emplace(id, std::move(person));
    make_key(id, code);
    if (!chance(60)) return;
    // Another PC, another code.
    const std::string second = base::make_code(dice_);
    const std::int64_t expires_ms = server.clock.wall_ms() + kDayMs;
    if (granted(sync::put_person(*machine.office, errand, {record, *base::hash_code(second), expires_ms}), "a code"))
        make_key(id, second);
}

void History::make_key(const base::PersonId& person, const std::string& code) {
    Ledger::Person& known = authority_.ledger.persons.at(person);
    std::vector<Machine*> colleagues;
    for (const auto& machine : machines_)
        if (machine->org == known.record.org) colleagues.push_back(machine.get());
    Machine& machine = *any_of(colleagues);
    const office::Identity& me = machine.office->identity();
    const base::KeyPair key = base::KeyPair::generate(machine.random);
    // Argon2id costs more than the rest of a history: a few keys have a PIN, the others are remembered here alone.
    const bool with_pin = chance(5);
    base::Bytes wrapped;
    if (with_pin) wrapped = wire::encode(must(base::wrap(key, kPin, kCheapest, machine.random), "a PIN"));
    must(machine.office->store().put_person_key({key.public_key(), wrapped, 0, 0}), "a person's key");
    Errand errand(*servers_[machine.server]);
    const wire::PersonKeyRequest request{code, key.public_key(),
                                         key.sign(wire::person_key_bytes(me.device, me.server.newest()))};
    const auto done = sync::put_person_key(*machine.office, errand, request);
    note("pc " + std::to_string(machine.name) + " has a key of " + known.record.name +
         (done ? "" : ", " + std::string(base::name_of(done.error().code))));
    if (!granted(done, "making a key known")) return;
    must(sync::put_person_key(*machine.office, errand, request), "the same key once more");
    count("makes a key");
    known.keys[key.public_key()] = {me.device};
    authority_.keys.emplace(key.public_key(), key);
}

void History::end_term(Machine& machine) {
    std::vector<Ledger::Person*> people;
    for (auto& [id, person] : authority_.ledger.persons)
        if (person.record.org == machine.org) people.push_back(&person);
    if (people.empty()) return;
    Ledger::Person& person = *any_of(people);
    Server& server = *servers_[machine.server];
    const Day last = today_of(server) - 1 + static_cast<Day>(below(2));
    const bool revokes = chance(50);
    model::Person record = person.record;
    if (person.first > -kNever) record.valid.from = text::from_days(person.first);
    record.valid.to = text::from_days(last);
    for (const auto& [key, where] : person.keys) record.keys.push_back({key, where.device, {}});
    if (revokes)
        for (model::PersonKey& key : record.keys) key.revoked_after = 0;
    Errand errand(server);
    if (!granted(sync::put_person(*machine.office, errand, {record, {}, 0}), "ending a term")) return;
    note("pc " + std::to_string(machine.name) + " ends the term of " + person.record.name +
         (revokes ? " and revokes the keys" : ""));
    count(revokes ? "ends a term and revokes keys" : "ends a term");
    person.last = last;
    if (revokes)
        for (auto& [key, where] : person.keys) where.revoked = true;
}

void History::change_policy(Machine& machine) {
    model::OfficePolicy policy;
    policy.org = machine.org;
    // Mostly numbers alone: few documents come through four steps in one history.
    constexpr std::uint64_t kNumbering = static_cast<std::uint64_t>(model::Step::numbering);
    policy.steps = model::Steps::from_bits(static_cast<std::uint8_t>(chance(60) ? kNumbering : below(16)));
    policy.other_signer = chance(30);
    policy.other_checker = chance(30);
    if (chance(30)) policy.desk = machine.office->identity().device;
    Errand errand(*servers_[machine.server]);
    if (!granted(sync::put_policy(*machine.office, errand, {policy}), "a policy")) return;
    note("pc " + std::to_string(machine.name) + " sets steps " + std::to_string(policy.steps.bits()));
    count("changes the policy");
    authority_.ledger.put(policy);
}

void History::reserve(Machine& machine) {
    Errand errand(*servers_[machine.server]);
    const auto left = sync::reserve_numbers(*machine.office, errand, 1 + static_cast<std::uint32_t>(below(4)));
    if (!granted(left ? base::Result<void>() : std::unexpected(left.error()), "reserving numbers")) return;
    note("pc " + std::to_string(machine.name) + " has " + std::to_string(*left) + " numbers");
    count("reserves numbers");
}

std::optional<office::Signer> History::signer_for(office::Workspace& office, const base::DocumentId& id,
                                                  model::Action action) {
    const auto people = office::possible_signers(office, id, action);
    const auto rows = office.store().person_keys();
    if (!people || !rows) return std::nullopt;
    for (const model::Person* person : *people) {
        for (const store::PersonKeyRow& row : *rows) {
            const auto owner = office.directory().owner_of(row.public_key);
            if (!owner || owner->first != person || owner->second->revoked_after) continue;
            if (!row.wrapped.empty()) {
                auto opened = office::unlock(office, base::to_text(person->id), kPin);
                if (!opened) return std::nullopt;
                count("signs with a PIN");
                return std::move(*opened);
            }
            return office::Signer{person->id, person->name, authority_.keys.at(row.public_key)};
        }
    }
    return std::nullopt;
}

void History::decide_in_name(Machine& machine, office::Workspace& office, const base::DocumentId& id) {
    // Some decisions are sealed and then stay with a PC that is switched off before it sends them.
    const bool stays = &office == &*machine.office && chance(25);
    if (stays) sync(machine);
    const auto actions = office::possible_actions(office, id);
    if (!actions || actions->empty()) return;
    using enum model::Action;
    model::Action action = any_of(*actions);
    // Numbers are few where every action is as likely as any other.
    for (const model::Action rare : {approve, assign_number})
        if (std::ranges::find(*actions, rare) != actions->end() && chance(50)) action = rare;
    const bool ends = action == archive || action == recall || action == supersede;
    if (ends && !chance(40)) return;
    const auto signer = signer_for(office, id, action);
    const bool spoils = signer && chance(6);
    const std::string word = oracle_.new_word();
    office::DecisionWords words{word, "người", signer ? &*signer : nullptr, {}};
    if (action == supersede || action == correct) words.related = any_of(documents_).first;
    const char* what = spoils ? "forges a signature" : signer ? "signs" : "decides";
    const bool done = perform(machine, office, what, [&](office::Workspace& at) -> base::Result<void> {
        DT_TRY(const office::Decided decided, office::decide(at, id, action, words));
        (void)decided;
        return spoils ? spoil_last_signature(at) : base::Result<void>();
    });
    if (!done) return;
    if (spoils) authority_.forged.insert(word);
    const std::string name(model::name_of(action));
    note("  to " + name + " " + base::to_text(id).substr(0, 8));
    wrote(machine, FactKind::note, word, id);
    if (!stays) return;
    const std::vector<store::IntentRow> intents = must(office.store().intents(), "intents");
    const auto request = office::request_for(office, intents.front());
    if (request && *request) count("a decision sealed and not sent");
}

} // namespace dongthac::simulation
