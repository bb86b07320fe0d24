#include "shared/wire/brief.hpp"

#include <algorithm>

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

namespace {

constexpr std::string_view kTagDomain = "dongthac state 2";
constexpr std::int64_t kFirstSecond = 1'767'225'600; ///< the start of 2026: the number stays four bytes until 2034

// Flags of a request …
constexpr std::uint64_t kWantsToken = 1;
constexpr std::uint64_t kNamesReplica = 2;
constexpr unsigned kCursorsAbove = 2; ///< the number of cursors stands above these two
// … and of an answer.
constexpr std::uint64_t kUnknown = 1;
constexpr std::uint64_t kMore = 2;
constexpr std::uint64_t kHasToken = 4;
constexpr std::uint64_t kHasAcks = 8;
constexpr std::uint64_t kNext = 16; ///< the one segment that was pushed stands right behind the cursor: most rounds
constexpr std::uint64_t kHasPlaces = 32;

std::uint64_t when(bool holds, std::uint64_t flag) { return holds ? flag : 0; }

/// Fields one after another, nothing before them: a brief message has no version and no ids of its own.
class Writer {
  public:
    Writer() : out_(bytes_, ids_) {}
    PackedOutput& out() { return out_; }
    void text(base::ByteSpan bytes) {
        out_.number(bytes.size());
        out_.raw(bytes.data(), bytes.size());
    }
    base::Bytes take() { return std::move(bytes_); }

  private:
    base::Bytes bytes_;
    IdTable ids_;
    PackedOutput out_;
};

base::Bytes take_text(BoundedInput& in) {
    const base::ByteSpan text = in.take(in.length());
    return {text.begin(), text.end()};
}

Ack take_ack(BoundedInput& in) {
    Ack ack;
    ack.feed = base::as_text(take_text(in));
    ack.last = in.number();
    const std::uint64_t status = in.number();
    if (status > static_cast<std::uint64_t>(AckStatus::missing_before)) throw BadInput("status");
    ack.status = static_cast<AckStatus>(status);
    ack.seq = in.number();
    ack.reason = base::as_text(take_text(in));
    return ack;
}

/// Reads with `read` and refuses whatever it refuses.
template <class Message, class Read>
base::Result<Message> decode_with(base::ByteSpan bytes, Read read) {
    try {
        static const IdTable kNoIds;
        Spent spent;
        BoundedInput in(bytes, kNoIds, spent);
        Message message;
        read(in, message);
        in.finish();
        return message;
    } catch (const std::exception& problem) { // cereal throws its own, std::length_error and std::bad_alloc
        return base::fail(base::Code::bad_bytes, {{"what", "message"}, {"reason", problem.what()}});
    }
}

bool is_next(const BriefAnswer& answer) {
    return answer.acks.empty() && answer.places.size() == 1 && answer.places.front() == 1;
}
bool has_places(const BriefAnswer& answer) { return answer.acks.empty() && !answer.places.empty() && !is_next(answer); }

void append(base::Bytes& to, base::ByteSpan more) { to.insert(to.end(), more.begin(), more.end()); }

} // namespace

StateTag tag_of(const SharedState& state) {
    Writer writer;
    writer.text(base::as_bytes(kTagDomain));
    writer.text(base::as_bytes(state.epoch));
    writer.out().number(state.feeds.size());
    for (const std::string& feed : state.feeds) writer.text(base::as_bytes(feed));
    if (!state.tips.empty()) writer.out().raw(state.replica.bytes.data(), state.replica.bytes.size());
    for (const ChainTip& tip : state.tips) {
        writer.text(base::as_bytes(tip.feed));
        writer.out().number(tip.counter);
        writer.out().raw(tip.hash.data(), tip.hash.size());
    }
    const base::Hash hash = base::sha256(writer.take());
    StateTag tag{};
    std::copy_n(hash.begin(), tag.size(), tag.begin());
    return tag;
}

base::Bytes reference_for(const std::string& feed, const base::ReplicaId& replica, const base::DeviceId& device,
                          base::ByteSpan previous) {
    // The heads of both formats (segment.cpp), so that a first segment has something to copy from too.
    base::Bytes reference = {'D', 'T', 'S', 2, static_cast<std::uint8_t>(feed.size())};
    append(reference, base::as_bytes(feed));
    append(reference, device.bytes);
    append(reference, replica.bytes);
    append(reference, device.bytes);
    if (previous.size() <= kLongestReference) append(reference, previous);
    return reference;
}

base::Bytes encode(const BriefRequest& message) {
    Writer writer;
    PackedOutput& out = writer.out();
    out.raw(message.tag.data(), message.tag.size());
    out.number(when(message.wants_token, kWantsToken) | when(message.replica.has_value(), kNamesReplica) |
               static_cast<std::uint64_t>(message.cursors.size()) << kCursorsAbove);
    if (message.replica) out.raw(message.replica->bytes.data(), message.replica->bytes.size());
    for (const std::uint64_t cursor : message.cursors) out.number(cursor);
    // The last segment needs no length, and most requests have one.
    for (std::size_t i = 0; i < message.segments.size(); ++i) {
        const BriefSegment& segment = message.segments[i];
        const bool last = i + 1 == message.segments.size();
        const auto beside = static_cast<std::uint64_t>(segment.beside);
        out.number(static_cast<std::uint64_t>(segment.feed) << 2 | beside << 1 | when(last, 1));
        if (!last) out.number(segment.bytes.size());
        out.raw(segment.bytes.data(), segment.bytes.size());
    }
    return writer.take();
}

