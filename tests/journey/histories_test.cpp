#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/sync_world.hpp"

// Random histories of several PCs of two offices over a network that loses and repeats: at the end everybody who may
// see a document sees the same one.

namespace dongthac {

namespace {

using tests::any_of;
using tests::chance;
using tests::Fate;
using tests::kSchool;
using tests::kWard;
using tests::Machine;
using tests::ServerBox;

class History {
  public:
    History(std::uint64_t seed, std::size_t school_pcs, std::size_t ward_pcs) : random(seed) {
        for (std::size_t i = 0; i < school_pcs + ward_pcs; ++i) {
            machines.push_back(std::make_unique<Machine>(server, seed * 100 + i));
            const bool school = i < school_pcs;
            machines.back()->join(school ? "truong-a" : "phuong", school ? kSchool : kWard);
            (school ? schools : wards).push_back(machines.back().get());
        }
        for (const auto& machine : machines) machine->fate = [this](const std::string&) { return fate(); };
    }

    /// One document's life: written by all, decided by both offices, over a bad network.
    void live() {
        bad_network = true;
        document = any_of(random, schools)->new_plan("kế hoạch " + std::to_string(random.below(1'000)));
        for (int step = 0; step < 30; ++step) {
            Machine& machine = *any_of(random, machines);
            if (chance(random, 35))
                (void)machine.sync(); // may fail: that is the point
            else
                act(machine);
        }
    }

    /// A good network again: everybody syncs until nothing is left.
    void settle() {
        bad_network = false;
        for (int round = 0; round < 3; ++round)
            for (const auto& machine : machines) {
                const auto done = machine->sync();
                ASSERT_TRUE(done) << base::name_of(done.error().code);
                ASSERT_FALSE(done->forked) << "nobody copied a disk";
                ASSERT_EQ(done->quarantined, 0u);
            }
        for (const auto& machine : machines) ASSERT_EQ(machine->pending(), 0u);
    }

    void expect_equal() {
        const std::string shown = schools.front()->shown(document);
        ASSERT_FALSE(shown.empty());
        for (Machine* school : schools) ASSERT_EQ(school->shown(document), shown);
        for (Machine* ward : wards) ASSERT_EQ(ward->shown(document), wards.front()->shown(document));
        const auto at_school = office::summary_of(schools.front()->office, document);
        const auto at_ward = office::summary_of(wards.front()->office, document);
        if (at_ward) {
            ASSERT_EQ(at_ward->state, at_school->state);
            ASSERT_EQ(at_ward->state_version, at_school->state_version);
        }
        if (at_school->state == model::DocumentState::draft) {
            ASSERT_EQ(server.shown("truong-a", document), shown);
        }
    }

    void expect_sound() {
        for (const auto& machine : machines) ASSERT_EQ(machine->problems(), std::vector<std::string>{});
        ASSERT_EQ(server.problems(), std::vector<std::string>{});
    }

    base::SeededRandom random;
    ServerBox server;
    std::vector<std::unique_ptr<Machine>> machines;
    std::vector<Machine*> schools;
    std::vector<Machine*> wards;
    base::DocumentId document;
    bool bad_network = false;

  private:
    Fate fate() {
        if (!bad_network) return Fate::arrives;
        const std::uint64_t dice = random.below(100);
        if (dice < 15) return Fate::request_lost;
        if (dice < 30) return Fate::answer_lost;
        return dice < 40 ? Fate::arrives_twice : Fate::arrives;
    }

    // Errors are part of the game: a PC may not know the document yet, or no longer be allowed to.
    void act(Machine& machine) {
        const change::Document seen = machine.read(document);
        const auto nodes = seen.in_order();
        if (nodes.empty() || chance(random, 25)) return decide(machine);
        const base::NodeId node = any_of(random, nodes)->id;
        const base::NodeId root = base::root_node(document);
        const std::string word = "từ" + std::to_string(random.below(10'000));
        office::Workspace& office = machine.office;
        switch (random.below(8)) {
        case 0: (void)office::set_field(office, document, root, "signer_name", word); break;
        case 1: (void)office::set_field(office, document, root, "place_name", word); break;
        case 2: (void)office::add_node(office, document, {root, node, model::ItemRole::topic, "", word, {}}); break;
        case 3: (void)office::hide_node(office, document, node); break;
        case 4: (void)office::move_node(office, document, node, office::Direction::up); break;
        case 5: (void)office::add_comment(office, document, node, word); break;
        default: {
            const std::string before = seen.nodes.at(node).text();
            const std::size_t space = before.find(' ', before.empty() ? 0 : random.below(before.size()));
            const std::string after = space == std::string::npos
                                          ? before + " " + word
                                          : before.substr(0, space + 1) + word + before.substr(space);
            (void)office::set_text(office, document, node, after);
        }
        }
    }
    void decide(Machine& machine) {
        const auto actions = office::possible_actions(machine.office, document);
        if (!actions || actions->empty()) return;
        const model::Action action = any_of(random, *actions);
        // An issued plan is the end of the story; let few come to it.
        const bool last = action == model::Action::issue || action == model::Action::approve;
        if (!last || chance(random, 15)) (void)office::decide(machine.office, document, action, "ghi chú", "người");
    }
};

/// Folders in memory where the system has them: flushing to a disk is not what is tested here, and most of the time.
class MemoryFolders {
  public:
    MemoryFolders() {
        if (const char* set = std::getenv("TMPDIR")) before_ = set;
        std::error_code ignored;
        if (std::filesystem::is_directory("/dev/shm", ignored)) setenv("TMPDIR", "/dev/shm", 1);
    }
    MemoryFolders(const MemoryFolders&) = delete;
    MemoryFolders& operator=(const MemoryFolders&) = delete;
    ~MemoryFolders() {
        if (before_)
            setenv("TMPDIR", before_->c_str(), 1);
        else
            unsetenv("TMPDIR");
    }

  private:
    std::optional<std::string> before_;
};

TEST(Histories, OfThreeToSixPcsOfTwoOfficesEndEqualOverABadNetwork) {
    const std::uint64_t seed = tests::property_seed(121);
    const MemoryFolders folders;
    constexpr int kHistories = 200;
    int lived = 0;

    for (std::uint64_t world = 0; lived < kHistories; ++world) {
        History history(seed * 1'000 + world, 2 + world % 3, 1 + world % 2);
        for (int i = 0; i < 10 && lived < kHistories; ++i, ++lived) {
            SCOPED_TRACE("seed " + std::to_string(seed) + " world " + std::to_string(world) + " history " +
                         std::to_string(i));
            history.live();
            history.settle();
            history.expect_equal();
            if (::testing::Test::HasFatalFailure()) return;
        }
        history.expect_sound();
        if (::testing::Test::HasFatalFailure()) return;
    }
}

} // namespace

} // namespace dongthac
