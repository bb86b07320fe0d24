#include "tests/fuzz/targets.hpp"

#include <algorithm>

namespace dongthac::fuzz {

std::vector<Target> targets() {
    std::vector<Target> all;
    const auto add = [&](std::span<const Target> part) { all.insert(all.end(), part.begin(), part.end()); };
    add(wire_targets());
    add(channel_targets());
    add(state_targets());
#ifndef DONGTHAC_FUZZ_WIRE_ONLY
    add(merge_targets());
    add(text_targets());
    add(office_file_targets());
#endif
    return all;
}

const Target* find_target(std::span<const Target> among, std::string_view name) {
    const auto found = std::ranges::find(among, name, &Target::name);
    return found == among.end() ? nullptr : &*found;
}

} // namespace dongthac::fuzz
