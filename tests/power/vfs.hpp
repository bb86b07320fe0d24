#pragma once

namespace dongthac::power {

class Disk;

/// Makes `disk` the place where SQLite keeps files, for every connection of the program, and puts fail_allocation()
/// under its memory. Before anything else of SQLite is called; once.
void put_below_sqlite(Disk& disk);

} // namespace dongthac::power
