#include "shared/document/flags.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/printable.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;
using model::ParentReference;

constexpr const char* kFooterUrl = "footer_url";
constexpr const char* kBookmarkResidue = "bookmark_residue";
constexpr const char* kTwoSigners = "two_signers";

void add(model::Outline& outline, std::string code, std::string detail,
         std::optional<std::size_t> item = std::nullopt) {
    outline.flags.push_back({std::move(code), std::move(detail), item});
}

std::optional<std::size_t> find_item(const model::Outline& outline, ItemRole role) {
    for (std::size_t i = 0; i < outline.items.size(); ++i)
        if (outline.items[i].role == role) return i;
    return std::nullopt;
}

// A heading or a sentence short enough to be shown in a flag; nothing of a longer one.
std::string shortened(const std::string& text) {
    constexpr std::size_t kShown = 200;
    return text.size() <= kShown ? text : std::string();
}

bool in_body(ItemRole role) {
    return (role >= ItemRole::section && role <= ItemRole::closing) || role == ItemRole::paragraph;
}

// The last year the subject names: "giai đoạn 2024-2026" is a plan up to 2026.
int subject_year(std::string_view subject) {
    const auto years = years_in(subject);
    return years.empty() ? 0 : *std::ranges::max_element(years);
}

void flag_labels(model::Outline& outline) {
    // Numbers run on within one parent; a numeral or number is looked up among its siblings of the same kind.
    struct Run {
        int last = 0;
        int count = 0;
        std::set<int> seen;
    };
    std::vector<std::map<text::LabelKind, Run>> runs;
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const OutlineItem& item = outline.items[i];
        if (!in_body(item.role) || item.role == ItemRole::closing) continue;
        runs.resize(static_cast<std::size_t>(item.level) + 1);
        const text::Label label = text::read_label(item.label);
        const bool counts = label.kind == text::LabelKind::roman || label.kind == text::LabelKind::arabic ||
                            label.kind == text::LabelKind::arabic_pair;
        if (!counts) continue;
        Run& run = runs.back()[label.kind];
        const bool restarts = label.number == 1 && run.last > 1 && label.kind != text::LabelKind::roman;
        if (restarts) run = Run{};
        // After "1., 1." both "2." (counted on) and "3." (its true place) are right.
        const int expected = std::max(run.last, run.count) + 1;
        if (run.seen.contains(label.number))
            add(outline, "duplicate_label", item.label + " " + shortened(item.text), i);
        else if (label.number > expected)
            add(outline, "skipped_label", item.label, i);
        run.seen.insert(label.number);
        run.last = label.number;
        ++run.count;
    }
}

/// As it is printed; "" where there is none.
std::string words_of(const model::Outline& outline, std::optional<std::size_t> item) {
    return item ? printed(outline.items[*item]) : std::string();
}

