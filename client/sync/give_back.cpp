#include "client/sync/give_back.hpp"

#include <algorithm>

#include "client/sync/reply.hpp"
#include "shared/wire/give_back.hpp"

namespace dongthac::sync {

namespace {

constexpr std::size_t kEndsAtOnce = 10'000;                ///< to a server that knows this PC
constexpr std::size_t kBytesAtOnce = std::size_t{5} << 19; ///< of segments; a body may have 4 MiB

class GivingBack {
  public:
    GivingBack(office::Workspace& office, Chains chains, const Post& post)
        : office_(office), path_(chains == Chains::directory ? "/v1/directory" : "/v1/give_back"),
          at_once_(chains == Chains::directory ? wire::kMostFromStrangers : kEndsAtOnce), post_(post) {}

    base::Result<GivenBack> run(bool of_directory) {
        DT_TRY(const std::vector<wire::ChainEnd> ends, ends_held(of_directory));
        for (std::size_t at = 0; at < ends.size(); at += at_once_) {
            const auto begin = ends.begin() + static_cast<std::ptrdiff_t>(at);
            const auto end = ends.begin() + static_cast<std::ptrdiff_t>(std::min(ends.size(), at + at_once_));
            DT_TRY(const wire::GiveBackAnswer answer, ask({{begin, end}, {}}));
            for (const wire::ChainEnd& chain : answer.lacking) DT_CHECK(give_chain(chain));
        }
        DT_CHECK(flush());
        return given_;
    }

  private:
    base::Result<std::vector<wire::ChainEnd>> ends_held(bool of_directory) {
        DT_TRY(const auto tips, office_.store().tips());
        std::vector<wire::ChainEnd> ends;
        for (const auto& [tip, replica] : tips) {
            const auto feed = model::parse_feed(tip.feed);
            if (!feed || (feed->kind == model::FeedKind::dir) != of_directory || tip.acked_counter == 0) continue;
            ends.push_back({tip.feed, replica, tip.acked_counter});
        }
        return ends;
    }

    base::Result<wire::GiveBackAnswer> ask(const wire::GiveBackRequest& request) {
        DT_TRY(const Reply reply, post_(path_, wire::encode(request)));
        if (reply.status != 200) return std::unexpected(refusal(reply));
        auto answer = wire::decode_give_back_answer(reply.body);
        if (!answer || answer->returned.size() != request.segments.size())
            return base::fail(base::Code::bad_server_answer, {{"reason", "give back"}});
        return answer;
    }

    base::Result<void> give_chain(const wire::ChainEnd& lacking) {
        std::uint64_t after = lacking.counter;
        for (;;) {
            DT_TRY(const std::vector<store::SegmentRow> rows,
                   office_.store().settled_after(lacking.feed, lacking.replica, after, kBytesAtOnce));
            if (rows.empty()) return {};
            for (const store::SegmentRow& row : rows) {
                DT_TRY(base::Bytes receipt, office_.store().receipt(row.feed, row.replica, row.last));
                const bool full = batch_.segments.size() == at_once_ || bytes_ + row.bytes.size() > kBytesAtOnce;
                if (full) DT_CHECK(flush());
                bytes_ += row.bytes.size() + receipt.size();
                counts_.push_back(row.count);
                batch_.segments.push_back({row.bytes, std::move(receipt)});
                after = row.last;
            }
        }
    }

    base::Result<void> flush() {
        if (batch_.segments.empty()) return {};
        DT_TRY(const wire::GiveBackAnswer answer, ask(batch_));
        for (std::size_t i = 0; i < answer.returned.size(); ++i) {
            if (answer.returned[i].status == wire::AckStatus::accepted) given_.changes += counts_[i];
            if (answer.returned[i].status == wire::AckStatus::missing_before) given_.complete = false;
        }
        batch_.segments.clear();
        counts_.clear();
        bytes_ = 0;
        return {};
    }

    office::Workspace& office_;
    std::string path_;
    std::size_t at_once_; ///< ends or segments
    const Post& post_;
    wire::GiveBackRequest batch_;
    std::vector<std::uint64_t> counts_; ///< changes of each segment in batch_
    std::size_t bytes_ = 0;
    GivenBack given_;
};

} // namespace

base::Result<GivenBack> give_back(office::Workspace& office, Chains chains, const Post& post) {
    // The directory by itself and first: it holds the keys and the rights the rest is judged by.
    DT_TRY(GivenBack given, GivingBack(office, chains, post).run(true));
    if (chains == Chains::directory) return given;
    DT_TRY(const GivenBack rest, GivingBack(office, chains, post).run(false));
    given.changes += rest.changes;
    given.complete = given.complete && rest.complete;
    return given;
}

} // namespace dongthac::sync
