#include "shared/change/directory_records.hpp"

namespace dongthac::change {

bool is_directory_record(const Change& change) {
    return change.kind >= static_cast<std::uint16_t>(Kind::put_organisation) &&
           change.kind <= static_cast<std::uint16_t>(Kind::put_device);
}

void put_records(model::Directory& directory, std::span<const Change> changes) {
    for (const Change& change : changes) {
        if (const auto* office = std::get_if<PutOrganisation>(&change.payload))
            directory.put(office->organisation);
        else if (const auto* relation = std::get_if<PutRelation>(&change.payload))
            directory.put(relation->relation);
        else if (const auto* device = std::get_if<PutDevice>(&change.payload))
            directory.put(device->device);
    }
}

} // namespace dongthac::change
