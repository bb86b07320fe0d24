#include <algorithm>
#include <set>

#include "shared/wire/compress.hpp"
#include "shared/wire/envelope.hpp"
#include "shared/wire/gap.hpp"
#include "shared/wire/state.hpp"
#include "tests/server/served_world.hpp"

// Whoever asks gets what the oracle allows and nothing else, through every entry of the server, on the bytes that come
// out (DESIGN §6, docs/adr/0016). A question is one reader, one day and one entry of one feed.

namespace dongthac::tests {

namespace {

using model::Feed;
using wire::FeedSegment;

/// One reader on one day: what the oracle says of every entry, and what the server says.
class Asking {
  public:
    Asking(ServedWorld& served, const Reader& reader) : served_(served), reader_(reader), today_(served.today()) {
        for (const auto& [name, list] : served_.feeds)
            for (const FeedEntry& entry : list.entries)
                allowed_[name].push_back(served_.world.reads(reader.who(), list.feed, entry.entered, today_));
    }

    void ask_everything() {
        exchange_to_the_end(chance(random(), 20) ? &Asking::through_routes : &Asking::directly);
        brief(chance(random(), 20));
        for (int i = 0; i < 4; ++i) history(any_feed());
        for (int i = 0; i < 2; ++i) snapshot(any_feed());
        receipts();
        state();
        ends_of_others();
    }

    /// Keeps a state that covers everything this reader reads today.
    void leave_a_state() {
        wire::StateHeader header{reader_.device.org, reader_.device.id, 1, {}, {}};
        for (const auto& [name, list] : served_.feeds) {
            if (!sees(list.feed) || list.feed.kind == model::FeedKind::dir) continue;
            if (list.feed.kind == model::FeedKind::pub && list.feed.name != reader_.device.org) continue;
            header.covers.push_back({name, list.entries.size()});
            std::map<base::ReplicaId, wire::StateTip> ends;
            for (const FeedEntry& entry : list.entries)
                ends[entry.segment.info.replica] = {name, entry.segment.info.replica, entry.segment.info.last,
                                                    entry.segment.hash};
            for (const auto& [replica, end] : ends) header.tips.push_back(end);
        }
        std::ranges::sort(header.tips);
        if (!header.covers.empty())
            (void)served_.server->put_state(reader_.device, {wire::seal_state(header, {}, reader_.key)});
    }

    std::vector<std::string> faults;
    std::size_t questions = 0;
    std::size_t yes = 0;
    std::size_t gaps = 0;
    std::size_t states = 0;
    std::size_t comments = 0;

  private:
    using Exchange = wire::ExchangeAnswer (Asking::*)(const wire::ExchangeRequest&);

    [[nodiscard]] base::SeededRandom& random() const { return served_.world.random; }
    void fault(const std::string& what) {
        faults.push_back(reader_.device.org + " on " + text::to_iso(today_) + ": " + what);
    }
    /// May anything ever be in it for this reader?
    [[nodiscard]] bool sees(const Feed& feed) const {
        return served_.world.reads_any(reader_.who(), feed, {2000, 1, 1}, today_);
    }
    [[nodiscard]] bool is_allowed(const std::string& feed, std::uint64_t seq) const {
        const auto found = allowed_.find(feed);
        return found != allowed_.end() && seq >= 1 && seq <= found->second.size() && found->second[seq - 1];
    }
    [[nodiscard]] std::string any_feed() const {
        return chance(random(), 80)
                   ? std::next(served_.feeds.begin(), static_cast<std::ptrdiff_t>(random().below(served_.feeds.size())))
                         ->first
                   : to_text(served_.world.feed());
    }

    /// One thing that was served: an entry the oracle allows, byte for byte, or a gap in its place that says no more
    /// than the next signature needs and does not lie behind everything this reader may ever see there.
    void judge(const char* entry_point, const std::string& feed, std::uint64_t seq, const base::Bytes& bytes) {
        const std::string what = std::string(entry_point) + " gives " + feed + " " + std::to_string(seq);
        const FeedEntries* list = served_.find(feed);
        if (list == nullptr || seq < 1 || seq > list->entries.size()) return fault(what + ", which is not there");
        const FeedEntry& entry = list->entries[seq - 1];
        if (!wire::is_gap(bytes)) {
            if (bytes != entry.segment.bytes) fault(what + ", other bytes");
            if (!is_allowed(feed, seq)) fault(what + " of " + text::to_iso(entry.entered));
            return;
        }
        ++gaps;
        const auto gap = wire::decode_gap(bytes);
        const store::SegmentInfo& info = entry.segment.info;
        if (!gap || *gap != wire::Gap{feed, info.replica, info.last, entry.segment.hash}) fault(what + ", a wrong gap");
        if (is_allowed(feed, seq)) fault(what + " as a gap although it may be read");
        if (!served_.world.reads_any(reader_.who(), list->feed, entry.entered, today_))
            fault(what + " as a gap behind the end of all that may be read");
    }

