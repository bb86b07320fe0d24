#include "shared/wire/segment.hpp"

#include <algorithm>
#include <set>

#include "shared/wire/archive.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/dictionary.hpp"
#include "shared/wire/first_format.hpp"
#include "shared/wire/frame_context.hpp"

namespace dongthac::wire {

namespace {

using change::Change;

constexpr std::array<std::uint8_t, 3> kMagic = {'D', 'T', 'S'};
constexpr std::uint8_t kFirstFormat = 1;
constexpr auto kFormat = static_cast<std::uint8_t>(kSegmentFormat);
constexpr std::array<std::uint8_t, 2> kRowMagic = {0, kFormat}; ///< a packed row of format 1 never begins with zero
constexpr std::size_t kLongestFeed = 200;

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "segment"}, {"reason", reason}});
}

/// Everything up to the signature, and what follows it.
struct Parts {
    SegmentHeader header;
    base::ByteSpan clear;
    base::Signature signature{};
    base::ByteSpan body;
};

void read_ids(BoundedInput& in, std::vector<base::DocumentId>& documents) {
    documents.resize(in.count());
    for (base::DocumentId& document : documents) {
        in.raw(document.bytes.data(), document.bytes.size());
        if (document.empty()) throw BadInput("documents");
    }
    std::vector<base::DocumentId> sorted = documents;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) throw BadInput("documents");
}

/// What rows and segments of format 2 share; frozen for every later body format.
void read_head(BoundedInput& in, SegmentHeader& header) {
    in.raw(header.replica.bytes.data(), 16);
    header.first = in.number();
    const std::uint64_t span = in.number();
    const std::uint64_t gaps = in.number();
    header.last = header.first + span;
    if (header.first == 0 || header.last < header.first || gaps > span) throw BadInput("header");
    header.count = span - gaps + 1;
    read_ids(in, header.documents);
    header.lanes = in.number();
    header.body_format = in.number();
    header.dictionary = in.number();
    header.unpacked = in.number();
    if (header.documents.size() > header.count || header.body_format == body_format::kFirst) throw BadInput("header");
    if (header.readable() && header.unpacked > kMaxUnpacked) throw BadInput("header");
}

void write_head(PackedOutput& out, const SegmentHeader& header) {
    out.raw(header.replica.bytes.data(), 16);
    out.number(header.first);
    out.number(header.last - header.first);
    out.number(header.last - header.first + 1 - header.count);
    out.number(header.documents.size());
    for (const base::DocumentId& document : header.documents) out.raw(document.bytes.data(), 16);
    out.number(header.lanes);
    out.number(header.body_format);
    out.number(header.dictionary);
    out.number(header.unpacked);
}

void read_first_head(BoundedInput& in, SegmentHeader& header) {
    in.raw(header.replica.bytes.data(), 16);
    in.raw(header.device.bytes.data(), 16);
    header.first = in.number();
    header.last = in.number();
    header.count = in.number();
    header.unpacked = in.number();
    const bool sane = header.first > 0 && header.last >= header.first && header.count > 0 &&
                      header.count <= header.last - header.first + 1 && header.unpacked <= kMaxUnpacked;
    if (!sane) throw BadInput("header");
}

Parts split(base::ByteSpan sealed) {
    static const IdTable kNoIds;
    Spent spent;
    BoundedInput in(sealed, kNoIds, spent);
    std::array<std::uint8_t, kMagic.size()> magic{};
    in.raw(magic.data(), magic.size());
    std::uint8_t format = 0;
    in.raw(&format, 1);
    if (magic != kMagic || (format != kFirstFormat && format != kFormat)) throw BadInput("not a segment");
    Parts parts;
    SegmentHeader& header = parts.header;
    const auto feed_size = in.number();
    if (feed_size > kLongestFeed) throw BadInput("feed");
    header.feed = base::as_text(in.take(static_cast<std::size_t>(feed_size)));
    if (format == kFirstFormat) {
        read_first_head(in, header);
    } else {
        in.raw(header.device.bytes.data(), 16);
        read_head(in, header);
    }
    parts.clear = sealed.first(sealed.size() - in.left());
    in.raw(parts.signature.data(), parts.signature.size());
    parts.body = in.take(in.left());
    return parts;
}

/// A row of format 2: its header and its body.
Parts split_row(base::ByteSpan row) {
    static const IdTable kNoIds;
    Spent spent;
    BoundedInput in(row, kNoIds, spent);
    std::array<std::uint8_t, kRowMagic.size()> magic{};
    in.raw(magic.data(), magic.size());
    if (magic != kRowMagic) throw BadInput("not a row");
    Parts parts;
    read_head(in, parts.header);
    parts.body = in.take(in.left());
    return parts;
}

