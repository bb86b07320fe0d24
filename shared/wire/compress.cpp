#include "shared/wire/compress.hpp"

#include <algorithm>
#include <memory>

#include <zstd.h>

namespace dongthac::wire {

namespace {

constexpr int kLevel = 3;

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "zstd"}, {"reason", reason}});
}

struct FreeStream {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

} // namespace

base::Bytes compress(base::ByteSpan bytes) {
    base::Bytes packed(ZSTD_compressBound(bytes.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel));
    return packed;
}

base::Result<base::Bytes> decompress(base::ByteSpan packed, std::size_t limit) {
    // Streamed into a growing buffer: the size a frame claims is somebody else's word.
    const std::unique_ptr<ZSTD_DStream, FreeStream> stream(ZSTD_createDStream());
    ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 24);
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    base::Bytes out;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(std::min(limit, std::max<std::size_t>(had * 2, 64 * 1024)));
        ZSTD_outBuffer target{out.data(), out.size(), had};
        const std::size_t left = ZSTD_decompressStream(stream.get(), &target, &in);
        if (ZSTD_isError(left)) return bad(ZSTD_getErrorName(left));
        out.resize(target.pos);
        if (left == 0) return in.pos == in.size ? base::Result<base::Bytes>(std::move(out)) : bad("trailing bytes");
        if (target.pos == limit) return bad("too large");
        if (in.pos == in.size && target.pos < target.size) return bad("truncated");
    }
}

} // namespace dongthac::wire
