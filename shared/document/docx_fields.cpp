#include "shared/document/docx_fields.hpp"

#include <algorithm>
#include <iterator>

#include <pugixml.hpp>

#include "shared/document/letters.hpp"
#include "shared/document/ooxml_read.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

// The node behind `node` in the order of the file.
pugi::xml_node next(pugi::xml_node node) {
    if (node.first_child()) return node.first_child();
    while (node && !node.next_sibling()) node = node.parent();
    return node.next_sibling();
}

bool ends(pugi::xml_node node) {
    int open = 1;
    for (pugi::xml_node at = next(node); at; at = next(at)) {
        if (local_name(at) != "fldChar") continue;
        const std::string_view type = attribute(at, "fldCharType");
        open += type == "begin" ? 1 : type == "end" ? -1 : 0;
        if (open == 0) return true;
    }
    return false;
}

} // namespace

void DocxContents::mark(pugi::xml_node field) {
    const std::string_view type = attribute(field, "fldCharType");
    if (open_ == 0) return;
    open_ += type == "begin" ? 1 : type == "end" ? -1 : 0;
}

void DocxContents::instruction(pugi::xml_node text) {
    if (open_ > 0 || endless_ || !is_contents(text.text().get())) return;
    endless_ = !ends(text);
    open_ = endless_ ? 0 : 1;
}

bool is_contents(std::string_view instruction) {
    instruction.remove_prefix(std::min(instruction.find_first_not_of(' '), instruction.size()));
    return starts_with(instruction, "TOC") &&
           (instruction.size() == 3 || instruction[3] == ' ' || instruction[3] == '\\');
}

std::string shown_by_form_field(pugi::xml_node field) {
    const pugi::xml_node data = child(field, "ffData");
    if (const pugi::xml_node box = child(data, "checkBox")) {
        const bool checked = switch_in(box, "checked").value_or(switch_in(box, "default").value_or(false));
        return checked ? "☒" : "☐";
    }
    const pugi::xml_node list = child(data, "ddList");
    int left = number_in(value_of(list, "result")).value_or(number_in(value_of(list, "default")).value_or(0));
    for (pugi::xml_node entry : list.children())
        if (local_name(entry) == "listEntry" && left-- == 0) return std::string(attribute(entry, "val"));
    return {};
}

} // namespace dongthac::document
