#pragma once

#include <string>
#include <vector>

#include "shared/base/random.hpp"
#include "shared/change/change.hpp"
#include "tests/support/property.hpp"

namespace dongthac::tests {

/// Changes of one replica with every kind of payload and every odd value a frame may hold.
class RandomChanges {
  public:
    explicit RandomChanges(std::uint64_t seed) : random(seed), replica_(base::new_id<base::ReplicaId>(random)) {}

    [[nodiscard]] std::vector<change::Change> batch(std::size_t count) {
        std::vector<change::Change> changes;
        for (std::size_t i = 0; i < count; ++i) changes.push_back(next(changes));
        return changes;
    }

    [[nodiscard]] std::string words() {
        static const std::vector<std::string> kWords = {"",  "kế", "hoạch", "trường",
                                                        "Đ", "\n", "0",     "an toàn giao thông"};
        std::string text;
        for (std::uint64_t i = random.below(4); i > 0; --i) text += any_of(random, kWords);
        return text;
    }
    [[nodiscard]] std::vector<std::string> list() {
        std::vector<std::string> items(random.below(4));
        for (std::string& item : items) item = words();
        return items;
    }
    [[nodiscard]] base::Bytes bytes(std::size_t size) {
        base::Bytes out(size);
        random.fill(out);
        return out;
    }
    [[nodiscard]] model::Value value() {
        switch (random.below(6)) {
        case 0: return {};
        case 1: return words();
        case 2: return static_cast<std::int64_t>(number()) * (chance(random, 50) ? 1 : -1);
        case 3: return chance(random, 50);
        case 4: return text::Date{static_cast<int>(1900 + random.below(300)), 2, 28};
        default: return list();
        }
    }
    /// Small, large and at the edges of a varint byte.
    [[nodiscard]] std::uint64_t number() {
        static const std::vector<std::uint64_t> kNumbers = {0,      1,      127,        128,
                                                            16'383, 16'384, 1ull << 32, (1ull << 62) - 1};
        return any_of(random, kNumbers);
    }

    base::SeededRandom random;

  private:
    template <class AnyId>
    [[nodiscard]] AnyId id() {
        return chance(random, 10) ? AnyId{} : base::new_id<AnyId>(random);
    }
    [[nodiscard]] base::ChangeId change_id() { return {id<base::ReplicaId>(), number()}; }

    [[nodiscard]] change::Payload payload() {
        using namespace change;
        switch (random.below(11)) {
        case 0: return CreateDocument{2, words(), id<DocumentId>(), 1};
        case 1: return CreateNode{id<NodeId>(), id<NodeId>(), words(), words(), words(), list(), list()};
        case 2: return SetField{id<NodeId>(), 500, value(), {change_id(), change_id()}};
        case 3: return EditText{id<NodeId>(), {{number(), number(), list()}, {0, 0, {}}}};
        case 4: return HideNode{id<NodeId>()};
        case 5: return ShowNode{id<NodeId>()};
        case 6: return Comment{id<NodeId>(), words(), words()};
        case 7: {
            Transition step;
            step.action = static_cast<model::Action>(random.below(7));
            step.to = static_cast<model::DocumentState>(random.below(9));
            step.expects_version = static_cast<std::uint32_t>(number());
            step.org = words();
            step.note = words();
            step.snapshot = bytes(random.below(20));
            step.draft_changes = number();
            return step;
        }
        case 8:
            return PutOrganisation{{words(), words(), "school", "", words(), "", "", {{}, text::Date{2025, 6, 30}}}};
        case 9: return PutRelation{{words(), words(), "professional", {text::Date{2025, 7, 1}, {}}, words()}};
        default: {
            model::Device device;
            device.id = id<base::DeviceId>();
            device.roles = {model::Role::editor, model::Role::officer};
            device.name = words();
            if (chance(random, 50)) device.revoked_after = number();
            return PutDevice{device};
        }
        }
    }

    [[nodiscard]] change::Change next(const std::vector<change::Change>& before) {
        change::Change change;
        counter_ += 1 + random.below(3);
        change.id = {replica_, counter_};
        change.payload = payload();
        change.kind = static_cast<std::uint16_t>(kind_of(change.payload));
        change.schema = change.min_reader = change::schema_of(change.payload);
        if (chance(random, 10)) { // a kind of tomorrow
            change.kind = static_cast<std::uint16_t>(1'000 + random.below(60'000));
            change.payload = change::Unknown{bytes(random.below(30))};
            change.schema = 2;
        } else if (chance(random, 10)) { // a known kind that asks for a newer program
            change.schema = change.min_reader = change::kSchema + 1;
            change.payload = change::Unknown{bytes(random.below(30))};
        }
        const bool same = !before.empty() && chance(random, 60);
        change.document = same ? before.back().document : id<base::DocumentId>();
        change.lamport = number();
        change.wall_ms = static_cast<std::int64_t>(number()) - 1'000'000;
        if (chance(random, 20)) change.time_token = bytes(72);
        if (!before.empty() && chance(random, 50))
            change.parents = {before.back().id};
        else
            for (std::uint64_t i = random.below(3); i > 0; --i) change.parents.push_back(change_id());
        return change;
    }

    base::ReplicaId replica_;
    std::uint64_t counter_ = 0;
};

} // namespace dongthac::tests
