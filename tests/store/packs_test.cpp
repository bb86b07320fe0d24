#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <gtest/gtest.h>

#include "shared/store/feed_store.hpp"
#include "shared/store/office_store.hpp"
#include "shared/wire/compress.hpp"
#include "tests/support/property.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::store {

namespace {

constexpr PackCodec kCodec{wire::compress_tightly, wire::decompress};
constexpr PackRule kSmall{3, 2, 7, 600, 100}; ///< newest, fewest, most, bytes, largest row

/// Rows of a feed look alike, as segments of one author do.
base::Bytes any_bytes(base::Random& random, std::uint64_t size) {
    base::Bytes bytes(static_cast<std::size_t>(size), 'a');
    for (std::size_t i = 20; i < bytes.size(); i += 3) bytes[i] = static_cast<std::uint8_t>(random.below(256));
    return bytes;
}

SegmentRow row(const std::string& feed, std::uint64_t last, SegmentState state, base::Bytes bytes) {
    base::Hash hash = base::sha256(bytes);
    hash[0] = static_cast<std::uint8_t>(last);
    return {0,
            feed,
            base::ReplicaId{{1}},
            last,
            last,
            1,
            state,
            state == SegmentState::settled ? last : 0,
            hash,
            std::move(bytes)};
}

std::int64_t number_in(const std::filesystem::path& file, const std::string& sql) {
    Database database = Database::open(file).value();
    Statement read = database.prepare(sql).value();
    return read.step().value() ? read.integer(0) : -1;
}

std::string all_of(const std::vector<SegmentRow>& rows) {
    std::string text;
    for (const SegmentRow& at : rows)
        text += std::to_string(at.id) + at.feed + std::to_string(at.last) + std::to_string(static_cast<int>(at.state)) +
                std::to_string(at.seq) + base::to_hex(at.hash) + base::to_hex(at.bytes) + "\n";
    return text;
}

class OfficePacks : public ::testing::Test {
  protected:
    [[nodiscard]] OfficeStore open(PackCodec codec = kCodec) {
        return OfficeStore::open(folder_.path(), codec).value();
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / OfficeStore::kFileName; }
    static std::size_t pack_all(OfficeStore& store, const PackRule& rule = kSmall) {
        std::size_t rows = 0;
        for (;;) {
            const auto packed = store.pack_some(rule);
            EXPECT_TRUE(packed);
            if (packed.value_or(0) == 0) return rows;
            rows += *packed;
        }
    }
    tests::TempFolder folder_;
};

TEST_F(OfficePacks, GiveEveryRowBackByteForByteToEveryReader) {
    const std::uint64_t seed = tests::property_seed(1301);
    for (std::uint64_t run = 0; run < 6; ++run) {
        base::SeededRandom random(seed + run);
        const tests::TempFolder folder;
        OfficeStore store = OfficeStore::open(folder.path(), kCodec).value();
        std::map<std::string, std::uint64_t> last;
        std::vector<SegmentRow> put;
        const base::DocumentId document{{7}};
        std::size_t packed = 0;
        std::optional<Transaction> together; // one flush for many rows
        for (int step = 0; step < 120; ++step) {
            if (!together) together.emplace(store.begin(Durability::lazy).value());
            const std::string feed = random.below(3) == 0 ? "pub/b" : "own/a";
            const SegmentState state = random.below(9) == 0 ? SegmentState::sealed : SegmentState::settled;
            put.push_back(row(feed, ++last[feed], state, any_bytes(random, random.below(130))));
            ASSERT_TRUE(store.add_segment(put.back(), {document}));
            if (random.below(10) != 0) continue;
            ASSERT_TRUE(std::exchange(together, std::nullopt)->commit());
            packed += pack_all(store);
        }
        if (together) {
            ASSERT_TRUE(std::exchange(together, std::nullopt)->commit());
        }

        packed += pack_all(store);

        EXPECT_GT(packed, 60u) << seed + run;
        const std::string all = all_of(store.segments_after(kBeforeAllRows, 1'000).value());
        EXPECT_EQ(all, all_of(store.segments_of(document).value())) << seed + run;
        std::vector<SegmentRow> wanted = put;
        for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i].id = static_cast<std::int64_t>(i + 1);
        EXPECT_EQ(all, all_of(wanted)) << seed + run;
        for (const SegmentRow& at : put) {
            EXPECT_TRUE(store.holds_segment(at.feed, at.replica, at.last, at.bytes).value());
            EXPECT_EQ(store.segment_with(at.hash).value()->bytes, at.bytes);
            EXPECT_EQ(store.segment_ending(at.feed, at.replica, at.last).value()->bytes, at.bytes);
        }
        const std::vector<SegmentRow> settled = store.settled_after("own/a", base::ReplicaId{{1}}, 0, 1 << 20).value();
        EXPECT_EQ(settled.size(), store.segments_in(SegmentState::settled, "own/a").value().size());
        for (const SegmentRow& at : settled) EXPECT_EQ(at.bytes, store.segment_with(at.hash).value()->bytes);
    }
}

TEST_F(OfficePacks, LeaveTheNewestTheUnsettledTheLargeAndTheFew) {
    base::SeededRandom random(5);
    OfficeStore store = open();
    const auto add = [&](std::uint64_t last, SegmentState state, std::uint64_t size) {
        ASSERT_TRUE(store.add_segment(row("own/a", last, state, any_bytes(random, size)), {}));
    };
    add(1, SegmentState::settled, 50);
    add(2, SegmentState::sealed, 50);
    add(3, SegmentState::settled, 101);
    for (const std::uint64_t last : {4, 5, 6}) add(last, SegmentState::settled, 50);

    EXPECT_EQ(pack_all(store), 0u) << "one row is fewer than two";
    add(7, SegmentState::settled, 50);
    add(8, SegmentState::settled, 50);

    EXPECT_EQ(pack_all(store), 3u);
    EXPECT_EQ(number_in(file(), "SELECT group_concat(id) = '1,4,5' FROM segment WHERE pack IS NOT NULL"), 1);
    EXPECT_EQ(number_in(file(), "SELECT count(*) FROM loose_bytes JOIN segment USING (id) WHERE pack IS NOT NULL"), 0);
}

TEST_F(OfficePacks, TakeLessRoomThanTheRowsDid) {
    base::SeededRandom random(6);
    OfficeStore store = open();
    {
        Transaction together = store.begin(Durability::lazy).value();
        for (std::uint64_t last = 1; last <= 1'000; ++last)
            ASSERT_TRUE(store.add_segment(row("own/a", last, SegmentState::settled, any_bytes(random, 200)), {}));
        ASSERT_TRUE(together.commit());
    }
    const std::int64_t before = number_in(file(), "SELECT sum(length(bytes)) FROM loose_bytes");

    EXPECT_GT(pack_all(store, PackRule{}), 700u);

    const std::int64_t after = number_in(
        file(), "SELECT (SELECT sum(length(bytes)) FROM loose_bytes) + (SELECT sum(length(bytes)) FROM pack)");
    EXPECT_LT(after * 10, before * 7);
    EXPECT_EQ(store.learnt_after(kBeforeAllRows).value().front().size, 200u);
}

TEST_F(OfficePacks, WaitForMissingHistory) {
    base::SeededRandom random(8);
    OfficeStore store = open();
    for (std::uint64_t last = 1; last <= 20; ++last)
        ASSERT_TRUE(store.add_segment(row("own/a", last + 20, SegmentState::settled, any_bytes(random, 50)), {}));
    ASSERT_TRUE(store.put_missing_feed({"own/a", 0, 20}));

    EXPECT_EQ(pack_all(store), 0u);
    for (std::uint64_t last = 1; last <= 20; ++last)
        ASSERT_TRUE(store.add_old_segment(row("own/a", last, SegmentState::settled, any_bytes(random, 50)), {}));
    ASSERT_TRUE(store.forget_missing());

    EXPECT_EQ(pack_all(store), 37u);
}

TEST_F(OfficePacks, ThatAreDamagedAreSaidToBe) {
    base::SeededRandom random(9);
    OfficeStore store = open();
    for (std::uint64_t last = 1; last <= 20; ++last)
        ASSERT_TRUE(store.add_segment(row("own/a", last, SegmentState::settled, any_bytes(random, 50)), {}));
    ASSERT_GT(pack_all(store), 0u);
    for (const char* damage :
         {"UPDATE pack SET size = size - 1", "UPDATE pack SET bytes = x'00'", "DELETE FROM pack"}) {
        Database database = Database::open(file()).value();
        ASSERT_TRUE(database.execute(damage));

        const auto rows = open().segments_after(0, 100);

        ASSERT_FALSE(rows) << damage;
        EXPECT_EQ(rows.error().code, base::Code::bad_bytes) << damage;
    }
}

TEST_F(OfficePacks, WithoutACodecAreNeitherMadeNorRead) {
    base::SeededRandom random(10);
    {
        OfficeStore store = open();
        for (std::uint64_t last = 1; last <= 20; ++last)
            ASSERT_TRUE(store.add_segment(row("own/a", last, SegmentState::settled, any_bytes(random, 50)), {}));
        ASSERT_EQ(store.pack_some(kSmall).value(), 7u);
    }
    OfficeStore store = open({});

    EXPECT_EQ(store.segments_after(0, 100).error().code, base::Code::storage);
    EXPECT_EQ(store.pack_some(kSmall).error().code, base::Code::storage);
}

OfficeStore* faster = nullptr; ///< another connection, for a codec without a context

TEST_F(OfficePacks, AreMadeOnceWhenTwoProgramsTry) {
    base::SeededRandom random(11);
    OfficeStore other = open();
    faster = &other;
    OfficeStore store = open({[](base::ByteSpan bytes) {
                                  EXPECT_EQ(faster->pack_some(kSmall).value(), 7u);
                                  return wire::compress_tightly(bytes);
                              },
                              wire::decompress});
    for (std::uint64_t last = 1; last <= 12; ++last)
        ASSERT_TRUE(store.add_segment(row("own/a", last, SegmentState::settled, any_bytes(random, 50)), {}));
    const std::string before = all_of(store.segments_after(0, 100).value());

    EXPECT_EQ(store.pack_some(kSmall).value(), 0u);

    EXPECT_EQ(number_in(file(), "SELECT count(*) FROM pack"), 1);
    EXPECT_EQ(all_of(store.segments_after(0, 100).value()), before);
}

TEST_F(OfficePacks, ThatDoNotExpandToTheSameBytesAreNotKept) {
    base::SeededRandom random(12);
    OfficeStore store = open({[](base::ByteSpan bytes) {
                                  base::Bytes other(bytes.begin(), bytes.end());
                                  other.front() ^= 1;
                                  return wire::compress_tightly(other);
                              },
                              wire::decompress});
    for (std::uint64_t last = 1; last <= 12; ++last)
        ASSERT_TRUE(store.add_segment(row("own/a", last, SegmentState::settled, any_bytes(random, 50)), {}));

    EXPECT_EQ(store.pack_some(kSmall).error().code, base::Code::internal);

    EXPECT_EQ(number_in(file(), "SELECT count(*) FROM pack"), 0);
    EXPECT_EQ(store.segments_after(0, 100).value().size(), 12u);
}

class FeedPacks : public ::testing::Test {
  protected:
    void SetUp() override {
        store_ = open_feed_store(folder_.path(), kCodec).value();
        for (std::uint64_t last = 1; last <= 30; ++last) append("own/a", last);
        for (std::uint64_t last = 1; last <= 4; ++last) append("own/b", last);
    }
    void append(const std::string& feed, std::uint64_t last) {
        NewSegment made;
        made.info = {feed, base::ReplicaId{{1}}, base::DeviceId{{2}}, last, last, 1, 10};
        made.bytes = any_bytes(random_, 60);
        made.previous = std::exchange(ends_[feed], base::sha256(made.bytes));
        made.hash = ends_[feed];
        made.documents = {base::DocumentId{{5}}};
        auto writer = store_->begin().value();
        ASSERT_TRUE(writer->append(made));
        ASSERT_TRUE(writer->commit());
        put_.push_back(std::move(made.bytes));
    }
    [[nodiscard]] std::vector<base::Bytes> read() {
        std::vector<base::Bytes> bytes;
        for (const char* feed : {"own/a", "own/b"})
            EXPECT_TRUE(store_->each_after(feed, 0, [&](const StoredSegment& segment) {
                bytes.push_back(segment.bytes);
                return FeedStore::Visit::go_on;
            }));
        return bytes;
    }
    void pack_all() {
        while (store_->pack_some(kSmall).value() > 0) {
        }
    }
    [[nodiscard]] std::filesystem::path file() const { return feed_store_file(folder_.path()); }

    tests::TempFolder folder_;
    base::SeededRandom random_{20};
    std::unique_ptr<FeedStore> store_;
    std::map<std::string, base::Hash> ends_; ///< of the chain in each feed
    std::vector<base::Bytes> put_;
};

TEST_F(FeedPacks, GiveEverySegmentBackByteForByteToEveryReader) {
    const Totals before = store_->totals().value();

    pack_all();

    EXPECT_EQ(number_in(file(), "SELECT count(*) FROM segment WHERE pack IS NOT NULL"), 27);
    EXPECT_EQ(number_in(file(), "SELECT count(*) FROM pack"), 4);
    EXPECT_EQ(read(), put_);
    for (std::uint64_t last = 1; last <= 30; ++last)
        EXPECT_EQ(store_->segment_ending("own/a", base::ReplicaId{{1}}, last).value()->bytes, put_[last - 1]);
    std::vector<base::Bytes> of_document;
    const std::vector<ReceivedBytes> segments = store_->segments_of("own/a", base::DocumentId{{5}}).value();
    for (const ReceivedBytes& segment : segments) of_document.push_back(segment.bytes);
    EXPECT_EQ(of_document, std::vector<base::Bytes>(put_.begin(), put_.begin() + 30));
    EXPECT_EQ(store_->totals().value().bytes, before.bytes);
}

TEST_F(FeedPacks, AreTheOnlyChangeARowEverSees) {
    Database database = Database::open(file()).value();
    const auto refused = [&](const std::string& sql) { return !database.execute(sql); };
    const std::string into = "UPDATE segment SET bytes = x'', pack = 1, pack_offset = 0, pack_size = 60";
    for (const char* more : {"seq = 900", "hash = x'01'", "feed = 'own/b'", "count = 2", "pack_size = 59",
                             "bytes = x'01'", "pack = NULL", "previous = x'02'", "door = 2", "replica = x'03'"})
        EXPECT_TRUE(refused(into + ", " + more + " WHERE seq = 1 AND feed = 'own/a'")) << more;
    EXPECT_TRUE(refused("UPDATE segment SET bytes = x'01' WHERE seq = 1"));

    pack_all();

    EXPECT_TRUE(refused("UPDATE segment SET pack_offset = 1 WHERE seq = 1"));
    EXPECT_TRUE(refused("UPDATE segment SET pack = NULL WHERE seq = 1"));
    EXPECT_TRUE(refused("DELETE FROM segment WHERE seq = 1"));
    EXPECT_TRUE(refused("UPDATE pack SET bytes = x'00'"));
    EXPECT_TRUE(refused("DELETE FROM pack"));
    EXPECT_EQ(read(), put_);
}

TEST_F(FeedPacks, GoOnWhereTheyEnded) {
    pack_all();
    EXPECT_EQ(store_->pack_some(kSmall).value(), 0u);
    for (std::uint64_t last = 31; last <= 40; ++last) append("own/a", last);

    EXPECT_EQ(store_->pack_some(kSmall).value(), 7u);

    std::rotate(put_.begin() + 30, put_.begin() + 34, put_.end()); // own/b was put before the last of own/a
    EXPECT_EQ(read(), put_);
}

} // namespace

} // namespace dongthac::store
