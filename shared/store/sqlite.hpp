#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"

namespace dongthac::store {

class Statement;

/// What a commit that returned is worth after a power cut. Either way no part of a transaction is ever left.
enum class Durability {
    full, ///< on the disk, and every commit before it
    lazy  ///< on the disk with the next full one; until then a power cut may take it back, newest first
};

/// One connection, one thread at a time. WAL with synchronous=FULL: a commit that returned is on the disk (DESIGN §8).
/// Errors: damaged_database (names the newest backup beside it), disk_full, data_in_use, old_sqlite, storage.
class Database {
  public:
    /// Opens or makes the file. Refuses an SQLite older than 3.51.3, which can corrupt a WAL shared by connections.
    [[nodiscard]] static base::Result<Database> open(const std::filesystem::path& file);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs statements that return nothing.
    [[nodiscard]] base::Result<void> execute(std::string_view sql);
    /// A statement from this connection's cache, reset and unbound. One use of the same text at a time.
    [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);
    [[nodiscard]] std::int64_t last_row_id() const;
    [[nodiscard]] std::int64_t changed_rows() const;

    /// Brings the schema from PRAGMA user_version to `steps.size()`, each step in its own transaction, forward only.
    /// Error newer_schema when the file was written by a newer program.
    [[nodiscard]] base::Result<void> migrate(std::span<const std::string_view> steps);

    /// A whole, consistent copy by VACUUM INTO (never copy a live file), moved into place when complete.
    [[nodiscard]] base::Result<void> backup_to(const std::filesystem::path& target);

    /// SQLite's own structure check; damaged_database when it finds anything.
    [[nodiscard]] base::Result<void> check_structure();

  private:
    friend class Statement;
    friend class Transaction;
    friend class Reading;
    struct Impl;
    [[nodiscard]] base::Result<void> flush_at_commit(Durability durability);
    void end_reading() noexcept;
    explicit Database(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// A prepared statement borrowed from its database; goes back to the cache when it dies.
class Statement {
  public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Parameters from 1, in call order: `statement.bind(1).bind("x").bind(bytes)`.
    Statement& bind(std::int64_t value);
    Statement& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(std::uint32_t value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(std::string_view value);
    Statement& bind(const char* value) { return bind(std::string_view(value)); }
    Statement& bind(base::ByteSpan value);
    Statement& bind(const base::Bytes& value) { return bind(base::ByteSpan(value)); }
    template <class Tag>
    Statement& bind(const base::Id<Tag>& id) {
        return bind(base::ByteSpan(id.bytes));
    }
    Statement& bind_null();

    /// True while there is a row. After the last row, or an error, the statement is done.
    [[nodiscard]] base::Result<bool> step();
    /// For statements without rows.
    [[nodiscard]] base::Result<void> run();
    /// Ready for new parameters.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] base::Bytes blob(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    template <class AnyId>
    [[nodiscard]] AnyId id(int column) const {
        AnyId id;
        read_id(column, id.bytes);
        return id;
    }

  private:
    friend class Database;
    Statement(Database::Impl* database, std::string sql, void* handle);
    void read_id(int column, std::array<std::uint8_t, 16>& out) const;
    Database::Impl* database_;
    std::string sql_;
    void* handle_;
    int next_ = 1;
    int bind_problem_ = 0;
};

/// While it lives, what is read is one state of the database, and locks are taken once instead of for each statement.
/// Nothing may be written, and no Transaction begun; where one is under way, or the database is busy, it does nothing.
class Reading {
  public:
    explicit Reading(Database& database);
    Reading(Reading&& other) noexcept;
    Reading& operator=(Reading&&) = delete;
    ~Reading();

  private:
    Database* database_; ///< nullptr when there is nothing to end
};

/// BEGIN IMMEDIATE; rolled back unless committed. After commit() returned, the work is as durable as begin() was asked
/// for. Lazy is only for what can be had again after a power cut (docs/adr/0011): never for what a person did.
class Transaction {
  public:
    [[nodiscard]] static base::Result<Transaction> begin(Database& database, Durability durability = Durability::full);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    [[nodiscard]] base::Result<void> commit();

  private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

} // namespace dongthac::store
