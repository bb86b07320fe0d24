#include <algorithm>

#include "client/app/strings.hpp"
#include "client/app/wording.hpp"
#include "shared/base/assets.hpp"
#include "shared/document/form_linter.hpp"
#include "shared/document/outline_of.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/office/answering.hpp"
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

/// New, or made from another: nothing is wrong with its form but what only the office can say.
TEST_F(NewKinds, APlanBeginsAsTheDecreeHasIt) {
    const base::DocumentId above = office::new_document(desk.office(), "plan", wording()).value();
    ASSERT_TRUE(office::set_field(desk.office(), above, base::root_node(above), "subject", "Truyền thông năm 2026"));
    const base::DocumentId below = office::new_from_parent(desk.office(), "plan", above, wording()).value();
    for (const base::DocumentId& id : {above, below}) {
        const model::Outline outline = document::outline_of(office::read_document(desk.office(), id).value());
        EXPECT_TRUE(has(outline, model::ItemRole::closing, "./."));
        EXPECT_TRUE(has(outline, model::ItemRole::recipient, "UBND phường (để báo cáo);"));
        EXPECT_TRUE(has(outline, model::ItemRole::recipient, "Lưu: VT."));
        for (const document::FormFinding& one : document::lint_form(outline))
            EXPECT_TRUE(one.code == "no_signer" || one.code == "no_signer_title") << one.code << " " << one.detail;
    }
}

/// A PC that belongs to no office yet, and an office with nobody above it: dots to fill in, and no hole in a sentence.
TEST_F(NewKinds, WhereANameIsNotKnownThereAreDots) {
    OfficeDesk alone;
    OfficeDesk orphan;
    orphan.enrol();
    orphan.tell(change::PutRelation{{"truong", "phuong", "administrative", {{}, text::Date{2026, 1, 1}}, ""}});
    ASSERT_TRUE(orphan.office().reload());
    for (OfficeDesk* at : {&alone, &orphan})
        for (const char* kind : {"plan", "report", "submission_memo", "official_letter"}) {
            const auto id = office::new_document(at->office(), kind, wording());
            ASSERT_TRUE(id);
            const model::Outline outline = document::outline_of(office::read_document(at->office(), *id).value());
            for (const model::OutlineItem& item : outline.items) {
                EXPECT_FALSE(item.text.starts_with(' ') || item.text.ends_with(' ')) << kind << ": " << item.text;
                EXPECT_EQ(item.text.find("  "), std::string::npos) << item.text;
                EXPECT_EQ(item.text.find(" ,"), std::string::npos) << item.text;
                EXPECT_EQ(item.text.find('{'), std::string::npos) << item.text;
            }
            bool asked = false;
            for (const document::FormFinding& one : document::lint_form(outline)) {
                asked = asked || one.code == "no_addressee";
                EXPECT_TRUE(one.code != "spaces" && !one.fix) << kind << ": " << one.code << " " << one.detail;
            }
            EXPECT_EQ(asked, std::string_view(kind) != "plan") << kind;
        }
    const auto report = office::new_document(alone.office(), "report", wording());
    const model::Outline outline = document::outline_of(office::read_document(alone.office(), *report).value());
    EXPECT_TRUE(has(outline, model::ItemRole::closing, "của ……, kính gửi …… tổng hợp./."));
}

TEST_F(NewKinds, APlanOnAPaperThatSaysLittleHasDotsWhereItsNamesWould) {
    const base::DocumentId letter = office::new_document(desk.office(), "official_letter", {}).value();

    const auto made = office::new_from_parent(desk.office(), "plan", letter, wording());

    ASSERT_TRUE(made);
    const model::Outline outline = document::outline_of(office::read_document(desk.office(), *made).value());
    EXPECT_TRUE(has(outline, model::ItemRole::legal_basis, "Căn cứ …… của Trường Mầm non về ……."));
    EXPECT_TRUE(has(outline, model::ItemRole::lead_in, "Trường Mầm non xây dựng …… ……, cụ thể như sau:"));
}

