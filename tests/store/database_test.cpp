#include <array>
#include <fstream>
#include <string_view>

#include <gtest/gtest.h>

#include "shared/store/backups.hpp"
#include "shared/store/folder_lock.hpp"
#include "shared/store/office_schema.hpp"
#include "shared/store/office_store.hpp"
#include "tests/support/flushes.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::store {

namespace {

using tests::TempFolder;

Database open(const TempFolder& folder) { return Database::open(folder / "test.db").value(); }

std::int64_t count_in(Database& database, std::string_view sql) {
    Statement ask = database.prepare(sql).value();
    EXPECT_TRUE(ask.step().value());
    return ask.integer(0);
}

TEST(Transaction, LeavesNothingWhenItIsNotCommitted) {
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
    {
        Transaction transaction = Transaction::begin(database).value();
        ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
        EXPECT_EQ(count_in(database, "SELECT count(*) FROM t"), 1);
    }

    EXPECT_EQ(count_in(database, "SELECT count(*) FROM t"), 0);
}

TEST(Transaction, IsSeenByOthersOnlyAfterItsCommit) {
    const TempFolder folder;
    Database writer = open(folder);
    Database reader = open(folder);
    ASSERT_TRUE(writer.execute("CREATE TABLE t (x)"));
    Transaction transaction = Transaction::begin(writer).value();
    ASSERT_TRUE(writer.execute("INSERT INTO t VALUES (1)"));
    EXPECT_EQ(count_in(reader, "SELECT count(*) FROM t"), 0);

    ASSERT_TRUE(transaction.commit());

    EXPECT_EQ(count_in(reader, "SELECT count(*) FROM t"), 1);
}

TEST(Reading, IsOfOneStateAndEndsByItself) {
    const TempFolder folder;
    Database writer = open(folder);
    Database reader = open(folder);
    ASSERT_TRUE(writer.execute("CREATE TABLE t (x)"));
    {
        const Reading reading(reader);
        EXPECT_EQ(count_in(reader, "SELECT count(*) FROM t"), 0);
        ASSERT_TRUE(writer.execute("INSERT INTO t VALUES (1)"));
        EXPECT_EQ(count_in(reader, "SELECT count(*) FROM t"), 0);
    }

    EXPECT_EQ(count_in(reader, "SELECT count(*) FROM t"), 1);
    EXPECT_TRUE(Transaction::begin(reader)) << "nothing is under way";
}

TEST(Reading, WithinATransactionSeesItsWorkAndLeavesItGoingOn) {
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
    Transaction transaction = Transaction::begin(database).value();
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
    {
        const Reading reading(database);
        EXPECT_EQ(count_in(database, "SELECT count(*) FROM t"), 1);
    }

    ASSERT_TRUE(transaction.commit());

    EXPECT_EQ(count_in(database, "SELECT count(*) FROM t"), 1);
}

TEST(Transaction, IsFlushedUnlessItIsLazyAndThenWithTheNextOne) {
    if (tests::flushes() == 0) {
        const TempFolder folder;
        Database database = open(folder);
        if (tests::flushes() == 0) GTEST_SKIP() << "flushes are counted on Linux only";
    }
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
    const auto insert = [&](Durability durability) {
        const std::uint64_t before = tests::flushes();
        Transaction transaction = Transaction::begin(database, durability).value();
        EXPECT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
        EXPECT_TRUE(transaction.commit());
        return tests::flushes() - before;
    };

    EXPECT_EQ(insert(Durability::full), 1u);
    EXPECT_EQ(insert(Durability::lazy), 0u);
    EXPECT_EQ(insert(Durability::lazy), 0u);
    EXPECT_EQ(insert(Durability::full), 1u);
    EXPECT_EQ(count_in(database, "SELECT count(*) FROM t"), 4);
}

TEST(Transaction, LeavesTheConnectionFlushingWhateverBecameOfALazyOne) {
    const TempFolder folder;
    Database database = open(folder);
    Database other = open(folder);
    ASSERT_TRUE(database.execute("PRAGMA busy_timeout=0"));

    { const Transaction rolled_back = Transaction::begin(database, Durability::lazy).value(); }
    EXPECT_EQ(count_in(database, "PRAGMA synchronous"), 2);
    {
        const Transaction blocking = Transaction::begin(other).value();
        EXPECT_FALSE(Transaction::begin(database, Durability::lazy));
    }
    EXPECT_EQ(count_in(database, "PRAGMA synchronous"), 2);
    ASSERT_TRUE(Transaction::begin(database, Durability::lazy).value().commit());
    EXPECT_EQ(count_in(database, "PRAGMA synchronous"), 2);
}

TEST(Database, WritesThroughToTheDiskAtEveryCommit) {
    const TempFolder folder;
    Database database = open(folder);

    EXPECT_EQ(count_in(database, "PRAGMA synchronous"), 2) << "FULL: NORMAL loses acknowledged work at a power cut";
    Statement mode = database.prepare("PRAGMA journal_mode").value();
    ASSERT_TRUE(mode.step().value());
    EXPECT_EQ(mode.text(0), "wal");
}

TEST(Statement, KeepsEmptyTextAndBytesApartFromNothing) {
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.execute("CREATE TABLE t (a TEXT NOT NULL, b BLOB NOT NULL, c)"));
    {
        Statement put = database.prepare("INSERT INTO t VALUES (?, ?, ?)").value();
        ASSERT_TRUE(put.bind(std::string_view()).bind(base::Bytes{}).bind_null().run());
    }

