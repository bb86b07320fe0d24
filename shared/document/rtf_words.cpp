#include "shared/document/rtf_words.hpp"

#include <algorithm>
#include <utility>

namespace dongthac::document {

namespace {

using enum RtfOpens;

// Both in the order of bytes: every word of a file is looked up.
constexpr std::pair<std::string_view, RtfOpens> kOpens[] = {{"aftnsep", skip},
                                                            {"aftnsepc", skip},
                                                            {"annotation", comment},
                                                            {"colortbl", table},
                                                            {"do", shape},
                                                            {"dptxbxtext", box},
                                                            {"filetbl", table},
                                                            {"fldinst", skip},
                                                            {"fonttbl", fonts},
                                                            {"footer", furniture},
                                                            {"footerf", furniture},
                                                            {"footerl", furniture},
                                                            {"footerr", furniture},
                                                            {"footnote", note},
                                                            {"ftnsep", skip},
                                                            {"ftnsepc", skip},
                                                            {"header", furniture},
                                                            {"headerf", furniture},
                                                            {"headerl", furniture},
                                                            {"headerr", furniture},
                                                            {"info", skip},
                                                            {"listoverridetable", table},
                                                            {"listtable", table},
                                                            {"listtext", number},
                                                            {"moMath", text},
                                                            {"moMathPara", text},
                                                            {"mr", text},
                                                            {"nonesttables", skip},
                                                            {"nonshppict", skip},
                                                            {"objclass", skip},
                                                            {"objdata", skip},
                                                            {"pict", picture},
                                                            {"pntext", number},
                                                            {"pntxta", skip},
                                                            {"pntxtb", skip},
                                                            {"revtbl", table},
                                                            {"shpinst", shape},
                                                            {"shppict", picture},
                                                            {"shprslt", skip},
                                                            {"shptxt", box},
                                                            {"sp", skip},
                                                            {"stylesheet", table},
                                                            {"tc", skip},
                                                            {"xe", skip}};
constexpr std::pair<std::string_view, char16_t> kCharacters[] = {
    {"_", u'-'},       {"bullet", u'•'},    {"emdash", u'—'}, {"emspace", u' '}, {"endash", u'–'},
    {"enspace", u' '}, {"ldblquote", u'“'}, {"lquote", u'‘'}, {"qmspace", u' '}, {"rdblquote", u'”'},
    {"rquote", u'’'},  {"tab", u'\t'},      {"~", 0xA0}};

constexpr auto kWord = [](const auto& row) { return row.first; };
static_assert(std::ranges::is_sorted(kOpens, {}, kWord) && std::ranges::is_sorted(kCharacters, {}, kWord));

template <class Value, std::size_t size>
std::optional<Value> value_of(const std::pair<std::string_view, Value> (&rows)[size], std::string_view word) {
    const auto* found = std::ranges::lower_bound(rows, word, {}, kWord);
    return found != std::end(rows) && found->first == word ? std::optional(found->second) : std::nullopt;
}

} // namespace

std::optional<RtfOpens> rtf_opens(std::string_view word) { return value_of(kOpens, word); }

std::optional<char16_t> rtf_character(std::string_view word) { return value_of(kCharacters, word); }

} // namespace dongthac::document
