#include "shared/store/sqlite.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <unordered_map>
#include <utility>

#include <sqlite3.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#endif

#include "shared/base/files.hpp"
#include "shared/store/backups.hpp"
#include "shared/store/gather_vfs.hpp"

namespace dongthac::store {

namespace {

constexpr int kOldestSafe = 3'051'003; // before it a WAL reset can corrupt with two connections (TRAPS, SQLite)
constexpr int kBusyMs = 10'000;
// Moving the WAL into the file costs more flushes than an act may (one, DESIGN §8): the last connection does it when it
// closes, and this limit (16 MiB of pages) only keeps a program that never closes from filling the disk.
constexpr int kMoveLogAt = 4096;

// A file that grows makes every flush write the file system's journal as well, about half as long again. So the WAL
// grows ahead of what is written into it, by zeros, which recovery takes for its end.
constexpr std::int64_t kPageBytes = 4096;
constexpr std::int64_t kFrameBytes = kPageBytes + 24; // SQLite file format, 4.1
constexpr std::int64_t kAheadFrames = 48;             // more than an act of a person writes
constexpr std::int64_t kLeastGrowth = std::int64_t{256} << 10;
constexpr std::int64_t kMostGrowth = std::int64_t{1} << 20;

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

bool is_no_room(int system_error) {
#ifdef _WIN32
    return system_error == ERROR_DISK_FULL || system_error == ERROR_HANDLE_DISK_FULL;
#else
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
#endif
}

} // namespace

struct Database::Impl {
    std::filesystem::path file;
    // Declared before the cache: statements must go first.
    std::unique_ptr<sqlite3, CloseDatabase> handle;
    std::unordered_multimap<std::string, StatementHandle> cache;
    bool reading_ended = true;                ///< false while a Reading that is over could not be
    Durability durability = Durability::full; ///< of the next commit
    std::int64_t log_frames = 0;              ///< in the WAL after this connection's last commit

    /// SQLite calls it after each commit, with the frames the WAL then has.
    static int after_commit(void* self, sqlite3* connection, const char* name, int frames) {
        static_cast<Impl*>(self)->log_frames = frames;
        // Others may still be reading; what could not be moved is moved after a later commit.
        if (frames >= kMoveLogAt)
            (void)sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        return SQLITE_OK;
    }

    /// Writes zeros behind the WAL when its end is near. Only with the write lock: another connection writes there too.
    /// Whatever goes wrong goes wrong at the commit as well, and is reported there.
    void grow_log_ahead() {
        sqlite3_file* log = nullptr;
        const int found =
            sqlite3_file_control(handle.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log));
        if (found != SQLITE_OK || log == nullptr || log->pMethods == nullptr) return;
        sqlite3_int64 size = 0;
        if (log->pMethods->xFileSize(log, &size) != SQLITE_OK) return;
        if ((log_frames + kAheadFrames) * kFrameBytes <= size || log_frames + kAheadFrames > kMoveLogAt) return;
        static constexpr std::array<char, std::size_t{64} << 10> kZeros{};
        for (std::int64_t left = std::clamp<std::int64_t>(size, kLeastGrowth, kMostGrowth); left > 0;) {
            const auto part = std::min<std::int64_t>(left, kZeros.size());
            if (log->pMethods->xWrite(log, kZeros.data(), static_cast<int>(part), size) != SQLITE_OK) return;
            size += part;
            left -= part;
        }
    }

    [[nodiscard]] std::unexpected<base::Error> failure(int code) const {
        const std::string path = base::path_to_utf8(file);
        switch (code & 0xff) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return base::fail(base::Code::damaged_database,
                              {{"path", path}, {"backup", base::path_to_utf8(newest_backup(file.parent_path()))}});
        case SQLITE_FULL: return base::fail(base::Code::disk_full, {{"path", path}});
        case SQLITE_IOERR:
            // SQLite knows a full disk only by ENOSPC; a used-up quota and a file size limit are the same to a person.
            if (is_no_room(sqlite3_system_errno(handle.get())))
                return base::fail(base::Code::disk_full, {{"path", path}});
            return base::fail(base::Code::storage, {{"path", path}, {"reason", sqlite3_errmsg(handle.get())}});
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return base::fail(base::Code::data_in_use, {{"path", path}});
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return base::fail(base::Code::unwritable_file, {{"path", path}, {"reason", sqlite3_errstr(code)}});
        default: return base::fail(base::Code::storage, {{"path", path}, {"reason", sqlite3_errmsg(handle.get())}});
        }
    }
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

