#include "shared/model/office_policy.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dongthac::model {

namespace {

constexpr std::array<std::pair<Step, std::string_view>, 4> kNames = {{{Step::content_review, "content_review"},
                                                                      {Step::format_check, "format_check"},
                                                                      {Step::submission, "submission"},
                                                                      {Step::numbering, "numbering"}}};

} // namespace

std::string_view name_of(Step step) {
    return std::ranges::find(kNames, step, &std::pair<Step, std::string_view>::first)->second;
}

std::optional<Step> step_named(std::string_view name) {
    const auto found = std::ranges::find(kNames, name, &std::pair<Step, std::string_view>::second);
    if (found == kNames.end()) return std::nullopt;
    return found->first;
}

} // namespace dongthac::model
