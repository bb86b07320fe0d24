#include <fstream>
#include <iostream>
#include <iterator>
#include <unordered_set>

#include <nlohmann/json.hpp>
#include <zlib.h>

#include "bench/edits.hpp"
#include "bench/measure.hpp"
#include "bench/typist.hpp"
#include "bench/workloads.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::bench {

namespace {

using Json = nlohmann::ordered_json;
using Changes = std::vector<change::Change>;

constexpr const char* kNote = "one change a burst of typing: a burst ends when the cursor jumps and at a new line; in "
                              "memory, as the peers' W5";

base::ReplicaId replica(std::uint8_t number) {
    base::ReplicaId id;
    id.bytes.fill(number);
    return id;
}

const base::DocumentId kDocument{replica(7).bytes};
const base::NodeId kNode{replica(8).bytes};

/// A document with one paragraph that begins with `text`.
Typist typist_with(const std::string& text) {
    Changes changes(2);
    changes[0].payload = change::CreateDocument{1, "truong", {}, 1};
    changes[1].payload =
        change::CreateNode{kNode, base::root_node(kDocument), "V", "paragraph", "", text::tokenise(text), {}};
    change::Document document;
    document.head.id = kDocument;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        change::Change& change = changes[i];
        change.id = {replica(1), i + 1};
        change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
        change.document = kDocument;
        change.lamport = i + 1;
        if (i > 0) change.parents = {changes[i - 1].id};
        change::apply_next(document.head, document, change);
    }
    return {std::move(document), std::move(changes), kNode, replica(1), 2};
}

