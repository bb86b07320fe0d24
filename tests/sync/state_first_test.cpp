#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/office/history.hpp"
#include "shared/office/incarnation.hpp"
#include "tests/support/flushes.hpp"
#include "tests/support/newer_program.hpp"
#include "tests/support/state_school.hpp"

namespace dongthac::sync {

namespace {

using base::Code;
using tests::enter;
using tests::enter_by_history;
using tests::follow;
using tests::Machine;
using tests::rows_of;
using tests::School;

/// Works at random on whatever documents the PC has.
void work(Machine& machine, base::Random& random, const std::string& word) {
    const auto documents = machine.office.store().documents().value();
    if (documents.empty() || tests::chance(random, 15)) {
        (void)machine.new_plan(word);
        return;
    }
    const base::DocumentId id = tests::any_of(random, documents).id;
    const change::Document document = machine.read(id);
    if (!model::is_editable(document.head.state)) return;
    if (tests::chance(random, 6)) {
        (void)office::decide(machine.office, id, model::Action::approve, {.note = "Hiệu trưởng"});
        return;
    }
    const auto nodes = document.in_order();
    if (nodes.empty()) return;
    const change::NodeState& node = *tests::any_of(random, nodes);
    switch (random.below(4)) {
    case 0: (void)office::set_field(machine.office, id, base::root_node(id), "subject", word); return;
    case 1: (void)office::hide_node(machine.office, id, node.id); return;
    case 2:
        (void)office::add_node(machine.office, id, {base::root_node(id), {}, model::ItemRole::paragraph, "", word, {}});
        return;
    default: (void)office::set_text(machine.office, id, node.id, node.text() + " " + word); return;
    }
}

TEST(StateFirst, ThenTailThenHistoryIsWhatHistoryAloneMakes) {
    const std::uint64_t seed = tests::property_seed(71);
    for (std::uint64_t run = 0; run < 6; ++run) {
        base::SeededRandom random(seed + run);
        School school;
        const auto some_work = [&](std::uint64_t acts) {
            for (std::uint64_t i = 0; i < acts; ++i) {
                Machine& at = tests::chance(random, 50) ? school.one : school.two;
                work(at, random, "từ" + std::to_string(i));
                if (tests::chance(random, 40)) {
                    EXPECT_TRUE(at.sync());
                }
            }
        };
        some_work(10 + random.below(20));
        school.meet();
        ASSERT_GT(follow(school.server, school.one)->uploaded, 0u) << seed + run;
        some_work(random.below(12)); // the tail, part of it not sent yet

        Machine fresh(school.server, 3);
        enter(school.server, fresh);
        ASSERT_GT(fresh.sync()->state_bytes, 0u) << seed + run;
        for (int i = 0; i < 4; ++i) {
            work(fresh, random, "mới" + std::to_string(i));
            some_work(2);
            if (tests::chance(random, 50)) {
                EXPECT_TRUE(fresh.sync());
            }
            ASSERT_TRUE(follow(school.server, fresh, static_cast<int>(random.below(8)))) << seed + run;
            EXPECT_TRUE(fresh.problems().empty()) << seed + run << " " << fresh.problems().front();
        }
        ASSERT_TRUE(fresh.sync());
        school.meet();
        ASSERT_TRUE(fresh.sync());
        ASSERT_TRUE(follow(school.server, fresh));
        ASSERT_FALSE(office::history_left(fresh.office)->missing()) << seed + run;
        Machine control(school.server, 4);
        enter_by_history(school.server, control);

        EXPECT_EQ(rows_of(fresh), rows_of(control)) << seed + run;
        EXPECT_EQ(rows_of(fresh), rows_of(school.two)) << seed + run;
        EXPECT_EQ(office::false_state_by(fresh.office).value(), "") << seed + run;
        EXPECT_TRUE(fresh.problems().empty()) << seed + run;
        ASSERT_TRUE(office::rebuild_projections(fresh.office));
        EXPECT_EQ(rows_of(fresh), rows_of(control)) << seed + run;
    }
}

TEST(StateFirst, HistoryOfANewerProgramIsKeptAsItCameAndWaitsUnread) {
    School school;
    const base::DocumentId id = school.one.new_plan("phòng cháy");
    school.meet();
    const base::Bytes newer = tests::write_as_a_newer_program(school.two, id);
    school.meet();
    ASSERT_TRUE(school.one.sync());
    ASSERT_GT(follow(school.server, school.one)->uploaded, 0u);
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    ASSERT_GT(fresh.sync()->state_bytes, 0u);

    const auto done = follow(school.server, fresh);

    ASSERT_TRUE(done) << base::name_of(done.error().code);
    EXPECT_TRUE(done->settled);
    EXPECT_EQ(done->false_state_by, "");
    const auto rows = fresh.office.store().segments_of_feed("own/truong-a").value();
    EXPECT_EQ(std::ranges::count(rows, newer, &store::SegmentRow::bytes), 1);
    EXPECT_EQ(fresh.read(id).head.waiting, 1u);
    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
    EXPECT_TRUE(fresh.problems().empty());
}

TEST(StateFirst, IsOneFlushAndShowsWhatTheOfficeHas) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    const base::Bytes state = school.ask_server();
    Machine another(school.server, 4);
    enter(school.server, another);
    const std::uint64_t before = tests::flushes();

