#pragma once

#include <vector>

#include "tests/wire/vectors/v1/changes.hpp"

/// What the segments of this folder hold that are not in v1 already. Never changed, as little as the segments.
namespace dongthac::tests::second_version {

/// A plan as it is imported: enough changes to stand in columns.
inline std::vector<change::Change> plan() {
    using namespace change;
    using first_version::base_change;
    std::vector<Change> list = {base_change(1, CreateDocument{1, "truong-a", {}, 1})};
    for (std::uint8_t i = 0; i < 60; ++i) {
        const base::NodeId node{{0xE1, i}};
        const std::uint64_t at = list.size() + 1;
        switch (i % 5) {
        case 0:
        case 1:
            list.push_back(base_change(at, CreateNode{node,
                                                      base::NodeId{first_version::kPlan.bytes},
                                                      "a" + std::to_string(i),
                                                      "text",
                                                      "-",
                                                      {"Trường", " ", "triển", " ", "khai", " ", "kế", " ", "hoạch",
                                                       ":", " ", "lần", " ", std::to_string(i), ",", " ", "xyzzyx"},
                                                      {}}));
            break;
        case 2: list.push_back(base_change(at, SetField{node, 7, std::string("partial"), {}})); break;
        case 3:
            list.push_back(base_change(at, EditText{base::NodeId{{0xE1, static_cast<std::uint8_t>(i - 3)}},
                                                    {{std::uint64_t{2} * i, 1, {"“", "nhà", "”", "  "}}}}));
            break;
        default:
            list.push_back(
                base_change(at, SetField{node, 24, text::Date{2026, 3, 20}, {{first_version::kReplica, at - 1}}}));
        }
        list.back().parents = {{first_version::kReplica, at - 1}};
    }
    return list;
}

} // namespace dongthac::tests::second_version
