#include "client/view_model/people.hpp"

#include <algorithm>
#include <tuple>

#include "shared/model/administration.hpp"
#include "shared/office/numbers.hpp"
#include "shared/office/people.hpp"
#include "shared/text/collate.hpp"

namespace dongthac::view_model {

namespace {

std::vector<std::string> names_of(const std::set<model::Role>& roles) {
    std::vector<std::string> names;
    for (const model::Role role : roles) names.emplace_back(model::name_of(role));
    return names;
}

PersonRow row_of(const model::Person& person, const text::Date& today) {
    PersonRow row{person.id, person.name, person.position, names_of(person.roles), person.valid.from, person.valid.to};
    row.devices = static_cast<std::size_t>(
        std::ranges::count_if(person.keys, [](const model::PersonKey& key) { return !key.revoked_after; }));
    // On the last day itself the keys are gone already: the work is handed over.
    row.ended = person.valid.to && *person.valid.to <= today;
    return row;
}

base::Result<void> add_people(office::Workspace& office, PeopleRows& out) {
    DT_TRY(const std::vector<office::PersonHere> here, office::people_here(office));
    for (const auto& [id, person] : office.directory().persons()) {
        if (person.org != office.identity().org) continue;
        PersonRow row = row_of(person, office.today());
        row.signs_here =
            std::ranges::any_of(here, [&](const office::PersonHere& one) { return one.person->id == person.id; });
        out.people.push_back(std::move(row));
    }
    std::ranges::stable_sort(out.people, {},
                             [](const PersonRow& row) { return std::tuple(row.ended, text::collation_key(row.name)); });
    return {};
}

void add_devices(const office::Workspace& office, PeopleRows& out) {
    for (const auto& [id, device] : office.directory().devices()) {
        if (device.org != office.identity().org) continue;
        out.devices.push_back({id, device.name, names_of(device.roles), device.revoked_after.has_value(),
                               id == office.identity().device});
    }
    std::ranges::stable_sort(out.devices, {}, [](const DeviceRow& row) {
        return std::tuple(!row.here, row.revoked, text::collation_key(row.name));
    });
}

} // namespace

const PersonRow* PeopleRows::find(const base::PersonId& id) const {
    const auto found = std::ranges::find(people, id, &PersonRow::id);
    return found == people.end() ? nullptr : &*found;
}

base::Result<PeopleRows> people_rows(office::Workspace& office) {
    PeopleRows out;
    const office::Identity& me = office.identity();
    out.enrolled = me.enrolled();
    if (!out.enrolled) return out;
    out.office = office.directory().name_of_org(me.org);
    out.policy = office.directory().policy_of(me.org);
    out.policy.org = me.org;
    out.numbers_here = out.policy.desk.empty() || out.policy.desk == me.device;
    const model::Device* here = office.directory().find(me.device);
    out.administers = here != nullptr && model::may_administer(office.directory(), *here, office.today());
    DT_CHECK(add_people(office, out));
    add_devices(office, out);
    DT_TRY(const std::vector<office::DocumentSummary> open, office::open_documents(office));
    for (const office::DocumentSummary& document : open)
        out.open.push_back({document.id, document.subject, document.state});
    DT_TRY(out.reserved, office::reserved_left(office));
    return out;
}

} // namespace dongthac::view_model
