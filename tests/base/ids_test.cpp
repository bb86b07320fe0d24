#include <string>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

#include "shared/base/ids.hpp"
#include "shared/base/random.hpp"

namespace dongthac::base {

namespace {

constexpr std::string_view kText = "000102030405060708090a0b0c0d0eff";

TEST(Id, PrintsAs32DigitsAndReadsBack) {
    const auto id = parse_id<ReplicaId>(kText);

    ASSERT_TRUE(id);
    EXPECT_EQ(id->bytes[1], 1);
    EXPECT_EQ(id->bytes[15], 0xff);
    EXPECT_EQ(to_text(*id), kText);
    EXPECT_EQ(parse_id<ReplicaId>("000102030405060708090A0B0C0D0EFF").value(), *id);
}

TEST(Id, RefusesOtherTexts) {
    const std::string text(kText);
    for (const std::string& bad : {std::string(), text.substr(1), text.substr(2), text + "0", text + "00",
                                   "g" + text.substr(1), " " + text.substr(1)}) {
        const auto refused = parse_id<DocumentId>(bad);

        ASSERT_FALSE(refused) << bad;
        EXPECT_EQ(refused.error().code, Code::bad_value);
        EXPECT_EQ(refused.error().arg("value"), bad);
    }
}

TEST(Id, AllZeroMeansNone) {
    EXPECT_TRUE(NodeId{}.empty());
    EXPECT_FALSE(parse_id<NodeId>(kText).value().empty());
    EXPECT_EQ(to_text(NodeId{}), std::string(32, '0'));
}

TEST(Id, IsOrderedByItsBytes) {
    NodeId low;
    NodeId high;
    low.bytes = {0, 255};
    high.bytes = {1, 0};

    EXPECT_LT(low, high);
    EXPECT_LT(to_text(low), to_text(high));
}

TEST(Id, OfOneKindIsNotTakenForAnother) {
    static_assert(!std::is_convertible_v<ReplicaId, DocumentId>);
    static_assert(!std::is_convertible_v<DocumentId, NodeId>);
    const auto document = parse_id<DocumentId>(kText).value();

    EXPECT_EQ(root_node(document).bytes, document.bytes);
}

TEST(Id, IsNewEveryTime) {
    SeededRandom random(1);
    std::unordered_set<DocumentId, IdHash> seen;

    for (int i = 0; i < 10'000; ++i) seen.insert(new_id<DocumentId>(random));

    EXPECT_EQ(seen.size(), 10'000u);
}

TEST(ChangeId, IsOrderedByReplicaThenCounterAndPrintsBoth) {
    const ReplicaId replica = parse_id<ReplicaId>(kText).value();

    EXPECT_LT((ChangeId{replica, 9}), (ChangeId{replica, 10}));
    EXPECT_LT((ChangeId{ReplicaId{}, 10}), (ChangeId{replica, 9}));
    EXPECT_EQ(to_text(ChangeId{replica, 18446744073709551615u}), std::string(kText) + ":18446744073709551615");
}

TEST(IdHash, SpreadsTheChangesOfOneReplica) {
    const ReplicaId replica = parse_id<ReplicaId>(kText).value();
    std::unordered_set<std::size_t> hashes;

    for (std::uint64_t counter = 1; counter <= 10'000; ++counter) hashes.insert(IdHash{}(ChangeId{replica, counter}));

    EXPECT_EQ(hashes.size(), 10'000u);
    EXPECT_EQ(IdHash{}(replica), IdHash{}(ReplicaId{replica}));
}

} // namespace

} // namespace dongthac::base