    /// What came of a feed after `cursor`: no number left out, and with `whole` everything that may be read.
    struct Taken {
        std::uint64_t cursor = 0;
        std::set<std::uint64_t> seqs;
    };
    void take(const char* entry_point, Taken& taken, const std::string& feed, std::uint64_t seq,
              const base::Bytes& bytes) {
        judge(entry_point, feed, seq, bytes);
        if (seq != taken.cursor + 1)
            fault(std::string(entry_point) + " skips before " + feed + " " + std::to_string(seq));
        taken.cursor = seq;
        taken.seqs.insert(seq);
    }
    void expect_all(const char* entry_point, const std::map<std::string, std::uint64_t>& from,
                    const std::map<std::string, Taken>& taken) {
        for (const auto& [feed, answers] : allowed_) {
            const auto start = from.find(feed);
            const auto found = taken.find(feed);
            for (std::uint64_t seq = start == from.end() ? 1 : start->second + 1; seq <= answers.size(); ++seq) {
                const bool came = found != taken.end() && found->second.seqs.contains(seq);
                if (answers[seq - 1] && !came)
                    fault(std::string(entry_point) + " withholds " + feed + " " + std::to_string(seq));
            }
        }
    }

    /// Cursors as an honest PC has them, and some of feeds that are none of its business.
    [[nodiscard]] std::map<std::string, std::uint64_t> some_cursors() const {
        std::map<std::string, std::uint64_t> cursors;
        if (chance(random(), 60)) return cursors;
        for (const auto& [feed, list] : served_.feeds)
            if (chance(random(), 50)) cursors[feed] = random().below(list.entries.size() + 1);
        return cursors;
    }

    [[nodiscard]] wire::ExchangeAnswer directly(const wire::ExchangeRequest& request) {
        auto answer = served_.server->exchange(reader_.device, request);
        if (!answer) fault("exchange refuses");
        return answer.value_or(wire::ExchangeAnswer{});
    }
    [[nodiscard]] wire::ExchangeAnswer through_routes(const wire::ExchangeRequest& request) {
        const base::Bytes body = wire::sign_request("/v1/exchange", wire::encode(request), reader_.key);
        const server::Reply reply = served_.routes->post("/v1/exchange", body, "peer");
        const auto message = wire::decompress(base::as_bytes(reply.body), wire::kMaxMessage);
        auto answer = message ? wire::decode<wire::ExchangeAnswer>(*message)
                              : base::Result<wire::ExchangeAnswer>(std::unexpected(message.error()));
        if (reply.status != 200 || !answer) fault("/v1/exchange refuses");
        return answer.value_or(wire::ExchangeAnswer{});
    }