void flag_head(model::Outline& outline) {
    const auto name = find_item(outline, ItemRole::national_name);
    const bool has_office = find_item(outline, ItemRole::issuing_body).has_value();
    if (!name || !has_office) add(outline, "missing_letterhead", {});
    if (name) {
        const std::string capitals = text::to_upper(words_of(outline, name));
        // Both spellings of the tone are in use; any other letter is wrong. The Party prints its own name there.
        if (capitals != "ĐẢNG CỘNG SẢN VIỆT NAM" && capitals != "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" &&
            capitals != "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            add(outline, "misspelt_national_name", words_of(outline, name), name);
    }
    if (outline.doc_type.empty() && outline.subject.empty()) add(outline, "missing_type", {});
    const auto number = find_item(outline, ItemRole::number_symbol);
    const std::string line = words_of(outline, number);
    if (outline.document_number.empty()) add(outline, "missing_number", line, number);
    if (line.find('/') != std::string::npos && !outline.document_number.empty())
        if (line.find(" /") != std::string::npos || line.find("/ ") != std::string::npos ||
            line.find("- ") != std::string::npos)
            add(outline, "number_spacing", line, number);
    const auto date = find_item(outline, ItemRole::place_date);
    if (!outline.issued_on) add(outline, date ? "blank_day" : "missing_date", words_of(outline, date), date);
}

// A plan for a year is made in that year, or in the last months before it.
bool date_fits_subject(const ParentReference& parent) {
    const int year = subject_year(parent.subject);
    if (!parent.issued_on || year == 0 || years_in(parent.subject).size() > 1) return true;
    const text::Date& date = *parent.issued_on;
    return date.year == year || (date.year == year - 1 && date.month >= 10);
}

std::string describe(const ParentReference& parent) {
    return parent.number + "/" + parent.symbol + (parent.issued_on ? " " + text::to_short_form(*parent.issued_on) : "");
}

/// Parents by what two of them may agree in, folded once; the latest comes last in each list.
class ParentConflicts {
  public:
    /// Those of the parents before `at` that name the same document otherwise, the first ones only.
    std::vector<std::size_t> before(const std::vector<ParentReference>& parents, std::size_t at) {
        const ParentReference& parent = parents[at];
        std::vector<std::size_t>& numbered = by_number_[{parent.number, parent.symbol}];
        std::set<std::size_t> found;
        for (const std::size_t other : numbered)
            if (parent.issued_on && parents[other].issued_on && parents[other].issued_on != parent.issued_on)
                found.insert(other);
        if (numbered.size() < kMostShown) numbered.push_back(at);
        if (const std::string subject = text::search_key(parent.subject); !subject.empty()) {
            std::vector<std::size_t>& told = by_subject_[{parent.symbol, subject, text::search_key(parent.issuer)}];
            for (const std::size_t other : told)
                if (parents[other].number != parent.number) found.insert(other);
            if (told.size() < kMostShown) told.push_back(at);
        }
        return {found.begin(), found.end()};
    }

  private:
    static constexpr std::size_t kMostShown = 8; // of one document quoted again and again
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_number_;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::size_t>> by_subject_;
};

// Office named by the symbol ("KH-PGDĐT" → phong) against the office named in words.
bool symbol_fits_issuer(const ParentReference& parent) {
    const std::string issuer = text::search_key(parent.issuer);
    if (issuer.empty()) return true;
    struct Mark {
        std::string_view symbol;
        std::string_view office;
    };
    constexpr Mark kMarks[] = {{"-PGD", "phong"}, {"-SGD", "so"}, {"-BGD", "bo"}};
    constexpr std::string_view kOffices[] = {"phong", "so", "bo", "truong", "ubnd", "uy ban"};
    for (const Mark& mark : kMarks) {
        if (parent.symbol.find(mark.symbol) == std::string::npos) continue;
        for (const std::string_view office : kOffices)
            if (starts_with_words(issuer, office)) return office == mark.office;
    }
    return true;
}

// A programme of several years stays in force; a plan for one does not.
bool spans_years(const ParentReference& parent) {
    const auto years = years_in(parent.subject);
    return years.size() > 1 || text::search_key(parent.subject).find("giai doan") != std::string::npos;
}

// A plan cannot give effect to one that was not yet made, and seldom to one of two years before.
void flag_parent_dates(model::Outline& outline, const ParentReference& parent) {
    if (!parent.issued_on || !outline.issued_on) return;
    constexpr std::int64_t kOldDays = 2 * 365;
    const std::int64_t age = text::to_days(*outline.issued_on) - text::to_days(*parent.issued_on);
    if (age < 0) add(outline, "parent_later", describe(parent));
    if (age > kOldDays && !spans_years(parent)) add(outline, "parent_old", describe(parent));
}

void flag_parents(model::Outline& outline) {
    ParentConflicts conflicts;
    for (std::size_t i = 0; i < outline.parents.size(); ++i) {
        const ParentReference parent = outline.parents[i];
        if (!symbol_fits_issuer(parent))
            add(outline, "issuer_symbol_mismatch", describe(parent) + ", " + parent.issuer);
        flag_parent_dates(outline, parent);
        if (!date_fits_subject(parent)) add(outline, "parent_conflict", describe(parent));
        for (const std::size_t other : conflicts.before(outline.parents, i))
            add(outline, "parent_conflict", describe(outline.parents[other]) + " ≠ " + describe(parent));
    }
}

// "năm học 2023 - 2024": both years, or nothing.
std::optional<std::pair<int, int>> school_year_at(std::string_view text) {
    const auto years = years_in(text.substr(0, 40));
    if (years.size() < 2 || years[1] != years[0] + 1) return std::nullopt;
    return std::pair(years[0], years[1]);
}

// The clause that ends at `at`, folded; of a long one the words next to it.
std::string clause_before(std::string_view text, std::size_t at, std::string_view marks) {
    constexpr std::size_t kClause = 400;
    std::size_t from = at - std::min(at, kClause);
    while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0u) == 0x80u) ++from;
    const std::string_view near = text.substr(from, at - from);
    const std::size_t mark = near.find_last_of(marks);
    return text::search_key(near.substr(mark == std::string_view::npos ? 0 : mark));
}

