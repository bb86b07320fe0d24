#include <algorithm>

#include "shared/change/authority.hpp"
#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using model::Role;

/// Records that are reported or announced go their own ways between offices (docs/adr/0020).
class Announced : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        school_.emplace(enrol("truong-a", {Role::editor, Role::clerk, Role::signer}));
        other_.emplace(enrol("truong-b", {Role::editor}));
        ward_.emplace(enrol("phuong", {Role::officer}));
        document_ = new_document();
    }

    /// What `decision` says of a record of `kind`, addressed to `to`; `words` make its text another one.
    [[nodiscard]] wire::DecideRequest request(Pc& pc, std::string_view kind, const Decision& decision,
                                              const std::vector<std::string>& to = {},
                                              const std::string& words = "một") {
        change::Transition transition = transition_of(pc, document_, decision);
        if (model::makes_revision(decision.action)) {
            change::Snapshot snapshot{document_, model::record_type(kind)->id, decision.owner, {}, {}};
            snapshot.nodes.push_back({base::root_node(document_), {}, {words}});
            if (!to.empty()) snapshot.nodes.front().fields.emplace(model::field::kAddressees, to);
            transition.snapshot = wire::encode(snapshot);
            transition.revision = base::sha256(transition.snapshot);
        }
        return decide_request(pc, document_, decision, transition);
    }

    /// The state it leads to, or why it is refused: "accepted 2", "refused: accepted 2", "bad_value".
    std::string outcome(Pc& pc, std::string_view kind, const Decision& decision,
                        const std::vector<std::string>& to = {}, const std::string& words = "một") {
        const auto answer = server_->decide(pc.device, request(pc, kind, decision, to, words));
        if (!answer) return std::string(base::name_of(answer.error().code));
        return (answer->accepted ? "" : "refused: ") + answer->state + " " + std::to_string(answer->state_version);
    }

    [[nodiscard]] std::vector<std::string> seen_by(const Pc& pc, std::string_view feed) {
        std::vector<std::string> seen = places(exchange(pc, pc.request({})));
        std::erase_if(seen, [&](const std::string& place) { return !place.starts_with(std::string(feed) + " "); });
        return seen;
    }

    static Decision submit(std::uint32_t expects) {
        return submit_by_a(expects, expects == 0 ? DocumentState::submitted : DocumentState::resubmitted);
    }
    static Decision accept(std::uint32_t expects) { return by_ward(Action::accept, DocumentState::accepted, expects); }
    static Decision issue(std::uint32_t expects, std::vector<std::string> feeds = {"own/phuong", "pub/phuong"}) {
        return {Action::issue, DocumentState::issued, expects, "phuong", std::move(feeds)};
    }
    static Decision recall(std::uint32_t expects, const model::OrgId& owner, std::vector<std::string> feeds) {
        return {Action::recall, DocumentState::recalled, expects, owner, std::move(feeds)};
    }

    using Names = std::vector<std::string>;
    std::optional<Pc> school_;
    std::optional<Pc> other_;
    std::optional<Pc> ward_;
    base::DocumentId document_;
};

TEST_F(Announced, ASchoolReportsAnAcceptedArticleAgain) {
    ASSERT_EQ(outcome(*school_, "article", submit(0)), "submitted 1");
    ASSERT_EQ(outcome(*ward_, "article", accept(1)), "accepted 2");

    EXPECT_EQ(outcome(*school_, "article", submit(2), {}, "hai"), "resubmitted 3");
    EXPECT_EQ(outcome(*school_, "article", submit(3), {}, "ba"), "resubmitted 4") << "before anybody looked at it";

    EXPECT_EQ(seen_by(*ward_, "in/phuong"), (Names{"in/phuong 1", "in/phuong 2", "in/phuong 3"}));
    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
}

TEST_F(Announced, APlanIsNotSubmittedAgainOnceItIsAccepted) {
    ASSERT_EQ(outcome(*school_, "plan", submit(0)), "submitted 1");
    EXPECT_EQ(outcome(*school_, "plan", submit(1)), "refused: submitted 1");
    Pc second = enrol("truong-a", {Role::editor});
    ASSERT_EQ(outcome(*ward_, "plan", accept(1)), "accepted 2");

    EXPECT_EQ(outcome(second, "plan", submit(2)), "refused: accepted 2");
}

TEST_F(Announced, ADocumentCannotBecomeOneOfAnotherKindToStayOpen) {
    ASSERT_EQ(outcome(*school_, "plan", submit(0)), "submitted 1");
    ASSERT_EQ(outcome(*ward_, "plan", accept(1)), "accepted 2");
    EXPECT_EQ(outcome(*school_, "article", submit(2)), "bad_bytes");

    document_ = new_document();
    ASSERT_EQ(outcome(*ward_, "plan", issue(0)), "issued 1");
    EXPECT_EQ(outcome(*ward_, "schedule", issue(1)), "bad_bytes");
}

TEST_F(Announced, AWardIssuesAFormInANewVersion) {
    ASSERT_EQ(outcome(*ward_, "report_template", issue(0)), "issued 1");

    EXPECT_EQ(outcome(*ward_, "report_template", issue(1), {}, "hai"), "issued 2");

    EXPECT_EQ(seen_by(*school_, "pub/phuong"), (Names{"pub/phuong 1", "pub/phuong 2"}));
}

TEST_F(Announced, APlanIsIssuedOnce) {
    ASSERT_EQ(outcome(*ward_, "plan", issue(0)), "issued 1");

    EXPECT_EQ(outcome(*ward_, "plan", issue(1), {}, "hai"), "refused: issued 1");
}

