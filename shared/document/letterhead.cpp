#include "shared/document/letterhead.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;

constexpr std::size_t kHeadLines = 60;    // further down, capitals are headings
constexpr std::size_t kSubjectWords = 80; // a subject is a title, not a paragraph
constexpr std::size_t kNationalWords = 8; // CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
constexpr std::size_t kPartyWords = 5;    // ĐẢNG CỘNG SẢN VIỆT NAM, in its place on papers of the Party
constexpr std::string_view kPartyKey = "dang cong san viet nam";
constexpr std::string_view kNationalName = "cong hoa xa hoi chu nghia viet nam";
constexpr std::string_view kTypes[] = {"KẾ HOẠCH",  "BÁO CÁO",  "CHƯƠNG TRÌNH", "PHƯƠNG ÁN",  "ĐỀ ÁN",    "THÔNG BÁO",
                                       "HƯỚNG DẪN", "TỜ TRÌNH", "QUYẾT ĐỊNH",   "CÔNG VĂN",   "CHỈ THỊ",  "QUY CHẾ",
                                       "QUY ĐỊNH",  "BIÊN BẢN", "KẾT LUẬN",     "NGHỊ QUYẾT", "GIẤY MỜI", "DỰ ÁN",
                                       "THÔNG CÁO", "HỢP ĐỒNG", "CÔNG ĐIỆN"};
constexpr std::size_t kTypeWords = 2; // of every one of them
constexpr std::size_t kTitleWords = 30;

/// How much of a head was read when a line is looked at.
enum class HeadPart { unknown, numbered, body };

// "KẾ HOẠCH", or "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 3": the type with its subject behind it. Two are commonly printed so
// wherever they stand; of the others it is said by how they look or by the number or date over them.
bool names_type(const TextLine& line, HeadPart part) {
    const std::string_view text = line.text;
    for (const std::string_view type : kTypes) {
        if (text == type || text::to_upper(text) == type) return true;
        const bool common = type == kTypes[0] || type == kTypes[1] || (line.look.centred && line.look.bold);
        const bool below_number = part == HeadPart::numbered && line.words.size() <= kTitleWords;
        if ((common || below_number) && starts_with(text, type) && text.size() > type.size() &&
            text[type.size()] == ' ' && is_upper(first_letter(text.substr(type.size() + 1))))
            return true;
    }
    return false;
}

bool is_number_line(const TextLine& line, std::string_view key) {
    return starts_with_words(key, "so") && line.text.find('/') != std::string::npos;
}

// What stands from here on, given what stood before `line`.
HeadPart part_after(const TextLine& line, std::string_view key, HeadPart before) {
    if (line.label.kind != text::LabelKind::none || opens_basis(line.text) || starts_with_words(key, "kinh gui"))
        return HeadPart::body;
    const bool dated = has_words(key, "ngay") && has_words(key, "thang");
    return before == HeadPart::unknown && (is_number_line(line, key) || dated) ? HeadPart::numbered : before;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without_spaces(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != ' '; });
    return out;
}

/// Cuts a cell whose columns stood only one space apart.
class CellSplitter {
  public:
    CellSplitter(const SourceText& source, const Cell& cell) : source_(source), cell_(cell) {}

    std::vector<Cell> split() {
        for (std::size_t i = 0; i < cell_.words.size(); ++i) {
            if (starts("cong", "hoa", i) && key(i + 2) == "xa") {
                cut_before(i);
                cut_before(i + kNationalWords);
            } else if (starts("dang", "cong", i) && key(i + 2) == "san") {
                cut_before(i);
                cut_before(i + kPartyWords);
            } else if (starts("doc", "lap", i)) {
                cut_before(i);
                for (std::size_t end = i + 2; end < std::min(i + 9, cell_.words.size()); ++end)
                    if (key(end) == "phuc") cut_before(end + 1);
            }
        }
        cut_place_from_number();
        std::vector<Cell> out;
        for (std::size_t i = 0; i < cell_.words.size(); ++i) {
            if (out.empty() || cuts_.contains(i)) out.emplace_back();
            out.back().words.push_back(cell_.words[i]);
        }
        for (Cell& part : out) part.text = source_.join(part.words);
        return out;
    }

