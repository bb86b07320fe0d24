#include "shared/office/past.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

/// Passes everything on to a document and keeps each node as it was when it was first asked for.
class Recording final : public change::Nodes {
  public:
    explicit Recording(change::Document& document) : document_(document) {}
    change::NodeState* find(const base::NodeId& id) override {
        change::NodeState* node = document_.find(id);
        if (node != nullptr) before_.try_emplace(id, *node);
        return node;
    }
    change::NodeState& obtain(const base::NodeId& id) override {
        const change::NodeState* known = document_.find(id);
        before_.try_emplace(id, known == nullptr ? change::NodeState{} : *known);
        return document_.obtain(id);
    }
    [[nodiscard]] const std::map<base::NodeId, change::NodeState>& before() const { return before_; }

  private:
    change::Document& document_;
    std::map<base::NodeId, change::NodeState> before_;
};

std::vector<Touch> differences(const change::Document& before, const change::Document& after) {
    std::vector<Touch> touches;
    for (const auto& [id, node] : after.nodes) {
        const auto old = before.nodes.find(id);
        if (old == before.nodes.end())
            touches.push_back({{}, node});
        else if (!(old->second == node))
            touches.push_back({old->second, node});
    }
    return touches;
}

} // namespace

base::Result<Past> Past::read(Workspace& office, const base::DocumentId& document) {
    DT_TRY(const bool partial, office.store().is_partial(document));
    if (partial) return base::fail(base::Code::history_loading, {{"id", base::to_text(document)}});
    DT_TRY(const std::vector<store::SegmentRow> rows, office.store().segments_of(document));
    if (rows.empty()) return base::fail(base::Code::unknown_document, {{"id", base::to_text(document)}});
    std::vector<std::pair<change::Change, base::DeviceId>> all;
    for (const store::SegmentRow& row : rows) {
        base::DeviceId device = office.identity().device;
        if (row.state != store::SegmentState::open) {
            DT_TRY(const wire::SegmentHeader header, wire::read_header(row.bytes));
            device = header.device;
        }
        DT_TRY(std::vector<change::Change> part, changes_in(row));
        for (change::Change& change : part)
            if (change.document == document) all.emplace_back(std::move(change), device);
    }
    Past past(document, {}, {});
    past.take(std::move(all));
    return past;
}

Past::Past(const base::DocumentId& document, std::vector<change::Change> changes, const base::DeviceId& device)
    : document_(document) {
    std::vector<std::pair<change::Change, base::DeviceId>> all;
    for (change::Change& change : changes) all.emplace_back(std::move(change), device);
    take(std::move(all));
}

void Past::take(std::vector<std::pair<change::Change, base::DeviceId>> all) {
    std::ranges::sort(all, [](const auto& a, const auto& b) { return change::canonical_less(a.first, b.first); });
    for (auto& [change, device] : all) {
        if (index_.contains(change.id)) continue; // told twice
        Seen seen;
        if (change::lane_of(change) == change::Lane::draft) {
            const bool closed =
                std::ranges::all_of(change.parents, [&](const base::ChangeId& id) { return index_.contains(id); });
            if (!closed) continue;
            for (const base::ChangeId& parent : change.parents)
                for (const auto& [replica, counter] : seen_[index_.at(parent)]) {
                    std::uint64_t& most = seen[replica];
                    most = std::max(most, counter);
                }
            seen[change.id.replica] = change.id.counter;
        }
        index_.emplace(change.id, changes_.size());
        changes_.push_back(std::move(change));
        devices_.push_back(device);
        seen_.push_back(std::move(seen));
    }
}

std::optional<std::size_t> Past::index_of(const base::ChangeId& id) const {
    const auto found = index_.find(id);
    if (found == index_.end()) return std::nullopt;
    return found->second;
}

bool Past::saw(std::size_t later, std::size_t earlier) const {
    const base::ChangeId& id = changes_[earlier].id;
    const auto found = seen_[later].find(id.replica);
    return !seen_[earlier].empty() && found != seen_[later].end() && found->second >= id.counter;
}

bool Past::concurrent(std::size_t a, std::size_t b) const {
    if (seen_[a].empty() || seen_[b].empty()) return false;
    return !saw(a, b) && !saw(b, a);
}

change::Document Past::seen_by(std::size_t index, std::size_t end) const {
    std::vector<change::Change> seen;
    for (std::size_t i = 0; i < end; ++i)
        if (saw(index, i)) seen.push_back(changes_[i]);
    return change::build(document_, seen);
}

change::Document Past::before(std::size_t index) const { return seen_by(index, index); }

change::Document Past::after(std::size_t index) const { return seen_by(index, index + 1); }

void PastWalk::move_to(std::size_t index) {
    const std::vector<change::Change>& changes = past_->changes();
    if (begun_)
        for (; next_ < index; ++next_)
            if (past_->saw(index, next_) && change::follows(at_.head, at_, changes[next_]))
                change::apply_next(at_.head, at_, changes[next_]);
    if (!begun_ || at_.head.heads != changes[index].parents) at_ = past_->before(index);
    begun_ = true;
    next_ = index + 1;
}

std::vector<Touch> PastWalk::touches(std::size_t index) {
    const change::Change& change = past_->changes()[index];
    move_to(index);
    if (!change::follows(at_.head, at_, change)) { // a move to another level: only the whole set says what it changes
        const change::Document before = std::exchange(at_, past_->after(index));
        return differences(before, at_);
    }
    Recording recording(at_);
    change::apply_next(at_.head, recording, change);
    std::vector<Touch> touches;
    for (const auto& [id, node] : recording.before()) {
        const change::NodeState* now = at_.find(id);
        if (now != nullptr && !(*now == node)) touches.push_back({node, *now});
    }
    return touches;
}

} // namespace dongthac::office
