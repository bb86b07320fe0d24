#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "shared/change/change.hpp"
#include "shared/wire/segment.hpp"
#include "tests/support/property.hpp"

namespace dongthac::tests {

/// What somebody on the way, or a server that lies, may do to a stream of segments.
enum class Attack { edit, drop, reorder, replay, truncate, forge };
inline constexpr Attack kAttacks[] = {Attack::edit,   Attack::drop,     Attack::reorder,
                                      Attack::replay, Attack::truncate, Attack::forge};
inline std::string_view name_of(Attack attack) {
    static constexpr std::string_view kNames[] = {"edit", "drop", "reorder", "replay", "truncate", "forge"};
    return kNames[static_cast<std::size_t>(attack)];
}

/// 10,000 of each attack, or what DONGTHAC_TAMPERINGS says; the test fails when that is none, for it would prove
/// nothing.
inline std::size_t tamperings(std::size_t usual = 10'000) {
    const char* wanted = std::getenv("DONGTHAC_TAMPERINGS");
    const std::size_t variants = wanted == nullptr ? usual : std::strtoull(wanted, nullptr, 10);
    EXPECT_GT(variants, 0u) << "DONGTHAC_TAMPERINGS=" << wanted << " tries nothing";
    return variants;
}

/// The chain of one PC in one feed, as it is to arrive, and all that an attacker needs.
struct GenuineChain {
    GenuineChain(std::string in, const base::KeyPair& author, base::Random& random)
        : feed(std::move(in)), key(author), replica(base::new_id<base::ReplicaId>(random)),
          attacker(base::KeyPair::generate(random)), random_(random) {}

    /// At least so many segments from now on.
    void grow(std::size_t length) {
        while (segments.size() < length) {
            std::vector<change::Change> changes;
            const std::uint64_t count = 1 + random_.below(3);
            const auto document = base::new_id<base::DocumentId>(random_);
            for (std::uint64_t j = 0; j < count; ++j) changes.push_back(remark(++counter_, document, "bài gốc"));
            segments.push_back(wire::seal(feed, changes, key, hash_before(segments.size())));
            hashes.push_back(wire::chain_hash(segments.back(), hash_before(hashes.size())));
        }
    }

    [[nodiscard]] change::Change remark(std::uint64_t counter, const base::DocumentId& document,
                                        std::string words) const {
        change::Change change;
        change.payload = change::Comment{base::root_node(document), std::move(words), "truong"};
        change.id = {replica, counter};
        change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
        change.document = document;
        change.lamport = counter;
        return change;
    }
    [[nodiscard]] base::Hash hash_before(std::size_t at) const { return at == 0 ? base::Hash{} : hashes[at - 1]; }

    std::string feed;
    base::KeyPair key;
    base::ReplicaId replica;
    base::KeyPair attacker;
    std::vector<base::Bytes> segments;
    std::vector<base::Hash> hashes; ///< of the chain behind each

  private:
    base::Random& random_;
    std::uint64_t counter_ = 0;
};

/// The chain from `at` on, `count` segments of it, after one attack. Never the genuine stream itself, nor its
/// beginning.
class Tamperer {
  public:
    Tamperer(GenuineChain& chain, base::Random& random) : chain_(chain), random_(random) {}

    [[nodiscard]] std::vector<base::Bytes> stream(Attack attack, std::size_t at, std::size_t count) {
        chain_.grow(at + 2 * count);
        const auto begin = chain_.segments.begin() + static_cast<std::ptrdiff_t>(at);
        std::vector<base::Bytes> window(begin, begin + static_cast<std::ptrdiff_t>(count));
        const std::vector<base::Bytes> genuine = window;
        const std::size_t place = random_.below(window.size());
        switch (attack) {
        case Attack::edit: edit(window[place]); break;
        case Attack::drop: window.erase(window.begin() + static_cast<std::ptrdiff_t>(random_.below(count - 1))); break;
        case Attack::reorder:
            while (window == genuine)
                for (std::size_t i = window.size() - 1; i > 0; --i) std::swap(window[i], window[random_.below(i + 1)]);
            break;
        case Attack::replay: replay(window, at); break;
        case Attack::truncate: cut(window[place]); break;
        case Attack::forge: window[place] = forged(at + place); break;
        }
        return window;
    }

