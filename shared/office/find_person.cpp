#include "shared/office/find_person.hpp"

#include <algorithm>
#include <vector>

#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::office {

namespace {

using model::Person;

constexpr std::size_t kShortestId = 4;
constexpr std::size_t kShownId = 8;

/// In Unicode form C, without spaces around it; "" for what is no text.
std::string written(std::string_view name) {
    const std::string text = text::to_nfc(name).value_or(std::string());
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

template <class Fits>
std::vector<const Person*> those_who(std::span<const Person* const> people, Fits fits) {
    std::vector<const Person*> found;
    for (const Person* person : people)
        if (fits(*person) && std::ranges::find(found, person->id, &Person::id) == found.end()) found.push_back(person);
    return found;
}

std::vector<const Person*> named(std::span<const Person* const> people, std::string_view typed, Spelling spelling) {
    const std::string name = written(typed);
    if (name.empty()) return {};
    auto found = those_who(people, [&](const Person& person) { return written(person.name) == name; });
    if (found.empty() && is_like_an_id(name))
        found = those_who(people, [id = text::to_lower(name)](const Person& person) {
            return base::to_text(person.id).starts_with(id);
        });
    const std::string folded = text::search_key(name);
    if (found.empty() && spelling == Spelling::folded && !folded.empty())
        found = those_who(people, [&](const Person& person) { return text::search_key(person.name) == folded; });
    return found;
}

} // namespace

bool is_like_an_id(std::string_view typed) {
    return typed.size() >= kShortestId && typed.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string name_with_id(const Person& person) {
    return person.name + (person.position.empty() ? "" : ", " + person.position) + " (" +
           base::to_text(person.id).substr(0, kShownId) + ")";
}

base::Result<const Person*> find_person(std::span<const Person* const> people, std::string_view typed,
                                        Spelling spelling) {
    const std::vector<const Person*> found = named(people, typed, spelling);
    if (found.size() == 1) return found.front();
    std::string several;
    for (const Person* person : found) several += (several.empty() ? "" : "; ") + name_with_id(*person);
    return base::fail(base::Code::unknown_person, {{"name", std::string(typed)}, {"people", several}});
}

} // namespace dongthac::office
