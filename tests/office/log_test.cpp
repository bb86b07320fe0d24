#include <set>

#include <gtest/gtest.h>

#include "tests/support/newer_segment.hpp"
#include "tests/support/office_desk.hpp"

namespace dongthac::office {

namespace {

using tests::OfficeDesk;

std::vector<store::SegmentRow> rows_of(OfficeDesk& desk) {
    return desk.office().store().segments_after(store::kBeforeAllRows, 1'000).value();
}

TEST(Perform, IsOneRowAndSurvivesARestart) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const std::size_t before = rows_of(desk).size();
    const base::NodeId node = desk.node(id, 0);

    ASSERT_TRUE(perform(desk.office(), id,
                        {change::SetField{node, model::field::kLabel, std::string("1."), {}},
                         change::Comment{node, "ghi chú", "Trường"}}));
    const change::Document made = desk.read(id);
    desk.reopen();

    EXPECT_EQ(rows_of(desk).size(), before + 1);
    EXPECT_EQ(desk.read(id), made);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(Perform, OfNothingWritesNothing) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const std::size_t before = rows_of(desk).size();

    ASSERT_TRUE(perform(desk.office(), id, {}));
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), desk.read(id).in_order()[0]->text()));
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "subject", "tuyên truyền"));

    EXPECT_EQ(rows_of(desk).size(), before);
}

TEST(Perform, RefusesWhatNoServerWouldTake) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const change::Document before = desk.read(id);
    base::Bytes noise(std::size_t{4} << 20);
    desk.random.fill(noise);

    const auto refused = set_text(desk.office(), id, desk.node(id, 0), base::to_hex(noise));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::too_large);
    EXPECT_EQ(desk.read(id), before);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(Perform, OfALongButPlainTextIsSentInOneSegmentTheServerTakes) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    std::string text;
    while (text.size() < (std::size_t{2} << 20) - 100)
        text += "tuyên truyền, phổ biến " + std::to_string(text.size()) + " ";

    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), text));
    ASSERT_TRUE(seal_outbox(desk.office()));

    const auto listed = sealed_outbox(desk.office(), SIZE_MAX).value();
    for (const store::SegmentRow& row : listed) EXPECT_LT(row.bytes.size(), std::size_t{3} << 20);
    desk.reopen();
    EXPECT_TRUE(desk.problems().empty());
    EXPECT_EQ(desk.read(id).in_order()[0]->text().size(), text.size());
}

TEST(SealOutbox, MakesOneChainOfSegmentsInTheOrderOfTheActs) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(seal_outbox(desk.office()));
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "place_name", "Hoa Mai"));
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "signer_name", "Lan"));
    const std::uint64_t changes = desk.office().store().unsent_changes().value();
    ASSERT_TRUE(seal_outbox(desk.office()));
    ASSERT_TRUE(seal_outbox(desk.office())) << "nothing is open: nothing happens";

    const std::vector<store::SegmentRow> sealed = sealed_outbox(desk.office(), SIZE_MAX).value();

    ASSERT_EQ(sealed.size(), 2u) << "two acts made in between go as one";
    base::Hash previous{};
    std::uint64_t count = 0;
    for (const store::SegmentRow& row : sealed) {
        EXPECT_EQ(row.feed, "own/truong");
        EXPECT_TRUE(wire::is_signed(row.bytes, desk.office().identity().key.public_key(), previous));
        previous = wire::chain_hash(row.bytes, previous);
        count += row.count;
    }
    EXPECT_EQ(count, changes);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(SealOutbox, KeepsSegmentsAtAboutAMegabyte) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    std::string text(400'000, 'a');
    for (int i = 0; i < 6; ++i) {
        text[0] = static_cast<char>('b' + i);
        ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), text));
    }

    ASSERT_TRUE(seal_outbox(desk.office()));

    const auto listed = sealed_outbox(desk.office(), SIZE_MAX).value();
    for (const store::SegmentRow& row : listed) EXPECT_LE(wire::read_header(row.bytes)->unpacked, (1u << 20) + 100);
    EXPECT_EQ(sealed_outbox(desk.office(), 1).value().size(), 1u) << "at least one, whatever the budget";
}

TEST(Acknowledge, EmptiesTheOutbox) {
    OfficeDesk desk;
    desk.enrol();
    (void)desk.new_plan();
    EXPECT_GT(desk.office().store().unsent_changes().value(), 0u);

    desk.push();

    EXPECT_EQ(desk.office().store().unsent_changes().value(), 0u);
    EXPECT_TRUE(sealed_outbox(desk.office(), SIZE_MAX).value().empty());
}

