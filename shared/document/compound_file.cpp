#include "shared/document/compound_file.hpp"

#include <algorithm>

namespace dongthac::document {

namespace {

constexpr std::string_view kSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::uint32_t kFirstSpecial = 0xFFFFFFFA; ///< end of chain, free, tables: no sector
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kMiniSector = 64;
constexpr std::size_t kMiniLimit = 4096; ///< shorter streams stand in the mini stream
constexpr std::size_t kEntrySize = 128;
constexpr std::uint8_t kStream = 2;
constexpr std::uint8_t kRoot = 5;

void append_numbers(std::vector<std::uint32_t>& to, std::string_view bytes) {
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) to.push_back(little_endian(bytes, at, 4));
}

} // namespace

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || bytes.size() - at < size) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::optional<CompoundFile> CompoundFile::open(std::string_view bytes) {
    if (bytes.size() < 512 || !bytes.starts_with(kSignature)) return std::nullopt;
    CompoundFile file;
    file.bytes_ = bytes;
    const std::uint32_t shift = little_endian(bytes, 30, 2);
    if (shift != 9 && shift != 12) return std::nullopt;
    file.sector_size_ = std::size_t{1} << shift;
    if (!file.read_fat() || !file.read_directory()) return std::nullopt;
    return file;
}

std::string_view CompoundFile::sector_at(std::uint32_t sector) const {
    const std::size_t begin = (static_cast<std::size_t>(sector) + 1) * sector_size_;
    // The last sector of many files is cut off where its contents end.
    return begin < bytes_.size() ? bytes_.substr(begin, sector_size_) : std::string_view();
}

bool CompoundFile::read_fat() {
    const std::size_t sectors = bytes_.size() / sector_size_;
    std::vector<std::uint32_t> tables;
    append_numbers(tables, bytes_.substr(76, 109 * 4));
    std::uint32_t next = little_endian(bytes_, 68, 4);
    for (std::size_t steps = 0; next < kFirstSpecial; ++steps) {
        const std::string_view sector = sector_at(next);
        if (steps > sectors || sector.size() < sector_size_) return false;
        append_numbers(tables, sector.substr(0, sector_size_ - 4));
        next = little_endian(sector, sector_size_ - 4, 4);
    }
    std::erase_if(tables, [](std::uint32_t sector) { return sector >= kFirstSpecial; });
    if (tables.size() > sectors) return false;
    for (const std::uint32_t table : tables) {
        const std::string_view sector = sector_at(table);
        if (sector.empty()) return false;
        append_numbers(fat_, sector);
    }
    const auto mini = chain(little_endian(bytes_, 60, 4), bytes_.size());
    if (!mini) return false;
    append_numbers(mini_fat_, *mini);
    return true;
}

std::optional<std::string> CompoundFile::chain(std::uint32_t sector, std::size_t most) const {
    std::string bytes;
    std::vector<bool> seen(fat_.size());
    while (sector < kFirstSpecial && bytes.size() < most) {
        const std::string_view part = sector_at(sector);
        if (sector >= fat_.size() || seen[sector] || part.empty()) return std::nullopt;
        seen[sector] = true;
        bytes.append(part);
        sector = fat_[sector];
    }
    bytes.resize(std::min(bytes.size(), most));
    return bytes;
}

std::optional<std::string> CompoundFile::mini_chain(std::uint32_t sector, std::size_t most) const {
    std::string bytes;
    std::vector<bool> seen(mini_fat_.size());
    while (sector < kFirstSpecial && bytes.size() < most) {
        const std::size_t begin = sector * kMiniSector;
        if (sector >= mini_fat_.size() || seen[sector] || begin >= mini_stream_.size()) return std::nullopt;
        seen[sector] = true;
        bytes.append(mini_stream_, begin, kMiniSector);
        sector = mini_fat_[sector];
    }
    bytes.resize(std::min(bytes.size(), most));
    return bytes;
}

bool CompoundFile::read_directory() {
    const auto directory = chain(little_endian(bytes_, 48, 4), bytes_.size());
    if (!directory || directory->size() < kEntrySize) return false;
    for (std::size_t at = 0; at + kEntrySize <= directory->size(); at += kEntrySize) {
        const std::string_view raw = std::string_view(*directory).substr(at, kEntrySize);
        Entry entry;
        const std::size_t length = std::min<std::size_t>(little_endian(raw, 64, 2), 64);
        for (std::size_t i = 0; i + 2 < length; i += 2) entry.name += raw[i + 1] == '\0' && raw[i] > 0 ? raw[i] : '?';
        entry.type = static_cast<std::uint8_t>(raw[66]);
        entry.left = little_endian(raw, 68, 4);
        entry.right = little_endian(raw, 72, 4);
        entry.child = little_endian(raw, 76, 4);
        entry.start = little_endian(raw, 116, 4);
        entry.size = little_endian(raw, 120, 4);
        entries_.push_back(std::move(entry));
    }
    if (entries_.front().type != kRoot) return false;
    // An embedded document has streams of the same names: only the outermost folder's count.
    std::vector<bool> seen(entries_.size());
    std::vector<std::uint32_t> open = {entries_.front().child};
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        open.pop_back();
        if (index == kNone || index >= entries_.size() || seen[index]) continue;
        seen[index] = true;
        top_.push_back(index);
        open.push_back(entries_[index].left);
        open.push_back(entries_[index].right);
    }
    auto mini = chain(entries_.front().start, entries_.front().size);
    if (mini) mini_stream_ = std::move(*mini);
    return true;
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name) const {
    for (const std::size_t index : top_)
        if (entries_[index].type == kStream && entries_[index].name == name) return &entries_[index];
    return nullptr;
}

std::optional<std::string> CompoundFile::stream(std::string_view name) const {
    const Entry* entry = find(name);
    if (entry == nullptr || entry->size > bytes_.size()) return std::nullopt;
    auto contents = entry->size < kMiniLimit ? mini_chain(entry->start, entry->size) : chain(entry->start, entry->size);
    // A chain that ends early is a file that was cut off.
    if (!contents || contents->size() < entry->size) return std::nullopt;
    return contents;
}

} // namespace dongthac::document