  private:
    [[nodiscard]] std::string key(std::size_t i) const {
        return i < cell_.words.size() ? text::search_key(source_.words()[cell_.words[i]].text) : std::string();
    }
    [[nodiscard]] bool starts(std::string_view first, std::string_view second, std::size_t i) const {
        return key(i) == first && key(i + 1) == second;
    }
    void cut_before(std::size_t i) { cuts_.insert(i); }

    // "Số: 05/KH-UBND Hoa Phượng, ngày 04 tháng 3 năm 2026": the place follows the word with the symbol.
    void cut_place_from_number() {
        if (key(0) != "so") return;
        std::size_t symbol = 0;
        for (std::size_t i = 0; i < cell_.words.size(); ++i) {
            const std::string_view word = source_.words()[cell_.words[i]].text;
            if (symbol == 0 && word.find('/') != std::string_view::npos && word.back() != '/' && word.back() != '-')
                symbol = i;
            if (key(i) == "ngay" && symbol > 0 && i > symbol + 1) return cut_before(symbol + 1);
        }
    }

    const SourceText& source_;
    const Cell& cell_;
    std::set<std::size_t> cuts_;
};

/// Sorts the cells of the head into roles while it walks down the lines.
class HeadReader {
  public:
    HeadReader(const SourceText& source, Letterhead& head, model::Outline& outline)
        : source_(source), head_(head), outline_(outline) {}

    /// False when nothing on the line belongs to a letterhead.
    bool read(const TextLine& line) {
        if (line.look.table_row) {
            head_.blocks.push_back(make_block(source_, ItemRole::table_row, 0, line.words));
            return false;
        }
        bool known = false;
        for (const Cell& wide : cells_of(source_, line))
            for (Cell& cell : CellSplitter(source_, wide).split()) known = read_cell(cell) || known;
        return known;
    }

    void finish() {
        std::string superior;
        for (std::size_t i = 0; i < bodies_.size(); ++i) {
            Block& block = head_.blocks[bodies_[i]];
            block = make_block(source_, ItemRole::superior_body, 0, std::move(block.words));
            if (i + 1 < bodies_.size()) {
                superior += (superior.empty() ? "" : " ") + block.text;
            } else {
                block.role = ItemRole::issuing_body;
                outline_.issuing_body = block.text;
            }
        }
        outline_.superior_body = superior;
    }

  private:
    bool read_cell(Cell& cell) {
        const std::string key = key_of(cell.text);
        if (key.empty()) { // strokes and stars between the lines of a head
            head_.rules.push_back(cell.words);
            return false;
        }
        if (starts_with(key, "cong hoa xa") || has_words(key, "chu nghia viet nam") || key == kPartyKey) {
            national_ = head_.blocks.size();
            return add(ItemRole::national_name, cell);
        }
        if (goes_on_national(key)) {
            Block& name = head_.blocks[*national_];
            name.words.insert(name.words.end(), cell.words.begin(), cell.words.end());
            name = make_block(source_, ItemRole::national_name, 0, std::move(name.words));
            return true;
        }
        if (starts_with(key, "doc lap") && has_words(key, "hanh phuc")) return add(ItemRole::national_motto, cell);
        if (starts_with_words(key, "so") && cell.text.find('/') != std::string::npos && !head_.has_number) {
            head_.has_number = true;
            take_number(cell.text, outline_);
            return add(ItemRole::number_symbol, cell);
        }
        if (has_words(key, "ngay") && has_words(key, "thang") && !head_.has_date) {
            head_.has_date = true;
            take_place_date(cell.text, outline_);
            bodies_before_date_ = bodies_.size();
            return add(ItemRole::place_date, cell);
        }
        if (read_subject(cell, key)) return true;
        return read_body(cell, key);
    }

    /// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT" / "NAM": its column was too narrow. Only the words that are still wanting go on
    /// with it.
    [[nodiscard]] bool goes_on_national(std::string_view key) const {
        if (!national_) return false;
        const std::string whole = key_of(head_.blocks[*national_].text) + " " + std::string(key);
        return starts_with_words(kNationalName, whole);
    }

    bool read_body(Cell& cell, std::string_view key) {
        subject_open_ = false;
        const bool office = starts_with_office(key);
        const bool capitals = capital_share(cell.text) > 0.7;
        if (!office && !capitals) {
            add(ItemRole::paragraph, cell);
            return false;
        }
        if (!office && !names_go_on()) {
            add(ItemRole::paragraph, cell);
            return false;
        }
        if (!office && !bodies_.empty()) {
            // "ỦY BAN NHÂN DÂN" / "PHƯỜNG HOA PHƯỢNG": one name over two lines.
            WordList& words = head_.blocks[bodies_.back()].words;
            words.insert(words.end(), cell.words.begin(), cell.words.end());
            return true;
        }
        bodies_.push_back(head_.blocks.size());
        return add(ItemRole::issuing_body, cell);
    }

