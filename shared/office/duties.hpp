#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/change/change.hpp"
#include "shared/change/state.hpp"
#include "shared/model/obligation.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// What records that answer a duty for a period name (store::WorkRow::form): the form, or of a completion the duty.
[[nodiscard]] base::DocumentId answered_by(std::uint16_t record, const base::NodeId& duty,
                                           const base::DocumentId& form);

/// What is asked for and has a clock: an obligation of a schedule in force, or a request.
struct Duty {
    base::DocumentId source; ///< the schedule or request
    base::NodeId node;       ///< the obligation; the root of a request
    model::OrgId issuer;
    std::string title;        ///< what is to be done, for lists
    std::uint16_t record = 0; ///< the kind of record that fulfils it
    base::DocumentId form;    ///< of submissions: the template they answer
    std::string period;       ///< of a request: its one period; else empty
    model::Obligation obligation;

    [[nodiscard]] base::DocumentId answered() const { return answered_by(record, node, form); }
};

/// An obligation as it stands in a schedule's node. What cannot be read is left as a new one has it.
[[nodiscard]] model::Obligation obligation_in(const change::NodeState& node);
/// Writes an obligation as a node of a schedule that is being made.
base::NodeId add_obligation(Draft& draft, const model::Obligation& obligation, const base::DocumentId& form);

/// Every duty that this PC knows of and that is in force, schedules first; unreadable rules count as none. Errors: the
/// store's, bad_bytes.
[[nodiscard]] base::Result<std::vector<Duty>> duties(Workspace& office);

/// Until when `org` has to fulfil what `rules` say: schools by theirs, wards and departments by theirs, each by the
/// next higher level's where its own is not said; on the last day itself where nothing is.
[[nodiscard]] model::DueRule rule_for(const model::DueRules& rules, const model::Organisation* org);

} // namespace dongthac::office
