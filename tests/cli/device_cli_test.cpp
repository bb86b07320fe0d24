#ifndef _WIN32

#include <gtest/gtest.h>

#include "tests/support/process.hpp"

// A PC that is lost and revoked by the server's command, through the real programs: what it sent until then stands,
// nothing comes after, and whoever sits at it is told why.

namespace dongthac {

namespace {

using nlohmann::json;
using tests::Outcome;

class DeviceCli : public ::testing::Test {
  protected:
    void SetUp() override {
        if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(tests::programs());
        programs_->init(tests::kWardAndSchool);
        programs_->serve();
        programs_->join("lost", "truong", {"editor", "signer", "clerk", "admin"});
        programs_->join("pc", "truong", {"editor"});
        programs_->join("ward", "phuong", {"officer"});
        plan_ = done("lost", {"doc", "new", "plan"}).value("id", "");
        (void)done("lost", {"doc", "set", plan_, plan_, "subject", "trước khi mất"});
        (void)done("lost", {"doc", "submit", plan_});
        (void)done("lost", {"sync"});
    }
    [[nodiscard]] json done(const std::string& pc, std::vector<std::string> arguments) const {
        const Outcome outcome = programs_->client(pc, std::move(arguments));
        EXPECT_EQ(outcome.exit, 0) << outcome.err;
        return outcome.json();
    }
    [[nodiscard]] json admin(std::vector<std::string> arguments) const {
        arguments.emplace_back("--json");
        const Outcome outcome = programs_->admin(std::move(arguments));
        EXPECT_EQ(outcome.exit, 0) << outcome.err;
        return outcome.json();
    }
    [[nodiscard]] std::string device_of_lost() const { return done("lost", {"office", "show"}).value("device", ""); }
    [[nodiscard]] json listed(const std::string& device) const {
        const json devices = admin({"device", "list"});
        for (const json& one : devices)
            if (one.value("id", "") == device) return one;
        return nullptr;
    }

    std::optional<tests::Programs> programs_;
    std::string plan_;
};

TEST_F(DeviceCli, WhatARevokedPcSentStandsAndNothingComesAfter) {
    const std::string device = device_of_lost();
    ASSERT_EQ(device.size(), 32u);
    ASSERT_EQ(listed(device).value("revoked", true), false);

    const json revoked = admin({"device", "revoke", device.substr(0, 8)});

    EXPECT_EQ(revoked, (json{{"id", device}, {"org", "truong"}, {"revoked", true}}));
    EXPECT_EQ(listed(device).value("revoked", false), true);
    (void)done("lost", {"doc", "set", plan_, plan_, "subject", "sau khi mất"});
    const Outcome refused = programs_->client("lost", {"sync"});
    EXPECT_EQ(refused.code(), "not_allowed") << refused.err;
    EXPECT_EQ(refused.exit, 1);
    (void)done("pc", {"sync"});
    EXPECT_EQ(done("pc", {"doc", "show", plan_})["fields"]["subject"], "trước khi mất");
    EXPECT_EQ(done("pc", {"doc", "show", plan_})["state"], "submitted");
    (void)done("ward", {"sync"});
    (void)done("ward", {"doc", "decide", plan_, "receive"});
    (void)done("ward", {"sync"});
    for (const char* pc : {"pc", "ward"}) EXPECT_EQ(done(pc, {"check"})["ok"], true) << pc;
    EXPECT_EQ(done("pc", {"doc", "verify", plan_})["steps"][0]["content"], "proven") << "it was the PC's to sign";
    EXPECT_EQ(admin({"verify"})["ok"], true);
}

TEST_F(DeviceCli, ARevokedPcIsToldSoAndKeepsItsPapers) {
    (void)admin({"device", "revoke", device_of_lost()});
    (void)done("lost", {"doc", "set", plan_, plan_, "subject", "sau khi mất"});

    const Outcome refused = programs_->client("lost", {"sync"});

    EXPECT_NE(refused.err.find("thu hồi"), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find("…"), std::string::npos) << "a sentence with a hole: " << refused.err;
    EXPECT_EQ(done("lost", {"doc", "show", plan_})["fields"]["subject"], "sau khi mất");
    EXPECT_EQ(done("lost", {"check"})["ok"], true);
}

TEST_F(DeviceCli, OnlyOnePcThatThereIsIsRevoked) {
    const std::string device = device_of_lost();

    EXPECT_EQ(programs_->admin({"device", "revoke", device.substr(0, 3)}).code(), "unknown_device") << "too short";
    EXPECT_EQ(programs_->admin({"device", "revoke", "khong-co"}).code(), "unknown_device");
    EXPECT_EQ(programs_->admin({"device", "revoke"}).code(), "bad_usage");

    EXPECT_EQ(listed(device).value("revoked", true), false);
    EXPECT_EQ(programs_->client("lost", {"sync"}).exit, 0);
}

} // namespace

} // namespace dongthac

#endif
