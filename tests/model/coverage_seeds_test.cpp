#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/model/coverage_suggestion.hpp"

// How good suggestions are on the five source plans, which are not part of the repository: read from $DONGTHAC_SEEDS
// when it exists. None of their parents is there as text (DOMAIN §2.4), so each plan is taken as the one above each
// other: they go back to the same ministry's plans. What answers what is what a person wrote down of each paragraph:
// its topic codes. A paragraph that shares a code with a topic answers it; one that speaks of it without having been
// given a code counts against us.
namespace dongthac::model {

namespace {

using nlohmann::json;
using Codes = std::set<std::string>;

struct SamplePlan {
    std::vector<TopicText> topics;
    std::vector<Codes> topic_codes;
    std::vector<AnswerText> paragraphs;
    std::vector<Codes> codes;
};

bool share(const Codes& one, const Codes& other) {
    return std::ranges::any_of(one, [&](const std::string& code) { return other.contains(code); });
}

/// Names of the sample that are not ours.
ItemRole role_of(const json& block, bool has_codes) {
    const std::string name = block.value("role", "");
    if (const auto role = role_from(name)) return *role;
    if (has_codes) return ItemRole::topic;
    return name.ends_with("_group") || name == "content_channel" ? ItemRole::section : ItemRole::legal_basis;
}

SamplePlan read_plan(const json& plan, std::uint8_t number) {
    SamplePlan out;
    for (const json& block : plan.at("blocks")) {
        Codes codes;
        for (const json& code : block.value("topic_codes", json::array())) codes.insert(code.get<std::string>());
        const base::NodeId node{{number, static_cast<std::uint8_t>(out.paragraphs.size() + 1)}};
        const std::string text = block.at("text");
        if (!codes.empty()) {
            out.topics.push_back({node, text, {}, {}});
            out.topic_codes.push_back(codes);
        }
        out.paragraphs.push_back({node, role_of(block, !codes.empty()), text, {}, {}});
        out.codes.push_back(std::move(codes));
    }
    return out;
}

class CoverageSeeds : public ::testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("DONGTHAC_SEEDS");
        if (folder == nullptr) GTEST_SKIP() << "DONGTHAC_SEEDS is not set: the source plans are not here";
        const auto text = base::read_file(std::filesystem::path(folder) / "domain" / "sample_cascade.json", 16 << 20);
        if (!text) GTEST_SKIP() << "no source plans in " << folder;
        const json sample = json::parse(*text);
        std::uint8_t number = 0;
        for (const json& plan : sample.at("plans")) plans.push_back(read_plan(plan, ++number));
    }

    std::vector<SamplePlan> plans;
};

} // namespace

TEST_F(CoverageSeeds, TheFirstSuggestionIsRightNineTimesInTenAndThreeTopicsInFourGetOne) {
    int given = 0;
    int right = 0;
    int answered = 0;
    for (const SamplePlan& above : plans)
        for (const SamplePlan& below : plans) {
            if (&above == &below) continue;
            const auto found = TopicMatcher(above.topics).suggest(below.paragraphs);
            for (std::size_t t = 0; t < above.topics.size(); ++t) {
                const Codes& wanted = above.topic_codes[t];
                answered += std::ranges::any_of(below.codes, [&](const Codes& codes) { return share(codes, wanted); });
                const auto first = std::ranges::find(found, t, &Suggestion::topic);
                if (first == found.end()) continue;
                ++given;
                right += share(below.codes[first->paragraph], wanted);
            }
        }

    const double precision = static_cast<double>(right) / given;
    const double recall = static_cast<double>(right) / answered;

    std::printf("topics answered %d, suggested %d, right %d: precision %.2f, recall %.2f\n", answered, given, right,
                precision, recall);
    EXPECT_GE(precision, 0.85);
    EXPECT_GE(recall, 0.72);
}

TEST_F(CoverageSeeds, TopicsPastedOnceMoreUnderChannelsAreAllFound) {
    // The second plan repeats topics of its superior under "3. Kênh truyền thông" (DOMAIN §1). Taken as the parent's,
    // each of the first lot that stands there again is found in the second.
    const SamplePlan& plan = plans.at(1);
    std::vector<TopicText> first;
    std::vector<Codes> first_codes;
    std::vector<AnswerText> second;
    std::vector<Codes> second_codes;
    for (std::size_t i = 0; i < plan.paragraphs.size(); ++i) {
        const auto topic = std::ranges::find(plan.topics, plan.paragraphs[i].node, &TopicText::node);
        if (topic == plan.topics.end()) continue;
        if (first.size() < 16) {
            first.push_back(*topic);
            first_codes.push_back(plan.codes[i]);
        } else {
            second.push_back(plan.paragraphs[i]);
            second.back().role = ItemRole::channel; // as it stands on the page
            second_codes.push_back(plan.codes[i]);
        }
    }
    ASSERT_EQ(second.size(), 13U);

    const auto found = TopicMatcher(first).suggest(second);

    std::set<std::size_t> seen;
    for (const Suggestion& one : found)
        if (share(first_codes[one.topic], second_codes[one.paragraph])) seen.insert(one.paragraph);
    std::size_t with_twin = 0;
    for (const Codes& codes : second_codes)
        with_twin += std::ranges::any_of(first_codes, [&](const Codes& other) { return share(codes, other); });
    std::printf("pasted paragraphs with a twin %zu, found %zu\n", with_twin, seen.size());
    EXPECT_GE(seen.size(), 7U);
}

} // namespace dongthac::model
