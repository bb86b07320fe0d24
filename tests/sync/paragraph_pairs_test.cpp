#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "shared/text/tokens.hpp"
#include "shared/wire/projection.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

namespace {

using change::NodeState;

/// What a PC's clock shows: the right time, or whatever a dead battery makes of it.
enum class Clocks { right, wild };

/// Two PCs of one school that cut, join, move, type and delete in one plan at the same time; every word another one.
class Pair {
  public:
    Pair(std::uint64_t seed, Clocks clocks) : random_(seed), clock_random_(seed + 1), clocks_(clocks) {
        a.join("truong-a", kSchool);
        b.join("truong-a", kSchool);
        plan = a.new_plan("tuyên truyền");
        for (int i = 0; i < 4; ++i) {
            office::NewNode fresh{base::root_node(plan), {}, model::ItemRole::paragraph, "", words(4), {}};
            EXPECT_TRUE(office::add_node(a.office, plan, fresh));
        }
        meet();
    }

    void meet() {
        for (Machine* machine : {&a, &b, &a}) ASSERT_TRUE(machine->sync());
    }

    void act(Machine& machine) {
        if (clocks_ == Clocks::wild) machine.clock.set_wall(any_moment());
        const change::Document document = machine.read(plan);
        const std::vector<const NodeState*> page = document.in_order();
        if (page.empty()) return;
        const NodeState& node = *any_of(random_, page);
        switch (random_.below(6)) {
        case 0: return cut(machine, node);
        case 1: return join(machine, node);
        case 2: {
            const auto way = static_cast<office::Direction>(random_.below(4));
            EXPECT_TRUE(office::move_node(machine.office, plan, node.id, way));
            return;
        }
        case 3: return put_away(machine, document, node);
        default: return type(machine, node);
        }
    }

    /// Both show the same bytes, and every word that nobody took out, or hid knowingly, exactly once.
    void check() {
        ASSERT_EQ(bytes_of(a), bytes_of(b));
        const change::Document document = a.read(plan);
        std::map<std::string, int> shown;
        for (const NodeState* node : document.in_order())
            for (const std::string& token : node->tokens) {
                ++shown[token];
                EXPECT_FALSE(text::break_target(token)) << node->text();
            }
        for (const std::string& word : typed_) {
            if (taken_out_.contains(word)) continue;
            EXPECT_LE(shown[word], 1) << word;
            if (!put_away_.contains(word)) {
                EXPECT_EQ(shown[word], 1) << word;
            }
        }
    }

    /// All nodes of the plan as `machine` keeps them.
    [[nodiscard]] std::string bytes_of(Machine& machine) const {
        std::string bytes;
        for (const auto& [id, node] : machine.read(plan).nodes) bytes += base::as_text(wire::encode(node));
        return bytes;
    }

    ServerBox server;
    Machine a{server, 1};
    Machine b{server, 2};
    base::DocumentId plan;

  private:
    std::string words(int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + word();
        return text;
    }
    std::string word() {
        const std::string fresh = "chữ" + std::to_string(typed_.size());
        typed_.insert(fresh);
        return fresh;
    }
    std::int64_t any_moment() { return static_cast<std::int64_t>(clock_random_.below(4'000'000'000'000)); }

    void join(Machine& machine, const NodeState& node) {
        const auto joined = office::join_node(machine.office, plan, node.id);
        EXPECT_TRUE(joined || joined.error().code == base::Code::nothing_to_join);
    }

    void cut(Machine& machine, const NodeState& node) {
        const std::string text = node.text();
        std::string before;
        std::size_t tokens = random_.below(node.tokens.size() + 1);
        for (const std::string& token : text::tokenise(text))
            if (tokens-- > 0)
                before += token;
            else
                break;
        const office::Cut at{text, before, text.substr(before.size())};
        EXPECT_TRUE(office::split_node(machine.office, plan, node.id, at));
    }

    void type(Machine& machine, const NodeState& node) {
        std::vector<std::string> tokens = node.tokens;
        const std::size_t at = random_.below(tokens.size() + 1);
        const auto place = [&](std::size_t i) { return tokens.begin() + static_cast<std::ptrdiff_t>(i); };
        if (at < tokens.size() && chance(random_, 30)) {
            taken_out_.insert(tokens[at]);
            tokens.erase(place(at));
        }
        tokens.insert(place(at), {" ", word(), " "});
        std::string text;
        for (const std::string& token : tokens) text += token;
        EXPECT_TRUE(office::set_text(machine.office, plan, node.id, text));
    }

    /// Hides a paragraph; all that is read there and below is seen by who does it.
    void put_away(Machine& machine, const change::Document& document, const NodeState& node) {
        for (const NodeState* other : document.in_order()) {
            base::NodeId at = other->id;
            for (int depth = 0; depth < 40 && !at.empty(); ++depth) {
                if (at == node.id) put_away_.insert(other->tokens.begin(), other->tokens.end());
                const auto above = document.nodes.find(at);
                at = above == document.nodes.end() ? base::NodeId{} : document.parent_of(above->second);
            }
        }
        EXPECT_TRUE(office::hide_node(machine.office, plan, node.id));
    }

    base::SeededRandom random_;
    base::SeededRandom clock_random_;
    Clocks clocks_;
    std::set<std::string> typed_;
    std::set<std::string> taken_out_;
    std::set<std::string> put_away_;
};

constexpr int kMeetings = 30;

/// Runs one history; what both PCs show at its end.
std::string run(std::uint64_t seed, Clocks clocks) {
    Pair pair(seed, clocks);
    for (int meeting = 0; meeting < kMeetings; ++meeting) {
        for (Machine* machine : {&pair.a, &pair.b})
            for (int acts = 0; acts <= meeting % 2; ++acts) pair.act(*machine);
        pair.meet();
        pair.check();
        if (testing::Test::HasFailure()) break;
    }
    EXPECT_EQ(pair.a.problems(), std::vector<std::string>{});
    EXPECT_EQ(pair.b.problems(), std::vector<std::string>{});
    return pair.bytes_of(pair.a);
}

} // namespace

TEST(ParagraphPairs, OfActsAtTheSameTimeConvergeAndLoseNoWord) {
    const std::uint64_t seed = property_seed(20261121);

    for (std::uint64_t round = 0; round < 8; ++round) {
        SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
        (void)run(seed * 100 + round, Clocks::right);
        if (testing::Test::HasFailure()) return;
    }
}

TEST(ParagraphPairs, EndInTheSameBytesWhateverTheClocksShow) {
    const std::uint64_t seed = property_seed(42);

    for (std::uint64_t round = 0; round < 2; ++round) {
        SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
        EXPECT_EQ(run(seed * 100 + round, Clocks::right), run(seed * 100 + round, Clocks::wild));
    }
}

} // namespace dongthac::tests