base::Result<Database> Database::open(const std::filesystem::path& file) {
    if (sqlite3_libversion_number() < kOldestSafe)
        return base::fail(base::Code::old_sqlite, {{"found", sqlite3_libversion()}, {"needed", "3.51.3"}});
    auto impl = std::make_unique<Impl>();
    impl->file = file;
    sqlite3* handle = nullptr;
    const int opened =
        sqlite3_open_v2(base::path_to_utf8(file).c_str(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, gathering_vfs());
    impl->handle.reset(handle);
    if (opened != SQLITE_OK) return impl->failure(opened);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyMs);
    Database database(std::move(impl));
    DT_CHECK(database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                              "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON"));
    sqlite3_wal_hook(handle, Impl::after_commit, database.impl_.get()); // in place of SQLite's own automatic checkpoint
    // A damaged header shows here rather than at the first save.
    DT_CHECK(database.execute("SELECT count(*) FROM sqlite_schema"));
    return database;
}

base::Result<void> Database::execute(std::string_view sql) {
    const std::string text(sql);
    const int done = sqlite3_exec(impl_->handle.get(), text.c_str(), nullptr, nullptr, nullptr);
    if (done != SQLITE_OK) return impl_->failure(done);
    return {};
}

base::Result<Statement> Database::prepare(std::string_view sql) {
    std::string text(sql);
    if (const auto found = impl_->cache.find(text); found != impl_->cache.end()) {
        sqlite3_stmt* handle = found->second.release();
        impl_->cache.erase(found);
        return Statement(impl_.get(), std::move(text), handle);
    }
    sqlite3_stmt* handle = nullptr;
    const int done = sqlite3_prepare_v3(impl_->handle.get(), text.c_str(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (done != SQLITE_OK) return impl_->failure(done);
    return Statement(impl_.get(), std::move(text), handle);
}

std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(impl_->handle.get()); }

std::int64_t Database::changed_rows() const { return sqlite3_changes64(impl_->handle.get()); }

base::Result<void> Database::migrate(std::span<const std::string_view> steps) {
    std::int64_t version = 0;
    {
        DT_TRY(Statement ask, prepare("PRAGMA user_version"));
        DT_TRY(const bool has_row, ask.step());
        if (has_row) version = ask.integer(0);
    }
    const auto known = static_cast<std::int64_t>(steps.size());
    if (version > known)
        return base::fail(base::Code::newer_schema,
                          {{"found", std::to_string(version)}, {"known", std::to_string(known)}});
    for (; version < known; ++version) {
        DT_TRY(Transaction transaction, Transaction::begin(*this));
        DT_CHECK(execute(steps[static_cast<std::size_t>(version)]));
        DT_CHECK(execute("PRAGMA user_version=" + std::to_string(version + 1)));
        DT_CHECK(transaction.commit());
    }
    return {};
}

base::Result<void> Database::backup_to(const std::filesystem::path& target) {
    std::filesystem::path beside = target;
    beside += ".part";
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    auto written = [&]() -> base::Result<void> {
        DT_TRY(Statement vacuum, prepare("VACUUM INTO ?"));
        vacuum.bind(base::path_to_utf8(beside));
        return vacuum.run();
    }();
    if (!written) {
        std::filesystem::remove(beside, ignored);
        if (written.error().code == base::Code::storage) // SQLite says "unable to open" only in words here
            return base::fail(base::Code::unwritable_file, {{"path", base::path_to_utf8(target)},
                                                            {"reason", std::string(written.error().arg("reason"))}});
        return written;
    }
    std::error_code problem;
    std::filesystem::rename(beside, target, problem);
    if (problem)
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(target)}, {"reason", problem.message()}});
    return base::sync_folder(target.parent_path());
}

base::Result<void> Database::check_structure() {
    DT_TRY(Statement check, prepare("PRAGMA integrity_check(1)"));
    DT_TRY(const bool has_row, check.step());
    if (!has_row || check.text(0) != "ok") return impl_->failure(SQLITE_CORRUPT);
    return {};
}

Statement::Statement(Database::Impl* database, std::string sql, void* handle)
    : database_(database), sql_(std::move(sql)), handle_(handle) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), sql_(std::move(other.sql_)), handle_(std::exchange(other.handle_, nullptr)),
      next_(other.next_), bind_problem_(other.bind_problem_) {}

Statement::~Statement() {
    if (handle_ == nullptr) return;
    reset();
    StatementHandle handle(static_cast<sqlite3_stmt*>(handle_));
    try {
        database_->cache.emplace(std::move(sql_), std::move(handle));
    } catch (const std::bad_alloc&) { // prepared anew next time
    }
}

Statement& Statement::bind(std::int64_t value) {
    bind_problem_ |= sqlite3_bind_int64(static_cast<sqlite3_stmt*>(handle_), next_++, value);
    return *this;
}

