#include <algorithm>
#include <optional>
#include <set>

#include "shared/change/build.hpp"
#include "shared/change/text_merge.hpp"
#include "shared/model/record.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/rebase.hpp"
#include "shared/text/tokens.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/random_changes.hpp"

namespace dongthac::fuzz {

namespace {

using base::Bytes;
using base::ByteSpan;
using change::Change;

const base::DocumentId kDocument{{9}};

/// Changes of one document that three replicas might have written, sense or no sense, as the dice fall. Every change
/// knows what its own replica wrote before, as the log guarantees; nothing else is guaranteed.
class AnyHistory {
  public:
    explicit AnyHistory(Dice& dice) : dice_(dice) {}

    [[nodiscard]] std::vector<Change> make() {
        std::vector<Change> changes;
        while (!dice_.empty() && changes.size() < 40) changes.push_back(next(changes));
        return changes;
    }

  private:
    [[nodiscard]] base::NodeId node() {
        const std::size_t pick = dice_.below(5);
        return pick == 0 ? base::root_node(kDocument) : base::NodeId{{static_cast<std::uint8_t>(pick)}};
    }
    [[nodiscard]] std::string word() {
        static const std::vector<std::string> kWords = {"kế", " ", "hoạch", "", ".", "a", "trường"};
        return kWords[dice_.below(kWords.size())];
    }
    [[nodiscard]] std::vector<std::string> words() {
        std::vector<std::string> list(dice_.below(5));
        for (std::string& item : list) item = word();
        return list;
    }
    [[nodiscard]] base::ChangeId any_id(const std::vector<Change>& before) {
        const std::size_t pick = dice_.below(before.size() + 1);
        return pick < before.size() ? before[pick].id : base::ChangeId{base::ReplicaId{{200}}, 1};
    }

    [[nodiscard]] change::Payload payload(const std::vector<Change>& before) {
        using namespace change;
        switch (dice_.below(11)) {
        case 0: return CreateDocument{1, "truong-a", {}, 1};
        case 1: return CreateNode{node(), node(), word(), "paragraph", word(), words(), {}};
        case 2: return SetField{node(), model::field::kOrder, word(), {any_id(before)}};
        case 3: return SetField{node(), model::field::kParent, base::to_text(node()), {any_id(before)}};
        case 4: return HideNode{node()};
        case 5: return ShowNode{node()};
        case 6: return Comment{node(), word(), word()};
        case 7: return Reviewed{node()};
        case 8: return SettleComment{any_id(before), dice_.yes()};
        case 9: {
            Transition step;
            step.expects_version = static_cast<std::uint32_t>(dice_.below(4));
            step.to = static_cast<model::DocumentState>(dice_.below(5));
            step.owner = step.org = "truong-a";
            return step;
        }
        default: return EditText{node(), hunks()};
        }
    }

    [[nodiscard]] std::vector<text::TokenHunk> hunks() {
        std::vector<text::TokenHunk> list(1 + dice_.below(3));
        for (text::TokenHunk& hunk : list) hunk = {dice_.below(12), dice_.below(4), words()};
        return list;
    }

    [[nodiscard]] Change next(const std::vector<Change>& before) {
        const std::size_t writer = dice_.below(3);
        Change change;
        change.id = {base::ReplicaId{{static_cast<std::uint8_t>(100 + writer)}}, ++counters_[writer]};
        change.document = kDocument;
        change.payload = payload(before);
        change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
        const bool office = change::lane_of(change) == change::Lane::office;
        std::set<base::ChangeId> parents;
        if (!office && last_[writer]) parents.insert(*last_[writer]);
        for (std::size_t more = office ? 0 : dice_.below(3); more > 0; --more) parents.insert(any_id(before));
        for (const Change& earlier : before) {
            if (!parents.contains(earlier.id)) continue;
            if (change::lane_of(earlier) == change::Lane::office) parents.erase(earlier.id); // no parent crosses lanes
            change.lamport = std::max(change.lamport, earlier.lamport);
        }
        change.lamport += 1;
        change.parents.assign(parents.begin(), parents.end());
        if (!office) last_[writer] = change.id;
        return change;
    }

