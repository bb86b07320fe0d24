#include "shared/document/doc_paragraphs.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "shared/document/list_numbers.hpp"
#include "shared/document/paragraph_builder.hpp"

namespace dongthac::document {

namespace {

// Characters with a meaning (MS-DOC 2.4.1).
constexpr char16_t kPicture = 0x01, kNote = 0x02, kCellEnd = 0x07, kDrawing = 0x08, kLineBreak = 0x0B, kPageEnd = 0x0C,
                   kParagraphEnd = 0x0D, kColumnEnd = 0x0E, kFieldBegin = 0x13, kFieldMiddle = 0x14, kFieldEnd = 0x15,
                   kHardHyphen = 0x1E, kOptionalHyphen = 0x1F, kSymbol = 0x28;

/// Fields stand in each other; of each only the result is text.
class Fields {
  public:
    void begin() {
        in_code_.push_back(true);
        ++codes_;
    }
    void middle() {
        if (in_code_.empty()) return;
        codes_ -= in_code_.back() ? 1 : 0;
        in_code_.back() = false;
    }
    void end() {
        middle();
        if (!in_code_.empty()) in_code_.pop_back();
    }
    [[nodiscard]] bool shown() const { return codes_ == 0; }
    /// A paragraph's end in the code of a field is damage: nothing is hidden beyond it.
    void give_up() {
        if (shown()) return;
        in_code_.clear();
        codes_ = 0;
    }

  private:
    std::vector<bool> in_code_;
    std::size_t codes_ = 0; ///< how many of these: fields may stand in each other by the million
};

bool is_printed(const std::string& line) { return line.find_first_not_of(" \t") != std::string::npos; }

} // namespace

bool has_words(const DocLine& paragraph) { return std::ranges::any_of(paragraph.lines, is_printed); }

void put_number(DocLine& paragraph, std::string number) {
    const auto words = std::ranges::find_if(paragraph.lines, is_printed);
    if (words == paragraph.lines.end())
        paragraph.number = std::move(number);
    else
        *words = behind_number(number, *words);
}

std::vector<DocLine> doc_paragraphs(const DocText& text, const DocFormat& format, DocText::Range range,
                                    DocAside& aside) {
    std::vector<DocLine> paragraphs;
    ParagraphBuilder builder(aside);
    Fields fields;
    DocRun run;
    std::optional<text::LegacyEncoding> legacy;
    std::uint32_t from = 1, until = 0; // where `run` holds
    std::size_t open = 0;
    for (std::size_t cp = range.begin; cp < range.end && aside.letters <= kMostLetters; ++cp) {
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
        } else if (unit == kOptionalHyphen) {
            builder.add_optional_hyphen(run, legacy);
        } else if (unit == kSymbol && run.symbol != 0) {
            builder.add_symbol(run.symbol);
        } else if (unit == u'\t' || unit >= 0x20) {
            builder.add(unit, run, legacy);
        }
        // What is left prints nothing.
    }
    if (open > 0) paragraphs.push_back(builder.take({}, kParagraphEnd));
    return paragraphs;
}

} // namespace dongthac::document
