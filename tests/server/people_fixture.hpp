#pragma once

#include <optional>
#include <set>
#include <string>

#include "shared/base/invitation_code.hpp"
#include "shared/wire/decision.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

/// An office with a PC of an administrator and one at which people sign.
class People : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        admin_.emplace(enrol("truong-a", {model::Role::admin, model::Role::editor}));
        desk_.emplace(enrol("truong-a", {model::Role::editor, model::Role::clerk, model::Role::signer}));
        document_ = new_document();
    }

    [[nodiscard]] model::Person someone(const std::string& name, const std::set<model::Role>& roles) {
        return {base::new_id<base::PersonId>(random_), "truong-a", name, "Hiệu trưởng", roles, {}, {}};
    }
    [[nodiscard]] base::Code put(const Pc& pc, const model::Person& person, std::string_view code = "") {
        wire::PersonRequest request{person, {}, kNow + kDayMs, known_};
        if (!code.empty()) request.code_hash = *base::hash_code(code);
        const auto answer = server_->put_person(pc.device, request);
        return answer ? base::Code::cancelled : answer.error().code;
    }
    [[nodiscard]] base::Code put_key(const Pc& pc, const base::KeyPair& key, std::string_view code) {
        const auto proof = key.sign(wire::person_key_bytes(pc.device.id, server_->public_key()));
        const auto answer = server_->put_person_key(pc.device, {std::string(code), key.public_key(), proof});
        return answer ? base::Code::cancelled : answer.error().code;
    }
    /// Known and with a key at the desk.
    model::Person head(const std::string& name = "Cô Hạnh", std::set<model::Role> roles = {model::Role::signer}) {
        const model::Person person = someone(name, roles);
        const std::string code = base::make_code(random_);
        EXPECT_EQ(put(*admin_, person, code), kFine);
        EXPECT_EQ(put_key(*desk_, key_, code), kFine);
        return person;
    }
    [[nodiscard]] Decision own(model::Action action, model::DocumentState to, std::uint32_t expects) const {
        Decision decision{action, to, expects, "truong-a", {"own/truong-a"}};
        if (action == model::Action::issue) decision.feeds.emplace_back("pub/truong-a");
        return decision;
    }
    [[nodiscard]] change::Transition sealed(change::Transition transition, const base::KeyPair& key) const {
        wire::seal_decision(transition, document_, key);
        return transition;
    }
    /// The error of the decision; cancelled for one that was let in.
    [[nodiscard]] base::Code decided(const Decision& decision, const change::Transition& transition) {
        Pc trial = *desk_; // a refused one leaves no chain behind
        const auto answer = server_->decide(desk_->device, decide_request(trial, document_, decision, transition));
        if (!answer) return answer.error().code;
        if (!answer->accepted) return base::Code::state_conflict;
        *desk_ = trial;
        return kFine;
    }
    [[nodiscard]] base::Code decided(const Decision& decision, const base::KeyPair* key = nullptr) {
        change::Transition transition = transition_of(*desk_, document_, decision);
        if (key != nullptr) transition = sealed(std::move(transition), *key);
        return decided(decision, transition);
    }
    /// What becomes of the decision when its PC brings it as something that a restored server has lost; "" when it
    /// stands.
    [[nodiscard]] std::string given_back(const Decision& decision, const change::Transition& transition) {
        Pc trial = *desk_;
        wire::GiveBackRequest request;
        for (const base::Bytes& bytes : decide_request(trial, document_, decision, transition).segments)
            request.segments.push_back({bytes, {}});
        const auto answer = server_->give_back(&desk_->device, request);
        EXPECT_TRUE(answer);
        const wire::Returned& first = answer.value().returned.at(0);
        if (first.status == AckStatus::accepted) *desk_ = trial;
        return first.reason;
    }
    void policy(const model::OfficePolicy& policy) {
        ASSERT_TRUE(server_->put_policy(admin_->device, {policy, known_}));
    }

    static constexpr base::Code kFine = base::Code::cancelled;
    std::uint64_t known_ = 1'000'000; ///< whoever asks has read everything
    std::optional<Pc> admin_;
    std::optional<Pc> desk_;
    base::KeyPair key_ = base::KeyPair::generate(random_);
    base::DocumentId document_;
};

} // namespace dongthac::tests
