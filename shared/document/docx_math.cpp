#include "shared/document/docx_math.hpp"

#include <string_view>

#include <pugixml.hpp>

#include "shared/document/ooxml_read.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

constexpr int kDeepest = 60; // parts in parts; below, words are read without signs

std::string inside(pugi::xml_node node, int depth);

std::string part(pugi::xml_node node, std::string_view name, int depth) { return inside(child(node, name), depth); }

// In brackets where it would run into what stands beside it.
std::string closed(std::string text) {
    if (text.find_first_of("+-*/=<>^_ ,;") == std::string::npos && text.find("×") == std::string::npos) return text;
    return "(" + text + ")";
}

std::string sign_of(pugi::xml_node properties, std::string_view name, std::string_view otherwise) {
    const pugi::xml_node sign = child(properties, name);
    return std::string(sign ? attribute(sign, "val") : otherwise);
}

// "(a;b)": whatever signs the formula has around and between its parts.
std::string delimited(pugi::xml_node node, int depth) {
    const pugi::xml_node properties = child(node, "dPr");
    std::string out;
    for (pugi::xml_node each : node.children())
        if (local_name(each) == "e")
            out += (out.empty() ? "" : sign_of(properties, "sepChr", "|")) + inside(each, depth);
    return sign_of(properties, "begChr", "(") + out + sign_of(properties, "endChr", ")");
}

std::string scripts(pugi::xml_node node, int depth) {
    const std::string below = part(node, "sub", depth);
    const std::string above = part(node, "sup", depth);
    return (below.empty() ? "" : "_" + closed(below)) + (above.empty() ? "" : "^" + closed(above));
}

std::string written(pugi::xml_node node, int depth) {
    const std::string_view name = local_name(node);
    if (name == "t") return node.text().get();
    if (name.empty() || name.ends_with("Pr") || name == "del" || name == "moveFrom") return {};
    if (name == "f" && child(node, "den"))
        return closed(part(node, "num", depth)) + "/" + closed(part(node, "den", depth));
    if (name == "sSup" || name == "sSub" || name == "sSubSup")
        return closed(part(node, "e", depth)) + scripts(node, depth);
    if (name == "sPre") return scripts(node, depth) + part(node, "e", depth);
    if (name == "rad") return part(node, "deg", depth) + "√" + closed(part(node, "e", depth));
    if (name == "d") return delimited(node, depth);
    if (name == "nary")
        return sign_of(child(node, "naryPr"), "chr", "∫") + scripts(node, depth) + " " + part(node, "e", depth);
    return inside(node, depth);
}

std::string inside(pugi::xml_node node, int depth) {
    std::string out;
    if (depth > kDeepest) {
        walk(node, [&](pugi::xml_node each) {
            if (local_name(each) == "t") out += each.text().get();
        });
        return out;
    }
    for (pugi::xml_node each : node.children()) out += written(each, depth + 1);
    return out;
}

} // namespace

std::string math_text(pugi::xml_node formula) { return inside(formula, 0); }

} // namespace dongthac::document
