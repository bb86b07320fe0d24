#include <gtest/gtest.h>

#include "tests/support/office_desk.hpp"

namespace dongthac::office {

namespace {

using tests::OfficeDesk;

/// Damage that no program of ours does, as SQL, and what it damages.
struct Damage {
    const char* what;
    const char* sql;
};

void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.what; }

TEST(Check, IsNotMisledByWhatAnotherProgramDidToTheSearchIndex) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_EQ(desk.problems(), std::vector<std::string>{}) << "it indexes what it looks at";
    auto other = Workspace::open(desk.folder.path(), desk.clock, desk.random);
    ASSERT_TRUE(other);
    ASSERT_TRUE(rebuild_projections(*other));

    const auto report = check(desk.office());

    ASSERT_TRUE(report) << base::name_of(report.error().code);
    EXPECT_TRUE(report->ok());
    EXPECT_EQ(search(desk.office(), "mục đích", 10).value().front().document, id);
}

class PlantedDamage : public ::testing::TestWithParam<Damage> {};

TEST_P(PlantedDamage, IsFoundByCheck) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), "mục đích, yêu cầu"));
    desk.decide(id, model::Action::submit);
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "signer_name", "Lan")); // an open row too
    ASSERT_EQ(desk.problems(), std::vector<std::string>{});

    desk.sql(GetParam().sql);
    desk.reopen();

    EXPECT_NE(desk.problems(), std::vector<std::string>{});
}

#define SEALED "(SELECT min(id) FROM segment WHERE feed LIKE 'own/%' AND state > 0)"
#define OPEN "(SELECT max(id) FROM open_row)"
#define FLIP(column) "substr(" column ", 1, 100) || x'5a' || substr(" column ", 102)"

INSTANTIATE_TEST_SUITE_P(
    Check, PlantedDamage,
    ::testing::Values(
        Damage{"byte of a sealed segment",
               "UPDATE loose_bytes SET bytes = CAST(" FLIP("bytes") " AS BLOB) WHERE id = " SEALED},
        Damage{"bytes of a sealed segment gone", "DELETE FROM loose_bytes WHERE id = " SEALED},
        Damage{"sealed segment gone", "DELETE FROM segment WHERE id = " SEALED},
        Damage{"last sealed segment of a feed gone",
               "DELETE FROM segment WHERE id = (SELECT max(id) FROM segment WHERE feed LIKE 'in/%')"},
        Damage{"all of a feed gone", "DELETE FROM segment WHERE feed LIKE 'own/%' AND state > 0"},
        Damage{"open row gone", "DELETE FROM open_row WHERE id = " OPEN},
        Damage{"open row cut", "UPDATE open_row SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE id = " OPEN},
        Damage{"count of a row", "UPDATE segment SET count = count + 1 WHERE id = " SEALED},
        Damage{"chain hash", "UPDATE segment SET hash = zeroblob(32) WHERE id = " SEALED},
        Damage{"segment moved to another feed", "UPDATE segment SET feed = 'own/other' WHERE id = " SEALED},
        Damage{"counter set back", "UPDATE setting SET value = x'0100000000000000' WHERE key = 'counter'"},
        Damage{"node row", "UPDATE node SET bytes = x'0100' WHERE id = (SELECT min(id) FROM node)"},
        Damage{"node row gone", "DELETE FROM node WHERE id = (SELECT max(id) FROM node)"},
        Damage{"head", "UPDATE document SET head = x'0100'"}, Damage{"document row gone", "DELETE FROM document"},
        Damage{
            "document nobody wrote",
            "INSERT INTO document SELECT x'00112233445566778899aabbccddeeff', kind, org, state, state_version, parent, "
            "subject, number, symbol, issued_on, conflicts, after_revision, changed_ms, head FROM document"},
        Damage{"subject in lists", "UPDATE document SET subject = 'khác'"},
        Damage{"state in lists", "UPDATE document SET state = 'accepted'"},
        Damage{"conflicts of a node", "UPDATE node SET conflicts = 3 WHERE id = (SELECT min(id) FROM node)"},
        Damage{"text that search finds", "UPDATE node_search SET folded = 'khac'"},
        Damage{"search emptied", "DELETE FROM node_search"}));

TEST(Check, CountsWhatIsThere) {
    OfficeDesk desk;
    desk.enrol();
    (void)desk.new_plan();
    (void)desk.new_plan();

    const auto report = check(desk.office());

    ASSERT_TRUE(report);
    EXPECT_EQ(report->documents, 2u);
    EXPECT_EQ(report->changes, desk.office().store().count_changes().value());
    EXPECT_TRUE(report->ok());
}

} // namespace

} // namespace dongthac::office
