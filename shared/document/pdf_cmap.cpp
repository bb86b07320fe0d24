#include "shared/document/pdf_cmap.hpp"

#include <algorithm>

#include "shared/document/pdf_content.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::document {

namespace {

using Kind = PdfOperand::Kind;

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

bool take_entry(PdfBudget& budget) {
    budget.spent = budget.spent || budget.entries == 0;
    if (budget.entries == 0) return false;
    --budget.entries;
    return true;
}

/// Sorts, and cuts what overlaps so that the range that begins first has the codes.
template <class Range>
void part(std::vector<Range>& ranges) {
    std::ranges::stable_sort(ranges, {}, &Range::low);
    std::size_t kept = 0;
    for (Range& range : ranges) {
        if (kept > 0 && ranges[kept - 1].high >= range.low) {
            if (range.high <= ranges[kept - 1].high) continue;
            range.low = ranges[kept - 1].high + 1;
        }
        if (&ranges[kept] != &range) ranges[kept] = std::move(range);
        ++kept;
    }
    ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(kept), ranges.end());
}

template <class Range>
const Range* find(const std::vector<Range>& ranges, std::uint32_t code) {
    const auto after = std::ranges::upper_bound(ranges, code, {}, &Range::low);
    return after == ranges.begin() || std::prev(after)->high < code ? nullptr : &*std::prev(after);
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

PdfCMap PdfCMap::parse(std::string_view program, PdfBudget& budget) {
    PdfCMap map;
    PdfContent content(program);
    while (const auto operation = content.next()) map.read(operation->name, operation->operands, budget);
    map.sort();
    map.look_at_letters();
    return map;
}

void PdfCMap::read(std::string_view operation, const std::vector<PdfOperand>& operands, PdfBudget& budget) {
    const auto text = [&](std::size_t i) -> const std::string& { return operands[i].text; };
    const auto single = [&](std::uint32_t code, const std::string& bytes) {
        if (!bytes.empty() && take_entry(budget)) single_.push_back({{code, code, code}, bytes});
    };
    const auto cid = [&](std::size_t low, std::size_t high, std::size_t to) {
        const double number = operands[to].kind == Kind::number ? operands[to].number : 0;
        if (value_of(text(high)) >= value_of(text(low)) && take_entry(budget))
            cids_.push_back({{value_of(text(low)), value_of(text(high)), value_of(text(low))},
                             static_cast<std::uint32_t>(std::max(number, 0.0))});
    };
    if (operation == "endcodespacerange") {
        for (std::size_t i = 0; i + 1 < operands.size(); i += 2)
            if (const std::size_t size = text(i).size(); size >= 1 && size <= 4 && size == text(i + 1).size() &&
                                                         value_of(text(i)) <= value_of(text(i + 1)) &&
                                                         take_entry(budget))
                spaces_[size - 1].push_back({value_of(text(i)), value_of(text(i + 1)), value_of(text(i))});
    } else if (operation == "endbfchar") {
        for (std::size_t i = 0; i + 1 < operands.size(); i += 2) single(value_of(text(i)), text(i + 1));
    } else if (operation == "endbfrange") {
        for (std::size_t i = 0; i + 2 < operands.size(); i += 3) {
            const std::uint32_t low = value_of(text(i));
            const std::uint32_t high = value_of(text(i + 1));
            const PdfOperand& to = operands[i + 2];
            if (high < low) continue;
            if (to.kind != Kind::list) {
                if (!to.text.empty() && take_entry(budget))
                    ranges_.push_back({{low, low + std::min<std::uint32_t>(high - low, 0xFFFF), low}, to.text});
            } else {
                for (std::uint32_t step = 0; step < to.items.size() && step <= high - low; ++step)
                    single(low + step, to.items[step].text);
            }
        }
    } else if (operation == "endcidrange") {
        for (std::size_t i = 0; i + 2 < operands.size(); i += 3) cid(i, i + 1, i + 2);
    } else if (operation == "endcidchar") {
        for (std::size_t i = 0; i + 1 < operands.size(); i += 2) cid(i, i, i + 1);
    }
}

void PdfCMap::sort() {
    part(single_);
    part(ranges_);
    part(cids_);
    for (std::vector<Codes>& spaces : spaces_) part(spaces);
}

std::optional<std::string> PdfCMap::text_of(std::uint32_t code) const {
    const TextRange* found = find(single_, code);
    if (found == nullptr) found = find(ranges_, code);
    if (found == nullptr) return std::nullopt;
    std::string text = counted_up(found->bytes, code - found->first);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void PdfCMap::look_at_letters() {
    const auto vietnamese = [](const TextRange& range) {
        return text::is_beyond_western(counted_up(range.bytes, range.low - range.first)) ||
               text::is_beyond_western(counted_up(range.bytes, range.high - range.first));
    };
    vietnamese_ = std::ranges::any_of(single_, vietnamese) || std::ranges::any_of(ranges_, vietnamese);
    std::size_t same = 0, other = 0;
    for (std::uint32_t code = 0x21; code < 0x7F; ++code)
        if (const auto said = text_of(code)) ++(*said == std::string(1, static_cast<char>(code)) ? same : other);
    if (same + other > 0) leaves_ascii_ = same > 2 * other;
}

std::uint32_t PdfCMap::cid_of(std::uint32_t code) const {
    const CidRange* found = find(cids_, code);
    return found == nullptr ? code : found->cid + (code - found->first);
}

std::size_t PdfCMap::length_at(std::string_view bytes, std::size_t at, std::size_t otherwise) const {
    const std::string_view rest = bytes.substr(at, spaces_.size());
    for (std::size_t size = 1; size <= rest.size(); ++size)
        if (find(spaces_[size - 1], value_of(rest.substr(0, size))) != nullptr) return size;
    return std::min(otherwise, rest.size());
}

} // namespace dongthac::document
