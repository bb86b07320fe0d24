#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/base/random.hpp"
#include "shared/change/text_merge.hpp"
#include "tests/support/property.hpp"

namespace dongthac::tests {

/// Text events as a few authors would make them who hear of each other now and then, with what the events borrow.
struct RandomHistory {
    /// Every token typed is another one when `tokens` is unique; `t0` to `t3` otherwise.
    enum class Tokens { unique, repeated };

    RandomHistory(base::Random& random, std::size_t authors, std::size_t count, Tokens tokens = Tokens::unique) {
        struct Draft {
            std::uint64_t lamport;
            std::uint8_t replica;
            std::uint64_t counter;
            std::set<std::size_t> parents; // as drafted
            std::vector<text::TokenHunk> hunks;
        };
        std::vector<Draft> drafts;
        std::vector<std::set<std::size_t>> heads(authors);
        std::vector<std::set<std::size_t>> known(authors);
        std::vector<std::set<std::size_t>> past(count);
        const std::uint64_t meetings = 5 + random.below(60);
        const auto learn = [&](std::size_t author, const std::set<std::size_t>& news) {
            known[author].insert(news.begin(), news.end());
            heads[author].clear();
            for (const std::size_t event : known[author])
                if (std::ranges::none_of(known[author], [&](std::size_t other) { return past[other].contains(event); }))
                    heads[author].insert(event);
        };
        const bool starts_together = random.below(3) != 0;
        const std::uint64_t reach = 4 + random.below(30);
        for (std::size_t i = 0; i < count; ++i) {
            const auto author = static_cast<std::size_t>(random.below(authors));
            Draft draft{1, static_cast<std::uint8_t>(author + 1), i + 1, heads[author], {}};
            for (const std::size_t event : known[author])
                draft.lamport = std::max(draft.lamport, drafts[event].lamport + 1);
            for (std::uint64_t hunk = random.below(5) == 0 ? random.below(3) : 1; hunk > 0; --hunk)
                draft.hunks.push_back(some_hunk(random, reach, tokens));
            if (i == 0 && starts_together) draft.hunks = {{0, 0, some_tokens(random, 12, tokens)}};
            past[i] = known[author];
            drafts.push_back(std::move(draft));
            learn(author, {i});
            if (i == 0 && starts_together)
                for (std::size_t other = 0; other < authors; ++other) learn(other, {0});
            if (chance(random, meetings)) {
                const auto other = static_cast<std::size_t>(random.below(authors));
                learn(other, known[author]);
            }
        }

        std::vector<std::size_t> order(count);
        for (std::size_t i = 0; i < count; ++i) order[i] = i;
        std::ranges::sort(order, {}, [&](std::size_t i) { return std::tie(drafts[i].lamport, drafts[i].replica); });
        std::vector<std::uint32_t> number(count);
        for (std::uint32_t at = 0; at < count; ++at) number[order[at]] = at;
        for (const std::size_t i : order) hunks.push_back(std::move(drafts[i].hunks));
        for (std::size_t at = 0; at < count; ++at) {
            const Draft& draft = drafts[order[at]];
            change::TextEvent event;
            event.id.replica.bytes[0] = draft.replica;
            event.id.counter = draft.counter;
            event.lamport = draft.lamport;
            event.hunks = hunks[at];
            for (const std::size_t parent : draft.parents) event.parents.push_back(number[parent]);
            std::ranges::sort(event.parents);
            events.push_back(std::move(event));
        }
    }
    RandomHistory(const RandomHistory&) = delete;
    RandomHistory& operator=(const RandomHistory&) = delete;

    std::vector<std::vector<text::TokenHunk>> hunks;
    std::vector<change::TextEvent> events;

  private:
    std::vector<std::string> some_tokens(base::Random& random, std::uint64_t count, Tokens tokens) {
        std::vector<std::string> out;
        for (; count > 0; --count)
            out.push_back(tokens == Tokens::unique ? "w" + std::to_string(++typed_)
                                                   : "t" + std::to_string(random.below(4)));
        return out;
    }

    text::TokenHunk some_hunk(base::Random& random, std::uint64_t reach, Tokens tokens) {
        std::size_t position = chance(random, 3) ? SIZE_MAX - random.below(3) : random.below(reach);
        if (chance(random, 30)) position = last_ + random.below(2); // typing on, or backwards
        const std::size_t removed = chance(random, 2) ? SIZE_MAX : chance(random, 40) ? random.below(5) : 0;
        std::vector<std::string> inserted = some_tokens(random, random.below(4), tokens);
        last_ = position;
        return {position, removed, std::move(inserted)};
    }

    std::size_t last_ = 0;
    std::uint64_t typed_ = 0;
};

} // namespace dongthac::tests