/// A colleague's PC that writes into own/truong.
struct Colleague {
    explicit Colleague(OfficeDesk& desk) : key(base::KeyPair::generate(desk.random)), desk_(desk) {
        change::Change put;
        put.id = {base::ReplicaId{{0x5E}}, 4};
        put.kind = static_cast<std::uint16_t>(change::Kind::put_device);
        put.payload = change::PutDevice{
            {base::device_of(key.public_key()), key.public_key(), "truong", {model::Role::editor}, "máy hai", {}}};
        const auto tip = desk.office().store().tip("dir/ROOT", put.id.replica).value();
        const base::Bytes bytes = wire::seal("dir/ROOT", std::vector{put}, desk.server, tip.sealed_hash);
        EXPECT_TRUE(ingest(desk.office(), {"dir/ROOT", 2, bytes}));
        EXPECT_TRUE(desk.office().reload());
    }
    [[nodiscard]] base::Bytes comment(const base::DocumentId& document, const std::string& words) {
        change::Change change;
        change.id = {base::ReplicaId{{0xC0}}, ++counter};
        change.kind = static_cast<std::uint16_t>(change::Kind::comment);
        change.document = document;
        change.lamport = 1'000 + counter;
        change.parents = desk_.read(document).head.heads;
        change.payload = change::Comment{base::root_node(document), words, "đồng nghiệp"};
        const base::Bytes bytes = wire::seal("own/truong", std::vector{change}, key, previous);
        previous = wire::chain_hash(bytes, previous);
        return bytes;
    }
    /// As a program would write it that knows more than this one.
    [[nodiscard]] base::Bytes newer(const base::DocumentId& document) {
        change::Change change;
        change.id = {base::ReplicaId{{0xC0}}, ++counter};
        change.kind = static_cast<std::uint16_t>(change::Kind::hide_node);
        change.document = document;
        change.parents = desk_.read(document).head.heads;
        change.payload = change::HideNode{base::root_node(document)};
        const base::Bytes bytes = tests::sealed_by_a_newer_program("own/truong", std::span(&change, 1), key, previous);
        previous = wire::chain_hash(bytes, previous);
        return bytes;
    }
    base::KeyPair key;
    base::Hash previous{};
    std::uint64_t counter = 0;

  private:
    OfficeDesk& desk_;
};

TEST(Ingest, TakesWhatAColleagueWroteAndMovesTheCursor) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    desk.push();
    Colleague colleague(desk);
    const base::Bytes bytes = colleague.comment(id, "góp ý");

    ASSERT_TRUE(ingest(desk.office(), {"own/truong", 9, bytes}));
    ASSERT_TRUE(ingest(desk.office(), {"own/truong", 9, bytes})) << "a repeated answer";

    ASSERT_EQ(desk.read(id).head.comments.size(), 1u);
    EXPECT_EQ(desk.office().store().cursor("own/truong").value(), 9u);
    EXPECT_EQ(rows_of(desk).back().bytes, bytes) << "kept exactly as received";
    EXPECT_TRUE(desk.problems().empty());
}

TEST(Ingest, OfWhatANewerProgramWroteKeepsEveryByteAndShowsThatItWaits) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    const base::DocumentId other = desk.new_plan();
    desk.push();
    Colleague colleague(desk);
    const std::string before = desk.read(id).in_order()[0]->text();
    const base::Bytes bytes = colleague.newer(id);
    const base::Bytes after = colleague.comment(other, "góp ý");

    ASSERT_TRUE(ingest(desk.office(), {"own/truong", 9, bytes}));
    ASSERT_TRUE(ingest(desk.office(), {"own/truong", 10, after})) << "the chain goes on behind it";
    desk.reopen();

    EXPECT_EQ(desk.office().store().cursor("own/truong").value(), 10u);
    const auto rows = rows_of(desk);
    EXPECT_EQ(rows.at(rows.size() - 2).bytes, bytes) << "kept exactly as received";
    EXPECT_EQ(desk.read(id).head.waiting, 1u);
    EXPECT_EQ(desk.read(id).in_order()[0]->text(), before) << "what could be read is still shown";
    EXPECT_EQ(desk.read(other).head.comments.size(), 1u);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(Ingest, OfWhatANewerProgramWroteMakesItsDocumentReadOnlyAndNoOther) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    const base::DocumentId other = desk.new_plan();
    desk.push();
    Colleague colleague(desk);
    ASSERT_TRUE(ingest(desk.office(), {"own/truong", 9, colleague.newer(id)}));

    const auto refused = set_field(desk.office(), id, base::root_node(id), "place_name", "Hoa Mai");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::unknown_format);
    EXPECT_TRUE(set_field(desk.office(), other, base::root_node(other), "place_name", "Hoa Mai"));
}