    // Below the number, and below a date that stands under the offices, capitals are titles.
    [[nodiscard]] bool names_go_on() const {
        if (head_.has_number) return false;
        return !head_.has_date || bodies_.size() > bodies_before_date_ || bodies_.empty();
    }

    bool add(ItemRole role, Cell& cell) {
        head_.blocks.push_back(make_block(source_, role, 0, std::move(cell.words)));
        return true;
    }

    // "V/v …" stands under the number of a letter, over as many lines as its column needs.
    bool read_subject(Cell& cell, std::string_view key) {
        const bool begins = starts_with(key, "v v ") && head_.subject.empty();
        const bool goes_on = subject_open_ && capital_share(cell.text) < 0.7;
        if (!begins && !goes_on) return false;
        subject_open_ = true;
        head_.subject.insert(head_.subject.end(), cell.words.begin(), cell.words.end());
        return true;
    }

    const SourceText& source_;
    Letterhead& head_;
    model::Outline& outline_;
    std::optional<std::size_t> national_; ///< index of the block of the national name
    std::vector<std::size_t> bodies_;     ///< indexes of blocks that name offices, from the top
    std::size_t bodies_before_date_ = 0;
    bool subject_open_ = false; ///< the line before was a letter's subject
};

bool names_plan_makers(std::string_view key) {
    return starts_with_office(key) && (has_words(key, "xay dung") || has_words(key, "ban hanh"));
}

// Who decides, over the bases of a decision.
bool names_decider(std::string_view key) {
    constexpr std::string_view kDeciders[] = {"hieu truong", "chu tich",   "giam doc",        "truong phong",
                                              "bo truong",   "truong ban", "uy ban nhan dan", "hoi dong nhan dan"};
    return std::ranges::any_of(kDeciders, [&](std::string_view decider) { return starts_with_words(key, decider); });
}

bool ends_subject(const std::vector<TextLine>& lines, std::size_t type_line, std::size_t i, const Block& subject) {
    const TextLine& line = lines[i];
    if (line.look.table_row) return true;
    const std::string key = key_of(line.text);
    if (starts_with_words(key, "kinh gui") || starts_with_words(key, "can cu")) return true;
    if (line.label.kind != text::LabelKind::none) return true;
    if (subject.words.empty()) return false;
    // Type and subject stand in the middle; what is set from the left, or in brackets and italics, is below them.
    if (line.look.whole && lines[type_line].look.centred && !line.look.centred) return true;
    if (line.text.front() == '(' && (line.look.italic || has_words(key, "kem theo"))) return true;
    const bool capitals = capital_share(line.text) > 0.8;
    if (capitals && names_decider(key)) return true;
    const std::string with_next = key + " " + (i + 1 < lines.size() ? key_of(lines[i + 1].text) : std::string());
    return opens_basis(line.text) || names_plan_makers(with_next) || has_words(key, "nhu sau") ||
           ends_with(line.text, ":") || ends_with(line.text, ".") ||
           subject.words.size() + line.words.size() > kSubjectWords || (capitals && capital_share(subject.text) < 0.8);
}

} // namespace

// "Số: 07 /KH-MNHD", "Số:      /KH-UBND", "Số 01-KH/ĐU" (party offices put the hyphen first).
void take_number(std::string_view printed, model::Outline& outline) {
    const std::string whole = without_spaces(printed);
    std::size_t at = std::min(whole.find_first_of("0123456789/"), whole.size());
    std::size_t end = at;
    while (end < whole.size() && is_digit(whole[end])) ++end;
    // Some offices put the year between: "12/2026/KH-ABC".
    if (end > at && end + 5 < whole.size() && whole[end] == '/' && whole[end + 5] == '/' &&
        std::all_of(&whole[end + 1], &whole[end + 5], is_digit))
        end += 5;
    outline.document_number = whole.substr(at, end - at);
    if (end < whole.size() && (whole[end] == '/' || whole[end] == '-')) ++end;
    outline.symbol = whole.substr(std::min(end, whole.size()));
}