    Dice& dice_;
    std::uint64_t counters_[3] = {};
    std::optional<base::ChangeId> last_[3];
};

void promise_one_document(const std::vector<Change>& changes, const base::DocumentId& id) {
    const change::Document document = change::build(id, changes);
    std::vector<Change> backwards(changes.rbegin(), changes.rend());
    promise(change::build(id, backwards) == document, "the document depends on the order of its changes");
    std::vector<Change> twice = changes;
    twice.insert(twice.end(), changes.begin(), changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2));
    promise(change::build(id, twice) == document, "a change that came twice counts twice");
    (void)document.in_order();
    for (const auto& [node, state] : document.nodes) {
        const auto again = wire::decode_node(wire::encode(state));
        promise(again && *again == state, "a node's row differs after writing and reading");
    }
}

void run_build(ByteSpan bytes) {
    Dice dice(bytes);
    const std::vector<Change> changes = AnyHistory(dice).make();
    promise_one_document(changes, kDocument);

    // One after the other, as they come in: the fast way must make what build() makes.
    std::vector<Change> sorted = changes;
    std::ranges::sort(sorted, change::canonical_less);
    change::Document view = change::build(kDocument, {});
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (change::follows(view.head, view, sorted[i]))
            change::apply_next(view.head, view, sorted[i]);
        else
            view = change::build(kDocument, std::span(sorted).first(i + 1));
    }
    promise(view == change::build(kDocument, changes), "apply_next and build differ");
}

/// Whatever unpack() believes must also be built: segments of a hostile member of the office hold such changes.
void run_build_frames(ByteSpan bytes) {
    const auto changes = wire::unpack(bytes);
    if (!changes) return;
    std::set<base::DocumentId> documents;
    for (const Change& change : *changes) documents.insert(change.document);
    for (const base::DocumentId& id : documents) {
        std::vector<Change> own;
        for (const Change& change : *changes)
            if (change.document == id) own.push_back(change);
        promise_one_document(own, id);
    }
}

struct Events {
    std::vector<std::vector<text::TokenHunk>> hunks;
    std::vector<change::TextEvent> list;
};

/// An arbitrary graph of arbitrary edits, in canonical order.
Events any_events(Dice& dice) {
    Events events;
    events.hunks.reserve(48);
    static const std::vector<std::string> kWords = {"một", " ", "hai", ",", "ba", "", "bốn"};
    while (!dice.empty() && events.list.size() < 48) {
        std::vector<text::TokenHunk>& hunks = events.hunks.emplace_back(1 + dice.below(3));
        for (text::TokenHunk& hunk : hunks) {
            hunk = {dice.below(20), dice.below(6), std::vector<std::string>(dice.below(4))};
            for (std::string& token : hunk.inserted) token = kWords[dice.below(kWords.size())];
        }
        change::TextEvent event;
        event.id = {base::ReplicaId{{static_cast<std::uint8_t>(1 + dice.below(4))}}, events.list.size() + 1};
        std::set<std::uint32_t> parents;
        for (std::size_t count = dice.below(3); count > 0; --count)
            if (!events.list.empty()) parents.insert(static_cast<std::uint32_t>(dice.below(events.list.size())));
        event.parents.assign(parents.begin(), parents.end());
        event.lamport = events.list.size() + 1;
        event.hunks = hunks;
        events.list.push_back(std::move(event));
    }
    return events;
}

