#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "shared/office/history.hpp"
#include "shared/wire/envelope.hpp"
#include "sync-server/directory_feed.hpp"
#include "tests/support/newer_segment.hpp"
#include "tests/support/state_school.hpp"

// A state and its history when something goes wrong on the way (docs/adr/0012).

namespace dongthac::sync {

namespace {

using base::Code;
using tests::BentCable;
using tests::enter;
using tests::Fate;
using tests::follow;
using tests::Machine;
using tests::rows_of;
using tests::School;

/// Segments of the log but for the directory's, each by its place in its chain; fails when one stands there twice.
std::size_t segments_in(Machine& machine) {
    std::set<std::pair<std::string, base::Hash>> places;
    const auto rows = machine.office.store().segments_after(store::kBeforeAllRows, 100'000).value();
    for (const store::SegmentRow& row : rows) {
        if (row.feed == "dir/ROOT") continue;
        const std::string place = row.feed + base::to_text(row.replica) + std::to_string(row.last);
        EXPECT_TRUE(places.emplace(place, row.hash).second) << place;
    }
    return places.size();
}

void take_state(School& school, Machine& machine) {
    enter(school.server, machine);
    ASSERT_GT(machine.sync()->state_bytes, 0u);
}

void expect_settled(School& school, Machine& machine) {
    const auto done = follow(school.server, machine);
    ASSERT_TRUE(done) << base::name_of(done.error().code);
    EXPECT_FALSE(office::history_left(machine.office)->missing());
    EXPECT_EQ(office::false_state_by(machine.office).value(), "");
    EXPECT_TRUE(machine.problems().empty()) << machine.problems().front();
}

/// `copy` goes on with the database of `machine`, as a copied disk does.
void copy_disk(Machine& machine, Machine& copy) {
    const tests::TempFolder aside;
    copy.office = office::Workspace::open(aside.path(), copy.clock, copy.office.random()).value();
    const std::filesystem::path place = copy.folder / store::OfficeStore::kFileName;
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(place.string() + part);
    ASSERT_TRUE(machine.office.store().backup_to(place));
    copy.office = office::Workspace::open(copy.folder.path(), copy.clock, copy.office.random()).value();
}

TEST(StateTrouble, AStateOfSomebodyWhoMayNotSpeakForTheOfficeIsRefused) {
    School school;
    (void)school.plan_with_state();
    Machine stranger(school.server, 7);
    stranger.join("truong-b", tests::kSchool);
    const base::Bytes good = school.ask_server();
    const auto documents = wire::open_state(good).value();
    const base::KeyPair& key = school.one.office.identity().key;
    const wire::StateHeader header = wire::read_state_header(good).value();
    wire::StateHeader of_stranger = header, of_other_office = header, of_more = header;
    of_stranger.device = stranger.office.identity().device;
    of_other_office.org = "truong-b";
    of_more.tips.push_back({"pub/truong-b", base::ReplicaId{{3}}, 1, {}});
    auto twice = documents;
    twice.push_back(documents.front());
    const std::vector<base::Bytes> bad = {wire::seal_state(of_stranger, documents, stranger.office.identity().key),
                                          wire::seal_state(of_other_office, documents, key),
                                          wire::seal_state(of_more, documents, key),
                                          wire::seal_state(header, twice, key)};

    for (std::size_t i = 0; i < bad.size(); ++i) {
        SCOPED_TRACE(i);
        school.expect_history_instead_of(bad[i], 10 + i);
    }
}

TEST(StateTrouble, AStateOfARevokedPcIsRefused) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    const base::Bytes state = school.ask_server();
    {
        const auto store = school.server.store();
        const store::ServerIdentity identity = store->identity().value().value();
        server::Tip tip;
        const std::vector<store::FeedTip> tips = store->tips().value();
        for (const store::FeedTip& known : tips)
            if (known.feed == "dir/ROOT" && known.replica == identity.replica) tip = {known.counter, known.hash};
        model::Device revoked = *school.one.office.directory().find(school.one.office.identity().device);
        revoked.revoked_after = 1'000;
        const auto writer = store->begin();
        ASSERT_TRUE((*writer)->append(server::seal_records(identity, tip, {change::PutDevice{revoked}}, 1)));
        ASSERT_TRUE((*writer)->commit());
        school.server.stop();
    }
    school.server.start();
    Machine fresh(school.server, 3);
    enter(school.server, fresh);

    const auto report = school.round_with(fresh, state);

    ASSERT_TRUE(report);
    EXPECT_EQ(report->state_bytes, 0u);
    EXPECT_EQ(fresh.shown(id), school.two.shown(id));
    EXPECT_TRUE(office::history(fresh.office, id, {}));
}

TEST(StateTrouble, APcWithWorkOfItsOwnReadsTheHistory) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    const base::DocumentId own = fresh.new_plan("trước vòng đầu");

