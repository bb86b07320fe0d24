#include "client/sync/state_first.hpp"

#include <algorithm>
#include <set>

#include "client/sync/reply.hpp"
#include "shared/office/log.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/office/office_state.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/state.hpp"

namespace dongthac::sync {

namespace {

constexpr std::uint64_t kWhole = std::uint64_t{1} << 62;
constexpr std::string_view kAsked = "state_asked";
constexpr std::string_view kCoveredRow = "state_row"; ///< local rows up to this one are in a state the server keeps
constexpr std::string_view kStateSize = "state_size"; ///< of that state

/// Servers before this channel know no such path.
bool is_unknown_path(const Reply& reply) { return reply.status == 404; }

std::unexpected<base::Error> bad_answer(const char* reason) {
    return base::fail(base::Code::bad_server_answer, {{"reason", reason}});
}

/// What the server keeps; nothing when it is an older one or has trouble with it.
base::Result<std::optional<wire::StateAnswer>> ask(Channel& channel, const std::string& path,
                                                   const base::Bytes& message) {
    DT_TRY(const Reply reply, channel.send(path, message));
    if (reply.status != 200) return std::nullopt;
    auto answer = wire::decode_state_answer(reply.body);
    if (!answer) return bad_answer("state");
    return std::move(*answer);
}

/// The directory from its beginning: it says whose signature under a state counts. False when the server will not tell
/// it this way.
base::Result<bool> read_directory(office::Workspace& office, Channel& channel) {
    const std::string feed = model::to_text(model::directory_feed());
    for (;;) {
        DT_TRY(const std::uint64_t cursor, office.store().cursor(feed));
        DT_TRY(const Reply reply,
               channel.send("/v1/history", wire::encode(wire::HistoryRequest{feed, cursor, kWhole, 0})));
        if (is_unknown_path(reply)) DT_CHECK(office.store().put_number(kAsked, 1));
        if (reply.status != 200) return false;
        const auto answer = wire::decode_history_answer(reply.body);
        if (!answer) return bad_answer("history");
        if (answer->items.empty()) return true;
        for (const wire::HistoryItem& item : answer->items)
            DT_CHECK(office::ingest(office, {feed, item.seq, item.bytes}));
        DT_TRY(const std::uint64_t now, office.store().cursor(feed));
        if (now <= cursor) return false;
    }
}

class History {
  public:
    History(office::Workspace& office, Channel& channel, std::uint64_t budget)
        : office_(office), channel_(channel), budget_(budget) {}

    /// False when the server has no more to give, or will not give it.
    base::Result<bool> fetch_some(FollowedUp& done) {
        DT_TRY(const auto request, office::next_history(office_, budget_, refused_));
        if (!request) return false;
        DT_TRY(const Reply reply, channel_.send("/v1/history", wire::encode(*request)));
        if (is_unknown_path(reply)) return false;
        if (reply.status == 403) { // the other feeds still come
            DT_TRY(const bool for_good, office::give_up_history(office_, request->feed));
            if (!for_good) refused_.insert(request->feed);
            return true;
        }
        if (reply.status != 200) return std::unexpected(refusal(reply));
        const auto answer = wire::decode_history_answer(reply.body);
        if (!answer) return bad_answer("history");
        DT_TRY(const bool any, office::take_history(office_, *request, *answer));
        if (any) done.segments += answer->items.size();
        return any;
    }

  private:
    office::Workspace& office_;
    Channel& channel_;
    std::uint64_t budget_;
    std::set<std::string> refused_;
};

/// What came to this PC since the last state it knows of.
class Upload {
  public:
    Upload(office::Workspace& office, Channel& channel, const StateRule& rule)
        : office_(office), channel_(channel), rule_(rule) {}

    base::Result<std::uint64_t> run() {
        DT_TRY(const bool may, office::can_make_state(office_));
        if (!may) return 0;
        DT_TRY(rows_, store().learnt_after(covered_row()));
        // Every PC reads the directory from its own segments.
        std::erase_if(rows_,
                      [](const store::LearntRow& row) { return row.feed == model::to_text(model::directory_feed()); });
        if (!is_due()) return 0;
        // Another PC may have uploaded one since.
        DT_TRY(auto kept, ask(channel_, "/v1/state", wire::encode(wire::StateRequest{wire::StateWanted::covers_only})));
        if (!kept) return note_all(0); // an older server: asked again after as much again
        if (!is_of_use(*kept)) kept.emplace();
        DT_CHECK(note(*kept));
        if (!is_due()) return 0;
        DT_TRY(const auto made, office::make_state(office_));
        if (!made) return note_all(0); // too large for a server, or of feeds that new PCs are not given
        DT_TRY(const auto answer, ask(channel_, "/v1/put_state", wire::encode(wire::StateOffer{made->sealed})));
        const bool taken = answer && answer->covers == made->covers;
        DT_CHECK(note_all(made->sealed.size()));
        return taken ? made->sealed.size() : 0;
    }

