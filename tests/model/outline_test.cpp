#include <set>
#include <string>

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
    EXPECT_EQ(name_of(ItemRole::paragraph), "paragraph");
    EXPECT_EQ(name_of(ItemRole::national_name), "national_name");
    EXPECT_EQ(name_of(ItemRole::place_date), "place_date");
    EXPECT_EQ(name_of(ItemRole::legal_basis), "legal_basis");
    EXPECT_EQ(name_of(ItemRole::section), "section");
    EXPECT_EQ(name_of(ItemRole::requirement), "requirement");
    EXPECT_EQ(name_of(ItemRole::appendix_ref), "appendix_ref");
    EXPECT_EQ(name_of(ItemRole::recipients_heading), "recipients_heading");
    EXPECT_EQ(name_of(ItemRole::signer_name), "signer_name");
    EXPECT_EQ(name_of(ItemRole::appendix), "appendix");
}

TEST(ItemRole, KnowsNoOtherName) {
    for (const char* name : {"", "Legal_basis", "legal_basis ", "legal", "unknown"}) EXPECT_FALSE(role_from(name));
}

} // namespace

} // namespace dongthac::model
