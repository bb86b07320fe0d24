#include "sync-server/metrics.hpp"

namespace dongthac::server {

namespace {

constexpr std::array<std::string_view, 5> kAckNames = {"accepted", "duplicate", "quarantined", "fork",
                                                       "missing_before"};

void line(std::string& out, const std::string& name, const std::string& value) { out += name + " " + value + "\n"; }

void gauge(std::string& out, const std::string& name, std::uint64_t value) {
    out += "# TYPE " + name + " gauge\n";
    line(out, name, std::to_string(value));
}

} // namespace

std::string_view name_of(wire::AckStatus status) { return kAckNames.at(static_cast<std::size_t>(status)); }

void Metrics::count_request(const std::string& path, int status, std::uint64_t bytes_in, std::uint64_t bytes_out,
                            double ms) {
    bytes_in_ += bytes_in;
    bytes_out_ += bytes_out;
    const std::lock_guard lock(mutex_);
    ++requests_[{path, status}];
    seconds_ += ms / 1000;
}

void Metrics::count_acks(const std::vector<wire::Ack>& acks) {
    for (const wire::Ack& ack : acks) ++acks_.at(static_cast<std::size_t>(ack.status));
}

std::string Metrics::render(const store::Totals& totals) const {
    std::string out = "# TYPE dongthac_requests_total counter\n";
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [key, count] : requests_)
            line(out,
                 "dongthac_requests_total{path=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"}",
                 std::to_string(count));
        out += "# TYPE dongthac_request_seconds_total counter\n";
        line(out, "dongthac_request_seconds_total", std::to_string(seconds_));
    }
    out += "# TYPE dongthac_received_bytes_total counter\n";
    line(out, "dongthac_received_bytes_total", std::to_string(bytes_in_.load()));
    out += "# TYPE dongthac_sent_bytes_total counter\n";
    line(out, "dongthac_sent_bytes_total", std::to_string(bytes_out_.load()));
    out += "# TYPE dongthac_acks_total counter\n";
    for (std::size_t i = 0; i < kAckNames.size(); ++i)
        line(out, "dongthac_acks_total{status=\"" + std::string(kAckNames[i]) + "\"}", std::to_string(acks_[i].load()));
    gauge(out, "dongthac_segments", totals.segments);
    gauge(out, "dongthac_changes", totals.changes);
    gauge(out, "dongthac_feeds", totals.feeds);
    gauge(out, "dongthac_documents", totals.documents);
    gauge(out, "dongthac_segment_bytes", totals.bytes);
    gauge(out, "dongthac_quarantined_segments", totals.quarantined);
    return out;
}

} // namespace dongthac::server