    ASSERT_TRUE(school.round_with(another, state));

#ifdef __linux__
    EXPECT_EQ(tests::flushes() - before, 1u);
#endif
    EXPECT_EQ(another.shown(id), school.one.shown(id));
    EXPECT_TRUE(office::history_left(another.office)->missing());
}

TEST(StateFirst, EditingWorksAtOnceAndHistorySaysThatItIsLoading) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    ASSERT_TRUE(fresh.sync());

    const auto asked = office::history(fresh.office, id, {});
    ASSERT_TRUE(office::set_text(fresh.office, id, fresh.node(id, 0), "thứ nhất và nữa"));
    ASSERT_TRUE(fresh.sync());
    ASSERT_TRUE(school.two.sync());

    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, Code::history_loading);
    EXPECT_EQ(school.two.shown(id), fresh.shown(id));
    ASSERT_TRUE(follow(school.server, fresh)->settled);
    EXPECT_TRUE(office::history(fresh.office, id, {}));
}

TEST(StateFirst, WhatOnlyHistoryCanMergeWaitsForItAndIsNotLost) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    ASSERT_TRUE(fresh.sync());
    ASSERT_TRUE(office::set_text(fresh.office, id, fresh.node(id, 0), "thứ nhất máy mới"));
    ASSERT_TRUE(office::set_text(school.two.office, id, school.two.node(id, 0), "máy hai thứ nhất"));
    ASSERT_TRUE(school.two.sync());

    ASSERT_TRUE(fresh.sync());

    EXPECT_TRUE(office::history_left(fresh.office)->urgent);
    EXPECT_NE(fresh.shown(id).find("máy mới"), std::string::npos);
    ASSERT_TRUE(follow(school.server, fresh)->settled);
    EXPECT_NE(fresh.shown(id).find("máy mới"), std::string::npos);
    EXPECT_NE(fresh.shown(id).find("máy hai"), std::string::npos);
    ASSERT_TRUE(school.two.sync());
    EXPECT_EQ(rows_of(fresh), rows_of(school.two));
}

TEST(StateFirst, HistoryWinsOverAFalseStateAndNamesItsSigner) {
    using Documents = std::vector<wire::StateDocument>;
    const std::vector<std::function<void(Documents&)>> lies = {
        [](Documents& documents) {
            documents[0].nodes.back().tokens = {"không", " ", "ai", " ", "viết"};
        },
        [](Documents& documents) { documents.erase(documents.begin()); },
        [](Documents& documents) {
            documents.push_back(documents[0]);
            documents.back().head.id = base::DocumentId{{9, 9}};
        },
        [](Documents& documents) { documents[0].head.draft_changes += 1; }};
    for (std::size_t lie = 0; lie < lies.size(); ++lie) {
        School school;
        (void)school.plan_with_state();
        school.forge(lies[lie]);
        Machine fresh(school.server, 3);
        enter(school.server, fresh);
        ASSERT_GT(school.round_with(fresh, school.forged)->state_bytes, 0u);
        const base::DocumentId own = fresh.new_plan("của máy mới");

        const auto done = follow(school.server, fresh);

        ASSERT_TRUE(done && done->settled) << lie;
        EXPECT_NE(done->false_state_by.find(base::to_text(school.one.office.identity().device).substr(0, 8)),
                  std::string::npos)
            << lie;
        ASSERT_TRUE(fresh.sync());
        ASSERT_TRUE(school.two.sync());
        EXPECT_EQ(rows_of(fresh), rows_of(school.two)) << lie;
        EXPECT_FALSE(fresh.shown(own).empty());
        EXPECT_TRUE(fresh.problems().empty()) << lie;
    }
}