    EXPECT_EQ(fresh.sync()->state_bytes, 0u);

    ASSERT_TRUE(school.two.sync());
    EXPECT_EQ(fresh.shown(id), school.two.shown(id));
    EXPECT_EQ(school.two.shown(own), fresh.shown(own));
    EXPECT_FALSE(office::history_left(fresh.office)->missing());
}

TEST(StateTrouble, AnAnswerThatIsLostIsAskedForAgain) {
    School school;
    (void)school.plan_with_state();
    for (const Fate fate : {Fate::request_lost, Fate::answer_lost}) {
        Machine fresh(school.server, fate == Fate::request_lost ? 3 : 4);
        enter(school.server, fresh);
        fresh.fate = [&](const std::string& path) { return path == "/v1/state" ? fate : Fate::arrives; };
        EXPECT_EQ(fresh.sync().error().code, Code::unreachable);
        fresh.fate = {};

        EXPECT_GT(fresh.sync()->state_bytes, 0u);

        expect_settled(school, fresh);
    }
}

TEST(StateTrouble, AServerInTroubleWithItsStateGivesTheHistory) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    enter(school.server, fresh);
    BentCable cable(school.server, [](const std::string& path, Reply& reply) {
        if (path == "/v1/state") reply.status = 500;
    });

    ASSERT_TRUE(run_round(fresh.office, cable));

    EXPECT_EQ(fresh.shown(id), school.one.shown(id));
    EXPECT_TRUE(office::history(fresh.office, id, {}));
}

TEST(StateTrouble, HistoryThatItsAuthorsDidNotWriteSoIsNotTakenAtAll) {
    using Items = std::vector<wire::HistoryItem>;
    struct Case {
        void (*bend)(Items& items);
        Code code;
    };
    const std::vector<Case> cases = {
        {[](Items& items) { items.erase(items.begin()); }, Code::bad_server_answer},
        {[](Items& items) { std::swap(items[0].bytes, items[1].bytes); }, Code::bad_signature},
        {[](Items& items) { items[1].bytes.back() ^= 1; }, Code::bad_signature},
        {[](Items& items) { items[1].bytes.resize(5); }, Code::bad_bytes},
        {[](Items& items) { items.back().seq += 1; }, Code::bad_server_answer},
        {[](Items& items) {
             items.push_back({items.back().seq + 1, items.back().bytes});
         },
         Code::bad_server_answer}};
    School school;
    for (int i = 0; i < 3; ++i) {
        (void)school.one.new_plan("kế hoạch " + std::to_string(i));
        ASSERT_TRUE(school.one.sync());
    }
    ASSERT_GT(follow(school.server, school.one)->uploaded, 0u);
    Machine fresh(school.server, 3);
    take_state(school, fresh);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        BentCable cable(school.server, [&](const std::string& path, Reply& reply) {
            if (path != "/v1/history") return;
            auto answer = wire::decode_history_answer(wire::decompress(reply.body, wire::kMaxMessage).value()).value();
            cases[i].bend(answer.items);
            reply.body = wire::compress(wire::encode(answer));
        });

        const auto done = follow_up(fresh.office, cable);

        ASSERT_FALSE(done) << i;
        EXPECT_EQ(done.error().code, cases[i].code) << i << base::name_of(done.error().code);
        EXPECT_EQ(office::history_left(fresh.office)->taken, 0u) << i;
        EXPECT_TRUE(fresh.problems().empty()) << i;
    }
    expect_settled(school, fresh);
    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
    EXPECT_EQ(segments_in(fresh), segments_in(school.one));
}

