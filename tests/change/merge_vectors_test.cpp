#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/change/text_merge.hpp"

namespace dongthac::change {

namespace {

using nlohmann::json;

struct Vector {
    std::vector<std::vector<text::TokenHunk>> hunks;
    std::vector<TextEvent> events;
    MergedText expected;

    explicit Vector(const json& vector) {
        for (const json& event : vector.at("events"))
            for (auto& of_event = hunks.emplace_back(); const json& hunk : event.at("hunks"))
                of_event.push_back({hunk.at(0).get<std::size_t>(), hunk.at(1).get<std::size_t>(),
                                    hunk.at(2).get<std::vector<std::string>>()});
        for (const json& event : vector.at("events")) {
            TextEvent next;
            next.id.replica.bytes[0] = event.at("replica").get<std::uint8_t>();
            next.id.counter = event.at("counter").get<std::uint64_t>();
            next.lamport = event.at("lamport").get<std::uint64_t>();
            next.parents = event.at("parents").get<std::vector<std::uint32_t>>();
            next.hunks = hunks[events.size()];
            events.push_back(std::move(next));
        }
        expected.tokens = vector.at("tokens").get<std::vector<std::string>>();
        for (const json& pair : vector.at("nearby"))
            expected.nearby.push_back({pair.at(0).get<std::uint32_t>(), pair.at(1).get<std::uint32_t>()});
    }
};

TEST(MergeVectors, MergeAlgoOneMakesForeverWhatItMadeFirst) {
    const std::filesystem::path file = std::filesystem::path(DONGTHAC_MERGE_VECTORS) / "merge_algo_1.json";
    const auto text = base::read_file(file, 1u << 20);
    ASSERT_TRUE(text) << file;
    const json vectors = json::parse(*text).at("vectors");
    ASSERT_EQ(vectors.size(), 60u);

    for (const json& entry : vectors) {
        const Vector vector(entry);

        const MergedText merged = merge_text(vector.events);

        EXPECT_EQ(merged.tokens, vector.expected.tokens) << entry.at("name");
        EXPECT_EQ(merged.nearby, vector.expected.nearby) << entry.at("name");
    }
}

} // namespace

} // namespace dongthac::change
