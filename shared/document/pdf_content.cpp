#include "shared/document/pdf_content.hpp"

#include <algorithm>
#include <charconv>

namespace dongthac::document {

namespace {

constexpr int kDeepest = 32;
constexpr std::size_t kMostOperands = 200'000; ///< of one operator, its lists' too

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").contains(c); }
bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool looks_like_number(std::string_view token) {
    return !token.empty() && token.find_first_not_of("+-.0123456789") == std::string_view::npos &&
           token.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace

double pdf_number(std::string_view text) {
    const bool negative = text.starts_with('-');
    while (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    double value = 0;
    (void)std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    // A coordinate of a page is small; what is not would only make later sums overflow.
    value = std::clamp(value, 0.0, 1e9);
    return negative ? -value : value;
}

double PdfOperation::number(std::size_t index) const {
    return index < operands.size() && operands[index].kind == PdfOperand::Kind::number ? operands[index].number : 0;
}

void PdfContent::skip_space() {
    while (at_ < content_.size()) {
        if (is_space(content_[at_])) {
            ++at_;
        } else if (content_[at_] == '%') {
            while (at_ < content_.size() && content_[at_] != '\n' && content_[at_] != '\r') ++at_;
        } else {
            return;
        }
    }
}

PdfOperand PdfContent::read_literal() {
    PdfOperand operand{PdfOperand::Kind::string, 0, {}, {}};
    int open = 1;
    for (++at_; at_ < content_.size(); ++at_) {
        char c = content_[at_];
        if (c == '(') ++open;
        if (c == ')' && --open == 0) break;
        if (c != '\\' || at_ + 1 >= content_.size()) {
            operand.text += c;
            continue;
        }
        c = content_[++at_];
        if (c >= '0' && c <= '7') {
            int value = 0;
            std::size_t digits = 0;
            for (; digits < 3 && at_ + digits < content_.size(); ++digits) {
                const char digit = content_[at_ + digits];
                if (digit < '0' || digit > '7') break;
                value = value * 8 + (digit - '0');
            }
            at_ += digits - 1;
            operand.text += static_cast<char>(value & 0xFF);
        } else if (c == '\r' || c == '\n') {
            if (c == '\r' && at_ + 1 < content_.size() && content_[at_ + 1] == '\n') ++at_;
        } else {
            constexpr std::string_view kNames = "nrtbf";
            const auto named = kNames.find(c);
            operand.text += named == std::string_view::npos ? c : "\n\r\t\b\f"[named];
        }
    }
    if (at_ < content_.size()) ++at_;
    return operand;
}

PdfOperand PdfContent::read_hex() {
    PdfOperand operand{PdfOperand::Kind::string, 0, {}, {}};
    int high = -1;
    for (++at_; at_ < content_.size() && content_[at_] != '>'; ++at_) {
        const int digit = hex_digit(content_[at_]);
        if (digit < 0) continue;
        if (high < 0) {
            high = digit;
        } else {
            operand.text += static_cast<char>(high * 16 + digit);
            high = -1;
        }
    }
    if (high >= 0) operand.text += static_cast<char>(high * 16);
    if (at_ < content_.size()) ++at_;
    return operand;
}

PdfOperand PdfContent::read_name() {
    PdfOperand operand{PdfOperand::Kind::name, 0, {}, {}};
    for (++at_; at_ < content_.size() && is_regular(content_[at_]); ++at_) {
        char c = content_[at_];
        if (c == '#' && at_ + 2 < content_.size() && hex_digit(content_[at_ + 1]) >= 0 &&
            hex_digit(content_[at_ + 2]) >= 0) {
            c = static_cast<char>(hex_digit(content_[at_ + 1]) * 16 + hex_digit(content_[at_ + 2]));
            at_ += 2;
        }
        operand.text += c;
    }
    return operand;
}

PdfOperand PdfContent::read_group(char close, PdfOperand::Kind kind, int depth) {
    PdfOperand operand{kind, 0, {}, {}};
    while (true) {
        skip_space();
        if (at_ >= content_.size()) break;
        if (content_[at_] == close) {
            ++at_;
            if (close == '>' && at_ < content_.size() && content_[at_] == '>') ++at_;
            break;
        }
        // A word that is no operand (true, null) says nothing of the text, but keeps keys and values apart.
        if (!read_operand(operand.items, depth + 1)) {
            const std::size_t begin = at_;
            while (at_ < content_.size() && is_regular(content_[at_])) ++at_;
            if (at_ == begin) ++at_;
            operand.items.emplace_back();
        }
        if (read_ > kMostOperands) break;
    }
    return operand;
}

bool PdfContent::read_operand(std::vector<PdfOperand>& into, int depth) {
    ++read_;
    if (depth > kDeepest) return false;
    const char c = content_[at_];
    if (c == '(') {
        into.push_back(read_literal());
    } else if (c == '<' && at_ + 1 < content_.size() && content_[at_ + 1] == '<') {
        at_ += 2;
        into.push_back(read_group('>', PdfOperand::Kind::dictionary, depth));
    } else if (c == '<') {
        into.push_back(read_hex());
    } else if (c == '/') {
        into.push_back(read_name());
    } else if (c == '[') {
        ++at_;
        into.push_back(read_group(']', PdfOperand::Kind::list, depth));
    } else {
        std::size_t end = at_;
        while (end < content_.size() && is_regular(content_[end])) ++end;
        const std::string_view token = content_.substr(at_, end - at_);
        if (!looks_like_number(token)) return false;
        into.push_back({PdfOperand::Kind::number, pdf_number(token), {}, {}});
        at_ = end;
    }
    return true;
}

void PdfContent::skip_inline_image() {
    // The bytes may hold anything, also "EI": the one that counts stands alone and text follows it.
    while (at_ < content_.size()) {
        const std::size_t end = content_.find("EI", at_);
        if (end == std::string_view::npos) break;
        at_ = end + 2;
        const bool alone =
            end > 0 && is_space(content_[end - 1]) && (at_ == content_.size() || is_space(content_[at_]));
        const std::string_view after = content_.substr(at_, 12);
        const bool text = std::ranges::all_of(after, [](char c) { return is_space(c) || (c >= 0x20 && c < 0x7F); });
        if (alone && text) return;
    }
    at_ = content_.size();
}

std::optional<PdfOperation> PdfContent::next() {
    PdfOperation operation;
    read_ = 0;
    while (true) {
        skip_space();
        if (at_ >= content_.size()) return std::nullopt;
        if (read_operand(operation.operands, 0)) {
            if (read_ > kMostOperands) {
                operation.operands.clear();
                read_ = 0;
            }
            continue;
        }
        const std::size_t begin = at_;
        while (at_ < content_.size() && is_regular(content_[at_])) ++at_;
        if (at_ == begin) { // a bracket that closes nothing
            ++at_;
            continue;
        }
        operation.name = std::string(content_.substr(begin, at_ - begin));
        if (operation.name == "ID") skip_inline_image();
        return operation;
    }
}

} // namespace dongthac::document
