#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shared/model/outline.hpp"

namespace dongthac::model {

namespace {

constexpr int kRoles = static_cast<int>(ItemRole::appendix) + 1;

TEST(ItemRole, HasADistinctLowerCaseNameThatReadsBack) {
    std::set<std::string_view> names;

    for (int i = 0; i < kRoles; ++i) {
        const auto role = static_cast<ItemRole>(i);
        const std::string_view name = name_of(role);

        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << name;
        EXPECT_EQ(role_from(name), role) << name;
    }
}

TEST(ItemRole, KeepsTheNamesThatDatabasesHold) {
    const std::vector<std::pair<ItemRole, std::string_view>> stored = {
        {ItemRole::paragraph, "paragraph"},
        {ItemRole::national_name, "national_name"},
        {ItemRole::national_motto, "national_motto"},
        {ItemRole::superior_body, "superior_body"},
        {ItemRole::issuing_body, "issuing_body"},
        {ItemRole::number_symbol, "number_symbol"},
        {ItemRole::place_date, "place_date"},
        {ItemRole::doc_type, "doc_type"},
        {ItemRole::subject, "subject"},
        {ItemRole::legal_basis, "legal_basis"},
        {ItemRole::lead_in, "lead_in"},
        {ItemRole::section, "section"},
        {ItemRole::subsection, "subsection"},
        {ItemRole::situation, "situation"},
        {ItemRole::advantage, "advantage"},
        {ItemRole::difficulty, "difficulty"},
        {ItemRole::purpose, "purpose"},
        {ItemRole::requirement, "requirement"},
        {ItemRole::topic, "topic"},
        {ItemRole::other_task, "other_task"},
        {ItemRole::channel, "channel"},
        {ItemRole::budget, "budget"},
        {ItemRole::assignee, "assignee"},
        {ItemRole::assignment, "assignment"},
        {ItemRole::reporting, "reporting"},
        {ItemRole::appendix_ref, "appendix_ref"},
        {ItemRole::table_row, "table_row"},
        {ItemRole::closing, "closing"},
        {ItemRole::addressee, "addressee"},
        {ItemRole::recipients_heading, "recipients_heading"},
        {ItemRole::recipient, "recipient"},
        {ItemRole::signing_authority, "signing_authority"},
        {ItemRole::signer_title, "signer_title"},
        {ItemRole::signer_name, "signer_name"},
        {ItemRole::appendix, "appendix"},
    };
    ASSERT_EQ(stored.size(), static_cast<std::size_t>(kRoles));

    for (const auto& [role, name] : stored) EXPECT_EQ(name_of(role), name);
}

TEST(ItemRole, KnowsNoOtherName) {
    for (const char* name : {"", "Legal_basis", "legal_basis ", "legal", "unknown"}) EXPECT_FALSE(role_from(name));
}

} // namespace

} // namespace dongthac::model
