#include <string>

#include <gtest/gtest.h>

#include "shared/store/sqlite.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::store {

namespace {

using tests::TempFolder;

constexpr int kRows = 400; // of a page each: several times what is gathered
constexpr const char* kFill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
                              "INSERT INTO t SELECT i, printf('%.*c', 3500, 'x') FROM n";

Database open_small(const TempFolder& folder) {
    Database database = Database::open(folder / "test.db").value();
    // Pages of a transaction go to the log before its end, and are read from there.
    EXPECT_TRUE(database.execute("PRAGMA cache_size=8; CREATE TABLE IF NOT EXISTS t (i INTEGER PRIMARY KEY, x)"));
    return database;
}

std::int64_t number(Database& database, std::string_view sql) {
    Statement ask = database.prepare(sql).value();
    EXPECT_TRUE(ask.step().value());
    return ask.integer(0);
}

constexpr std::string_view kCount = "SELECT count(*) FROM t WHERE length(x) = 3500";

TEST(GatheredLog, IsReadByItsOwnTransactionBeforeTheCommit) {
    const TempFolder folder;
    Database database = open_small(folder);
    Transaction transaction = Transaction::begin(database).value();
    ASSERT_TRUE(database.execute(kFill));

    EXPECT_EQ(number(database, kCount), kRows);

    ASSERT_TRUE(database.execute("UPDATE t SET x = x || 'y' WHERE i % 2 = 0")); // frames are written over in place
    EXPECT_EQ(number(database, kCount), kRows / 2);
    ASSERT_TRUE(transaction.commit());
    EXPECT_EQ(number(database, "SELECT count(*) FROM t WHERE x LIKE '%y'"), kRows / 2);
}

TEST(GatheredLog, IsThereForOthersAsSoonAsACommitReturns) {
    const TempFolder folder;
    Database writer = open_small(folder);
    Database reader = open_small(folder);
    for (int i = 1; i <= 50; ++i) {
        Transaction transaction = Transaction::begin(writer, Durability::lazy).value();
        ASSERT_TRUE(writer.execute("INSERT INTO t VALUES (" + std::to_string(i) + ", printf('%.*c', 3500, 'x'))"));
        ASSERT_TRUE(transaction.commit());

        ASSERT_EQ(number(reader, kCount), i);
        ASSERT_EQ(number(reader, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check != 'ok'"), 0);
    }
}

TEST(GatheredLog, TakenBackHalfwayLeavesNothingAndGoesOn) {
    const TempFolder folder;
    Database database = open_small(folder);
    {
        const Transaction transaction = Transaction::begin(database).value();
        ASSERT_TRUE(database.execute(kFill));
    }
    EXPECT_EQ(number(database, kCount), 0);

    ASSERT_TRUE(database.execute(kFill));

    Database other = open_small(folder);
    EXPECT_EQ(number(other, kCount), kRows);
}

TEST(GatheredLog, IsWholeForWhoeverOpensACopyOfIt) {
    const TempFolder folder;
    Database database = open_small(folder);
    ASSERT_TRUE(database.execute(kFill));
    ASSERT_TRUE(database.execute("DELETE FROM t WHERE i = 1"));

    const TempFolder elsewhere; // as after a crash: the log has not been moved into the database
    for (const char* part : {"test.db", "test.db-wal"}) std::filesystem::copy_file(folder / part, elsewhere / part);

    Database copy = Database::open(elsewhere / "test.db").value();
    EXPECT_EQ(number(copy, kCount), kRows - 1);
}

} // namespace

} // namespace dongthac::store
