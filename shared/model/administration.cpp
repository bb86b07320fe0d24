#include "shared/model/administration.hpp"

#include <algorithm>

namespace dongthac::model {

bool may_administer(const Directory& directory, const Device& device, const text::Date& day) {
    if (device.roles.contains(Role::admin)) return true;
    return std::ranges::any_of(directory.persons_of(device.org, day), [&](const Person* person) {
        const auto here = std::ranges::find_if(
            person->keys, [&](const PersonKey& key) { return key.device == device.id && !key.revoked_after; });
        return person->roles.contains(Role::admin) && here != person->keys.end();
    });
}

} // namespace dongthac::model
