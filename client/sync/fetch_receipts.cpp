#include "client/sync/fetch_receipts.hpp"

#include "client/sync/reply.hpp"
#include "shared/office/receipts.hpp"

namespace dongthac::sync {

base::Result<void> fetch_receipts(office::Workspace& office, Channel& channel, int requests) {
    for (int i = 0; i < requests; ++i) {
        DT_TRY(const wire::ReceiptsRequest request, office::missing_receipts(office));
        if (request.segments.empty()) return {};
        DT_TRY(const Reply reply, channel.send("/v1/receipts", wire::encode(request)));
        if (reply.status == 404) return {}; // an older server gives none
        if (reply.status != 200) return std::unexpected(refusal(reply));
        const auto answer = wire::decode_receipts_answer(reply.body);
        if (!answer) return base::fail(base::Code::bad_server_answer, {{"reason", "receipts"}});
        DT_TRY(const bool kept, office::keep_receipts(office, request, *answer));
        if (!kept) return {};
    }
    return {};
}

} // namespace dongthac::sync
