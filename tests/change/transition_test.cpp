#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/authors.hpp"

namespace dongthac::change {

namespace {

using model::Action;
using model::DocumentState;
using tests::Author;
using tests::Desk;

/// submit, receive, return, submit, accept by one author, as the home server let them in.
std::vector<Change> five_steps(Author& author) {
    return {author.decide(Action::submit, DocumentState::submitted, 0),
            author.decide(Action::receive, DocumentState::received, 1),
            author.decide(Action::return_, DocumentState::returned, 2),
            author.decide(Action::submit, DocumentState::resubmitted, 3),
            author.decide(Action::accept, DocumentState::accepted, 4)};
}

TEST(Transitions, StandInOneLineByVersionWhateverTheOrderTheyCame) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    std::vector<Change> steps = five_steps(author);
    std::ranges::reverse(steps);

    const Document document = build(desk.document, steps);

    EXPECT_EQ(document.head.state, DocumentState::accepted);
    EXPECT_EQ(document.head.state_version, 5u);
    std::vector<std::uint32_t> numbers;
    for (const RevisionState& revision : document.head.revisions) numbers.push_back(revision.no);
    EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 1, 1, 2, 2}));
    EXPECT_EQ(document.head.org, "truong-a") << "a reader who never saw the draft knows whose it is";
}

TEST(Transitions, ThatAReaderMaySeeWithGapsStillLeadToTheNewestState) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    const std::vector<Change> steps = five_steps(author);
    Author reader = desk.author(2);

    reader.learn(steps[0]);
    reader.learn(steps[3]);

    EXPECT_EQ(reader.view().head.state, DocumentState::resubmitted);
    EXPECT_EQ(reader.view().head.state_version, 4u);
    EXPECT_EQ(reader.view().head.revisions.size(), 2u);
    EXPECT_EQ(reader.view(), build(desk.document, reader.known()));

    reader.learn(steps[1]); // one from the middle comes late

    EXPECT_EQ(reader.view().head.state, DocumentState::resubmitted);
    EXPECT_EQ(reader.view().head.revisions.size(), 3u);
}

TEST(Transitions, ASecondWinnerOnOneVersionIsNotTaken) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    tests::meet(a, b);

    a.decide(Action::submit, DocumentState::submitted, 0);
    b.decide(Action::issue, DocumentState::issued, 0);
    tests::meet(a, b);

    EXPECT_EQ(a.view().head.state, DocumentState::submitted) << "the lower replica stands first";
    EXPECT_EQ(a.view().head.state_version, 1u);
    EXPECT_EQ(a.view().head.set_aside, 1u);
    EXPECT_EQ(a.view(), b.view());
}

TEST(Transitions, AStepBetweenOfficesCountsBeforeTheOfficesOwn) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    tests::meet(a, b);

    a.decide(Action::approve, DocumentState::signed_, 0);
    const Change submission = b.decide(Action::submit, DocumentState::submitted, 0);
    tests::meet(a, b);

    EXPECT_EQ(a.view().head.state, DocumentState::submitted) << "though the lower replica approved";
    EXPECT_EQ(a.view().head.revisions.front().id, submission.id) << "as the office above reads it";
    EXPECT_EQ(a.view().head.set_aside, 1u);
    EXPECT_EQ(a.view(), b.view());
}

TEST(Transitions, TheNoteOfASecondWinnerStaysAsAComment) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    a.write(Comment{desk.root(), "trước", "A"});
    tests::meet(a, b);
    a.decide(Action::submit, DocumentState::submitted, 0);
    const Change lost = b.decide(Action::issue, DocumentState::issued, 0, "lời ghi");

    tests::meet(a, b);
    a.write(SettleComment{lost.id, true});
    a.write(Comment{desk.root(), "sau", "A"});

    const DocumentHead& head = a.view().head;
    ASSERT_EQ(head.comments.size(), 3u);
    EXPECT_EQ(head.comments[0].text, "lời ghi");
    EXPECT_EQ(head.comments[0].id, lost.id);
    EXPECT_TRUE(head.comments[0].settled);
    EXPECT_EQ(head.comments[2].text, "sau");
    EXPECT_EQ(a.view(), build(desk.document, a.known()));
}

TEST(Transitions, ARevisionKeepsItsSnapshotAndCountsTheEditsAfterIt) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    author.set(desk.root(), model::field::kSubject, std::string("một"));
    const std::uint64_t before = author.view().head.draft_changes;

    const Change submitted = author.decide(Action::submit, DocumentState::submitted, 0);
    author.set(desk.root(), model::field::kSubject, std::string("hai"));

    const DocumentHead& head = author.view().head;
    EXPECT_EQ(head.last_snapshot, std::get<Transition>(submitted.payload).snapshot);
    EXPECT_EQ(head.revised_changes, before);
    EXPECT_EQ(head.draft_changes, before + 1);
    EXPECT_EQ(author.view(), build(desk.document, author.known()));
}

TEST(Transitions, AndDraftsDoNotOrderEachOther) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    tests::meet(a, b);
    const Change draft = b.set(desk.root(), model::field::kSubject, std::string("nháp"));
    const Change step = a.decide(Action::submit, DocumentState::submitted, 0);

    a.learn(draft);
    b.learn(step);

    EXPECT_EQ(a.view(), b.view());
    EXPECT_EQ(a.view().head.heads, std::vector<ChangeId>{draft.id}) << "a step is nobody's parent";
}

TEST(Transitions, OfANewerProgramWaitWithoutStoppingLaterOnes) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    Change newer = author.draft(Unknown{{1}});
    newer.kind = static_cast<std::uint16_t>(Kind::transition);
    newer.parents.clear();

    author.learn(newer);
    author.decide(Action::submit, DocumentState::submitted, 0);

    EXPECT_EQ(author.view().head.set_aside, 1u);
    EXPECT_EQ(author.view().head.state, DocumentState::submitted);
    EXPECT_EQ(author.view(), build(desk.document, author.known()));
}

} // namespace

} // namespace dongthac::change
