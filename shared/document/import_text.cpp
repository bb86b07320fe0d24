#include "shared/document/import_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "shared/document/body.hpp"
#include "shared/document/citations.hpp"
#include "shared/document/confidence.hpp"
#include "shared/document/ending.hpp"
#include "shared/document/flags.hpp"
#include "shared/document/letterhead.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/opening.hpp"
#include "shared/text/date.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;

/// Who holds each word. A word is handed out once: a second claim is an error of this program, not of the file.
class Placement {
  public:
    explicit Placement(const SourceText& source) : source_(source), taken_(source.words().size(), false) {}

    void take(const WordList& words) {
        for (const std::uint32_t word : words) {
            if (taken_[word]) std::abort(); // the word would be counted and printed twice
            taken_[word] = true;
        }
    }

    /// What nobody took, in runs as it stood; `known` runs apart from what stands beside them.
    [[nodiscard]] std::vector<WordList> rest(const std::vector<bool>& known) const {
        std::vector<WordList> runs;
        std::uint32_t last_line = 0;
        for (std::uint32_t word = 0; word < taken_.size(); ++word) {
            if (taken_[word]) continue;
            const std::uint32_t line = source_.words()[word].line;
            const bool adjacent = !runs.empty() && runs.back().back() + 1 == word && line == last_line &&
                                  known[word] == known[runs.back().back()];
            if (!adjacent) runs.emplace_back();
            runs.back().push_back(word);
            last_line = line;
        }
        return runs;
    }

  private:
    const SourceText& source_;
    std::vector<bool> taken_;
};

// Plain words are no plan because they are numbered: a shopping list is. Something must say so.
bool looks_like_plan(const std::vector<TextLine>& lines, const EndingBounds& bounds) {
    if (find_type_line(lines) || bounds.has_recipients || is_letter(lines)) return true;
    return std::ranges::any_of(lines, [](const TextLine& line) {
        if (line.look.table_row) return false;
        if (opens_basis(line.text) && line.words.size() > 4) return true;
        if (line.label.kind != text::LabelKind::roman && line.label.kind != text::LabelKind::arabic) return false;
        const std::string_view rest = std::string_view(line.text).substr(line.label.text_offset);
        return line.words.size() <= 14 && purpose_of_heading(key_of(rest)) != ItemRole::paragraph;
    });
}

std::vector<Block> read_appendix(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first,
                                 const WrapProfile& wrap) {
    std::vector<Block> blocks;
    for (const Paragraph& paragraph : join_lines(source, lines, first, lines.size(), wrap))
        blocks.push_back(paragraph.look.table_row
                             ? row_block(1, paragraph.words, paragraph.text)
                             : make_block(source, ItemRole::appendix, 0, paragraph.words, paragraph.label.text_offset));
    return blocks;
}

void append(std::vector<Block>& all, std::vector<Block> more) { std::ranges::move(more, std::back_inserter(all)); }

std::vector<Block> read_blocks(const SourceText& source, const std::vector<TextLine>& lines, const EndingBounds& bounds,
                               Letterhead& head, Ending& ending, model::Outline& outline) {
    const WrapProfile wrap = measure_wrap(lines);
    head = read_letterhead(source, lines, bounds.ending, outline);
    std::vector<Block> blocks = std::move(head.blocks);
    const auto paragraphs = join_lines(source, lines, std::min(head.next_line, bounds.ending), bounds.ending, wrap);
    Opening opening = read_opening(source, paragraphs);
    append(blocks, std::move(opening.blocks));
    append(blocks, read_body(source, paragraphs, opening.next_paragraph));
    ending = read_ending(source, lines, bounds.ending, bounds.appendix, outline);
    append(blocks, ending.blocks);
    append(blocks, read_appendix(source, lines, bounds.appendix, wrap));
    return blocks;
}

// Words that are known to be none of the text: drawn rules and the numbers of pages.
std::vector<bool> furniture_of(const SourceText& source, const CleanLines& clean, const Letterhead& head) {
    std::vector<bool> furniture(source.words().size(), false);
    for (const auto* group : {&clean.rules, &clean.page_numbers, &head.rules})
        for (const WordList& words : *group)
            for (const std::uint32_t word : words) furniture[word] = true;
    return furniture;
}

void place(const SourceText& source, std::vector<Block> blocks, const std::vector<bool>& furniture,
           model::Outline& outline) {
    Placement placement(source);
    for (Block& block : blocks) {
        if (block.words.empty()) continue;
        placement.take(block.words);
        outline.placed_words += block.words.size();
        outline.items.push_back({block.role, block.level, std::move(block.label), std::move(block.text)});
    }
    outline.words = source.words().size();
    outline.unplaced_words = outline.words - outline.placed_words;
    for (const WordList& run : placement.rest(furniture))
        if (std::string text = source.join(run); !text.empty())
            (furniture[run.front()] ? outline.furniture : outline.unplaced).push_back(std::move(text));
    // Left-overs have no words of their own where they were glued to a word that was placed.
    outline.unplaced.insert(outline.unplaced.end(), source.residue().begin(), source.residue().end());
}

void find_maker(model::Outline& outline) {
    if (!outline.issuing_body.empty()) return;
    for (const model::OutlineItem& item : outline.items)
        if (item.role == ItemRole::lead_in && outline.issuing_body.empty()) outline.issuing_body = maker_of(item.text);
}

base::Result<model::Outline> structure(std::string_view raw, const std::vector<LineLook>& looks,
                                       std::string_view file_name) {
    auto nfc = text::to_nfc(raw);
    if (!nfc) {
        nfc.error().args.insert(nfc.error().args.begin(), {"path", std::string(file_name)});
        return base::pass(nfc);
    }
    const SourceText source(std::move(*nfc));
    if (source.words().empty()) return base::fail(base::Code::empty_file, {{"path", std::string(file_name)}});

    const CleanLines clean = clean_lines(source, looks);
    const EndingBounds bounds = find_ending(source, clean.lines);
    if (!looks_like_plan(clean.lines, bounds))
        return base::fail(base::Code::not_a_plan, {{"path", std::string(file_name)}});

    model::Outline outline;
    Letterhead head;
    Ending ending;
    std::vector<Block> blocks = read_blocks(source, clean.lines, bounds, head, ending, outline);
    place(source, std::move(blocks), furniture_of(source, clean, head), outline);
    find_maker(outline);
    find_parents(outline);
    add_flags(outline);
    add_source_flags(source, clean, ending, outline);
    add_confidence(outline);
    return outline;
}

} // namespace

base::Result<model::Outline> import_text(std::string_view raw, std::string_view file_name) {
    return structure(raw, {}, file_name);
}

base::Result<model::Outline> import_read(const ReadText& read, std::string_view file_name) {
    std::string raw;
    std::vector<LineLook> looks;
    for (const ReadLine& line : read.lines) {
        if (!looks.empty()) raw += '\n';
        const std::size_t start = raw.size();
        raw += line.text;
        // One look a line: a break inside would shift those that follow.
        std::replace_if(
            raw.begin() + static_cast<std::ptrdiff_t>(start), raw.end(), [](char c) { return c == '\n' || c == '\r'; },
            ' ');
        looks.push_back(line.look);
    }
    return structure(raw, looks, file_name);
}

} // namespace dongthac::document
