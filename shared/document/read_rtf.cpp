#include "shared/document/read_rtf.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/document/doc_furniture.hpp"
#include "shared/document/doc_lines.hpp"
#include "shared/document/national_name.hpp"
#include "shared/document/paragraph_builder.hpp"
#include "shared/document/private_bullets.hpp"
#include "shared/document/rtf_tokens.hpp"
#include "shared/document/rtf_words.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::document {

namespace {

using base::Code;
using Kind = RtfToken::Kind;
using Opens = RtfOpens;

constexpr std::size_t kDeepest = 500;       ///< groups in groups
constexpr std::size_t kMostLines = 100'000; ///< paragraphs and line breaks
constexpr std::size_t kMostMegabytes = 2;   ///< of text, for the sentence
constexpr char16_t kCellEnd = 0x07, kParagraphEnd = 0x0D;

/// What a group is for. Words stand in `text` only.
enum class Sort { text, skip, table, shape, fonts };

struct Font {
    std::string name;
    int charset = 1;
    std::optional<text::LegacyEncoding> legacy = {};
};

/// What a group inherits from the one it stands in.
struct State {
    Sort sort = Sort::text;
    DocRun run;
    int font = -1;   ///< -1: the file's own
    int skipped = 1; ///< letters behind \u for programs that do not know it
    DocParagraph paragraph;
};

/// Text that stands apart from the one around it, by what becomes of it.
struct Flow {
    Opens kind;
    std::size_t depth; ///< groups that are open in it, its own included
    ParagraphBuilder builder;
    std::vector<DocLine> lines;
    std::string number; ///< of the paragraph that is read
};

class RtfReader {
  public:
    explicit RtfReader(std::string_view bytes) : tokens_(bytes) {
        flows_.push_back({Opens::text, 0, builder(), {}, {}});
    }

    enum class Outcome { read, damaged, too_long };
    [[nodiscard]] Outcome read() {
        for (RtfToken token = tokens_.next(); token.kind != Kind::end; token = tokens_.next()) {
            bool skipped = false; // this ends paragraphs that were no text
            if (token.kind == Kind::open) {
                if (stack_.size() == kDeepest) return Outcome::damaged;
                stack_.push_back(state_);
                fresh_ = true;
                starred_ = false;
                to_skip_ = 0;
                continue;
            }
            if (token.kind == Kind::close) {
                skipped = skips_paragraphs();
                close_group();
            } else if (to_skip_ > 0) {
                --to_skip_;
            } else if (token.kind == Kind::letter) {
                read_letter(token.byte);
            } else if (token.word == "*") {
                starred_ = fresh_;
                continue;
            } else {
                read_word(token);
            }
            fresh_ = false;
            ends_skipped_ = skipped;
            if (misplaced_) return Outcome::damaged;
            if (lines_ > kMostLines || aside_.letters > kMostLetters) return Outcome::too_long;
        }
        cut_off_ = !stack_.empty();
        // A group that should have ended before the text took it.
        if (cut_off_ && (ends_skipped_ || skips_paragraphs())) return Outcome::damaged;
        while (!stack_.empty()) close_group();
        end_flow();
        return Outcome::read;
    }
    [[nodiscard]] ReadText take(bool& pictures_only);
    /// A group of it does not end.
    [[nodiscard]] bool cut_off() const { return cut_off_; }

  private:
    [[nodiscard]] bool skips_paragraphs() const { return state_.sort != Sort::text && skipped_paragraph_; }
    [[nodiscard]] ParagraphBuilder builder() { return ParagraphBuilder(aside_); }
    Flow& flow() { return flows_.back(); }

    void close_group() {
        to_skip_ = 0;
        if (state_.sort == Sort::fonts) end_font();
        while (flows_.size() > 1 && flow().depth >= stack_.size()) end_flow();
        if (stack_.empty()) return;
        state_ = stack_.back();
        stack_.pop_back();
    }
    void end_paragraph(char16_t end) {
        ++lines_;
        DocLine line = flow().builder.take(state_.paragraph, end);
        put_number(line, std::exchange(flow().number, {}));
        flow().lines.push_back(std::move(line));
    }
    void end_row() {
        ++lines_;
        DocLine line;
        line.lines = {""};
        line.format.in_table = line.format.row_end = true;
        line.format.ruled = ruled_;
        line.end = kCellEnd;
        flow().lines.push_back(std::move(line));
    }
    void end_flow() {
        if (!flow().builder.empty()) end_paragraph(kParagraphEnd);
        if (flows_.size() == 1) return;
        Flow ended = std::move(flows_.back());
        flows_.pop_back();
        std::string words = words_of(ended.lines);
        if (ended.kind == Opens::box) {
            const auto furniture = std::ranges::find(flows_, Opens::furniture, &Flow::kind);
            std::ranges::move(ended.lines, std::back_inserter(furniture == flows_.end() ? boxes_ : furniture->lines));
        } else if (words.empty()) {
            return;
        } else if (ended.kind == Opens::note) {
            flow().builder.mark_note(notes_.size());
            notes_.push_back(std::move(words));
        } else if (ended.kind == Opens::number) {
            const std::size_t first = words.find_first_not_of(" \t");
            flow().number = words.substr(first, words.find_last_not_of(" \t") + 1 - first);
            if (flow().number == "o") flow().number = "•"; // of a typewriter's face: the ring of second levels
        } else {
            furniture_.add(std::move(ended.lines));
        }
    }

