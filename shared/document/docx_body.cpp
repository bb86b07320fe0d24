#include "shared/document/docx_body.hpp"

#include <algorithm>
#include <optional>

#include <pugixml.hpp>

#include "shared/document/docx_math.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/ooxml_read.hpp"
#include "shared/document/private_bullets.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

constexpr int kDeepest = 120;         // elements in elements; real files have some thirty
constexpr std::size_t kMostSpan = 63; // columns of a table in Word

/// One step down, for as long as it lives.
class Step {
  public:
    Step(int& depth, bool& too_deep) : depth_(++depth) { too_deep = too_deep || depth > kDeepest; }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { --depth_; }
    [[nodiscard]] bool too_deep() const { return depth_ > kDeepest; }

  private:
    int& depth_;
};

bool is_property(std::string_view name) { return ends_with(name, "Pr"); }

bool is_deletion(std::string_view name) { return name == "del" || name == "moveFrom"; }

bool holds_text(pugi::xml_node node) {
    bool found = false;
    walk(node, [&](pugi::xml_node each) { found = found || (local_name(each) == "t" && each.first_child()); });
    return found;
}

bool is_tcvn3(std::string_view font) {
    const auto legacy = text::legacy_font(font);
    return legacy && legacy->table == text::LegacyTable::tcvn3;
}

std::string text_in(pugi::xml_node node) {
    std::string out;
    for (pugi::xml_node piece : node.children())
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) out += piece.value();
    return out;
}

// Marks of a run that stand for letters or white space.
bool prints(std::string_view name) {
    constexpr std::string_view kPrinting[] = {"t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen"};
    return std::ranges::find(kPrinting, name) != std::end(kPrinting);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_with_digit(std::string_view text) { return !text.empty() && is_digit(text.back()); }
bool starts_with_digit(std::string_view text) { return !text.empty() && is_digit(text.front()); }

bool holds_something(const DocxParagraph& paragraph) {
    return !paragraph.text.empty() || !paragraph.floating.empty() || !paragraph.notes.empty();
}

// As it is printed: white space is spaces, characters of picture fonts are what they draw, ill-formed bytes U+FFFD.
std::string printed_text(std::string_view text, std::string_view font) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded next = text::decode_at(text, at);
        at += next.size;
        constexpr std::u32string_view kInvisible = U"\u200B\u2060\uFEFF";
        if (kInvisible.find(next.value) != std::u32string_view::npos) continue;
        if (const std::string_view symbol = symbol_of(font, next.value); next.value > ' ' && !symbol.empty())
            out += symbol;
        else
            text::append_utf8(out, next.value < ' ' ? U' ' : next.value);
    }
    return out;
}

} // namespace

struct DocxBody::Building {
    DocxParagraph paragraph;
    ParagraphLook look;
    std::size_t letters = 0; ///< bytes that are seen
    std::size_t bold = 0;    ///< of these
    std::size_t italic = 0;
    std::vector<bool> instructing; ///< open fields; true while the field says what it computes
    std::string instruction;       ///< printed letters met there
    std::string vni;               ///< the last run that was written in VNI, as it stands in the file
    std::size_t vni_end = 0;       ///< how far the text went then
    bool in_contents = false;      ///< it was a line of a table of contents
};

std::vector<DocxBlock> DocxBody::read(pugi::xml_node container) {
    std::vector<DocxBlock> out;
    DocxParagraph outside = std::exchange(carried_, {});
    read_blocks(container, out);
    if (holds_something(carried_)) out.push_back({std::move(carried_)});
    carried_ = std::move(outside);
    return out;
}

void DocxBody::read_blocks(pugi::xml_node parent, std::vector<DocxBlock>& out) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    for (pugi::xml_node node : parent.children()) read_block(node, out);
}

