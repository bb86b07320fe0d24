#include <gtest/gtest.h>

#include "shared/office/data_subject.hpp"
#include "tests/support/office_desk.hpp"

// What is held about a person at this PC (Luật 91/2025/QH15): what he or she decided, wrote beside, and is named in.

namespace dongthac::office {

namespace {

constexpr const char* kName = "Nguyễn Thị Hạnh";

class DataSubject : public ::testing::Test {
  protected:
    void SetUp() override {
        desk.enrol({model::Role::editor});
        key = base::KeyPair::generate(desk.random);
        person = {base::new_id<base::PersonId>(desk.random),
                  "truong",
                  kName,
                  "Hiệu trưởng",
                  {model::Role::signer},
                  {},
                  {{key->public_key(), desk.office().identity().device, {}}}};
        desk.tell(change::PutPerson{person});
        plan = desk.new_plan();
    }
    [[nodiscard]] SubjectData data() { return data_about(desk.office(), person.id).value(); }
    [[nodiscard]] Signer signer() const { return {person.id, person.name, *key}; }

    tests::OfficeDesk desk;
    std::optional<base::KeyPair> key;
    model::Person person;
    base::DocumentId plan;
};

TEST_F(DataSubject, ADecisionIsSignedWhereTheKeySealedItAndNotWhereOnlyTheNameStands) {
    const Signer hanh = signer();
    desk.decide(plan, model::Action::approve, {.signer = &hanh});
    const base::DocumentId other = desk.new_plan("việc khác");
    desk.decide(other, model::Action::submit, {.person = "nguyen thi hanh"});

    const SubjectData held = data();

    ASSERT_EQ(held.decisions.size(), 2u);
    for (const SubjectDecision& one : held.decisions) {
        EXPECT_EQ(one.is_signed, one.document == plan);
        EXPECT_EQ(one.action, one.document == plan ? model::Action::approve : model::Action::submit);
    }
}

TEST_F(DataSubject, ASignatureCountsWhateverNameWasPrintedBesideIt) {
    const Signer hanh = signer();
    desk.decide(plan, model::Action::approve, {.signer = &hanh});
    person.name = "Nguyễn Thị Hạnh Phúc"; // as she is called since
    desk.tell(change::PutPerson{person});

    ASSERT_EQ(data().decisions.size(), 1u);
    EXPECT_TRUE(data().decisions[0].is_signed);
}

TEST_F(DataSubject, RemarksArePutUnderWhoWroteThemAndWhoIsNamedInThem) {
    const base::NodeId root = base::root_node(plan);
    ASSERT_TRUE(perform(desk.office(), plan,
                        {change::Comment{root, "Xin xem lại mục II", kName},
                         change::Comment{root, "Đã hỏi bà Nguyễn Thị Hạnh", "Trường Mầm non"},
                         change::Comment{root, "Nguyễn Thị Hạnhh là người khác", "Lê Văn Ánh"}}));

    const SubjectData held = data();

    ASSERT_EQ(held.remarks.size(), 1u);
    EXPECT_EQ(held.remarks[0].text, "Xin xem lại mục II");
    EXPECT_EQ(held.remarks[0].document, plan);
    ASSERT_EQ(held.mentions.size(), 1u);
    EXPECT_EQ(held.mentions[0].text, "Đã hỏi bà Nguyễn Thị Hạnh");
}

TEST_F(DataSubject, NotesFieldsAndHiddenParagraphsAreHeldToo) {
    desk.decide(plan, model::Action::submit, {.note = "theo ý bà Nguyễn Thị Hạnh"});
    ASSERT_TRUE(set_field(desk.office(), plan, base::root_node(plan), "signer_name", kName));
    const base::NodeId node = desk.node(plan, 0);
    ASSERT_TRUE(set_text(desk.office(), plan, node, "Giao bà Nguyễn Thị Hạnh"));
    ASSERT_TRUE(hide_node(desk.office(), plan, node));

    std::set<std::string> words;
    for (const SubjectMention& one : data().mentions) words.insert(one.text);

    EXPECT_EQ(words, (std::set<std::string>{"theo ý bà Nguyễn Thị Hạnh", kName, "Giao bà Nguyễn Thị Hạnh"}));
}

TEST_F(DataSubject, OfNobodyKnownHereNothingIsSaid) {
    EXPECT_EQ(data_about(desk.office(), base::PersonId{{9}}).error().code, base::Code::unknown_person);
    const SubjectData held = data();
    EXPECT_TRUE(held.decisions.empty() && held.remarks.empty() && held.mentions.empty());
}

} // namespace

} // namespace dongthac::office
