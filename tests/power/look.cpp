#include "tests/power/look.hpp"

#include <functional>
#include <vector>

#include <sqlite3.h>

#include "tests/power/disk.hpp"

namespace dongthac::power {

namespace {

class Reader {
  public:
    explicit Reader(const std::string& path) {
        code_ = sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    }
    Reader(const Reader&) = delete;
    ~Reader() { sqlite3_close(handle_); }

    [[nodiscard]] int code() const { return code_; }
    [[nodiscard]] std::string problem() const { return sqlite3_errmsg(handle_); }

    void each(const std::string& sql, const std::function<void(sqlite3_stmt*)>& row) {
        sqlite3_stmt* statement = nullptr;
        int done = sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr);
        while (done == SQLITE_OK || done == SQLITE_ROW) {
            done = sqlite3_step(statement);
            if (done == SQLITE_ROW) row(statement);
        }
        if (done != SQLITE_DONE) code_ = done;
        sqlite3_finalize(statement);
    }

  private:
    sqlite3* handle_ = nullptr;
    int code_ = 0;
};

std::string bytes_of(sqlite3_stmt* row, int column) {
    const void* bytes = sqlite3_column_blob(row, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

/// FNV-1a, each value with its type and length, so that no two contents look alike.
class Digest {
  public:
    void add(sqlite3_stmt* row) {
        for (int column = 0; column < sqlite3_column_count(row); ++column) {
            add_number(static_cast<std::uint64_t>(sqlite3_column_type(row, column)));
            add(bytes_of(row, column));
        }
    }
    void add(const std::string& text) {
        add_number(text.size());
        for (const char byte : text) value_ = (value_ ^ static_cast<std::uint8_t>(byte)) * 1'099'511'628'211u;
    }
    void add_number(std::uint64_t number) { value_ = (value_ ^ number) * 1'099'511'628'211u; }
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 14'695'981'039'346'656'037u;
};

} // namespace

std::string segment_name(const std::string& feed, std::uint64_t last, const std::string& replica) {
    return feed + " " + std::to_string(last) + " " + replica;
}

Looked look(const std::string& path) {
    Looked looked;
    const auto inode = Disk::instance().find(path);
    looked.there = inode != nullptr;
    if (!looked.there) return looked;
    Reader reader(path);
    if (reader.code() == SQLITE_OK)
        reader.each("PRAGMA integrity_check", [&](sqlite3_stmt* row) {
            if (bytes_of(row, 0) != "ok") looked.problem = bytes_of(row, 0);
        });
    std::vector<std::string> tables;
    Digest digest;
    if (reader.code() == SQLITE_OK)
        reader.each("SELECT type, name, sql FROM sqlite_schema ORDER BY name, type", [&](sqlite3_stmt* row) {
            digest.add(row);
            if (bytes_of(row, 0) == "table" && !bytes_of(row, 2).starts_with("CREATE VIRTUAL"))
                tables.push_back(bytes_of(row, 1));
        });
    for (const std::string& table : tables) {
        digest.add(table);
        reader.each("SELECT * FROM \"" + table + "\"", [&](sqlite3_stmt* row) { digest.add(row); });
        if (table == "segment" || table == "open_row")
            reader.each("SELECT feed, last, replica, count FROM " + table, [&](sqlite3_stmt* row) {
                looked.segments.insert(segment_name(
                    bytes_of(row, 0), static_cast<std::uint64_t>(sqlite3_column_int64(row, 1)), bytes_of(row, 2)));
                looked.changes += static_cast<std::uint64_t>(sqlite3_column_int64(row, 3));
            });
    }
    if (reader.code() == SQLITE_OK) reader.each("PRAGMA user_version", [&](sqlite3_stmt* row) { digest.add(row); });
    if (reader.code() != SQLITE_OK) looked.problem = reader.problem();
    looked.sound = looked.problem.empty();
    looked.digest = tables.empty() ? 0 : digest.value();
    return looked;
}

} // namespace dongthac::power
