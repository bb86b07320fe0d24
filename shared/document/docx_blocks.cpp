#include "shared/document/docx_blocks.hpp"

#include <string_view>

namespace dongthac::document {

std::string words_of(const std::vector<DocxBlock>& blocks) {
    std::string out;
    const auto add = [&](std::string_view text) {
        if (text.empty()) return;
        if (!out.empty()) out += ' ';
        out += text;
    };
    for (const DocxBlock& block : blocks) {
        if (const auto* paragraph = std::get_if<DocxParagraph>(&block.content)) {
            if (!paragraph->text.empty()) add(paragraph->label);
            add(paragraph->text);
            for (const std::string& note : paragraph->notes) add("[" + note + "]");
            add(words_of(paragraph->floating));
            continue;
        }
        for (const DocxRow& row : std::get<DocxTable>(block.content).rows)
            for (const DocxCell& cell : row.cells) add(words_of(cell.blocks));
    }
    return out;
}

} // namespace dongthac::document
