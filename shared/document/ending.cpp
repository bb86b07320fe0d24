#include "shared/document/ending.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/document/person_name.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/signatures.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using text::LabelKind;

constexpr std::ptrdiff_t kLongestTitle = 8; // words
constexpr std::ptrdiff_t kLongestName = 5;  // words
constexpr std::size_t kSignatureLines = 12; // looked back over from the recipients or the end

bool is_position(std::string_view key) {
    constexpr std::string_view kPositions[] = {
        "hieu truong",   "pho hieu truong", "truong phong",      "pho truong phong",    "chu tich",
        "pho chu tich",  "giam doc",        "pho giam doc",      "bo truong",           "thu truong",
        "truong ban",    "pho truong ban",  "chanh van phong",   "pho chanh van phong", "chu nhiem",
        "pho chu nhiem", "vu truong",       "cuc truong",        "to truong",           "bi thu",
        "pho bi thu",    "nguoi lap",       "nguoi bao cao",     "chu co so",           "quan ly",
        "thu ky",        "truong khoa",     "quyen hieu truong", "quyen truong phong",  "chu nhom",
        "chu tri",       "chu toa",         "nguoi viet",        "nguoi ghi",           "nguoi tong hop"};
    return std::ranges::any_of(kPositions, [&](std::string_view position) { return starts_with_words(key, position); });
}

// Positions nobody can list ("CỤM TRƯỞNG", "TRƯỞNG TIỂU BAN") are made of these words.
bool names_position(std::string_view key) {
    constexpr std::string_view kWords[] = {"truong",  "pho",      "chu tich", "giam doc",  "bi thu",    "chu nhiem",
                                           "quan ly", "thu ky",   "dai dien", "phu trach", "chu co so", "nguoi lap",
                                           "ke toan", "hieu pho", "chu tri",  "chu toa"};
    return std::ranges::any_of(kWords, [&](std::string_view word) { return has_words(key, word); });
}

bool is_title(std::string_view text) {
    if (text.size() >= 120) return false;
    const std::string key = key_of(text, 80);
    const auto words = std::ranges::count(key, ' ') + 1;
    if (capital_share(text) > 0.8) return is_position(key) || (words <= 8 && words >= 2 && names_position(key));
    return is_position(key) && words <= 4;
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

// "(Đã ký)", "(Ký tên, đóng dấu)"
bool is_note(std::string_view text) { return text.size() < 80 && text.front() == '(' && text.back() == ')'; }

// "Đặng Thị Hòa", "ThS. Lò Văn Sơn", "NGUYỄN VĂN AN": two to six words that each start with a capital.
bool is_person(std::string_view text) {
    if (text.size() > 80 || text.find_first_of("0123456789:;,/()") != std::string_view::npos) return false;
    if (text.find(" -") != std::string_view::npos || text.find("- ") != std::string_view::npos) return false;
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (!is_upper(first_letter(text.substr(at, end - at)))) return false;
        ++words;
        at = end + 1;
    }
    return words >= 2 && words <= 6 && !is_title(text) && !is_authority(text);
}

bool is_recipients_heading(std::string_view text) {
    return starts_with(text, "Nơi nhận") || starts_with(text, "NƠI NHẬN") || starts_with(text, "Nơi gửi:");
}

bool is_signing(std::string_view text) {
    return is_authority(text) || is_title(text) || is_person(text) || is_note(text);
}

bool opens_appendix(const TextLine& line) { return line.text.size() <= 200 && is_appendix_title(line.text); }

// "PHỤ LỤC", "Phụ lục 01", "PHỤ LỤC II:": nothing else on its line, so it is one wherever it stands.
bool is_lone_appendix_title(const TextLine& line) {
    return opens_appendix(line) && line.words.size() <= 3 && !ends_with(line.text, ".") && !ends_with(line.text, ";");
}

bool has_heading_cell(const SourceText& source, const TextLine& line) {
    if (line.text.find("ơi nhận") == std::string::npos && line.text.find("NƠI NHẬN") == std::string::npos &&
        !starts_with(line.text, "Nơi gửi:"))
        return false;
    const auto cells = cells_of(source, line);
    return std::ranges::any_of(cells, [](const Cell& cell) {
        return is_recipients_heading(cell.text) &&
               (cell.words.size() <= 3 || cell.text.find(':') < std::string_view("Nơi nhận ::").size() + 2);
    });
}

// Walks up from `end` over lines that only sign.
std::size_t signature_start(const SourceText& source, const std::vector<TextLine>& lines, std::size_t end) {
    std::size_t start = end;
    bool authority = false;
    for (std::size_t i = end; i-- > 0 && end - i <= kSignatureLines;) {
        const auto cells = cells_of(source, lines[i]);
        if (lines[i].look.table_row) break;
        if (!std::ranges::all_of(cells, [](const Cell& cell) { return is_signing(cell.text); })) break;
        authority = authority || std::ranges::any_of(cells, [](const Cell& cell) {
                        return !is_person(cell.text) && !is_note(cell.text);
                    });
        start = i;
    }
    return authority ? start : end; // names alone could be anybody's
}

