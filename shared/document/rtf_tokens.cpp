#include "shared/document/rtf_tokens.hpp"

#include <algorithm>

namespace dongthac::document {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

RtfToken letter(char c) { return {RtfToken::Kind::letter, {}, {}, static_cast<unsigned char>(c)}; }

} // namespace

RtfToken RtfTokens::next() {
    while (at_ < bytes_.size()) {
        const char c = bytes_[at_++];
        if (c == '\r' || c == '\n' || c == '\0') continue;
        if (c == '{') return {RtfToken::Kind::open, {}, {}, 0};
        if (c == '}') return {RtfToken::Kind::close, {}, {}, 0};
        if (c != '\\') return letter(c);
        RtfToken token = read_word();
        if (token.word != "bin") return token;
        const auto size = static_cast<std::size_t>(std::max(token.number.value_or(0), 0));
        at_ += std::min(size, bytes_.size() - at_);
    }
    return {};
}

// At what follows a backslash.
RtfToken RtfTokens::read_word() {
    constexpr int kMostNumber = 1'000'000;
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && is_letter(bytes_[at_])) ++at_;
    RtfToken token{RtfToken::Kind::word, bytes_.substr(begin, at_ - begin), {}, 0};
    if (token.word.empty()) {
        if (at_ == bytes_.size()) return {};
        const char sign = bytes_[at_++];
        if (sign == '\\' || sign == '{' || sign == '}') return letter(sign);
        if (sign == '\r' || sign == '\n') return {RtfToken::Kind::word, "par", {}, 0};
        if (sign == '\'' && at_ + 2 <= bytes_.size() && hex(bytes_[at_]) >= 0 && hex(bytes_[at_ + 1]) >= 0) {
            at_ += 2;
            return letter(static_cast<char>(hex(bytes_[at_ - 2]) * 16 + hex(bytes_[at_ - 1])));
        }
        token.word = bytes_.substr(begin, 1);
        return token;
    }
    const bool negative = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && is_digit(bytes_[at_ + 1]);
    if (negative) ++at_;
    int number = 0;
    const std::size_t digits = at_;
    for (; at_ < bytes_.size() && is_digit(bytes_[at_]); ++at_)
        number = std::min(number * 10 + (bytes_[at_] - '0'), kMostNumber);
    if (at_ > digits) token.number = negative ? -number : number;
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    return token;
}

} // namespace dongthac::document
