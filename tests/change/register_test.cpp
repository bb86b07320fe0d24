#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/authors.hpp"

namespace dongthac::change {

namespace {

using tests::Author;
using tests::Desk;

constexpr model::FieldId kField = model::field::kSignerName;

std::vector<std::string> values_of(Author& author, const NodeId& node, model::FieldId field) {
    std::vector<std::string> values;
    for (const FieldValue& value : author.view().obtain(node).fields[field].values)
        values.push_back(model::to_text(value.value));
    return values;
}

TEST(Register, ASecondValueOverwritesTheFirst) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());

    author.set(desk.root(), kField, std::string("Lan"));
    author.set(desk.root(), kField, std::string("Hoa"));

    EXPECT_EQ(values_of(author, desk.root(), kField), (std::vector<std::string>{"Hoa"}));
    EXPECT_FALSE(author.view().root().fields.at(kField).in_conflict());
    EXPECT_EQ(author.view().root().string(kField), "Hoa");
}

TEST(Register, ConcurrentValuesAreAllKeptAndTheLastIsShown) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    Author c = desk.author(3);
    a.write(desk.begins());
    a.set(desk.root(), kField, std::string("Lan"));
    tests::meet(a, b);
    tests::meet(a, c);

    a.set(desk.root(), kField, std::string("An"));
    b.set(desk.root(), kField, std::string("Bình"));
    c.set(desk.root(), kField, std::string("Chi"));
    tests::meet(a, b);
    tests::meet(a, c);
    tests::meet(a, b);

    EXPECT_EQ(values_of(a, desk.root(), kField), (std::vector<std::string>{"An", "Bình", "Chi"}));
    EXPECT_EQ(a.view().root().string(kField), "Chi");
    EXPECT_EQ(a.view().conflicts(), 1u);
    EXPECT_EQ(a.view(), b.view());
    EXPECT_EQ(a.view(), c.view());
}

TEST(Register, AValueSetByAPersonWhoSeesTheConflictSettlesIt) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    tests::meet(a, b);
    a.set(desk.root(), kField, std::string("An"));
    b.set(desk.root(), kField, std::string("Bình"));
    tests::meet(a, b);

    b.set(desk.root(), kField, std::string("An"));
    tests::meet(a, b);

    EXPECT_EQ(values_of(a, desk.root(), kField), (std::vector<std::string>{"An"}));
    EXPECT_EQ(a.view().conflicts(), 0u);
    EXPECT_EQ(a.view(), b.view());
}

TEST(Register, SettlingDoesNotSilenceAValueItsAuthorHadNotSeen) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    Author c = desk.author(3);
    a.write(desk.begins());
    tests::meet(a, b);
    tests::meet(a, c);
    a.set(desk.root(), kField, std::string("An"));
    b.set(desk.root(), kField, std::string("Bình"));
    c.set(desk.root(), kField, std::string("Chi"));
    tests::meet(a, b);

    a.set(desk.root(), kField, std::string("Dung")); // saw An and Bình, not Chi
    tests::meet(a, c);

    EXPECT_EQ(values_of(a, desk.root(), kField), (std::vector<std::string>{"Chi", "Dung"}));
}

TEST(Register, OverwritingOneFieldOfANewNodeLeavesItsOthers) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    const NodeId node = desk.new_node();
    author.write(desk.paragraph(node, "một hai", "V"));

    author.set(node, model::field::kRole, std::string("topic")); // names the change that created the node

    EXPECT_EQ(values_of(author, node, model::field::kRole), (std::vector<std::string>{"topic"}));
    EXPECT_EQ(values_of(author, node, model::field::kOrder), (std::vector<std::string>{"V"}));
    EXPECT_EQ(author.view(), build(desk.document, author.known()));
}

TEST(Register, DifferentFieldsSetAtOnceAreNoConflict) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    tests::meet(a, b);

    a.set(desk.root(), model::field::kSignerName, std::string("An"));
    b.set(desk.root(), model::field::kPlace, std::string("Hoa Phượng"));
    tests::meet(a, b);

    EXPECT_EQ(a.view().conflicts(), 0u);
    EXPECT_EQ(a.view().root().string(model::field::kSignerName), "An");
    EXPECT_EQ(a.view().root().string(model::field::kPlace), "Hoa Phượng");
}

TEST(Register, AClearedFieldIsAValueOfItsOwn) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    a.write(desk.begins());
    a.set(desk.root(), kField, std::string("An"));
    tests::meet(a, b);

    a.set(desk.root(), kField, {});
    b.set(desk.root(), kField, std::string("Bình"));
    tests::meet(a, b);

    EXPECT_EQ(a.view().root().fields.at(kField).values.size(), 2u);
    EXPECT_EQ(a.view().conflicts(), 1u);
}

} // namespace

} // namespace dongthac::change
