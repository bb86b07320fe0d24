#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Compound files (MS-CFB) for tests, small and valid, so that bad ones can be made of them.
namespace dongthac::tests {

/// Appends `value` in `size` bytes, little end first.
inline void put(std::string& to, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
}
inline void put_at(std::string& in, std::size_t at, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) in[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}

constexpr std::size_t kSector = 512;

inline void pad(std::string& bytes, std::size_t to) { bytes.resize((bytes.size() + to - 1) / to * to, '\0'); }

/// Streams below 4,096 bytes go to the mini stream. At most 6 streams and 6 MB; to 60 kB there is one sector of
/// tables.
inline std::string build_compound(const std::vector<std::pair<std::string, std::string>>& streams) {
    constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kTable = 0xFFFFFFFD;
    std::size_t tables = 1, whole = 0;
    for (const auto& stream : streams) whole += stream.second.size();
    tables += whole / (kSector * (kSector / 4 - 8));
    std::vector<std::uint32_t> fat(tables, kTable), mini_fat;
    std::string sectors(tables * kSector, '\0'), mini;
    const auto chain = [](std::vector<std::uint32_t>& table, std::size_t count) {
        const auto first = static_cast<std::uint32_t>(table.size());
        for (std::size_t i = 0; i < count; ++i)
            table.push_back(i + 1 == count ? kEnd : static_cast<std::uint32_t>(table.size() + 1));
        return count == 0 ? kEnd : first;
    };
    const auto store = [&](std::string bytes) {
        pad(bytes, kSector);
        sectors += bytes;
        return chain(fat, bytes.size() / kSector);
    };
    std::vector<std::uint32_t> starts;
    for (const auto& [name, content] : streams) {
        if (content.size() >= 4096) {
            starts.push_back(store(content));
        } else {
            std::string bytes = content;
            pad(bytes, 64);
            mini += bytes;
            starts.push_back(chain(mini_fat, bytes.size() / 64));
        }
    }
    const std::uint32_t mini_start = store(mini);
    std::string mini_table;
    for (const std::uint32_t next : mini_fat) put(mini_table, next, 4);
    const std::uint32_t mini_fat_start = store(mini_table);

    std::string directory;
    const auto entry = [&](std::string_view name, std::uint8_t type, std::uint32_t right, std::uint32_t child,
                           std::uint32_t start, std::size_t size) {
        std::string raw(128, '\0');
        for (std::size_t i = 0; i < name.size(); ++i) raw[i * 2] = name[i];
        put_at(raw, 64, static_cast<std::uint32_t>(name.size() * 2 + 2), 2);
        raw[66] = static_cast<char>(type);
        put_at(raw, 68, kFree, 4);
        put_at(raw, 72, right, 4);
        put_at(raw, 76, child, 4);
        put_at(raw, 116, start, 4);
        put_at(raw, 120, static_cast<std::uint32_t>(size), 4);
        directory += raw;
    };
    entry("Root Entry", 5, kFree, 1, mini_start, mini.size());
    for (std::size_t i = 0; i < streams.size(); ++i)
        entry(streams[i].first, 2, i + 1 == streams.size() ? kFree : static_cast<std::uint32_t>(i + 2), kFree,
              starts[i], streams[i].second.size());
    const std::uint32_t directory_start = store(directory);
    for (std::size_t i = 0; i < tables * kSector / 4; ++i) put_at(sectors, i * 4, i < fat.size() ? fat[i] : kFree, 4);

    std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    header.resize(kSector, '\0');
    put_at(header, 24, 0x3E, 2);
    put_at(header, 26, 3, 2);
    put_at(header, 28, 0xFFFE, 2);
    put_at(header, 30, 9, 2);
    put_at(header, 32, 6, 2);
    put_at(header, 44, static_cast<std::uint32_t>(tables), 4);
    put_at(header, 48, directory_start, 4);
    put_at(header, 56, 4096, 4);
    put_at(header, 60, mini_fat.empty() ? kEnd : mini_fat_start, 4);
    put_at(header, 64, mini_fat.empty() ? 0 : 1, 4);
    put_at(header, 68, kEnd, 4);
    for (std::size_t i = 0; i < 109; ++i)
        put_at(header, 76 + i * 4, i < tables ? static_cast<std::uint32_t>(i) : kFree, 4);
    return header + sectors;
}

} // namespace dongthac::tests
