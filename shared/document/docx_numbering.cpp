#include "shared/document/docx_numbering.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>

#include <pugixml.hpp>

#include "shared/document/ooxml_read.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

using Definitions = std::map<int, std::shared_ptr<ListLevels>>;

// The level an element is about; kListLevels where it names none.
std::size_t level_in(pugi::xml_node node) {
    const int at = number_in(attribute(node, "ilvl")).value_or(-1);
    return at < 0 || at >= static_cast<int>(kListLevels) ? kListLevels : static_cast<std::size_t>(at);
}

void read_level(pugi::xml_node node, ListLevel& level) {
    level.set_start(number_in(value_of(node, "start")).value_or(level.start));
    if (const pugi::xml_node format = child(node, "numFmt")) level.format = attribute(format, "val");
    // Newer formats ("custom", "000") stand behind a choice.
    if (const pugi::xml_node fallback = child(child(node, "AlternateContent"), "Fallback"))
        if (const pugi::xml_node format = child(fallback, "numFmt")) level.format = attribute(format, "val");
    level.style = value_of(node, "pStyle");
    level.restart = number_in(value_of(node, "lvlRestart"));
    level.arabic = switch_in(node, "isLgl").value_or(false);
    level.set_text(value_of(node, "lvlText"), read_letter_look(child(node, "rPr")).font);
}

void read_list(pugi::xml_node node, const Definitions& definitions, ListNumbers& lists) {
    ListNumbers::List list;
    list.definition = number_in(value_of(node, "abstractNumId")).value_or(-1);
    const auto levels = definitions.find(list.definition);
    if (levels == definitions.end()) return;
    list.levels = levels->second;
    std::shared_ptr<ListLevels> own;
    for (pugi::xml_node change : node.children()) {
        const std::size_t at = level_in(change);
        if (local_name(change) != "lvlOverride" || at == kListLevels) continue;
        if (const pugi::xml_node level = child(change, "lvl")) {
            if (!own) list.levels = own = std::make_shared<ListLevels>(*list.levels);
            read_level(level, (*own)[at]);
        }
        if (const pugi::xml_node start = child(change, "startOverride"))
            list.first[at] = number_in(attribute(start, "val")).value_or(1);
    }
    lists.add(number_in(attribute(node, "numId")).value_or(-1), std::move(list));
}

} // namespace

ListNumbers docx_numbering(pugi::xml_node numbering, const DocxStyles& styles) {
    Definitions definitions;
    std::map<int, std::string> named; // definitions that stand in a style of lists
    for (pugi::xml_node node : numbering.children()) {
        if (local_name(node) != "abstractNum") continue;
        const int id = number_in(attribute(node, "abstractNumId")).value_or(-1);
        std::shared_ptr<ListLevels>& levels = definitions[id];
        if (!levels) levels = std::make_shared<ListLevels>();
        if (const std::string_view style = value_of(node, "numStyleLink"); !style.empty()) named[id] = style;
        for (pugi::xml_node level : node.children())
            if (const std::size_t at = level_in(level); local_name(level) == "lvl" && at < kListLevels)
                read_level(level, (*levels)[at]);
    }
    std::map<int, int> definition_of_list;
    for (pugi::xml_node node : numbering.children())
        if (local_name(node) == "num")
            definition_of_list[number_in(attribute(node, "numId")).value_or(-1)] =
                number_in(value_of(node, "abstractNumId")).value_or(-1);
    for (const auto& [id, style] : named) {
        const auto list = definition_of_list.find(styles.list_of(style).value_or(-1));
        if (list == definition_of_list.end()) continue;
        if (const auto found = definitions.find(list->second); found != definitions.end())
            definitions[id] = found->second;
    }
    ListNumbers lists;
    for (pugi::xml_node node : numbering.children())
        if (local_name(node) == "num") read_list(node, definitions, lists);
    return lists;
}

} // namespace dongthac::document
