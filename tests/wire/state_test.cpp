#include <gtest/gtest.h>

#include "shared/wire/projection.hpp"
#include "shared/wire/state.hpp"
#include "tests/support/property.hpp"
#include "tests/support/sample_states.hpp"

namespace dongthac::wire {

namespace {

using tests::any_documents;
using tests::header_of;

base::KeyPair signer(std::uint64_t seed = 3) {
    base::SeededRandom random(seed);
    return base::KeyPair::generate(random);
}

TEST(State, OpensAsTheDocumentsThatWereSealed) {
    const std::uint64_t seed = tests::property_seed(41);
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::vector<StateDocument> documents = any_documents(seed + i);

        const auto opened = open_state(seal_state(header_of(signer()), documents, signer()));

        ASSERT_TRUE(opened) << seed + i << " " << opened.error().arg("reason");
        ASSERT_EQ(*opened, documents) << seed + i;
    }
}

TEST(State, SaysInClearWhatItCovers) {
    const StateHeader header = header_of(signer());

    const auto read = read_state_header(seal_state(header, {}, signer()));

    ASSERT_TRUE(read);
    EXPECT_EQ(*read, header);
}

TEST(State, IsSignedWholly) {
    const base::Bytes sealed = seal_state(header_of(signer()), any_documents(5), signer());
    ASSERT_TRUE(is_state_signed(sealed, signer().public_key()));

    for (std::size_t i = 0; i < sealed.size(); ++i) {
        base::Bytes changed = sealed;
        changed[i] ^= 1;
        EXPECT_FALSE(is_state_signed(changed, signer().public_key())) << i;
    }
    EXPECT_FALSE(is_state_signed(sealed, signer(4).public_key()));
}

TEST(State, NamesItsSigner) {
    const base::Bytes sealed = seal_state(header_of(signer(4)), {}, signer()); // signed for somebody else

    EXPECT_FALSE(is_state_signed(sealed, signer().public_key()));
    EXPECT_FALSE(is_state_signed(sealed, signer(4).public_key()));
}

TEST(State, CutOffAnywhereIsRefused) {
    const base::Bytes sealed = seal_state(header_of(signer()), any_documents(2), signer());
    ASSERT_TRUE(open_state(sealed));

    for (std::size_t size = 0; size < sealed.size(); ++size)
        EXPECT_FALSE(open_state(base::ByteSpan(sealed).first(size))) << size;
}

TEST(State, DamagedAnywhereIsRefusedOrReadsAsSomething) {
    const base::Bytes sealed = seal_state(header_of(signer()), any_documents(6), signer());

    std::size_t refused = 0;
    for (std::size_t i = 0; i < sealed.size() * 8; ++i) {
        base::Bytes changed = sealed;
        changed[i / 8] ^= static_cast<std::uint8_t>(1 << (i % 8));
        if (!open_state(changed)) ++refused;
    }

    EXPECT_GT(refused, 0u);
}

TEST(State, ListsThatNameAParagraphTwiceOrOutOfOrderAreRefused) {
    const auto node = [](std::uint8_t first) { return base::NodeId{{first}}; };
    const auto mark = [](std::uint64_t counter) {
        return change::ReviewMark{{base::ReplicaId{{1}}, counter}, {base::ReplicaId{{2}}, 1}};
    };
    const auto opens = [&](const std::function<void(change::NodeState&)>& fill) {
        StateDocument document = any_documents(2).front();
        document.nodes.resize(1);
        document.nodes[0] = {};
        fill(document.nodes[0]);
        return open_state(seal_state(header_of(signer()), std::span(&document, 1), signer())).has_value();
    };

    EXPECT_TRUE(opens([&](change::NodeState& at) { at.continued_by = at.broken_in = {node(1), node(2)}; }));
    EXPECT_TRUE(opens([&](change::NodeState& at) { at.reviews = {mark(1), mark(2)}; }));
    for (const auto& bad : {std::vector{node(1), node(1)}, std::vector{node(2), node(1)}}) {
        EXPECT_FALSE(opens([&](change::NodeState& at) { at.continued_by = bad; }));
        EXPECT_FALSE(opens([&](change::NodeState& at) { at.broken_in = bad; }));
    }
    EXPECT_FALSE(opens([&](change::NodeState& at) { at.reviews = {mark(2), mark(1)}; }));
}

void number(base::Bytes& to, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) to.push_back(static_cast<std::uint8_t>(value | 0x80));
    to.push_back(static_cast<std::uint8_t>(value));
}

