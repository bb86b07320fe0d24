#include <gtest/gtest.h>

#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::wire {

namespace {

base::KeyPair key_from(std::uint8_t first) {
    base::KeyPair::Seed seed{};
    seed[0] = first;
    return base::KeyPair::from_seed(seed);
}

ExchangeRequest sample_request() {
    ExchangeRequest request;
    request.replica = base::ReplicaId{{1, 2, 3}};
    request.epoch = "e1";
    request.cursors = {{"dir/ROOT", 3}, {"own/truong-a", 1'000'000}};
    request.digest = digest_of(request.cursors);
    request.tips = {{"own/truong-a", 77, base::sha256(base::as_bytes("x"))}};
    request.segments = {{1, 2, 3}, {}};
    request.budget = 3 << 20;
    return request;
}

TEST(Messages, ExchangeRequestReadsBack) {
    const ExchangeRequest sent = sample_request();

    const auto read = decode<ExchangeRequest>(encode(sent));

    ASSERT_TRUE(read);
    EXPECT_EQ(read->replica, sent.replica);
    EXPECT_EQ(read->epoch, sent.epoch);
    EXPECT_EQ(read->digest, sent.digest);
    EXPECT_EQ(read->cursors, sent.cursors);
    EXPECT_EQ(read->tips, sent.tips);
    EXPECT_EQ(read->segments, sent.segments);
    EXPECT_EQ(read->budget, sent.budget);
    EXPECT_EQ(encode(*read), encode(sent));
}

TEST(Messages, ExchangeAnswerReadsBack) {
    ExchangeAnswer sent;
    sent.epoch = "e2";
    sent.server_ms = -5;
    sent.time_token = {9, 9};
    sent.acks = {{"own/a", 5, AckStatus::quarantined, 0, "not_allowed"},
                 {"own/a", 6, AckStatus::missing_before, 2, ""}};
    sent.segments = {{"in/a", 8, {7, 7}}};
    sent.heads = {{"in/a", 8}};
    sent.more = true;

    const auto read = decode<ExchangeAnswer>(encode(sent));

    ASSERT_TRUE(read);
    EXPECT_EQ(read->server_ms, -5);
    ASSERT_EQ(read->acks.size(), 2u);
    EXPECT_EQ(read->acks[1].status, AckStatus::missing_before);
    EXPECT_EQ(read->acks[0].reason, "not_allowed");
    EXPECT_EQ(read->segments[0].bytes, (base::Bytes{7, 7}));
    EXPECT_TRUE(read->more);
    EXPECT_EQ(encode(*read), encode(sent));
}

TEST(Messages, JoinDecideAndSnapshotReadBack) {
    const JoinRequest join{"AB-12", key_from(1).public_key(), "PC kế toán"};
    const JoinAnswer joined{key_from(2).public_key(), base::DeviceId{{4}}, "truong-a", {"editor", "signer"}};
    const DecideRequest decide{base::ReplicaId{{1}}, base::DocumentId{{2}}, 3, {{1}, {2, 2}}};
    const DecideAnswer decided{true, "submitted", 4, {{"own/a", 9, AckStatus::accepted, 3, ""}}, {{5, 6}}};
    const SnapshotAnswer snapshot{5, 6, {{{1, 1}, {{2}, {3, 3}}}}};

    EXPECT_EQ(encode(decode<JoinRequest>(encode(join)).value()), encode(join));
    EXPECT_EQ(encode(decode<JoinAnswer>(encode(joined)).value()), encode(joined));
    EXPECT_EQ(decode<JoinAnswer>(encode(joined))->roles, joined.roles);
    EXPECT_EQ(encode(decode<DecideRequest>(encode(decide)).value()), encode(decide));
    EXPECT_EQ(decode<DecideRequest>(encode(decide))->expects_version, 3u);
    EXPECT_EQ(encode(decode<DecideAnswer>(encode(decided)).value()), encode(decided));
    EXPECT_EQ(decode<DecideAnswer>(encode(decided))->receipts, decided.receipts);
    EXPECT_EQ(encode(decode<SnapshotAnswer>(encode(snapshot)).value()), encode(snapshot));
    EXPECT_EQ(decode<SnapshotRequest>(encode(SnapshotRequest{"own/a", 7}))->offset, 7u);
}

TEST(Messages, OfAnUnknownStatusAreRefused) {
    ExchangeAnswer answer;
    answer.acks = {{"f", 1, static_cast<AckStatus>(5), 0, ""}};

    EXPECT_EQ(decode<ExchangeAnswer>(encode(answer)).error().code, base::Code::bad_bytes);
}

TEST(SignedRequest, OpensOnlyForItsKeyPathAndBytes) {
    const base::KeyPair key = key_from(1);
    const base::Bytes message = encode(sample_request());
    const base::Bytes request = sign_request("/v1/exchange", message, key);

    EXPECT_EQ(sender_of(request).value(), base::device_of(key.public_key()));
    EXPECT_EQ(open_request("/v1/exchange", request, key.public_key()).value(), message);
    EXPECT_EQ(open_request("/v1/decide", request, key.public_key()).error().code, base::Code::bad_signature);
    EXPECT_EQ(open_request("/v1/exchange", request, key_from(2).public_key()).error().code, base::Code::bad_signature);
    for (std::size_t at = 16; at < request.size(); ++at) {
        base::Bytes damaged = request;
        damaged[at] ^= 1;
        ASSERT_FALSE(open_request("/v1/exchange", damaged, key.public_key())) << at;
    }
    for (std::size_t size = 0; size < request.size(); size += 7)
        ASSERT_FALSE(open_request("/v1/exchange", base::ByteSpan(request).first(size), key.public_key())) << size;
}

TEST(TimeToken, TellsTheServersTimeAndNothingElse) {
    const base::KeyPair server = key_from(1);
    for (const std::int64_t ms : {std::int64_t{0}, std::int64_t{1'790'000'000'000}, INT64_MIN, INT64_MAX})
        EXPECT_EQ(read_time_token(make_time_token(ms, server), server.public_key()).value(), ms);

    base::Bytes token = make_time_token(1'000, server);
    EXPECT_EQ(read_time_token(token, key_from(2).public_key()).error().code, base::Code::bad_signature);
    token[0] ^= 1;
    EXPECT_FALSE(read_time_token(token, server.public_key()));
    token[0] ^= 1;
    token.push_back(0);
    EXPECT_FALSE(read_time_token(token, server.public_key()));
    EXPECT_FALSE(read_time_token({}, server.public_key()));
}

TEST(TimeToken, IsNotTakenForASignatureOverSomethingElse) {
    const base::KeyPair server = key_from(1);
    base::Bytes token(8);
    const base::Signature bare = server.sign(token);
    token.insert(token.end(), bare.begin(), bare.end());

    EXPECT_FALSE(read_time_token(token, server.public_key())) << "signed without the domain of time tokens";
}

TEST(Digest, ChangesWithAnyCursorAndTheirOrder) {
    const std::vector<Cursor> cursors = {{"dir/ROOT", 3}, {"own/a", 1}};

    EXPECT_EQ(digest_of(cursors), digest_of({{"dir/ROOT", 3}, {"own/a", 1}}));
    EXPECT_NE(digest_of(cursors), digest_of({{"dir/ROOT", 3}, {"own/a", 2}}));
    EXPECT_NE(digest_of(cursors), digest_of({{"own/a", 1}, {"dir/ROOT", 3}}));
    EXPECT_NE(digest_of(cursors), digest_of({{"dir/ROOT", 3}}));
}

} // namespace

} // namespace dongthac::wire
