#include "sync-server/numbers.hpp"

#include <algorithm>

#include "shared/model/document_state.hpp"
#include "sync-server/decision_rules.hpp"

namespace dongthac::server {

namespace {

using base::Code;
using model::Action;

/// The transition when it gives a number.
const change::Transition* numbering(const change::Change& decision) {
    const auto* transition = std::get_if<change::Transition>(&decision.payload);
    return transition != nullptr && transition->action == Action::assign_number ? transition : nullptr;
}

/// A clerk has set a PIN at this PC.
bool has_clerk(const model::Directory& directory, const model::Device& device, const text::Date& day) {
    return std::ranges::any_of(directory.persons_of(device.org, day), [&](const model::Person* person) {
        const bool works_here = std::ranges::any_of(
            person->keys, [&](const model::PersonKey& key) { return key.device == device.id && !key.revoked_after; });
        return works_here && model::role_may(person->roles, Action::assign_number, model::DocumentState::signed_);
    });
}

} // namespace

base::Result<void> check_desk(const model::Directory& directory, const model::Device& device, const text::Date& day) {
    const base::DeviceId& desk = directory.policy_of(device.org).desk;
    if (!desk.empty() && desk != device.id) return base::fail(Code::not_the_desk, {{"org", device.org}});
    const bool may = model::role_may(device.roles, Action::assign_number, model::DocumentState::signed_);
    if (!may && !has_clerk(directory, device, day))
        return base::fail(Code::not_allowed,
                          {{"action", std::string(model::name_of(Action::assign_number))}, {"org", device.org}});
    return {};
}

base::Result<std::vector<std::uint32_t>> reserve_numbers(store::FeedWriter& writer, const model::Device& device,
                                                         int year, std::uint32_t wanted) {
    DT_TRY(std::vector<std::uint32_t> numbers, writer.reserved_numbers(device.org, year, device.id));
    DT_TRY(std::uint32_t last, writer.last_number(device.org, year));
    while (numbers.size() < std::min(wanted, kMostReserved)) {
        numbers.push_back(++last);
        DT_CHECK(writer.put_number({device.org, year, last, device.id, {}}));
    }
    return numbers;
}

base::Result<void> take_number(store::FeedWriter& writer, const model::Device& device, const change::Change& decision) {
    const change::Transition* transition = numbering(decision);
    if (transition == nullptr) return {};
    if (transition->number == 0 || !text::is_valid(transition->numbered_on)) return malformed_decision("number");
    const int year = transition->numbered_on.year;
    DT_TRY(const auto row, writer.number(device.org, year, transition->number));
    const bool reserved = row && row->device == device.id && row->document.empty();
    if (!reserved && !(row && row->document == decision.document)) {
        DT_TRY(const std::uint32_t last, writer.last_number(device.org, year));
        return base::fail(Code::number_taken,
                          {{"number", std::to_string(transition->number)}, {"next", std::to_string(last + 1)}});
    }
    return writer.put_number({device.org, year, transition->number, device.id, decision.document});
}

base::Result<void> take_number_again(store::FeedWriter& writer, const base::DeviceId& author,
                                     const change::Change& decision) {
    const change::Transition* transition = numbering(decision);
    if (transition == nullptr) return {};
    const int year = transition->numbered_on.year;
    DT_TRY(const auto row, writer.number(transition->owner, year, transition->number));
    // Given anew since the copy was put back: both papers are out, which the office's PCs show as a conflict.
    if (row && !row->document.empty()) return {};
    return writer.put_number({transition->owner, year, transition->number, author, decision.document});
}

} // namespace dongthac::server
