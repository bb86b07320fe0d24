#include "tests/sync/coverage_review_fixture.hpp"

// Two PCs of one office that judge, or link, without seeing each other.
namespace dongthac::tests {

namespace {

/// As one line: the word, its reason, and of what.
std::string told(const office::CoverageCell& cell) {
    if (!cell.judged) return "nothing";
    return std::string(model::name_of(cell.status)) + " “" + cell.judged->reason + "”" +
           (cell.judged->stale ? " stale" : "") + (cell.judged->disputed ? " disputed" : "");
}

class CoveragePairs : public CoverageReview {
  protected:
    void SetUp() override {
        CoverageReview::SetUp();
        second = net.pc_of("phuong", kWardRoles);
        second->sync();
    }
    void exchange() {
        for (auto* pc : {ward.get(), second.get(), ward.get()}) pc->sync();
    }
    /// So that what `pc` writes next in the review stands behind what the other writes now.
    void write_much(OfficePc& pc, std::size_t topic) {
        for (int i = 0; i < 4; ++i) {
            ASSERT_TRUE(judge(pc, topic, CoverageStatus::covered, "lần " + std::to_string(i)));
        }
    }

    std::unique_ptr<OfficePc> second;
};

} // namespace

TEST_F(CoveragePairs, TwoPcsThatBeganEachTheirOwnShowTheSameAndThatTheyDiffer) {
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::covered));
    ASSERT_TRUE(judge(*second, 1, CoverageStatus::missing, "chỉ nói về hồ sơ"));
    for (auto* pc : {ward.get(), second.get(), ward.get()}) pc->sync();

    ASSERT_EQ(reviews(*ward).size(), 2U);
    EXPECT_TRUE(cell(*ward, 1).judged->disputed);
    EXPECT_TRUE(cell(*second, 1).judged->disputed);
    EXPECT_EQ(cell(*ward, 1).status, cell(*second, 1).status);
    EXPECT_EQ(cell(*ward, 1).judged->reason, cell(*second, 1).judged->reason);

    ASSERT_TRUE(judge(*second, 1, CoverageStatus::partly));
    second->sync();
    ward->sync();
    for (OfficePc* pc : {ward.get(), second.get()}) {
        EXPECT_EQ(cell(*pc, 1).status, CoverageStatus::partly);
        EXPECT_FALSE(cell(*pc, 1).judged->disputed) << "a person has answered both";
    }
}

TEST_F(CoveragePairs, TwoPcsThatWriteOneLineKeepBothUntilAPersonChooses) {
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::covered));
    ward->sync();
    second->sync();
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::partly));
    ASSERT_TRUE(judge(*second, 1, CoverageStatus::missing));
    for (auto* pc : {ward.get(), second.get(), ward.get()}) pc->sync();

    ASSERT_EQ(reviews(*ward).size(), 1U);
    EXPECT_TRUE(cell(*ward, 1).judged->disputed);
    EXPECT_EQ(cell(*ward, 1).status, cell(*second, 1).status);

    ASSERT_TRUE(judge(*ward, 1, cell(*ward, 1).status));
    EXPECT_FALSE(cell(*ward, 1).judged->disputed) << "the word shown, said once more, settles it";
}

TEST_F(CoveragePairs, TheWordOfWhoHadSeenMoreIsShownWhicheverPcItIs) {
    for (OfficePc* later : {second.get(), ward.get()}) {
        OfficePc& earlier = later == ward.get() ? *second : *ward;
        for (const std::size_t topic : {std::size_t{0}, std::size_t{1}}) ASSERT_TRUE(judge(*ward, topic, std::nullopt));
        exchange();
        write_much(*later, 0);

        ASSERT_TRUE(judge(*later, 1, CoverageStatus::partly, "sau"));
        ASSERT_TRUE(judge(earlier, 1, CoverageStatus::missing, "trước"));
        exchange();

        EXPECT_EQ(told(cell(*ward, 1)), "partly “sau” disputed");
        EXPECT_EQ(told(cell(*second, 1)), "partly “sau” disputed");
        ASSERT_TRUE(judge(*ward, 1, CoverageStatus::covered));
        exchange();
    }
}

TEST_F(CoveragePairs, OfTwoReviewsTheLineOfWhoHadSeenMoreIsShown) {
    for (const bool ward_is_later : {true, false}) {
        OfficePc& later = ward_is_later ? *ward : *second;
        OfficePc& earlier = ward_is_later ? *second : *ward;
        const std::size_t topic = ward_is_later ? 0 : 1; // a line that nobody has written yet
        const std::size_t other = 1 - topic;
        write_much(later, other);
        ASSERT_TRUE(judge(later, topic, CoverageStatus::partly, "sau"));
        ASSERT_TRUE(judge(earlier, topic, CoverageStatus::missing, "trước"));
        exchange();

        EXPECT_EQ(told(cell(*ward, topic)), "partly “sau” disputed");
        EXPECT_EQ(told(cell(*second, topic)), "partly “sau” disputed");
    }
}

