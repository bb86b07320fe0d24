#include "client/sync/round.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "client/sync/brief_exchange.hpp"
#include "client/sync/channel.hpp"
#include "client/sync/fetch_receipts.hpp"
#include "client/sync/give_back.hpp"
#include "client/sync/office_requests.hpp"
#include "client/sync/reply.hpp"
#include "client/sync/round_log.hpp"
#include "client/sync/send_decision.hpp"
#include "client/sync/state_first.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/dropped_decisions.hpp"
#include "shared/office/heads.hpp"
#include "shared/office/incarnation.hpp"
#include "shared/office/log.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/office/read_again.hpp"
#include "shared/office/receipts.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::sync {

namespace {

constexpr std::uint64_t kBudget = std::uint64_t{3} << 20; ///< bytes of segments in one request, and in one answer
constexpr int kMostExchanges = 10'000; ///< a server that always says "more" must not hold a PC for ever
constexpr std::string_view kEpoch = "server_epoch";
constexpr std::string_view kOwed = "owes_server"; ///< set while a restored server may lack what this PC holds

class Round {
  public:
    Round(office::Workspace& office, Transport& transport) : office_(office), channel_(office, transport) {}

    base::Result<void> run() {
        DT_CHECK(office_.follow_identity());
        if (!office_.identity().enrolled()) return base::fail(base::Code::no_office);
        DT_TRY(const bool put_off, settle_in_flight());
        if (put_off) {
            // The chain of a decision under way goes on behind it: a restored server gets back what comes before, then
            // the decision, and only then what was written after it.
            DT_CHECK(exchange_all(Outbox::stays));
            DT_TRY(const bool again, settle_in_flight());
            (void)again;
        }
        DT_CHECK(exchange_all());
        DT_CHECK(mend_fork());
        DT_TRY(const bool decided, decide_waiting());
        DT_CHECK(mend_fork());
        if (decided) DT_CHECK(exchange_all());
        DT_CHECK(fetch_receipts(office_, channel_, kMostExchanges));
        if (refused_) return std::unexpected(*refused_); // everything else has gone; the person must learn of this
        return {};
    }

    [[nodiscard]] const Channel& channel() const { return channel_; }

    RoundReport report;

  private:
    base::Result<wire::ExchangeRequest> request_for(const std::vector<store::SegmentRow>& rows) {
        const store::Reading reading = office_.store().read();
        wire::ExchangeRequest request;
        request.replica = office_.identity().replica;
        DT_TRY(const base::Bytes epoch, office_.store().setting(kEpoch));
        request.epoch = base::as_text(epoch);
        const model::Principal me{office_.identity().org, office_.identity().roles};
        for (const model::ReadableFeed& readable : readable_feeds(me)) {
            const std::string name = model::to_text(readable.feed);
            DT_TRY(const std::uint64_t seq, office_.store().cursor(name));
            request.cursors.push_back({name, seq});
        }
        DT_TRY(const std::vector<store::TipRow> tips, office_.store().tips_of(request.replica));
        for (const store::TipRow& tip : tips) request.tips.push_back({tip.feed, tip.acked_counter, tip.acked_hash});
        for (const store::SegmentRow& row : rows) request.segments.push_back(row.bytes);
        request.budget = kBudget;
        return request;
    }

    /// Before the directory has come there is only the directory to ask for.
    [[nodiscard]] std::vector<model::ReadableFeed> readable_feeds(const model::Principal& me) const {
        std::vector<model::ReadableFeed> feeds = model::readable_feeds(office_.directory(), me, office_.today());
        if (feeds.empty()) feeds.push_back({model::directory_feed(), {}});
        return feeds;
    }

    /// Nothing when it has to be asked again: the server has just learned who this PC is, or wants it in full.
    base::Result<std::optional<wire::ExchangeAnswer>> exchange(wire::ExchangeRequest& request,
                                                               const std::vector<store::SegmentRow>& rows) {
        if (brief_ && channel_.is_brief() && !request.epoch.empty() && rows.size() <= wire::kMostBriefSegments)
            return exchange_briefly(request, rows);
        request.digest = wire::digest_of(request.cursors);
        DT_TRY(const Reply reply, channel_.send("/v1/exchange", wire::encode(request)));
        if (reply.status == 401 && !std::exchange(introduced_, true)) {
            DT_CHECK(introduce());
            return std::nullopt;
        }
        if (reply.status != 200) return std::unexpected(refusal(reply));
        DT_TRY(wire::ExchangeAnswer answer, answer_in<wire::ExchangeAnswer>(reply));
        return answer;
    }

