#pragma once

#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/envelope.hpp"
#include "tests/support/meaning.hpp"

namespace dongthac::tests {

inline constexpr std::string_view kRefusal = "not_allowed";

/// The server's own word that it does not take `body`, by the keys it shares with the PC.
inline base::Result<sync::Reply> sealed_refusal(const base::ChannelKeys& keys, base::ByteSpan body) {
    DT_TRY(const wire::ChannelRequest request, wire::read_request(body));
    return sync::Reply{403,
                       wire::close_answer(keys, request.mac, 403, wire::pack_message(0, base::as_bytes(kRefusal)))};
}

/// A server that will not hear of decisions, and loses the first answer when told to.
class RefusesDecisions final : public sync::Transport {
  public:
    RefusesDecisions(sync::Transport& behind, office::Workspace& office) : behind_(behind), office_(office) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        if (meaning_of(path, body) != "/v1/decide") return behind_.post(path, body);
        if (lost > 0) {
            --lost;
            return base::fail(base::Code::unreachable, {{"url", "test"}, {"reason", "cut"}});
        }
        const base::ByteSpan name = base::as_bytes(kRefusal);
        if (by_a_stranger) return sync::Reply{403, base::Bytes(name.begin(), name.end())};
        return sealed_refusal(*office_.channel_keys(), body);
    }
    int lost = 0;
    bool by_a_stranger = false;

  private:
    sync::Transport& behind_;
    office::Workspace& office_;
};

} // namespace dongthac::tests
