#ifndef _WIN32

#include <gtest/gtest.h>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "shared/base/clock.hpp"
#include "tests/support/old_pc_clock.hpp"
#include "tests/support/process.hpp"

// People, PINs, hand-over and revocation through the real programs (issue 4): the same as the window does, as commands.

namespace dongthac {

namespace {

using tests::Outcome;

constexpr const char* kPin = "135790";
constexpr const char* kHead = "Nguyễn Thị Hạnh";

class PeopleCli : public ::testing::Test {
  protected:
    void SetUp() override {
        if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(tests::programs());
        programs_->init(tests::kWardAndSchool);
        programs_->serve();
        programs_->join("pc", "truong", {"admin", "editor", "clerk", "signer"});
    }
    [[nodiscard]] Outcome pc(std::vector<std::string> arguments) const {
        return programs_->client("pc", std::move(arguments));
    }
    [[nodiscard]] std::string add(const std::string& name, const std::string& role = "signer") const {
        const Outcome added = pc({"person", "add", name, "--role", role, "--position", "Hiệu trưởng"});
        EXPECT_EQ(added.exit, 0) << added.err;
        return added.json().value("code", "");
    }
    void sit_down() const {
        const Outcome set = pc({"person", "join", add(kHead), "--pin", kPin});
        ASSERT_EQ(set.exit, 0) << set.err;
    }
    [[nodiscard]] std::string new_plan() const {
        const Outcome made = pc({"doc", "new", "plan"});
        EXPECT_EQ(made.exit, 0) << made.err;
        return made.json().value("id", "");
    }
    [[nodiscard]] Outcome sign(const std::string& document, const std::string& name, const std::string& pin) const {
        return pc({"doc", "decide", document, "approve", "--as", name, "--pin", pin});
    }
    /// The same inside this process, at the time of the test.
    [[nodiscard]] Outcome sign_at(const base::Clock& now, const std::string& document, const std::string& pin) const {
        const tests::OldPcClock clock(now);
        cli::Frontend frontend;
        frontend.assets = app::find_assets().value_or("assets");
        frontend.clock = &clock;
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        Outcome outcome;
        outcome.exit = cli::run({"doc", "decide", document, "approve", "--as", kHead, "--pin", pin, "--data",
                                 base::path_to_utf8(programs_->folder / "pc")},
                                frontend);
        outcome.out = testing::internal::GetCapturedStdout();
        outcome.err = testing::internal::GetCapturedStderr();
        return outcome;
    }
    [[nodiscard]] std::string state_of(const std::string& document) const {
        return pc({"doc", "show", document}).json().value("state", "");
    }
    [[nodiscard]] nlohmann::json listed(const std::string& name) const {
        for (const nlohmann::json& person : pc({"person", "list"}).json())
            if (person.value("name", "") == name) return person;
        return nullptr;
    }

