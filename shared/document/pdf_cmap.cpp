#include "shared/document/pdf_cmap.hpp"

#include <algorithm>

#include "shared/document/pdf_content.hpp"
#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

using Kind = PdfOperand::Kind;

constexpr std::size_t kMostCodes = 0x20000; ///< twice what two bytes can say
constexpr std::size_t kMostRanges = 10'000;

std::uint32_t value_of(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

/// The text `steps` after the first of a range: its last code unit is counted up.
std::string counted_up(std::string first, std::uint32_t steps) {
    if (first.empty()) return {};
    std::uint32_t carry = steps;
    for (std::size_t i = first.size(); i-- > 0 && carry > 0;) {
        carry += static_cast<unsigned char>(first[i]);
        first[i] = static_cast<char>(carry & 0xFF);
        carry >>= 8;
    }
    return from_utf16be(first);
}

} // namespace

std::string from_utf16be(std::string_view bytes) {
    std::string utf8;
    if (bytes.size() == 1) text::append_utf8(utf8, static_cast<unsigned char>(bytes[0]));
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t unit = value_of(bytes.substr(at, 2));
        if (unit >= 0xD800 && unit < 0xDC00 && at + 3 < bytes.size()) {
            const char32_t low = value_of(bytes.substr(at + 2, 2));
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (unit != 0 && unit != 0xFEFF) text::append_utf8(utf8, unit);
    }
    return utf8;
}

PdfCMap PdfCMap::parse(std::string_view program) {
    PdfCMap map;
    PdfContent content(program);
    while (const auto operation = content.next()) {
        const auto& operands = operation->operands;
        const auto text = [&](std::size_t i) -> std::string_view { return operands[i].text; };
        const auto add = [&](std::uint32_t code, std::string letters) {
            if (map.texts_.size() < kMostCodes && !letters.empty()) map.texts_.emplace(code, std::move(letters));
        };
        if (operation->name == "endcodespacerange") {
            for (std::size_t i = 0; i + 1 < operands.size() && map.spaces_.size() < kMostRanges; i += 2)
                if (const std::size_t size = text(i).size(); size >= 1 && size <= 4 && size == text(i + 1).size())
                    map.spaces_.push_back({size, value_of(text(i)), value_of(text(i + 1))});
        } else if (operation->name == "endbfchar") {
            for (std::size_t i = 0; i + 1 < operands.size(); i += 2) add(value_of(text(i)), from_utf16be(text(i + 1)));
        } else if (operation->name == "endbfrange") {
            for (std::size_t i = 0; i + 2 < operands.size(); i += 3) {
                const std::uint32_t low = value_of(text(i));
                const std::uint32_t count = std::min<std::uint32_t>(value_of(text(i + 1)) - low, 0xFFFF);
                if (value_of(text(i + 1)) < low) continue;
                const PdfOperand& to = operands[i + 2];
                for (std::uint32_t step = 0; step <= count && map.texts_.size() < kMostCodes; ++step)
                    if (to.kind != Kind::list) {
                        add(low + step, counted_up(to.text, step));
                    } else if (step < to.items.size()) {
                        add(low + step, from_utf16be(to.items[step].text));
                    } else {
                        break;
                    }
            }
        } else if (operation->name == "endcidrange") {
            for (std::size_t i = 0; i + 2 < operands.size() && map.cids_.size() < kMostRanges; i += 3)
                map.cids_.push_back(
                    {value_of(text(i)), value_of(text(i + 1)), static_cast<std::uint32_t>(operation->number(i + 2))});
        } else if (operation->name == "endcidchar") {
            for (std::size_t i = 0; i + 1 < operands.size() && map.cids_.size() < kMostRanges; i += 2)
                map.cids_.push_back(
                    {value_of(text(i)), value_of(text(i)), static_cast<std::uint32_t>(operation->number(i + 1))});
        }
    }
    return map;
}

const std::string* PdfCMap::text_of(std::uint32_t code) const {
    const auto found = texts_.find(code);
    return found == texts_.end() ? nullptr : &found->second;
}

std::uint32_t PdfCMap::cid_of(std::uint32_t code) const {
    const auto found =
        std::ranges::find_if(cids_, [&](const CidRange& range) { return code >= range.low && code <= range.high; });
    return found == cids_.end() ? code : found->cid + (code - found->low);
}

std::size_t PdfCMap::length_at(std::string_view bytes, std::size_t at, std::size_t otherwise) const {
    const std::string_view rest = bytes.substr(at);
    for (std::size_t size = 1; size <= std::min<std::size_t>(4, rest.size()); ++size) {
        const std::uint32_t code = value_of(rest.substr(0, size));
        for (const CodeSpace& space : spaces_)
            if (space.bytes == size && code >= space.low && code <= space.high) return size;
    }
    return std::min(otherwise, rest.size());
}

} // namespace dongthac::document