TEST(StateTrouble, HistoryWithWhatANewerProgramWroteComesWhole) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    change::Change change;
    change.id = {base::ReplicaId{{0xC0}}, 1};
    change.kind = static_cast<std::uint16_t>(change::Kind::hide_node);
    change.document = id;
    change.parents = school.two.read(id).head.heads;
    change.payload = change::HideNode{base::root_node(id)};
    const base::KeyPair& key = school.two.office.identity().key;
    wire::ExchangeRequest request;
    request.replica = change.id.replica;
    request.segments = {tests::sealed_by_a_newer_program("own/truong-a", std::span(&change, 1), key, {})};
    const auto reply =
        school.server.answer("/v1/exchange", wire::sign_request("/v1/exchange", wire::encode(request), key));
    ASSERT_EQ(reply->status, 200);
    school.meet();
    ASSERT_EQ(school.one.read(id).head.waiting, 1u);
    ASSERT_GT(follow(school.server, school.one)->uploaded, 0u);
    Machine fresh(school.server, 3);

    take_state(school, fresh);
    EXPECT_EQ(fresh.read(id).head.waiting, 1u);
    expect_settled(school, fresh);

    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
    EXPECT_EQ(segments_in(fresh), segments_in(school.one));
    const auto refused = office::set_text(fresh.office, id, fresh.node(id, 0), "chữ");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::unknown_format);
}

TEST(StateTrouble, WhatFollowedTheStateIsNotTakenTwiceWhenTheNumbersBeginAnew) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    take_state(school, fresh);
    ASSERT_TRUE(office::set_text(school.one.office, id, school.one.node(id, 0), "sau bản trạng thái"));
    (void)school.two.new_plan("của người chưa viết gì trước đó");
    school.meet();
    ASSERT_TRUE(fresh.sync());
    // A round with a restored server that broke off before anything came again.
    {
        auto transaction = fresh.office.store().begin().value();
        ASSERT_TRUE(office::restart_history(fresh.office.store()));
        for (const char* feed : {"own/truong-a", "in/truong-a", "pub/truong-a", "pub/phuong"})
            ASSERT_TRUE(fresh.office.store().put_cursor(feed, 0));
        ASSERT_TRUE(transaction.commit());
    }

    BentCable cable(school.server, [](const std::string&, Reply&) {});
    ASSERT_TRUE(follow_up(fresh.office, cable)); // one answer: what is history and what followed it

    EXPECT_FALSE(office::history_left(fresh.office)->missing());
    EXPECT_TRUE(fresh.problems().empty());

    EXPECT_EQ(segments_in(fresh), segments_in(school.one));
    ASSERT_TRUE(fresh.sync());
    EXPECT_EQ(segments_in(fresh), segments_in(school.one));
    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
}

