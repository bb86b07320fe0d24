#include "shared/document/paragraph_builder.hpp"

#include <algorithm>
#include <utility>

#include "shared/document/private_bullets.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char32_t c : text::to_code_points(text)) {
        const bool letter = !text::is_white_space(c);
        words += letter && !inside ? 1 : 0;
        inside = letter;
    }
    return words;
}

} // namespace

void ParagraphBuilder::add(char16_t unit, const DocRun& run, const std::optional<text::LegacyEncoding>& legacy) {
    ++aside_.letters;
    if (run.deleted || run.hidden) {
        std::string& left_out = run.deleted ? deleted_ : hidden_;
        text::append_utf8(left_out, unit);
        return;
    }
    if (legacy != legacy_) end_run();
    legacy_ = legacy;
    if (unit >= 0xDC00 && unit < 0xE000 && high_ != 0) {
        run_.push_back(0x10000 + ((high_ - 0xD800u) << 10) + (unit - 0xDC00u));
        high_ = 0;
    } else if (unit >= 0xD800 && unit < 0xDC00) {
        high_ = unit;
    } else {
        run_.push_back(unit);
    }
    if (unit != u' ' && unit != 0xA0) {
        any_ = true;
        bold_ = bold_ && run.bold.value_or(false);
        italic_ = italic_ && run.italic.value_or(false);
    }
}

void ParagraphBuilder::add_optional_hyphen(const DocRun& run, const std::optional<text::LegacyEncoding>& legacy) {
    if (legacy && legacy->table == text::LegacyTable::tcvn3) add(0xAD, run, legacy);
}

void ParagraphBuilder::add_symbol(char16_t symbol) {
    end_run();
    std::string text;
    text::append_utf8(text, symbol);
    line_ += without_private_bullet(std::move(text));
    any_ = true;
}

void ParagraphBuilder::break_line() {
    end_run();
    lines_.push_back(std::exchange(line_, {}));
}

void ParagraphBuilder::go_on() {
    if (!deleted_.empty()) deleted_ += ' ';
}

DocLine ParagraphBuilder::take(const DocParagraph& format, char16_t end) {
    break_line();
    aside_.deleted += words_in(deleted_);
    aside_.hidden += words_in(hidden_);
    deleted_.clear();
    hidden_.clear();
    DocLine line{std::exchange(lines_, {}), {}, format, end, any_ && bold_, any_ && italic_, std::exchange(marks_, {})};
    any_ = false;
    bold_ = italic_ = true;
    return line;
}

void ParagraphBuilder::end_run() {
    const std::string utf8 = text::to_utf8(run_);
    run_.clear();
    high_ = 0;
    const bool western = std::ranges::any_of(utf8, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    line_ += legacy_ && !utf8.empty() ? text::from_legacy(utf8, *legacy_) : utf8;
    if (legacy_ && western) aside_.legacy.insert(legacy_->table);
}

} // namespace dongthac::document