std::string inflated(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string packed{std::istreambuf_iterator<char>(in), {}};
    z_stream stream{};
    constexpr int kGzip = 16 + MAX_WBITS;
    if (packed.empty() || inflateInit2(&stream, kGzip) != Z_OK)
        throw std::runtime_error("cannot read " + file.string());
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    std::string part(1 << 20, '\0');
    int done = Z_OK;
    while (done == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        done = inflate(&stream, Z_NO_FLUSH);
        out.append(part.data(), part.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return out;
}

base::Bytes state_of(const change::Document& document) { return wire::encode(document.nodes.at(kNode)); }

/// What saving and loading cost: `file_bytes` is the whole history, packed and compressed; opening a document reads its
/// state (`load_ms`), `load_history_ms` is building it from all changes instead.
void add_file(Json& line, const Typist& typist) {
    const double start = now();
    const base::Bytes file = wire::compress(wire::pack(typist.changes()));
    const double saved = now();
    const base::Bytes state = wire::compress(state_of(typist.document()));
    const double before_load = now();
    const change::NodeState loaded = must(wire::decode_node(must(wire::decompress(state, wire::kMaxUnpacked))));
    const std::string text = loaded.text();
    const double after_load = now();
    const Changes changes = must(wire::unpack(must(wire::decompress(file, wire::kMaxUnpacked))));
    const change::Document built = change::build(kDocument, changes);
    const double rebuilt = now();
    line["save_ms"] = rounded((saved - start) * 1e3, 1);
    line["file_bytes"] = file.size();
    line["state_bytes"] = state.size();
    line["load_ms"] = rounded((after_load - before_load) * 1e3, 2);
    line["load_history_ms"] = rounded((rebuilt - after_load) * 1e3, 1);
    line["text_bytes"] = text.size();
    line["rebuild_equal"] = built.nodes.at(kNode) == typist.document().nodes.at(kNode);
}

void replay_trace(const Options& options) {
    const Json trace = Json::parse(inflated(*options.trace));
    Typist typist = typist_with(trace.value("startContent", ""));
    std::size_t ops = 0;
    double seconds = 0;
    for (const Json& transaction : trace.at("txns"))
        for (const Json& patch : transaction.at("patches")) {
            const auto position = patch[0].get<std::size_t>();
            const auto removed = patch[1].get<std::size_t>();
            const std::u32string inserted = characters_of(patch[2].get<std::string>());
            const double start = now();
            typist.type(position, removed, inserted);
            seconds += now() - start;
            ++ops;
        }
    const double start = now();
    typist.flush();
    const std::string text = text::join(typist.document().nodes.at(kNode).tokens);
    seconds += now() - start;
    Json line = {{"peer", "dongthac"}, {"version", DONGTHAC_VERSION}, {"workload", "W5a-paper"},
                 {"ops", ops},         {"bursts", typist.bursts()},   {"seconds", rounded(seconds)}};
    add_file(line, typist);
    line["ok"] = text == trace.value("endContent", "");
    line["rss_mb"] = own_use().peak_mb;
    line["note"] = kNote;
    emit(options, line);
}

/// One branch of text.mjs: 5,000 single characters typed or taken away in runs of a human cursor.
Typist branch_of(const Typist& base, std::uint8_t number, std::uint32_t seed, double& seconds) {
    Typist typist(base.document(), {}, kNode, replica(number), 0);
    PeerRandom random(seed);
    std::size_t length = characters_of(text::join(base.document().nodes.at(kNode).tokens)).size();
    std::size_t position = random.below(length);
    const double start = now();
    for (int i = 0; i < 5000; ++i) {
        if (random.next() < .03) position = random.below(length);
        if (random.next() < .15 && position > 2) {
            typist.type(--position, 1, U"");
            --length;
            continue;
        }
        const std::u32string typed =
            random.next() < .8 ? characters_of(phrase(random, 1)).substr(0, 1) : std::u32string(U"ế");
        typist.type(position, 0, typed);
        position += typed.size();
        length += typed.size();
    }
    typist.flush();
    seconds = now() - start;
    return typist;
}

/// Syllables of the merged text that stand in no branch and that nobody wrote in any burst.
std::size_t garbled(const change::Document& merged, const std::vector<const Typist*>& writers) {
    std::unordered_set<std::string> known;
    for (const Typist* writer : writers) {
        for (const std::string& token : writer->document().nodes.at(kNode).tokens) known.insert(token);
        for (const change::Change& change : writer->changes())
            if (const auto* edit = std::get_if<change::EditText>(&change.payload))
                for (const text::TokenHunk& hunk : edit->hunks)
                    known.insert(hunk.inserted.begin(), hunk.inserted.end());
    }
    std::size_t count = 0;
    for (const std::string& token : text::tokenise(merged.nodes.at(kNode).text()))
        if (token.find_first_not_of(" \n") != std::string::npos && !known.contains(token)) ++count;
    return count;
}

void merge_branches(const Options& options) {
    PeerRandom random(5);
    std::string text;
    for (int i = 0; i < 600; ++i) text += phrase(random, 14) + "\n";
    const Typist base = typist_with(text);
    double seconds = 0;
    double other_seconds = 0;
    const Typist a = branch_of(base, 2, 11, seconds);
    const Typist b = branch_of(base, 3, 12, other_seconds);

    const double start = now();
    const base::Bytes update_a = wire::compress(wire::pack(a.changes()));
    const base::Bytes update_b = wire::compress(wire::pack(b.changes()));
    const double packed = now();
    Changes all = base.changes();
    all.insert(all.end(), a.changes().begin(), a.changes().end());
    const double before = now();
    Changes arrived = must(wire::unpack(must(wire::decompress(update_b, wire::kMaxUnpacked))));
    all.insert(all.end(), arrived.begin(), arrived.end());
    const change::Document merged = change::build(kDocument, all);
    const double one_way = now();
    Changes back = base.changes();
    back.insert(back.end(), b.changes().begin(), b.changes().end());
    back.insert(back.end(), a.changes().begin(), a.changes().end());
    const double before_back = now();
    const change::Document other = change::build(kDocument, back);
    const double done = now();

    Json line = {{"peer", "dongthac"}, {"version", DONGTHAC_VERSION}, {"workload", "W5b-two-branch-vi"}};
    line["edits_per_branch"] = 5000;
    line["bursts"] = a.bursts() + b.bursts();
    line["edit_us"] = rounded(seconds / 5000 * 1e6, 1);
    line["diff_ms"] = rounded((packed - start) * 1e3, 2);
    line["update_bytes"] = update_a.size() + update_b.size();
    line["merge_ms_one_way"] = rounded((one_way - before) * 1e3, 2);
    line["merge_ms_back"] = rounded((done - before_back) * 1e3, 2);
    line["file_bytes"] = wire::compress(wire::pack(base.changes())).size() + update_a.size() + update_b.size();
    line["text_bytes"] = merged.nodes.at(kNode).text().size();
    line["garbled_syllables"] = garbled(merged, {&base, &a, &b});
    line["converged"] = merged == other;
    line["note"] = kNote;
    emit(options, line);
}

} // namespace

void run_texts(const Options& options) {
    if (options.trace && std::filesystem::exists(*options.trace))
        replay_trace(options);
    else
        std::cerr << "W5a needs the trace automerge-paper.json.gz (--trace FILE); skipped\n";
    merge_branches(options);
}

} // namespace dongthac::bench