TEST(StateFirst, OneOfNoUseIsRefusedAndHistoryIsReadInstead) {
    School school;
    (void)school.plan_with_state();
    const base::Bytes good = school.ask_server();
    const wire::StateHeader header = wire::read_state_header(good).value();
    const auto documents = wire::open_state(good).value();
    const base::KeyPair& key = school.one.office.identity().key;
    base::SeededRandom random(9);
    const base::KeyPair stranger = base::KeyPair::generate(random);
    wire::StateHeader newer = header, elsewhere = header, by_stranger = header, directory = header;
    newer.projection += 1;
    elsewhere.covers.push_back({"own/truong-b", 1});
    by_stranger.device = base::device_of(stranger.public_key());
    directory.covers.insert(directory.covers.begin(), {"dir/ROOT", 1});
    base::Bytes damaged = good, newer_format = good;
    damaged.back() ^= 1;
    newer_format[3] += 1;
    const std::vector<base::Bytes> bad = {{},
                                          {1, 2, 3},
                                          damaged,
                                          newer_format,
                                          base::Bytes(good.begin(), good.end() - 1),
                                          wire::seal_state(newer, documents, key),
                                          wire::seal_state(elsewhere, documents, key),
                                          wire::seal_state(directory, documents, key),
                                          wire::seal_state(by_stranger, documents, stranger),
                                          wire::seal_state(header, documents, stranger)};

    for (std::size_t i = 0; i < bad.size(); ++i) {
        SCOPED_TRACE(i);
        school.expect_history_instead_of(bad[i], 10 + i);
    }
}

TEST(StateFirst, APcThatStopsInTheMiddleGoesOnWhereItWas) {
    School school;
    for (int i = 0; i < 6; ++i) {
        (void)school.one.new_plan("kế hoạch " + std::to_string(i));
        school.meet();
    }
    ASSERT_GT(follow(school.server, school.one)->uploaded, 0u);
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    ASSERT_TRUE(fresh.sync());
    const std::uint64_t total = office::history_left(fresh.office)->total;
    std::set<std::string> lost;
    std::uint64_t came = 0;

    for (std::uint64_t i = 0; i < total; ++i) {
        const auto done = follow(school.server, fresh, 2); // one request and the next question
        ASSERT_TRUE(done);
        came += done->segments;
        auto opened = office::Workspace::open(fresh.folder.path(), fresh.clock, fresh.office.random());
        ASSERT_TRUE(opened);
        fresh.office = std::move(*opened);
        EXPECT_TRUE(fresh.problems().empty());
    }

    EXPECT_EQ(came, total) << "nothing comes twice";
    EXPECT_FALSE(office::history_left(fresh.office)->missing());
    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
}

TEST(StateFirst, ANewNameOrARebuildInTheMiddleLosesNothing) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    ASSERT_TRUE(fresh.sync());
    ASSERT_TRUE(office::set_text(fresh.office, id, fresh.node(id, 0), "thứ nhất chưa gửi"));
    const std::string before = fresh.shown(id);
    const auto has_words = [&] { return fresh.shown(id).find("thứ nhất chưa gửi") != std::string::npos; };

    ASSERT_TRUE(office::rebuild_projections(fresh.office));
    EXPECT_EQ(fresh.shown(id), before);
    ASSERT_TRUE(office::take_new_replica(fresh.office));
    // Whether another copy sent the same under the first name only the history tells.
    EXPECT_TRUE(has_words() || office::history_left(fresh.office)->urgent);

    ASSERT_TRUE(fresh.sync());
    ASSERT_TRUE(follow(school.server, fresh)->settled);
    EXPECT_TRUE(has_words());
    ASSERT_TRUE(school.two.sync());
    EXPECT_EQ(rows_of(fresh), rows_of(school.two));
    EXPECT_TRUE(fresh.problems().empty());
}

TEST(StateFirst, AServerFromAnOlderCopyChangesNothing) {
    tests::TempFolder copy;
    School school;
    (void)school.one.new_plan("trước bản sao");
    school.meet();
    school.server.keep_copy(copy.path());
    (void)school.plan_with_state("sau bản sao");
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    ASSERT_TRUE(fresh.sync());
    ASSERT_TRUE(follow(school.server, fresh, 1));

    school.server.go_back_to(copy.path());
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(school.one.sync());
        ASSERT_TRUE(school.two.sync());
        (void)fresh.sync(); // the copy does not know it before somebody has given the directory back
    }
    ASSERT_TRUE(fresh.sync());
    ASSERT_TRUE(follow(school.server, fresh));

    EXPECT_FALSE(office::history_left(fresh.office)->missing());
    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
    EXPECT_EQ(office::false_state_by(fresh.office).value(), "");
    EXPECT_TRUE(fresh.problems().empty());
}

} // namespace

} // namespace dongthac::sync
