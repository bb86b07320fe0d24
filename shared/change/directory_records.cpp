#include "shared/change/directory_records.hpp"

namespace dongthac::change {

bool is_directory_record(const Change& change) {
    return change.kind >= static_cast<std::uint16_t>(Kind::put_organisation) &&
           change.kind <= static_cast<std::uint16_t>(Kind::put_server_key);
}

void put_records(model::Directory& directory, std::span<const Change> changes) {
    for (const Change& change : changes) {
        if (const auto* office = std::get_if<PutOrganisation>(&change.payload))
            directory.put(office->organisation);
        else if (const auto* relation = std::get_if<PutRelation>(&change.payload))
            directory.put(relation->relation);
        else if (const auto* device = std::get_if<PutDevice>(&change.payload))
            directory.put(device->device);
        else if (const auto* person = std::get_if<PutPerson>(&change.payload))
            directory.put(person->person);
        else if (const auto* policy = std::get_if<PutPolicy>(&change.payload))
            directory.put(policy->policy);
        else if (const auto* succession = std::get_if<PutSuccession>(&change.payload))
            directory.put(succession->succession);
        else if (const auto* grant = std::get_if<PutGrant>(&change.payload))
            directory.put(grant->grant);
        else if (const auto* key = std::get_if<PutServerKey>(&change.payload))
            directory.put(key->succession);
    }
}

} // namespace dongthac::change
