#pragma once

#include <cstdint>

namespace dongthac::power {

/// Which memory runs out, and whether it comes back after one refusal.
enum class Memory { sqlite, cpp };
enum class Lasts { once, on };

/// Puts a gate under SQLite's memory. Before sqlite3_initialize.
void fail_sqlite_memory_on_demand();

/// From now on the `nth` allocation (from 1) is refused — SQLite sees NULL, C++ std::bad_alloc — and with `on`
/// every one after it. `memory_is_back` ends it and tells whether one was refused.
void fail_allocation(Memory memory, std::uint64_t nth, Lasts lasts);
bool memory_is_back();

/// While one lives, memory is there: the disk of the test is no part of the program.
class Ungated {
  public:
    Ungated();
    Ungated(const Ungated&) = delete;
    ~Ungated();
};

} // namespace dongthac::power
