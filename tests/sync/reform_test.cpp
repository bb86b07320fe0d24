#include <algorithm>

#include "tests/support/reform.hpp"

// A district is abolished on 1/7/2025 and its schools go to wards, by the server's own commands, while PCs sync through
// it: who is above whom on which day, who reads what, where papers go, and what is handed over (DOMAIN §3).

namespace dongthac::tests {

namespace {

using base::Code;
using base::DocumentId;
using model::Action;
using model::DocumentState;
using model::OrgId;
using Documents = std::set<DocumentId>;

const text::Date kAnnounced{2025, 6, 27};
const text::Date kSecondMove{2025, 7, 15};

class ReformTest : public ::testing::Test {
  protected:
    void TearDown() override {
        EXPECT_EQ(reform.server.problems(), std::vector<std::string>{});
        EXPECT_EQ(reform.run({"verify"}).code, 0);
        for (const auto& [org, machine] : reform.pcs())
            EXPECT_EQ(machine->problems(), std::vector<std::string>{}) << org;
    }

    void everybody_reads_exactly_what_is_theirs() {
        for (const auto& [org, machine] : reform.pcs())
            EXPECT_EQ(reform.faults(org), std::vector<std::string>{}) << org << " on " << text::to_iso(reform.today());
    }
    /// The district's plan, and a plan and a report of each of `schools` made from it and accepted; a report of every
    /// third school comes back once.
    void june(const std::vector<OrgId>& schools) {
        of_the_department = reform.issue("so", "năm học mới");
        reform.sync("phong");
        directive = reform.issue("phong", "chuyển đổi số");
        for (const OrgId& school : schools) {
            reform.sync(school);
            const DocumentId plan = reform.submit(school, directive);
            const DocumentId report = reform.submit_report(school);
            reform.sync("phong");
            if (papers.size() % 3 == 0) {
                reform.decide("phong", report, Action::return_);
                reform.sync(school);
                reform.decide(school, report, Action::submit);
                reform.sync("phong");
            }
            for (const DocumentId& paper : {plan, report}) reform.decide("phong", paper, Action::accept);
            papers[school] = {plan, report};
            reform.sync(school);
        }
    }
    [[nodiscard]] Documents papers_of(const std::vector<OrgId>& schools) const {
        Documents all;
        for (const OrgId& school : schools) all.insert(papers.at(school).begin(), papers.at(school).end());
        return all;
    }
    /// "document state" of what a command named as open in `org`.
    [[nodiscard]] static std::set<std::string> open_in(const nlohmann::json& said, const OrgId& org) {
        std::set<std::string> open;
        for (const nlohmann::json& work : said.at("open"))
            if (work.at("org") == org)
                for (const nlohmann::json& document : work.at("documents"))
                    open.insert(document.value("id", "") + " " + document.value("state", ""));
        return open;
    }
    [[nodiscard]] static std::string line(const DocumentId& document, std::string_view state) {
        return base::to_text(document) + " " + std::string(state);
    }

