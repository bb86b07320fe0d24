#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace dongthac::power {

/// A database file as it lies on the disk, read without the program.
struct Looked {
    bool there = false;             ///< a file with something in it
    bool sound = true;              ///< SQLite opens it and integrity_check finds nothing
    std::string problem;            ///< what was not sound
    std::uint64_t digest = 0;       ///< over every row of every table and the schema; 0 when there is no table
    std::uint64_t changes = 0;      ///< in its log
    std::set<std::string> segments; ///< "feed last replica" of its log
};

/// Opens the file as a program after the power cut does (the log is played back), reads all of it and closes it.
[[nodiscard]] Looked look(const std::string& path);

/// The name of a segment in Looked::segments. `replica` as 16 bytes.
[[nodiscard]] std::string segment_name(const std::string& feed, std::uint64_t last, const std::string& replica);

} // namespace dongthac::power
