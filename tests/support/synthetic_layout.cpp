#include <algorithm>
#include <optional>

#include "shared/document/letters.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"
#include "tests/support/property.hpp"
#include "tests/support/synthetic_plan.hpp"
#include "tests/support/synthetic_words.hpp"

namespace dongthac::tests {

namespace {

using model::ItemRole;
using model::OutlineItem;

constexpr double kLetterWidth = 455; // of the usual Vietnamese text in Times, thousandths of the type size
constexpr std::size_t kRightColumn = 52;
constexpr std::size_t kPageLines = 34;

std::size_t letters_in(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string padded(const std::string& left, std::size_t column) {
    const std::size_t width = letters_in(left);
    return left + std::string(width + 4 < column ? column - width : 4, ' ');
}

// "ỦY BAN NHÂN DÂN" / "PHƯỜNG SUỐI TRE", "TRƯỜNG TIỂU HỌC VÀ THCS" / "NẮNG MAI".
Strings broken_office(const std::string& name) {
    std::size_t at = std::string::npos;
    for (const char* word : {" PHƯỜNG ", " XÃ ", " HUYỆN ", " TỈNH "})
        if (at == std::string::npos) at = name.find(word);
    if (at == std::string::npos && name.size() > 30) at = name.rfind(' ', name.rfind(' ') - 1);
    if (at == std::string::npos || at < 8) return {name};
    return {name.substr(0, at), name.substr(at + 1)};
}

std::string code_point_replaced(const std::string& text, char from, const std::string& to, base::Random& random,
                                std::uint64_t percent) {
    std::string out;
    for (const char c : text)
        if (c == from && chance(random, percent))
            out += to;
        else
            out += c;
    return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string decomposed(const std::string& text) {
    std::u32string out;
    for (const char32_t point : text::to_code_points(text)) out += text::decompose(point);
    return text::to_utf8(out);
}

/// Prints a truth line by line.
class Printer {
  public:
    Printer(const model::Outline& truth, const SyntheticFeatures& features, base::Random& random)
        : truth_(truth), features_(features), random_(random), columns_(std::stoi(features.at("columns"))) {}

    std::string print() {
        print_head();
        print_items();
        print_signature();
        for (const OutlineItem& item : truth_.items)
            if (item.role == ItemRole::appendix) paragraph(item);
        return encoded();
    }

  private:
    [[nodiscard]] const std::string& feature(const char* kind) const { return features_.at(kind); }
    [[nodiscard]] bool letter() const { return truth_.doc_type.empty(); }
    void line(const std::string& text) { lines_.push_back(text); }

    [[nodiscard]] std::string number_line() const {
        const std::string number = truth_.document_number;
        const std::string& form = feature("number");
        if (form == "blank") return "Số:        /" + truth_.symbol;
        if (form == "spaced") return "Số: " + number + " /" + truth_.symbol;
        return "Số: " + number + (form == "with_year" ? "/" : "/") + truth_.symbol;
    }
    [[nodiscard]] std::string date_line() const {
        if (truth_.issued_on) return truth_.place_name + ", " + text::to_decree_form(*truth_.issued_on);
        return truth_.place_name + ", ngày      tháng      năm 2026";
    }

    void print_head() {
        const std::string& form = feature("head");
        if (form != "none") {
            const bool two = feature("issuer_lines") == "two";
            Strings left;
            if (!truth_.superior_body.empty())
                left = two ? broken_office(truth_.superior_body) : Strings{truth_.superior_body};
            std::ranges::copy(two ? broken_office(truth_.issuing_body) : Strings{truth_.issuing_body},
                              std::back_inserter(left));
            Strings right = {
                any_of(random_, Strings{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}),
                "Độc lập - Tự do - Hạnh phúc"};
            if (form == "no_motto") right.clear();
            if (chance(random_, 30)) {
                left.push_back("-------");
                right.resize(left.size() - 1);
                right.push_back("---------------");
            }
            print_columns(form, left, right);
        }
        line("");
        if (letter()) return;
        const bool on_one_line = title_on_one_line(features_);
        const std::string type = text::to_upper(truth_.doc_type);
        if (!on_one_line) line((chance(random_, 50) ? std::string(30, ' ') : "") + type);
        for (const std::string& text : wrapped_lines(on_one_line ? type + " " + truth_.subject : truth_.subject,
                                                     columns_ == 0 ? (chance(random_, 30) ? 40 : 0) : columns_ - 14))
            line((columns_ == 0 ? "" : std::string(6, ' ')) + text);
        if (chance(random_, 30)) line("---------------");
        line("");
    }

    void print_columns(const std::string& form, Strings left, Strings right) {
        const std::string subject = letter() ? truth_.subject : "";
        Strings below = {number_line()};
        if (!subject.empty())
            for (const std::string& text : wrapped_lines(subject, 34)) below.push_back(text);
        const auto in_order = [&](const Strings& texts) {
            for (const std::string& text : texts)
                if (!text.empty()) line(text);
        };
        if (form == "left_first" || form == "no_motto") {
            in_order(left);
            in_order(below);
            in_order(right);
            return line(date_line());
        }
        if (form == "right_first") {
            in_order(right);
            line(date_line());
            in_order(left);
            return in_order(below);
        }
        if (form == "date_first") {
            in_order(right);
            in_order(left);
            line(date_line());
            return in_order(below);
        }
        const std::size_t rows = std::max(left.size(), right.size());
        left.resize(rows);
        right.resize(rows);
        if (form == "interleaved") {
            for (std::size_t i = 0; i < rows; ++i) in_order({left[i], right[i]});
            line(below.front());
            line(date_line());
            return in_order(Strings(below.begin() + 1, below.end()));
        }
        std::ranges::copy(below, std::back_inserter(left));
        right.push_back(date_line());
        right.resize(left.size());
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (form == "one_space")
                line(left[i] + (left[i].empty() || right[i].empty() ? "" : " ") + right[i]);
            else if (form == "glued_tabs")
                line(left[i] + (right[i].empty() ? "" : "\t\t" + right[i]));
            else
                line(right[i].empty() ? "  " + left[i] : padded("  " + left[i], kRightColumn) + right[i]);
        }
    }

    void paragraph(const OutlineItem& item) {
        const std::string gap = feature("encoding") == "tabs_after_labels" ? "\t" : " ";
        std::string text = item.label.empty() ? item.text : item.label + " " + item.text;
        const bool title_apart = item.label.starts_with("PHẦN");
        if (title_apart) {
            line(item.label);
            text = item.text;
        }
        if (feature("left_over") == "zero_width" && chance(random_, 20)) text += "\u200B";
        bool first = true;
        for (std::string part : wrapped_lines(text, columns_)) {
            // A bookmark takes no room on the page: it comes after the lines were broken.
            if (first && feature("left_over") == "bookmarks" && item.role == ItemRole::section && !title_apart &&
                part.starts_with(item.label + " "))
                part.insert(item.label.size() + 1, "[bookmark: _Toc" + std::to_string(random_.below(90000)) + "]");
            if (first && !item.label.empty() && gap == "\t" && !title_apart) part = with_tab(part, item.label);
            line((first && columns_ > 0 && chance(random_, 50) ? "   " : "") + part);
            first = false;
        }
    }
    static std::string with_edge_tab(const std::string& row) {
        return row.starts_with("| ") ? "\t" + row.substr(2) : row;
    }
    static std::string with_tab(std::string part, const std::string& label) {
        if (part.starts_with(label + " ")) part[label.size()] = '\t';
        return part;
    }

    void print_items() {
        std::string bases;
        bool ended = false;
        for (const OutlineItem& item : truth_.items) {
            if (ended && item.role == ItemRole::paragraph) drawn_up_.push_back(item.text);
            ended = ended || item.role == ItemRole::signer_name;
            if (ended) continue;
            switch (item.role) {
            case ItemRole::signing_authority:
            case ItemRole::signer_title:
            case ItemRole::signer_name:
            case ItemRole::recipients_heading:
            case ItemRole::recipient:
            case ItemRole::appendix: continue;
            default: break;
            }
            if (item.role == ItemRole::legal_basis && feature("bases") == "one_paragraph") {
                bases += (bases.empty() ? "" : " ") + item.text;
                continue;
            }
            if (!bases.empty()) paragraph({ItemRole::legal_basis, 0, "", bases});
            bases.clear();
            if (item.role == ItemRole::table_row) {
                line(feature("table") == "pipes" ? (chance(random_, 50) ? "| " + item.text + " |" : item.text)
                                                 : replaced(with_edge_tab(item.text), " | ", "\t"));
                continue;
            }
            if (item.level == 0 && chance(random_, 20)) line("");
            paragraph(item);
        }
    }

    void print_signature() {
        Strings right = truth_.signer_titles;
        if (feature("signed") == "stamp_note") {
            right.push_back("");
            right.push_back("(Đã ký)");
        }
        right.insert(right.end(), 2, "");
        right.push_back(truth_.signer_name);
        Strings left;
        for (const OutlineItem& item : truth_.items)
            if (item.role == ItemRole::recipients_heading || item.role == ItemRole::recipient)
                left.push_back(item.label.empty() ? item.text : item.label + " " + item.text);
        const std::string& form = feature("signature");
        line("");
        if (feature("drawn_up") == "above")
            for (const auto& text : drawn_up_) line(text);
        else if (!drawn_up_.empty())
            right = beside_drawn_up(right);
        if (form == "signature_first" || form == "no_recipients") {
            for (const auto& text : right) line((drawn_up_.empty() ? "          " : "") + text);
            line("");
            for (const auto& text : left) line(text);
            return;
        }
        if (form == "recipients_first") {
            for (const auto& text : left) line(text);
            line("");
            for (const auto& text : right) line(text);
            return;
        }
        const std::size_t rows = std::max(left.size(), right.size());
        left.resize(rows);
        right.resize(rows);
        Strings wide;
        for (std::size_t i = 0; i < rows; ++i) {
            // A recipient too long for its column goes on in the next row of it.
            const Strings parts = wrapped_lines(left[i], 44);
            for (std::size_t part = 0; part < parts.size(); ++part)
                line(right[i].empty() || part > 0 ? parts[part]
                     : form == "beside"           ? padded(parts[part], kRightColumn) + right[i]
                                                  : parts[part] + "\t" + right[i]);
            if (parts.empty()) line(right[i].empty() ? "" : std::string(kRightColumn, ' ') + right[i]);
        }
    }

    /// Who drew it up to the left of who signs, titles and names each on one line.
    [[nodiscard]] Strings beside_drawn_up(Strings right) const {
        for (std::string& text : right) {
            const bool first = &text == &right.front();
            if (first || &text == &right.back())
                text = padded(drawn_up_.at(first ? 0 : 1), kRightColumn) + text;
            else if (!text.empty())
                text = std::string(kRightColumn, ' ') + text;
        }
        return right;
    }

    /// Furniture between the pages, empty lines, and the bytes of the encoding.
    [[nodiscard]] std::string encoded() {
        std::string out;
        const std::string& furniture = feature("furniture");
        const std::size_t pages = lines_.size() / kPageLines + 1;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const std::size_t page = i / kPageLines + 1;
            const bool body = i + 14 < lines_.size();
            if (i == 0 && furniture == "running_head") out += "Tài liệu lưu hành nội bộ\n\n";
            if (i > 0 && i % kPageLines == 0 && body && furniture != "none") {
                out += "\n";
                if (furniture == "page_numbers") out += std::to_string(page) + "\n\f";
                if (furniture == "page_of")
                    out += "Trang " + std::to_string(page) + "/" + std::to_string(pages) + "\n\n";
                if (furniture == "running_head") out += "Tài liệu lưu hành nội bộ\n\n";
                if (furniture == "footer_url") out += "http://nang-mai.example/\n\n";
            }
            out += lines_[i] + "\n" + (feature("spacing") == "double" ? " \n" : "");
        }
        const std::string& encoding = feature("encoding");
        if (encoding == "nfd") return decomposed(out);
        if (encoding == "crlf") return replaced(out, "\n", "\r\n");
        if (encoding == "no_break_spaces") return code_point_replaced(out, ' ', "\u00A0", random_, 10);
        if (encoding == "doubled_spaces") return doubled(out);
        return out;
    }
    [[nodiscard]] std::string doubled(const std::string& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            out += text[i];
            const bool lone =
                text[i] == ' ' && i > 0 && text[i - 1] != ' ' && i + 1 < text.size() && text[i + 1] != ' ';
            if (lone && chance(random_, 15)) out += ' ';
        }
        return out;
    }

    const model::Outline& truth_;
    const SyntheticFeatures& features_;
    base::Random& random_;
    Strings drawn_up_; ///< title and name of who signs beside the head
    int columns_;
    Strings lines_;
};

} // namespace

std::vector<std::string> wrapped_lines(const std::string& text, int columns) {
    if (columns == 0) return {text};
    Strings out;
    std::string open;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!open.empty() && document::times_width(open + " " + word) > columns * kLetterWidth) {
            out.push_back(open);
            open.clear();
        }
        open += (open.empty() ? "" : " ") + word;
        at = end + 1;
    }
    if (!open.empty()) out.push_back(open);
    return out;
}

std::string print_truth(const model::Outline& truth, const SyntheticFeatures& features, base::Random& random) {
    return Printer(truth, features, random).print();
}

SyntheticPlan make_synthetic_plan(std::uint64_t seed) {
    base::SeededRandom random(seed);
    SyntheticPlan plan;
    plan.features = choose_features(random);
    plan.truth = make_truth(plan.features, random);
    plan.raw = print_truth(plan.truth, plan.features, random);
    return plan;
}

} // namespace dongthac::tests