    base::Result<std::optional<wire::ExchangeAnswer>> exchange_briefly(const wire::ExchangeRequest& request,
                                                                       const std::vector<store::SegmentRow>& rows) {
        DT_TRY(const wire::BriefRequest brief, brief_of(office_, request, rows));
        DT_TRY(const Reply reply, channel_.send_brief(wire::encode(brief)));
        brief_ = reply.status == 200;
        if (!brief_ && reply.is_servers_word) return std::unexpected(refusal(reply));
        // Whoever refused without the server's key may be a stranger, or the server of another day: the full form says.
        if (!brief_) return std::nullopt;
        DT_TRY(const wire::BriefAnswer answer, brief_answer_in(reply));
        brief_ = !answer.unknown;
        if (!brief_) return std::nullopt;
        DT_TRY(wire::ExchangeAnswer full, in_full(answer, request, rows));
        return full;
    }

    enum class Outbox { goes, stays };

    base::Result<void> exchange_all(Outbox outbox = Outbox::goes) {
        if (outbox == Outbox::goes) DT_CHECK(office::seal_outbox(office_));
        for (int i = 0; i < kMostExchanges; ++i) {
            DT_TRY(const std::uint64_t state_bytes, take_state_first(office_, channel_));
            report.state_bytes += state_bytes;
            if (state_bytes > 0) DT_CHECK(office::note_heard(office_, {.something = server_ms()}));
            std::vector<store::SegmentRow> rows;
            if (outbox == Outbox::goes) {
                DT_TRY(rows, office::sealed_outbox(office_, kBudget));
            }
            DT_TRY(wire::ExchangeRequest request, request_for(rows));
            const std::size_t feeds_before = request.cursors.size();
            const std::int64_t asked_ms = office_.clock().steady_ms();
            DT_TRY(const std::optional<wire::ExchangeAnswer> answered, exchange(request, rows));
            if (!answered) continue;
            const wire::ExchangeAnswer& answer = *answered;
            DT_CHECK(follow_restored(request, answer));
            DT_TRY(const bool pushed, take_acks(rows, request, answer));
            const base::Result<void> taken = take_segments(answer);
            const model::Principal me{office_.identity().org, office_.identity().roles};
            const bool sees_more = readable_feeds(me).size() != feeds_before;
            const bool has_all = !answer.more && !sees_more;
            office::Heard heard;
            if (pushed || !answer.segments.empty()) heard.something = server_ms();
            const bool same_server = request.epoch.empty() || request.epoch == answer.epoch;
            if (has_all && taken && same_server && !report.forked)
                heard.everything = server_ms() - (office_.clock().steady_ms() - asked_ms);
            DT_CHECK(office::note_heard(office_, heard));
            DT_CHECK(taken);
            DT_TRY(const bool gave, give_back_owed());
            if (gave) continue;
            DT_TRY(const std::vector<store::SegmentRow> left, office::sealed_outbox(office_, 1));
            if (has_all && (left.empty() || !pushed)) return {};
        }
        return base::fail(base::Code::bad_server_answer, {{"reason", "endless"}});
    }

    [[nodiscard]] std::int64_t server_ms() const { return office_.clock().wall_ms() - office_.clock_skew_ms(); }

    /// The server has another history of this replica. A power cut that took a sealing back is mended; a copied or
    /// restored disk goes on under a new name. Once a round; a server that still disagrees waits for the next.
    base::Result<void> mend_fork() {
        if (!report.forked || std::exchange(mended_, true)) return {};
        DT_TRY(const bool parted, seal_as_sent());
        if (parted) {
            report.forked = false;
            DT_CHECK(exchange_all());
            if (!report.forked) return {};
        }
        DT_CHECK(office::take_new_replica(office_));
        return exchange_all();
    }

    /// Cuts what waits where the server's part of the chain ends (office::part_at). True when there was such a place.
    base::Result<bool> seal_as_sent() {
        DT_TRY(const wire::ExchangeRequest request, request_for({})); // with nothing pushed it names its ends
        DT_TRY(const Reply reply, channel_.send("/v1/exchange", wire::encode(request)));
        if (reply.status != 200) return std::unexpected(refusal(reply));
        DT_TRY(const wire::ExchangeAnswer answer, answer_in<wire::ExchangeAnswer>(reply));
        bool any = false;
        for (const wire::Ack& ack : answer.acks) {
            if (ack.status != wire::AckStatus::fork) continue;
            DT_TRY(const bool parted, office::part_at(office_, ack.feed, ack.last));
            any = any || parted;
        }
        return any;
    }

