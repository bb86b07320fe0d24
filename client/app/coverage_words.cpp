#include "client/app/coverage_words.hpp"

namespace dongthac::app {

base::Error with_coverage_words(const Strings& strings, base::Error error) {
    if (error.code != base::Code::bad_value) return error;
    const std::string expected = "cover.expected." + std::string(error.arg("expected"));
    if (!strings.has(expected)) return error;
    for (auto& [name, value] : error.args) {
        if (name == "field") value = strings.tr("cover.judged." + value);
        if (name == "expected") value = strings.tr(expected);
    }
    return error;
}

} // namespace dongthac::app
