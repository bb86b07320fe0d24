#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.hpp"

/// What tests/fuzz throws bytes at. The same functions run under libFuzzer (scripts/fuzz) and, over the kept corpora,
/// in every test run (tests/fuzz/corpus_test.cpp).
namespace dongthac::fuzz {

/// A promise that did not hold. Thrown, so that libFuzzer stops at it and a test names it.
struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};
inline void promise(bool holds, const char* what) {
    if (!holds) throw Broken(what);
}

/// One thing that takes bytes from outside.
struct Target {
    std::string_view name; ///< also its folder under tests/fuzz/corpus
    /// Must return for any bytes, in time and memory that their number bounds. Throws Broken.
    void (*run)(base::ByteSpan bytes);
    /// Small inputs that reach far into it, made by our own encoders, so that a new format brings new ones.
    std::vector<base::Bytes> (*seeds)();
};

[[nodiscard]] std::span<const Target> wire_targets();
[[nodiscard]] std::span<const Target> channel_targets();
[[nodiscard]] std::span<const Target> merge_targets();
[[nodiscard]] std::span<const Target> text_targets();
[[nodiscard]] std::span<const Target> office_file_targets();
[[nodiscard]] std::span<const Target> state_targets();

/// All of them, each name once.
[[nodiscard]] std::vector<Target> targets();

/// Nothing when no target has that name.
[[nodiscard]] const Target* find_target(std::span<const Target> among, std::string_view name);

/// A text as the bytes of an input.
[[nodiscard]] inline base::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// Turns bytes into choices, so that any bytes are a valid input of a structured target; zeros when they run out.
class Dice {
  public:
    explicit Dice(base::ByteSpan bytes) : bytes_(bytes) {}
    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const std::uint8_t first = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return first;
    }
    /// In [0, bound); 0 when bound is 0.
    [[nodiscard]] std::size_t below(std::size_t bound) { return bound == 0 ? 0 : byte() % bound; }
    [[nodiscard]] bool yes() { return (byte() & 1) != 0; }

  private:
    base::ByteSpan bytes_;
};

} // namespace dongthac::fuzz
