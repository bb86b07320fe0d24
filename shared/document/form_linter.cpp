#include "shared/document/form_linter.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "shared/document/layout.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/wording_fixes.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::Outline;
using model::OutlineItem;
using Part = FormFix::Part;

/// Phụ lục III, mục I, names as text::search_key folds them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 27> kTypes = {{
    {"nghi quyet", "NQ"},     {"quyet dinh", "QĐ"},   {"chi thi", "CT"},          {"quy che", "QC"},
    {"quy dinh", "QyĐ"},      {"thong cao", "TC"},    {"thong bao", "TB"},        {"huong dan", "HD"},
    {"chuong trinh", "CTr"},  {"ke hoach", "KH"},     {"phuong an", "PA"},        {"de an", "ĐA"},
    {"du an", "DA"},          {"bao cao", "BC"},      {"bien ban", "BB"},         {"to trinh", "TTr"},
    {"hop dong", "HĐ"},       {"cong dien", "CĐ"},    {"ban ghi nho", "BGN"},     {"ban thoa thuan", "BTT"},
    {"giay uy quyen", "GUQ"}, {"giay moi", "GM"},     {"giay gioi thieu", "GGT"}, {"giay nghi phep", "GNP"},
    {"phieu gui", "PG"},      {"phieu chuyen", "PC"}, {"phieu bao", "PB"},
}};

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : std::string(between)) + part;
    return out;
}

/// More than half of the words of `text` are words of `wanted`: it is the same, misspelt or cut short.
bool mostly_in(std::string_view text, std::string_view wanted) {
    const std::string key = text::search_key(text);
    const std::string known = text::search_key(wanted);
    std::ptrdiff_t balance = 0;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        balance += has_words(known, key.substr(at, end - at)) ? 1 : -1;
        at = end + 1;
    }
    return balance > 0;
}

class Linter {
  public:
    explicit Linter(const Outline& outline) : outline_(outline) {}

    std::vector<FormFinding> run() {
        check_head();
        check_symbol();
        check_subject();
        check_bases();
        check_labels();
        check_words();
        check_end();
        check_appendices();
        check_signature();
        check_recipients();
        return std::move(out_);
    }

