#include <algorithm>
#include <random>

#include "tests/support/work_ward.hpp"

// A ward adds up what its schools hand in, over a real server: whatever the order, the repetitions and the second
// thoughts, against figures kept apart.

namespace dongthac::tests {

namespace {

using model::Action;
using model::OrgId;
using office::Handing;

/// What one school last handed in, as a person would note it on paper.
struct Said {
    std::int64_t articles = 0;
    std::int64_t issues = 0;
    std::int64_t parents = 0;
    std::int64_t followers = 0;
    std::int64_t satisfied_tenths = 0; ///< of a per cent
    bool every_week = false;
    std::string words;
    bool counts = false;
};

class ConsolidationTest : public ::testing::Test {
  protected:
    void TearDown() override {
        EXPECT_EQ(ward.server.problems(), std::vector<std::string>{});
        for (const auto& [org, pc] : ward.pcs) EXPECT_EQ(pc->problems(), std::vector<std::string>{}) << org;
    }

    void write(const OrgId& org, const base::DocumentId& report, const Said& said) {
        ward.say(org, report, "articles", std::to_string(said.articles));
        ward.say(org, report, "issues", std::to_string(said.issues));
        ward.say(org, report, "parents", std::to_string(said.parents));
        ward.say(org, report, "followers", std::to_string(said.followers));
        ward.say(org, report, "satisfied",
                 std::to_string(said.satisfied_tenths / 10) + "," + std::to_string(said.satisfied_tenths % 10));
        ward.say(org, report, "every_week", said.every_week ? "có" : "không");
        ward.say(org, report, "words", said.words);
    }

    /// The ward's figures are those of the notes, and every figure is the sum of what it opens to.
    void expect_figures(const std::map<OrgId, Said>& notes) {
        const office::Consolidation sums = ward.sums();
        std::int64_t articles = 0, parents = 0, followers = 0, weighted = 0, every_week = 0;
        std::set<OrgId> counted;
        for (const auto& [org, said] : notes) {
            if (!said.counts) continue;
            counted.insert(org);
            articles += said.articles;
            parents += said.parents;
            followers += said.followers;
            weighted += said.satisfied_tenths * said.parents;
            every_week += said.every_week ? 1 : 0;
        }
        if (counted.empty()) {
            EXPECT_EQ(WorkWard::figure(sums, "articles").value, std::nullopt)
                << "nobody said anything: that is not zero";
            return;
        }
        EXPECT_EQ(WorkWard::value(sums, "articles"), std::to_string(articles));
        EXPECT_EQ(WorkWard::value(sums, "parents"), std::to_string(parents));
        EXPECT_EQ(WorkWard::value(sums, "every_week"), std::to_string(every_week));
        // Hundredths of a per cent, halves up, by whole numbers.
        const auto shown = [](std::int64_t above, std::int64_t below) {
            return model::Decimal::ratio(above, below, 2).value().text();
        };
        EXPECT_EQ(WorkWard::value(sums, "share"), shown(100 * followers, parents));
        EXPECT_EQ(WorkWard::value(sums, "satisfied"), shown(weighted, 10 * parents));
        for (const std::string_view key : {"articles", "issues", "parents", "followers", "every_week"}) {
            const model::Figure& figure = WorkWard::figure(sums, key);
            std::int64_t parts = 0;
            std::set<OrgId> offices;
            for (const model::FigureSource& source : figure.sources) {
                parts += std::stoll(source.value);
                EXPECT_TRUE(offices.insert(source.org).second) << source.org << " stands twice in " << key;
            }
            EXPECT_EQ(std::to_string(parts), figure.value.value_or("")) << key;
            EXPECT_EQ(offices, counted) << key;
        }
        for (const model::GatheredText& text : WorkWard::figure(sums, "words").texts)
            EXPECT_EQ(text.text, notes.at(text.org).words);
    }

