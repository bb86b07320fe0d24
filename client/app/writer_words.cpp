#include "client/app/writer_words.hpp"

namespace dongthac::app {

std::string writer_words(const Strings& strings, const office::Writer& who) {
    std::string words = who.person;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) words += (words.empty() ? "" : ", ") + part;
    };
    add(who.office);
    add(who.here ? strings.tr("history.this_pc") : who.device);
    return words.empty() ? base::to_text(who.replica).substr(0, 8) : words;
}

} // namespace dongthac::app