  private:
    void of_field(std::string_view code, std::string_view article, Binding binding, std::string_view field,
                  std::string detail, std::optional<std::string> fixed = std::nullopt) {
        FormFinding found{
            std::string(code), std::string(article), binding, std::string(field), {}, std::move(detail), {}};
        if (fixed) found.fix = FormFix{Part::field, std::move(*fixed)};
        out_.push_back(std::move(found));
    }
    void of_item(std::string_view code, std::string_view article, Binding binding, std::size_t item,
                 std::optional<FormFix> fix = std::nullopt) {
        const OutlineItem& about = outline_.items[item];
        const bool of_label = code == "label_order";
        out_.push_back({std::string(code),
                        std::string(article),
                        binding,
                        {},
                        item,
                        of_label ? about.label : about.text,
                        std::move(fix)});
    }
    [[nodiscard]] std::vector<std::size_t> with_role(ItemRole role) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < outline_.items.size(); ++i)
            if (outline_.items[i].role == role) found.push_back(i);
        return found;
    }
    [[nodiscard]] bool is_letter() const { return outline_.doc_type.empty(); }

    void check_head() {
        for (const auto& [role, words] : {std::pair{ItemRole::national_name, std::string(kNationalName)},
                                          {ItemRole::national_motto, std::string(kNationalMotto)}})
            for (const std::size_t i : with_role(role))
                if (with_tone_as_decreed(outline_.items[i].text) != words)
                    of_item("national_name", "II.1", Binding::must, i,
                            mostly_in(outline_.items[i].text, words) ? std::optional(FormFix{Part::text, words})
                                                                     : std::nullopt);
        if (outline_.issuing_body.empty()) of_field("no_issuer", "II.2", Binding::must, "issuing_body", {});
        if (outline_.place_name.empty()) of_field("no_place", "II.4", Binding::must, "place_name", {});
    }

    /// Capitals, a hyphen without spaces between the groups, the type's own abbreviation first.
    void check_symbol() {
        const std::string& symbol = outline_.symbol;
        if (symbol.empty()) return of_field("no_symbol", "II.3", Binding::must, "symbol", {});
        std::string tight;
        for (const char c : symbol)
            if (c != ' ') tight += c;
        const std::size_t hyphen = std::min(tight.find('-'), tight.size());
        const std::string first = tight.substr(0, hyphen);
        const std::string_view own = abbreviation_of(outline_.doc_type);
        const bool known = std::ranges::any_of(kTypes, [&](const auto& type) {
            return !type.second.empty() && text::to_upper(type.second) == text::to_upper(first);
        });
        std::string fixed = text::to_upper(tight);
        if (known || (!own.empty() && text::to_upper(own) == text::to_upper(first)))
            fixed = std::string(own.empty() ? first : own) + text::to_upper(tight.substr(hyphen));
        if (fixed == symbol) {
            if (!own.empty() && first != own) of_field("symbol_type", "II.3", Binding::must, "symbol", symbol);
            return;
        }
        // Whether the type or the symbol is the wrong one only a person knows.
        if (known && !own.empty() && text::to_upper(first) != text::to_upper(own))
            return of_field("symbol_type", "II.3", Binding::must, "symbol", symbol);
        of_field("symbol_form", "II.3", Binding::must, "symbol", symbol, fixed);
    }

    void check_subject() {
        const std::string& subject = outline_.subject;
        if (subject.empty()) return of_field("no_subject", "II.5", Binding::must, "subject", {});
        if (!is_closed_with(subject, ""))
            of_field("subject_mark", "II.5", Binding::must, "subject", subject, closed_with(subject, ""));
        const std::string type = text::to_lower(outline_.doc_type) + " ";
        if (is_letter() || !text::to_lower(subject).starts_with(type)) return;
        // "Kế hoạch nhỏ", "Kế hoạch hóa", "Báo cáo viên" are words of their own: small letters are left to a person.
        const std::string rest = closed_with(subject.substr(type.size()), "");
        const std::size_t first = rest.empty() ? 0 : text::decode_at(rest, 0).size;
        const bool begins = first > 0 && text::to_lower(rest.substr(0, first)) != rest.substr(0, first);
        of_field("subject_repeats_type", "II.5", Binding::should, "subject", subject,
                 begins ? std::optional(rest) : std::nullopt);
    }

    void check_bases() {
        const std::vector<std::size_t> bases = with_role(ItemRole::legal_basis);
        for (std::size_t n = 0; n < bases.size(); ++n) {
            const std::string& basis = outline_.items[bases[n]].text;
            if (basis.empty()) continue; // still to be typed
            const std::string_view mark = n + 1 == bases.size() ? "." : ";";
            if (!is_closed_with(basis, mark))
                of_item("basis_mark", "II.6", Binding::must, bases[n], FormFix{Part::text, closed_with(basis, mark)});
            const std::string key = text::search_key(basis);
            const bool numbered = has_words(key, "so") && basis.find('/') != std::string::npos;
            if (numbered && !has_words(key, "ngay") && !has_words(key, "luat"))
                of_item("basis_without_day", "II.6", Binding::should, bases[n]);
        }
    }

    /// Numbers of siblings follow one another; points have the letters a, b, c, d, đ, e. Which of two numbers is wrong,
    /// and what refers to it, only a person knows: behind a fault the count may go on from the number that stands there
    /// or from the one that should, so that one fault is one finding.
    void check_labels() {
        struct Counted {
            text::LabelKind kind = text::LabelKind::none;
            int number = 0;
            int should_be = 0;
        };
        std::map<int, Counted> last; // by level
        for (std::size_t i = 0; i < outline_.items.size(); ++i) {
            const OutlineItem& item = outline_.items[i];
            last.erase(last.upper_bound(item.level), last.end());
            const text::Label label = text::read_label(item.label + " x");
            const bool counts = label.kind == text::LabelKind::roman || label.kind == text::LabelKind::arabic ||
                                label.kind == text::LabelKind::point;
            if (!counts && item.role == ItemRole::section) last.clear(); // "PHẦN THỨ HAI", "B.": counting begins anew
            if (item.role == ItemRole::recipient || item.role == ItemRole::appendix || !counts) continue;
            Counted& before = last[item.level];
            const bool first = before.kind != label.kind;
            const bool follows = first || label.number == before.number + 1 || label.number == before.should_be + 1;
            before = {label.kind, label.number, follows ? label.number : before.should_be + 1};
            if (!follows) of_item("label_order", "II.6", Binding::should, i);
            if (label.kind == text::LabelKind::roman && item.role == ItemRole::section &&
                text::to_upper(item.text) != item.text)
                of_item("heading_capitals", "II.6", Binding::should, i, FormFix{Part::text, text::to_upper(item.text)});
        }
    }

    void check_words() {
        for (std::size_t i = 0; i < outline_.items.size(); ++i) {
            const OutlineItem& item = outline_.items[i];
            if (item.role == ItemRole::table_row || item.text.empty()) continue;
            if (std::string tidy = tidied(item.text); tidy != item.text)
                of_item("spaces", "II.6", Binding::should, i, FormFix{Part::text, std::move(tidy)});
        }
    }

    /// The decree's own models close the text with "./.".
    void check_end() {
        for (std::size_t i = outline_.items.size(); i-- > 0;) {
            const OutlineItem& item = outline_.items[i];
            const std::string text = tidied(item.text);
            if (item.role >= ItemRole::addressee || text.empty()) continue; // what stands behind the text
            const bool head = ItemRole::national_name <= item.role && item.role <= ItemRole::subject;
            if (head || item.role == ItemRole::table_row || ended(text) == text) return;
            if (ends_in_dots(text)) return of_item("end_mark", "II.6", Binding::should, i);
            return of_item("end_mark", "II.6", Binding::should, i, FormFix{Part::text, ended(item.text)});
        }
    }

    void check_appendices() {
        const std::vector<std::size_t> appendices = with_role(ItemRole::appendix);
        std::optional<std::size_t> mention;
        for (std::size_t i = 0; i < outline_.items.size() && !mention; ++i) {
            const ItemRole role = outline_.items[i].role;
            if (role != ItemRole::appendix && has_words(text::search_key(outline_.items[i].text), "phu luc"))
                mention = i;
        }
        if (mention && appendices.empty()) of_item("no_appendix", "III.1", Binding::must, *mention);
        if (!mention && !appendices.empty())
            of_item("appendix_not_named", "III.1", Binding::should, appendices.front());
        std::vector<std::size_t> titles;
        for (const std::size_t i : appendices)
            if (is_appendix_title(printed(outline_.items[i]))) titles.push_back(i);
        for (std::size_t n = 0; titles.size() > 1 && n < titles.size(); ++n)
            check_appendix_number(titles[n], static_cast<int>(n) + 1);
    }

    /// Two and more are counted in Roman numerals.
    void check_appendix_number(std::size_t item, int number) {
        const std::string title = printed(outline_.items[item]);
        const std::string key = text::search_key(title);
        const std::string wanted = "phu luc " + text::to_lower(text::to_roman(number));
        if (starts_with_words(key, wanted)) return;
        const bool bare = key == "phu luc" && outline_.items[item].label.empty();
        of_item("appendix_number", "III.2", Binding::must, item,
                bare ? std::optional(FormFix{Part::text, title + " " + text::to_roman(number)}) : std::nullopt);
    }

    void check_signature() {
        if (outline_.signer_titles.empty()) {
            of_field("no_signer_title", "II.7", Binding::must, "signer_titles", {});
        } else {
            std::vector<std::string> printed;
            for (const std::string& title : outline_.signer_titles) printed.push_back(title_as_printed(title));
            if (printed != outline_.signer_titles)
                of_field("signer_title", "II.7", Binding::must, "signer_titles", joined(outline_.signer_titles, " / "),
                         joined(printed, "; "));
        }
        if (outline_.signer_name.empty()) return of_field("no_signer", "II.7", Binding::must, "signer_name", {});
        if (has_academic_title(outline_.signer_name)) // schools may, by rules of their own
            of_field("academic_title", "II.7", Binding::should, "signer_name", outline_.signer_name);
    }

    /// "Kính gửi:" and "Kính gửi: ……" name nobody.
    [[nodiscard]] bool names_addressee(std::size_t i) const {
        const std::string key = text::search_key(outline_.items[i].text);
        return !key.empty() && key != "kinh gui";
    }

    void check_recipients() {
        const std::string type = text::search_key(outline_.doc_type);
        const bool addressed = is_letter() || type == "bao cao" || type == "to trinh";
        const bool has_addressee =
            std::ranges::any_of(with_role(ItemRole::addressee), [this](std::size_t i) { return names_addressee(i); });
        if (addressed && !has_addressee) of_field("no_addressee", "II.9", Binding::must, "", {});
        std::vector<std::size_t> recipients = with_role(ItemRole::recipient);
        std::erase_if(recipients, [&](std::size_t i) { return outline_.items[i].text.empty(); }); // still to be typed
        if (recipients.empty()) return of_field("no_recipients", "II.9", Binding::must, "", {});
        if (addressed && has_addressee &&
            !has_words(text::search_key(outline_.items[recipients.front()].text), "nhu tren"))
            of_item("not_as_above", "II.9", Binding::should, recipients.front());
        const bool filed = std::ranges::any_of(
            recipients, [&](std::size_t i) { return text::search_key(outline_.items[i].text).starts_with("luu"); });
        if (!filed)
            of_item("not_filed", "II.9", Binding::must, recipients.back(), FormFix{Part::next_item, "Lưu: VT."});
        for (std::size_t n = 0; n < recipients.size(); ++n) {
            const std::string& text = outline_.items[recipients[n]].text;
            const std::string_view mark = n + 1 == recipients.size() && filed ? "." : ";";
            if (!is_closed_with(text, mark))
                of_item("recipient_mark", "II.9", Binding::must, recipients[n],
                        FormFix{Part::text, closed_with(text, mark)});
        }
    }

    const Outline& outline_;
    std::vector<FormFinding> out_;
};