    Statement read = database.prepare("SELECT a, b, c FROM t").value();
    ASSERT_TRUE(read.step().value());
    EXPECT_EQ(read.text(0), "");
    EXPECT_FALSE(read.is_null(1));
    EXPECT_TRUE(read.is_null(2));
}

constexpr std::array<std::string_view, 1> kOld = {"CREATE TABLE t (x); INSERT INTO t VALUES (7)"};
constexpr std::array<std::string_view, 2> kNew = {kOld[0], "ALTER TABLE t ADD COLUMN y; UPDATE t SET y = x + 1"};
constexpr std::array<std::string_view, 2> kBroken = {kOld[0],
                                                     "ALTER TABLE t ADD COLUMN y; SELECT nonsense FROM nowhere"};

TEST(Migrations, BringAnOldDatabaseForwardAndKeepWhatIsInIt) {
    const TempFolder folder;
    {
        Database database = open(folder);
        ASSERT_TRUE(database.migrate(kOld));
    }
    Database database = open(folder);

    ASSERT_TRUE(database.migrate(kNew));

    EXPECT_EQ(count_in(database, "SELECT y FROM t"), 8);
    EXPECT_TRUE(database.migrate(kNew)) << "a second time does nothing";
    EXPECT_EQ(count_in(database, "PRAGMA user_version"), 2);
}

TEST(Migrations, ThatFailLeaveTheOldSchemaWhole) {
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.migrate(kOld));

    EXPECT_FALSE(database.migrate(kBroken));

    EXPECT_EQ(count_in(database, "PRAGMA user_version"), 1);
    EXPECT_EQ(count_in(database, "SELECT count(*) FROM pragma_table_info('t')"), 1);
    EXPECT_TRUE(database.migrate(kNew));
}

/// The office's schema as it was after `steps` steps.
Database office_of(const TempFolder& folder, std::size_t steps) {
    Database database = Database::open(folder / OfficeStore::kFileName).value();
    EXPECT_TRUE(database.migrate(std::span(kOfficeSchema).first(steps)));
    return database;
}