    /// A server that came back from a backup gives its numbers anew: what others wrote since stands under numbers this
    /// PC has read already. It has sent everything from the start; what is known here is passed over. A new epoch says
    /// so, or heads behind this PC's cursors, or acknowledged segments that are not there.
    base::Result<void> follow_restored(const wire::ExchangeRequest& request, const wire::ExchangeAnswer& answer) {
        const bool new_epoch = !request.epoch.empty() && request.epoch != answer.epoch;
        const bool behind = std::ranges::any_of(request.cursors, [&](const wire::Cursor& cursor) {
            const auto head = std::ranges::find(answer.heads, cursor.feed, &wire::Cursor::feed);
            return head != answer.heads.end() && head->seq < cursor.seq;
        });
        const bool lacks = std::ranges::any_of(
            answer.acks, [](const wire::Ack& ack) { return ack.status == wire::AckStatus::missing_before; });
        if (!new_epoch && !behind && !lacks) return {};
        DT_TRY(store::Transaction transaction, office_.store().begin(store::Durability::lazy));
        if (new_epoch || behind) DT_CHECK(office::restart_history(office_.store()));
        if (new_epoch || behind)
            for (const wire::Cursor& cursor : request.cursors) DT_CHECK(office_.store().put_cursor(cursor.feed, 0));
        DT_CHECK(office_.store().put_setting(kEpoch, base::as_bytes(answer.epoch)));
        DT_CHECK(office_.store().put_number(kOwed, 1));
        return transaction.commit();
    }

    /// True when the server took something again: what was chained to it can follow now.
    base::Result<bool> give_back_owed() {
        DT_TRY(const std::uint64_t owed, office_.store().number(kOwed));
        if (owed == 0 || std::exchange(gave_back_, true)) return false;
        const Post post = [this](const std::string& path, const base::Bytes& message) {
            return channel_.send(path, message);
        };
        DT_TRY(const GivenBack given, sync::give_back(office_, Chains::all, post));
        report.given_back += given.changes;
        if (given.complete) DT_CHECK(office_.store().put_number(kOwed, 0));
        return given.changes > 0;
    }

    /// The copy the server was put back from does not know this PC yet. What it signed itself it takes from anybody.
    base::Result<void> introduce() {
        const Post post = [this](const std::string& path, const base::Bytes& message) {
            return channel_.send_unsigned(path, message);
        };
        DT_TRY(const GivenBack given, sync::give_back(office_, Chains::directory, post));
        report.given_back += given.changes;
        return {};
    }

    /// True when at least one segment left the outbox. One transaction, and none when nothing is to be noted.
    base::Result<bool> take_acks(const std::vector<store::SegmentRow>& rows, const wire::ExchangeRequest& request,
                                 const wire::ExchangeAnswer& answer) {
        std::optional<store::Transaction> transaction;
        if (!answer.acks.empty() || request.epoch != answer.epoch || !answer.time_token.empty()) {
            DT_TRY(store::Transaction begun, office_.store().begin(store::Durability::lazy));
            transaction.emplace(std::move(begun));
        }
        bool pushed = false;
        for (const wire::Ack& ack : answer.acks) {
            if (ack.status == wire::AckStatus::fork) report.forked = true;
            const auto row = std::ranges::find_if(
                rows, [&](const store::SegmentRow& sent) { return sent.feed == ack.feed && sent.last == ack.last; });
            if (row == rows.end()) continue;
            if (ack.status == wire::AckStatus::quarantined) report.quarantined += row->count;
            if (ack.status != wire::AckStatus::accepted && ack.status != wire::AckStatus::duplicate) continue;
            DT_CHECK(office::acknowledge_within(office_, *row, ack.seq));
            report.sent += row->count;
            pushed = true;
        }
        DT_CHECK(remember(request, answer));
        if (transaction) DT_CHECK(transaction->commit());
        return pushed;
    }

    base::Result<void> take_segments(const wire::ExchangeAnswer& answer) {
        for (const wire::FeedSegment& segment : answer.segments) {
            if (wire::is_gap(segment.bytes)) {
                DT_CHECK(office::ingest(office_, segment));
                continue;
            }
            DT_TRY(const wire::SegmentHeader header, wire::read_header(segment.bytes));
            DT_TRY(const std::uint64_t cursor, office_.store().cursor(segment.feed));
            const bool own = header.replica == office_.identity().replica;
            const base::Result<void> taken = office::ingest(office_, segment);
            if (!taken && taken.error().code == base::Code::fork_detected && own) {
                report.forked = true;
                return {}; // under a new name this segment comes again, as somebody else's
            }
            if (!taken) return refuse(segment.feed, header.replica, taken.error());
            if (!own && segment.seq > cursor) report.received += header.count;
        }
        return {};
    }

    /// Nothing behind it is taken. What is missing before it comes with the next round, if the server has it.
    base::Result<void> refuse(const std::string& feed, const base::ReplicaId& replica, base::Error why) {
        if (why.code == base::Code::bad_signature || why.code == base::Code::fork_detected) {
            DT_TRY(const bool again, office::read_again(office_, feed, replica));
            (void)again;
        }
        return std::unexpected(std::move(why));
    }

