#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "shared/change/change.hpp"
#include "shared/change/revision.hpp"
#include "shared/store/feed_store.hpp"
#include "shared/text/date.hpp"

namespace dongthac::server {

/// bad_bytes, for a decision whose parts do not fit together.
[[nodiscard]] std::unexpected<base::Error> malformed_decision(const char* reason);

/// What was decided about a document so far.
struct DecisionLine {
    std::vector<change::Change> transitions; ///< each once, in any order
    std::optional<text::Date> submitted;     ///< the day the server took the last submission
};

/// The revision `transition` makes, or is about: of what kind the document is, and whom it is addressed to. Errors:
/// bad_bytes.
[[nodiscard]] base::Result<change::Route> route_of(const change::Transition& transition, const DecisionLine& line);

/// The feeds `transition` goes to, exactly (DESIGN §6), the office's own among them. Errors: no_superior, bad_bytes,
/// bad_value.
[[nodiscard]] base::Result<std::set<std::string>> feeds_for(const model::Directory& directory,
                                                            const change::Transition& transition,
                                                            const change::Route& route, const text::Date& day);

/// Role, side, desk and person: may whoever sealed `decision`, at the PC `sender`, do this to a document in `from`? A
/// key that was revoked seals nothing new: a copied disk goes on under a name that counts anew, so its counters tell
/// nothing. Errors: not_allowed, needs_person, bad_signature for a seal that is not the person's, or not any more.
[[nodiscard]] base::Result<void> check_rights(const model::Directory& directory, const model::Device& sender,
                                              const change::Change& decision, model::DocumentState from,
                                              const text::Date& day, const std::optional<text::Date>& submitted);

/// What was decided about this document before: a note where one is due, the very text that was reviewed, another
/// person where the office wants two, and nothing issued but what was signed. Errors: needs_note, changed_since_review,
/// same_person; state_conflict when it is issued under another number or as another text than it has by now.
[[nodiscard]] base::Result<void> check_line(const model::Directory& directory, const model::Device& sender,
                                            const change::Change& decision, model::DocumentState from,
                                            const DecisionLine& line);

/// A revision is its bytes: the hash must be theirs and they must be about this document. Errors: bad_bytes.
[[nodiscard]] base::Result<void> check_revision(const change::Transition& transition, const base::DocumentId& document);

/// The compare of the compare-and-set (DESIGN §5), by the way the document travels and the steps of its office.
[[nodiscard]] bool is_next(const model::Directory& directory, const store::DocumentDecision& current,
                           const change::Transition& transition, model::Flow flow);

/// Every transition of `document` in the feeds that decisions of `owner`'s documents go to.
[[nodiscard]] base::Result<DecisionLine> line_of(store::FeedStore& store, const model::Directory& directory,
                                                 const base::DocumentId& document, const model::OrgId& owner,
                                                 const text::Date& day);

/// Where the transitions of one document lead: one for each state version, the first by change::decision_less where
/// a restored server let in a second — the same rule as change::build, so that readers agree with the server. `changes`
/// holds at least one transition.
[[nodiscard]] store::DocumentDecision line_end(const base::DocumentId& document, std::vector<change::Change> changes);

} // namespace dongthac::server