    void exchange_to_the_end(Exchange ask) {
        wire::ExchangeRequest request;
        request.replica = base::new_id<base::ReplicaId>(random());
        request.budget = chance(random(), 60) ? 0 : 200 + random().below(8'000);
        const std::map<std::string, std::uint64_t> from = some_cursors();
        std::map<std::string, Taken> taken;
        for (const auto& [feed, seq] : from) taken[feed].cursor = seq;
        for (bool more = true; more && faults.empty();) {
            request.cursors.clear();
            for (const auto& [feed, one] : taken) request.cursors.push_back({feed, one.cursor});
            const wire::ExchangeAnswer answer = (this->*ask)(request);
            for (const FeedSegment& one : answer.segments)
                take("exchange", taken[one.feed], one.feed, one.seq, one.bytes);
            for (const wire::Cursor& head : answer.heads) judge_head(head);
            more = answer.more;
            if (more && answer.segments.empty()) fault("exchange says more and gives nothing");
        }
        expect_all("exchange", from, taken);
        for (const auto& [feed, answers] : allowed_) {
            questions += answers.size();
            yes += static_cast<std::size_t>(std::ranges::count(answers, true));
        }
    }

    void judge_head(const wire::Cursor& head) {
        const auto feed = model::parse_feed(head.feed).value();
        if (!sees(feed)) return fault("a head of " + head.feed);
        const FeedEntries* list = served_.find(head.feed);
        if (list == nullptr || head.seq == 0) return;
        if (!served_.world.reads_any(reader_.who(), feed, list->entries.at(head.seq - 1).entered, today_))
            fault("a head of " + head.feed + " behind the end of all that may be read");
    }

    void brief(bool closed) {
        wire::SharedState shared{served_.server->epoch(), {}, {}, {}};
        wire::BriefRequest request;
        const std::map<std::string, std::uint64_t> from = some_cursors();
        std::map<std::string, Taken> taken;
        for (const auto& feed : model::readable_feeds(served_.world.directory, reader_.who(), today_)) {
            shared.feeds.push_back(feed.name());
            const auto cursor = from.find(shared.feeds.back());
            std::uint64_t seq = cursor == from.end() ? 0 : cursor->second;
            // Ahead of what the reader may see would be another server's number.
            while (seq > 0 && !is_allowed(shared.feeds.back(), seq)) --seq;
            request.cursors.push_back(seq);
            taken[shared.feeds.back()].cursor = seq;
        }
        std::map<std::string, std::uint64_t> start;
        for (const auto& [feed, one] : taken) start[feed] = one.cursor;
        request.tag = wire::tag_of(shared);
        const auto answer = closed ? brief_closed(request) : brief_directly(request);
        if (!answer || answer->unknown) return fault("brief does not agree");
        for (const wire::BriefNews& news : answer->news) {
            const std::string& feed = shared.feeds.at(news.feed);
            take("brief", taken[feed], feed, request.cursors[news.feed] + news.after, news.bytes);
        }
        expect_all("brief", start, taken);
    }
    [[nodiscard]] std::optional<wire::BriefAnswer> brief_directly(const wire::BriefRequest& request) {
        auto answer = served_.server->brief(reader_.device, request);
        if (!answer) return std::nullopt;
        return std::move(answer->answer);
    }
    [[nodiscard]] std::optional<wire::BriefAnswer> brief_closed(const wire::BriefRequest& request) {
        const auto ask = static_cast<std::uint8_t>(wire::Ask::brief);
        wire::Nonce nonce{};
        random().fill(nonce);
        const wire::ClosedRequest sent =
            wire::close_request(reader_.keys, reader_.device.id, nonce, wire::pack_message(ask, wire::encode(request)));
        const server::Reply reply = served_.routes->post("/x", sent.bytes, "peer");
        const auto opened = wire::open_answer(reader_.keys, sent.mac, reply.status, base::as_bytes(reply.body));
        if (!opened || reply.status != 200) return std::nullopt;
        const auto message = wire::unpack_message(*opened);
        if (!message) return std::nullopt;
        auto answer = wire::decode_brief_answer(message->bytes);
        if (!answer) return std::nullopt;
        return std::move(*answer);
    }

    void history(const std::string& feed) {
        wire::HistoryRequest request{feed, 0, UINT64_MAX, chance(random(), 50) ? 0 : random().below(5'000)};
        if (const FeedEntries* list = served_.find(feed); list != nullptr && chance(random(), 50)) {
            request.after = random().below(list->entries.size() + 1);
            request.until = request.after + random().below(20);
        }
        const auto answer = served_.server->history(reader_.device, request);
        if (answer.has_value() != sees(model::parse_feed(feed).value())) return fault("history of " + feed);
        if (!answer) return;
        Taken taken{request.after, {}};
        for (const wire::HistoryItem& item : answer->items) {
            take("history", taken, feed, item.seq, item.bytes);
            if (item.seq > request.until) fault("history goes too far");
        }
    }

    void snapshot(const std::string& feed) {
        const auto answer = served_.server->snapshot(reader_.device, {feed, random().below(4)});
        if (answer.has_value() != sees(model::parse_feed(feed).value())) return fault("snapshot of " + feed);
        if (!answer) return;
        judge_head({feed, answer->seq});
        if (answer->total > documents_to_hear_of(feed)) fault("snapshot counts too many documents of " + feed);
        for (const wire::SnapshotDocument& document : answer->documents) {
            if (document.head.empty()) continue;
            const change::DocumentHead head = wire::decode_head(document.head).value();
            const FeedEntries& list = *served_.find(feed);
            for (std::uint64_t seq = 1; seq <= list.entries.size(); ++seq)
                if (list.entries[seq - 1].document() == head.id && !is_allowed(feed, seq))
                    fault("snapshot shows what entered as " + feed + " " + std::to_string(seq));
            for (const change::CommentState& comment : head.comments) {
                ++comments;
                const std::size_t space = comment.text.find(' ');
                if (comment.text.substr(0, space) != feed || !is_allowed(feed, std::stoull(comment.text.substr(space))))
                    fault("snapshot of " + feed + " shows " + comment.text);
            }
        }
    }

    [[nodiscard]] std::size_t documents_to_hear_of(const std::string& feed) const {
        std::set<base::DocumentId> documents;
        if (const FeedEntries* list = served_.find(feed))
            for (const FeedEntry& entry : list->entries)
                if (served_.world.reads_any(reader_.who(), list->feed, entry.entered, today_))
                    documents.insert(entry.document());
        return documents.size();
    }

    void receipts() {
        wire::ReceiptsRequest request;
        std::vector<std::pair<std::string, std::uint64_t>> asked;
        for (int i = 0; i < 6; ++i) {
            const auto& [feed, list] =
                *std::next(served_.feeds.begin(), static_cast<std::ptrdiff_t>(random().below(served_.feeds.size())));
            const std::uint64_t seq = 1 + random().below(list.entries.size());
            const store::SegmentInfo& info = list.entries[seq - 1].segment.info;
            request.segments.push_back({feed, info.replica, info.last});
            asked.emplace_back(feed, seq);
        }
        const auto answer = served_.server->receipts(reader_.device, request);
        if (!answer || answer->receipts.size() != asked.size()) return fault("receipts are refused");
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto& [feed, seq] = asked[i];
            const bool decided = served_.find(feed)->entries[seq - 1].segment.door == store::Door::decide;
            if (answer->receipts[i].empty() == (decided && is_allowed(feed, seq)))
                fault("a receipt of " + feed + " " + std::to_string(seq));
        }
    }

    void state() {
        const auto answer = served_.server->state(reader_.device, {});
        if (!answer) return fault("state is refused");
        for (const wire::FeedPlace& place : answer->covers)
            if (!sees(model::parse_feed(place.feed).value())) fault("a state of " + place.feed);
        states += answer->state.empty() ? 0 : 1;
    }

    /// How far others have come where this reader may not look shows through no comparison of chains.
    void ends_of_others() {
        const std::string feed = any_feed();
        const FeedEntries* list = served_.find(feed);
        if (list == nullptr || sees(list->feed) || list->feed.kind == model::FeedKind::dir) return;
        const store::SegmentInfo& info = any_of(random(), list->entries).segment.info;
        wire::ExchangeRequest request;
        request.replica = info.replica;
        request.tips = {{feed, info.last + random().below(2), {}}};
        if (!directly(request).acks.empty()) fault("exchange compares the chain of another in " + feed);
        const auto answer = served_.server->give_back(&reader_.device, {{{feed, info.replica, info.last + 1'000}}, {}});
        if (!answer || !answer->lacking.empty()) fault("give_back compares the chain of another in " + feed);
    }

    ServedWorld& served_;
    const Reader& reader_;
    text::Date today_;
    std::map<std::string, std::vector<bool>> allowed_; ///< what the oracle says, by feed and place
};

TEST(ServedBytes, AreWhatTheOracleAllowsOnAMillionQuestions) {
    constexpr std::size_t kQuestions = 1'000'000;
    const std::uint64_t seed = property_seed(401);
    std::size_t questions = 0;
    std::size_t yes = 0;
    std::size_t gaps = 0;
    std::size_t states = 0;
    std::size_t comments = 0;

    for (std::uint64_t round = 0; questions < kQuestions; ++round) {
        ServedWorld served(seed * 10'000 + round);
        for (int phase = 0; phase < 8; ++phase) {
            served.write(60);
            for (int i = 0; i < 25; ++i) {
                if (chance(served.world.random, 20)) served.pass_time();
                Asking asking(served, any_of(served.world.random, served.readers));
                if (chance(served.world.random, 10)) asking.leave_a_state();
                asking.ask_everything();
                ASSERT_TRUE(asking.faults.empty())
                    << "seed " << seed << " round " << round << " phase " << phase << ": " << asking.faults.front();
                questions += asking.questions;
                yes += asking.yes;
                gaps += asking.gaps;
                states += asking.states;
                comments += asking.comments;
            }
        }
    }

    std::cout << questions << " questions, " << yes << " with a yes, " << gaps << " gaps, " << states << " states, "
              << comments << " remarks in snapshots\n";
    EXPECT_GT(yes, questions / 20) << "too few questions with a yes to prove anything";
    EXPECT_LT(yes, questions - questions / 5);
    EXPECT_GT(gaps, 1'000u);
    EXPECT_GT(states, 100u);
    EXPECT_GT(comments, 1'000u);
}

} // namespace

} // namespace dongthac::tests
