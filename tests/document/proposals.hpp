#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/propose_obligations.hpp"

/// Small plans of one or two paragraphs and what is proposed from them.
namespace dongthac::tests {

using document::propose_obligations;
using document::ProposedObligation;
using model::ActorKind;
using model::Cadence;
using model::ItemRole;
using model::Obligation;
using model::OutlineItem;
using Names = std::vector<std::string>;
using SelectorKind = model::ActorSelector::Kind;

inline model::Outline plan_of(std::vector<OutlineItem> items, std::string issuer = "UBND PHƯỜNG HOA PHƯỢNG") {
    model::Outline plan;
    plan.items = std::move(items);
    plan.issuing_body = std::move(issuer);
    return plan;
}

inline std::vector<Obligation> read(const model::Outline& plan) {
    std::vector<Obligation> out;
    for (ProposedObligation& proposed : propose_obligations(plan)) out.push_back(std::move(proposed.obligation));
    return out;
}

/// What one paragraph below the schools of a ward asks for.
inline std::vector<Obligation> asked(const std::string& paragraph, ItemRole role = ItemRole::assignment) {
    if (role != ItemRole::assignment) return read(plan_of({{role, 1, "-", paragraph}}));
    return read(plan_of(
        {{ItemRole::assignee, 1, "2.", "Các trường trên địa bàn phường"}, {ItemRole::assignment, 2, "-", paragraph}}));
}

inline Obligation one(const std::string& paragraph, ItemRole role = ItemRole::assignment) {
    const std::vector<Obligation> all = asked(paragraph, role);
    EXPECT_EQ(all.size(), 1u) << paragraph;
    return all.empty() ? Obligation{} : all.front();
}

inline Names quotes(const std::vector<Obligation>& all) {
    Names out;
    for (const Obligation& obligation : all) out.push_back(obligation.quote);
    return out;
}

} // namespace dongthac::tests
