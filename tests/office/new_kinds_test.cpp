#include <algorithm>

#include "client/app/strings.hpp"
#include "client/app/wording.hpp"
#include "shared/base/assets.hpp"
#include "shared/document/form_linter.hpp"
#include "shared/document/outline_of.hpp"
#include "tests/support/office_desk.hpp"

// Reports, official letters and memos begin in the decree's form, and a letter to the press with question and answer.

namespace dongthac::tests {

namespace {

class NewKinds : public ::testing::Test {
  protected:
    void SetUp() override { desk.enrol(); }
    [[nodiscard]] model::Outline begun(const std::string& kind) {
        const auto id = office::new_document(desk.office(), kind, wording());
        EXPECT_TRUE(id);
        return document::outline_of(office::read_document(desk.office(), *id).value());
    }
    [[nodiscard]] office::Wording wording() const { return app::wording_of(strings_); }
    static bool has(const model::Outline& outline, model::ItemRole role, std::string_view text) {
        return std::ranges::any_of(outline.items, [&](const auto& item) {
            return item.role == role && item.text.find(text) != std::string::npos;
        });
    }

    OfficeDesk desk;

  private:
    app::Strings strings_ = app::Strings::load(base::find_assets().value(), "vi").value();
};

TEST_F(NewKinds, HaveTheTypeAndTheSymbolOfTheDecree) {
    const auto head = [&](const std::string& kind) {
        const model::Outline outline = begun(kind);
        return std::pair(outline.doc_type, outline.symbol);
    };
    EXPECT_EQ(head("plan"), std::pair(std::string("Kế hoạch"), std::string("KH-MN")));
    EXPECT_EQ(head("report"), std::pair(std::string("Báo cáo"), std::string("BC-MN")));
    EXPECT_EQ(head("submission_memo"), std::pair(std::string("Tờ trình"), std::string("TTr-MN")));
    EXPECT_EQ(head("official_letter"), std::pair(std::string(), std::string("MN")));
}

TEST_F(NewKinds, WhatGoesToASuperiorIsAddressedToItAndFiled) {
    for (const char* kind : {"report", "submission_memo", "official_letter"}) {
        const model::Outline outline = begun(kind);
        EXPECT_TRUE(has(outline, model::ItemRole::addressee, "Kính gửi: UBND phường")) << kind;
        EXPECT_TRUE(has(outline, model::ItemRole::recipient, "Như trên;")) << kind;
        for (const document::FormFinding& one : document::lint_form(outline))
            EXPECT_TRUE(one.code == "no_subject" || one.code == "no_signer" || one.code == "no_signer_title")
                << kind << ": " << one.code << " " << one.detail;
    }
    EXPECT_FALSE(has(begun("plan"), model::ItemRole::addressee, ""));
}

TEST_F(NewKinds, ALetterToThePressAnswersWhatWasAsked) {
    const base::DocumentId request = office::new_document(desk.office(), "press_request", {}).value();
    for (const auto& [field, value] : {std::pair{"subject", "Bữa ăn của trẻ"},
                                       {"outlet", "Báo Hoa Mai"},
                                       {"question", "Ai giám sát bữa ăn?"},
                                       {"answer", "Phụ huynh cùng giám sát mỗi ngày."}})
        ASSERT_TRUE(office::set_field(desk.office(), request, base::root_node(request), field, value)) << field;

    const auto made = office::new_from_parent(desk.office(), "official_letter", request, wording());

    ASSERT_TRUE(made);
    const change::Document letter = office::read_document(desk.office(), *made).value();
    const model::Outline outline = document::outline_of(letter);
    EXPECT_EQ(letter.head.parent, request);
    EXPECT_EQ(outline.subject, "trả lời Báo Hoa Mai về bữa ăn của trẻ");
    EXPECT_TRUE(has(outline, model::ItemRole::addressee, "Kính gửi: Báo Hoa Mai"));
    EXPECT_TRUE(has(outline, model::ItemRole::lead_in, "“Ai giám sát bữa ăn?”"));
    EXPECT_TRUE(has(outline, model::ItemRole::paragraph, "Phụ huynh cùng giám sát mỗi ngày."));
    EXPECT_TRUE(has(outline, model::ItemRole::recipient, "Lưu: VT."));
    EXPECT_EQ(desk.problems(), std::vector<std::string>{});
}

TEST_F(NewKinds, AreListedAmongThePapers) {
    (void)begun("official_letter");
    (void)begun("submission_memo");
    EXPECT_EQ(office::list_papers(desk.office()).value().size(), 2u);
}

} // namespace

} // namespace dongthac::tests
