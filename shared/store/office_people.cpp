#include <algorithm>

#include "shared/store/office_store.hpp"

// Numbers and people of one PC.

namespace dongthac::store {

base::Result<std::vector<std::uint32_t>> OfficeStore::reserved_numbers(int year) {
    DT_TRY(Statement read, database_.prepare("SELECT number FROM reserved_number WHERE year = ? ORDER BY number"));
    read.bind(year);
    std::vector<std::uint32_t> numbers;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return numbers;
        numbers.push_back(static_cast<std::uint32_t>(read.integer(0)));
    }
}

base::Result<void> OfficeStore::put_reserved_numbers(int year, const std::vector<std::uint32_t>& numbers) {
    DT_TRY(Statement clear, database_.prepare("DELETE FROM reserved_number WHERE year = ?"));
    DT_CHECK(clear.bind(year).run());
    DT_TRY(Statement write, database_.prepare("INSERT OR IGNORE INTO reserved_number (year, number) VALUES (?, ?)"));
    for (const std::uint32_t number : numbers) {
        write.reset();
        DT_CHECK(write.bind(year).bind(number).run());
    }
    return {};
}

base::Result<void> OfficeStore::remove_reserved_number(int year, std::uint32_t number) {
    DT_TRY(Statement remove, database_.prepare("DELETE FROM reserved_number WHERE year = ? AND number = ?"));
    return remove.bind(year).bind(number).run();
}

base::Result<std::vector<PersonKeyRow>> OfficeStore::person_keys() {
    DT_TRY(Statement read, database_.prepare("SELECT public_key, wrapped, wrong, tried_ms FROM person_key "
                                             "ORDER BY public_key"));
    std::vector<PersonKeyRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        PersonKeyRow row;
        const base::Bytes key = read.blob(0);
        std::copy_n(key.begin(), std::min(key.size(), row.public_key.size()), row.public_key.begin());
        row.wrapped = read.blob(1);
        row.wrong = static_cast<std::uint32_t>(read.integer(2));
        row.tried_ms = read.integer(3);
        rows.push_back(std::move(row));
    }
}

base::Result<void> OfficeStore::put_person_key(const PersonKeyRow& row) {
    DT_TRY(Statement write,
           database_.prepare("INSERT OR REPLACE INTO person_key (public_key, wrapped, wrong, tried_ms) "
                             "VALUES (?, ?, ?, ?)"));
    write.bind(base::ByteSpan(row.public_key)).bind(row.wrapped).bind(row.wrong);
    return write.bind(row.tried_ms).run();
}

} // namespace dongthac::store