void set_field(Outline& outline, std::string_view field, const std::string& value) {
    if (field == "symbol") outline.symbol = value;
    if (field == "subject") outline.subject = value;
    if (field == "signer_name") outline.signer_name = value;
    if (field != "signer_titles") return;
    outline.signer_titles.clear();
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find("; ", at), value.size());
        outline.signer_titles.push_back(value.substr(at, end - at));
        at = end + 2;
    }
}

} // namespace

std::string_view abbreviation_of(std::string_view doc_type) {
    const std::string key = text::search_key(doc_type);
    const auto found =
        std::ranges::find(kTypes, std::string_view(key), &std::pair<std::string_view, std::string_view>::first);
    return found == kTypes.end() ? std::string_view() : found->second;
}

std::vector<FormFinding> lint_form(const Outline& outline) { return Linter(outline).run(); }

Outline with_fix(Outline outline, const FormFinding& finding) {
    if (!finding.fix) return outline;
    if (finding.fix->part == Part::field) {
        set_field(outline, finding.field, finding.fix->value);
        return outline;
    }
    OutlineItem& item = outline.items.at(finding.item.value_or(outline.items.size()));
    if (finding.fix->part == Part::text) item.text = finding.fix->value;
    if (finding.fix->part == Part::next_item) {
        OutlineItem fresh = item;
        fresh.text = finding.fix->value;
        outline.items.insert(outline.items.begin() + static_cast<std::ptrdiff_t>(*finding.item) + 1, std::move(fresh));
    }
    return outline;
}

} // namespace dongthac::document
