#include "client/sync/send_decision.hpp"

#include <algorithm>

#include "client/sync/reply.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/dropped_decisions.hpp"

namespace dongthac::sync {

namespace {

using wire::AckStatus;

/// True when the server will never take this request, however often it comes (400, 403 or 413, see sync-server/routes).
bool is_final(int status) { return status == 400 || status == 403 || status == 413; }

/// True when the server has a chain of ours to where this PC does not know it: a copied or restored disk. Of a feed
/// that it only writes to, such a PC never reads what the other one wrote; a new name is the only way on.
base::Result<bool> is_behind_the_server(office::Workspace& office, const std::vector<wire::Ack>& acks) {
    for (const wire::Ack& ack : acks) {
        if (ack.status != AckStatus::missing_before || ack.last == 0) continue;
        DT_TRY(const store::TipRow tip, office.store().tip(ack.feed, office.identity().replica));
        if (ack.last >= tip.sealed_counter) return true;
    }
    return false;
}

base::Result<SentDecision> give_up(office::Workspace& office, const store::IntentRow& intent, RoundReport& report) {
    report.overtaken.push_back(intent.document);
    DT_CHECK(office::note_dropped(office, intent, {base::Code::state_conflict, {}}));
    DT_CHECK(office::withdraw(office, intent, base::Code::state_conflict));
    return SentDecision{DecisionOutcome::settled};
}

} // namespace

base::Result<SentDecision> send_decision(office::Workspace& office, Channel& channel, const store::IntentRow& intent,
                                         bool gave_back, RoundReport& report) {
    auto request = office::request_for(office, intent);
    if (!request && request.error().code == base::Code::bad_transition) return give_up(office, intent, report);
    if (!request && request.error().code == base::Code::no_number) return SentDecision{DecisionOutcome::no_number};
    // The office above is gone, or its own: what was to go there never will.
    if (!request && request.error().code == base::Code::no_superior)
        return SentDecision{DecisionOutcome::refused, std::move(request.error())};
    if (!request) return std::unexpected(request.error());
    if (!request->has_value()) return SentDecision{DecisionOutcome::push_first};
    DT_TRY(const Reply reply, channel.send("/v1/decide", wire::encode(**request)));
    if (reply.is_servers_word && is_final(reply.status)) {
        DT_CHECK(office.store().put_in_flight(intent.id, {}));
        return SentDecision{DecisionOutcome::refused, refusal(reply)};
    }
    if (reply.status != 200 && reply.status != 409) return std::unexpected(refusal(reply));
    DT_TRY(const wire::DecideAnswer answer, answer_in<wire::DecideAnswer>(reply));
    if (answer.accepted) {
        DT_CHECK(office::confirm(office, intent, answer));
        ++report.sent;
        return SentDecision{DecisionOutcome::settled};
    }
    // Somebody on the way may have made the server look older and then said no: the decision waits as it is.
    if (!reply.is_servers_word) return SentDecision{DecisionOutcome::put_off};
    const auto says = [&](AckStatus status) {
        return std::ranges::any_of(answer.acks, [&](const wire::Ack& ack) { return ack.status == status; });
    };
    DT_TRY(const bool behind, is_behind_the_server(office, answer.acks));
    // A restored server gets back what it lacks in the exchange; then these very bytes follow.
    if (says(AckStatus::missing_before) && !says(AckStatus::fork) && !behind && !gave_back)
        return SentDecision{DecisionOutcome::put_off};
    if (says(AckStatus::fork) || says(AckStatus::missing_before)) {
        // Nobody decided otherwise: the server lacks what this was chained to. It is sealed anew when that is mended.
        report.forked = true;
        DT_CHECK(office.store().put_in_flight(intent.id, {}));
        return SentDecision{DecisionOutcome::put_off};
    }
    return give_up(office, intent, report);
}

} // namespace dongthac::sync
