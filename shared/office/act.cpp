#include "shared/office/act.hpp"

#include <utility>

#include "shared/office/log.hpp"
#include "shared/office/open_row.hpp"

namespace dongthac::office {

Act::Act(Workspace& office, const base::DocumentId& document)
    : office_(&office), document_(document), projector_(office.store(), office.clock().wall_ms()) {}

base::Result<Act> Act::begin(Workspace& office, const base::DocumentId& document, Writes writes) {
    DT_CHECK(office.follow_identity());
    Act act(office, document);
    DT_TRY(act.counter_, office.counter());
    DT_TRY(act.head_, act.projector_.head(document));
    if (writes == Writes::anything && act.head_->waiting > 0) { // seldom: then the log is looked at
        DT_TRY(const bool newer, needs_newer_program(office.store(), document));
        if (newer) return base::fail(base::Code::unknown_format, {{"id", base::to_text(document)}});
    }
    act.parents_ = act.head_->heads;
    act.lamport_ = act.head_->lamport;
    return act;
}

base::Result<const change::NodeState*> Act::node(const base::NodeId& id) { return projector_.node(document_, id); }

base::Result<base::ChangeId> Act::add(change::Payload payload) {
    change::Change change;
    if (auto* create = std::get_if<change::CreateDocument>(&payload); create != nullptr && create->org.empty())
        create->org = office_->identity().org; // the office was joined while the draft was being made
    change.id = {office_->identity().replica, ++counter_};
    change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
    change.schema = change::schema_of(payload);
    change.min_reader = change.schema;
    change.document = document_;
    change.lamport = ++lamport_;
    change.wall_ms = office_->clock().wall_ms();
    change.parents = std::exchange(parents_, {change.id});
    change.payload = std::move(payload);
    DT_CHECK(projector_.apply(change));
    changes_.push_back(std::move(change));
    return changes_.back().id;
}

base::Result<void> Act::store_rows() {
    DT_TRY(std::vector<OpenRow> rows, open_rows_of(changes_));
    for (OpenRow& open : rows) {
        const store::SegmentRow row{0,
                                    office_->identity().draft_feed(),
                                    office_->identity().replica,
                                    open.changes.front().id.counter,
                                    open.changes.back().id.counter,
                                    open.changes.size(),
                                    store::SegmentState::open,
                                    0,
                                    {},
                                    std::move(open.bytes)};
        DT_TRY(const std::int64_t id, office_->store().add_segment(row, {document_}));
        (void)id;
    }
    return {};
}

base::Result<void> Act::finish() {
    if (changes_.empty()) return {};
    // Rows before projections: what does not simply follow is built again from the log.
    DT_CHECK(store_rows());
    return projector_.finish();
}

} // namespace dongthac::office
