#include <filesystem>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/wire/dictionary.hpp"
#include "shared/wire/segment.hpp"
#include "tests/wire/vectors/v2/changes.hpp"

// What programs of segment format 2 wrote is read for ever: the files were made once and are never made again.

namespace dongthac::wire {

namespace {

using change::Change;

base::Bytes vector_of(const std::string& name) {
    const auto text = base::read_file(std::filesystem::path(DONGTHAC_WIRE_VECTORS) / "v2" / (name + ".hex"), 1u << 20);
    EXPECT_TRUE(text) << name;
    if (!text) return {};
    const auto bytes = base::from_hex(text->substr(0, text->find('\n')));
    EXPECT_TRUE(bytes) << name;
    return bytes.value_or(base::Bytes{});
}

/// A file, what it holds and how.
struct Vector {
    const char* name;
    std::vector<Change> changes;
    std::uint64_t body_format;
};

std::vector<Vector> vectors() {
    return {{"drafts", tests::first_version::drafts(), body_format::kPlain},
            {"others", tests::first_version::others(), body_format::kPlain},
            {"plan_columns", tests::second_version::plan(), body_format::kPlain},
            {"plan_dictionary", tests::second_version::plan(), body_format::kPackedWithDictionary}};
}

TEST(SecondFormat, SegmentsOpenToTheChangesTheyWereMadeOf) {
    const base::PublicKey key = tests::first_version::key().public_key();
    for (const Vector& vector : vectors()) {
        const base::Bytes bytes = vector_of(vector.name);

        const auto header = read_header(bytes);
        const auto changes = open(bytes);

        ASSERT_TRUE(header) << vector.name;
        EXPECT_EQ(header->feed, "own/truong-a");
        EXPECT_EQ(header->body_format, vector.body_format) << vector.name;
        EXPECT_EQ(header->count, vector.changes.size());
        EXPECT_TRUE(is_signed(bytes, key, {})) << vector.name;
        ASSERT_TRUE(changes) << vector.name << " " << changes.error().arg("reason");
        EXPECT_EQ(*changes, vector.changes) << vector.name;
        EXPECT_TRUE(read_outline(bytes)) << vector.name;
    }
}

TEST(SecondFormat, WhatIsNotCompressedIsStillWrittenTheSame) {
    const base::KeyPair key = tests::first_version::key();
    for (const Vector& vector : vectors()) {
        if (vector.body_format != body_format::kPlain) continue; // how well zstd packs may change with zstd

        const base::Bytes sealed = seal_row("own/truong-a", pack(vector.changes), key, {});

        EXPECT_EQ(base::to_hex(sealed), base::to_hex(vector_of(vector.name))) << vector.name;
    }
}

TEST(SecondFormat, ItsWordListAndDictionaryNeverChange) {
    EXPECT_EQ(base::to_hex(base::sha256(base::as_bytes(word_list()))),
              "5e0b65bbe4c5d0a069aceb17fc4d84237805cf4f92d21ed441ce25a0ff1feb45");
    EXPECT_EQ(base::to_hex(base::sha256(zstd_dictionary())),
              "42f9173afb9bc4e355affabcf653c0401defd286b4598e65b16e064b992fcf50");
}

} // namespace

} // namespace dongthac::wire