Statement& Statement::bind(std::string_view value) {
    // An empty view may have no address, which SQLite would read as NULL.
    bind_problem_ |=
        sqlite3_bind_text64(static_cast<sqlite3_stmt*>(handle_), next_++, value.empty() ? "" : value.data(),
                            value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(base::ByteSpan value) {
    auto* handle = static_cast<sqlite3_stmt*>(handle_);
    bind_problem_ |= value.empty() ? sqlite3_bind_zeroblob(handle, next_++, 0)
                                   : sqlite3_bind_blob64(handle, next_++, value.data(), value.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind_null() {
    bind_problem_ |= sqlite3_bind_null(static_cast<sqlite3_stmt*>(handle_), next_++);
    return *this;
}

base::Result<bool> Statement::step() {
    if (bind_problem_ != 0) return database_->failure(bind_problem_);
    const int done = sqlite3_step(static_cast<sqlite3_stmt*>(handle_));
    if (done == SQLITE_ROW) return true;
    if (done == SQLITE_DONE) return false;
    return database_->failure(done);
}

base::Result<void> Statement::run() {
    DT_TRY(const bool has_row, step());
    (void)has_row;
    return {};
}

void Statement::reset() {
    auto* handle = static_cast<sqlite3_stmt*>(handle_);
    sqlite3_reset(handle);
    sqlite3_clear_bindings(handle);
    next_ = 1;
    bind_problem_ = 0;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(static_cast<sqlite3_stmt*>(handle_), column);
}

std::string Statement::text(int column) const {
    auto* handle = static_cast<sqlite3_stmt*>(handle_);
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle, column));
    return text == nullptr ? std::string()
                           : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(handle, column)));
}

base::Bytes Statement::blob(int column) const {
    auto* handle = static_cast<sqlite3_stmt*>(handle_);
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle, column));
    if (bytes == nullptr) return {};
    return {bytes, bytes + sqlite3_column_bytes(handle, column)};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(static_cast<sqlite3_stmt*>(handle_), column) == SQLITE_NULL;
}

void Statement::read_id(int column, std::array<std::uint8_t, 16>& out) const {
    const base::Bytes bytes = blob(column);
    if (bytes.size() == out.size()) std::ranges::copy(bytes, out.begin());
}

base::Result<void> Database::flush_at_commit(Durability durability) {
    if (impl_->durability == durability) return {};
    // In WAL mode NORMAL leaves out the flush of a commit and nothing else: checkpoints still flush.
    const char* ask = durability == Durability::full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL";
    const int done = sqlite3_exec(impl_->handle.get(), ask, nullptr, nullptr, nullptr);
    if (done != SQLITE_OK) return impl_->failure(done);
    impl_->durability = durability;
    return {};
}

Reading::Reading(Database& database) : database_(nullptr) {
    database.end_reading();
    auto begin = database.prepare("BEGIN");
    if (begin && begin->run()) database_ = &database;
}

Reading::Reading(Reading&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Reading::~Reading() {
    if (database_ == nullptr) return;
    database_->impl_->reading_ended = false;
    database_->end_reading();
}

// Without memory even this fails: then whoever begins something next ends it first.
void Database::end_reading() noexcept {
    if (impl_->reading_ended) return;
    impl_->reading_ended = sqlite3_exec(impl_->handle.get(), "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
}

base::Result<Transaction> Transaction::begin(Database& database, Durability durability) {
    database.end_reading();
    DT_CHECK(database.flush_at_commit(durability)); // cannot be changed once it has begun
    DT_TRY(Statement begin, database.prepare("BEGIN IMMEDIATE"));
    auto begun = begin.run();
    if (begun) return Transaction(database);
    begin.reset();
    (void)database.flush_at_commit(Durability::full); // tried again by the next begin()
    return std::unexpected(begun.error());
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_ == nullptr) return;
    try {
        // A failed statement may have rolled back already; a second ROLLBACK then only reports that.
        (void)database_->execute("ROLLBACK");
        (void)database_->flush_at_commit(Durability::full); // tried again by the next begin()
    } catch (const std::bad_alloc&) {                       // no memory for the report; SQLite has rolled back
    }
}

base::Result<void> Transaction::commit() {
    database_->impl_->grow_log_ahead();
    {
        DT_TRY(Statement commit, database_->prepare("COMMIT"));
        DT_CHECK(commit.run());
    }
    Database* database = std::exchange(database_, nullptr);
    // A statement outside of transactions is a commit too. What is done is done: a failure shows at the next begin().
    (void)database->flush_at_commit(Durability::full);
    return {};
}

} // namespace dongthac::store
