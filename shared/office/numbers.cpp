#include "shared/office/numbers.hpp"

#include <algorithm>
#include <set>

#include "shared/wire/decision.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

const std::string kAction(model::name_of(model::Action::assign_number));

/// The number that a waiting decision uses; 0 when it has none yet or gives none.
base::Result<std::uint32_t> number_of(const store::IntentRow& intent, int year) {
    change::Transition transition;
    if (!intent.in_flight.empty()) {
        DT_TRY(const std::vector<change::Change> changes, wire::open(intent.in_flight.front()));
        if (const auto* sent = std::get_if<change::Transition>(&changes.front().payload)) transition = *sent;
    } else if (!intent.made.empty()) {
        DT_TRY(transition, wire::decode_transition(intent.made));
    }
    return transition.numbered_on.year == year ? transition.number : 0;
}

} // namespace

base::Result<std::optional<NumberOfYear>> take_reserved_within(Workspace& office) {
    const text::Date today = office.today();
    DT_TRY(const std::vector<std::uint32_t> numbers, office.store().reserved_numbers(today.year));
    if (numbers.empty()) return std::nullopt;
    DT_CHECK(office.store().remove_reserved_number(today.year, numbers.front()));
    return NumberOfYear{numbers.front(), today};
}

base::Result<std::size_t> reserved_left(Workspace& office) {
    DT_TRY(const std::vector<std::uint32_t> numbers, office.store().reserved_numbers(office.today().year));
    return numbers.size();
}

base::Result<std::size_t> numbers_wanted(Workspace& office) {
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    std::size_t wanted = 0;
    for (const store::IntentRow& intent : intents) {
        if (intent.action != kAction) continue;
        DT_TRY(const std::uint32_t number, number_of(intent, office.today().year));
        if (number == 0) ++wanted;
    }
    return wanted;
}

base::Result<void> put_reserved(Workspace& office, int year, const std::vector<std::uint32_t>& numbers) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    std::set<std::uint32_t> used;
    for (const store::IntentRow& intent : intents) {
        if (intent.action != kAction) continue;
        DT_TRY(const std::uint32_t number, number_of(intent, year));
        used.insert(number);
    }
    std::vector<std::uint32_t> free;
    std::ranges::copy_if(numbers, std::back_inserter(free),
                         [&](std::uint32_t number) { return !used.contains(number); });
    DT_CHECK(office.store().put_reserved_numbers(year, free));
    return transaction.commit();
}

} // namespace dongthac::office
