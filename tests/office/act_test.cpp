#include <gtest/gtest.h>

#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/office/open_row.hpp"
#include "shared/office/projector.hpp"
#include "tests/support/flushes.hpp"
#include "tests/support/office_desk.hpp"

namespace dongthac::office {

namespace {

using tests::OfficeDesk;

#ifdef __linux__
TEST(Act, OfAPersonCostsExactlyOneFlushToTheDisk) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const base::NodeId node = desk.node(id, 0);

    for (int i = 0; i < 200; ++i) { // more than the thousand pages after which SQLite would move its log on its own
        const std::uint64_t before = tests::flushes();
        ASSERT_TRUE(set_field(desk.office(), id, node, "label", "mục " + std::to_string(i)));
        ASSERT_EQ(tests::flushes() - before, 1u) << "act " << i;
    }
}
#endif

TEST(SetFields, OverwritesWhatTheSameActWroteBefore) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const base::NodeId node = desk.node(id, 0);
    const std::vector<FieldEdit> edits = {{node, model::field::kLabel, std::string("một")},
                                          {node, model::field::kLabel, std::string("hai")}};

    ASSERT_TRUE(set_fields(desk.office(), id, edits));

    const change::Document after = desk.read(id);
    EXPECT_EQ(after.nodes.at(node).string(model::field::kLabel), "hai");
    EXPECT_EQ(after.conflicts(), 0u);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(SetFields, WritesNothingWhenOneNodeIsUnknown) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const change::Document before = desk.read(id);
    const std::vector<FieldEdit> edits = {{desk.node(id, 0), model::field::kLabel, std::string("một")},
                                          {base::new_id<base::NodeId>(desk.random), model::field::kLabel, {}}};

    const auto refused = set_fields(desk.office(), id, edits);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::unknown_node);
    EXPECT_EQ(desk.read(id), before);
}

TEST(Act, TooLargeForOneSegmentBecomesSeveral) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    std::vector<FieldEdit> edits;
    base::Bytes noise(std::size_t{1} << 20);
    for (int i = 0; i < 4; ++i) {
        desk.random.fill(noise);
        edits.push_back({desk.node(id, 0), model::field::kLabel, base::to_hex(noise)});
    }

    ASSERT_TRUE(set_fields(desk.office(), id, edits));
    ASSERT_TRUE(seal_outbox(desk.office()));

    const auto listed = sealed_outbox(desk.office(), SIZE_MAX).value();
    EXPECT_GT(listed.size(), 1u);
    for (const store::SegmentRow& row : listed) EXPECT_LT(row.bytes.size(), std::size_t{3} << 20);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(OpenRow, OfALargeActIsCompressedAndReadsBack) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), std::string(kCompressedFrom, 'a')));
    const std::vector<change::Change> changes = changes_of(desk.office(), id).value();

    const std::vector<OpenRow> rows = open_rows_of(changes).value();
    ASSERT_EQ(rows.size(), 1u);
    const base::Bytes& row = rows.front().bytes;

    EXPECT_LT(row.size(), kCompressedFrom / 10);
    EXPECT_TRUE(is_sealed_alone(row));
    EXPECT_EQ(changes_in_open_row(row).value(), changes);
}

TEST(SearchQueue, IsReadOnceAndNothingIsMissedAfterAStopInBetween) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), "phòng chống đuối nước"));
    EXPECT_FALSE(desk.office().store().unindexed_nodes(1).value().empty());

    desk.reopen(); // the program stopped before anybody searched
    const auto found = search(desk.office(), "duoi nuoc", 10).value();

    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found.front().node, desk.node(id, 0));
    EXPECT_TRUE(desk.office().store().unindexed_nodes(1).value().empty());
    EXPECT_TRUE(desk.problems().empty());
}

TEST(SearchQueue, TakesNoNodeWhoseWordsStayTheSame) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(catch_up_search(desk.office().store()));

    ASSERT_TRUE(set_field(desk.office(), id, desk.node(id, 0), "label", "9."));
    EXPECT_TRUE(desk.office().store().unindexed_nodes(1).value().empty());
    ASSERT_TRUE(hide_node(desk.office(), id, desk.node(id, 0)));

    EXPECT_EQ(desk.office().store().unindexed_nodes(10).value().size(), 1u);
}

} // namespace

} // namespace dongthac::office
