#include "client/sync/office_acts.hpp"

#include <utility>

#include "client/sync/office_requests.hpp"
#include "client/sync/round.hpp"
#include "shared/base/invitation_code.hpp"
#include "shared/office/people.hpp"

namespace dongthac::sync {

namespace {

namespace act = app::act;
using app::OfficeActDone;

constexpr std::int64_t kCodeLivesMs = std::int64_t{7} * 86'400'000;

/// The office and a way to its server.
struct Asking {
    office::Workspace& office;
    Transport& transport;
};

base::Result<Asking> ask_server(office::Workspace& office, const Connect& connect) {
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(Transport* const transport, connect(office.identity().server_url));
    return Asking{office, *transport};
}

/// What was asked is in the directory now; the next round would bring it, a person wants to see it. The server has
/// taken the act, so that a network which is gone by now fails nothing: a code that is lost with an error helps nobody.
base::Result<void> read_back(const Asking& asking) {
    const auto round = run_round(asking.office, asking.transport);
    if (!round && round.error().code != base::Code::unreachable) return std::unexpected(round.error());
    return asking.office.reload();
}

/// What somebody else changed meanwhile is read before the person is asked to look again.
base::Result<void> told(const Asking& asking, base::Result<void> answer) {
    if (!answer && answer.error().code == base::Code::record_changed) DT_CHECK(read_back(asking));
    return answer;
}

enum class Code { none, fresh };

/// Tells the server, with a new code when asked for; the code, or "".
base::Result<std::string> put(const Asking& asking, const model::Person& person, Code wanted) {
    wire::PersonRequest request{person, {}, 0, 0};
    std::string code;
    if (wanted == Code::fresh) {
        code = base::make_code(asking.office.random());
        request.code_hash = *base::hash_code(code);
        request.expires_ms = asking.office.clock().wall_ms() - asking.office.clock_skew_ms() + kCodeLivesMs;
    }
    DT_CHECK(told(asking, put_person(asking.office, asking.transport, std::move(request))));
    DT_CHECK(read_back(asking));
    return code;
}

base::Result<model::Person> person_of(const office::Workspace& office, const base::PersonId& id) {
    const model::Person* person = office.directory().find(id);
    if (person == nullptr || person->org != office.identity().org)
        return base::fail(base::Code::unknown_person, {{"name", base::to_text(id)}});
    return *person;
}

model::Person somebody_new(office::Workspace& office, const std::string& name) {
    model::Person person;
    person.id = base::new_id<base::PersonId>(office.random());
    person.org = office.identity().org;
    person.name = name;
    person.valid.from = office.today();
    return person;
}

void end_today(model::Person& person, const text::Date& today) {
    person.valid.to = today;
    for (model::PersonKey& key : person.keys)
        if (!key.revoked_after) key.revoked_after = 0; // the server puts in how far it knows the PC
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::AddPerson& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    OfficeActDone done;
    model::Person person = somebody_new(office, wanted.name);
    person.position = wanted.position;
    person.roles = wanted.roles;
    DT_TRY(done.code, put(asking, person, Code::fresh));
    done.person = std::move(person);
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::NewCode& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    OfficeActDone done;
    DT_TRY(done.person, person_of(office, wanted.person));
    DT_TRY(done.code, put(asking, *done.person, Code::fresh));
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::SetPin& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    DT_TRY(const wire::PersonKeyRequest request, office::begin_person_key(office, wanted.code, wanted.pin));
    DT_CHECK(put_person_key(office, asking.transport, request));
    DT_CHECK(read_back(asking));
    OfficeActDone done;
    if (const auto owner = office.directory().owner_of(request.key)) done.person = *owner->first;
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect&, const act::ChangePin& wanted) {
    DT_CHECK(office::change_pin(office, wanted.person, wanted.old_pin, wanted.new_pin));
    return OfficeActDone{};
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::HandOver& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    DT_TRY(model::Person from, person_of(office, wanted.from));
    model::Person to;
    if (wanted.to) {
        DT_TRY(to, person_of(office, *wanted.to));
    } else {
        to = somebody_new(office, wanted.to_name);
    }
    if (to.id == from.id) return base::fail(base::Code::unknown_person, {{"name", to.name}});
    to.roles.insert(from.roles.begin(), from.roles.end());
    to.position = wanted.position.empty() ? from.position : wanted.position;
    if (to.valid.to && *to.valid.to <= office.today()) to.valid.to.reset(); // somebody who had left comes back
    OfficeActDone done;
    // The new one first: between the two the office is never without.
    DT_TRY(done.code, put(asking, to, Code::fresh));
    end_today(from, office.today());
    DT_TRY(const std::string none, put(asking, from, Code::none));
    (void)none;
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::open_documents(office));
    for (const office::DocumentSummary& document : documents)
        done.open.push_back({document.id, document.subject, document.state});
    done.person = std::move(to);
    done.left = std::move(from);
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::EndTerm& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    DT_TRY(model::Person person, person_of(office, wanted.person));
    end_today(person, office.today());
    DT_TRY(const std::string none, put(asking, person, Code::none));
    (void)none;
    OfficeActDone done;
    done.person = std::move(person);
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::CorrectPerson& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    DT_TRY(model::Person person, person_of(office, wanted.person));
    if (wanted.name) person.name = *wanted.name;
    if (wanted.position) person.position = *wanted.position;
    DT_TRY(const std::string none, put(asking, person, Code::none));
    (void)none;
    OfficeActDone done;
    done.person = std::move(person);
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::SetPolicy& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    const auto ours = [&](model::OfficePolicy policy) {
        policy.org = office.identity().org;
        return policy;
    };
    model::OfficePolicy policy = ours(wanted.policy);
    const model::OfficePolicy now = ours(office.directory().policy_of(office.identity().org));
    if (now == policy) return OfficeActDone{}; // the answer to the same act may have been lost
    // What came in since the person looked is known to this PC, so the server would not object.
    if (now != ours(wanted.was)) return base::fail(base::Code::record_changed);
    DT_CHECK(told(asking, put_policy(office, asking.transport, {std::move(policy), 0})));
    DT_CHECK(read_back(asking));
    return OfficeActDone{};
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect& connect, const act::ReserveNumbers& wanted) {
    DT_TRY(const Asking asking, ask_server(office, connect));
    OfficeActDone done;
    DT_TRY(done.numbers, reserve_numbers(office, asking.transport, wanted.wanted));
    return done;
}

base::Result<OfficeActDone> work(office::Workspace& office, const Connect&, const act::Sign& wanted) {
    DT_TRY(const office::Signer signer, office::unlock(office, wanted.person, wanted.pin));
    DT_CHECK(office::decide(office, wanted.document, wanted.action, {.note = wanted.note, .signer = &signer}));
    return OfficeActDone{};
}

} // namespace

base::Result<OfficeActDone> carry_out(office::Workspace& office, const Connect& connect, const app::OfficeAct& act) {
    return std::visit([&](const auto& wanted) { return work(office, connect, wanted); }, act);
}

} // namespace dongthac::sync
