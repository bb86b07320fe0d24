#include <gtest/gtest.h>

#include "tests/support/state_school.hpp"

namespace dongthac::sync {

namespace {

using tests::any_of;
using tests::chance;
using tests::enter;
using tests::enter_by_history;
using tests::follow;
using tests::Machine;
using tests::rows_of;
using tests::School;

/// One lie about a document: anything its form allows.
void lie(base::Random& random, wire::StateDocument& document) {
    if (document.nodes.empty()) return;
    change::NodeState& node = document.nodes[static_cast<std::size_t>(random.below(document.nodes.size()))];
    const base::NodeId other = any_of(random, document.nodes).id;
    const auto list = [&] { return std::vector<base::NodeId>(1, other); };
    switch (random.below(12)) {
    case 0: node.tokens.clear(); return;
    case 1: node.tokens.assign(40, "bịa"); return;
    case 2: node.sequence = {"một", " ", "hai"}; return;
    case 3: node.hidden = !node.hidden; return;
    case 4: node.absorbed = !node.absorbed; return;
    case 5: node.continued_by = list(); return;
    case 6: node.broken_in = list(); return;
    case 7: node.split_from = other; return;
    case 8: node.fields.clear(); return;
    case 9: node.reviews = {{{base::ReplicaId{{1}}, 1}, {base::ReplicaId{{2}}, 9}}}; return;
    case 10: document.head.comments.push_back({{base::ReplicaId{{4}}, 7}, other, "bịa", "ai đó", 5}); return;
    default: document.nodes.erase(document.nodes.begin() + static_cast<std::ptrdiff_t>(random.below(2))); return;
    }
}

TEST(StateLies, OfAnyKindBreakNothingAndAreGoneWithTheHistory) {
    const std::uint64_t seed = tests::property_seed(733);
    for (std::uint64_t run = 0; run < 12; ++run) {
        base::SeededRandom random(seed + run);
        School school;
        const base::DocumentId id = school.plan_with_state();
        bool differs = false;
        school.forge([&](std::vector<wire::StateDocument>& documents) {
            const std::vector<wire::StateDocument> truth = documents;
            for (std::uint64_t lies = 1 + random.below(5); lies > 0; --lies)
                for (wire::StateDocument& document : documents) lie(random, document);
            differs = documents != truth;
        });
        Machine fresh(school.server, 3);
        enter(school.server, fresh);
        ASSERT_GT(school.round_with(fresh, school.forged)->state_bytes, 0u) << seed + run;

        const auto edit = [&](Machine& machine, const std::string& words) {
            const change::Document document = machine.read(id);
            const auto nodes = document.in_order();
            if (nodes.empty()) return;
            const change::NodeState& node = *any_of(random, nodes);
            (void)office::set_text(machine.office, id, node.id, node.text() + " " + words);
        };
        for (int i = 0; i < 6; ++i) {
            edit(chance(random, 50) ? school.one : school.two, "thật" + std::to_string(i));
            edit(fresh, "mới" + std::to_string(i));
            if (chance(random, 60)) {
                school.meet();
                ASSERT_TRUE(fresh.sync()) << seed + run;
            }
            EXPECT_FALSE(fresh.shown(id).empty()) << seed + run;
        }
        ASSERT_TRUE(fresh.sync()) << seed + run;
        const auto done = follow(school.server, fresh);
        ASSERT_TRUE(done && done->settled) << seed + run;
        ASSERT_TRUE(fresh.sync());
        school.meet();
        ASSERT_TRUE(fresh.sync());
        Machine control(school.server, 4);
        enter_by_history(school.server, control);

        EXPECT_EQ(done->false_state_by.empty(), !differs) << seed + run;
        EXPECT_EQ(rows_of(fresh), rows_of(control)) << seed + run;
        EXPECT_TRUE(fresh.problems().empty()) << seed + run;
    }
}

} // namespace

} // namespace dongthac::sync
