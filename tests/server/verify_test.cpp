#include <algorithm>

#include "shared/store/sqlite.hpp"
#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Action;
using model::DocumentState;
using model::Role;

class Verify : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        Pc school = enrol("truong-a", {Role::editor});
        Pc ward = enrol("phuong", {Role::officer});
        const base::DocumentId document = new_document();
        for (int i = 0; i < 3; ++i)
            ASSERT_EQ(exchange(school, school.request({school.draft(document, 2)})).acks[0].status,
                      AckStatus::accepted);
        ASSERT_TRUE(decide(school, decide_request(school, document, submit_by_a())).accepted);
        ASSERT_TRUE(decide(ward, decide_request(ward, document, by_ward(Action::return_, DocumentState::returned, 1)))
                        .accepted);
        ASSERT_EQ(exchange(school, school.request({school.draft_in("own/truong-b", document)})).acks.size(), 1u);
        server_.reset();
    }

    /// Names of what is wrong, each once, sorted.
    [[nodiscard]] std::vector<std::string> problems() {
        const auto report = server::verify(*other_connection());
        EXPECT_TRUE(report);
        std::set<std::string> names;
        for (const server::Problem& problem : report.value().problems) names.insert(problem.name);
        return {names.begin(), names.end()};
    }

    /// What somebody with the file in hand could do.
    void tamper(const std::string& sql) {
        auto database = store::Database::open(store::feed_store_file(folder_.path()));
        ASSERT_TRUE(database);
        ASSERT_TRUE(
            database->execute("DROP TRIGGER segment_stays; DROP TRIGGER segment_kept; DROP TRIGGER audit_stays; "
                              "DROP TRIGGER audit_kept; PRAGMA foreign_keys=OFF"));
        ASSERT_TRUE(database->execute(sql));
    }

    [[nodiscard]] bool finds(const std::string& name) {
        const auto found = problems();
        return std::ranges::find(found, name) != found.end();
    }
};

TEST_F(Verify, HonestDataIsSound) {
    const auto report = server::verify(*other_connection());

    ASSERT_TRUE(report);
    EXPECT_TRUE(report->problems.empty());
    EXPECT_EQ(report->segments, 3u + 3u + 2u + 2u); // directory, drafts, submission, return
    EXPECT_EQ(report->changes, 11u + 2u + 6u + 2u + 2u);
}

TEST_F(Verify, FindsAFlippedByte) {
    tamper("UPDATE segment SET bytes = substr(bytes, 1, length(bytes) - 1) || x'00' WHERE feed = 'own/truong-a' AND "
           "seq = 2");

    EXPECT_TRUE(finds("signature"));
}

TEST_F(Verify, FindsADeletedSegment) {
    tamper("DELETE FROM segment WHERE feed = 'own/truong-a' AND seq = 2");

    EXPECT_TRUE(finds("gap"));
}

TEST_F(Verify, FindsTheLastSegmentCutOff) {
    tamper("DELETE FROM segment WHERE feed = 'in/truong-a'");

    EXPECT_TRUE(finds("gap"));
}

TEST_F(Verify, FindsSegmentsThatChangedPlaces) {
    tamper("UPDATE segment SET seq = 99 WHERE feed = 'own/truong-a' AND seq = 1; "
           "UPDATE segment SET seq = 1 WHERE feed = 'own/truong-a' AND seq = 2; "
           "UPDATE segment SET seq = 2 WHERE feed = 'own/truong-a' AND seq = 99");

    EXPECT_TRUE(finds("signature"));
}

TEST_F(Verify, FindsAnAlteredColumn) {
    tamper("UPDATE segment SET last = last + 100 WHERE feed = 'in/phuong' AND seq = 1");

    EXPECT_TRUE(finds("columns"));
}

TEST_F(Verify, FindsAnAlteredState) {
    tamper("UPDATE decision SET state = 'accepted'");

    EXPECT_EQ(problems(), std::vector<std::string>{"decision"});
}

TEST_F(Verify, FindsADecisionThatNobodyTook) {
    tamper("INSERT INTO decision VALUES (x'01010101010101010101010101010101', 'truong-a', 'issued', 1)");

    EXPECT_EQ(problems(), std::vector<std::string>{"decision"});
}

TEST_F(Verify, FindsAnAlteredAuditRow) {
    tamper("UPDATE audit SET detail = 'nothing' WHERE id = 2");

    EXPECT_EQ(problems(), std::vector<std::string>{"audit"});
}

TEST_F(Verify, FindsTheLastAuditRowCutOff) {
    tamper("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)");

    EXPECT_EQ(problems(), std::vector<std::string>{"audit"});
}

TEST_F(Verify, FindsAnAuditRowCutFromTheMiddle) {
    tamper("DELETE FROM audit WHERE id = 3");

    EXPECT_EQ(problems(), std::vector<std::string>{"audit"});
}

TEST_F(Verify, FindsAnAuditRowCutFromTheMiddleWhenThoseBehindItAreNumberedAnew) {
    tamper("DELETE FROM audit WHERE id = 3; UPDATE audit SET id = id - 1 WHERE id > 3");

    EXPECT_EQ(problems(), std::vector<std::string>{"audit"});
}

TEST_F(Verify, FindsAuditRowsThatChangedPlaces) {
    tamper("UPDATE audit SET id = 99 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3; "
           "UPDATE audit SET id = 3 WHERE id = 99");

    EXPECT_EQ(problems(), std::vector<std::string>{"audit"});
}

TEST_F(Verify, FindsAnAlteredTip) {
    tamper("UPDATE tip SET counter = counter + 1 WHERE feed = 'own/phuong'");

    EXPECT_EQ(problems(), std::vector<std::string>{"tips"});
}

TEST_F(Verify, FindsAnAlteredDocumentIndex) {
    tamper("DELETE FROM segment_document WHERE feed = 'own/truong-a' AND seq = 1");

    EXPECT_EQ(problems(), std::vector<std::string>{"index"});
}

TEST_F(Verify, FindsAReplicaGivenToAnother) {
    tamper("UPDATE replica SET device = x'02020202020202020202020202020202'");

    EXPECT_EQ(problems(), std::vector<std::string>{"columns"});
}

TEST_F(Verify, ATamperedDirectoryDoesNotStart) {
    tamper(
        "UPDATE segment SET bytes = substr(bytes, 1, length(bytes) - 1) || x'00' WHERE feed = 'dir/ROOT' AND seq = 1");

    const auto opened = server::SyncServer::open(other_connection(), clock_);

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::Code::bad_signature);
}

} // namespace

} // namespace dongthac::tests
