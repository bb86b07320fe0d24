#include <algorithm>

#include "shared/office/form_check.hpp"
#include "shared/office/inverse.hpp"
#include "tests/support/office_desk.hpp"

// A stored document against the decree's form, and one press that puts right what can be.

namespace dongthac::tests {

namespace {

class FormCheck : public ::testing::Test {
  protected:
    void SetUp() override {
        desk.enrol();
        id = office::new_document(desk.office(), "plan", {}).value();
        for (const auto& [field, value] : {std::pair{"subject", "Kế hoạch truyền thông năm 2026."},
                                           {"symbol", "KH - MN"},
                                           {"signer_titles", "Hiệu trưởng"},
                                           {"signer_name", "ThS. Trần Thị Lan"},
                                           {"doc_type", "Kế hoạch"},
                                           {"issuing_body", "TRƯỜNG MẦM NON"},
                                           {"place_name", "Hoa Mai"}})
            ASSERT_TRUE(office::set_field(desk.office(), id, base::root_node(id), field, value)) << field;
        add(model::ItemRole::topic, "1.", "Mỗi tuần  đăng một tin , bài");
        add(model::ItemRole::recipient, "-", "UBND phường");
    }
    base::NodeId add(model::ItemRole role, const char* label, const char* text) {
        office::NewNode node;
        node.parent = base::root_node(id);
        node.role = role;
        node.label = label;
        node.text = text;
        return office::add_node(desk.office(), id, node).value();
    }
    [[nodiscard]] std::vector<office::FormRemark> remarks() { return office::check_form_of(desk.office(), id).value(); }
    [[nodiscard]] office::FormRemark remark(std::string_view code) {
        const auto all = remarks();
        const auto found = std::ranges::find(all, code, [](const auto& one) { return one.finding.code; });
        EXPECT_NE(found, all.end()) << code;
        return found == all.end() ? office::FormRemark{} : *found;
    }

    OfficeDesk desk;
    base::DocumentId id;
};

TEST_F(FormCheck, NamesTheParagraphsItIsAbout) {
    const office::FormRemark spaces = remark("spaces");

    EXPECT_EQ(office::read_document(desk.office(), id)->nodes.at(spaces.node).text(), spaces.finding.detail);
    EXPECT_EQ(remark("symbol_form").node, base::root_node(id));
}

TEST_F(FormCheck, PutsRightWhatCanBeAndNothingElse) {
    const auto done = office::put_all_right(desk.office(), id);

    ASSERT_TRUE(done) << base::name_of(done.error().code);
    EXPECT_GE(*done, 6u);
    for (const office::FormRemark& left : remarks()) EXPECT_FALSE(left.finding.fix) << left.finding.code;
    const change::Document document = office::read_document(desk.office(), id).value();
    EXPECT_EQ(document.root().string(model::field::kSymbol), "KH-MN");
    EXPECT_EQ(document.root().string(model::field::kSignerName), "ThS. Trần Thị Lan") << "schools may";
    std::vector<std::string> texts;
    for (const change::NodeState* node : document.in_order()) texts.push_back(node->text());
    EXPECT_NE(std::ranges::find(texts, "Mỗi tuần đăng một tin, bài./."), texts.end());
    EXPECT_EQ(texts.back(), "Lưu: VT.");
    EXPECT_NE(std::ranges::find(texts, "UBND phường;"), texts.end());
    EXPECT_EQ(office::put_all_right(desk.office(), id).value(), 0u);
    EXPECT_EQ(desk.problems(), std::vector<std::string>{});
}

/// One press is one act: one flush of the disk, one step to take back.
TEST_F(FormCheck, AllOfItIsOneAct) {
    const auto watch = office::ActWatch::begin(desk.office(), id);
    ASSERT_TRUE(watch);
    ASSERT_GT(office::put_all_right(desk.office(), id).value(), 5u);

    const auto act = watch->done(desk.office());
    ASSERT_TRUE(act);
    ASSERT_TRUE(office::invert(desk.office(), *act));

    EXPECT_EQ(office::read_document(desk.office(), id)->root().string(model::field::kSymbol), "KH - MN");
}

/// The page is read over once for all that stands beside each other, not once for each of it.
TEST_F(FormCheck, ManyFaultsAreMendedInOneRoundAndHiddenOnesInTheNext) {
    add(model::ItemRole::legal_basis, "", "Căn cứ  tình hình của trường");
    for (int n = 0; n < 60; ++n) add(model::ItemRole::topic, "-", "Một  việc , và việc nữa");
    add(model::ItemRole::paragraph, "", "Hết ./ ");
    add(model::ItemRole::recipient, "-", "Các tổ");
    add(model::ItemRole::appendix, "", "Biểu  mẫu"); // behind the line that is put in
    const auto watch = office::ActWatch::begin(desk.office(), id);
    ASSERT_TRUE(watch);

    const auto done = office::put_all_right(desk.office(), id);

    ASSERT_TRUE(done);
    EXPECT_EQ(*done, 72u) << "of a paragraph with two faults one in each round";
    for (const office::FormRemark& left : remarks()) EXPECT_FALSE(left.finding.fix) << left.finding.code;
    std::vector<std::string> texts;
    const change::Document document = office::read_document(desk.office(), id).value();
    for (const change::NodeState* node : document.in_order()) texts.push_back(node->text());
    EXPECT_EQ(std::ranges::count(texts, "Một việc, và việc nữa"), 60);
    EXPECT_EQ(std::ranges::count(texts, "Căn cứ tình hình của trường."), 1) << "two faults of one paragraph";
    EXPECT_EQ(std::ranges::count(texts, "Hết./."), 1);
    const std::vector<std::string> last(texts.end() - 3, texts.end());
    EXPECT_EQ(last, (std::vector<std::string>{"Các tổ;", "Lưu: VT.", "Biểu mẫu"}));
    const auto act = watch->done(desk.office());
    ASSERT_TRUE(act);
    ASSERT_TRUE(office::invert(desk.office(), *act));
    EXPECT_GE(remarks().size(), 64u) << "one act takes it all back";
}

TEST_F(FormCheck, WhatTwoPeopleSetApartIsNotChosenForThem) {
    const change::SetField other{base::root_node(id), model::field::kSymbol, std::string("KH - MNB"), {}};
    ASSERT_TRUE(office::perform(desk.office(), id, {other})); // overwrites nothing: somebody wrote it at the same time

    EXPECT_FALSE(remark("symbol_form").finding.fix);
    ASSERT_TRUE(office::put_all_right(desk.office(), id));

    const auto& values = office::read_document(desk.office(), id)->root().fields.at(model::field::kSymbol);
    EXPECT_TRUE(values.in_conflict());
}

TEST_F(FormCheck, ARemarkThatNoLongerHoldsChangesNothing) {
    const office::FormRemark before = remark("symbol_form");
    ASSERT_TRUE(office::set_field(desk.office(), id, base::root_node(id), "symbol", "KH-TH"));

    const auto refused = office::put_right(desk.office(), id, before);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::bad_value);
    EXPECT_EQ(office::read_document(desk.office(), id)->root().string(model::field::kSymbol), "KH-TH");
}

TEST_F(FormCheck, RecordsOfTheWorkHaveNoDecreesForm) {
    const base::DocumentId article = office::new_document(desk.office(), "article", {}).value();

    EXPECT_EQ(office::check_form_of(desk.office(), article).error().code, base::Code::bad_value);
}

} // namespace

} // namespace dongthac::tests