// What is left from last year's plan: a school year that is over, pupils taken in for a school year already begun, or
// "nhiệm vụ … năm …" of an earlier year. Laws and results of earlier years are quoted rightly.
void flag_years(model::Outline& outline) {
    const int year = plan_year(outline);
    if (year == 0) return;
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const OutlineItem& item = outline.items[i];
        if (!in_body(item.role) || item.text.size() > 20'000) continue;
        const std::string_view text = item.text;
        for (std::size_t at = text.find("năm học"); at != std::string_view::npos; at = text.find("năm học", at + 1)) {
            const auto span = school_year_at(text.substr(at));
            if (!span) continue;
            const std::string before = clause_before(text, at, ";");
            if (has_words(before, "ket qua") || has_words(before, "tong ket")) continue;
            if (span->second < year || (span->second == year && has_words(before, "tuyen sinh")))
                add(outline, "stale_year", std::to_string(span->first) + "-" + std::to_string(span->second), i);
        }
        for (std::size_t at = text.find(" năm 20"); at != std::string_view::npos; at = text.find(" năm 20", at + 1)) {
            const auto years = years_in(text.substr(at, 12));
            const std::string before = clause_before(text, at, ";,.:");
            const bool task =
                has_words(before, "nhiem vu") || has_words(before, "ke hoach") || has_words(before, "trong tam");
            const bool quoted = has_words(before, "luat") || has_words(before, "thang") ||
                                has_words(before, "ket qua") || has_words(before, "so") ||
                                has_words(before, "tong ket") || has_words(before, "chuong trinh");
            if (!years.empty() && years[0] < year && years[0] >= year - 3 && task && !quoted)
                add(outline, "stale_year", std::to_string(years[0]), i);
        }
    }
}

// "Kế hoạch … năm 2024" dated 2026: the date or the title is left from another year.
void flag_subject_year(model::Outline& outline) {
    const auto years = years_in(outline.subject);
    if (!outline.issued_on || years.empty()) return;
    const auto [first, last] = std::ranges::minmax(years);
    const int made = outline.issued_on->year;
    const bool report = text::search_key(outline.doc_type) == "bao cao"; // on the year before
    if (made < first - 1 || made > last + (report ? 1 : 0))
        add(outline, "subject_year_clash", text::to_short_form(*outline.issued_on) + ", " + shortened(outline.subject),
            find_item(outline, ItemRole::subject));
}

// NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6: the first time a document is cited, its issuer is named.
void flag_citations(model::Outline& outline) {
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const OutlineItem& item = outline.items[i];
        if (item.role != ItemRole::legal_basis || item.text.size() > 4000) continue;
        const std::size_t number = item.text.find(" số ");
        if (number == std::string::npos) continue;
        const std::string_view rest = std::string_view(item.text).substr(number + std::string_view(" số ").size());
        const std::string_view symbol = rest.substr(0, rest.find(' '));
        if (rest.empty() || rest[0] < '0' || rest[0] > '9' || symbol.find('/') == std::string_view::npos) continue;
        if (rest.find(" của ") == std::string_view::npos)
            add(outline, "citation_without_issuer", std::string(symbol), i);
    }
}

void flag_appendix(model::Outline& outline) {
    if (find_item(outline, ItemRole::appendix)) return;
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const OutlineItem& item = outline.items[i];
        if (!in_body(item.role)) continue;
        const std::string key = key_of(item.text, 20'000);
        const bool points = has_words(key, "phu luc") && (has_words(key, "dinh kem") || has_words(key, "kem theo") ||
                                                          has_words(key, "gui kem") || has_words(key, "chi tiet"));
        if (points) return add(outline, "missing_appendix", shortened(item.text), i);
    }
}

