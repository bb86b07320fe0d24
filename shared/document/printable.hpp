#pragma once

#include <string>
#include <vector>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// An outline sorted into the places of a printed page. Fields win over letterhead items where both say something: they
/// are what the office decided (number, date), and are printed in the decree's form. Strings are whole lines of the
/// page.
struct Printable {
    std::vector<std::string> superior_bodies;
    std::string issuing_body;
    std::string national_name;
    std::string national_motto;
    std::string number_line;               ///< "Số: 05/KH-MNHM"; blanks to fill where there is no number yet
    std::string place_date;                ///< "Hoa Phượng, ngày 04 tháng 3 năm 2026"
    std::vector<model::OutlineItem> notes; ///< other lines of the head ("DỰ THẢO")
    std::string about;                     ///< "V/v …" of an official letter, which has neither of the next two
    std::string doc_type;                  ///< in capitals
    std::string subject;
    std::vector<model::OutlineItem> opening; ///< addressees, bases, lead-in
    std::vector<model::OutlineItem> body;
    std::vector<model::OutlineItem> closing;
    std::string recipients_heading; ///< empty when there are no recipients
    std::vector<model::OutlineItem> recipients;
    std::vector<std::string> signer_titles;
    std::string signer_name;
    std::vector<model::OutlineItem> appendices;
};

/// What stands over recipients that have no heading of their own (Phụ lục I, mục II.9).
inline constexpr const char* kRecipientsHeading = "Nơi nhận:";

[[nodiscard]] Printable make_printable(const model::Outline& outline);

/// "1. Mục đích": label and text with one space between, or whichever is there.
[[nodiscard]] std::string printed(const model::OutlineItem& item);

/// "PHỤ LỤC I", "Phụ lục 2", "Phụ lục A: Biểu mẫu", "Phụ lục kèm theo": an appendix begins. "Phụ lục này gồm" is an
/// ordinary line of one. In small letters at most four words.
[[nodiscard]] bool is_appendix_title(std::string_view text);

/// Printed bold with the paragraph after it on the same page.
[[nodiscard]] bool is_heading_role(model::ItemRole role);

/// `text` with <, >, & and quotes as entities, and characters XML forbids (most controls) as U+FFFD.
[[nodiscard]] std::string escape_markup(std::string_view text);
/// Only the second half of that: for writers that escape by themselves.
[[nodiscard]] std::string xml_safe(std::string_view text);

} // namespace dongthac::document
