#include "shared/text/nfc.hpp"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "shared/text/characters.hpp"

namespace dongthac::text {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct FreeMemory {
    void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// Characters known to be composed already and to leave their neighbours alone: everything before the combining marks,
// the precomposed Vietnamese vowels, and dashes and quotation marks. Plans consist of these, so normalising is seldom
// needed.
bool surely_composed(char32_t c) { return c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2010 && c <= 0x2027); }

base::Result<std::string> compose(const std::string& utf8) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                               static_cast<utf8proc_ssize_t>(utf8.size()), &mapped, options);
    const std::unique_ptr<utf8proc_uint8_t, FreeMemory> owned(mapped);
    if (size < 0) return base::fail(base::Code::internal, {{"reason", utf8proc_errmsg(size)}});
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

} // namespace

base::Result<std::string> to_nfc(std::string_view raw) {
    std::size_t at = 0;
    // Two programs that each add a mark leave two; dropping all makes a second pass change nothing.
    while (raw.substr(at).starts_with(kByteOrderMark)) at += kByteOrderMark.size();

    std::string clean;
    clean.reserve(raw.size() - at);
    bool composed = true;
    while (at < raw.size()) {
        const Decoded next = decode_at(raw, at);
        if (!next.valid) return base::fail(base::Code::not_utf8, {{"offset", std::to_string(at)}});
        if (next.value == '\r') {
            const bool line_feed_follows = at + 1 < raw.size() && raw[at + 1] == '\n';
            if (!line_feed_follows) clean.push_back('\n');
        } else if (is_control(next.value) && next.value != '\t' && next.value != '\n') {
            clean.push_back(' ');
        } else {
            clean.append(raw.substr(at, next.size));
            composed = composed && surely_composed(next.value);
        }
        at += next.size;
    }
    if (composed) return clean;
    return compose(clean);
}

bool is_nfc(std::string_view utf8) {
    const auto plain = [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; };
    std::size_t ascii = 0;
    while (ascii < utf8.size() && plain(utf8[ascii])) ++ascii;
    if (ascii == utf8.size()) return true;
    const auto normal = to_nfc(utf8);
    return normal && *normal == utf8;
}

std::u32string to_code_points(std::string_view utf8) {
    std::u32string points;
    points.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded next = decode_at(utf8, at);
        points.push_back(next.value);
        at += next.size;
    }
    return points;
}

std::string to_utf8(std::u32string_view code_points) {
    std::string utf8;
    utf8.reserve(code_points.size() * 2);
    for (const char32_t point : code_points) append_utf8(utf8, point);
    return utf8;
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); at += decode_at(utf8, at).size) ++count;
    return count;
}

} // namespace dongthac::text