void DocxBody::read_block(pugi::xml_node node, std::vector<DocxBlock>& out) {
    const std::string_view name = local_name(node);
    if (name == "p") return read_paragraph(node, out);
    if (name == "tbl") return read_table(node, out);
    if (name == "altChunk") return void(++counts_.objects);
    if (name.empty() || is_property(name)) return;
    if (is_deletion(name)) return count_deleted(node);
    if (name == "AlternateContent") return read_blocks(chosen(node), out);
    if (name == "r" || name == "hyperlink") { // some writers forget the paragraph
        Building building;
        building.look = styles_.paragraph("");
        name == "r" ? read_run(node, building, Tracked::no) : read_inline(node, building, Tracked::no);
        return finish_paragraph({}, building, out);
    }
    read_blocks(node, out);
}

void DocxBody::read_paragraph(pugi::xml_node node, std::vector<DocxBlock>& out) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    const pugi::xml_node properties = child(node, "pPr");
    Building building;
    building.look = styles_.paragraph(value_of(properties, "pStyle"));
    building.look.put_over(read_paragraph_look(properties));
    read_inline(node, building, Tracked::no);
    finish_paragraph(properties, building, out);
}

void DocxBody::finish_paragraph(pugi::xml_node properties, Building& building, std::vector<DocxBlock>& out) {
    DocxParagraph& paragraph = building.paragraph;
    if (building.in_contents) {
        ++counts_.contents;
        if (!holds_something(paragraph) && !holds_something(carried_)) return;
    }
    // A field that never got to its result is no field.
    if (!building.instruction.empty()) paragraph.text += building.instruction;
    if (holds_something(carried_)) {
        paragraph.text.insert(0, carried_.text);
        std::ranges::move(carried_.notes, std::back_inserter(paragraph.notes));
        std::ranges::move(carried_.floating, std::back_inserter(paragraph.floating));
        carried_ = {};
    }
    if (const auto mark = child(properties, "rPr"); child(mark, "del") || child(mark, "moveFrom")) {
        carried_ = std::move(paragraph);
        return;
    }
    // Letter and mark may have stood in two runs.
    if (!building.vni.empty())
        if (auto composed = text::to_nfc(paragraph.text)) paragraph.text = std::move(*composed);
    paragraph.look.whole = true;
    paragraph.look.centred = building.look.align == "center";
    paragraph.look.bold = building.letters > 0 && building.bold == building.letters;
    paragraph.look.italic = building.letters > 0 && building.italic == building.letters;
    paragraph.label = label_of(properties, building.look);
    out.push_back({std::move(paragraph)});
}

std::string DocxBody::label_of(pugi::xml_node properties, const ParagraphLook& look) {
    const int list = look.list.value_or(0);
    if (list == 0) return {};
    const int styled = numbering_.level_of(list, value_of(properties, "pStyle"));
    return numbering_.next(list, look.list_level.value_or(styled));
}

void DocxBody::read_table(pugi::xml_node node, std::vector<DocxBlock>& out) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    DocxTable table;
    const pugi::xml_node properties = child(node, "tblPr");
    const std::optional<bool> drawn = draws_lines(child(properties, "tblBorders"));
    table.ruled = drawn.value_or(styles_.rules_tables(value_of(properties, "tblStyle")));
    read_rows(node, table);
    if (!table.rows.empty()) out.push_back({std::move(table)});
}

void DocxBody::read_rows(pugi::xml_node parent, DocxTable& table) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    for (pugi::xml_node node : parent.children()) {
        const std::string_view name = local_name(node);
        if (name != "tr") {
            if (!name.empty() && !is_property(name) && name != "tblGrid") read_rows(node, table);
            continue;
        }
        const pugi::xml_node properties = child(node, "trPr");
        if (child(properties, "del")) {
            count_deleted(node);
            continue;
        }
        DocxRow row;
        row.indented = static_cast<std::size_t>(
            std::clamp(number_in(value_of(properties, "gridBefore")).value_or(0), 0, static_cast<int>(kMostSpan)));
        read_cells(node, row);
        for (pugi::xml_node cell : node.children())
            table.ruled = table.ruled || draws_lines(child(child(cell, "tcPr"), "tcBorders")).value_or(false);
        if (!row.cells.empty()) table.rows.push_back(std::move(row));
    }
}