    WorkWard ward;
};

TEST_F(ConsolidationTest, FollowsWhatWasHandedInLastWhateverComesTwiceOrLate) {
    base::SeededRandom random(property_seed(20'261'001));
    std::map<OrgId, base::DocumentId> reports;
    std::map<OrgId, Said> notes;
    std::map<OrgId, model::DocumentState> states;
    for (int act = 0; act < 120; ++act) {
        const OrgId& org = any_of(random, kSixSchools);
        if (!reports.contains(org)) reports[org] = ward.begin(org);
        const base::DocumentId report = reports.at(org);
        // Some requests arrive twice, some answers are lost and what was asked goes again.
        ward.pcs.at(org)->fate = [&, left = 2](const std::string&) mutable {
            if (left-- <= 0) return Fate::arrives;
            return chance(random, 30) ? Fate::arrives_twice : chance(random, 20) ? Fate::answer_lost : Fate::arrives;
        };
        if (chance(random, 65)) {
            Said said{static_cast<std::int64_t>(random.below(9)),
                      static_cast<std::int64_t>(random.below(4)),
                      100 + static_cast<std::int64_t>(random.below(900)),
                      static_cast<std::int64_t>(random.below(100)),
                      500 + static_cast<std::int64_t>(random.below(500)),
                      chance(random, 50),
                      "Ý kiến lần " + std::to_string(act),
                      true};
            write(org, report, said);
            ASSERT_TRUE(office::decide(ward.at(org), report, Action::submit));
            notes[org] = said;
            states[org] = model::DocumentState::submitted;
            for (int tries = 0; tries < 4; ++tries) (void)ward.pcs.at(org)->sync();
        } else if (states[org] == model::DocumentState::submitted) {
            for (int tries = 0; tries < 4; ++tries) (void)ward.pcs.at(org)->sync();
            ward.sync("phuong");
            const Action action = chance(random, 50) ? Action::return_ : Action::accept;
            ward.decide("phuong", report, action, action == Action::return_ ? "xem lại" : "");
            states[org] = action == Action::return_ ? model::DocumentState::returned : model::DocumentState::accepted;
            if (action == Action::return_) notes.at(org).counts = false;
            (void)ward.pcs.at(org)->sync();
        }
        if (act % 10 != 9) continue;
        ward.sync("phuong");
        expect_figures(notes);
    }
}

TEST_F(ConsolidationTest, SaysTheSameAtEveryPcWhateverOrderThingsCameIn) {
    for (const OrgId& org : kSixSchools) {
        const base::DocumentId report = ward.begin(org);
        write(org, report, {3, 1, 200, 50, 905, true, "như thường lệ", true});
        ward.decide(org, report, Action::submit);
    }
    Machine second(ward.server, 99, kOctober2026);
    second.join("phuong", kWard); // takes over a state, not the history

    ward.sync("phuong");
    ASSERT_TRUE(second.sync());

    const auto first_sums = ward.sums();
    const auto second_sums = office::consolidate(second.office, ward.form, ward.period()).value();
    EXPECT_EQ(first_sums.figures, second_sums.figures);
    EXPECT_EQ(WorkWard::value(first_sums, "articles"), "18");
    EXPECT_EQ(second.problems(), std::vector<std::string>{});
}

TEST_F(ConsolidationTest, CountsASchoolOnceThatBeganTwoReports) {
    const base::DocumentId first = ward.begin("truong-a");
    Machine other(ward.server, 77, kOctober2026);
    other.join("truong-a", kSchool);
    const base::DocumentId second = office::new_submission(other.office, ward.form, ward.period()).value();
    ASSERT_NE(first, second) << "begun at two PCs that had not heard of each other";
    ward.say("truong-a", first, "articles", "2");
    ASSERT_TRUE(office::answer(other.office, second, "articles", "5"));
    ward.decide("truong-a", first, Action::submit);
    ASSERT_TRUE(office::decide(other.office, second, Action::submit));
    ASSERT_TRUE(other.sync());
    ward.sync("phuong");

    const auto sums = ward.sums();

    EXPECT_EQ(WorkWard::figure(sums, "articles").sources.size(), 1u);
    ASSERT_EQ(sums.offices.size(), 1u);
    EXPECT_EQ(sums.offices.front().others, 1u) << "the second is not lost: the board says that it is there";
}

TEST_F(ConsolidationTest, FreezesItsWordAndSaysWhatIsOldInIt) {
    for (const OrgId& org : {OrgId("truong-a"), OrgId("truong-b")}) {
        const base::DocumentId report = ward.begin(org);
        write(org, report, {2, 0, 100, 40, 900, true, "ý kiến của " + org, true});
        ward.decide(org, report, Action::submit);
    }
    ward.sync("phuong");
    const base::DocumentId frozen = office::freeze(ward.at("phuong"), ward.sums()).value();
    EXPECT_TRUE(ward.sums().changed.empty());
    EXPECT_EQ(ward.sums().frozen, frozen);
    EXPECT_EQ(office::freeze(ward.at("phuong"), ward.sums()).value(), frozen) << "once more is the same one";

    const base::DocumentId late = ward.begin("truong-c");
    write("truong-c", late, {7, 0, 300, 10, 800, false, "thêm", true});
    ward.decide("truong-c", late, Action::submit);
    ward.sync("phuong");
    const auto stale = ward.sums();

    ASSERT_FALSE(stale.changed.empty());
    const auto articles =
        std::ranges::find(stale.changed, stale.fields.with_key("articles")->id, &model::FigureDifference::item);
    ASSERT_NE(articles, stale.changed.end());
    EXPECT_EQ(articles->before, "4");
    EXPECT_EQ(articles->now, "11");
    EXPECT_EQ(articles->changed, (std::vector<OrgId>{"truong-c"}));
    ASSERT_TRUE(office::freeze(ward.at("phuong"), stale));
    EXPECT_TRUE(ward.sums().changed.empty());
}

TEST_F(ConsolidationTest, TheDepartmentTakesTheWardsWordAndAddsNothingUpBehindItsBack) {
    const base::DocumentId report = ward.begin("truong-a");
    write("truong-a", report, {2, 0, 100, 40, 900, true, "ý kiến", true});
    ward.decide("truong-a", report, Action::submit);
    ward.sync("phuong");
    const base::DocumentId frozen = office::freeze(ward.at("phuong"), ward.sums()).value();
    ward.decide("phuong", frozen, Action::submit);
    // The school amends; the ward has not frozen again.
    write("truong-a", report, {9, 0, 100, 40, 900, true, "ý kiến khác", true});
    ward.decide("truong-a", report, Action::submit);
    ward.sync("phuong");
    ward.sync("so");
    // The ward's form is not the department's: it comes with what answers it only when the department has it too.
    EXPECT_EQ(WorkWard::value(ward.sums(), "articles"), "9");
    const auto contribution =
        office::contribution_of(office::form_of(ward.at("phuong"), ward.form).value(), ward.pcs.at("so")->read(frozen));
    EXPECT_EQ(contribution.basis, model::Basis::consolidated);
    EXPECT_EQ(contribution.answers.at(WorkWard::figure(ward.sums(), "articles").item).value, "2");
}

TEST_F(ConsolidationTest, PaperCountsForTheSchoolThatWroteItAndOnlyAnOfficeAboveEntersIt) {
    const auto paper = office::new_submission(ward.at("phuong"), ward.form, ward.period(), {"truong-d", {}});
    ASSERT_TRUE(paper);
    ward.say("phuong", *paper, "articles", "6");

    const auto sums = ward.sums();

    ASSERT_EQ(sums.offices.size(), 1u);
    EXPECT_EQ(sums.offices.front().org, "truong-d");
    EXPECT_TRUE(sums.offices.front().on_paper);
    EXPECT_EQ(WorkWard::value(sums, "articles"), "6");
    const auto stranger = office::new_submission(ward.at("truong-a"), ward.form, ward.period(), {"truong-b", {}});
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.error().code, base::Code::not_allowed);
}

TEST_F(ConsolidationTest, ZeroIsNotBlankAndARuleThatDoesNotHoldKeepsAReportHere) {
    const base::DocumentId report = ward.begin("truong-a");
    ward.say("truong-a", report, "issues", "0");
    ward.say("truong-a", report, "parents", "10");
    ward.say("truong-a", report, "followers", "11");

    const auto refused = office::decide(ward.at("truong-a"), report, Action::submit);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::broken_rule);
    ward.say("truong-a", report, "followers", "");
    ward.decide("truong-a", report, Action::submit);
    ward.sync("phuong");
    EXPECT_EQ(WorkWard::value(ward.sums(), "issues"), "0");
    EXPECT_EQ(WorkWard::figure(ward.sums(), "followers").value, std::nullopt);
    EXPECT_EQ(WorkWard::figure(ward.sums(), "followers").blank, (std::vector<OrgId>{"truong-a"}));
}

} // namespace

} // namespace dongthac::tests
