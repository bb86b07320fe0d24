#include <algorithm>

#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;

/// What DESIGN §6 says, worked out by hand for the six offices of sample_orgs and written down here, not computed by
/// the function under test.
struct Row {
    const char* org;
    std::vector<std::string> reads;
};

const std::vector<Row>& table() {
    static const std::vector<Row> rows = {
        {"so", {"dir/ROOT", "own/so", "in/so", "pub/so"}},
        {"phuong", {"dir/ROOT", "own/phuong", "in/phuong", "pub/phuong", "pub/so"}},
        {"phuong2", {"dir/ROOT", "own/phuong2", "in/phuong2", "pub/phuong2", "pub/so"}},
        {"truong-a", {"dir/ROOT", "own/truong-a", "in/truong-a", "pub/truong-a", "pub/phuong", "pub/so"}},
        {"truong-b", {"dir/ROOT", "own/truong-b", "in/truong-b", "pub/truong-b", "pub/phuong", "pub/so"}},
        {"truong-c", {"dir/ROOT", "own/truong-c", "in/truong-c", "pub/truong-c", "pub/phuong2", "pub/so"}},
    };
    return rows;
}

class Rights : public ServerTest {
  protected:
    [[nodiscard]] static std::vector<std::string> all_feeds() {
        std::vector<std::string> feeds{"dir/ROOT", "grant/x"};
        for (const Row& row : table())
            for (const char* kind : {"own/", "in/", "pub/"}) feeds.push_back(kind + std::string(row.org));
        return feeds;
    }
};

TEST_F(Rights, HeadsNameExactlyTheReadableFeeds) {
    for (const Row& row : table()) {
        const Pc pc = enrol(row.org, {Role::editor});

        const auto answer = exchange(pc, pc.request({}));

        std::vector<std::string> feeds;
        for (const wire::Cursor& head : answer.heads) feeds.push_back(head.feed);
        EXPECT_EQ(feeds, row.reads) << row.org;
    }
}

TEST_F(Rights, SnapshotsAgreeWithTheTableForEveryOfficeAndFeed) {
    for (const Row& row : table()) {
        const Pc pc = enrol(row.org, {Role::editor});
        for (const std::string& feed : all_feeds()) {
            const bool readable = std::ranges::find(row.reads, feed) != row.reads.end();

            EXPECT_EQ(server_->snapshot(pc.device, {feed, 0}).has_value(), readable) << row.org << " " << feed;
        }
    }
}

TEST_F(Rights, ThePushedFeedIsOnlyEverOnesOwn) {
    for (const Row& row : table()) {
        Pc pc = enrol(row.org, {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin});
        for (const std::string& feed : all_feeds()) {
            const auto answer = exchange(pc, pc.request({pc.draft_in(feed, new_document())}));

            ASSERT_EQ(answer.acks.size(), 1u);
            const bool own = feed == "own/" + std::string(row.org);
            EXPECT_EQ(answer.acks[0].status, own ? AckStatus::accepted : AckStatus::quarantined)
                << row.org << " " << feed;
        }
    }
}

TEST_F(Rights, ASubmissionReachesTheDirectSuperiorAndNobodyElse) {
    for (const Row& row : table()) {
        for (const Row& above : table()) {
            if (std::string(row.org) == above.org) continue;
            Pc pc = enrol(row.org, {Role::editor});
            const Decision decision{model::Action::submit,
                                    model::DocumentState::submitted,
                                    0,
                                    row.org,
                                    {"own/" + std::string(row.org), "in/" + std::string(above.org)}};

            const auto answer = server_->decide(pc.device, decide_request(pc, new_document(), decision));

            const std::string parent = std::string(row.org) == "so"                 ? ""
                                       : std::string(row.org).starts_with("phuong") ? "so"
                                       : std::string(row.org) == "truong-c"         ? "phuong2"
                                                                                    : "phuong";
            EXPECT_EQ(answer.has_value() && answer->accepted, parent == above.org) << row.org << " → " << above.org;
        }
    }
}

} // namespace

} // namespace dongthac::tests
