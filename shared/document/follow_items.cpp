#include "shared/document/follow_items.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/document/citations.hpp"
#include "shared/document/confidence.hpp"
#include "shared/document/flags.hpp"
#include "shared/document/letterhead.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/printable.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::Outline;
using model::OutlineItem;

std::vector<std::string> words_of(const Outline& outline, ItemRole role, ItemRole or_role) {
    std::vector<std::string> words;
    for (const OutlineItem& item : outline.items)
        if (item.role == role || item.role == or_role) words.push_back(printed(item));
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& some : words) all += (all.empty() || some.empty() ? "" : " ") + some;
    return all;
}

/// Reads header fields from items that a step changed.
class FieldReader {
  public:
    FieldReader(const Outline& before, Outline& after, const TypedFields& typed)
        : before_(before), after_(after), typed_(typed) {}

    void read() {
        text("superior_body", ItemRole::superior_body, after_.superior_body);
        text("issuing_body", ItemRole::issuing_body, after_.issuing_body);
        text("subject", ItemRole::subject, after_.subject);
        text("signer_name", ItemRole::signer_name, after_.signer_name);
        if (const auto words = changed(ItemRole::doc_type); words && !is_typed("doc_type"))
            after_.doc_type = sentence_case(joined(*words));
        if (const auto words = changed(ItemRole::signing_authority, ItemRole::signer_title);
            words && !is_typed("signer_titles"))
            after_.signer_titles = *words;
        if (const auto words = changed(ItemRole::number_symbol)) read_number(joined(*words));
        if (const auto words = changed(ItemRole::place_date)) read_place_date(joined(*words));
    }

  private:
    [[nodiscard]] bool is_typed(std::string_view field) const { return typed_.contains(field); }

    /// What the items of these roles say now, when it is not what they said before.
    [[nodiscard]] std::optional<std::vector<std::string>> changed(ItemRole role, ItemRole or_role) const {
        std::vector<std::string> now = words_of(after_, role, or_role);
        return now == words_of(before_, role, or_role) ? std::nullopt : std::optional(std::move(now));
    }
    [[nodiscard]] std::optional<std::vector<std::string>> changed(ItemRole role) const { return changed(role, role); }

    void text(std::string_view field, ItemRole role, std::string& value) {
        if (const auto words = changed(role); words && !is_typed(field)) value = joined(*words);
    }
    void read_number(const std::string& line) {
        Outline read;
        take_number(line, read);
        if (!is_typed("document_number")) after_.document_number = read.document_number;
        if (!is_typed("symbol")) after_.symbol = read.symbol;
    }
    void read_place_date(const std::string& line) {
        Outline read;
        take_place_date(line, read);
        if (!is_typed("place_name")) after_.place_name = read.place_name;
        if (!is_typed("issued_on")) after_.issued_on = read.issued_on;
    }

    const Outline& before_;
    Outline& after_;
    const TypedFields& typed_;
};

/// Plans above that the sentences named and name no more go; those they name now come. Others stay.
void follow_parents(const Outline& before, Outline& after) {
    Outline said;
    said.items = before.items;
    find_parents(said);
    Outline says;
    says.items = after.items;
    find_parents(says);
    if (said.parents == says.parents) return;
    std::erase_if(after.parents,
                  [&](const auto& parent) { return std::ranges::find(said.parents, parent) != said.parents.end(); });
    after.parents.insert(after.parents.end(), says.parents.begin(), says.parents.end());
}

void follow_flags(Outline& outline) {
    const std::vector<model::Flag> said = std::exchange(outline.flags, {});
    add_flags(outline);
    keep_source_flags(said, outline);
}

void say_typed(Outline& outline, const TypedFields& typed) {
    model::FieldConfidence& sure = outline.confidence;
    const std::pair<std::string_view, int*> fields[] = {{"superior_body", &sure.superior_body},
                                                        {"issuing_body", &sure.issuing_body},
                                                        {"document_number", &sure.document_number},
                                                        {"symbol", &sure.symbol},
                                                        {"place_name", &sure.place_name},
                                                        {"issued_on", &sure.issued_on},
                                                        {"doc_type", &sure.doc_type},
                                                        {"subject", &sure.subject},
                                                        {"signer_titles", &sure.signer_titles},
                                                        {"signer_name", &sure.signer_name}};
    for (const auto& [name, confidence] : fields)
        if (typed.contains(name)) *confidence = kPersonSaid;
}

} // namespace

void follow_items(const Outline& before, Outline& after, const TypedFields& typed) {
    FieldReader(before, after, typed).read();
    follow_parents(before, after);
    follow_flags(after);
    add_field_confidence(after);
    say_typed(after, typed);
}

} // namespace dongthac::document
