#include "shared/document/opening.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "shared/document/letterhead.hpp"
#include "shared/document/letters.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using text::LabelKind;

constexpr std::size_t kMakerWords = 30;  // a maker's name and its verb
constexpr std::size_t kDeciderLines = 2; // "CHỦ TỊCH ỦY BAN NHÂN DÂN" / "PHƯỜNG …"

// Kinds of document that are quoted as bases, as they begin a part of a list of bases.
bool names_document(std::string_view key) {
    constexpr std::string_view kKinds[] = {
        "quyet dinh", "nghi dinh", "nghi quyet", "thong tu",  "chi thi",      "luat",        "ke hoach",
        "cong van",   "huong dan", "ket luan",   "van ban",   "chuong trinh", "de an",       "quy che",
        "thong bao",  "can cu",    "bo luat",    "phap lenh", "thuc hien",    "xet de nghi", "dieu le"};
    return std::ranges::any_of(kKinds, [&](std::string_view kind) { return starts_with_words(key, kind); });
}

bool leads_in(std::string_view text) {
    const std::string key = key_of(text, 4000);
    return has_words(key, "nhu sau") ||
           (ends_with(text, ":") && (has_words(key, "ke hoach") || has_words(key, "bao cao")));
}

// "… năm 2026; Quyết định số …": where in `words` each basis of one paragraph starts.
std::vector<WordList> split_bases(const SourceText& source, const WordList& words) {
    std::vector<WordList> parts;
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool starts = i == 0;
        if (!starts && ends_with(source.words()[words[i - 1]].text, ";") &&
            is_upper(first_letter(source.words()[words[i]].text))) {
            const std::size_t end = std::min(words.size(), i + 3);
            const WordList head(words.begin() + static_cast<std::ptrdiff_t>(i),
                                words.begin() + static_cast<std::ptrdiff_t>(end));
            starts = names_document(key_of(source.join(head)));
        }
        if (starts) parts.emplace_back();
        parts.back().push_back(words[i]);
    }
    return parts;
}

// "…; Công văn số … về tin bài, Trường … xây dựng kế hoạch … như sau:": where the office starts to speak behind the
// last of several bases; nothing when all of it is one sentence.
std::optional<std::size_t> maker_at(const SourceText& source, const WordList& words) {
    for (std::size_t i = words.size(); i-- > 1;) {
        if (!ends_with(source.words()[words[i - 1]].text, ",") ||
            !is_upper(first_letter(source.words()[words[i]].text)))
            continue;
        const std::size_t end = std::min(words.size(), i + kMakerWords);
        const std::string key = key_of(source.join(WordList(words.begin() + static_cast<std::ptrdiff_t>(i),
                                                            words.begin() + static_cast<std::ptrdiff_t>(end))));
        if (starts_with_office(key) && (has_words(key, "xay dung") || has_words(key, "ban hanh") ||
                                        has_words(key, "bao cao") || has_words(key, "trien khai")))
            return i;
    }
    return std::nullopt;
}

// "(Ban hành kèm theo Quyết định số …)": what this document came with.
bool says_what_it_is_part_of(std::string_view text) {
    return starts_with(text, "(") && has_words(key_of(text, 80), "kem theo");
}

// "HIỆU TRƯỞNG TRƯỜNG …" over the bases of a decision: who decides, no section.
bool decides(const std::vector<Paragraph>& paragraphs, std::size_t i) {
    if (paragraphs[i].label.kind != LabelKind::none || !is_capital_heading(paragraphs[i].text, {})) return false;
    for (std::size_t next = i + 1; next < paragraphs.size() && next <= i + kDeciderLines; ++next) {
        if (opens_basis(paragraphs[next].text)) return true;
        if (paragraphs[next].label.kind != LabelKind::none || !is_capital_heading(paragraphs[next].text, {})) break;
    }
    return false;
}

/// The bases of one paragraph, one block each; the last may lead in.
std::vector<Block> read_bases(const SourceText& source, const Paragraph& paragraph, std::size_t label_bytes) {
    std::vector<Block> blocks;
    std::vector<WordList> parts = split_bases(source, paragraph.words);
    if (parts.size() > 1 && leads_in(source.join(parts.back())))
        if (const auto maker = maker_at(source, parts.back())) {
            const auto at = parts.back().begin() + static_cast<std::ptrdiff_t>(*maker);
            WordList lead_in(at, parts.back().end());
            parts.back().erase(at, parts.back().end());
            parts.push_back(std::move(lead_in));
        }
    for (WordList& part : parts) {
        const bool first = part.front() == paragraph.words.front();
        blocks.push_back(make_block(source, ItemRole::legal_basis, 0, std::move(part), first ? label_bytes : 0));
        if (leads_in(blocks.back().text)) blocks.back().role = ItemRole::lead_in;
    }
    return blocks;
}

} // namespace

bool is_heading(const Paragraph& paragraph) {
    const LabelKind kind = paragraph.label.kind;
    if (paragraph.look.table_row) return false;
    if (is_capital_heading(paragraph.text, paragraph.label)) return true;
    return kind == LabelKind::roman || kind == LabelKind::arabic || kind == LabelKind::arabic_pair ||
           kind == LabelKind::part || kind == LabelKind::letter || kind == LabelKind::article;
}

Opening read_opening(const SourceText& source, const std::vector<Paragraph>& paragraphs) {
    Opening out;
    bool addressing = false;
    for (std::size_t& i = out.next_paragraph; i < paragraphs.size(); ++i) {
        const Paragraph& paragraph = paragraphs[i];
        if (paragraph.look.table_row) return out;
        const bool bulleted = paragraph.label.kind == LabelKind::dash || paragraph.label.kind == LabelKind::dot;
        const std::string_view text =
            std::string_view(paragraph.text).substr(bulleted ? paragraph.label.text_offset : 0);
        const std::string key = key_of(text);
        if (starts_with_words(key, "kinh gui") || (addressing && bulleted && !opens_basis(text))) {
            addressing = true;
            out.blocks.push_back(make_block(source, ItemRole::addressee, 0, paragraph.words,
                                            bulleted ? paragraph.label.text_offset : 0));
            continue;
        }
        addressing = false;
        if (says_what_it_is_part_of(text) || decides(paragraphs, i)) {
            out.blocks.push_back(make_block(source, ItemRole::paragraph, 0, paragraph.words));
            continue;
        }
        if (is_heading(paragraph)) return out;
        const bool quotes = opens_basis(text) || (!out.blocks.empty() && names_document(key) && !bulleted);
        if (quotes) {
            std::ranges::move(read_bases(source, paragraph, bulleted ? paragraph.label.text_offset : 0),
                              std::back_inserter(out.blocks));
            if (out.blocks.back().role != ItemRole::lead_in) continue;
            ++i;
            return out;
        }
        if (bulleted || paragraph.label.kind != LabelKind::none) return out;
        // One sentence leads in; without "như sau" more may follow, so what comes next decides.
        const bool last = leads_in(text) || i + 1 == paragraphs.size() || !opens_basis(paragraphs[i + 1].text);
        out.blocks.push_back(make_block(source, ItemRole::lead_in, 0, paragraph.words));
        if (!last) continue;
        ++i;
        return out;
    }
    return out;
}

} // namespace dongthac::document