void append(base::Bytes& to, const base::Bytes& more) { to.insert(to.end(), more.begin(), more.end()); }

/// A state with `body` in place of its own; only open_state() looks at it.
base::Bytes with_body(const base::Bytes& body) {
    base::Bytes sealed = seal_state(header_of(signer()), {}, signer());
    EXPECT_LT(sealed[4], 0x80) << "the length of the header takes one byte";
    sealed.resize(4 + 1 + std::size_t{sealed[4]} + 64);
    append(sealed, body);
    return sealed;
}

TEST(State, WordsThatUnpackWithoutEndAreRefused) {
    // One word of 1 MiB, named a million times: 1 TiB of text in about 2 MiB.
    base::Bytes shape, lengths, vocabulary, heads;
    for (const std::uint64_t part : {1u, 0u, 0u, 1u, 24u, 1u, 1u}) number(shape, part);
    number(lengths, 1'000'000);
    number(vocabulary, 1);
    number(vocabulary, 1u << 20);
    vocabulary.resize(vocabulary.size() + (1u << 20), 'a');
    const base::Bytes head = encode(change::DocumentHead{});
    number(heads, head.size());
    append(heads, head);
    base::Bytes body{1};
    for (const base::Bytes& column : {shape, lengths, heads, base::Bytes(16), base::Bytes(16, 1), base::Bytes{0},
                                      base::Bytes(1'000'000), vocabulary}) {
        number(body, column.size());
        number(body, 0);
        append(body, column);
    }
    for (const char* numbers : {"counters", "lamports"}) {
        (void)numbers;
        number(body, 1);
        number(body, 0);
    }

    const auto opened = open_state(with_body(body));

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().arg("reason"), "allocation budget");
}

TEST(State, MessagesReadAsTheyWereWritten) {
    const StateAnswer answer{{{"own/truong-a", 7}}, 3, {1, 2, 3}};
    const HistoryAnswer history{{{8, {1}}, {9, {2, 2}}}};

    EXPECT_EQ(decode_state_request(encode(StateRequest{StateWanted::covers_only}))->wanted, StateWanted::covers_only);
    EXPECT_EQ(decode_state_offer(encode(StateOffer{{7, 8}}))->state, (base::Bytes{7, 8}));
    EXPECT_EQ(encode(*decode_state_answer(encode(answer))), encode(answer));
    EXPECT_EQ(encode(*decode_history_answer(encode(history))), encode(history));
    const auto request = decode_history_request(encode(HistoryRequest{"own/a", 1, 2, 3}));
    ASSERT_TRUE(request);
    EXPECT_EQ(encode(*request), encode(HistoryRequest{"own/a", 1, 2, 3}));
}

TEST(State, MessagesCutOffAreRefused) {
    const base::Bytes answer = encode(StateAnswer{{{"own/truong-a", 7}}, 3, {1, 2, 3}});
    const base::Bytes history = encode(HistoryAnswer{{{8, {1}}, {9, {2, 2}}}});

    for (std::size_t size = 0; size < answer.size(); ++size)
        EXPECT_FALSE(decode_state_answer(base::ByteSpan(answer).first(size))) << size;
    for (std::size_t size = 0; size < history.size(); ++size)
        EXPECT_FALSE(decode_history_answer(base::ByteSpan(history).first(size))) << size;
}

} // namespace

} // namespace dongthac::wire