TEST(Ingest, RefusesWhatIsNotSignedAndKeepsTheCursor) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    desk.push();
    Colleague colleague(desk);
    const std::size_t before = rows_of(desk).size();
    const std::uint64_t cursor = desk.office().store().cursor("own/truong").value();
    const base::Bytes first = colleague.comment(id, "một");
    const base::Bytes second = colleague.comment(id, "hai");
    base::Bytes damaged = first;
    damaged.back() ^= 1;

    EXPECT_EQ(ingest(desk.office(), {"own/truong", 9, damaged}).error().code, base::Code::bad_signature);
    EXPECT_EQ(ingest(desk.office(), {"own/truong", 9, second}).error().code, base::Code::bad_signature)
        << "the one before it is missing";
    EXPECT_EQ(ingest(desk.office(), {"in/truong", 9, first}).error().code, base::Code::bad_signature)
        << "signed for another feed";
    EXPECT_EQ(ingest(desk.office(), {"own/truong", 9, base::Bytes{1, 2, 3}}).error().code, base::Code::bad_bytes);

    EXPECT_EQ(rows_of(desk).size(), before);
    EXPECT_EQ(desk.office().store().cursor("own/truong").value(), cursor);
    EXPECT_TRUE(ingest(desk.office(), {"own/truong", 9, first}));
    EXPECT_TRUE(ingest(desk.office(), {"own/truong", 10, second}));
}

TEST(Ingest, RefusesDirectoryRecordsOfAnybodyButTheServer) {
    OfficeDesk desk;
    desk.enrol();
    Colleague colleague(desk);
    change::Change forged;
    forged.id = {base::ReplicaId{{0xC0}}, 1};
    forged.kind = static_cast<std::uint16_t>(change::Kind::put_organisation);
    forged.payload = change::PutOrganisation{{"gia", "Giả", "department", "", "", "", "", {}}};

    const base::Bytes bytes = wire::seal("dir/ROOT", std::vector{forged}, colleague.key, {});

    EXPECT_EQ(ingest(desk.office(), {"dir/ROOT", 9, bytes}).error().code, base::Code::bad_signature);
}

TEST(SharedFolder, NeverGivesACounterTwiceToItsTwoWorkspaces) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    auto other = Workspace::open(desk.folder.path(), desk.clock, desk.random);
    ASSERT_TRUE(other);

    for (int i = 0; i < 20; ++i) {
        Workspace& office = i % 3 == 0 ? *other : desk.office();
        ASSERT_TRUE(set_field(office, id, base::root_node(id), "signer_name", "tên " + std::to_string(i)));
    }

    std::set<std::uint64_t> counters;
    const auto listed = changes_of(desk.office(), id).value();
    for (const change::Change& change : listed)
        EXPECT_TRUE(counters.insert(change.id.counter).second) << change.id.counter;
    EXPECT_EQ(*counters.rbegin(), counters.size()) << "from 1 without gaps";
    EXPECT_EQ(read_document(*other, id).value(), desk.read(id));
    EXPECT_TRUE(desk.problems().empty());
}

TEST(RebuildProjections, MakesTheSameFromTheLog) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 1), "NỘI DUNG TRỌNG TÂM"));
    ASSERT_TRUE(hide_node(desk.office(), id, desk.node(id, 0)));
    desk.decide(id, model::Action::submit);
    const change::Document before = desk.read(id);
    desk.sql("UPDATE document SET subject = 'sai', head = x'00'; DELETE FROM node; DELETE FROM node_search");

    ASSERT_TRUE(rebuild_projections(desk.office()));

    EXPECT_EQ(desk.read(id), before);
    EXPECT_TRUE(desk.problems().empty());
    EXPECT_EQ(search(desk.office(), "trong tam", 10).value().size(), 1u);
}

} // namespace

} // namespace dongthac::office
