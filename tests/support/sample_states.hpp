#pragma once

#include <algorithm>
#include <vector>

#include "shared/wire/state.hpp"
#include "tests/support/random_changes.hpp"

namespace dongthac::tests {

/// A document with everything a projection may hold, odd values included.
inline wire::StateDocument any_document(RandomChanges& source, std::size_t nodes) {
    const auto id = [&] { return base::new_id<base::NodeId>(source.random); };
    const auto change = [&] {
        return base::ChangeId{base::ReplicaId{{static_cast<std::uint8_t>(source.random.below(3))}}, source.number()};
    };
    wire::StateDocument document;
    document.head.id = base::DocumentId{id().bytes};
    document.head.record = 1;
    document.head.org = "truong-a";
    document.head.heads = {change()};
    document.head.last_snapshot = source.bytes(source.random.below(40));
    document.changed_ms = -5 + static_cast<std::int64_t>(source.number());
    for (std::size_t i = 0; i < nodes; ++i) {
        change::NodeState node;
        node.id = id();
        for (std::uint64_t at = source.random.below(5); at > 0; --at) {
            auto& values = node.fields[static_cast<model::FieldId>(source.random.below(600))].values;
            for (std::uint64_t k = source.random.below(3); k > 0; --k)
                values.push_back({change(), source.number(), source.value()});
        }
        node.tokens = source.list();
        node.hidden = chance(source.random, 30);
        node.absorbed = chance(source.random, 30);
        if (chance(source.random, 30)) {
            node.sequence = source.list();
            node.split_from = id();
            node.broken_in = {id(), id()};
            std::ranges::sort(node.broken_in);
            node.continued_by = {id()};
            node.reviews = {{change(), change()}};
        }
        document.nodes.push_back(std::move(node));
    }
    std::ranges::sort(document.nodes, {}, &change::NodeState::id);
    return document;
}

inline std::vector<wire::StateDocument> any_documents(std::uint64_t seed) {
    RandomChanges source(seed);
    std::vector<wire::StateDocument> documents;
    for (std::uint64_t i = source.random.below(4); i > 0; --i)
        documents.push_back(any_document(source, source.random.below(8)));
    return documents;
}

inline wire::StateHeader header_of(const base::KeyPair& key) {
    return {"truong-a",
            base::device_of(key.public_key()),
            203,
            {{"in/truong-a", 0}, {"own/truong-a", 7}},
            {{"own/truong-a", base::ReplicaId{{1}}, 9, base::sha256({})}}};
}

} // namespace dongthac::tests
