#include "client/app/dropped_words.hpp"

namespace dongthac::app {

namespace {

/// Names in an error are the program's; a person reads words.
base::Error in_words(const Strings& strings, const office::Workspace& office, base::Error error) {
    for (auto& [name, value] : error.args) {
        const std::string key = name + "." + value;
        if ((name == "action" || name == "state") && strings.has(key)) value = strings.tr(key);
        if (name == "org") value = office.directory().name_of_org(value);
    }
    return error;
}

} // namespace

std::string dropped_words(const Strings& strings, const office::Workspace& office,
                          const office::DroppedDecision& dropped) {
    const std::string action = strings.tr("action." + dropped.action);
    const std::string subject = dropped.subject.empty() ? strings.tr("document.untitled") : dropped.subject;
    if (dropped.why.code == base::Code::state_conflict)
        return strings.tr("dropped.overtaken", {{"action", action}, {"subject", subject}});
    const std::string reason = strings.sentence(in_words(strings, office, dropped.why));
    return strings.tr("dropped.refused", {{"action", action}, {"subject", subject}, {"reason", reason}});
}

} // namespace dongthac::app
