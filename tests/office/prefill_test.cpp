#include "shared/model/work_fields.hpp"
#include "shared/office/prefill.hpp"
#include "tests/support/office_desk.hpp"

// What an office's own records say on a line of a form.

namespace dongthac::tests {

namespace {

using Lines = std::vector<std::map<std::string, std::string>>;

class PrefillTest : public ::testing::Test {
  protected:
    void SetUp() override { desk.enrol(); }
    base::DocumentId record(const char* kind, const std::map<std::string, std::string>& fields, const Lines& lines) {
        const base::DocumentId id = office::new_document(desk.office(), kind, {}).value();
        for (const auto& [name, value] : fields)
            EXPECT_TRUE(office::set_field(desk.office(), id, base::root_node(id), name, value)) << name;
        for (const auto& line : lines) {
            office::NewNode made;
            made.parent = base::root_node(id);
            const base::NodeId node = office::add_node(desk.office(), id, made).value();
            for (const auto& [name, value] : line)
                EXPECT_TRUE(office::set_field(desk.office(), id, node, name, value)) << name;
        }
        return id;
    }
    [[nodiscard]] std::optional<office::Prefill> filled(const char* rule, const char* month = "2026-10") {
        model::FormItem item;
        item.fill_from = rule;
        const auto period = model::parse_period(model::PeriodKind::month, month, {});
        return office::prefill(desk.office(), item, period.value()).value();
    }

    OfficeDesk desk;
};

TEST_F(PrefillTest, AddsTheLastReadingOfEachChannelUntilThePeriodEnds) {
    const Lines of_page = {{{"on_day", "2026-09-30"}, {"followers", "300"}, {"headcount", "400"}},
                           {{"on_day", "2026-10-28"}, {"followers", "350"}},
                           {{"on_day", "2026-11-02"}, {"followers", "390"}},
                           {{"followers", "9999"}}};
    const base::DocumentId page = record("channel", {{"stage", "active"}}, of_page);
    const base::DocumentId group =
        record("channel", {{"stage", "active"}}, {{{"on_day", "2026-08-01"}, {"followers", "40"}}});
    record("channel", {{"stage", "closed"}}, {{{"on_day", "2026-08-01"}, {"followers", "7"}}});
    record("channel", {{"stage", "active"}}, {});

    const auto october = filled("channel.followers?stage=active");

    ASSERT_TRUE(october);
    EXPECT_EQ(october->value, "390") << "350 and 40; a reading without a day is of no day";
    EXPECT_EQ(october->records, (std::vector{std::min(page, group), std::max(page, group)}));
    EXPECT_EQ(filled("channel.followers?stage=active", "2026-09")->value, "340");
    EXPECT_EQ(filled("channel.headcount")->value, "400");
}

TEST_F(PrefillTest, NobodyHavingLookedIsNotZero) {
    record("channel", {{"stage", "active"}}, {{{"on_day", "2026-10-01"}, {"followers", "300"}}});

    EXPECT_EQ(filled("channel.followers", "2026-09"), std::nullopt);
    EXPECT_EQ(filled("article")->value, "0") << "no article is none";
}

TEST_F(PrefillTest, AddsAllLinesThatHaveNoDay) {
    record("budget", {{"plan_year", "2026"}}, {{{"spent", "1200000"}}, {{"spent", "300000"}}, {{"unit", "cái"}}});
    record("budget", {{"plan_year", "2025"}}, {{{"spent", "5"}}});

    EXPECT_EQ(filled("budget.spent?plan_year=2026")->value, "1500000");
    EXPECT_EQ(filled("budget.spent")->value, "1500005");
}

} // namespace

} // namespace dongthac::tests
