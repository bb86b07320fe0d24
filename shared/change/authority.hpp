#pragma once

#include "shared/change/change.hpp"
#include "shared/change/revision.hpp"
#include "shared/model/directory.hpp"
#include "shared/model/feed.hpp"

// Who may take a decision: one answer for the PC that offers the button and the server that lets it in.

namespace dongthac::change {

/// Who acts: a PC with its roles and, where one has signed, a person.
struct Actor {
    model::OrgId org;
    std::set<model::Role> roles; ///< of the PC
    base::DeviceId device;
    const model::Person* person = nullptr;
    const model::PersonKey* key = nullptr; ///< of `person`
};

/// The PC `device`, and the owner of the key in `seal` where the directory knows it. The signature is not looked at.
[[nodiscard]] Actor actor_of(const model::Directory& directory, const model::Device& device,
                             const std::optional<PersonSeal>& seal);

/// True when `org` has named somebody whose role this action needs: from then on the PC's own roles do not do. Where
/// the office wants a second person to sign or check, whoever begins the review is a person, too, or nobody could tell
/// the two apart.
[[nodiscard]] bool needs_person(const model::Directory& directory, const model::OrgId& org, model::Action action,
                                model::DocumentState from, const text::Date& day);

/// Role, side and desk: may `actor` take `action` on a document of `owner` in `from` on that day? What was submitted is
/// answered by an office directly above on the day it was `submitted`, or on this one. Errors: not_allowed,
/// needs_person {action, org}, no_superior.
[[nodiscard]] base::Result<void> may_decide(const model::Directory& directory, const Actor& actor, model::Action action,
                                            model::DocumentState from, const model::OrgId& owner, const text::Date& day,
                                            const std::optional<text::Date>& submitted = std::nullopt);

/// How many offices one announcement may be addressed to: each gets a copy. What concerns more goes to all below.
inline constexpr std::size_t kMostAddressees = 3;

/// The feeds a decision goes to, exactly, the actor's own first (DESIGN §6), for a document that travels by `route`.
/// Errors: no_superior; bad_value {field addressees} for too many, or one that is not directly below on that day.
[[nodiscard]] base::Result<std::vector<model::Feed>> feeds_for(const model::Directory& directory, model::Action action,
                                                               const model::OrgId& org, const model::OrgId& owner,
                                                               const text::Date& day, const Route& route = {});

/// May these files go with `transition`? At most kMostSignatures, kMostSignatureBytes together, each with a plain name,
/// and only where there is a revision for them to be about. Errors: too_large {path, limit_mb}, bad_value.
[[nodiscard]] base::Result<void> check_signatures(const Transition& transition);

/// NĐ 30 asks several people to look at one document; an office may insist that they are several. `drafter` is who
/// began the review or, without one, submitted; empty when no person did. Error same_person {action, name}.
[[nodiscard]] base::Result<void> check_separation(const model::OfficePolicy& policy, const base::PersonId& drafter,
                                                  const Actor& actor, model::Action action);

} // namespace dongthac::change
