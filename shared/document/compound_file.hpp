#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// Unsigned little-endian number of `size` (1 to 4) bytes at `at`; 0 behind the end.
[[nodiscard]] std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size);

/// A file of files, as Office wrote before 2007 (MS-CFB). Holds views of the bytes it was opened on.
class CompoundFile {
  public:
    /// Nothing for bytes that are none, or whose tables contradict themselves: chains that run in circles or outside of
    /// the file, sizes no sector can have.
    [[nodiscard]] static std::optional<CompoundFile> open(std::string_view bytes);

    /// The contents of a stream of the outermost folder, name by ASCII letters; at most as long as the file. Nothing
    /// when there is none, or its chain is broken.
    [[nodiscard]] std::optional<std::string> stream(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

  private:
    struct Entry {
        std::string name; ///< letters beyond ASCII as '?'
        std::uint8_t type = 0;
        std::uint32_t left = 0, right = 0, child = 0;
        std::uint32_t start = 0;
        std::uint32_t size = 0;
    };
    [[nodiscard]] bool read_fat();
    [[nodiscard]] bool read_directory();
    [[nodiscard]] std::optional<std::string> chain(std::uint32_t sector, std::size_t most) const;
    [[nodiscard]] std::optional<std::string> mini_chain(std::uint32_t sector, std::size_t most) const;
    [[nodiscard]] std::string_view sector_at(std::uint32_t sector) const;
    [[nodiscard]] const Entry* find(std::string_view name) const;

    std::string_view bytes_;
    std::size_t sector_size_ = 512;
    std::vector<std::uint32_t> fat_;
    std::vector<std::uint32_t> mini_fat_;
    std::string mini_stream_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> top_; ///< indexes of entries in the outermost folder
};

} // namespace dongthac::document
