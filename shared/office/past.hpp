#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "shared/change/build.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// All changes of one document as they stand in the log, and what each of their authors had seen: what history, restore
/// and undo read from. A value; it does not follow the log. Changes whose parents have not come are left out.
class Past {
  public:
    /// Reads the log rows of this document and no others. Errors: unknown_document, those of the store.
    [[nodiscard]] static base::Result<Past> read(Workspace& office, const base::DocumentId& document);
    /// The same from changes at hand, all of them from `device`.
    Past(const base::DocumentId& document, std::vector<change::Change> changes, const base::DeviceId& device);

    [[nodiscard]] const base::DocumentId& document() const { return document_; }
    /// In canonical order, both lanes, each change once.
    [[nodiscard]] const std::vector<change::Change>& changes() const { return changes_; }
    [[nodiscard]] std::optional<std::size_t> index_of(const base::ChangeId& id) const;
    /// The PC that wrote a change: its segment says so. Empty when it does not say.
    [[nodiscard]] const base::DeviceId& device_of(std::size_t index) const { return devices_[index]; }
    /// True when draft `later` had seen draft `earlier`, or is it.
    [[nodiscard]] bool saw(std::size_t later, std::size_t earlier) const;
    /// Neither had seen the other; false between lanes.
    [[nodiscard]] bool concurrent(std::size_t a, std::size_t b) const;

    /// The document as the author of draft `index` saw it, without that change.
    [[nodiscard]] change::Document before(std::size_t index) const;
    /// The same with that change: what a person read on that page at that moment.
    [[nodiscard]] change::Document after(std::size_t index) const;

  private:
    using Seen = std::unordered_map<base::ReplicaId, std::uint64_t, base::IdHash>;
    void take(std::vector<std::pair<change::Change, base::DeviceId>> all);
    [[nodiscard]] change::Document seen_by(std::size_t index, std::size_t end) const;

    base::DocumentId document_;
    std::vector<change::Change> changes_;
    std::vector<base::DeviceId> devices_;
    std::vector<Seen> seen_; ///< per change; empty for transitions
    std::unordered_map<base::ChangeId, std::size_t, base::IdHash> index_;
};

/// What one change did to the nodes it touched: each as it was and as it was afterwards.
struct Touch {
    change::NodeState before; ///< its id is empty when the change made the node
    change::NodeState after;
};

/// Walks through the past in canonical order, keeping one document that is moved forward where that is possible and
/// built again where two people wrote side by side.
class PastWalk {
  public:
    explicit PastWalk(const Past& past) : past_(&past) {}
    /// What draft `index` changed on the page its author saw. Ask in ascending order: going back costs a build.
    [[nodiscard]] std::vector<Touch> touches(std::size_t index);

  private:
    void move_to(std::size_t index);

    const Past* past_;
    change::Document at_;
    std::size_t next_ = 0; ///< the first change not tried on `at_`
    bool begun_ = false;
};

} // namespace dongthac::office
