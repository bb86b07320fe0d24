#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/store/sqlite.hpp"

// Old segments stand together in packs, for alone each is too short to compress well (docs/adr/0013). A row keeps
// everything but its bytes; these are never changed and never thrown away. Alike in both databases.

namespace dongthac::store {

/// How packs are compressed. Given by whoever opens a store: the library belongs to shared/wire
/// ({wire::compress_tightly, wire::decompress}). Without it a store makes no packs and cannot read them.
struct PackCodec {
    base::Bytes (*squeeze)(base::ByteSpan bytes) = nullptr;
    base::Result<base::Bytes> (*expand)(base::ByteSpan squeezed, std::size_t limit) = nullptr;
};

/// What goes into a pack.
struct PackRule {
    std::size_t newest = 256;                   ///< rows at the end of a feed that stay as they are
    std::size_t fewest = 128;                   ///< rows below which no pack is made
    std::size_t most = 512;                     ///< rows of one pack
    std::size_t bytes = std::size_t{256} << 10; ///< bytes of one pack before compression; reading one row costs as much
    std::size_t largest_row = std::size_t{16} << 10; ///< a larger one compresses well by itself
};

/// Where the bytes of a row are when they are not in it: pack 0 says they are.
struct PackPlace {
    std::int64_t pack = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// Reads rows of one store, and keeps the pack it read last: who reads a feed in order expands each pack once.
class PackReader {
  public:
    explicit PackReader(PackCodec codec) : codec_(codec) {}
    /// `bytes` as they are, or from the pack they moved to. Errors: bad_bytes for a damaged pack, storage.
    [[nodiscard]] base::Result<base::Bytes> read(Database& database, base::Bytes bytes, const PackPlace& place);
    [[nodiscard]] const PackCodec& codec() const { return codec_; }

  private:
    PackCodec codec_;
    std::int64_t kept_ = 0; ///< which pack `expanded_` is; 0 for none
    base::Bytes expanded_;
};

/// How rows of a feed follow one another in table segment, and which of them may be packed. All SQL of the program.
struct PackedTable {
    std::string_view order;
    std::string_view condition;
    std::string_view loose = {}; ///< the table (id, bytes) of bytes that no pack holds; empty: they are in the row
};

/// Moves the oldest loose rows of a feed into one pack, in a transaction of its own that nobody waits for, after the
/// pack was expanded again and compared. Number of rows; 0 when there are too few, or somebody else was faster.
[[nodiscard]] base::Result<std::size_t> pack_feed(Database& database, const PackCodec& codec, const PackRule& rule,
                                                  const PackedTable& table, const std::string& feed);

} // namespace dongthac::store
