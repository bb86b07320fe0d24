#include "shared/office/people.hpp"

#include <algorithm>

#include "shared/text/collate.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"
#include "shared/wire/wrapped_seed.hpp"

namespace dongthac::office {

namespace {

/// The PIN as it was set, whatever the input method made of it.
base::Result<std::string> pin_in(std::string_view typed) { return text::to_nfc(typed); }

base::Result<store::PersonKeyRow> row_named(Workspace& office, std::string_view name, std::string& full_name) {
    DT_TRY(const std::vector<PersonHere> people, people_here(office));
    const std::string wanted = text::search_key(name);
    const PersonHere* found = nullptr;
    for (const PersonHere& one : people) {
        const bool fits = text::search_key(one.person->name) == wanted ||
                          (wanted.size() >= 4 && base::to_text(one.person->id).starts_with(wanted));
        if (!fits) continue;
        if (found != nullptr && found->person != one.person)
            found = nullptr;
        else
            found = &one;
        if (found == nullptr) break; // two of that name: the id tells them apart
    }
    if (found == nullptr) return base::fail(base::Code::unknown_person, {{"name", std::string(name)}});
    full_name = found->person->name;
    DT_TRY(std::vector<store::PersonKeyRow> rows, office.store().person_keys());
    return std::move(*std::ranges::find(rows, found->key, &store::PersonKeyRow::public_key));
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
    std::ranges::stable_sort(people, {}, [](const PersonHere& one) { return text::collation_key(one.person->name); });
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

base::Result<Signer> unlock(Workspace& office, std::string_view name, std::string_view pin) {
    Signer signer{{}, {}, base::KeyPair::from_seed({})};
    DT_TRY(const store::PersonKeyRow row, row_named(office, name, signer.name));
    DT_TRY(const std::string plain, pin_in(pin));
    DT_TRY(signer.key, open_row(office, row, plain));
    signer.person = office.directory().owner_of(row.public_key)->first->id;
    return signer;
}

base::Result<void> change_pin(Workspace& office, std::string_view name, std::string_view old_pin,
                              std::string_view new_pin) {
    DT_TRY(const std::string plain, pin_in(new_pin));
    DT_CHECK(base::check_pin(plain));
    DT_TRY(const Signer signer, unlock(office, name, old_pin));
    DT_TRY(const base::PinCost cost, base::tune_pin_cost(office.clock()));
    DT_TRY(const base::WrappedSeed wrapped, base::wrap(signer.key, plain, cost, office.random()));
    return office.store().put_person_key({signer.key.public_key(), wire::encode(wrapped), 0, 0});
}

base::Result<std::vector<DocumentSummary>> open_documents(Workspace& office) {
    DT_TRY(std::vector<DocumentSummary> documents, list_documents(office));
    std::erase_if(documents, [&](const DocumentSummary& document) {
        return document.org != office.identity().org || !model::is_editable(document.state);
    });
    return documents;
}

} // namespace dongthac::office