void DocxBody::read_cells(pugi::xml_node parent, DocxRow& row) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    for (pugi::xml_node node : parent.children()) {
        const std::string_view name = local_name(node);
        if (name != "tc") {
            if (!name.empty() && !is_property(name)) read_cells(node, row);
            continue;
        }
        const pugi::xml_node properties = child(node, "tcPr");
        if (child(properties, "cellDel")) {
            count_deleted(node);
            continue;
        }
        DocxCell cell;
        cell.columns = static_cast<std::size_t>(
            std::clamp(number_in(value_of(properties, "gridSpan")).value_or(1), 1, static_cast<int>(kMostSpan)));
        cell.blocks = read(node);
        row.cells.push_back(std::move(cell));
    }
}

void DocxBody::read_inline(pugi::xml_node parent, Building& building, Tracked tracked) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    for (pugi::xml_node node : parent.children()) {
        const std::string_view name = local_name(node);
        if (name == "r")
            read_run(node, building, tracked);
        else if (is_deletion(name))
            count_deleted(node);
        else if (name == "oMath")
            add_text(math_text(node), building.look.letters, building, tracked);
        else if (name == "fldSimple" && is_contents(attribute(node, "instr")))
            building.in_contents = true;
        else if (name == "AlternateContent")
            read_inline(chosen(node), building, tracked);
        else if (name == "p" || name == "tbl")
            read_block(node, building.paragraph.floating);
        else if (!name.empty() && !is_property(name))
            read_inline(node, building, name == "ins" || name == "moveTo" ? Tracked::inserted : tracked);
    }
}

void DocxBody::read_run(pugi::xml_node run, Building& building, Tracked tracked) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    const pugi::xml_node properties = child(run, "rPr");
    LetterLook look = building.look.letters;
    look.put_over(styles_.letters(value_of(properties, "rStyle")));
    look.put_over(read_letter_look(properties));
    // "10" and a small "6" above it are not 106.
    const std::string_view height = value_of(properties, "vertAlign");
    const bool small = height == "superscript" || height == "subscript";
    if (small && ends_with_digit(building.paragraph.text) && starts_with_digit(text_in(child(run, "t"))))
        add_text(height == "subscript" ? "_" : "^", look, building, tracked);
    for (pugi::xml_node part : run.children()) read_run_part(part, look, building, tracked);
}

void DocxBody::read_run_part(pugi::xml_node part, const LetterLook& look, Building& building, Tracked tracked) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    const std::string_view name = local_name(part);
    if (name == "fldChar") return read_field_mark(part, building);
    if (name == "instrText") return contents_.instruction(part);
    if (contents_.inside() && prints(name)) return void(building.in_contents = true);
    if (name == "t") return add_text(text_in(part), look, building, tracked);
    if (name == "noBreakHyphen") return add_text("-", look, building, tracked);
    if (name == "softHyphen" && is_tcvn3(look.font)) return add_text("\u00AD", look, building, tracked);
    if (name == "delText") return count_deleted(part);
    if (name == "sym") {
        std::string character;
        const std::string code(attribute(part, "char"));
        text::append_utf8(character, static_cast<char32_t>(std::strtoul(code.c_str(), nullptr, 16)));
        LetterLook drawn = look;
        drawn.font = attribute(part, "font");
        return add_text(character, drawn, building, tracked);
    }
    if (name == "footnoteReference" || name == "endnoteReference") {
        // At its first reference: a file may name one note a million times.
        const auto note = notes_.find({std::string(name), std::string(attribute(part, "id"))});
        if (note == notes_.end() || note->second.empty()) return;
        ++counts_.notes;
        building.paragraph.notes.push_back(std::exchange(note->second, {}));
        return;
    }
    if (name == "drawing" || name == "pict" || name == "object") return read_drawing(part, building.paragraph.floating);
    if (look.hidden.value_or(false)) return;
    if (name == "tab" || name == "ptab") building.paragraph.text += '\t';
    if (name == "br" || name == "cr") building.paragraph.text += '\n';
    if (name == "AlternateContent") {
        for (pugi::xml_node each : chosen(part).children()) read_run_part(each, look, building, tracked);
    } else if (name == "ruby" || name == "rubyBase" || name == "rt") {
        read_inline(part, building, tracked);
    }
}

