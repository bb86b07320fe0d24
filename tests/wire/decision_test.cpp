#include <gtest/gtest.h>

#include "shared/wire/decision.hpp"
#include "shared/wire/gap.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::wire {

namespace {

using change::Transition;

const base::DocumentId kDocument{{7}};

base::KeyPair person(std::uint64_t seed) {
    base::SeededRandom random(seed);
    return base::KeyPair::generate(random);
}

Transition approval() {
    Transition transition;
    transition.action = model::Action::approve;
    transition.to = model::DocumentState::signed_;
    transition.expects_version = 3;
    transition.org = transition.owner = "truong-a";
    transition.person = "Cô Hạnh";
    transition.note = "Đồng ý";
    transition.snapshot = {1, 2, 3};
    transition.revision = base::sha256(transition.snapshot);
    return transition;
}

TEST(DecisionSeal, HoldsForExactlyThisDecision) {
    Transition made = approval();
    made.draft_changes = 3;
    made.signatures = {{"ke-hoach.pdf.p7s", {0x30, 0x82}}};
    seal_decision(made, kDocument, person(1));
    ASSERT_TRUE(is_sealed(made, kDocument));

    EXPECT_FALSE(is_sealed(made, base::DocumentId{{8}}));
    const auto bent = [&](auto bend) {
        Transition other = made;
        bend(other);
        return is_sealed(other, kDocument);
    };
    EXPECT_FALSE(bent([](Transition& it) { it.action = model::Action::issue; }));
    EXPECT_FALSE(bent([](Transition& it) { it.to = model::DocumentState::issued; }));
    EXPECT_FALSE(bent([](Transition& it) { ++it.expects_version; }));
    EXPECT_FALSE(bent([](Transition& it) { it.org = "truong-b"; }));
    EXPECT_FALSE(bent([](Transition& it) { it.owner = "truong-b"; }));
    EXPECT_FALSE(bent([](Transition& it) { it.person = "Thầy Dũng"; }));
    EXPECT_FALSE(bent([](Transition& it) { it.note = "Không"; }));
    EXPECT_FALSE(bent([](Transition& it) { it.revision[0] ^= 1; }));
    EXPECT_FALSE(bent([](Transition& it) { it.number = 5; }));
    EXPECT_FALSE(bent([](Transition& it) { it.numbered_on = {2026, 1, 1}; }));
    EXPECT_FALSE(bent([](Transition& it) { it.related = base::DocumentId{{1}}; }));
    EXPECT_FALSE(bent([](Transition& it) { ++it.draft_changes; }));
    EXPECT_FALSE(bent([](Transition& it) { it.signatures.clear(); }));
    EXPECT_FALSE(bent([](Transition& it) { it.signatures[0].name = "khac.p7s"; }));
    EXPECT_FALSE(bent([](Transition& it) { it.signatures[0].bytes[1] ^= 1; }));
    EXPECT_FALSE(bent([](Transition& it) { it.signatures.push_back(it.signatures[0]); }));
    EXPECT_FALSE(bent([](Transition& it) { it.seal->key = person(2).public_key(); }));
    EXPECT_FALSE(bent([](Transition& it) { it.seal->signature[5] ^= 1; }));
    EXPECT_FALSE(bent([](Transition& it) { it.seal.reset(); }));
    EXPECT_TRUE(bent([](Transition& it) { it.snapshot.clear(); })) << "its hash is what is signed";
}

TEST(LaterTransition, GoesThroughASegmentAndAnEarlierOneStaysAsItWas) {
    base::SeededRandom random(3);
    const base::KeyPair device = base::KeyPair::generate(random);
    const auto through = [&](const Transition& transition) {
        change::Change change;
        change.id = {base::ReplicaId{{1}}, 1};
        change.kind = static_cast<std::uint16_t>(change::Kind::transition);
        change.document = kDocument;
        change.lamport = 1;
        change.payload = transition;
        change.schema = change.min_reader = change::schema_of(change.payload);
        const auto back = open(seal("own/truong-a", std::span(&change, 1), device, {}));
        EXPECT_TRUE(back);
        EXPECT_EQ(back->front(), change);
        return change.schema;
    };
    EXPECT_EQ(through(approval()), 1);
    Transition sealed = approval();
    seal_decision(sealed, kDocument, person(1));
    EXPECT_EQ(through(sealed), 3);
    Transition numbered = approval();
    numbered.action = model::Action::assign_number;
    numbered.to = model::DocumentState::numbered;
    numbered.number = 12;
    numbered.numbered_on = {2026, 3, 4};
    EXPECT_EQ(through(numbered), 3);
    EXPECT_EQ(decode_transition(encode(numbered))->number, 12u);
}

TEST(DirectoryRecords, OfPeopleAndOfficesGoThroughASegment) {
    base::SeededRandom random(4);
    const base::KeyPair server = base::KeyPair::generate(random);
    const std::vector<change::Payload> payloads = {
        change::PutPerson{{base::PersonId{{1}},
                           "truong-a",
                           "Cô Hạnh",
                           "Hiệu trưởng",
                           {model::Role::signer, model::Role::admin},
                           {text::Date{2026, 1, 1}, {}},
                           {{person(1).public_key(), base::DeviceId{{2}}, 17}}}},
        change::PutPolicy{{"truong-a", model::Step::numbering, true, false, base::DeviceId{{2}}}},
        change::PutSuccession{{"cu", "moi", model::SuccessionKind::split, {2025, 7, 1}, "QĐ 12"}},
        change::PutGrant{{"ban-giao", "moi", {"own/cu", "in/cu"}, {text::Date{2025, 7, 1}, {}}, "BB 3"}}};
    std::vector<change::Change> changes;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        change::Change change;
        change.id = {base::ReplicaId{{1}}, i + 1};
        change.kind = static_cast<std::uint16_t>(change::kind_of(payloads[i]));
        change.lamport = 1;
        change.payload = payloads[i];
        change.schema = change.min_reader = change::schema_of(change.payload);
        changes.push_back(change);
    }

    const base::Bytes sealed = seal("dir/ROOT", changes, server, {});

    EXPECT_EQ(open(sealed), changes);
    EXPECT_EQ(read_header(sealed)->lanes, lanes::kDirectory);
}

TEST(Gap, ReadsBackAndIsNothingElse) {
    const Gap gap{"pub/phuong", base::ReplicaId{{3}}, 12, base::sha256(base::as_bytes("x"))};
    const base::Bytes bytes = encode(gap);

    EXPECT_TRUE(is_gap(bytes));
    EXPECT_EQ(decode_gap(bytes), gap);
    EXPECT_EQ(format_of(bytes), kGapFormat);
    EXPECT_FALSE(read_header(bytes)) << "no program takes it for a segment";
    for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(decode_gap(base::ByteSpan(bytes).first(size)));
    EXPECT_FALSE(decode_gap(encode(Gap{"pub/phuong", base::ReplicaId{{3}}, 0, {}})));
}

} // namespace

} // namespace dongthac::wire
