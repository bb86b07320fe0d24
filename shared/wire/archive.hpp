#pragma once

// Included by shared/wire/*.cpp only: cereal costs about two seconds a file (TRAPS, cereal).

#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include <cereal/cereal.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/set.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include "shared/base/bytes.hpp"
#include "shared/base/ids.hpp"

namespace dongthac::wire {

using RawId = std::array<std::uint8_t, 16>;

/// The 128-bit ids of one segment or message, each written once; everything else names them by index.
class IdTable {
  public:
    [[nodiscard]] std::uint64_t index_of(const RawId& id);
    [[nodiscard]] const std::vector<RawId>& ids() const { return ids_; }
    void add(const RawId& id);

  private:
    static constexpr std::size_t kFew = 24; ///< so many are found faster by looking at each
    std::vector<RawId> ids_;
    std::map<RawId, std::uint64_t> index_; ///< empty while they are few
};

/// What outside bytes may cost before they are refused. Items are elements of lists; characters count as memory only.
struct Limits {
    std::size_t max_depth = 32;
    std::size_t max_items = 5'000'000;
    std::size_t max_alloc = std::size_t{256} << 20;
};

/// What has been used up of a budget. The frames of one segment share one: each alone could be within its limits.
struct Spent {
    std::size_t items = 0;
    std::size_t alloc = 0;
};

struct BadInput : cereal::Exception {
    using cereal::Exception::Exception;
};

/// cereal output: varints (signed ones zigzag), length-prefixed strings, ids by index. Same value, same bytes.
class PackedOutput : public cereal::OutputArchive<PackedOutput, cereal::AllowEmptyClassElision> {
  public:
    static constexpr bool kIsColumns = false;

    PackedOutput(base::Bytes& out, IdTable& ids)
        : cereal::OutputArchive<PackedOutput, cereal::AllowEmptyClassElision>(this), out_(out), ids_(ids) {}

    void number(std::uint64_t value);
    void raw(const void* data, std::size_t size);
    void id(const RawId& id) { number(ids_.index_of(id)); }
    /// Version of the unit that is written or read (coding.hpp).
    std::uint64_t version = 1;

  private:
    base::Bytes& out_;
    IdTable& ids_;
};

/// cereal input over borrowed bytes that may be hostile. Counts are compared with the bytes left before anything is
/// resized; depth, items and memory have budgets. Throws BadInput; callers in this folder turn that into bad_bytes.
class BoundedInput : public cereal::InputArchive<BoundedInput, cereal::AllowEmptyClassElision> {
  public:
    static constexpr bool kIsColumns = false;

    /// `spent` is borrowed.
    BoundedInput(base::ByteSpan in, const IdTable& ids, Spent& spent, Limits limits = {})
        : cereal::InputArchive<BoundedInput, cereal::AllowEmptyClassElision>(this), in_(in), ids_(ids), spent_(spent),
          limits_(limits) {}

    [[nodiscard]] std::uint64_t number();
    template <class Unsigned>
    [[nodiscard]] Unsigned number_as() {
        const std::uint64_t value = number();
        if (value > static_cast<std::uint64_t>(static_cast<Unsigned>(-1))) throw BadInput("number out of range");
        return static_cast<Unsigned>(value);
    }
    void raw(void* data, std::size_t size);
    [[nodiscard]] base::ByteSpan take(std::size_t size);
    /// How many elements follow.
    [[nodiscard]] std::size_t count();
    /// How many bytes of text or data follow.
    [[nodiscard]] std::size_t length();
    [[nodiscard]] RawId id();
    void enter();
    void leave() { --depth_; }
    void charge(std::size_t bytes);
    [[nodiscard]] std::size_t left() const { return in_.size(); }
    void finish() const {
        if (!in_.empty()) throw BadInput("trailing bytes");
    }
    /// Version of the unit that is written or read (coding.hpp).
    std::uint64_t version = 1;

  private:
    base::ByteSpan in_;
    const IdTable& ids_;
    Spent& spent_;
    Limits limits_;
    std::size_t depth_ = 0;
};

/// Whether the unit at hand has the fields that came with `version`.
template <class Archive>
[[nodiscard]] bool is_since(const Archive& archive, std::uint64_t version) {
    return archive.version >= version;
}

/// Integers that may cross the wire: unsigned of any width, and int64.
template <class T>
inline constexpr bool kUnsignedOnWire = std::is_unsigned_v<T> && !std::is_same_v<T, bool>;

constexpr std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

} // namespace dongthac::wire

namespace cereal {

using dongthac::wire::BoundedInput;
using dongthac::wire::PackedOutput;

template <class T>
requires dongthac::wire::kUnsignedOnWire<T>
void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, T& value) { value = in.number_as<T>(); }
template <class T>
requires dongthac::wire::kUnsignedOnWire<T>
void CEREAL_SAVE_FUNCTION_NAME(PackedOutput& out, const T& value) { out.number(value); }
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, std::int64_t& value) {
    value = dongthac::wire::unzigzag(in.number());
}
inline void CEREAL_SAVE_FUNCTION_NAME(PackedOutput& out, const std::int64_t& value) {
    out.number(dongthac::wire::zigzag(value));
}
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, bool& value) {
    const std::uint64_t read = in.number();
    if (read > 1) throw dongthac::wire::BadInput("flag");
    value = read == 1;
}
inline void CEREAL_SAVE_FUNCTION_NAME(PackedOutput& out, const bool& value) { out.number(value ? 1 : 0); }
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(BoundedInput& in, NameValuePair<T>& pair) {
    in(pair.value);
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(PackedOutput& out, NameValuePair<T>& pair) {
    out(pair.value);
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(BoundedInput& in, SizeTag<T>& tag) {
    tag.size = static_cast<std::decay_t<decltype(tag.size)>>(in.count());
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(PackedOutput& out, SizeTag<T>& tag) {
    out.number(tag.size);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, BinaryData<T>& data) {
    in.raw(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(PackedOutput& out, const BinaryData<T>& data) {
    out.raw(data.data, static_cast<std::size_t>(data.size));
}
// Text and data are as long as their bytes; cereal's own functions would count each of them as an element.
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, std::string& text) {
    text.resize(in.length());
    in.raw(text.data(), text.size());
}
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, dongthac::base::Bytes& bytes) {
    bytes.resize(in.length());
    in.raw(bytes.data(), bytes.size());
}
template <class Tag>
void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, dongthac::base::Id<Tag>& id) {
    id.bytes = in.id();
}
template <class Tag>
void CEREAL_SAVE_FUNCTION_NAME(PackedOutput& out, const dongthac::base::Id<Tag>& id) {
    out.id(id.bytes);
}

// Every class on the way in counts towards depth and memory.
template <class T, traits::EnableIf<std::is_class<T>::value> = traits::sfinae>
void prologue(BoundedInput& in, const T&) {
    in.enter();
    in.charge(sizeof(T));
}
template <class T, traits::EnableIf<std::is_class<T>::value> = traits::sfinae>
void epilogue(BoundedInput& in, const T&) {
    in.leave();
}

} // namespace cereal

CEREAL_REGISTER_ARCHIVE(dongthac::wire::BoundedInput)
CEREAL_REGISTER_ARCHIVE(dongthac::wire::PackedOutput)
CEREAL_SETUP_ARCHIVE_TRAITS(dongthac::wire::BoundedInput, dongthac::wire::PackedOutput)
