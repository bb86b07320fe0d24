#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/power/day.hpp"
#include "tests/power/platter.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::power {

/// A working day, op by op, with what was told to whom.
struct Recording {
    std::unique_ptr<tests::TempFolder> root; ///< real and empty; what is in it lies on the power::Disk
    std::vector<Op> tape;
    std::vector<Told> told;
};

/// Runs the day on an empty disk. With `synchronous` every connection runs at that setting (controls).
[[nodiscard]] Recording record_day(const std::optional<std::string>& synchronous);

/// What was found in the images; all but the first three are zero for a program that keeps its word.
struct Tally {
    std::uint64_t cuts = 0;     ///< places on the tape
    std::uint64_t images = 0;   ///< disks after a cut, each opened by the program
    std::uint64_t states = 0;   ///< different contents of databases met, each proven whole by check, verify and a round
    std::uint64_t unsound = 0;  ///< damaged for SQLite
    std::uint64_t unopened = 0; ///< the program does not start
    std::uint64_t lost = 0;     ///< something is missing that a caller was told is kept
    std::uint64_t torn = 0;     ///< a content that no commit made, or that office::check or verify refuses
    std::uint64_t apart = 0;    ///< the school and the server do not converge afterwards
    std::vector<std::string> examples; ///< of what was found, the first few
};

/// Cuts the power of the PC or the server at every op of its own, `images` disks in all, spread evenly.
[[nodiscard]] Tally cut_power(const Recording& day, std::uint64_t images, Honesty honesty);

} // namespace dongthac::power
