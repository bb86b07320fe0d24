#include "sync-server/log.hpp"

#include <array>
#include <charconv>

#include "shared/base/files.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/date.hpp"

namespace dongthac::server {

namespace {

/// One flat JSON object. By hand: a value of the JSON library needs memory to go, and a line is written also when there
/// is none left.
class Line {
  public:
    void add(std::string_view key, std::string_view value) {
        put_key(key);
        put_quoted(value);
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void add(std::string_view key, Number value) {
        put_key(key);
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        text_.append(digits.data(), end);
    }
    [[nodiscard]] std::string take() && { return std::move(text_) + "}\n"; }

  private:
    void put_key(std::string_view key) {
        text_ += text_.empty() ? '{' : ',';
        put_quoted(key);
        text_ += ':';
    }

    /// A path is a stranger's bytes: what is not UTF-8 is replaced.
    void put_quoted(std::string_view value) {
        constexpr std::string_view kHex = "0123456789abcdef";
        text_ += '"';
        for (std::size_t at = 0; at < value.size();) {
            const text::Decoded next = text::decode_at(value, at);
            if (next.value == '"' || next.value == '\\') {
                text_ += '\\';
                text_ += static_cast<char>(next.value);
            } else if (next.value < 0x20) {
                text_ += "\\u00";
                text_ += kHex[next.value >> 4];
                text_ += kHex[next.value & 15];
            } else {
                text::append_utf8(text_, next.value);
            }
            at += next.size;
        }
        text_ += '"';
    }

    std::string text_;
};

} // namespace

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
    Line line;
    line.add("ts", std::string_view(text::to_iso_time(record.at_ms)));
    line.add("path", std::string_view(record.path));
    line.add("status", record.status);
    if (!record.device.empty()) line.add("device", std::string_view(record.device));
    if (!record.org.empty()) line.add("org", std::string_view(record.org));
    line.add("bytes_in", record.bytes_in);
    line.add("bytes_out", record.bytes_out);
    line.add("ms", static_cast<double>(static_cast<std::int64_t>(record.ms * 1000)) / 1000.0);
    if (!record.acks.empty()) line.add("acks", std::string_view(record.acks));
    const std::string text = std::move(line).take();
    const std::lock_guard lock(mutex_);
    *out_ << text << std::flush;
}

} // namespace dongthac::server
