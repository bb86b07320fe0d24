#include "shared/wire/compress.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#include <zstd.h>

#include "shared/wire/dictionary.hpp"

namespace dongthac::wire {

namespace {

constexpr int kLevel = 3;
constexpr int kWindowLog = 24; ///< the largest window that is read: 16 MiB
constexpr int kTightLevel = 19;
// A body of this size is an issued document or a day's work: packed once, sent to many, and some milliseconds are not
// felt. Smaller ones are single edits, larger ones an import.
constexpr std::size_t kWorthTime = std::size_t{2} << 10;
constexpr std::size_t kTakesLong = std::size_t{256} << 10;

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "zstd"}, {"reason", reason}});
}

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

// Made once, at first use: loading the dictionary costs more than most messages.
const ZSTD_CDict* dictionary_for_writing() {
    static const std::unique_ptr<ZSTD_CDict, Free> kDictionaryOut(
        ZSTD_createCDict(zstd_dictionary().data(), zstd_dictionary().size(), kLevel));
    return kDictionaryOut.get();
}
const ZSTD_DDict* dictionary_for_reading() {
    static const std::unique_ptr<ZSTD_DDict, Free> kDictionaryIn(
        ZSTD_createDDict(zstd_dictionary().data(), zstd_dictionary().size()));
    return kDictionaryIn.get();
}

// Making one costs more than a small segment, so a few are kept for whoever comes next: not one a thread, of which a
// server has dozens. What a large body made them grow to is given back.
constexpr std::size_t kKeptContexts = 4;
constexpr std::size_t kKeptContextBytes = std::size_t{2} << 20;

/// A context with default parameters, lent until the end of the call.
template <class Context>
class Lent {
  public:
    Lent() {
        Shelf& kept = shelf();
        {
            const std::lock_guard lock(kept.mutex);
            if (!kept.contexts.empty()) {
                context_ = std::move(kept.contexts.back());
                kept.contexts.pop_back();
            }
        }
        if (!context_) context_.reset(make());
    }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ~Lent() {
        if (!context_ || size() > kKeptContextBytes) return;
        forget();
        Shelf& kept = shelf();
        const std::lock_guard lock(kept.mutex);
        if (kept.contexts.size() < kKeptContexts) kept.contexts.push_back(std::move(context_));
    }
    /// Null when there was no memory.
    [[nodiscard]] Context* get() const { return context_.get(); }

  private:
    struct Shelf {
        Shelf() { contexts.reserve(kKeptContexts); } // nothing is allocated in ~Lent()
        std::mutex mutex;
        std::vector<std::unique_ptr<Context, Free>> contexts; ///< guarded by mutex
    };
    static Shelf& shelf() {
        static Shelf shelf;
        return shelf;
    }
    static Context* make() {
        if constexpr (std::is_same_v<Context, ZSTD_CCtx>)
            return ZSTD_createCCtx();
        else
            return ZSTD_createDCtx();
    }
    [[nodiscard]] std::size_t size() const {
        if constexpr (std::is_same_v<Context, ZSTD_CCtx>)
            return ZSTD_sizeof_CCtx(context_.get());
        else
            return ZSTD_sizeof_DCtx(context_.get());
    }
    /// The dictionary too.
    void forget() {
        if constexpr (std::is_same_v<Context, ZSTD_CCtx>)
            ZSTD_CCtx_reset(context_.get(), ZSTD_reset_session_and_parameters);
        else
            ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_and_parameters);
    }

    std::unique_ptr<Context, Free> context_;
};

enum class Names { in_frame, outside };

base::Bytes compress_as(base::ByteSpan bytes, Dictionary dictionary, Names names) {
    const Lent<ZSTD_CCtx> context;
    if (context.get() == nullptr) throw std::bad_alloc();
    const bool tightly = names == Names::outside && bytes.size() >= kWorthTime && bytes.size() <= kTakesLong;
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, tightly ? kTightLevel : kLevel);
    if (names == Names::outside) {
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
    }
    if (dictionary == Dictionary::shipped && !tightly)
        ZSTD_CCtx_refCDict(context.get(), dictionary_for_writing());
    else if (dictionary == Dictionary::shipped) // made for this level, and not kept
        ZSTD_CCtx_loadDictionary(context.get(), zstd_dictionary().data(), zstd_dictionary().size());
    base::Bytes packed(ZSTD_compressBound(bytes.size()));
    const std::size_t size = ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0) throw std::bad_alloc(); // the only thing that can go wrong here
    packed.resize(size);
    return packed;
}

/// Grows as bytes come: the size a frame claims is somebody else's word.
base::Result<base::Bytes> decompress_with(ZSTD_DCtx* context, base::ByteSpan packed, std::size_t limit,
                                          std::size_t first_guess) {
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, kWindowLog);
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    base::Bytes out;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(std::min(limit, std::max(had * 2, first_guess)));
        ZSTD_outBuffer target{out.data(), out.size(), had};
        const std::size_t left = ZSTD_decompressStream(context, &target, &in);
        if (ZSTD_isError(left)) return bad(ZSTD_getErrorName(left));
        out.resize(target.pos);
        if (left == 0) return in.pos == in.size ? base::Result<base::Bytes>(std::move(out)) : bad("trailing bytes");
        if (target.pos == limit) return bad("too large");
        if (in.pos == in.size && target.pos < target.size) return bad("truncated");
    }
}

} // namespace

base::Bytes compress(base::ByteSpan bytes, Dictionary dictionary) {
    return compress_as(bytes, dictionary, Names::in_frame);
}

base::Bytes compress_tightly(base::ByteSpan bytes) {
    base::Bytes packed(ZSTD_compressBound(bytes.size()));
    // A context of its own: what this level takes is not kept.
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kTightLevel);
    if (ZSTD_isError(size) != 0) throw std::bad_alloc();
    packed.resize(size);
    return packed;
}

base::Result<base::Bytes> decompress(base::ByteSpan packed, std::size_t limit) {
    constexpr std::size_t kGuess = std::size_t{64} << 10;
    const Lent<ZSTD_DCtx> context;
    if (context.get() == nullptr) return bad("memory");
    const unsigned named = ZSTD_getDictID_fromFrame(packed.data(), packed.size());
    if (named == kDictionary)
        ZSTD_DCtx_refDDict(context.get(), dictionary_for_reading());
    else if (named != 0)
        return base::fail(base::Code::unknown_format);
    return decompress_with(context.get(), packed, limit, kGuess);
}

base::Bytes compress_body(base::ByteSpan bytes, Dictionary dictionary) {
    return compress_as(bytes, dictionary, Names::outside);
}

base::Result<base::Bytes> decompress_body(base::ByteSpan packed, std::size_t size, Dictionary dictionary) {
    const Lent<ZSTD_DCtx> context;
    if (context.get() == nullptr) return bad("memory");
    if (dictionary == Dictionary::shipped) ZSTD_DCtx_refDDict(context.get(), dictionary_for_reading());
    // A claim that the packed bytes make likely is believed at once.
    constexpr std::size_t kLikelyRatio = 16;
    const std::size_t guess = std::min(size, std::max<std::size_t>(packed.size() * kLikelyRatio, 4096));
    DT_TRY(base::Bytes out, decompress_with(context.get(), packed, size, std::max<std::size_t>(guess, 1)));
    if (out.size() != size) return bad("size");
    return out;
}

} // namespace dongthac::wire
