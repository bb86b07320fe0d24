#include "shared/document/reconcile_fields.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;

bool is_title(ItemRole role) { return role == ItemRole::signing_authority || role == ItemRole::signer_title; }

bool holds(std::string_view line, std::string_view value) {
    return same_letters(line).find(same_letters(value)) != std::string::npos;
}

std::string sentence_case(std::string_view text) {
    const std::string lower = text::to_lower(text);
    const std::size_t first = lower.empty() ? 0 : text::decode_at(lower, 0).size;
    return text::to_upper(std::string_view(lower).substr(0, first)) + lower.substr(first);
}

// "V/v" before the subject of a letter (Phụ lục I, mục II.5b).
std::string_view without_about(std::string_view text) {
    const bool about = text::to_lower(text.substr(0, 3)) == "v/v";
    return about ? text.substr(std::min(text.find_first_not_of(' ', 3), text.size())) : text;
}

/// What a page says in the lines of one role.
struct Line {
    bool unchanged = false; ///< all of them, and there is one
    std::string text;       ///< of its items, or of the lines themselves where the form prints a field alone
    bool printed = false;   ///< there is such a line
};

class FieldTaker {
  public:
    FieldTaker(const std::vector<PrintedUnit>& units, const std::vector<std::optional<std::size_t>>& same,
               const model::Outline& read, model::Outline& out)
        : units_(units), same_(same), read_(read), out_(out) {}

    void take() {
        take_text(ItemRole::superior_body, &model::Outline::superior_body);
        take_text(ItemRole::issuing_body, &model::Outline::issuing_body);
        take_text(ItemRole::doc_type, &model::Outline::doc_type);
        take_text(ItemRole::subject, &model::Outline::subject);
        take_text(ItemRole::signer_name, &model::Outline::signer_name);
        take_number();
        take_place_and_date();
        take_titles();
    }

  private:
    [[nodiscard]] Line line(ItemRole role) const {
        Line out;
        std::size_t lines = 0;
        std::size_t kept = 0;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (units_[i].role != role) continue;
            ++lines;
            if (!same_[i]) continue;
            ++kept;
            if (!units_[i].item) add(out.text, units_[i].text);
        }
        std::size_t items = 0;
        for (const model::OutlineItem& item : out_.items)
            if (item.role == role || (is_title(role) && is_title(item.role))) {
                add(out.text, item.text);
                ++items;
            }
        out.unchanged = lines > 0 && kept == lines && items <= lines;
        out.printed = !out.text.empty();
        return out;
    }

    static void add(std::string& text, std::string_view more) {
        if (!text.empty()) text += ' ';
        text += more;
    }

    void take_text(ItemRole role, std::string model::Outline::*field) {
        const Line said = line(role);
        const std::string& read = read_.*field;
        if (said.unchanged && holds(said.text, out_.*field)) return;
        // Superior bodies may stand in several lines; of any other line the half is not what it says.
        const bool whole = role == ItemRole::superior_body
                               ? !read.empty() && holds(said.text, read)
                               : same_letters(without_about(said.text)) == same_letters(without_about(read));
        if (whole)
            out_.*field = read;
        else
            out_.*field = role == ItemRole::doc_type ? sentence_case(said.text) : said.text;
    }

    void take_number() {
        const Line said = line(ItemRole::number_symbol);
        if (said.unchanged) return;
        const bool right = holds(said.text, read_.document_number) && holds(said.text, read_.symbol);
        out_.document_number = right ? read_.document_number : "";
        out_.symbol = right ? read_.symbol : "";
    }

    void take_place_and_date() {
        const Line said = line(ItemRole::place_date);
        if (said.unchanged && holds(said.text, out_.place_name)) return;
        const bool right = said.printed && holds(said.text, read_.place_name);
        out_.place_name = right ? read_.place_name : "";
        if (!said.unchanged) out_.issued_on = right ? read_.issued_on : std::nullopt;
    }

    void take_titles() {
        if (line(ItemRole::signer_title).unchanged) return;
        out_.signer_titles.clear();
        for (const model::OutlineItem& item : out_.items)
            if (is_title(item.role)) out_.signer_titles.push_back(item.text);
    }

    const std::vector<PrintedUnit>& units_;
    const std::vector<std::optional<std::size_t>>& same_;
    const model::Outline& read_;
    model::Outline& out_;
};

} // namespace

void take_fields(const std::vector<PrintedUnit>& units, const std::vector<std::optional<std::size_t>>& same,
                 const model::Outline& read, model::Outline& outline) {
    FieldTaker(units, same, read, outline).take();
}

} // namespace dongthac::document
