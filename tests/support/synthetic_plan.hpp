#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/base/random.hpp"
#include "shared/model/outline.hpp"

/// Plans made up from a seed: what they say is known, so what an importer reads can be counted. No sentence, office or
/// person is taken from a real document.
namespace dongthac::tests {

/// How one synthetic plan is made, by the kind of choice: {"numbering", "I/1/a"}, {"head", "glued_tabs"}. The names are
/// what the tables of a test are sorted by.
using SyntheticFeatures = std::map<std::string, std::string>;

struct SyntheticPlan {
    SyntheticFeatures features;
    /// What is printed: header fields, items of the opening, the body and the ending with their roles, levels and
    /// labels. No flags, no counts of words.
    model::Outline truth;
    std::string raw; ///< the plain text a converter or a clerk would have made of it
};

/// The same seed makes the same plan.
[[nodiscard]] SyntheticPlan make_synthetic_plan(std::uint64_t seed);

/// Chooses the features (synthetic_features.cpp); writes the truth (synthetic_truth.cpp); prints the truth
/// (synthetic_layout.cpp).
[[nodiscard]] SyntheticFeatures choose_features(base::Random& random);
[[nodiscard]] model::Outline make_truth(const SyntheticFeatures& features, base::Random& random);
[[nodiscard]] std::string print_truth(const model::Outline& truth, const SyntheticFeatures& features,
                                      base::Random& random);

/// "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 3": type and subject stand on one line, in capitals.
[[nodiscard]] bool title_on_one_line(const SyntheticFeatures& features);

/// Hard-wraps `text` as type set in Times, `columns` average letters wide; one line when `columns` is 0.
[[nodiscard]] std::vector<std::string> wrapped_lines(const std::string& text, int columns);

} // namespace dongthac::tests
