#include "tests/fuzz/targets.hpp"

#include <algorithm>

namespace dongthac::fuzz {

std::vector<Target> targets() {
    std::vector<Target> all;
    for (const auto& part : {wire_targets(), channel_targets(), merge_targets(), text_targets(), state_targets()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

const Target* find_target(std::span<const Target> among, std::string_view name) {
    const auto found = std::ranges::find(among, name, &Target::name);
    return found == among.end() ? nullptr : &*found;
}

} // namespace dongthac::fuzz