TEST(Migrations, KeepTheActsThatWereNotSealedYet) {
    const TempFolder folder;
    {
        Database database = office_of(folder, 3);
        ASSERT_TRUE(database.execute(
            "INSERT INTO segment VALUES (1, 'own/a', x'01', 1, 4, 4, 2, 7, x'aa', x'b1'), "
            "(2, 'own/a', x'01', 5, 5, 1, 0, 0, x'', x'b2'), (3, 'own/a', x'01', 6, 8, 3, 0, 0, x'', x'b3'); "
            "INSERT INTO segment_document VALUES (x'11111111111111111111111111111111', 1), "
            "(x'11111111111111111111111111111111', 2), (x'22222222222222222222222222222222', 3), "
            "(x'11111111111111111111111111111111', 3)"));
    }
    OfficeStore store = OfficeStore::open(folder.path()).value();
    const base::DocumentId one{{17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17}};

    const std::vector<SegmentRow> open = store.segments_in(SegmentState::open, "own/a").value();
    const std::vector<SegmentRow> of_one = store.segments_of(one).value();
    const std::vector<SegmentRow> all = store.segments_after(0, 10).value();

    ASSERT_EQ(open.size(), 2u);
    EXPECT_EQ(open[0].bytes, base::Bytes{0xb2});
    EXPECT_EQ(open[1].last, 8u);
    EXPECT_EQ(of_one.size(), 3u);
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].bytes, base::Bytes{0xb1}) << "what was sealed is a row of the log with its bytes";
    EXPECT_EQ(store.segments_after(all[1].id, 10).value().size(), 1u);
    EXPECT_EQ(store.unsent_changes().value(), 4u);
    EXPECT_EQ(store.count_changes().value(), 8u);
}

TEST(Migrations, MoveTheBytesThatAreInNoPack) {
    const TempFolder folder;
    {
        Database database = office_of(folder, 8);
        ASSERT_TRUE(database.execute(
            "INSERT INTO pack VALUES (1, 9, x'cc'); INSERT INTO segment (id, feed, replica, first, last, count, state, "
            "seq, hash, bytes, pack, pack_offset, pack_size) VALUES "
            "(1, 'own/a', x'01', 1, 4, 4, 2, 7, x'aa', x'', 1, 2, 5), "
            "(2, 'own/a', x'01', 5, 5, 1, 2, 8, x'ab', x'b2', NULL, NULL, NULL)"));
    }

    Database database = office_of(folder, kOfficeSchema.size());

    EXPECT_EQ(count_in(database, "SELECT count(*) FROM loose_bytes"), 1);
    EXPECT_EQ(count_in(database, "SELECT count(*) FROM loose_bytes WHERE id = 2 AND bytes = x'b2'"), 1);
    EXPECT_EQ(count_in(database, "SELECT count(*) FROM segment WHERE id = 1 AND pack = 1 AND pack_offset = 2 AND "
                                 "pack_size = 5"),
              1);
    EXPECT_EQ(count_in(database, "SELECT count(*) FROM pack WHERE bytes = x'cc'"), 1);
    EXPECT_EQ(count_in(database, "SELECT count(*) FROM segment"), 2);
}

TEST(OpenRows, AreNotInTheLogAndGoByTheirOwnNumbers) {
    const TempFolder folder;
    OfficeStore store = OfficeStore::open(folder.path()).value();
    const base::ReplicaId mine{{1}};
    const SegmentRow open{0, "own/a", mine, 1, 2, 2, SegmentState::open, 0, {}, {0xb1}};
    const SegmentRow sealed{0, "own/a", mine, 1, 2, 2, SegmentState::sealed, 0, {1}, {0xc1}};
    const std::int64_t first = store.add_segment(open, {}).value();
    const std::int64_t in_log = store.add_segment(sealed, {}).value();

    EXPECT_EQ(store.last_open(mine).value(), 2u);
    EXPECT_EQ(store.last_open(base::ReplicaId{{2}}).value(), 0u);
    ASSERT_TRUE(store.remove_segment(first));

    EXPECT_TRUE(store.has_unsent("own/a").value());
    EXPECT_EQ(store.last_open(mine).value(), 0u);
    ASSERT_EQ(store.segments_after(0, 10).value().size(), 1u);
    EXPECT_EQ(store.segments_after(0, 10).value().front().id, in_log);
    EXPECT_TRUE(store.segments_after(in_log, 10).value().empty());
}

TEST(Database, WritesItsLogWhereTheFileIsAlreadyAsLong) {
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
    const auto log_bytes = [&] { return std::filesystem::file_size(folder / "test.db-wal"); };
    const auto write = [&] {
        Transaction transaction = Transaction::begin(database).value();
        EXPECT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
        EXPECT_TRUE(transaction.commit());
    };
    write();
    const std::uintmax_t grown = log_bytes();

    for (int i = 0; i < 10; ++i) write();

    EXPECT_EQ(log_bytes(), grown);
    Database other = open(folder);
    EXPECT_EQ(count_in(other, "SELECT count(*) FROM t"), 11);
}