TEST_F(CoveragePairs, WordReasonAndRevisionAreOfOnePerson) {
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::partly, "cũ"));
    exchange();
    write_much(*second, 0); // so its word is the later one
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::covered, "mới")) << "word and reason";
    ASSERT_TRUE(judge(*second, 1, CoverageStatus::missing, "cũ")) << "the word alone";
    exchange();

    EXPECT_EQ(told(cell(*ward, 1)), "missing “cũ” disputed");
    EXPECT_EQ(told(cell(*second, 1)), "missing “cũ” disputed");
}

TEST_F(CoveragePairs, TwoReasonsForOneWordAreADispute) {
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::partly, "thiếu lịch"));
    ASSERT_TRUE(judge(*second, 1, CoverageStatus::partly, "thiếu người"));
    exchange();

    ASSERT_EQ(reviews(*ward).size(), 2U);
    EXPECT_TRUE(cell(*ward, 1).judged->disputed);
    EXPECT_EQ(told(cell(*ward, 1)), told(cell(*second, 1)));
}

TEST_F(CoverageReview, AJudgementIsOfTheRevisionThatWasSeen) {
    const office::Coverage before = office::coverage_of(ward->office, plan).value();
    const auto row = std::ranges::find(before.offices, "truong-a", &office::CoverageOffice::org);
    const office::SentPlan seen{row->document, row->revision};
    submit_again();

    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly, "chưa có học bạ số", seen));
    EXPECT_TRUE(cell(*ward, 0).judged->stale) << "another has come since";

    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly, "chưa có học bạ số"));
    EXPECT_FALSE(cell(*ward, 0).judged->stale) << "as this PC has it";
}

TEST_F(CoverageReview, AnotherPlanOfTheOfficeMakesAJudgementStale) {
    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly));
    const base::DocumentId first = ours;
    // Another plan from the same one goes further, with as many revisions.
    ours = office::new_from_parent(school->office, "plan", plan, {}).value();
    submit();
    for (const model::Action action : {model::Action::receive, model::Action::accept}) {
        ASSERT_TRUE(office::decide(ward->office, ours, action));
        ward->sync();
    }

    const office::Coverage now = office::coverage_of(ward->office, plan).value();
    const auto row = std::ranges::find(now.offices, "truong-a", &office::CoverageOffice::org);
    ASSERT_EQ(row->document, ours);
    ASSERT_NE(row->document, first);
    ASSERT_EQ(row->revision, 1U) << "the number alone says nothing";
    EXPECT_TRUE(cell(*ward, 0).judged->stale);
}

TEST_F(CoveragePairs, LinksThatTwoColleaguesGaveOneParagraphBothStay) {
    auto colleague = net.pc_of("truong-a", kSchoolRoles);
    ASSERT_TRUE(office::decide(ward->office, ours, model::Action::receive));
    ward->sync();
    ASSERT_TRUE(office::decide(ward->office, ours, model::Action::return_, {.note = "gắn nội dung"}));
    ward->sync();
    for (auto* pc : {school.get(), colleague.get()}) pc->sync();
    const base::NodeId root = base::root_node(ours);
    const base::NodeId both =
        office::add_node(school->office, ours, {root, {}, model::ItemRole::paragraph, {}, "Chung", {}}).value();
    for (auto* pc : {school.get(), colleague.get()}) pc->sync();
    const std::string older = base::to_text(enrolment);
    ASSERT_TRUE(office::link_to_topic(school->office, ours, both, asked[0]));
    ASSERT_TRUE(office::set_field(colleague->office, ours, both, "covers", older));
    for (auto* pc : {school.get(), colleague.get(), school.get()}) pc->sync();
    const auto links = [&] {
        const change::Document document = office::read_document(school->office, ours).value();
        return office::links_of(document.nodes.at(both));
    };
    const auto sorted = [](std::vector<std::string> list) {
        std::ranges::sort(list);
        return list;
    };
    ASSERT_EQ(sorted(links()), sorted({base::to_text(asked[0]), older})) << "none of the two is chosen away";

    ASSERT_TRUE(office::link_to_topic(school->office, ours, both, asked[1]));

    EXPECT_EQ(sorted(links()), sorted({base::to_text(asked[0]), base::to_text(asked[1]), older}));
}

} // namespace dongthac::tests