bool is_row(base::ByteSpan bytes) {
    return bytes.size() >= kRowMagic.size() && std::ranges::equal(bytes.first(kRowMagic.size()), kRowMagic);
}

base::Bytes row_of(const SegmentHeader& header, base::ByteSpan body) {
    base::Bytes row;
    row.reserve(body.size() + 64 + 16 * header.documents.size());
    IdTable no_ids;
    PackedOutput out(row, no_ids);
    out.raw(kRowMagic.data(), kRowMagic.size());
    write_head(out, header);
    out.raw(body.data(), body.size());
    return row;
}

base::Bytes signed_bytes(base::ByteSpan clear, base::ByteSpan body, const base::Hash& previous) {
    // Formats have domains of their own: what one signed is never taken for the other.
    const bool first = clear[kMagic.size()] == kFirstFormat;
    const base::ByteSpan domain = base::as_bytes(first ? "dongthac segment 1" : "dongthac segment 2");
    base::Bytes message;
    message.reserve(domain.size() + previous.size() + clear.size() + body.size());
    for (const base::ByteSpan part : {domain, base::ByteSpan(previous), clear, body})
        message.insert(message.end(), part.begin(), part.end());
    return message;
}

BatchHead batch_head(const SegmentHeader& header) {
    return {header.replica, header.first, header.last, header.count, header.documents, header.lanes};
}

/// Calls `read` with the unpacked batch.
template <class Read>
auto with_batch(const Parts& parts, Read read) -> base::Result<decltype(read(BatchHead{}, base::ByteSpan{}))> {
    const SegmentHeader& header = parts.header;
    if (!header.readable()) return base::fail(base::Code::unknown_format);
    base::Bytes unpacked;
    base::ByteSpan batch = parts.body;
    if (header.body_format != body_format::kPlain) {
        const Dictionary dictionary =
            header.body_format == body_format::kPacked ? Dictionary::none : Dictionary::shipped;
        DT_TRY(unpacked, decompress_body(parts.body, static_cast<std::size_t>(header.unpacked), dictionary));
        batch = unpacked;
    }
    if (batch.size() != header.unpacked) throw BadInput("size");
    return read(batch_head(header), batch);
}

base::Result<std::vector<Change>> open_first_format(const Parts& parts) {
    DT_TRY(const base::Bytes packed, decompress(parts.body, static_cast<std::size_t>(parts.header.unpacked)));
    if (packed.size() != parts.header.unpacked) return bad("size");
    std::vector<Change> changes = read_first_format(packed);
    const SegmentHeader& header = parts.header;
    const bool as_said = changes.size() == header.count && changes.front().id.counter == header.first &&
                         changes.back().id.counter == header.last && changes.front().id.replica == header.replica;
    if (!as_said) return bad("header and body differ");
    return changes;
}

base::Result<std::vector<Change>> open_parts(const Parts& parts) {
    if (parts.header.body_format == body_format::kFirst) return open_first_format(parts);
    return with_batch(parts, [](const BatchHead& head, base::ByteSpan batch) { return read_batch(head, batch); });
}

} // namespace

std::uint64_t format_of(base::ByteSpan sealed) {
    const bool is_segment = sealed.size() > kMagic.size() && std::ranges::equal(sealed.first(kMagic.size()), kMagic);
    return is_segment ? sealed[kMagic.size()] : 0;
}

bool SegmentHeader::readable() const {
    if (body_format == body_format::kFirst) return true;
    return body_format <= body_format::kPackedWithDictionary && dictionary == kDictionary;
}

base::Bytes pack(std::span<const Change> changes) {
    if (changes.empty()) return {};
    const Batch batch = write_batch(changes);
    if (!batch.fits || batch.bytes.size() > kMaxUnpacked) return {};
    SegmentHeader header;
    header.replica = batch.head.replica;
    header.first = batch.head.first;
    header.last = batch.head.last;
    header.count = batch.head.count;
    header.documents = batch.head.documents;
    header.lanes = batch.head.lanes;
    header.body_format = body_format::kPlain;
    header.dictionary = kDictionary;
    header.unpacked = batch.bytes.size();
    return row_of(header, batch.bytes);
}

base::Bytes shrink(base::Bytes row) {
    Parts parts = split_row(row);
    if (parts.header.body_format != body_format::kPlain) return row;
    // The dictionary is of use at the beginning only; a large body has soon seen more of its own words.
    constexpr std::size_t kDictionaryUpTo = std::size_t{128} << 10;
    const bool small = parts.body.size() <= kDictionaryUpTo;
    const base::Bytes body = compress_body(parts.body, small ? Dictionary::shipped : Dictionary::none);
    // What is only a little shorter is left to whoever packs many together: the transport, a pack of old segments.
    constexpr std::size_t kTiny = 300;
    const std::size_t worthwhile = parts.body.size() < kTiny ? parts.body.size() * 3 / 4 : parts.body.size() * 15 / 16;
    if (body.size() > worthwhile) return row;
    parts.header.body_format = small ? body_format::kPackedWithDictionary : body_format::kPacked;
    return row_of(parts.header, body);
}

