#include "sync-server/log.hpp"

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/text/date.hpp"

namespace dongthac::server {

base::Result<std::unique_ptr<RequestLog>> RequestLog::to_file(const std::filesystem::path& file) {
    auto stream = std::make_unique<std::ofstream>(file, std::ios::app | std::ios::binary);
    if (!*stream)
        return base::fail(base::Code::unwritable_file, {{"path", base::path_to_utf8(file)}, {"reason", "open"}});
    auto log = std::unique_ptr<RequestLog>(new RequestLog);
    log->out_ = stream.get();
    log->own_ = std::move(stream);
    return log;
}

void RequestLog::write(const RequestRecord& record) {
    nlohmann::ordered_json line;
    line["ts"] = text::to_iso_time(record.at_ms);
    line["path"] = record.path;
    line["status"] = record.status;
    if (!record.device.empty()) line["device"] = record.device;
    if (!record.org.empty()) line["org"] = record.org;
    line["bytes_in"] = record.bytes_in;
    line["bytes_out"] = record.bytes_out;
    line["ms"] = static_cast<std::int64_t>(record.ms * 1000) / 1000.0;
    if (!record.acks.empty()) line["acks"] = record.acks;
    // A path is a stranger's bytes: what is not UTF-8 is replaced, never an exception.
    const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    const std::lock_guard lock(mutex_);
    *out_ << text << std::flush;
}

} // namespace dongthac::server