class PressReply : public NewKinds {
  protected:
    void SetUp() override {
        NewKinds::SetUp();
        request = office::new_document(desk.office(), "press_request", {}).value();
        set("subject", "Bữa ăn của trẻ");
        set("outlet", "Báo Hoa Mai");
        set("question", "Ai giám sát bữa ăn?");
        set("answer", "Phụ huynh cùng giám sát mỗi ngày.");
        set("stage", "approved");
    }
    void set(const char* field, const char* value) {
        ASSERT_TRUE(office::set_field(desk.office(), request, base::root_node(request), field, value)) << field;
    }
    [[nodiscard]] base::Result<office::Answered> answer() {
        return office::answer_to(desk.office(), "official_letter", request, wording());
    }

    base::DocumentId request;
};

TEST_F(PressReply, AnswersWhatWasAsked) {
    const auto made = answer();

    ASSERT_TRUE(made);
    EXPECT_EQ(made->how, office::Answered::How::made);
    const change::Document letter = office::read_document(desk.office(), made->document).value();
    const model::Outline outline = document::outline_of(letter);
    EXPECT_EQ(letter.head.parent, request);
    EXPECT_EQ(outline.subject, "trả lời Báo Hoa Mai về bữa ăn của trẻ");
    EXPECT_TRUE(has(outline, model::ItemRole::addressee, "Kính gửi: Báo Hoa Mai"));
    EXPECT_TRUE(has(outline, model::ItemRole::lead_in, "“Ai giám sát bữa ăn?”"));
    EXPECT_TRUE(has(outline, model::ItemRole::paragraph, "Phụ huynh cùng giám sát mỗi ngày."));
    EXPECT_TRUE(has(outline, model::ItemRole::recipient, "Lưu: VT."));
    EXPECT_EQ(desk.problems(), std::vector<std::string>{});
}

/// The letter keeps what it quoted: it waits until all of that is there and the answer is approved.
TEST_F(PressReply, WaitsForWhatItQuotes) {
    for (const char* field : {"outlet", "question", "answer"}) {
        const std::string said = office::read_document(desk.office(), request)
                                     ->root()
                                     .string(std::string_view(field) == "outlet"     ? model::field::kOutlet
                                             : std::string_view(field) == "question" ? model::field::kQuestion
                                                                                     : model::field::kAnswer);
        set(field, "");
        const auto refused = answer();
        ASSERT_FALSE(refused) << field;
        EXPECT_EQ(refused.error().code, base::Code::needs_field);
        EXPECT_EQ(refused.error().arg("field"), field);
        set(field, said.c_str());
    }
    for (const char* stage : {"received", "assigned", "drafted", "declined", "closed"}) {
        set("stage", stage);
        const auto refused = answer();
        ASSERT_FALSE(refused) << stage;
        EXPECT_EQ(refused.error().code, base::Code::bad_transition);
        EXPECT_FALSE(office::new_from_parent(desk.office(), "official_letter", request, wording()))
            << "nor by a way around";
    }
    EXPECT_TRUE(office::list_kind(desk.office(), "official_letter")->empty());
    set("stage", "answered");
    EXPECT_TRUE(answer()) << "what was said by telephone is confirmed in writing";
}

TEST_F(PressReply, IsOneLetterHoweverOftenItIsAskedFor) {
    const auto first = answer();
    ASSERT_TRUE(first);
    set("stage", "closed");

    const auto again = answer();

    ASSERT_TRUE(again) << "what was made is found at any stage";
    EXPECT_EQ(again->document, first->document);
    EXPECT_EQ(again->how, office::Answered::How::found);
    const base::DocumentId plan = desk.new_plan();
    const auto one = office::answer_to(desk.office(), "plan", plan, wording());
    const auto other = office::answer_to(desk.office(), "plan", plan, wording());
    ASSERT_TRUE(one && other);
    EXPECT_NE(one->document, other->document) << "a plan is given effect to by as many as it takes";
}

TEST_F(NewKinds, AreListedAmongThePapers) {
    (void)begun("official_letter");
    (void)begun("submission_memo");
    EXPECT_EQ(office::list_papers(desk.office()).value().size(), 2u);
}

} // namespace

} // namespace dongthac::tests
