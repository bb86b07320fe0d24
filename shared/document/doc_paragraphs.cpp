#include "shared/document/doc_paragraphs.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "shared/document/private_bullets.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

// Characters with a meaning (MS-DOC 2.4.1).
constexpr char16_t kPicture = 0x01, kNote = 0x02, kCellEnd = 0x07, kDrawing = 0x08, kLineBreak = 0x0B, kPageEnd = 0x0C,
                   kParagraphEnd = 0x0D, kColumnEnd = 0x0E, kFieldBegin = 0x13, kFieldMiddle = 0x14, kFieldEnd = 0x15,
                   kHardHyphen = 0x1E, kSymbol = 0x28;

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

/// Takes characters with what is said of them and makes paragraphs.
class Builder {
  public:
    explicit Builder(DocAside& aside) : aside_(aside) {}

    void add(char16_t unit, const DocRun& run, const std::optional<text::LegacyEncoding>& legacy) {
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
    void add_symbol(char16_t symbol) {
        end_run();
        std::string text;
        text::append_utf8(text, symbol);
        line_ += without_private_bullet(std::move(text));
        any_ = true;
    }
    void break_line() {
        end_run();
        lines_.push_back(std::exchange(line_, {}));
    }
    /// The end of the paragraph was deleted.
    void go_on() {
        if (!deleted_.empty()) deleted_ += ' ';
    }
    void mark_note(std::size_t cp) { marks_.push_back(cp); }

    [[nodiscard]] DocLine take(const DocParagraph& format, char16_t end) {
        break_line();
        aside_.deleted += words_in(deleted_);
        aside_.hidden += words_in(hidden_);
        deleted_.clear();
        hidden_.clear();
        DocLine line{std::exchange(lines_, {}), {}, format, end, any_ && bold_, any_ && italic_,
                     std::exchange(marks_, {})};
        any_ = false;
        bold_ = italic_ = true;
        return line;
    }

  private:
    void end_run() {
        const std::string utf8 = text::to_utf8(run_);
        run_.clear();
        high_ = 0;
        const bool western = std::ranges::any_of(utf8, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        line_ += legacy_ && !utf8.empty() ? text::from_legacy(utf8, *legacy_) : utf8;
        if (legacy_ && western) aside_.legacy.insert(legacy_->table);
    }

    DocAside& aside_;
    std::u32string run_;
    std::optional<text::LegacyEncoding> legacy_;
    char16_t high_ = 0; ///< the first half of a letter outside of the basic plane
    std::string line_, deleted_, hidden_;
    std::vector<std::string> lines_;
    std::vector<std::size_t> marks_;
    bool any_ = false, bold_ = true, italic_ = true;
};

/// Fields stand in each other; of each only the result is text.
class Fields {
  public:
    void begin() { in_code_.push_back(true); }
    void middle() {
        if (!in_code_.empty()) in_code_.back() = false;
    }
    void end() {
        if (!in_code_.empty()) in_code_.pop_back();
    }
    [[nodiscard]] bool shown() const { return std::ranges::find(in_code_, true) == in_code_.end(); }
    /// A paragraph's end in the code of a field is damage: nothing is hidden beyond it.
    void give_up() {
        if (!shown()) in_code_.clear();
    }

  private:
    std::vector<bool> in_code_;
};

} // namespace

std::vector<DocLine> doc_paragraphs(const DocText& text, const DocFormat& format, DocText::Range range,
                                    DocAside& aside) {
    std::vector<DocLine> paragraphs;
    Builder builder(aside);
    Fields fields;
    DocRun run;
    std::optional<text::LegacyEncoding> legacy;
    std::uint32_t from = 1, until = 0; // where `run` holds
    std::size_t open = 0;
    for (std::size_t cp = range.begin; cp < range.end; ++cp) {
        const char16_t unit = text.character(cp);
        const std::uint32_t offset = text.offset(cp);
        if (offset < from || offset >= until) {
            run = format.run_at(offset);
            legacy = format.legacy_of(run);
            from = offset;
            until = format.next_change(offset);
        }
        ++open;
        if (unit == kFieldBegin) {
            fields.begin();
        } else if (unit == kFieldMiddle) {
            fields.middle();
        } else if (unit == kFieldEnd) {
            fields.end();
        } else if (unit == kParagraphEnd && run.deleted) {
            fields.give_up();
            builder.go_on();
        } else if (unit == kParagraphEnd || unit == kCellEnd || unit == kPageEnd) {
            fields.give_up();
            paragraphs.push_back(builder.take(format.paragraph_at(offset), unit));
            open = 0;
        } else if (!fields.shown()) {
            continue;
        } else if (unit == kLineBreak || unit == kColumnEnd) {
            builder.break_line();
        } else if (unit == kPicture || unit == kDrawing) {
            ++aside.pictures;
        } else if (unit == kNote) {
            builder.mark_note(cp);
        } else if (unit == kHardHyphen) {
            builder.add(u'-', run, legacy);
        } else if (unit == kSymbol && run.symbol != 0) {
            builder.add_symbol(run.symbol);
        } else if (unit == u'\t' || unit >= 0x20) {
            builder.add(unit, run, legacy);
        }
        // What is left, the optional hyphen among it, prints nothing.
    }
    if (open > 0) paragraphs.push_back(builder.take({}, kParagraphEnd));
    return paragraphs;
}

} // namespace dongthac::document
