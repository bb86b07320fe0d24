#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/text/date.hpp"

namespace dongthac::model {

/// What a paragraph is for (DOMAIN §2, Section/Item). `letterhead` roles hold the printed header of NĐ 30/2020, Phụ lục
/// I.
enum class ItemRole {
    paragraph,
    // letterhead
    national_name,
    national_motto,
    superior_body,
    issuing_body,
    number_symbol,
    place_date,
    doc_type,
    subject,
    // opening
    legal_basis,
    lead_in,
    // body
    section,
    subsection,
    situation,
    advantage,
    difficulty,
    purpose,
    requirement,
    topic,
    other_task,
    channel,
    budget,
    assignee,
    assignment,
    reporting,
    appendix_ref,
    table_row, ///< cells between '|'; a run of them is a table, its first row the header (document::read_table)
    closing,
    // end
    addressee,
    recipients_heading,
    recipient,
    signing_authority,
    signer_title,
    signer_name,
    appendix,
};

/// Stable lower-case name ("legal_basis") and back; nothing for an unknown name.
[[nodiscard]] std::string_view name_of(ItemRole role);
[[nodiscard]] std::optional<ItemRole> role_from(std::string_view name);

/// One paragraph of an outline. `level` is its depth: 0 for letterhead, bases, sections; 1 below a section, and so on.
struct OutlineItem {
    ItemRole role = ItemRole::paragraph;
    int level = 0;
    std::string label; ///< as printed ("I.", "1.", "-"); NFC; may repeat or skip as the source does
    std::string text;  ///< NFC, hard-wrapped lines joined by one space, trimmed
    /// 0–100, how sure import is of role, level and extent (document/confidence.hpp); 100 where nothing was guessed.
    int confidence = 100;
    /// Indexes of OutlineItem a recipient or link refers to are not kept: purposes and parents are parsed apart.
};

/// A document quoted as what this one gives effect to (or cites).
struct ParentReference {
    std::string number; ///< "671"; kept as text: sources print "05"
    std::string symbol; ///< "KH-SGD&ĐT"
    std::optional<text::Date> issued_on;
    std::string issuer;  ///< as printed after "của"; empty when not named
    std::string subject; ///< after "về (việc)"; may be empty
    friend bool operator==(const ParentReference&, const ParentReference&) = default;
};

/// Something a clerk should look at. `item` indexes Outline::items.
struct Flag {
    std::string code;   ///< "duplicate_label", "misspelt_national_name", "missing_number", …
    std::string detail; ///< the words concerned, for the sentence "flag.<code>"
    std::optional<std::size_t> item;
    friend bool operator==(const Flag&, const Flag&) = default;
};

/// How sure import is of each header field, 0–100 as OutlineItem::confidence; 0 where the field is empty.
struct FieldConfidence {
    int superior_body = 0;
    int issuing_body = 0;
    int document_number = 0;
    int symbol = 0;
    int place_name = 0;
    int issued_on = 0;
    int doc_type = 0;
    int subject = 0;
    int signer_titles = 0;
    int signer_name = 0;
    friend bool operator==(const FieldConfidence&, const FieldConfidence&) = default;
};

/// A plan or report as it is printed, in reading order: what import makes and export writes. Owns everything.
struct Outline {
    std::vector<OutlineItem> items;
    std::vector<std::string> unplaced;  ///< fragments that had no place, as they stood
    std::vector<std::string> furniture; ///< drawn rules and page numbers: no words of the text, and nobody's to place
    std::vector<Flag> flags;
    std::vector<ParentReference> parents;

    // Parsed from the letterhead and the end; "" or nothing where the source does not say.
    std::string superior_body;
    std::string issuing_body;
    std::string document_number; ///< "11"
    std::string symbol;          ///< "KH-MNTL"
    std::string place_name;      ///< "Tứ Liên"
    std::optional<text::Date> issued_on;
    std::string doc_type; ///< "Kế hoạch" in sentence case
    std::string subject;
    std::vector<std::string> signer_titles; ///< outermost first: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"
    std::string signer_name;
    FieldConfidence confidence; ///< of the fields above; all 0 when nothing was imported

    std::size_t words = 0;          ///< white-space separated words of the source
    std::size_t placed_words = 0;   ///< of these, in an item
    std::size_t unplaced_words = 0; ///< of these, in unplaced or furniture; words == placed + unplaced always
};

} // namespace dongthac::model
