#include <array>
#include <utility>

#include "client/app/app_model.hpp"

// What intents do about the office's people: ask the background thread, and tell what came of it.

namespace dongthac::app {

std::string_view name_of(PeopleForm form) {
    constexpr std::array<std::string_view, 7> kNames = {"add_person", "new_code", "set_pin",        "change_pin",
                                                        "hand_over",  "end_term", "reserve_numbers"};
    return kNames.at(static_cast<std::size_t>(form));
}

std::optional<intent::OpenPeopleForm> AppModel::take_people_form() { return std::exchange(people_form_, std::nullopt); }

std::string AppModel::office_act_problem() const {
    const auto& problem = sync_status_.act.problem;
    return problem ? strings_->sentence(localised(*problem)) : std::string();
}

/// What went wrong is said where it was typed; what went well wherever the person is by now.
void AppModel::tell_ended_act(std::uint64_t ended_before) {
    const OfficeActStatus& act = sync_status_.act;
    if (act.ended == ended_before || !act.done) return;
    notify(NoticeTone::done, strings_->tr("done." + act.name));
    if (model::action_named(act.name)) sync_->request_now(); // what was signed is sent
}

base::Result<void> AppModel::handle(const intent::OpenPeopleForm& intent) {
    screen_ = Screen::people;
    if (!office_->identity().enrolled()) return base::fail(base::Code::no_office);
    people_form_ = intent;
    return {};
}

base::Result<void> AppModel::handle(const intent::DoOfficeAct& intent) {
    sync_->request_act(intent.act);
    sync_status_.act.working = true;
    return {};
}

} // namespace dongthac::app