// Small words that never stand twice in Vietnamese; doubled full words ("luôn luôn", "song song") are ordinary.
void flag_repeats(model::Outline& outline) {
    static constexpr std::string_view kSmall[] = {"các",   "những", "của",  "và",   "cho",  "với", "trong", "về",
                                                  "để",    "được",  "tại",  "theo", "từ",   "đến", "do",    "là",
                                                  "này",   "khi",   "thì",  "mà",   "trên", "một", "bằng",  "hoặc",
                                                  "không", "cần",   "phải", "đã",   "sẽ",   "đang"};
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const std::string_view text = outline.items[i].text;
        std::string_view before;
        std::vector<std::string> found;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            const std::string_view word = text.substr(at, end - at);
            if (word == before && std::ranges::find(kSmall, word) != std::end(kSmall))
                found.push_back(std::string(before) + " " + std::string(word));
            before = word;
            at = end + 1;
        }
        for (std::string& pair : found) add(outline, "repeated_word", std::move(pair), i);
    }
}

void flag_recipients(model::Outline& outline) {
    constexpr std::string_view kSuperiors[] = {
        "bo",      "so",       "sgd",      "sgddt",    "ubnd",        "uy ban",     "thanh uy",       "dang uy",
        "quan uy", "huyen uy", "pgd",      "pgddt",    "phong gd",    "phong gddt", "phong giao duc", "thuong truc",
        "tt",      "hdnd",     "chu tich", "nhu tren", "nhu kinh gui"};
    bool any = false;
    for (const OutlineItem& item : outline.items) {
        if (item.role != ItemRole::recipient) continue;
        any = true;
        const std::string key = key_of(item.text);
        if (has_words(key, "b c") || has_words(key, "bao cao")) return;
        if (std::ranges::any_of(kSuperiors, [&](std::string_view head) { return starts_with_words(key, head); }))
            return;
    }
    if (any) add(outline, "no_superior_recipient", {}, find_item(outline, ItemRole::recipients_heading));
}

void flag_missing_signer(model::Outline& outline) {
    const bool ends = find_item(outline, ItemRole::recipients_heading) || !outline.signer_titles.empty();
    if (ends && outline.signer_name.empty()) add(outline, "missing_signer", {});
}

void flag_other_signers(const Ending& ending, model::Outline& outline) {
    if (ending.other_signers.empty() || outline.signer_name.empty()) return;
    std::string names = outline.signer_name;
    for (const std::string& other : ending.other_signers) names += ", " + other;
    add(outline, kTwoSigners, shortened(names), find_item(outline, ItemRole::signer_name));
}

} // namespace

int plan_year(const model::Outline& outline) {
    const int year = subject_year(outline.subject);
    return year != 0 ? year : outline.issued_on ? outline.issued_on->year : 0;
}

void add_flags(model::Outline& outline) {
    flag_head(outline);
    flag_labels(outline);
    flag_parents(outline);
    flag_years(outline);
    flag_subject_year(outline);
    flag_citations(outline);
    flag_appendix(outline);
    flag_repeats(outline);
    flag_recipients(outline);
    flag_missing_signer(outline);
}

void add_source_flags(const SourceText& source, const CleanLines& clean, const Ending& ending,
                      model::Outline& outline) {
    flag_other_signers(ending, outline);
    for (const WordList& url : clean.footer_urls) add(outline, kFooterUrl, source.join(url));
    for (const std::string& mark : source.residue()) add(outline, kBookmarkResidue, mark);
}

void keep_source_flags(const std::vector<model::Flag>& said, model::Outline& outline) {
    for (const model::Flag& flag : said) {
        if (flag.code == kFooterUrl || flag.code == kBookmarkResidue) outline.flags.push_back(flag);
        // Whoever names another signer has decided.
        const bool undecided = !outline.signer_name.empty() && flag.detail.starts_with(outline.signer_name + ", ");
        if (flag.code == kTwoSigners && undecided)
            add(outline, kTwoSigners, flag.detail, find_item(outline, ItemRole::signer_name));
    }
}

} // namespace dongthac::document
