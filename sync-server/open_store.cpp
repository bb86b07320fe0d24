#include "sync-server/open_store.hpp"

#include "shared/base/files.hpp"
#include "shared/wire/compress.hpp"

namespace dongthac::server {

base::Result<std::unique_ptr<store::FeedStore>> open_store(const std::filesystem::path& folder) {
    return store::open_feed_store(folder, {wire::compress_tightly, wire::decompress});
}

base::Result<void> pack_old_segments(const std::filesystem::path& folder, const store::PackRule& rule) {
    DT_TRY(const auto store, open_store(folder));
    for (;;) {
        DT_TRY(const std::size_t packed, store->pack_some(rule));
        if (packed == 0) return {};
    }
}

base::Result<std::unique_ptr<store::FeedStore>> open_existing(const std::filesystem::path& folder) {
    std::error_code ignored;
    const std::filesystem::path file = store::feed_store_file(folder);
    if (!std::filesystem::exists(file, ignored))
        return base::fail(base::Code::missing_file, {{"path", base::path_to_utf8(file)}});
    return open_store(folder);
}

} // namespace dongthac::server