// begin … instruction … separate … result … end
void DocxBody::read_field_mark(pugi::xml_node mark, Building& building) {
    const std::string_view type = attribute(mark, "fldCharType");
    contents_.mark(mark);
    if (type == "begin") add_text(shown_by_form_field(mark), building.look.letters, building, Tracked::no);
    if (type == "begin") building.instructing.push_back(true);
    if (building.instructing.empty()) return;
    if (type == "separate") building.instructing.back() = false;
    if (type == "end") building.instructing.pop_back();
    if (type != "begin") building.instruction.clear();
}

void DocxBody::read_drawing(pugi::xml_node node, std::vector<DocxBlock>& out) {
    const Step step(depth_, too_deep_);
    if (step.too_deep()) return;
    for (pugi::xml_node part : node.children()) {
        const std::string_view name = local_name(part);
        if (name == "txbxContent" || name == "txBody") {
            std::ranges::move(read(part), std::back_inserter(out));
        } else if (name == "AlternateContent") {
            read_drawing(chosen(part), out);
        } else if (name == "textpath") { // letters bent along a line
            DocxParagraph paragraph;
            paragraph.text = printed_text(attribute(part, "string"), "");
            paragraph.look.whole = true;
            if (!paragraph.text.empty()) out.push_back({std::move(paragraph)});
        } else {
            if (name == "blip" || name == "imagedata") ++counts_.pictures;
            if (name == "chart" || name == "relIds" || name == "OLEObject") ++counts_.objects;
            if (!name.empty()) read_drawing(part, out);
        }
    }
}

void DocxBody::add_text(std::string_view text, const LetterLook& look, Building& building, Tracked tracked) {
    std::string written(text);
    // Before soft hyphens are looked at: in TCVN3 that is "ư".
    const auto legacy = text::legacy_font(look.font);
    const bool vni = legacy && legacy->table == text::LegacyTable::vni;
    if (legacy) {
        const bool goes_on = vni && building.vni_end == building.paragraph.text.size();
        written = text::from_legacy(text, *legacy, goes_on ? std::string_view(building.vni) : std::string_view());
        if (written != text) counts_.legacy.insert(legacy->table);
    }
    std::string printed = printed_text(written, look.font);
    if (look.capitals.value_or(false)) printed = text::to_upper(printed);
    if (look.hidden.value_or(false)) {
        counts_.hidden_words += text::count_words(printed);
        return;
    }
    if (std::ranges::find(building.instructing, true) != building.instructing.end()) {
        building.instruction += printed;
        return;
    }
    if (tracked == Tracked::inserted) counts_.inserted_words += text::count_words(printed);
    const auto seen = printed.size() - static_cast<std::size_t>(std::ranges::count(printed, ' '));
    building.letters += seen;
    if (look.bold.value_or(false)) building.bold += seen;
    if (look.italic.value_or(false)) building.italic += seen;
    building.paragraph.text += printed;
    if (!vni || text.empty()) return;
    building.vni = text;
    building.vni_end = building.paragraph.text.size();
}

void DocxBody::count_deleted(pugi::xml_node node) {
    const auto count = [&](pugi::xml_node each) {
        const std::string_view name = local_name(each);
        if (name == "delText" || name == "t") counts_.deleted_words += text::count_words(text_in(each));
    };
    count(node);
    walk(node, count);
}

// The first choice is what newer programs show, the fallback says the same for older ones.
pugi::xml_node DocxBody::chosen(pugi::xml_node alternatives) {
    const pugi::xml_node choice = child(alternatives, "Choice");
    const pugi::xml_node fallback = child(alternatives, "Fallback");
    return !choice || (fallback && !holds_text(choice) && holds_text(fallback)) ? fallback : choice;
}

} // namespace dongthac::document
