#include <gtest/gtest.h>

#include "shared/model/record.hpp"
#include "tests/support/two_pcs.hpp"

namespace dongthac::office {

namespace {

using tests::TwoPcs;
namespace field = dongthac::model::field;

std::string page_of(TwoPcs& pcs, tests::OfficePc& pc) {
    const change::Document document = read_document(pc.office, pcs.document).value();
    std::string page = document.root().string(field::kSubject) + "|";
    for (const change::NodeState* node : document.in_order()) page += node->text() + "|";
    return page;
}

base::ChangeId newest(TwoPcs& pcs, tests::OfficePc& pc) { return pcs.history(pc, {.limit = 1}).entries.at(0).id; }

TEST(Restore, OfADocumentReadsAsItDidThenAndKeepsTheHistory) {
    TwoPcs pcs("đoạn một");
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "cũ"));
    const base::NodeId second = pcs.add(*pcs.a, "đoạn hai");
    const std::string then = page_of(pcs, *pcs.a);
    const base::ChangeId at = newest(pcs, *pcs.a);
    pcs.type(*pcs.a, "viết lại hết");
    pcs.add(*pcs.a, "đoạn thừa");
    ASSERT_TRUE(move_node(pcs.a->office, pcs.document, second, Direction::up));
    ASSERT_TRUE(hide_node(pcs.a->office, pcs.document, second));
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "mới"));
    const std::size_t written = pcs.history(*pcs.a, {.limit = 500}).entries.size();

    const auto done = restore(pcs.a->office, pcs.document, at, {});

    ASSERT_TRUE(done);
    EXPECT_TRUE(*done);
    EXPECT_EQ(page_of(pcs, *pcs.a), then);
    EXPECT_GT(pcs.history(*pcs.a, {.limit = 500}).entries.size(), written);
    EXPECT_FALSE(restore(pcs.a->office, pcs.document, at, {}).value()) << "it reads so already";
    pcs.meet();
    EXPECT_EQ(page_of(pcs, *pcs.b), then);
}

TEST(Restore, OfANodeOrAFieldLeavesTheRest) {
    TwoPcs pcs("đoạn một");
    const base::NodeId second = pcs.add(*pcs.a, "đoạn hai");
    const base::ChangeId at = newest(pcs, *pcs.a);
    pcs.type(*pcs.a, "một khác");
    ASSERT_TRUE(set_text(pcs.a->office, pcs.document, second, "hai khác"));

    ASSERT_TRUE(restore(pcs.a->office, pcs.document, at, {.node = pcs.node}));

    EXPECT_EQ(pcs.text(*pcs.a), "đoạn một");
    EXPECT_EQ(pcs.state(*pcs.a, second).text(), "hai khác");
    ASSERT_TRUE(restore(pcs.a->office, pcs.document, at, {.node = second, .field = field::kText}));
    EXPECT_EQ(pcs.state(*pcs.a, second).text(), "đoạn hai");
}

TEST(Restore, SettlesAConflictToWhatWasShown) {
    TwoPcs pcs("chữ");
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "gốc"));
    pcs.meet();
    const base::ChangeId at = newest(pcs, *pcs.a);
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "của A"));
    ASSERT_TRUE(set_field(pcs.b->office, pcs.document, pcs.root(), "subject", "của B"));
    pcs.meet();

    ASSERT_TRUE(restore(pcs.b->office, pcs.document, at, {.field = field::kSubject}));

    const change::NodeState root = pcs.state(*pcs.b, pcs.root());
    EXPECT_EQ(root.string(field::kSubject), "gốc");
    EXPECT_EQ(root.conflicts(), 0u);
}

TEST(Restore, RefusesAnUnknownChangeAnUnbornNodeAndAnIssuedText) {
    TwoPcs pcs("chữ");
    const base::ChangeId at = newest(pcs, *pcs.a);
    const base::NodeId later = pcs.add(*pcs.a, "sau");

    const auto unknown = restore(pcs.a->office, pcs.document, {at.replica, 999'999}, {});
    const auto unborn = restore(pcs.a->office, pcs.document, at, {.node = later});

    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, base::Code::bad_value);
    ASSERT_FALSE(unborn);
    EXPECT_EQ(unborn.error().code, base::Code::unknown_node);
    ASSERT_TRUE(decide(pcs.a->office, pcs.document, model::Action::issue));
    pcs.a->sync();
    const auto issued = restore(pcs.a->office, pcs.document, at, {});
    ASSERT_FALSE(issued);
    EXPECT_EQ(issued.error().code, base::Code::immutable_document);
}

} // namespace

} // namespace dongthac::office
