#include "bench/typist.hpp"

#include <algorithm>

namespace dongthac::bench {

namespace {

std::uint32_t length_of(const std::string& utf8) {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

std::u32string characters_of(const std::string& utf8) {
    std::u32string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t code = size == 1 ? lead : lead & (0xFFu >> (size + 1));
        for (std::size_t k = 1; k < size && i + k < utf8.size(); ++k)
            code = (code << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
        out += code;
        i += size;
    }
    return out;
}

std::string utf8_of(const std::u32string& characters) {
    std::string out;
    for (const char32_t code : characters) {
        if (code < 0x80) {
            out += static_cast<char>(code);
            continue;
        }
        const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        out += static_cast<char>((0xF00u >> more & 0xFFu) | (code >> (6 * more)));
        for (int k = more - 1; k >= 0; --k) out += static_cast<char>(0x80 | ((code >> (6 * k)) & 0x3F));
    }
    return out;
}

Typist::Typist(change::Document document, std::vector<change::Change> changes, const base::NodeId& node,
               const base::ReplicaId& replica, std::uint64_t counter)
    : document_(std::move(document)), changes_(std::move(changes)), node_(node), last_{replica, counter} {
    for (const std::string& token : document_.obtain(node_).tokens) sizes_.push_back(length_of(token));
}

void Typist::type(std::size_t position, std::size_t removed, const std::u32string& inserted) {
    const bool follows = position == cursor_ || (removed > 0 && position + removed == cursor_);
    const bool inside = position >= begin_ && position + removed <= begin_ + window_.size();
    if (is_open_ && (!follows || !inside)) flush();
    if (!is_open_) open(position, removed);
    window_.replace(position - begin_, removed, inserted);
    cursor_ = position + inserted.size();
    if (inserted.find(U'\n') != std::u32string::npos) flush();
}

void Typist::open(std::size_t position, std::size_t removed) {
    // Two tokens more on the left and three on the right: the outermost ones stay as they are, so that cutting the
    // window into tokens gives what cutting the whole text would.
    std::size_t token = 0;
    std::size_t begin = 0;
    while (token < sizes_.size() && begin + sizes_[token] <= position) begin += sizes_[token++];
    std::size_t end = begin;
    std::size_t behind = token;
    while (behind < sizes_.size() && end < position + removed) end += sizes_[behind++];
    first_token_ = token;
    for (int i = 0; i < 2 && first_token_ > 0; ++i) begin -= sizes_[--first_token_];
    behind = std::min(behind + 3, sizes_.size());
    token_count_ = behind - first_token_;
    begin_ = begin;
    const std::vector<std::string>& tokens = document_.obtain(node_).tokens;
    std::string text;
    for (std::size_t i = first_token_; i < behind; ++i) text += tokens[i];
    window_ = characters_of(text);
    is_open_ = true;
}

void Typist::flush() {
    if (!is_open_) return;
    is_open_ = false;
    const std::vector<std::string>& tokens = document_.obtain(node_).tokens;
    const std::vector<std::string> after = text::tokenise(utf8_of(window_));
    std::vector<text::TokenHunk> hunks = text::diff(std::span(tokens).subspan(first_token_, token_count_), after);
    if (hunks.empty()) return;
    for (text::TokenHunk& hunk : hunks) hunk.position += first_token_;
    write(std::move(hunks));
    const auto from = sizes_.begin() + static_cast<std::ptrdiff_t>(first_token_);
    const auto place = sizes_.erase(from, from + static_cast<std::ptrdiff_t>(token_count_));
    std::vector<std::uint32_t> fresh;
    for (const std::string& token : after) fresh.push_back(length_of(token));
    sizes_.insert(place, fresh.begin(), fresh.end());
}

void Typist::write(std::vector<text::TokenHunk> hunks) {
    change::Change change;
    change.payload = change::EditText{node_, std::move(hunks)};
    change.id = {last_.replica, ++last_.counter};
    change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
    change.document = document_.head.id;
    change.lamport = document_.head.lamport + 1;
    change.parents = document_.head.heads;
    change::apply_next(document_.head, document_, change);
    changes_.push_back(std::move(change));
    ++bursts_;
}

} // namespace dongthac::bench