TEST(StateTrouble, TwoCopiesOfAPcWhoseHistoryIsMissingBothKeepTheirWork) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine fresh(school.server, 3);
    Machine twin(school.server, 4);
    take_state(school, fresh);
    ASSERT_TRUE(office::set_text(fresh.office, id, fresh.node(id, 1), "đã gửi trước khi chép"));
    ASSERT_TRUE(fresh.sync());
    copy_disk(fresh, twin);
    ASSERT_EQ(twin.shown(id), fresh.shown(id));
    ASSERT_TRUE(office::set_text(fresh.office, id, fresh.node(id, 0), "thứ nhất của bản gốc"));
    ASSERT_TRUE(office::set_text(twin.office, id, twin.node(id, 0), "bản chép thứ nhất"));
    const base::DocumentId of_twin = twin.new_plan("của bản chép");

    ASSERT_TRUE(fresh.sync());
    EXPECT_TRUE(twin.sync()->forked);
    expect_settled(school, twin);
    ASSERT_TRUE(fresh.sync());
    expect_settled(school, fresh);
    for (Machine* machine : {&twin, &school.two, &school.one}) ASSERT_TRUE(machine->sync());

    EXPECT_EQ(rows_of(twin), rows_of(school.two));
    EXPECT_EQ(rows_of(fresh), rows_of(school.two));
    for (const char* words : {"của bản gốc", "bản chép", "đã gửi trước khi chép"})
        EXPECT_NE(school.two.shown(id).find(words), std::string::npos) << words;
    EXPECT_FALSE(school.two.shown(of_twin).empty());
}

TEST(StateTrouble, APcPutBackToBeforeItsFirstRoundGoesOnBehindItsOwnNumbers) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine pc(school.server, 3);
    Machine copy(school.server, 4);
    enter(school.server, pc);
    copy_disk(pc, copy);
    ASSERT_TRUE(pc.sync());
    ASSERT_TRUE(office::set_text(pc.office, id, pc.node(id, 1), "trước khi bị đặt lại"));
    ASSERT_TRUE(pc.sync());
    school.meet();
    ASSERT_GT(follow(school.server, school.one)->uploaded, 0u);

    copy_disk(copy, pc);
    ASSERT_GT(pc.sync()->state_bytes, 0u);
    ASSERT_TRUE(office::set_text(pc.office, id, pc.node(id, 0), "sau khi bị đặt lại"));
    EXPECT_FALSE(pc.sync()->forked);

    expect_settled(school, pc);
    ASSERT_TRUE(school.two.sync());
    EXPECT_EQ(rows_of(pc), rows_of(school.two));
    for (const char* words : {"trước khi bị đặt lại", "sau khi bị đặt lại"})
        EXPECT_NE(school.two.shown(id).find(words), std::string::npos) << words;
}

TEST(StateTrouble, NewPcsWorkTogetherBeforeAnyOfThemHasHistory) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    Machine third(school.server, 3);
    Machine fourth(school.server, 4);
    take_state(school, third);
    take_state(school, fourth);

    ASSERT_TRUE(office::set_text(third.office, id, third.node(id, 0), "thứ nhất máy ba"));
    ASSERT_TRUE(third.sync());
    ASSERT_TRUE(fourth.sync());
    EXPECT_EQ(fourth.shown(id), third.shown(id)) << "in turns nothing needs the history";
    ASSERT_TRUE(office::set_text(fourth.office, id, fourth.node(id, 0), "máy bốn thứ nhất máy ba"));
    ASSERT_TRUE(office::set_text(third.office, id, third.node(id, 0), "thứ nhất máy ba viết tiếp"));
    ASSERT_TRUE(third.sync());
    ASSERT_TRUE(fourth.sync());
    ASSERT_TRUE(third.sync());
    EXPECT_TRUE(office::history_left(fourth.office)->urgent);

    expect_settled(school, third);
    expect_settled(school, fourth);
    ASSERT_TRUE(school.two.sync());
    EXPECT_EQ(rows_of(third), rows_of(school.two));
    EXPECT_EQ(rows_of(fourth), rows_of(school.two));
    for (const char* words : {"máy bốn", "viết tiếp"})
        EXPECT_NE(school.two.shown(id).find(words), std::string::npos) << words;
}

} // namespace

} // namespace dongthac::sync