void run_text_merge(ByteSpan bytes) {
    Dice dice(bytes);
    const Events events = any_events(dice);
    const change::MergedText merged = change::merge_text(events.list);
    std::multiset<std::string> typed;
    for (const auto& hunks : events.hunks)
        for (const text::TokenHunk& hunk : hunks) typed.insert(hunk.inserted.begin(), hunk.inserted.end());
    for (const std::string& token : merged.tokens) {
        const auto found = typed.find(token);
        promise(found != typed.end(), "a word nobody typed, or typed less often");
        typed.erase(found);
    }
    promise(std::ranges::is_sorted(merged.nearby), "nearby events are not in order");
    for (const change::NearbyEvents& pair : merged.nearby)
        promise(pair.first < pair.second && pair.second < events.list.size(), "nearby events that do not exist");
    std::vector<std::uint32_t> all(events.list.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    promise(change::text_at(events.list, all) == merged.tokens, "the text at the newest version is another");
    if (events.list.empty()) return;
    const auto last = static_cast<std::uint32_t>(events.list.size() - 1);
    (void)change::text_at(events.list, std::span(&last, 1));
}

/// Three texts as a person types them, with 0xFF between: cutting, comparing and rebasing lose nothing.
void run_tokens(ByteSpan bytes) {
    std::string texts[3];
    std::size_t which = 0;
    for (const std::uint8_t byte : bytes) {
        if (byte == 0xff)
            which = std::min<std::size_t>(which + 1, 2);
        else
            texts[which] += static_cast<char>(byte);
    }
    for (std::string& text : texts) {
        const auto clean = text::to_nfc(text);
        if (!clean) return;
        text = *clean;
    }
    const std::vector<std::string> before = text::tokenise(texts[0]);
    const std::vector<std::string> after = text::tokenise(texts[1]);
    promise(text::join(before) == texts[0], "cutting loses text");
    std::vector<std::string> moved = before;
    text::apply(moved, text::diff(before, after));
    promise(moved == after, "a difference applied is not the other text");
    promise(text::rebase(texts[0], texts[0], texts[2]) == texts[2], "nothing typed changed the text");
    promise(text::rebase(texts[0], texts[1], texts[0]) == texts[1], "typed on an unchanged text and lost");
    (void)text::rebase(texts[0], texts[1], texts[2]);
    (void)text::count_words(texts[0]);
}

std::vector<Bytes> seed_dice() {
    std::vector<Bytes> seeds;
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        base::SeededRandom random(seed);
        Bytes& bytes = seeds.emplace_back(20 + 15 * seed);
        random.fill(bytes);
    }
    return seeds;
}

std::vector<Bytes> seed_histories() {
    std::vector<Bytes> seeds = {};
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        base::SeededRandom random(seed);
        Bytes bytes(200);
        random.fill(bytes);
        Dice dice(bytes);
        std::vector<Change> changes = AnyHistory(dice).make();
        // One segment is one replica's.
        for (std::size_t i = 0; i < changes.size(); ++i) changes[i].id = {base::ReplicaId{{1}}, i + 1};
        seeds.push_back(wire::pack(changes));
    }
    seeds.push_back(wire::pack(tests::RandomChanges(3).batch(8)));
    return seeds;
}

std::vector<Bytes> seed_tokens() {
    std::vector<Bytes> seeds;
    for (const std::string_view text :
         {"kế hoạch năm 2026: tin về trẻ\xffkế hoạch năm 2027: ảnh trẻ\xffKế hoạch năm 2026",
          "a  b\tc\n\nd. e!\xff a b\xff", "x\xff\xffy"}) {
        const ByteSpan bytes = base::as_bytes(text);
        seeds.emplace_back(bytes.begin(), bytes.end());
    }
    return seeds;
}

} // namespace

std::span<const Target> merge_targets() {
    static const std::vector<Target> kTargets = {
        {"build", run_build, seed_dice},
        {"build_frames", run_build_frames, seed_histories},
        {"text_merge", run_text_merge, seed_dice},
        {"tokens", run_tokens, seed_tokens},
    };
    return kTargets;
}

} // namespace dongthac::fuzz
