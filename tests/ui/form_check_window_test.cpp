#include <algorithm>
#include <memory>

#include "shared/office/form_check.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

// The decree's form beside the page: what does not stand as it should, and one press that mends it.

namespace dongthac::test {

namespace {

class FormCheckWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        desk = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { desk->view.draw(ctx, desk->model); };
        plan = office::new_document(desk->pc->office, "plan", {}).value();
        set("subject", "Công tác truyền thông.");
        set("symbol", "KH - MNBM");
        desk->model.apply(app::intent::OpenDocument{plan, {}});
        settle();
    }
    void TearDown() override {
        desk.reset();
        UiTest::TearDown();
    }
    void set(std::string_view field, std::string_view value) {
        ASSERT_TRUE(office::set_field(desk->pc->office, plan, base::root_node(plan), field, value)) << field;
    }
    [[nodiscard]] std::string symbol() {
        return office::read_document(desk->pc->office, plan)->root().string(model::field::kSymbol);
    }
    [[nodiscard]] bool has_fixes() {
        const auto remarks = office::check_form_of(desk->pc->office, plan).value();
        return std::ranges::any_of(remarks, [](const auto& one) { return one.finding.fix.has_value(); });
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> desk;
    base::DocumentId plan;
};

} // namespace

TEST_F(FormCheckWindow, SaysWhatIsWrongWithItsArticle) {
    EXPECT_TRUE(sees(tr("lint.title")));
    EXPECT_TRUE(sees(tr("lint.symbol_form")));
    EXPECT_TRUE(sees(tr("lint.article", {{"article", "II.3"}})));
}

/// There is room for six: what the decree prescribes is not pushed away by what it advises.
TEST_F(FormCheckWindow, WhatTheDecreePrescribesStandsFirst) {
    set("signer_titles", "Hiệu trưởng");
    for (int n = 0; n < 8; ++n) {
        office::NewNode node;
        node.parent = base::root_node(plan);
        node.role = model::ItemRole::topic;
        node.text = "Một  việc";
        ASSERT_TRUE(office::add_node(desk->pc->office, plan, node));
    }
    desk->model.refresh();
    settle();

    EXPECT_TRUE(sees(tr("lint.signer_title"))) << "the last in the order of the page";
    EXPECT_TRUE(sees(tr("lint.symbol_form")));
    const auto place = [&](std::string_view code) { return item(tr("lint." + std::string(code))).box.Min.y; };
    EXPECT_LT(place("symbol_form"), place("signer_title"));
}

TEST_F(FormCheckWindow, OnePressMendsAllAndOneUndoTakesItBack) {
    ASSERT_TRUE(has_fixes());

    click(tr("lint.fix_all"));
    settle();
    EXPECT_EQ(symbol(), "KH-MNBM");
    EXPECT_FALSE(has_fixes());
    EXPECT_FALSE(sees(tr("lint.fix_all")));

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    settle();
    EXPECT_EQ(symbol(), "KH - MNBM");
}

TEST_F(FormCheckWindow, OneIsMendedAlone) {
    click(tr("lint.fix")); // the first in the order of the page
    settle();

    EXPECT_EQ(symbol(), "KH-MNBM");
    EXPECT_EQ(office::read_document(desk->pc->office, plan)->root().string(model::field::kSubject),
              "Công tác truyền thông.")
        << "the others wait";
}

TEST_F(FormCheckWindow, WhatCannotBeEditedIsNotCheckedAnyMore) {
    ASSERT_TRUE(office::decide(desk->pc->office, plan, model::Action::approve));
    desk->model.refresh();
    settle();

    EXPECT_FALSE(sees(tr("lint.title")));
}

} // namespace dongthac::test