// A table behind the signature has its title over it, in the middle of the page.
std::size_t title_start(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first,
                        std::size_t at) {
    if (!lines[at].look.table_row) return at;
    while (at > first + 1 && lines[at - 1].look.centred) {
        const auto cells = cells_of(source, lines[at - 1]);
        if (std::ranges::any_of(cells, [](const Cell& cell) { return is_signing(cell.text); })) break;
        --at;
    }
    return at;
}

/// Sorts the cells of the ending into recipients and signature.
class EndingReader {
  public:
    EndingReader(const SourceText& source, model::Outline& outline) : source_(source), outline_(outline) {}

    void read(const TextLine& line) {
        if (line.look.table_row) return add(ItemRole::table_row, 0, line.words);
        ++line_;
        column_ = 0;
        for (const Cell& cell : cells_of(source_, line)) {
            column_ += source_.words()[cell.words.front()].gap;
            read_cell(cell);
            column_ += letters_in(cell.text);
        }
    }

    Ending take() {
        Signatures::Reading signatures = signatures_.decide();
        // Who does not sign stays where it stands, as a note.
        for (const std::size_t piece : signatures.others) pieces_[piece].role = ItemRole::paragraph;
        outline_.signer_titles = std::move(signatures.titles);
        outline_.signer_name = std::move(signatures.name);
        part_signer();
        Ending out;
        for (Piece& piece : pieces_)
            out.blocks.push_back(make_block(source_, piece.role, piece.level, std::move(piece.words), piece.label));
        out.other_signers = std::move(signatures.other_names);
        return out;
    }

  private:
    struct Piece {
        ItemRole role = ItemRole::recipient;
        int level = 0;
        WordList words;
        std::size_t label = 0;
    };

    void read_cell(const Cell& cell) {
        if (is_recipients_heading(cell.text)) return read_heading(cell);
        const text::Label label = label_of(cell.text);
        const bool bulleted =
            label.kind == LabelKind::dash || label.kind == LabelKind::plus || label.kind == LabelKind::dot;
        if (in_recipients_ && bulleted) return read_recipients(cell.words);
        if (is_authority(cell.text) || is_title(cell.text)) return read_titles(cell);
        if (is_person(cell.text) && signatures_.wants_name()) {
            signatures_.name(here(), cell.text);
            return add(ItemRole::signer_name, 0, cell.words);
        }
        // "(Đã ký)" and whatever stands below the name are neither.
        if (!in_recipients_ || signatures_.has_name() || key_of(cell.text).empty() || cell.text.front() == '(') return;
        Piece* open = last_recipient();
        if (open == nullptr || closed(open->words)) return add(ItemRole::recipient, 1, cell.words);
        open->words.insert(open->words.end(), cell.words.begin(), cell.words.end());
    }

    // "Nơi nhận:" alone, or with its list behind it on the line.
    void read_heading(const Cell& cell) {
        std::size_t words = 2;
        if (cell.words.size() > 2 && source_.words()[cell.words[2]].text == ":") words = 3;
        const auto split = cell.words.begin() + static_cast<std::ptrdiff_t>(std::min(words, cell.words.size()));
        add(ItemRole::recipients_heading, 0, WordList(cell.words.begin(), split));
        in_recipients_ = true;
        WordList rest(split, cell.words.end());
        if (rest.empty()) return;
        Cell after{rest, source_.join(rest)};
        if (is_authority(after.text) || is_title(after.text)) return read_titles(after);
        read_recipients(rest);
    }

    // One recipient a piece; "- A; - B." on one line is two.
    void read_recipients(const WordList& words) {
        WordList one;
        for (const std::uint32_t word : words) {
            if (!one.empty() && closed(one) && source_.words()[word].text == "-") {
                add(ItemRole::recipient, 1, one);
                one.clear();
            }
            one.push_back(word);
        }
        add(ItemRole::recipient, 1, one);
    }

    // "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG" is two lines of a signature that lost its break.
    void read_titles(const Cell& cell) {
        WordList one;
        for (const std::uint32_t word : cell.words) {
            const std::string_view text = source_.words()[word].text;
            const std::string before = source_.join(one);
            const bool behind_authority = text == "PHÓ" && is_authority(before) && one.size() > 2;
            const bool head_of_committee = text == "CHỦ" && starts_with(before, "TM.") && ends_with(before, " DÂN");
            if (!one.empty() && (is_authority(std::string(text) + " ") || behind_authority || head_of_committee))
                add_title(one);
            one.push_back(word);
        }
        add_title(one);
    }

    void add_title(WordList& words) {
        const std::string text = source_.join(words);
        signatures_.title(here(), text);
        add(is_authority(text) ? ItemRole::signing_authority : ItemRole::signer_title, 0, words);
        words.clear();
    }

