#pragma once

#include "tests/support/newer_segment.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

/// A segment of `machine` in a form this program does not know; its bytes.
inline base::Bytes write_as_a_newer_program(Machine& machine, const base::DocumentId& id) {
    const std::string feed = "own/truong-a";
    const office::Identity& me = machine.office.identity();
    store::OfficeStore& store = machine.office.store();
    change::Change change;
    change.id = {me.replica, machine.office.counter().value() + 1};
    change.kind = static_cast<std::uint16_t>(change::Kind::hide_node);
    change.document = id;
    change.parents = machine.read(id).head.heads;
    change.payload = change::HideNode{base::root_node(id)};
    store::TipRow tip = store.tip(feed, me.replica).value();
    const base::Bytes bytes = sealed_by_a_newer_program(feed, std::span(&change, 1), me.key, tip.sealed_hash);
    const std::uint64_t number = change.id.counter;
    const base::Hash hash = wire::chain_hash(bytes, tip.sealed_hash);
    EXPECT_TRUE(
        store.add_segment({0, feed, me.replica, number, number, 1, store::SegmentState::sealed, 0, hash, bytes}, {id}));
    EXPECT_TRUE(store.put_tip({feed, me.replica, number, hash, tip.acked_counter, tip.acked_hash}));
    EXPECT_TRUE(machine.office.note_counter(number));
    EXPECT_TRUE(office::rebuild_projections(machine.office));
    return bytes;
}

} // namespace dongthac::tests
