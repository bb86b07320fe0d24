#include "shared/document/docx_styles.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "shared/document/ooxml_read.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

constexpr std::size_t kDeepest = 32; // styles on styles; more is a loop

template <class Value>
void put(Value& value, const Value& closer) {
    if (closer) value = closer;
}

void put(std::string& value, const std::string& closer) {
    if (!closer.empty()) value = closer;
}

} // namespace

void LetterLook::put_over(const LetterLook& closer) {
    put(bold, closer.bold);
    put(italic, closer.italic);
    put(capitals, closer.capitals);
    put(hidden, closer.hidden);
    put(font, closer.font);
}

void ParagraphLook::put_over(const ParagraphLook& closer) {
    put(align, closer.align);
    put(list, closer.list);
    put(list_level, closer.list_level);
    letters.put_over(closer.letters);
}

LetterLook read_letter_look(pugi::xml_node properties) {
    LetterLook look;
    if (!properties) return look;
    look.bold = switch_in(properties, "b");
    look.italic = switch_in(properties, "i");
    look.capitals = switch_in(properties, "caps");
    look.hidden = switch_in(properties, "vanish");
    const pugi::xml_node fonts = child(properties, "rFonts");
    look.font = attribute(fonts, "ascii");
    if (look.font.empty()) look.font = attribute(fonts, "hAnsi");
    return look;
}

ParagraphLook read_paragraph_look(pugi::xml_node properties) {
    ParagraphLook look;
    if (!properties) return look;
    look.align = value_of(properties, "jc");
    const pugi::xml_node list = child(properties, "numPr");
    look.list = number_in(value_of(list, "numId"));
    look.list_level = number_in(value_of(list, "ilvl"));
    return look;
}

std::optional<bool> draws_lines(pugi::xml_node borders) {
    if (!borders) return std::nullopt;
    return std::ranges::any_of(borders.children(), [](pugi::xml_node side) {
        const std::string_view line = attribute(side, "val");
        return !line.empty() && line != "none" && line != "nil";
    });
}

DocxStyles::DocxStyles(pugi::xml_node styles) {
    const pugi::xml_node defaults = child(styles, "docDefaults");
    defaults_ = read_paragraph_look(child(child(defaults, "pPrDefault"), "pPr"));
    defaults_.letters = read_letter_look(child(child(defaults, "rPrDefault"), "rPr"));

    std::map<std::string, Style, std::less<>> raw;
    for (pugi::xml_node node : styles.children()) {
        if (local_name(node) != "style") continue;
        const std::string id(attribute(node, "styleId"));
        const std::string_view type = attribute(node, "type");
        Style style;
        style.based_on = value_of(node, "basedOn");
        style.look = read_paragraph_look(child(node, "pPr"));
        style.look.letters = read_letter_look(child(node, "rPr"));
        style.ruled = draws_lines(child(child(node, "tblPr"), "tblBorders"));
        style.letters_only = type == "character";
        const std::string_view standard = attribute(node, "default");
        if ((type == "paragraph" || type.empty()) && (standard == "1" || standard == "true")) default_style_ = id;
        raw.emplace(id, std::move(style));
    }
    for (const auto& [id, style] : raw) styles_.emplace(id, resolved(raw, style));
    plain_ = defaults_;
    if (const auto found = styles_.find(default_style_); found != styles_.end()) plain_ = found->second.look;
}

DocxStyles::Style DocxStyles::resolved(const std::map<std::string, Style, std::less<>>& raw, const Style& style) const {
    std::vector<const Style*> chain{&style};
    while (chain.size() < kDeepest) {
        const auto below = raw.find(chain.back()->based_on);
        if (below == raw.end()) break;
        chain.push_back(&below->second);
    }
    Style out;
    out.letters_only = style.letters_only;
    if (!style.letters_only) out.look = defaults_;
    for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
        out.look.put_over((*each)->look);
        put(out.ruled, (*each)->ruled);
    }
    return out;
}

const ParagraphLook& DocxStyles::paragraph(std::string_view id) const {
    const auto found = styles_.find(id);
    return id.empty() || found == styles_.end() || found->second.letters_only ? plain_ : found->second.look;
}

LetterLook DocxStyles::letters(std::string_view id) const {
    const auto found = styles_.find(id);
    return id.empty() || found == styles_.end() ? LetterLook{} : found->second.look.letters;
}

std::optional<int> DocxStyles::list_of(std::string_view id) const {
    const auto found = styles_.find(id);
    return found == styles_.end() ? std::nullopt : found->second.look.list;
}

bool DocxStyles::rules_tables(std::string_view id) const {
    const auto found = styles_.find(id);
    return found != styles_.end() && found->second.ruled.value_or(false);
}

} // namespace dongthac::document