TEST(Migrations, RefuseADatabaseOfANewerProgram) {
    const TempFolder folder;
    {
        Database database = Database::open(folder / OfficeStore::kFileName).value();
        ASSERT_TRUE(database.execute("PRAGMA user_version = 99"));
    }

    const auto opened = OfficeStore::open(folder.path());

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::Code::newer_schema);
    EXPECT_EQ(opened.error().arg("found"), "99");
    EXPECT_EQ(opened.error().arg("known"), std::to_string(kOfficeSchema.size()));
}

TEST(Database, ThatIsNotADatabaseNamesTheNewestBackup) {
    const TempFolder folder;
    std::filesystem::create_directories(backup_folder(folder.path()));
    for (const char* day : {"2026-09-19.db", "2026-09-21.db", "2026-09-20.db", "2026-09-30.txt"})
        std::ofstream(backup_folder(folder.path()) / day) << "x";
    std::ofstream(folder / OfficeStore::kFileName) << std::string(8'192, 'x');

    const auto opened = OfficeStore::open(folder.path());

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::Code::damaged_database);
    EXPECT_TRUE(opened.error().arg("backup").ends_with("2026-09-21.db")) << opened.error().arg("backup");
}

TEST(Database, FindsADamagedPage) {
    const TempFolder folder;
    const std::filesystem::path file = folder / "test.db";
    {
        Database database = open(folder);
        ASSERT_TRUE(
            database.execute("CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                             "WHERE i < 5000) INSERT INTO t SELECT hex(randomblob(20)) FROM n"));
        ASSERT_TRUE(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        EXPECT_TRUE(database.check_structure());
    }
    {
        std::fstream page(file, std::ios::in | std::ios::out | std::ios::binary);
        page.seekp(5 * 4'096);
        page << std::string(64, '\xff');
    }

    Database database = open(folder);

    const auto checked = database.check_structure();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, base::Code::damaged_database);
}

TEST(Backup, IsAWholeDatabaseOfItsOwn) {
    const TempFolder folder;
    Database database = open(folder);
    ASSERT_TRUE(database.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)"));
    ASSERT_TRUE(database.backup_to(folder / "copy.db"));
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES (2)"));
    ASSERT_TRUE(database.backup_to(folder / "copy.db")) << "an older copy is replaced";

    Database copy = Database::open(folder / "copy.db").value();

    EXPECT_EQ(count_in(copy, "SELECT count(*) FROM t"), 2);
    EXPECT_TRUE(copy.check_structure());
}

TEST(Backup, IntoAFolderThatIsNotThereSaysSo) {
    const TempFolder folder;
    Database database = open(folder);

    const auto written = database.backup_to(folder / "nowhere/copy.db");

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, base::Code::unwritable_file);
}

TEST(Backups, KeepTheNewest) {
    const TempFolder folder;
    std::filesystem::create_directories(backup_folder(folder.path()));
    for (int day = 10; day < 20; ++day)
        std::ofstream(backup_folder(folder.path()) / ("2026-09-" + std::to_string(day) + ".db")) << "x";

    prune_backups(folder.path(), 7);

    EXPECT_FALSE(std::filesystem::exists(backup_folder(folder.path()) / "2026-09-12.db"));
    EXPECT_TRUE(std::filesystem::exists(backup_folder(folder.path()) / "2026-09-13.db"));
    EXPECT_EQ(newest_backup(folder.path()).filename(), "2026-09-19.db");
    EXPECT_TRUE(newest_backup(folder / "empty").empty());
}

TEST(FolderLock, IsHeldByOneProgramUntilItGoes) {
    const TempFolder folder;
    {
        const auto first = FolderLock::take(folder.path());
        ASSERT_TRUE(first);

        const auto second = FolderLock::take(folder.path());

        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, base::Code::data_in_use);
        EXPECT_EQ(second.error().arg("path"), base::path_to_utf8(folder.path()));
    }

    EXPECT_TRUE(FolderLock::take(folder.path()));
}

} // namespace

} // namespace dongthac::store
