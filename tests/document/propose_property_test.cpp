#include <ctime>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "tests/document/proposals.hpp"

namespace dongthac::tests {
namespace {

// Pieces of the tables, signs and broken letters, put together without sense.
const std::vector<std::string> kPieces = {"hằng tuần",
                                          "/tháng",
                                          "định kỳ",
                                          "quý",
                                          "học kỳ",
                                          "sơ kết",
                                          "tổng kết",
                                          "6 tháng",
                                          "một lần",
                                          "100%",
                                          "01",
                                          "999999",
                                          "0",
                                          "tin bài",
                                          "báo cáo",
                                          "gửi về",
                                          "Phòng",
                                          "UBND phường",
                                          "và",
                                          "về",
                                          "đề nghị",
                                          "các trường",
                                          "Các lớp",
                                          "khuyến khích",
                                          "khen thưởng",
                                          "trước ngày",
                                          "ngày",
                                          "31/2",
                                          "25",
                                          "/",
                                          "tháng",
                                          "5",
                                          "thứ Sáu",
                                          "hằng",
                                          "website",
                                          "www.a.example",
                                          "a@b.c",
                                          "http://",
                                          "xử lý",
                                          "khủng hoảng",
                                          "Trên đây là",
                                          "trong quá trình",
                                          "nhằm",
                                          "Luật",
                                          ";",
                                          ".",
                                          ". A",
                                          "./.",
                                          ",",
                                          "(",
                                          ")",
                                          ":",
                                          "“",
                                          "…",
                                          "\xCC\x81",
                                          "\xE2\x80\x8B",
                                          "\xEF\xBF\xBD",
                                          "\xF0\x9F\x98\x80",
                                          "\xFF",
                                          "\xC4",
                                          "\n",
                                          " ",
                                          "Đ",
                                          "đ",
                                          "kì",
                                          "qui"};

TEST(ProposeProperty, NoSoupOfPiecesBreaksItAndEveryQuoteStandsInItsParagraph) {
    base::SeededRandom random(20261122);
    std::size_t found = 0;
    for (int round = 0; round < 3000; ++round) {
        std::vector<OutlineItem> items;
        for (std::uint64_t item = 1 + random.below(4); item > 0; --item) {
            std::string text;
            for (std::uint64_t piece = random.below(40); piece > 0; --piece)
                text += kPieces[random.below(kPieces.size())] + (random.below(4) == 0 ? "" : " ");
            items.push_back({static_cast<ItemRole>(random.below(static_cast<std::uint64_t>(ItemRole::appendix) + 1)),
                             static_cast<int>(random.below(4)), "-", text});
        }
        const model::Outline plan = plan_of(items, round % 2 == 0 ? "TRƯỜNG A" : "UBND B");

        const auto all = propose_obligations(plan);

        found += all.size();
        for (const ProposedObligation& one : all) {
            ASSERT_LT(one.item, plan.items.size());
            ASSERT_FALSE(one.obligation.quote.empty());
            ASSERT_NE(plan.items[one.item].text.find(one.obligation.quote), std::string::npos) << one.obligation.quote;
            ASSERT_FALSE(one.obligation.output_name.empty());
        }
        const auto again = propose_obligations(plan);
        ASSERT_EQ(again.size(), all.size());
        for (std::size_t at = 0; at < all.size(); ++at) ASSERT_EQ(again[at].obligation, all[at].obligation);
    }
    EXPECT_GT(found, 1000u) << "a soup that asks for nothing tests nothing";
}

/// Seconds for one paragraph of `piece` over and over.
/// Of this program's own work: others on the machine do not count.
double seconds(const std::string& piece, std::size_t times) {
    std::string text;
    for (std::size_t at = 0; at < times; ++at) text += piece;
    const model::Outline plan = plan_of({{ItemRole::assignment, 1, "-", text}});
    const std::clock_t start = std::clock();
    (void)propose_obligations(plan);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(ProposeProperty, TimeGrowsWithTheTextOnly) {
    // What is searched for again and again, and what nests: eight times the text may take no more than thirty times as
    // long.
    for (const char* piece :
         {"viết tin bài, hằng tháng ", "ngày ", "(", "((a) ", "Luật; ", "đề nghị ", "đọc và hằng tháng ", "và ",
          "1 tin bài; ", "trường/tuần ", "Khi a, các trường ", "website ", "gửi Phòng và "}) {
        const double small = seconds(piece, 2000);
        const double large = seconds(piece, 16000);
        EXPECT_LT(large, 30 * small + 0.2) << piece;
    }
}

} // namespace
} // namespace dongthac::tests
