#include "client/app/form_words.hpp"

namespace dongthac::app {

std::string form_words(const Strings& strings, const document::FormFinding& finding) {
    std::string words = strings.tr("lint." + finding.code);
    if (!finding.detail.empty()) words += ": “" + finding.detail + "”";
    if (finding.fix) words += " → “" + finding.fix->value + "”";
    return words + " (" + strings.tr("lint.article", {{"article", finding.article}}) + ")";
}

} // namespace dongthac::app