TEST_F(Announced, AnAnnouncementIsNotSubmittedAndAReportIsNotIssued) {
    EXPECT_EQ(outcome(*school_, "schedule", submit(0)), "refused: draft 0");
    Pc second = enrol("phuong", {Role::officer});
    EXPECT_EQ(outcome(second, "article", issue(0)), "refused: draft 0");
    EXPECT_EQ(server_->totals()->documents, 0u);
}

TEST_F(Announced, AWaiverReachesItsSchoolAndNobodyElse) {
    const Decision waive = issue(0, {"own/phuong", "in/truong-a"});

    ASSERT_EQ(outcome(*ward_, "waiver", waive, {"truong-a"}), "issued 1");

    EXPECT_EQ(seen_by(*school_, "in/truong-a"), Names{"in/truong-a 1"});
    Pc stranger = enrol("truong-c", {Role::editor});
    for (const Pc* pc : {&*other_, &stranger})
        for (const wire::FeedSegment& segment : exchange(*pc, pc->request({})).segments)
            EXPECT_TRUE(segment.feed.starts_with("dir/")) << segment.feed;
    EXPECT_TRUE(seen_by(*school_, "pub/phuong").empty());
}

TEST_F(Announced, AWaiverIsTakenBackWhereItWent) {
    ASSERT_EQ(outcome(*ward_, "waiver", issue(0, {"own/phuong", "in/truong-a"}), {"truong-a"}), "issued 1");
    Pc second = enrol("phuong", {Role::officer});
    EXPECT_EQ(outcome(second, "waiver", recall(1, "phuong", {"own/phuong", "pub/phuong"})), "bad_value");

    EXPECT_EQ(outcome(*ward_, "waiver", recall(1, "phuong", {"own/phuong", "in/truong-a"})), "recalled 2");

    EXPECT_EQ(seen_by(*school_, "in/truong-a"), (Names{"in/truong-a 1", "in/truong-a 2"}));
}

TEST_F(Announced, ARecallOfAReportGoesToTheOfficeThatHasIt) {
    ASSERT_EQ(outcome(*school_, "article", submit(0)), "submitted 1");
    Pc second = enrol("truong-a", {Role::clerk});
    EXPECT_EQ(outcome(second, "article", recall(1, "truong-a", {"own/truong-a"})), "bad_value");

    EXPECT_EQ(outcome(*school_, "article", recall(1, "truong-a", {"own/truong-a", "in/phuong"})), "recalled 2");

    EXPECT_EQ(seen_by(*ward_, "in/phuong"), (Names{"in/phuong 1", "in/phuong 2"}));
    EXPECT_EQ(outcome(*school_, "article", submit(2)), "refused: recalled 2") << "what was taken back stays so";
}

TEST_F(Announced, TheFeedsMustBeThoseOfItsAddressees) {
    const Names one = {"truong-a"};
    const Names two = {"truong-a", "truong-b"};
    struct Case {
        Names to;
        Names feeds;
    };
    const std::vector<Case> cases = {
        {one, {"own/phuong", "pub/phuong"}},        {one, {"own/phuong"}},
        {one, {"own/phuong", "in/truong-b"}},       {one, {"own/phuong", "in/truong-a", "pub/phuong"}},
        {two, {"own/phuong", "in/truong-a"}},       {{}, {"own/phuong", "in/truong-a"}},
        {{"phuong"}, {"own/phuong", "pub/phuong"}}, {{"so"}, {"own/phuong", "in/so"}}};

    for (const Case& wrong : cases) {
        Pc pc = enrol("phuong", {Role::officer});
        EXPECT_EQ(outcome(pc, "waiver", issue(0, wrong.feeds), wrong.to), "bad_value")
            << wrong.feeds.back() << " of " << wrong.feeds.size();
    }
    Pc pc = enrol("phuong", {Role::officer});
    EXPECT_EQ(outcome(pc, "waiver", issue(0, {"own/phuong", "in/truong-c"}), {"truong-c"}), "not_allowed")
        << "a school of another ward";
    EXPECT_EQ(outcome(*ward_, "waiver", issue(0, {"own/phuong", "in/truong-a", "in/truong-b"}), two), "issued 1");
}

TEST_F(Announced, AnAnnouncementToManyGoesToEverybody) {
    const Names many = {"truong-a", "truong-b", "truong-c", "phuong"};
    Pc department = enrol("so", {Role::officer});
    const Decision announce{Action::issue, DocumentState::issued, 0, "so", {"own/so", "pub/so"}};

    EXPECT_EQ(outcome(department, "report_request", announce, many), "bad_value");
    Pc second = enrol("so", {Role::officer});
    EXPECT_EQ(outcome(second, "report_request", announce), "issued 1");
}

TEST_F(Announced, ThePcAndTheServerAgreeWhomAnOfficeMayAddress) {
    const auto directory = server_->directory();
    const text::Date today = text::day_of(kNow);
    for (const char* org : {"so", "phuong", "truong-a"})
        for (const char* to : {"so", "phuong", "phuong2", "truong-a", "truong-b", "truong-c"}) {
            Pc pc = enrol(org, {Role::officer});
            document_ = new_document();
            const change::Route route{model::Flow::announced, {to}};
            const bool offered = change::feeds_for(*directory, Action::issue, org, org, today, route).has_value();
            const std::string own = std::string("own/") + org;
            const Decision issue{Action::issue, DocumentState::issued, 0, org, {own, std::string("in/") + to}};

            EXPECT_EQ(outcome(pc, "waiver", issue, {to}) == "issued 1", offered) << org << " to " << to;
        }
}

} // namespace

} // namespace dongthac::tests
