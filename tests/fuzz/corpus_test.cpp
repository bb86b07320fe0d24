#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/property.hpp"

// The functions scripts/fuzz runs under libFuzzer, here over the kept corpora and a fixed number of mutations of them.

namespace dongthac::fuzz {

namespace {

constexpr int kMutations = 2'000;
constexpr std::size_t kLargest = 8'192;

std::vector<base::Bytes> corpus_of(const Target& target) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(DONGTHAC_CORPUS) / target.name))
        files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<base::Bytes> corpus;
    for (const auto& file : files) {
        const std::string content = base::read_file(file, 1u << 20).value();
        const base::ByteSpan bytes = base::as_bytes(content);
        corpus.emplace_back(bytes.begin(), bytes.end());
    }
    return corpus;
}

/// What fuzzers do: flip, overwrite, cut, insert, repeat, and splice with another input.
base::Bytes mutated(base::Random& random, const std::vector<base::Bytes>& corpus) {
    base::Bytes bytes = tests::any_of(random, corpus);
    for (std::uint64_t edits = 1 + random.below(4); edits > 0; --edits) {
        const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size() + 1));
        switch (random.below(6)) {
        case 0: bytes.resize(static_cast<std::size_t>(at)); break;
        case 1: bytes.insert(bytes.begin() + at, static_cast<std::uint8_t>(random.below(256))); break;
        case 2: {
            const base::Bytes& other = tests::any_of(random, corpus);
            const auto from = static_cast<std::ptrdiff_t>(random.below(other.size() + 1));
            bytes.insert(bytes.begin() + at, other.begin() + from, other.end());
            break;
        }
        case 3:
            for (std::ptrdiff_t i = at; i < std::min(at + 8, std::ssize(bytes)); ++i) bytes[i] = 0xff;
            break;
        case 4:
            if (at < std::ssize(bytes)) bytes[at] = static_cast<std::uint8_t>(random.below(256));
            break;
        default:
            if (at < std::ssize(bytes)) bytes[at] ^= static_cast<std::uint8_t>(1u << random.below(8));
        }
    }
    bytes.resize(std::min(bytes.size(), kLargest));
    return bytes;
}

std::string hex(const base::Bytes& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

class FuzzCorpus : public ::testing::TestWithParam<std::string> {
  protected:
    FuzzCorpus() : all_(targets()), target_(*find_target(all_, GetParam())), corpus_(corpus_of(target_)) {}
    std::vector<Target> all_;
    const Target& target_;
    std::vector<base::Bytes> corpus_;
};

TEST_P(FuzzCorpus, HoldsItsPromisesOnEveryKeptInput) {
    ASSERT_FALSE(corpus_.empty()) << "scripts/fuzz --seeds makes the first ones";

    for (const base::Bytes& bytes : corpus_) EXPECT_NO_THROW(target_.run(bytes)) << hex(bytes);
}

TEST_P(FuzzCorpus, HoldsItsPromisesOnMutationsOfThem) {
    base::SeededRandom random(tests::property_seed(20261121));

    for (int i = 0; i < kMutations; ++i) {
        const base::Bytes bytes = mutated(random, corpus_);
        ASSERT_NO_THROW(target_.run(bytes)) << hex(bytes);
    }
}

TEST_P(FuzzCorpus, HoldsItsPromisesOnWhatTheEncodersMakeToday) {
    for (const base::Bytes& bytes : target_.seeds()) EXPECT_NO_THROW(target_.run(bytes)) << hex(bytes);
}

std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const Target& target : targets()) names.emplace_back(target.name);
    return names;
}

INSTANTIATE_TEST_SUITE_P(Targets, FuzzCorpus, ::testing::ValuesIn(names()),
                         [](const auto& named) { return named.param; });

TEST(FuzzTargets, ABrokenPromiseIsSeen) {
    static const Target kBroken = {"broken", [](base::ByteSpan bytes) { promise(bytes.size() != 3, "three bytes"); },
                                   nullptr};

    EXPECT_NO_THROW(kBroken.run(base::Bytes(2)));
    EXPECT_THROW(kBroken.run(base::Bytes(3)), Broken);
}

} // namespace

} // namespace dongthac::fuzz
