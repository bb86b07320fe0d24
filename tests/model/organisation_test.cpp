#include <gtest/gtest.h>

#include "shared/model/directory.hpp"

namespace dongthac::model {

namespace {

const text::Date kBefore{2025, 6, 30};
const text::Date kAfter{2025, 7, 1};

Validity until(const text::Date& day) { return {{}, day}; }
Validity from(const text::Date& day) { return {day, {}}; }

/// A school that answered to its district's office until 30/6/2025 and to its ward from 1/7/2025.
Directory reform() {
    Directory directory;
    directory.put(Organisation{"so", "Sở GD&ĐT", "department", "", "", "", "", {}});
    directory.put(Organisation{"phong", "Phòng GD&ĐT quận", "district_office", "", "", "", "", until(kBefore)});
    directory.put(Organisation{"phuong", "UBND phường", "ward_committee", "", "", "", "", from(kAfter)});
    directory.put(Organisation{"truong", "Trường Mầm non A", "school", "", "", "", "", {}});
    directory.put(OrgRelation{"truong", "phong", "administrative", until(kBefore), ""});
    directory.put(OrgRelation{"truong", "phuong", "administrative", from(kAfter), ""});
    directory.put(OrgRelation{"truong", "so", "professional", from(kAfter), ""});
    directory.put(OrgRelation{"phong", "so", "administrative", until(kBefore), ""});
    return directory;
}

TEST(Validity, CountsBothItsFirstAndItsLastDay) {
    const Validity month{text::Date{2025, 6, 1}, text::Date{2025, 6, 30}};

    EXPECT_FALSE(month.contains({2025, 5, 31}));
    EXPECT_TRUE(month.contains({2025, 6, 1}));
    EXPECT_TRUE(month.contains({2025, 6, 30}));
    EXPECT_FALSE(month.contains({2025, 7, 1}));
    EXPECT_TRUE(Validity{}.contains({1900, 1, 1}));
}

TEST(Directory, TheSuperiorIsTheOneOfThatDay) {
    const Directory directory = reform();

    EXPECT_EQ(directory.superior_of("truong", kBefore), "phong");
    EXPECT_EQ(directory.superior_of("truong", kAfter), "phuong");
    EXPECT_EQ(directory.superior_of("so", kAfter), std::nullopt);
    EXPECT_EQ(directory.superior_of("nobody", kAfter), std::nullopt);
}

TEST(Directory, TheProfessionalSuperiorCountsOnlyWithoutAnAdministrativeOne) {
    Directory directory;
    directory.put(OrgRelation{"truong", "so", "professional", {}, ""});
    EXPECT_EQ(directory.superior_of("truong", kAfter), "so");

    directory.put(OrgRelation{"truong", "phuong", "administrative", {}, ""});
    EXPECT_EQ(directory.superior_of("truong", kAfter), "phuong");

    Directory cluster;
    cluster.put(OrgRelation{"truong", "cum", "cluster", {}, ""});
    EXPECT_EQ(cluster.superior_of("truong", kAfter), std::nullopt);
}

TEST(Directory, AncestorsAreNearestFirstAndEachOnce) {
    const Directory directory = reform();

    EXPECT_EQ(directory.ancestors_of("truong", kBefore), (std::vector<OrgId>{"phong", "so"}));
    EXPECT_EQ(directory.ancestors_of("truong", kAfter), (std::vector<OrgId>{"phuong", "so"}));
}

TEST(Directory, AMistakenCycleEnds) {
    Directory directory;
    directory.put(OrgRelation{"a", "b", "administrative", {}, ""});
    directory.put(OrgRelation{"b", "c", "administrative", {}, ""});
    directory.put(OrgRelation{"c", "a", "administrative", {}, ""});
    directory.put(OrgRelation{"d", "d", "administrative", {}, ""});

    EXPECT_EQ(directory.ancestors_of("a", kAfter), (std::vector<OrgId>{"b", "c"}));
    EXPECT_TRUE(directory.ancestors_of("d", kAfter).empty());
}

TEST(Directory, ChildrenStandInDictionaryOrderOfTheirNames) {
    Directory directory;
    for (const auto& [id, name] : std::vector<std::pair<OrgId, std::string>>{
             {"1", "Trường Đại Mỗ"}, {"2", "Trường Dương Nội"}, {"3", "Trường Ánh Sao"}, {"4", "Trường Ban Mai"}}) {
        directory.put(Organisation{id, name, "school", "", "", "", "", {}});
        directory.put(OrgRelation{id, "phuong", "administrative", {}, ""});
        directory.put(OrgRelation{id, "phuong", "professional", {}, ""}); // a second tie makes no second child
    }
    directory.put(Organisation{"5", "Trường đã đóng", "school", "", "", "", "", until(kBefore)});
    directory.put(OrgRelation{"5", "phuong", "administrative", {}, ""});

    EXPECT_EQ(directory.children_of("phuong", kAfter), (std::vector<OrgId>{"3", "4", "2", "1"})) << "d before đ";
    EXPECT_EQ(directory.children_of("phuong", kBefore).size(), 5u);
}

TEST(Directory, ARelationWithTheSameFirstDayIsReplaced) {
    Directory directory;
    directory.put(OrgRelation{"truong", "phong", "administrative", {}, ""});
    directory.put(OrgRelation{"truong", "phong", "administrative", until(kBefore), "Nghị quyết"});

    ASSERT_EQ(directory.relations().size(), 1u);
    EXPECT_EQ(directory.superior_of("truong", kAfter), std::nullopt);
    EXPECT_EQ(directory.relations().front().legal_basis, "Nghị quyết");
}

TEST(Directory, PrintsTheNameOrTheIdOfAnUnknownOffice) {
    EXPECT_EQ(reform().name_of_org("phuong"), "UBND phường");
    EXPECT_EQ(reform().name_of_org("ai"), "ai");
}

TEST(Role, HasANameThatReadsBack) {
    for (const Role role : {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin})
        EXPECT_EQ(role_named(name_of(role)), role);
    EXPECT_EQ(role_named("king"), std::nullopt);
    EXPECT_EQ(role_named(""), std::nullopt);
}

} // namespace

} // namespace dongthac::model
