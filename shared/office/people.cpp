#include "shared/office/people.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/office/find_person.hpp"
#include "shared/text/collate.hpp"
#include "shared/text/nfc.hpp"
#include "shared/wire/wrapped_seed.hpp"

namespace dongthac::office {

namespace {

/// The PIN as it was set, whatever the input method made of it.
base::Result<std::string> pin_in(std::string_view typed) { return text::to_nfc(typed); }

/// The key of `person` at this PC. Who forgot a PIN and set another has two: the newest counts.
base::Result<store::PersonKeyRow> row_of(Workspace& office, const base::PersonId& id) {
    DT_TRY(std::vector<store::PersonKeyRow> rows, office.store().person_keys());
    const model::Person* person = office.directory().find(id);
    if (person == nullptr) return base::fail(base::Code::unknown_person, {{"name", base::to_text(id)}});
    for (auto key = person->keys.rbegin(); key != person->keys.rend(); ++key) {
        if (key->revoked_after || key->device != office.identity().device) continue;
        const auto row = std::ranges::find(rows, key->key, &store::PersonKeyRow::public_key);
        if (row != rows.end()) return std::move(*row);
    }
    return base::fail(base::Code::unknown_person, {{"name", person->name}});
}

/// Milliseconds that still have to pass. A clock that was put back does not make it more than one whole delay.
std::int64_t wait_left(const store::PersonKeyRow& row, std::int64_t now) {
    const std::int64_t delay = base::pin_delay_ms(row.wrong);
    const std::int64_t passed = now - row.tried_ms;
    return passed < 0 ? delay : std::max<std::int64_t>(delay - passed, 0);
}

base::Result<base::KeyPair> open_row(Workspace& office, store::PersonKeyRow row, std::string_view pin) {
    const std::int64_t now = office.clock().wall_ms();
    if (const std::int64_t left = wait_left(row, now); left > 0) {
        // Waiting begins anew where the clock says that nothing has passed, or it would never end.
        if (now < row.tried_ms) {
            row.tried_ms = now;
            DT_CHECK(office.store().put_person_key(row));
        }
        return base::fail(base::Code::pin_wait, {{"seconds", std::to_string((left + 999) / 1000)}});
    }
    DT_TRY(const base::WrappedSeed wrapped, wire::decode_wrapped_seed(row.wrapped));
    ++row.wrong;
    row.tried_ms = now;
    DT_CHECK(office.store().put_person_key(row)); // first: a program that is stopped has still tried
    auto key = base::unwrap(wrapped, pin);
    if (!key && key.error().code != base::Code::wrong_pin) --row.wrong;
    if (key) row.wrong = 0;
    if (row.wrong == 0 || !key) DT_CHECK(office.store().put_person_key(row));
    if (!key && key.error().code == base::Code::wrong_pin)
        return base::fail(base::Code::wrong_pin, {{"tries", std::to_string(row.wrong)}});
    return key;
}

/// A key under this PIN of which no directory has told yet: the answer was lost, or the code was mistyped.
base::Result<std::optional<base::KeyPair>> key_not_known_yet(Workspace& office, std::string_view pin) {
    DT_TRY(const std::vector<store::PersonKeyRow> rows, office.store().person_keys());
    for (const store::PersonKeyRow& row : rows) {
        if (office.directory().owner_of(row.public_key)) continue;
        DT_TRY(const base::WrappedSeed wrapped, wire::decode_wrapped_seed(row.wrapped));
        auto key = base::unwrap(wrapped, pin);
        if (key) return std::optional(std::move(*key));
        if (key.error().code != base::Code::wrong_pin) return std::unexpected(key.error());
    }
    return std::optional<base::KeyPair>{};
}

} // namespace

base::Result<std::vector<PersonHere>> people_here(Workspace& office) {
    DT_TRY(const std::vector<store::PersonKeyRow> rows, office.store().person_keys());
    std::vector<PersonHere> people;
    for (const store::PersonKeyRow& row : rows) {
        const auto owner = office.directory().owner_of(row.public_key);
        if (owner && !owner->second->revoked_after && owner->second->device == office.identity().device)
            people.push_back({owner->first, row.public_key});
    }
    text::sort_by_name(people, [](const PersonHere& one) { return one.person->name; });
    return people;
}

base::Result<wire::PersonKeyRequest> begin_person_key(Workspace& office, std::string_view code, std::string_view pin) {
    const Identity& me = office.identity();
    if (!me.enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(const std::string plain, pin_in(pin));
    DT_TRY(std::optional<base::KeyPair> unsaid, key_not_known_yet(office, plain));
    const base::KeyPair key = unsaid ? *unsaid : base::KeyPair::generate(office.random());
    if (!unsaid) {
        DT_TRY(const base::PinCost cost, base::tune_pin_cost(office.clock()));
        DT_TRY(const base::WrappedSeed wrapped, base::wrap(key, plain, cost, office.random()));
        DT_CHECK(office.store().put_person_key({key.public_key(), wire::encode(wrapped), 0, 0}));
    }
    return wire::PersonKeyRequest{std::string(code), key.public_key(),
                                  key.sign(wire::person_key_bytes(me.device, me.server.newest()))};
}

base::Result<base::PersonId> person_here(Workspace& office, std::string_view typed) {
    DT_TRY(const std::vector<PersonHere> here, people_here(office));
    std::vector<const model::Person*> people;
    for (const PersonHere& one : here) people.push_back(one.person);
    DT_TRY(const model::Person* const found, find_person(people, typed, Spelling::folded));
    return found->id;
}

base::Result<Signer> unlock(Workspace& office, const base::PersonId& person, std::string_view pin) {
    DT_TRY(const store::PersonKeyRow row, row_of(office, person));
    DT_TRY(const std::string plain, pin_in(pin));
    DT_TRY(base::KeyPair key, open_row(office, row, plain));
    return Signer{person, office.directory().find(person)->name, std::move(key)};
}

base::Result<Signer> unlock(Workspace& office, std::string_view name, std::string_view pin) {
    DT_TRY(const base::PersonId person, person_here(office, name));
    return unlock(office, person, pin);
}

base::Result<void> change_pin(Workspace& office, const base::PersonId& person, std::string_view old_pin,
                              std::string_view new_pin) {
    DT_TRY(const std::string plain, pin_in(new_pin));
    DT_CHECK(base::check_pin(plain));
    DT_TRY(const Signer signer, unlock(office, person, old_pin));
    DT_TRY(const base::PinCost cost, base::tune_pin_cost(office.clock()));
    DT_TRY(const base::WrappedSeed wrapped, base::wrap(signer.key, plain, cost, office.random()));
    return office.store().put_person_key({signer.key.public_key(), wire::encode(wrapped), 0, 0});
}

base::Result<std::vector<DocumentSummary>> open_documents(Workspace& office) {
    DT_TRY(std::vector<DocumentSummary> documents, list_documents(office));
    std::erase_if(documents, [&](const DocumentSummary& document) {
        const model::RecordType* type = model::record_type(document.kind);
        const bool is_record = type != nullptr && type->flow != model::Flow::administrative;
        // A record may be amended for ever; what is open of it is what its office has not handed in.
        const bool is_open = is_record ? document.state == model::DocumentState::draft ||
                                             document.state == model::DocumentState::returned
                                       : model::is_editable(document.state);
        return document.org != office.identity().org || !is_open;
    });
    return documents;
}

} // namespace dongthac::office