    std::optional<tests::Programs> programs_;
};

TEST_F(PeopleCli, ACodeSetsOnePinOnce) {
    const std::string code = add(kHead);

    EXPECT_EQ(pc({"person", "join", "AAAA-BBBB-CCCC", "--pin", kPin}).code(), "bad_code");
    EXPECT_EQ(pc({"person", "join", code, "--pin", "123456"}).code(), "weak_pin");
    const Outcome joined = pc({"person", "join", code, "--pin", kPin});
    ASSERT_EQ(joined.exit, 0) << joined.err;
    EXPECT_EQ(joined.json().value("name", ""), kHead);
    EXPECT_EQ(pc({"person", "join", code, "--pin", "246801"}).code(), "used_code");
    EXPECT_EQ(listed(kHead).at("devices").size(), 1U);
}

TEST_F(PeopleCli, OnlyAnAdministratorsPcNamesPeople) {
    programs_->join("other", "truong", {"editor"});

    const Outcome refused = programs_->client("other", {"person", "add", kHead});

    EXPECT_EQ(refused.code(), "not_allowed");
    EXPECT_EQ(refused.exit, 1);
    EXPECT_TRUE(listed(kHead).is_null());
}

TEST_F(PeopleCli, WithoutTheServerNobodyIsNamed) {
    programs_->server->kill();

    const Outcome refused = pc({"person", "add", kHead});

    EXPECT_EQ(refused.code(), "unreachable");
    EXPECT_EQ(refused.exit, 3);
}

TEST_F(PeopleCli, AfterThreeWrongPinsTheRightOneWaits) {
    sit_down();
    base::ManualClock now(base::SystemClock().wall_ms());
    for (int tries = 1; tries <= 3; ++tries) {
        const Outcome wrong = pc({"person", "pin", kHead, "--pin", "999999", "--new-pin", "864209"});
        EXPECT_EQ(wrong.code(), "wrong_pin") << wrong.err;
        EXPECT_NE(wrong.err.find(std::to_string(tries)), std::string::npos) << wrong.err;
    }
    // From here on by the test's clock, so that the next try comes when it should.
    const tests::OldPcClock clock(now);
    cli::Frontend frontend;
    frontend.assets = app::find_assets().value_or("assets");
    frontend.clock = &clock;
    const auto change = [&] {
        return cli::run({"person", "pin", kHead, "--pin", kPin, "--new-pin", "864209", "--data",
                         base::path_to_utf8(programs_->folder / "pc")},
                        frontend);
    };

    testing::internal::CaptureStderr();
    EXPECT_EQ(change(), 1);
    const std::string waits = testing::internal::GetCapturedStderr();
    now.advance(5'000);
    EXPECT_EQ(change(), 0);

    EXPECT_TRUE(waits.starts_with("error: pin_wait: ")) << waits;
    EXPECT_NE(waits.find(" 5 "), std::string::npos) << "seconds: " << waits;
    const std::string plan = new_plan();
    EXPECT_EQ(sign(plan, kHead, kPin).code(), "wrong_pin") << "the old one";
    EXPECT_EQ(sign(plan, kHead, "864209").exit, 0);
    EXPECT_EQ(state_of(plan), "signed");
}

TEST_F(PeopleCli, ThreeWrongPinsAtSigningCostTimeAndNothingElse) {
    sit_down();
    const std::string plan = new_plan();
    const nlohmann::json as_it_was = pc({"doc", "show", plan}).json();
    const auto unsent = pc({"status"}).json().value("pending", 0U);
    base::ManualClock now(base::SystemClock().wall_ms());
    for (int tries = 1; tries <= 3; ++tries) {
        const Outcome wrong = sign_at(now, plan, "999999");
        EXPECT_EQ(wrong.code(), "wrong_pin") << wrong.err;
        EXPECT_NE(wrong.err.find(std::to_string(tries)), std::string::npos) << wrong.err;
        EXPECT_EQ(wrong.exit, 1);
    }

    const Outcome at_once = sign_at(now, plan, kPin);
    const Outcome another_wrong = sign_at(now, plan, "999999");
    now.advance(4'999);
    const Outcome a_moment_early = sign_at(now, plan, kPin);
    EXPECT_EQ(pc({"doc", "show", plan}).json(), as_it_was) << "nothing is decided, nothing deleted";
    EXPECT_EQ(pc({"status"}).json().value("pending", 0U), unsent) << "and no decision waits to be sent";
    EXPECT_EQ(listed(kHead).at("devices").size(), 1U);
    now.advance(1);
    const Outcome in_time = sign_at(now, plan, kPin);

    for (const Outcome& waits : {at_once, another_wrong}) {
        EXPECT_EQ(waits.code(), "pin_wait") << waits.err;
        EXPECT_NE(waits.err.find(" 5 "), std::string::npos) << "seconds: " << waits.err;
    }
    EXPECT_EQ(a_moment_early.code(), "pin_wait") << a_moment_early.err;
    EXPECT_NE(a_moment_early.err.find(" 1 "), std::string::npos) << a_moment_early.err;
    EXPECT_EQ(in_time.exit, 0) << in_time.err;
    EXPECT_EQ(state_of(plan), "signed");
    EXPECT_EQ(sign_at(now, new_plan(), kPin).exit, 0) << "the tries are forgotten";
    ASSERT_EQ(pc({"sync"}).exit, 0);
    EXPECT_EQ(pc({"doc", "verify", plan}).exit, 0);
    EXPECT_EQ(pc({"check"}).json().value("ok", false), true);
    EXPECT_EQ(programs_->admin({"verify"}).exit, 0);
}

TEST_F(PeopleCli, WhoIsRevokedSignsNoMoreAndWhatWasSignedStays) {
    sit_down();
    const std::string signed_plan = new_plan();
    const std::string open_plan = new_plan();
    EXPECT_EQ(pc({"doc", "decide", open_plan, "approve"}).code(), "needs_person");
    ASSERT_EQ(sign(signed_plan, kHead, kPin).exit, 0);
    ASSERT_EQ(pc({"sync"}).exit, 0);

    const Outcome revoked = pc({"person", "revoke", kHead});

    ASSERT_EQ(revoked.exit, 0) << revoked.err;
    EXPECT_EQ(sign(open_plan, kHead, kPin).code(), "unknown_person");
    EXPECT_EQ(state_of(open_plan), "draft");
    EXPECT_EQ(state_of(signed_plan), "signed");
    EXPECT_EQ(pc({"doc", "verify", signed_plan}).exit, 0);
    EXPECT_FALSE(listed(kHead).at("to").is_null()) << "never edited away";
    EXPECT_TRUE(listed(kHead).at("devices").empty());
    EXPECT_EQ(pc({"check"}).json().value("ok", false), true);
}

TEST_F(PeopleCli, AHandOverNamesWhatIsOpenAndTheNextOneSigns) {
    sit_down();
    const std::string plan = new_plan();

    const Outcome handed = pc({"person", "hand-over", kHead, "Lê Văn Ánh"});

    ASSERT_EQ(handed.exit, 0) << handed.err;
    ASSERT_EQ(handed.json().at("open").size(), 1U);
    EXPECT_EQ(handed.json().at("open")[0].value("id", ""), plan);
    EXPECT_EQ(handed.json().at("to").value("position", ""), "Hiệu trưởng");
    ASSERT_EQ(pc({"person", "join", handed.json().value("code", ""), "--pin", "246801"}).exit, 0);
    EXPECT_EQ(sign(plan, kHead, kPin).code(), "unknown_person");
    EXPECT_EQ(sign(plan, "Lê Văn Ánh", "246801").exit, 0);
    EXPECT_EQ(state_of(plan), "signed");
}

TEST_F(PeopleCli, WhoHadLeftMayComeBack) {
    sit_down();
    ASSERT_EQ(pc({"person", "revoke", kHead}).exit, 0);
    (void)add("Lê Văn Ánh");

    const Outcome handed = pc({"person", "hand-over", "Lê Văn Ánh", kHead});

    ASSERT_EQ(handed.exit, 0) << handed.err;
    EXPECT_TRUE(listed(kHead).at("to").is_null());
    EXPECT_EQ(pc({"person", "join", handed.json().value("code", ""), "--pin", "246801"}).exit, 0);
}

TEST_F(PeopleCli, WhoFollowsIsTakenAsWritten) {
    const std::string hoa = "Lê Thị Hoa";
    (void)add(kHead);
    (void)add(hoa, "editor");

    const Outcome mistyped = pc({"person", "hand-over", kHead, "0000000"});
    EXPECT_EQ(mistyped.code(), "unknown_person") << "an id that nobody has names nobody new";
    const Outcome handed = pc({"person", "hand-over", kHead, "Lê Thị Hòa"});

    ASSERT_EQ(handed.exit, 0) << handed.err;
    EXPECT_EQ(handed.json().at("to").value("name", ""), "Lê Thị Hòa");
    EXPECT_NE(handed.json().at("to").value("id", ""), listed(hoa).value("id", "")) << "somebody else";
    EXPECT_EQ(listed(hoa).at("roles").size(), 1U) << "who is only called alike got nothing";
    EXPECT_EQ(pc({"person", "list"}).json().size(), 3U);
}

TEST_F(PeopleCli, NamesakesAreListedWithTheirIds) {
    (void)add("Lê Thị Hoa");
    (void)add("Lê Thị Hoa", "clerk");
    (void)add("Lê Thị Hòa", "clerk");
    (void)add(kHead);
    std::vector<std::string> ids;
    for (const nlohmann::json& person : pc({"person", "list"}).json())
        if (person.value("name", "") == "Lê Thị Hoa") ids.push_back(person.value("id", ""));
    ASSERT_EQ(ids.size(), 2U);

    for (const auto& command : std::vector<std::vector<std::string>>{{"person", "code", "Lê Thị Hoa"},
                                                                     {"person", "revoke", "Lê Thị Hoa"},
                                                                     {"person", "hand-over", kHead, "Lê Thị Hoa"}}) {
        const Outcome several = pc(command);
        EXPECT_EQ(several.code(), "unknown_person") << several.err;
        for (const std::string& id : ids)
            EXPECT_NE(several.err.find(id.substr(0, 8)), std::string::npos) << several.err;
    }
    EXPECT_EQ(pc({"person", "code", "Lê Thị Hòa"}).exit, 0) << "who is written differently is meant";
    EXPECT_EQ(pc({"person", "list"}).json().size(), 4U);
    const Outcome handed = pc({"person", "hand-over", kHead, ids[1].substr(0, 8)});
    ASSERT_EQ(handed.exit, 0) << handed.err;
    EXPECT_EQ(handed.json().at("to").value("id", ""), ids[1]);
}

TEST_F(PeopleCli, PeopleCalledAlikeBothSign) {
    for (const char* name : {"Lê Thị Hoa", "Lê Thị Hòa"})
        ASSERT_EQ(pc({"person", "join", add(name), "--pin", name == std::string("Lê Thị Hoa") ? kPin : "246801"}).exit,
                  0);

    EXPECT_EQ(sign(new_plan(), "Lê Thị Hoa", kPin).exit, 0);
    EXPECT_EQ(sign(new_plan(), "Lê Thị Hòa", "246801").exit, 0);
    EXPECT_EQ(sign(new_plan(), "le thi hoa", kPin).code(), "unknown_person");
    EXPECT_EQ(pc({"person", "pin", "Lê Thị Hòa", "--pin", "246801", "--new-pin", "864209"}).exit, 0);
    EXPECT_EQ(sign(new_plan(), listed("Lê Thị Hòa").value("id", "").substr(0, 8), "864209").exit, 0);
}

} // namespace

} // namespace dongthac

#endif