    base::Result<void> remember(const wire::ExchangeRequest& request, const wire::ExchangeAnswer& answer) {
        store::OfficeStore& store = office_.store();
        if (request.epoch != answer.epoch) DT_CHECK(store.put_setting(kEpoch, base::as_bytes(answer.epoch)));
        // What a brief answer says is the server's word to this PC, only nothing to show to others.
        if (answer.time_token.empty())
            return brief_ && channel_.is_brief() ? office_.note_server_time(answer.server_ms) : base::Result<void>{};
        const auto server_ms = office::read_server_time(office_, answer.time_token);
        if (!server_ms) return {}; // an unsigned time proves nothing and is not kept
        DT_CHECK(store.put_setting(kToken, answer.time_token));
        return office_.note_server_time(*server_ms);
    }

    base::Result<DecisionOutcome> send(const store::IntentRow& intent) {
        const std::uint64_t before = report.sent;
        DT_TRY(SentDecision sent, send_decision(office_, channel_, intent, gave_back_, report));
        if (report.sent > before) DT_CHECK(office::note_heard(office_, {.something = server_ms()}));
        if (sent.outcome == DecisionOutcome::refused) refused_ = std::move(sent.refusal);
        return sent.outcome;
    }

    /// True when one has to wait for what the server lacks before it.
    base::Result<bool> settle_in_flight() {
        DT_TRY(const std::vector<store::IntentRow> intents, office_.store().intents());
        for (const store::IntentRow& intent : intents) {
            if (intent.in_flight.empty()) continue;
            DT_TRY(const DecisionOutcome outcome, send(intent));
            if (outcome == DecisionOutcome::put_off) return true;
            // What was sealed before a transfer names the old superior: it is sealed anew with today's directory.
            if (outcome == DecisionOutcome::refused) refused_.reset();
        }
        return false;
    }

    /// True when any decision was sent.
    base::Result<bool> decide_waiting() {
        constexpr int kMostPushes = 20; // somebody keeps typing: their drafts go first, a few times
        bool any = false;
        DT_TRY(const std::optional<base::Error> no_numbers, reserve_wanted(office_, channel_));
        for (int push = 0; push < kMostPushes; ++push) {
            DT_TRY(const std::vector<store::IntentRow> intents, office_.store().intents());
            if (intents.empty()) return any;
            DecisionOutcome last = DecisionOutcome::settled;
            std::set<base::DocumentId> unnumbered;
            for (const store::IntentRow& intent : intents) {
                if (unnumbered.contains(intent.document)) continue;
                DT_TRY(last, send(intent));
                if (last == DecisionOutcome::no_number && !no_numbers) {
                    // It comes with a later round. What is to follow it waits too; other documents do not.
                    unnumbered.insert(intent.document);
                    last = DecisionOutcome::settled;
                    continue;
                }
                if (last == DecisionOutcome::no_number) {
                    refused_ = no_numbers; // the desk is another PC by now: waiting would never end
                    last = DecisionOutcome::refused;
                }
                if (last == DecisionOutcome::refused) {
                    // Sealed with the newest directory and still refused: it must not hold up what comes after it.
                    DT_CHECK(office::note_dropped(office_, intent, *refused_));
                    DT_CHECK(office::withdraw(office_, intent, refused_->code));
                    last = DecisionOutcome::settled;
                }
                if (last != DecisionOutcome::settled) break;
                any = true;
            }
            if (last != DecisionOutcome::push_first) return any;
            DT_CHECK(exchange_all());
        }
        return any;
    }

    office::Workspace& office_;
    Channel channel_;
    bool brief_ = true; ///< until the server wants the full form in this round
    bool mended_ = false;
    bool introduced_ = false;
    bool gave_back_ = false; ///< once a round
    std::optional<base::Error> refused_;
};

} // namespace

base::Result<RoundReport> run_round(office::Workspace& office, Transport& transport) {
    const std::int64_t started = office.clock().steady_ms();
    Round round(office, transport);
    const base::Result<void> done = base::within_memory([&] { return round.run(); });
    RoundReport& report = round.report;
    report.bytes_up = round.channel().bytes_up();
    report.bytes_down = round.channel().bytes_down();
    report.seconds = static_cast<double>(office.clock().steady_ms() - started) / 1000.0;
    if (office.identity().enrolled())
        DT_CHECK(record_round(office, report, done ? "" : std::string(base::name_of(done.error().code))));
    if (!done) return std::unexpected(done.error());
    DT_TRY(report.pending, count_pending(office));
    return report;
}

} // namespace dongthac::sync
