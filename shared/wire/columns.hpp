#pragma once

// Included by shared/wire/*.cpp only: what serialize.hpp describes, in columns.

#include "shared/wire/column_input.hpp"
#include "shared/wire/serialize.hpp"

namespace cereal {

using dongthac::wire::ColumnInput;
using dongthac::wire::ColumnOutput;

template <class T>
requires dongthac::wire::kUnsignedOnWire<T>
void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, T& value) { value = in.number_as<T>(); }
template <class T>
requires dongthac::wire::kUnsignedOnWire<T>
void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const T& value) { out.number(value); }
inline void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, std::int64_t& value) {
    value = dongthac::wire::unzigzag(in.number());
}
inline void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const std::int64_t& value) {
    out.number(dongthac::wire::zigzag(value));
}
inline void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, bool& value) {
    const std::uint64_t read = in.number();
    if (read > 1) throw dongthac::wire::BadInput("flag");
    value = read == 1;
}
inline void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const bool& value) { out.number(value ? 1 : 0); }
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, BinaryData<T>& data) {
    in.raw(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const BinaryData<T>& data) {
    out.raw(data.data, static_cast<std::size_t>(data.size));
}
inline void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, std::string& text) { in.text(text); }
inline void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const std::string& text) { out.text(text); }
inline void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, dongthac::base::Bytes& bytes) { in.bytes(bytes); }
inline void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const dongthac::base::Bytes& bytes) { out.bytes(bytes); }
inline void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, std::vector<std::string>& list) { in.list(list); }
inline void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const std::vector<std::string>& list) { out.list(list); }
template <class Tag>
void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, dongthac::base::Id<Tag>& id) {
    id.bytes = in.id();
}
template <class Tag>
void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const dongthac::base::Id<Tag>& id) {
    out.id(id.bytes);
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const std::vector<T>& list) {
    out.count(list.size());
    for (const T& element : list) out.inside(0, [&] { out(element); });
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, std::vector<T>& list) {
    const std::size_t size = in.count();
    list.clear();
    for (std::size_t i = 0; i < size; ++i) {
        T element;
        in.inside(0, [&] { in(element); });
        if (in.keeps()) list.push_back(std::move(element));
    }
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const std::optional<T>& maybe) {
    out.number(maybe ? 1 : 0);
    if (maybe) out.inside(0, [&] { out(*maybe); });
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, std::optional<T>& maybe) {
    const std::uint64_t there = in.number();
    if (there > 1) throw dongthac::wire::BadInput("flag");
    maybe.reset();
    if (there == 0) return;
    T value{};
    in.inside(0, [&] { in(value); });
    maybe = std::move(value);
}

template <RegisterValue V>
void CEREAL_SAVE_FUNCTION_NAME(ColumnOutput& out, const V& value) {
    out.number(value.index());
    out.inside(value.index(), [&] {
        std::visit(
            [&](const auto& held) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(held)>, dongthac::model::NotStated>) out(held);
            },
            value);
    });
}

template <RegisterValue V>
void CEREAL_LOAD_FUNCTION_NAME(ColumnInput& in, V& value) {
    const std::uint64_t tag = in.number();
    in.inside(static_cast<std::size_t>(tag < std::variant_size_v<V> ? tag : 0), [&] {
        switch (tag) {
        case 0: value = dongthac::model::NotStated{}; return;
        case 1: in(value.template emplace<std::string>()); return;
        case 2: in(value.template emplace<std::int64_t>()); return;
        case 3: in(value.template emplace<bool>()); return;
        case 4: in(value.template emplace<dongthac::text::Date>()); return;
        case 5: in(value.template emplace<std::vector<std::string>>()); return;
        default: throw dongthac::wire::BadInput("value tag");
        }
    });
}

} // namespace cereal

CEREAL_REGISTER_ARCHIVE(dongthac::wire::ColumnInput)
CEREAL_REGISTER_ARCHIVE(dongthac::wire::ColumnOutput)
CEREAL_SETUP_ARCHIVE_TRAITS(dongthac::wire::ColumnInput, dongthac::wire::ColumnOutput)
