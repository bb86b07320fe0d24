#include <gtest/gtest.h>

#include "client/view_model/designs.hpp"
#include "client/view_model/records.hpp"
#include "shared/office/edit.hpp"
#include "shared/text/collate.hpp"
#include "tests/support/office_net.hpp"

// What pages hold of the directory: an office may have thousands below it.

namespace dongthac::tests {

namespace {

class DesignViewModel : public ::testing::Test {
  protected:
    DesignViewModel() : ward(net.pc_of("phuong", kWardRoles)) {}

    [[nodiscard]] base::DocumentId record(std::string_view kind) {
        return office::new_document(ward->office, kind, {}).value();
    }

    OfficeNet net;
    std::unique_ptr<OfficePc> ward;
};

} // namespace

TEST_F(DesignViewModel, OnlyARecordThatNamesOfficesListsThem) {
    EXPECT_TRUE(view_model::record_page(ward->office, record("article"))->offices.empty());

    const view_model::Offices offices = view_model::record_page(ward->office, record("appraisal"))->offices;
    EXPECT_EQ(offices.size(), ward->office.directory().organisations().size());
    view_model::Offices sorted = offices;
    text::sort_by_name(sorted, [](const auto& one) { return one.second; });
    EXPECT_EQ(offices, sorted) << "in the order of a dictionary";
}

TEST_F(DesignViewModel, TheOfficesThatCanBeAskedStandOnceForAllLines) {
    const base::DocumentId schedule = office::new_design(ward->office, "schedule", {}).value();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(office::add_line(ward->office, schedule, office::LineKind::duty));

    const auto page = view_model::design_page(ward->office, schedule);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->head.offices.size(), 3u) << "the schools below";
    ASSERT_EQ(page->lines.size(), 3u);
    for (const view_model::DesignLine& line : page->lines) {
        EXPECT_TRUE(line.form.offices.empty());
        for (const view_model::RecordField& field : line.form.fields) {
            if (field.look != view_model::FieldLook::selector) continue;
            EXPECT_TRUE(field.options.empty());
        }
    }
}

} // namespace dongthac::tests