void take_place_date(std::string_view printed, model::Outline& outline) {
    std::string_view place = printed.substr(0, printed.find("ngày"));
    while (!place.empty() && (place.back() == ' ' || place.back() == ',')) place.remove_suffix(1);
    outline.place_name = place;
    outline.issued_on = text::find_date(printed);
}

std::optional<std::size_t> find_type_line(const std::vector<TextLine>& lines) {
    bool letter = false;
    HeadPart part = HeadPart::unknown;
    for (std::size_t i = 0; i < std::min(lines.size(), kHeadLines); ++i) {
        if (lines[i].text.size() >= 600 || lines[i].look.table_row) continue;
        const std::string key = key_of(lines[i].text);
        letter = letter || starts_with(key, "v v ") || lines[i].text.find(" V/v ") != std::string::npos;
        if (names_type(lines[i], letter ? HeadPart::body : part)) return i;
        if (letter && starts_with_words(key, "kinh gui")) return std::nullopt; // types further down are attachments
        part = part_after(lines[i], key, part);
    }
    return std::nullopt;
}

bool is_letter(const std::vector<TextLine>& lines) {
    if (find_type_line(lines)) return false;
    return std::any_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), kHeadLines)),
                       [](const TextLine& line) { return starts_with_words(key_of(line.text, 40), "kinh gui"); });
}

Letterhead read_letterhead(const SourceText& source, const std::vector<TextLine>& lines, std::size_t end,
                           model::Outline& outline) {
    Letterhead head;
    HeadReader reader(source, head, outline);
    const auto type_line = find_type_line(lines);
    if (!type_line || *type_line >= end) {
        // No type: a head is read only as far as lines look like one.
        while (head.next_line < std::min(end, kHeadLines)) {
            const TextLine& line = lines[head.next_line];
            const std::size_t before = head.blocks.size();
            if (line.label.kind != text::LabelKind::none || opens_basis(line.text) ||
                starts_with_words(key_of(line.text, 40), "kinh gui") || !reader.read(line)) {
                head.blocks.resize(std::min(before, head.blocks.size()));
                break;
            }
            ++head.next_line;
        }
        reader.finish();
        if (!head.subject.empty()) {
            head.blocks.push_back(make_block(source, ItemRole::subject, 0, head.subject));
            outline.subject = head.blocks.back().text;
        }
        return head;
    }
    for (std::size_t i = 0; i < *type_line; ++i) reader.read(lines[i]);
    reader.finish();

    const WordList& words = lines[*type_line].words;
    const auto split = words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kTypeWords));
    head.blocks.push_back(make_block(source, ItemRole::doc_type, 0, WordList(words.begin(), split)));
    outline.doc_type = sentence_case(head.blocks.back().text);

    Block subject = make_block(source, ItemRole::subject, 0, WordList(split, words.end()));
    head.next_line = *type_line + 1;
    while (head.next_line < end && !ends_subject(lines, *type_line, head.next_line, subject)) {
        WordList more = std::move(subject.words);
        const WordList& line = lines[head.next_line++].words;
        more.insert(more.end(), line.begin(), line.end());
        subject = make_block(source, ItemRole::subject, 0, std::move(more));
    }
    if (!subject.words.empty()) {
        outline.subject = subject.text;
        head.blocks.push_back(std::move(subject));
    }
    return head;
}

bool opens_basis(std::string_view text) {
    const std::string key = key_of(text, 120);
    if (starts_with_words(key, "can cu")) return true;
    constexpr std::string_view kVerbs[] = {"thuc hien", "trien khai", "theo", "xet", "tiep tuc thuc hien"};
    constexpr std::string_view kQuoted[] = {
        "ke hoach so", "quyet dinh so", "cong van so",  "chi thi so",  "nghi quyet so",   "van ban so", "huong dan so",
        "thong tu so", "nghi dinh so",  "thong bao so", "de nghi cua", "chuong trinh so", "ket luan so"};
    for (const std::string_view verb : kVerbs) {
        if (!starts_with_words(key, verb)) continue;
        const std::string_view rest = std::string_view(key).substr(std::min(verb.size() + 1, key.size()));
        if (std::ranges::any_of(kQuoted, [&](std::string_view quoted) { return starts_with_words(rest, quoted); }))
            return true;
    }
    return false;
}

} // namespace dongthac::document