    void add(ItemRole role, int level, const WordList& words) {
        if (words.empty()) return;
        const std::size_t label = role == ItemRole::recipient ? label_of(source_.join(words)).text_offset : 0;
        pieces_.push_back({role, level, words, label});
    }

    /// Where the next piece stands.
    [[nodiscard]] Signatures::Place here() const { return {pieces_.size(), line_, column_}; }

    // "- Lưu: VT. Nguyễn Văn A", "- Lưu: VT. HIỆU TRƯỞNG Nguyễn Văn A": a copy of a page glues what signs to the last
    // row beside it.
    void part_signer() {
        Piece* last = last_recipient();
        if (last == nullptr || !outline_.signer_name.empty()) return;
        const bool titled = !outline_.signer_titles.empty();
        const std::size_t count = last->words.size();
        constexpr std::size_t kSigning = kLongestTitle + kLongestName;
        for (std::size_t name = std::max<std::size_t>(2, count - std::min(count, kSigning)); name + 2 <= count;
             ++name) {
            const auto split = last->words.begin() + static_cast<std::ptrdiff_t>(name);
            const std::string filed = source_.join(WordList(last->words.begin(), split));
            const std::string key = key_of(filed);
            if (!ends_with(filed, ".") || !starts_with_words(key, "luu") || !has_words(key, "vt")) continue;
            const WordList title(split, split + (titled ? 0 : title_length(split, last->words.end())));
            const WordList rest(split + static_cast<std::ptrdiff_t>(title.size()), last->words.end());
            const std::string person = source_.join(rest);
            if (titled == !title.empty() || !is_full_name(person)) continue;
            last->words.erase(split, last->words.end());
            if (!titled) {
                outline_.signer_titles = {source_.join(title)};
                add(ItemRole::signer_title, 0, title);
            }
            outline_.signer_name = person;
            return add(ItemRole::signer_name, 0, rest);
        }
    }

    // Words of a title in capitals, the longest there is, with two at least behind it; 0 for none.
    [[nodiscard]] std::ptrdiff_t title_length(WordList::const_iterator begin, WordList::const_iterator end) const {
        for (std::ptrdiff_t length = std::min<std::ptrdiff_t>(end - begin - 2, kLongestTitle); length > 0; --length) {
            const std::string words = source_.join(WordList(begin, begin + length));
            if (capital_share(words) > 0.99 && is_title(words)) return length;
        }
        return 0;
    }

    [[nodiscard]] bool closed(const WordList& words) const {
        const std::string_view last = source_.words()[words.back()].text;
        return ends_with(last, ";") || ends_with(last, ".");
    }

    [[nodiscard]] Piece* last_recipient() {
        for (auto piece = pieces_.rbegin(); piece != pieces_.rend(); ++piece)
            if (piece->role == ItemRole::recipient) return &*piece;
        return nullptr;
    }

    const SourceText& source_;
    model::Outline& outline_;
    std::vector<Piece> pieces_;
    Signatures signatures_;
    std::size_t line_ = 0;
    std::size_t column_ = 0;
    bool in_recipients_ = false;
};

} // namespace

EndingBounds find_ending(const SourceText& source, const std::vector<TextLine>& lines) {
    EndingBounds bounds{lines.size(), lines.size(), false};
    std::optional<std::size_t> closed; // the last line that ends "./.", the decree's mark for the end of a text
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].look.table_row) continue;
        if (has_heading_cell(source, lines[i])) {
            bounds.ending = i;
            bounds.has_recipients = true;
            break;
        }
        if (ends_with(lines[i].text, "./.")) closed = i;
    }
    const bool ended = bounds.has_recipients || closed;
    const std::size_t search_from = bounds.has_recipients ? bounds.ending : closed ? *closed + 1 : lines.size() / 4;
    for (std::size_t i = search_from; i < lines.size(); ++i)
        if ((ended ? opens_appendix(lines[i]) : is_lone_appendix_title(lines[i])) ||
            (bounds.has_recipients && lines[i].look.table_row)) {
            bounds.appendix = title_start(source, lines, search_from, i);
            break;
        }
    if (bounds.has_recipients) {
        bounds.ending = signature_start(source, lines, bounds.ending);
    } else {
        bounds.ending = signature_start(source, lines, bounds.appendix);
        // A date or "(Đã ký)" between the end mark and the signature belongs to the ending, not to the body.
        if (closed && bounds.ending > *closed && bounds.ending - *closed <= kSignatureLines)
            bounds.ending = *closed + 1;
    }
    return bounds;
}

Ending read_ending(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first, std::size_t last,
                   model::Outline& outline) {
    EndingReader reader(source, outline);
    for (std::size_t i = first; i < last; ++i) reader.read(lines[i]);
    return reader.take();
}

} // namespace dongthac::document