base::Result<BriefRequest> decode_brief_request(base::ByteSpan bytes) {
    return decode_with<BriefRequest>(bytes, [](BoundedInput& in, BriefRequest& message) {
        in.raw(message.tag.data(), message.tag.size());
        const std::uint64_t flags = in.number();
        message.wants_token = (flags & kWantsToken) != 0;
        if ((flags & kNamesReplica) != 0) {
            base::ReplicaId replica;
            in.raw(replica.bytes.data(), replica.bytes.size());
            message.replica = replica;
        }
        const std::uint64_t cursors = flags >> kCursorsAbove;
        if (cursors > in.left()) throw BadInput("cursors");
        for (std::uint64_t i = 0; i < cursors; ++i) message.cursors.push_back(in.number());
        while (in.left() > 0) {
            if (message.segments.size() == kMostBriefSegments) throw BadInput("segments");
            const std::uint64_t head = in.number();
            BriefSegment segment;
            segment.feed = static_cast<std::size_t>(head >> 2);
            segment.beside = (head & 2) != 0 ? BriefSegment::Beside::previous : BriefSegment::Beside::head;
            if ((head & 1) == 0) {
                segment.bytes = take_text(in);
            } else {
                const base::ByteSpan rest = in.take(in.left());
                segment.bytes.assign(rest.begin(), rest.end());
            }
            message.segments.push_back(std::move(segment));
        }
    });
}

base::Bytes encode(const BriefAnswer& message) {
    Writer writer;
    PackedOutput& out = writer.out();
    out.number(when(message.unknown, kUnknown) | when(message.more, kMore) |
               when(!message.time_token.empty(), kHasToken) | when(!message.acks.empty(), kHasAcks) |
               when(is_next(message), kNext) | when(has_places(message), kHasPlaces));
    if (message.unknown) return writer.take();
    // Down to the second before, on this side of 1970 and on the other.
    const std::int64_t seconds = (message.server_ms - (message.server_ms < 0 ? 999 : 0)) / 1000 - kFirstSecond;
    out(seconds);
    if (!message.time_token.empty()) writer.text(message.time_token);
    if (!message.acks.empty()) {
        out.number(message.acks.size());
        for (const Ack& ack : message.acks) {
            writer.text(base::as_bytes(ack.feed));
            out.number(ack.last);
            out.number(static_cast<std::uint64_t>(ack.status));
            out.number(ack.seq);
            writer.text(base::as_bytes(ack.reason));
        }
    } else if (has_places(message)) {
        out.number(message.places.size());
        for (const std::uint64_t place : message.places) out.number(place);
    }
    for (const BriefNews& news : message.news) {
        out.number(static_cast<std::uint64_t>(news.feed) << 1 | when(!news.receipt.empty(), 1));
        out.number(news.after);
        if (!news.receipt.empty()) writer.text(news.receipt);
        writer.text(news.bytes);
    }
    return writer.take();
}

base::Result<BriefAnswer> decode_brief_answer(base::ByteSpan bytes) {
    return decode_with<BriefAnswer>(bytes, [](BoundedInput& in, BriefAnswer& message) {
        const std::uint64_t flags = in.number();
        message.unknown = (flags & kUnknown) != 0;
        message.more = (flags & kMore) != 0;
        if (message.unknown) return;
        std::int64_t seconds = 0;
        in(seconds);
        constexpr std::int64_t kMostSeconds = std::int64_t{1} << 40;
        if (seconds < -kMostSeconds || seconds > kMostSeconds) throw BadInput("time");
        message.server_ms = (seconds + kFirstSecond) * 1000 + 500; // the middle of that second
        if ((flags & kHasToken) != 0) message.time_token = take_text(in);
        if ((flags & kHasAcks) != 0) {
            const std::size_t acks = in.count();
            for (std::size_t i = 0; i < acks; ++i) message.acks.push_back(take_ack(in));
        } else if ((flags & kNext) != 0) {
            message.places.push_back(1);
        } else if ((flags & kHasPlaces) != 0) {
            const std::size_t places = in.count();
            for (std::size_t i = 0; i < places; ++i) message.places.push_back(in.number());
        }
        while (in.left() > 0) {
            in.charge(sizeof(BriefNews)); // no count stands before them
            BriefNews news;
            const std::uint64_t head = in.number();
            news.feed = static_cast<std::size_t>(head >> 1);
            news.after = in.number();
            if ((head & 1) != 0) news.receipt = take_text(in);
            news.bytes = take_text(in);
            message.news.push_back(std::move(news));
        }
    });
}

} // namespace dongthac::wire
