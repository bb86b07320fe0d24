#include "shared/office/numbers.hpp"

#include <algorithm>
#include <set>

#include "shared/wire/decision.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

const std::string kAction(model::name_of(model::Action::assign_number));

/// What the waiting decision gives; nothing when it has no number yet or gives none.
std::optional<NumberOfYear> number_in(const store::IntentRow& intent) {
    if (intent.action != kAction) return std::nullopt;
    change::Transition transition;
    if (!intent.in_flight.empty()) {
        const auto changes = wire::open(intent.in_flight.front());
        const auto* sent =
            changes && !changes->empty() ? std::get_if<change::Transition>(&changes->front().payload) : nullptr;
        if (sent != nullptr) transition = *sent;
    } else if (!intent.made.empty()) {
        if (auto made = wire::decode_transition(intent.made)) transition = std::move(*made);
    }
    if (transition.number == 0) return std::nullopt;
    return NumberOfYear{transition.number, transition.numbered_on};
}

} // namespace

base::Result<std::optional<NumberOfYear>> take_reserved_within(Workspace& office) {
    const text::Date today = office.today();
    DT_TRY(const std::vector<std::uint32_t> numbers, office.store().reserved_numbers(today.year));
    if (numbers.empty()) return std::nullopt;
    DT_CHECK(office.store().remove_reserved_number(today.year, numbers.front()));
    return NumberOfYear{numbers.front(), today};
}

std::optional<NumberOfYear> waiting_number(std::span<const store::IntentRow> intents,
                                           const base::DocumentId& document) {
    for (const store::IntentRow& intent : intents)
        if (intent.document == document)
            if (auto given = number_in(intent)) return given;
    return std::nullopt;
}

base::Result<void> give_back_number_within(Workspace& office, const store::IntentRow& intent) {
    const auto given = number_in(intent);
    if (!given) return {};
    DT_TRY(std::vector<std::uint32_t> numbers, office.store().reserved_numbers(given->day.year));
    numbers.push_back(given->number);
    return office.store().put_reserved_numbers(given->day.year, numbers);
}

base::Result<std::size_t> reserved_left(Workspace& office) {
    DT_TRY(const std::vector<std::uint32_t> numbers, office.store().reserved_numbers(office.today().year));
    return numbers.size();
}

base::Result<std::size_t> numbers_wanted(Workspace& office) {
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    return static_cast<std::size_t>(std::ranges::count_if(
        intents, [](const store::IntentRow& intent) { return intent.action == kAction && !number_in(intent); }));
}

base::Result<void> put_reserved(Workspace& office, int year, const std::vector<std::uint32_t>& numbers) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    std::set<std::uint32_t> used;
    for (const store::IntentRow& intent : intents)
        if (const auto given = number_in(intent); given && given->day.year == year) used.insert(given->number);
    std::vector<std::uint32_t> free;
    std::ranges::copy_if(numbers, std::back_inserter(free),
                         [&](std::uint32_t number) { return !used.contains(number); });
    DT_CHECK(office.store().put_reserved_numbers(year, free));
    return transaction.commit();
}

} // namespace dongthac::office
