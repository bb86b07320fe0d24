#include "shared/document/opening.hpp"

#include <algorithm>
#include <utility>

#include "shared/document/letterhead.hpp"
#include "shared/document/letters.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using text::LabelKind;

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
        if (is_heading(paragraph)) return out;
        const bool quotes = opens_basis(text) || (!out.blocks.empty() && names_document(key) && !bulleted);
        if (quotes) {
            for (WordList& part : split_bases(source, paragraph.words)) {
                Block block = make_block(source, ItemRole::legal_basis, 0, std::move(part));
                if (leads_in(block.text)) block.role = ItemRole::lead_in;
                if (bulleted && block.words.front() == paragraph.words.front())
                    block = make_block(source, block.role, 0, std::move(block.words), paragraph.label.text_offset);
                out.blocks.push_back(std::move(block));
            }
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