  private:
    store::OfficeStore& store() { return office_.store(); }
    [[nodiscard]] std::int64_t covered_row() {
        return static_cast<std::int64_t>(store().number(kCoveredRow).value_or(0));
    }

    /// Of feeds that this office reads: one from before a transfer no new PC takes any more.
    [[nodiscard]] bool is_of_use(const wire::StateAnswer& kept) const {
        const office::Identity& me = office_.identity();
        const auto readable = model::readable_feeds(office_.directory(), {me.org, me.roles}, office_.today());
        return std::ranges::all_of(kept.covers, [&](const wire::FeedPlace& place) {
            return std::ranges::find(readable, place.feed, &model::ReadableFeed::name) != readable.end();
        });
    }

    [[nodiscard]] bool is_due() {
        std::uint64_t bytes = 0;
        for (const store::LearntRow& row : rows_) bytes += row.size;
        const std::uint64_t size = store().number(kStateSize).value_or(0);
        return bytes > std::max(rule_.bytes, size) || rows_.size() > rule_.segments;
    }

    /// Leaves only the rows that the state on the server does not cover.
    base::Result<void> note(const wire::StateAnswer& kept) {
        const auto is_covered = [&](const store::LearntRow& row) {
            const auto place = std::ranges::find(kept.covers, row.feed, &wire::FeedPlace::feed);
            return place != kept.covers.end() && row.seq <= place->seq;
        };
        const auto first_new = std::ranges::find_if_not(rows_, is_covered);
        const std::int64_t covered = first_new == rows_.begin() ? covered_row() : std::prev(first_new)->id;
        std::erase_if(rows_, is_covered);
        return put(covered, kept.size);
    }

    base::Result<std::uint64_t> note_all(std::uint64_t size) {
        DT_CHECK(put(rows_.empty() ? covered_row() : rows_.back().id, size));
        return 0;
    }

    base::Result<void> put(std::int64_t row, std::uint64_t size) {
        DT_TRY(store::Transaction transaction, store().begin(store::Durability::lazy));
        DT_CHECK(store().put_number(kCoveredRow, static_cast<std::uint64_t>(row)));
        DT_CHECK(store().put_number(kStateSize, size));
        return transaction.commit();
    }

    office::Workspace& office_;
    Channel& channel_;
    const StateRule& rule_;
    std::vector<store::LearntRow> rows_;
};

} // namespace

base::Result<std::uint64_t> take_state_first(office::Workspace& office, Channel& channel) {
    DT_TRY(const std::uint64_t asked, office.store().number(kAsked));
    if (asked != 0) return 0;
    DT_TRY(const bool wanted, office::wants_state(office));
    if (!wanted) return 0;
    DT_TRY(const bool knows_office, read_directory(office, channel));
    if (!knows_office) return 0;
    DT_TRY(const auto answer, ask(channel, "/v1/state", wire::encode(wire::StateRequest{wire::StateWanted::whole})));
    std::uint64_t size = 0;
    if (answer && !answer->state.empty()) {
        DT_TRY(const bool taken, office::take_state(office, answer->state));
        if (taken) size = answer->state.size();
    }
    DT_TRY(store::Transaction transaction, office.store().begin(store::Durability::lazy));
    DT_CHECK(office.store().put_number(kAsked, 1));
    if (size > 0) DT_CHECK(office.store().put_number(kStateSize, size));
    DT_CHECK(transaction.commit());
    return size;
}

base::Result<FollowedUp> follow_up(office::Workspace& office, Transport& transport, const StateRule& rule,
                                   const std::function<bool()>& go_on) {
    Channel channel(office, transport);
    FollowedUp done;
    DT_TRY(office::HistoryLeft left, office::history_left(office));
    if (left.missing()) {
        History history(office, channel, rule.history_bytes);
        for (bool more = true; more && go_on();) {
            DT_TRY(more, history.fetch_some(done));
        }
        DT_CHECK(office::settle_history(office));
        DT_TRY(left, office::history_left(office));
        done.settled = !left.missing();
        if (done.settled) {
            DT_TRY(done.false_state_by, office::false_state_by(office));
        }
    }
    if (left.missing()) return done;
    for (std::size_t rows = 1; rows > 0 && go_on(); done.packed += rows) {
        DT_TRY(rows, office.store().pack_some(rule.packs));
    }
    if (!go_on()) return done;
    DT_TRY(done.uploaded, Upload(office, channel, rule).run());
    return done;
}

} // namespace dongthac::sync
