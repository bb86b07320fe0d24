#include "shared/change/build.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;

class SnapshotTest : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        pc_.emplace(enrol("truong-a", {Role::editor}));
    }
    std::optional<Pc> pc_;
};

/// A document with one paragraph of `words`.
std::vector<change::Change> plan(Pc& pc, const base::DocumentId& id, const std::string& words) {
    auto create = pc.change_of(id, change::CreateDocument{1, pc.device.org, {}, 1});
    auto node =
        pc.change_of(id, change::CreateNode{base::NodeId{{9}}, base::root_node(id), "a", "paragraph", "", {words}, {}});
    node.parents = {create.id};
    return {create, node};
}

TEST_F(SnapshotTest, IsWhatTheChangesOfTheFeedBuild) {
    const base::DocumentId id = new_document();
    const auto changes = plan(*pc_, id, "Mục");
    ASSERT_EQ(exchange(*pc_, pc_->request({pc_->seal("own/truong-a", changes)})).acks[0].status, AckStatus::accepted);

    const auto answer = server_->snapshot(pc_->device, {"own/truong-a", 0});

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->seq, 1u);
    EXPECT_EQ(answer->total, 1u);
    ASSERT_EQ(answer->documents.size(), 1u);
    const change::Document built = change::build(id, changes);
    EXPECT_EQ(wire::decode_head(answer->documents[0].head), built.head);
    ASSERT_EQ(answer->documents[0].nodes.size(), built.nodes.size());
    EXPECT_EQ(wire::decode_node(answer->documents[0].nodes[1])->text(), built.nodes.rbegin()->second.text());
}

TEST_F(SnapshotTest, PagesByOffsetAndMissesNone) {
    constexpr std::size_t kDocuments = 9;
    const std::string large(700'000, 'x'); // about four to a page
    for (std::size_t i = 0; i < kDocuments; ++i) {
        const auto changes = plan(*pc_, new_document(), large + std::to_string(i));
        ASSERT_EQ(exchange(*pc_, pc_->request({pc_->seal("own/truong-a", changes)})).acks[0].status,
                  AckStatus::accepted);
    }

    std::set<base::DocumentId> seen;
    std::uint64_t offset = 0;
    int pages = 0;
    while (offset < kDocuments) {
        const auto page = server_->snapshot(pc_->device, {"own/truong-a", offset});
        ASSERT_TRUE(page);
        ASSERT_FALSE(page->documents.empty());
        for (const auto& document : page->documents) seen.insert(wire::decode_head(document.head)->id);
        offset += page->documents.size();
        ++pages;
    }

    EXPECT_EQ(seen.size(), kDocuments);
    EXPECT_GT(pages, 1);
}

TEST_F(SnapshotTest, OnlyOfAFeedOneMayRead) {
    for (const char* feed : {"own/truong-b", "in/phuong", "pub/truong-b", "grant/x"}) {
        const auto answer = server_->snapshot(pc_->device, {feed, 0});

        ASSERT_FALSE(answer) << feed;
        EXPECT_EQ(answer.error().code, base::Code::not_allowed) << feed;
    }
    EXPECT_EQ(server_->snapshot(pc_->device, {"rubbish", 0}).error().code, base::Code::bad_value);
}

TEST_F(SnapshotTest, AnEmptyFeedHasNoDocuments) {
    const auto answer = server_->snapshot(pc_->device, {"in/truong-a", 0});

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->total, 0u);
    EXPECT_TRUE(answer->documents.empty());
}

} // namespace

} // namespace dongthac::tests