std::optional<SegmentHeader> read_row(base::ByteSpan row) {
    if (!is_row(row)) return std::nullopt;
    try {
        return split_row(row).header;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

base::Result<std::vector<Change>> unpack(base::ByteSpan row) {
    try {
        if (!is_row(row)) return read_first_format(row);
        return open_parts(split_row(row));
    } catch (const std::exception& problem) { // cereal throws its own, std::length_error and std::bad_alloc
        return bad(problem.what());
    }
}

base::Bytes seal(const std::string& feed, std::span<const Change> changes, const base::KeyPair& key,
                 const base::Hash& previous) {
    return seal_row(feed, shrink(pack(changes)), key, previous);
}

base::Bytes seal_row(const std::string& feed, base::ByteSpan row, const base::KeyPair& key,
                     const base::Hash& previous) {
    const Parts parts = split_row(row);
    const base::DeviceId device = base::device_of(key.public_key());
    base::Bytes sealed;
    sealed.reserve(row.size() + feed.size() + 128);
    IdTable no_ids;
    PackedOutput out(sealed, no_ids);
    out.raw(kMagic.data(), kMagic.size());
    out.raw(&kFormat, 1);
    out.number(feed.size());
    out.raw(feed.data(), feed.size());
    out.raw(device.bytes.data(), 16);
    write_head(out, parts.header);
    const base::Signature signature = key.sign(signed_bytes(sealed, parts.body, previous));
    out.raw(signature.data(), signature.size());
    out.raw(parts.body.data(), parts.body.size());
    return sealed;
}

base::Result<SegmentHeader> read_header(base::ByteSpan sealed) {
    try {
        return split(sealed).header;
    } catch (const std::exception& problem) {
        return bad(problem.what());
    }
}

bool is_signed(base::ByteSpan sealed, const base::PublicKey& key, const base::Hash& previous) {
    try {
        const Parts parts = split(sealed);
        return parts.header.device == base::device_of(key) &&
               base::verify(key, signed_bytes(parts.clear, parts.body, previous), parts.signature);
    } catch (const std::exception&) {
        return false;
    }
}

base::Result<std::vector<Change>> open(base::ByteSpan sealed) {
    try {
        return open_parts(split(sealed));
    } catch (const std::exception& problem) {
        return bad(problem.what());
    }
}

base::Result<std::vector<Change>> open_known(base::ByteSpan sealed) {
    auto changes = open(sealed);
    if (changes || changes.error().code != base::Code::unknown_format) return changes;
    DT_TRY(const SegmentHeader header, read_header(sealed));
    std::vector<Change> waiting;
    for (const base::DocumentId& document : header.documents) {
        Change change;
        change.id = {header.replica, header.last};
        change.kind = kNewerSegment;
        change.document = document;
        // A parent nobody has: it stays among what waits, and nothing is ever written on top of it.
        change.parents = {{header.replica, 0}};
        change.payload = change::Unknown{};
        waiting.push_back(std::move(change));
    }
    return waiting;
}

base::Result<Outline> read_outline(base::ByteSpan sealed) {
    try {
        const Parts parts = split(sealed);
        Outline outline{parts.header.documents, parts.header.lanes};
        if (parts.header.body_format != body_format::kFirst) {
            DT_TRY(const bool checked, with_batch(parts, [](const BatchHead& head, base::ByteSpan batch) {
                       check_batch(head, batch);
                       return true;
                   }));
            (void)checked;
            return outline;
        }
        DT_TRY(const std::vector<Change> changes, open_first_format(parts));
        std::set<base::DocumentId> documents;
        for (const Change& change : changes) {
            outline.lanes |= lane_bit(change.kind);
            if (!change.document.empty()) documents.insert(change.document);
        }
        outline.documents.assign(documents.begin(), documents.end());
        return outline;
    } catch (const std::exception& problem) {
        return bad(problem.what());
    }
}

base::Result<Outline> outline_or_word(base::ByteSpan sealed) {
    auto outline = read_outline(sealed);
    if (outline || outline.error().code != base::Code::unknown_format) return outline;
    DT_TRY(const SegmentHeader header, read_header(sealed));
    return Outline{header.documents, header.lanes};
}

base::Hash chain_hash(base::ByteSpan sealed, const base::Hash& previous) {
    base::Bytes message(previous.begin(), previous.end());
    message.insert(message.end(), sealed.begin(), sealed.end());
    return base::sha256(message);
}

} // namespace dongthac::wire