    void leave_text(Sort sort) {
        if (state_.sort == Sort::text) skipped_paragraph_ = false;
        state_.sort = sort;
    }
    void open(Opens what) {
        switch (what) {
        case Opens::picture:
            ++aside_.pictures;
            leave_text(Sort::skip);
            break;
        case Opens::comment:
            ++comments_;
            leave_text(Sort::skip);
            break;
        case Opens::skip: leave_text(Sort::skip); break;
        case Opens::table: leave_text(Sort::table); break;
        case Opens::shape: leave_text(Sort::shape); break;
        case Opens::fonts: leave_text(Sort::fonts); break;
        case Opens::text: break;
        default:
            state_.sort = Sort::text;
            state_.run = {};
            state_.paragraph = {};
            flows_.push_back({what, stack_.size(), builder(), {}, {}});
        }
    }

    void read_word(const RtfToken& token) {
        if (token.word == "par" && state_.sort != Sort::text) {
            skipped_paragraph_ = true;
            misplaced_ = misplaced_ || state_.sort == Sort::table || state_.sort == Sort::fonts;
        }
        if (state_.sort == Sort::skip || state_.sort == Sort::table) return;
        if (const auto what = rtf_opens(token.word)) return open(*what);
        if (fresh_ && starred_) {
            leave_text(Sort::skip);
        } else if (state_.sort == Sort::fonts) {
            if (token.word == "f") end_font(), font_ = token.number.value_or(0);
            if (token.word == "fcharset") read_font_.charset = token.number.value_or(0);
        } else if (token.word == "deff") {
            default_font_ = token.number.value_or(0);
        } else if (token.word == "ansicpg") {
            code_page_ = token.number.value_or(0);
        } else if (const auto shown = rtf_character(token.word)) {
            add(*shown);
        } else if (token.word == "-") {
            if (state_.sort == Sort::text) flow().builder.add_optional_hyphen(state_.run, font().legacy);
        } else if (token.word == "u") {
            add(static_cast<char16_t>(token.number.value_or(0xFFFD)));
            to_skip_ = state_.skipped;
        } else if (!read_look(token)) {
            read_paragraph(token);
        }
    }
    /// Words about letters.
    bool read_look(const RtfToken& token) {
        const bool on = token.number.value_or(1) != 0;
        if (token.word == "b")
            state_.run.bold = on;
        else if (token.word == "i")
            state_.run.italic = on;
        else if (token.word == "v")
            state_.run.hidden = on;
        else if (token.word == "deleted")
            state_.run.deleted = on;
        else if (token.word == "f")
            state_.font = token.number.value_or(0);
        else if (token.word == "uc")
            state_.skipped = std::clamp(token.number.value_or(1), 0, 16);
        else if (token.word == "plain")
            state_.run = {}, state_.font = -1;
        else
            return false;
        return true;
    }
    void read_paragraph(const RtfToken& token) {
        const std::string_view word = token.word;
        DocParagraph& paragraph = state_.paragraph;
        if (word == "par" && state_.run.deleted) return flow().builder.go_on();
        if (word == "par" || word == "sect" || word == "nestcell") return end_paragraph(kParagraphEnd);
        if (word == "cell") return end_paragraph(kCellEnd);
        if (word == "row") return end_row();
        if (word == "line" || word == "page" || word == "column") {
            ++lines_;
            flow().builder.break_line();
        }
        if (word == "pard") paragraph = {};
        if (word == "qc") paragraph.centred = true;
        if (word == "ql" || word == "qj" || word == "qr") paragraph.centred = false;
        if (word == "intbl") paragraph.in_table = true;
        if (word == "trowd") ruled_ = border_ = false;
        if (word.starts_with("clbrdr") || word.starts_with("trbrdr")) border_ = true;
        if (word == "brdrs" || word == "brdrth" || word == "brdrdb" || word == "brdrhair") ruled_ = ruled_ || border_;
        if (word == "cellx" || word == "brdrnone" || word == "brdrnil") border_ = false;
    }

