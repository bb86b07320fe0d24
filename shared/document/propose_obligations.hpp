#pragma once

#include <cstddef>
#include <vector>

#include "shared/model/obligation.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// What a sentence of a plan seems to ask for. `item` indexes the outline's items; in an outline made by outline_of
/// they are document.in_order().
struct ProposedObligation {
    std::size_t item = 0;
    model::Obligation obligation;
};

/// What a plan asks of whom, read from its words for a person to confirm, in the order of the text: each sentence or
/// clause that tells somebody to do a thing, with how often, how much, through what and to whom it says. Tasks,
/// reporting and budget are read whole; of requirements, topics and channels only what names a task by the words of the
/// tables; of the closing what it requests. A clause with several beats ("tháng, quý") gives one obligation each.
///
/// `quote` and every name are the plan's own words; all are drafts with origin in_plan, without ids or sources. Advice:
/// what is not recognised stays unspecified, "other" for an output. Takes any outline; time grows with its text. Pure;
/// any thread.
[[nodiscard]] std::vector<ProposedObligation> propose_obligations(const model::Outline& plan);

} // namespace dongthac::document
