#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/document_state.hpp"
#include "shared/model/office_policy.hpp"
#include "shared/model/person.hpp"

/// What is done about the people of an office and how it works, as plain data: a screen, a command and the background
/// thread speak of the same acts. sync::carry_out does them.
namespace dongthac::app {

namespace act {

/// Somebody new, from today; gives a code to set a PIN with.
struct AddPerson {
    std::string name;
    std::string position; ///< chức vụ, "" for none
    std::set<model::Role> roles;
};
/// Another code: for one more PC, or after a forgotten PIN.
struct NewCode {
    base::PersonId person;
};
/// Somebody with a code sets a PIN at this PC.
struct SetPin {
    std::string code;
    std::string pin;
};
/// Needs no network.
struct ChangePin {
    base::PersonId person;
    std::string old_pin;
    std::string new_pin;
};
/// `to` takes over the roles of `from` today, whose own work here ends.
struct HandOver {
    base::PersonId from;
    std::optional<base::PersonId> to; ///< nothing for somebody new
    std::string to_name;              ///< of somebody new
    std::string position;             ///< "" for that of `from`
};
/// A name or position was wrong; nothing leaves it as it is.
struct CorrectPerson {
    base::PersonId person;
    std::optional<std::string> name;
    std::optional<std::string> position;
};
/// A last day, and every key revoked; what was signed until now stays signed.
struct EndTerm {
    base::PersonId person;
};
/// The office is that of this PC, whatever stands in it.
struct SetPolicy {
    model::OfficePolicy policy;
    model::OfficePolicy was; ///< what it was changed from: what a colleague saved meanwhile must not be undone unseen
};
struct ReserveNumbers {
    std::uint32_t wanted = 1; ///< 1 to 50
};
/// A decision that somebody answers for with a signature. Needs no network: a later round carries it.
struct Sign {
    base::DocumentId document;
    model::Action action = model::Action::approve;
    std::string note;
    base::PersonId person;
    std::string pin;
};

} // namespace act

using OfficeAct = std::variant<act::AddPerson, act::NewCode, act::SetPin, act::ChangePin, act::HandOver, act::EndTerm,
                               act::SetPolicy, act::ReserveNumbers, act::CorrectPerson, act::Sign>;

/// "add_person", or the name of the action that is signed: the last part of the string keys `done.<name>`.
[[nodiscard]] std::string_view name_of(const OfficeAct& act);

/// A document that was open when somebody handed over.
struct OpenDocument {
    base::DocumentId id;
    std::string subject;
    model::DocumentState state = model::DocumentState::draft;
};

/// What came of an act; what it has nothing to say about is empty.
struct OfficeActDone {
    std::optional<model::Person> person; ///< who was added, given a code, has a PIN now, takes over, or left
    std::optional<model::Person> left;   ///< who handed over
    std::string code;                    ///< one-time, seven days; nobody else can read it anywhere
    std::vector<OpenDocument> open;      ///< of a hand-over
    std::size_t numbers = 0;             ///< reserved here and not given yet
};

/// How the acts asked of the background thread stand. A copy is cheap: take one every frame.
struct OfficeActStatus {
    std::uint64_t ended = 0; ///< acts that came to an end, well or not
    bool working = false;
    std::string name;                          ///< of the last that ended: name_of()
    std::optional<base::Error> problem;        ///< of the last that ended
    std::shared_ptr<const OfficeActDone> done; ///< of the last that ended well
};

} // namespace dongthac::app