  private:
    void edit(base::Bytes& bytes) {
        const base::Bytes before = bytes;
        while (bytes == before) {
            const std::size_t place = random_.below(bytes.size());
            switch (random_.below(4)) {
            case 0: bytes[place] ^= static_cast<std::uint8_t>(1 + random_.below(255)); break;
            case 1: bytes[place] ^= static_cast<std::uint8_t>(1u << random_.below(8)); break;
            case 2:
                bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place),
                             static_cast<std::uint8_t>(random_.below(256)));
                break;
            default: bytes.push_back(static_cast<std::uint8_t>(random_.below(256))); break;
            }
        }
    }
    void cut(base::Bytes& bytes) {
        bytes.resize(chance(random_, 50) ? random_.below(bytes.size()) : bytes.size() - 1 - random_.below(8));
    }
    /// Earlier ones again, or one of the window twice, before, between and behind.
    void replay(std::vector<base::Bytes>& window, std::size_t at) {
        const std::uint64_t times = 1 + random_.below(3);
        for (std::uint64_t i = 0; i < times; ++i) {
            const std::size_t first = at - std::min<std::size_t>(at, 20);
            const base::Bytes again = chain_.segments[first + random_.below(at + window.size() - first)];
            window.insert(window.begin() + static_cast<std::ptrdiff_t>(random_.below(window.size() + 1)), again);
        }
    }
    /// Where the signature stands: two seals of the same behind different segments differ nowhere else.
    template <class Bytes>
    [[nodiscard]] auto signature_of(Bytes& bytes, const std::vector<change::Change>& changes) const {
        const auto behind = [&](std::uint8_t other) {
            return wire::seal(chain_.feed, changes, chain_.key, base::Hash{other});
        };
        const base::Bytes one = behind(1);
        std::ptrdiff_t place = std::ranges::mismatch(one, behind(2)).in1 - one.begin();
        place = std::min(place, std::ranges::mismatch(one, behind(3)).in1 - one.begin());
        place = std::min(place, std::ranges::mismatch(one, behind(4)).in1 - one.begin());
        return bytes.begin() + place;
    }

    /// In the author's name by one who has not the author's key.
    [[nodiscard]] base::Bytes forged(std::size_t at) {
        const base::Bytes& genuine = chain_.segments[at];
        const wire::SegmentHeader header = wire::read_header(genuine).value();
        const std::vector changes{chain_.remark(header.first, header.documents.front(), "bài giả")};
        base::Bytes bytes = wire::seal(chain_.feed, changes, chain_.attacker, chain_.hash_before(at));
        const std::uint64_t how = random_.below(4);
        if (how == 0) return bytes; // as a device of its own
        if (how == 1) {             // the genuine one with a signature of the attacker's own
            base::Bytes signed_anew = genuine;
            const auto signature = signature_of(bytes, changes);
            std::copy_n(signature, 64, signature_of(signed_anew, wire::open(genuine).value()));
            return signed_anew;
        }
        if (how == 2) // with the genuine signature over something else
            std::copy_n(signature_of(genuine, wire::open(genuine).value()), 64, signature_of(bytes, changes));
        const base::DeviceId mine = base::device_of(chain_.attacker.public_key());
        const base::DeviceId author = base::device_of(chain_.key.public_key());
        std::ranges::copy(author.bytes, std::ranges::search(bytes, mine.bytes).begin());
        return bytes;
    }
    GenuineChain& chain_;
    base::Random& random_;
};

} // namespace dongthac::tests