    void read_letter(unsigned char byte) {
        constexpr int kSymbols = 2, kVietnamese = 163, kFilesOwn = 1;
        if (state_.sort == Sort::fonts) {
            if (byte == ';') return end_font();
            constexpr std::size_t kLongestName = 64;
            if (read_font_.name.size() < kLongestName) read_font_.name += static_cast<char>(byte);
            return;
        }
        const int charset = font().charset;
        if (charset == kSymbols && byte > ' ') return add(static_cast<char16_t>(0xF000 + byte));
        const bool vietnamese = charset == kVietnamese || (charset == kFilesOwn && code_page_ == 1258);
        add(static_cast<char16_t>(vietnamese ? text::from_windows_1258(byte) : text::from_windows_1252(byte)));
    }
    void add(char16_t unit) {
        if (state_.sort != Sort::text || (unit < ' ' && unit != '\t')) return;
        const Font& shown = font();
        const std::string_view symbol = shown.legacy || unit <= ' ' ? "" : symbol_of(shown.name, unit);
        if (!symbol.empty()) unit = static_cast<char16_t>(text::decode_at(symbol, 0).value);
        flow().builder.add(unit, state_.run, shown.legacy);
    }
    [[nodiscard]] const Font& font() const {
        static const Font kUnknown;
        const auto found = fonts_.find(state_.font < 0 ? default_font_ : state_.font);
        return found == fonts_.end() ? kUnknown : found->second;
    }
    void end_font() {
        constexpr std::size_t kMostFonts = 4096;
        if (read_font_.name.empty() || fonts_.size() == kMostFonts) return;
        read_font_.name.erase(0, read_font_.name.find_first_not_of(' '));
        read_font_.legacy = text::legacy_font(read_font_.name);
        fonts_.insert_or_assign(font_, std::exchange(read_font_, {}));
    }

    RtfTokens tokens_;
    DocAside aside_;
    State state_;
    std::vector<State> stack_;
    std::vector<Flow> flows_;
    bool fresh_ = false;             ///< nothing stands before this in its group
    bool starred_ = false;           ///< but \*
    bool skipped_paragraph_ = false; ///< in the group that is no text
    bool ends_skipped_ = false;      ///< the last piece ended such a group
    bool misplaced_ = false, cut_off_ = false;
    int to_skip_ = 0;
    std::map<int, Font> fonts_;
    Font read_font_;
    int font_ = 0, default_font_ = 0, code_page_ = 1252;
    bool ruled_ = false, border_ = false;
    std::size_t lines_ = 0, comments_ = 0;
    std::vector<std::string> notes_;
    std::vector<DocLine> boxes_;
    DocFurniture furniture_;
};

ReadText RtfReader::take(bool& pictures_only) {
    ReadText out;
    std::size_t bars = 0;
    const auto note_at = [&](std::size_t note) { return notes_[note]; };
    const auto is_blank = [](const ReadLine& line) { return line.text.find_first_not_of(" \t") == std::string::npos; };
    const std::vector<DocLine>& main = flow().lines;
    if (!has_national_name(main, kLetterheadBytes) && !has_national_name(boxes_, kLetterheadBytes))
        out.lines = doc_lines(furniture_.take_letterhead(), note_at, bars);
    std::ranges::move(doc_lines(main, note_at, bars), std::back_inserter(out.lines));
    std::vector<ReadLine> boxed = doc_lines(boxes_, note_at, bars);
    std::erase_if(boxed, is_blank);
    const auto say = [&](const char* key, std::size_t count) {
        if (count > 0) out.remarks.push_back({key, std::to_string(count)});
    };
    say("text_boxes", boxed.size());
    std::ranges::move(boxed, std::back_inserter(out.lines));
    pictures_only = std::ranges::all_of(out.lines, is_blank) && aside_.pictures > 0;
    say("bars", bars);
    if (const std::string furniture = furniture_.words(); !furniture.empty())
        out.remarks.push_back({"page_furniture", furniture});
    say("pictures", aside_.pictures);
    say("notes", notes_.size());
    say("comments", comments_);
    say("deleted", aside_.deleted);
    say("hidden", aside_.hidden);
    for (const text::LegacyTable table : aside_.legacy)
        out.remarks.push_back({"legacy_letters", std::string(text::name_of(table))});
    return out;
}

} // namespace

base::Result<ReadText> read_rtf(std::string_view bytes, std::string_view file_name) {
    const std::string path(file_name);
    RtfReader reader(bytes);
    switch (reader.read()) {
    case RtfReader::Outcome::damaged: return base::fail(Code::damaged_file, {{"path", path}, {"reason", "RTF"}});
    case RtfReader::Outcome::too_long:
        return base::fail(Code::too_large, {{"path", path}, {"limit_mb", std::to_string(kMostLetters >> 20)}});
    case RtfReader::Outcome::read: break;
    }
    bool pictures_only = false;
    ReadText text = reader.take(pictures_only);
    const auto is_blank = [](const ReadLine& line) { return line.text.find_first_not_of(" \t") == std::string::npos; };
    if (!std::ranges::all_of(text.lines, is_blank)) return text;
    if (reader.cut_off()) return base::fail(Code::damaged_file, {{"path", path}, {"reason", "RTF"}});
    return base::fail(pictures_only ? Code::only_pictures : Code::empty_file, {{"path", path}});
}

} // namespace dongthac::document