    Reform reform;
    DocumentId of_the_department;
    DocumentId directive;
    std::map<OrgId, Documents> papers;
};

TEST_F(ReformTest, EveryPcReadsExactlyItsOwnBeforeOnAndAfterTheDay) {
    // A PC for every ward, for each kind of school, and for each school to which something of its own happens.
    const std::vector<OrgId> schools = {"mn-01", "mn-02", "mn-11", "mn-12", "th-03",
                                        "th-09", "th-10", "cs-05", "cs-06", "lien-cap"};
    june(schools);
    reform.sync_all();
    everybody_reads_exactly_what_is_theirs();
    reform.go_to(kAnnounced, 10);
    reform.announce();
    for (const OrgId& office : reform.offices_of_the_first_of_july()) (void)reform.pc(office);
    reform.sync_all();
    everybody_reads_exactly_what_is_theirs();
    reform.go_to(kLastDayOfTheDistrict, 23);
    (void)reform.issue("phong", "việc cuối cùng");

    reform.go_to(kReform, 0);
    (void)reform.issue("so", "hai cấp");
    reform.sync_all();
    everybody_reads_exactly_what_is_theirs();
    std::map<OrgId, DocumentId> directives;
    for (const OrgId& office : reform.offices_of_the_first_of_july())
        directives[office] = reform.issue(office, "của " + office);
    reform.sync_all();
    for (const OrgId& school : schools)
        if (school != "mn-11" && school != "lien-cap")
            (void)reform.submit(school, directives.at(reform.school(school).ward));
    reform.sync_all();
    everybody_reads_exactly_what_is_theirs();

    reform.move("th-10", reform.school("th-10").ward, "p-2", kSecondMove);
    reform.go_to(kSecondMove, 9);
    for (const OrgId& office : reform.offices_of_the_first_of_july()) (void)reform.issue(office, "tiếp của " + office);
    reform.sync_all();
    everybody_reads_exactly_what_is_theirs();
}

TEST_F(ReformTest, TheOfficeAboveIsTheOneOfTheDay) {
    reform.go_to(kAnnounced, 10);
    reform.announce();
    reform.move("th-10", reform.school("th-10").ward, "p-2", kSecondMove);
    reform.sync("so");
    std::vector<OrgId> offices = reform.offices_of_the_district();
    std::ranges::copy(reform.offices_of_the_first_of_july(), std::back_inserter(offices));

    for (const auto& day :
         {kAnnounced, kLastDayOfTheDistrict, kReform, text::Date{2025, 7, 14}, kSecondMove, text::Date{2026, 11, 21}})
        for (const OrgId& org : offices) {
            const OrgId above = reform.superior(org, day);
            EXPECT_EQ(reform.directory().superior_of(org, day).value_or(""), above) << org << text::to_iso(day);
            EXPECT_EQ(reform.pc("so").office.directory().superior_of(org, day).value_or(""), above) << org;
        }

    EXPECT_EQ(reform.superior("th-10", {2025, 7, 14}), "p-4");
    EXPECT_EQ(reform.superior("th-10", kSecondMove), "p-2");
    EXPECT_EQ(reform.superior("mn-11", kReform), "");
    const nlohmann::json list = reform.must({"org", "list"}); // which says how it stands by this machine's clock
    for (const nlohmann::json& office : list) {
        const std::string above = office.at("parent").is_null() ? "" : office.value("parent", "");
        EXPECT_EQ(above, reform.superior(office.value("id", ""), {2026, 11, 21})) << office.dump();
        const bool closed = office.value("id", "") == "phong" || office.value("id", "") == "mn-11" ||
                            office.value("id", "") == "lien-cap";
        EXPECT_EQ(office.at("valid_to").is_null(), !closed) << office.dump();
    }
}

TEST_F(ReformTest, ASchoolsFirstPaperOfTheDayGoesToItsNewWard) {
    june({"th-02", "cs-03"});
    const DocumentId begun = reform.pc("th-02").new_plan("bắt đầu từ tháng sáu");
    reform.sync("th-02");
    reform.announce();
    for (const char* ward : {"p-2", "p-3"}) (void)reform.pc(ward);
    reform.go_to(kReform, 0);
    const DocumentId of_the_ward = reform.issue("p-2", "của phường");
    reform.sync("th-02");

    const DocumentId submitted = reform.submit("th-02", of_the_ward);
    reform.decide("th-02", begun, Action::submit);
    reform.sync_all();
    reform.decide("p-2", submitted, Action::accept);
    reform.sync_all();

    EXPECT_EQ(reform.listed("p-2"), (Documents{of_the_ward, submitted, begun}));
    EXPECT_EQ(reform.pc("th-02").read(submitted).head.state, DocumentState::accepted);
    EXPECT_EQ(reform.listed("p-3"), Documents{}) << "another ward";
    EXPECT_FALSE(reform.listed("phong").contains(submitted));
    EXPECT_FALSE(reform.listed("cs-03").contains(submitted)) << "another school";
    everybody_reads_exactly_what_is_theirs();
}

TEST_F(ReformTest, ASchoolThatWasForgottenSubmitsToNobodyUntilItIsMoved) {
    june({"mn-03", "cs-03"});
    (void)reform.must({"org", "close", "phong", "--date", "2025-07-01"});
    (void)reform.pc("p-3");
    reform.go_to(kReform, 8);
    reform.sync_all();
    const DocumentId plan = reform.pc("mn-03").new_plan("chưa biết trình ai");

    const auto nowhere = office::decide(reform.pc("mn-03").office, plan, Action::submit);
    const DocumentId to_the_department = reform.submit_report("cs-03"); // over the tie that is left
    reform.sync("so");
    (void)reform.must({"org", "transfer", "mn-03", "--to", "p-3", "--date", "2025-07-01"});
    reform.sync("mn-03");
    reform.decide("mn-03", plan, Action::submit);
    reform.sync("p-3");

    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, Code::no_superior);
    EXPECT_TRUE(reform.listed("so").contains(to_the_department));
    EXPECT_EQ(reform.listed("p-3"), Documents{plan});
    EXPECT_FALSE(reform.listed("phong").contains(plan));
}

TEST_F(ReformTest, TheDistrictIsReadUntilItsLastMinuteAndTheWardFromItsFirst) {
    june({"mn-01"});
    reform.announce();
    (void)reform.pc("p-1");
    reform.go_to(kLastDayOfTheDistrict, 23);
    const DocumentId last = reform.issue("phong", "phút cuối");
    reform.go_to(kReform, 0);
    const DocumentId first = reform.issue("p-1", "phút đầu");

    reform.sync_all();

    const Documents seen = reform.listed("mn-01");
    EXPECT_TRUE(seen.contains(last));
    EXPECT_TRUE(seen.contains(first));
    EXPECT_TRUE(seen.contains(directive));
    EXPECT_EQ(reform.pc("mn-01").read(last).root().string(model::field::kIssuingBody), "Phòng GD&ĐT huyện Suối Mây");
    EXPECT_EQ(reform.listed("p-1"), Documents{first}) << "nothing of before its day, nothing of its schools";
    EXPECT_TRUE(reform.listed("phong").contains(*papers.at("mn-01").begin())) << "a closed office keeps its papers";
}

TEST_F(ReformTest, AGrantShowsTheWardExactlyThePapersOfItsSchools) {
    june({"mn-01", "mn-02", "mn-07"}); // the first and the last go to the ward p-1, the other to p-2
    reform.announce();
    for (const char* ward : {"p-1", "p-2"}) (void)reform.pc(ward);
    reform.grant("p-1", {"own/mn-01", "pub/mn-01", "own/mn-07", "pub/mn-07"}, kReform);

    reform.go_to(kLastDayOfTheDistrict, 12);
    reform.sync_all();
    EXPECT_EQ(reform.listed("p-1"), Documents{}) << "not before its day";
    reform.go_to(kReform, 0);
    reform.sync_all();

    EXPECT_EQ(reform.listed("p-1"), papers_of({"mn-01", "mn-07"}));
    EXPECT_EQ(reform.listed("p-2"), Documents{});
    everybody_reads_exactly_what_is_theirs();
}

TEST_F(ReformTest, WhoTakesASchoolOverReadsItsPapersFromTheDayOnAndNobodyElseDoes) {
    june({"mn-11", "mn-12", "lien-cap"});
    reform.announce();
    for (const char* office : {"th-moi", "cs-moi", "p-1", "p-6"}) (void)reform.pc(office);
    reform.go_to(kLastDayOfTheDistrict, 12);
    reform.sync_all();
    const Documents before = reform.listed("mn-12");
    EXPECT_TRUE(reform.listed("th-moi").empty());

    reform.go_to(kReform, 0);
    reform.sync_all();

    Documents both = before;
    both.merge(papers_of({"mn-11"}));
    EXPECT_EQ(reform.listed("mn-12"), both);
    EXPECT_EQ(reform.listed("th-moi"), papers_of({"lien-cap"}));
    EXPECT_EQ(reform.listed("cs-moi"), papers_of({"lien-cap"}));
    for (const char* ward : {"p-1", "p-6"}) EXPECT_EQ(reform.listed(ward), Documents{});
    Documents of_mn_11 = papers_of({"mn-11"});
    of_mn_11.insert({directive, of_the_department});
    EXPECT_EQ(reform.listed("mn-11"), of_mn_11) << "hidden from its owner";
    everybody_reads_exactly_what_is_theirs();
}

TEST_F(ReformTest, TheHandOverListNamesTheOpenWorkOfWhoEndsAndNothingElse) {
    june({"mn-11", "mn-01", "lien-cap"});
    const DocumentId archived = reform.issue("phong", "đã xong");
    reform.decide("phong", archived, Action::archive);
    const DocumentId signed_ = reform.pc("phong").new_plan("đã ký");
    reform.decide("phong", signed_, Action::approve);

    reform.announce();

    const nlohmann::json& closing = reform.announced.at("close phong");
    EXPECT_EQ(open_in(closing, "phong"), (std::set{line(directive, "issued"), line(signed_, "signed")}));
    EXPECT_EQ(closing.at("open").size(), 1u);
    EXPECT_TRUE(closing.at("grants").empty()) << "closing shows nobody anything";
    for (const char* school : {"mn-11", "lien-cap"}) {
        const std::string what = (school == OrgId("mn-11") ? "merge " : "split ") + OrgId(school);
        std::set<std::string> expected;
        for (const DocumentId& paper : papers.at(school)) expected.insert(line(paper, "accepted"));
        EXPECT_EQ(open_in(reform.announced.at(what), school), expected);
        EXPECT_EQ(reform.announced.at(what).at("open").size(), 1u);
    }
    EXPECT_EQ(reform.announced.at("merge mn-11").at("grants"), nlohmann::json({"mn-11-mn-12-2025-07-01"}));
    EXPECT_EQ(reform.announced.at("split lien-cap").at("grants").size(), 2u);
    EXPECT_TRUE(reform.announced.at("transfer mn-01").at("open").empty()) << "it goes on with its own work";
}

TEST_F(ReformTest, TheCommandsSayInWordsWhatWasDoneAndWhatIsOpen) {
    june({});
    const std::string day = "01/07/2025";

    const Said closed = reform.run({"org", "close", "phong", "--date", "2025-07-01"});
    const Said moved = reform.run({"org", "transfer", "mn-01", "--to", "p-1", "--date", "2025-07-01"});
    const Said renamed = reform.run({"org", "rename", "cs-08", "Trường THCS Lá Xanh", "--date", "2025-07-01"});
    (void)reform.pc("phong");

    EXPECT_EQ(closed.code, 0) << closed.err;
    EXPECT_NE(closed.out.find("phong thôi hoạt động từ ngày " + day), std::string::npos) << closed.out;
    EXPECT_NE(closed.out.find("phong bàn giao 1 văn bản:\n- " + base::to_text(directive) + "  Đã ban hành\n"),
              std::string::npos)
        << closed.out;
    EXPECT_EQ(moved.out, "mn-01 thuộc p-1 từ ngày " + day + ".\n");
    EXPECT_NE(renamed.out.find("cs-08 từ ngày " + day + " tên là “Trường THCS Lá Xanh”"), std::string::npos)
        << renamed.out;
}

TEST_F(ReformTest, AClosedOfficeWritesNothingMoreAndWhatAWardHasReadyWaitsForItsDay) {
    june({"mn-01"});
    reform.announce();
    const DocumentId early = reform.pc("p-1").new_plan("sẵn từ trước");
    ASSERT_TRUE(office::decide(reform.pc("p-1").office, early, Action::issue));
    reform.go_to(kLastDayOfTheDistrict, 23);
    const auto too_early = reform.pc("p-1").sync();
    ASSERT_TRUE(too_early);
    EXPECT_GT(too_early->quarantined, 0u);
    EXPECT_EQ(reform.entries_in({"own/p-1", "pub/p-1"}), 0u);

    reform.go_to(kReform, 0);
    const std::size_t of_the_district = reform.entries_in({"own/phong", "pub/phong"});
    const DocumentId late = reform.pc("phong").new_plan("quá muộn");
    (void)office::decide(reform.pc("phong").office, late, Action::issue);
    const auto too_late = reform.pc("phong").sync();
    reform.sync("p-1");
    reform.sync_all();

    ASSERT_TRUE(too_late);
    EXPECT_GT(too_late->quarantined, 0u);
    EXPECT_EQ(reform.entries_in({"own/phong", "pub/phong"}), of_the_district);
    EXPECT_EQ(reform.entries_in({"own/p-1"}), 2u) << "the draft and the decision";
    EXPECT_FALSE(reform.listed("mn-01").contains(late));
    EXPECT_TRUE(reform.listed("mn-01").contains(early));
    EXPECT_TRUE(reform.listed("phong").contains(late)) << "its own words stay";
}

TEST_F(ReformTest, ARenamedSchoolIsTheSameOfficeAndItsPapersKeepTheirName) {
    june({"cs-08"});
    reform.announce();
    (void)reform.pc("p-2");
    const std::string old_name = reform.school("cs-08").name;
    reform.go_to(kReform, 8);

    (void)reform.must({"org", "rename", "cs-08", "Trường THCS Lá Xanh", "--date", "2025-07-01", "--decision", "09/QĐ"});
    const DocumentId of_the_ward = reform.issue("p-2", "của phường");
    reform.sync_all();
    const DocumentId submitted = reform.submit("cs-08", of_the_ward);
    reform.sync_all();

    for (const DocumentId& paper : papers.at("cs-08"))
        EXPECT_EQ(reform.pc("cs-08").read(paper).root().string(model::field::kIssuingBody), old_name);
    const change::NodeState root = reform.pc("p-2").read(submitted).root();
    EXPECT_EQ(root.string(model::field::kIssuingBody), "Trường THCS Lá Xanh");
    EXPECT_EQ(root.string(model::field::kSuperiorBody), reform.directory().name_of_org("p-2"));
    const model::Directory directory = reform.directory();
    EXPECT_EQ(directory.find("cs-08")->valid.to, std::nullopt);
    const auto renamed = std::ranges::find(directory.successions(), "cs-08", &model::OrgSuccession::to);
    ASSERT_NE(renamed, directory.successions().end());
    EXPECT_EQ(renamed->decision, old_name + "; 09/QĐ") << "the old name and the ground are kept";
}

TEST_F(ReformTest, WhatIsTypedWrongIsRefusedWithItsReasonAndWritesNothing) {
    struct Case {
        std::vector<std::string> words;
        const char* error;
    };
    const std::string before = reform.must({"stats"}).dump();
    for (const Case& wrong : {
             Case{{"close", "khong-co"}, "unknown_org"},
             Case{{"transfer", "mn-01", "--to", "khong-co"}, "unknown_org"},
             Case{{"transfer", "so", "--to", "mn-01"}, "circular_move"},
             Case{{"transfer", "mn-01", "--to", "mn-01"}, "circular_move"},
             Case{{"merge", "mn-01", "--into", "mn-01"}, "bad_value"},
             Case{{"merge", "mn-01", "--into", "khong-co"}, "unknown_org"},
             Case{{"split", "lien-cap", "--into", "th-moi"}, "bad_value"},
             Case{{"rename", "mn-01", "Trường Mầm non Sen"}, "bad_value"},
             Case{{"rename", "mn-01", "Trường Mới", "--date", "2099-01-01"}, "bad_value"},
             Case{{"close", "phong", "--date", "1/7/2025"}, "bad_value"},
             Case{{"close"}, "bad_usage"},
             Case{{"split", "lien-cap"}, "bad_usage"},
         }) {
        std::vector<std::string> words{"org"};
        std::ranges::copy(wrong.words, std::back_inserter(words));

        const Said said = reform.run(words);

        EXPECT_EQ(said.error(), wrong.error) << words.at(1) << said.err;
        EXPECT_NE(said.code, 0) << words.at(1);
        EXPECT_EQ(said.out, "") << words.at(1);
    }
    EXPECT_EQ(reform.must({"stats"}).dump(), before);
}

} // namespace

} // namespace dongthac::tests
