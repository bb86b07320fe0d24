#include "bench/herd_office.hpp"

#include <algorithm>
#include <chrono>

#include "bench/measure.hpp"
#include "shared/change/directory_records.hpp"
#include "shared/model/feed.hpp"
#include "shared/store/feed_store.hpp"
#include "shared/wire/delta.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::bench {

namespace {

constexpr std::size_t kSchoolsOfAWard = 100;
constexpr std::size_t kRecordsPerSegment = 2'000;
constexpr std::string_view kDirectory = "dir/ROOT";

std::string school(std::size_t i) { return "truong-" + std::to_string(i); }
std::string ward(std::size_t i) { return "phuong-" + std::to_string(i); }
std::size_t wards(std::size_t schools) { return (schools + kSchoolsOfAWard - 1) / kSchoolsOfAWard; }

std::int64_t wall_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

change::Change change_of(const base::ReplicaId& replica, std::uint64_t counter, const base::DocumentId& document,
                         change::Payload payload) {
    change::Change change;
    change.id = {replica, counter};
    change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
    change.document = document;
    change.lamport = counter;
    change.wall_ms = wall_ms();
    change.payload = std::move(payload);
    return change;
}

/// Appends a segment as a door of the server would have.
void append(store::FeedWriter& writer, const base::Bytes& bytes, const base::Hash& previous, store::Door door,
            std::vector<base::DocumentId> documents) {
    const wire::SegmentHeader header = must(wire::read_header(bytes));
    store::NewSegment segment;
    segment.info = {header.feed, header.replica, header.device,  header.first,
                    header.last, header.count,   header.unpacked};
    segment.hash = wire::chain_hash(bytes, previous);
    segment.previous = previous;
    segment.door = door;
    segment.received_ms = wall_ms();
    segment.bytes = bytes;
    segment.documents = std::move(documents);
    must(writer.append(segment));
}

/// Behind what `init` has written.
void write_directory(store::FeedStore& store, store::FeedWriter& writer, const store::ServerIdentity& identity,
                     const std::vector<model::Device>& devices) {
    const auto tips = must(store.tips());
    const auto last =
        std::ranges::find_if(tips, [&](const store::FeedTip& tip) { return tip.replica == identity.replica; });
    if (last == tips.end()) throw std::runtime_error("no directory");
    const base::KeyPair key = base::KeyPair::from_seed(identity.seed);
    std::uint64_t counter = last->counter;
    base::Hash hash = last->hash;
    for (std::size_t at = 0; at < devices.size(); at += kRecordsPerSegment) {
        std::vector<change::Change> records;
        for (std::size_t i = at; i < std::min(devices.size(), at + kRecordsPerSegment); ++i)
            records.push_back(change_of(identity.replica, ++counter, {}, change::PutDevice{devices[i]}));
        const base::Bytes bytes = wire::seal(std::string(kDirectory), records, key, hash);
        append(writer, bytes, hash, store::Door::server, {});
        hash = wire::chain_hash(bytes, hash);
    }
}

model::Directory read_directory(store::FeedStore& store) {
    model::Directory directory;
    must(store.each_after(std::string(kDirectory), 0, [&](const store::StoredSegment& segment) {
        change::put_records(directory, must(wire::open(segment.bytes)));
        return store::FeedStore::Visit::go_on;
    }));
    return directory;
}

/// The plan of a ward: a revision of some forty paragraphs.
change::Transition issued_plan(const base::DocumentId& document, const std::string& org) {
    change::Snapshot snapshot{document, 1, org, {}, {}};
    for (std::uint8_t i = 0; i < 40; ++i) {
        base::NodeId node;
        node.bytes[0] = static_cast<std::uint8_t>(i + 1);
        snapshot.nodes.push_back({node, {}, {"Trường", " ", "thực", " ", "hiện", " ", "mục", " ", std::to_string(i)}});
    }
    change::Transition issue;
    issue.action = model::Action::issue;
    issue.to = model::DocumentState::issued;
    issue.org = issue.owner = org;
    issue.snapshot = wire::encode(snapshot);
    issue.revision = base::sha256(issue.snapshot);
    return issue;
}

HerdPc new_pc(base::Random& random, const std::string& org, model::Role role) {
    HerdPc pc{base::KeyPair::generate(random), {}, base::new_id<base::ReplicaId>(random)};
    const base::PublicKey& key = pc.key.public_key();
    pc.device = {base::device_of(key), key, org, {role}, "máy đo", std::nullopt};
    return pc;
}

/// One small act in the PC's own feed.
base::Bytes act(const HerdPc& pc, std::uint64_t counter, const base::Hash& previous) {
    base::DocumentId document;
    std::ranges::copy(pc.replica.bytes, document.bytes.begin());
    const change::Comment remark{base::root_node(document), "Đã gửi giấy mời họp phụ huynh, chờ phản hồi.", "Lan"};
    const std::vector changes{change_of(pc.replica, counter, document, remark)};
    return wire::seal("own/" + pc.device.org, changes, pc.key, previous);
}

} // namespace

std::vector<Office> HerdOffice::offices(std::size_t schools) {
    std::vector<Office> offices = {{"so", "department", ""}};
    for (std::size_t i = 0; i < wards(schools); ++i) offices.push_back({ward(i), "ward_committee", "so"});
    for (std::size_t i = 0; i < schools; ++i) offices.push_back({school(i), "school", ward(i / kSchoolsOfAWard)});
    return offices;
}

HerdOffice::HerdOffice(const ServerProgram& server, std::size_t schools) {
    base::SeededRandom random(20261121);
    const auto store = must(store::open_feed_store(server.data()));
    const auto identity = must(store->identity()).value();
    epoch_ = identity.epoch;
    const base::KeyPair server_pair = base::KeyPair::from_seed(identity.seed);
    server_key_ = server_pair.public_key();
    std::vector<model::Device> devices;
    std::vector<HerdPc> above;
    for (std::size_t i = 0; i < schools; ++i) pcs_.push_back(new_pc(random, school(i), model::Role::editor));
    for (std::size_t i = 0; i < wards(schools); ++i) above.push_back(new_pc(random, ward(i), model::Role::officer));
    for (const HerdPc& pc : pcs_) devices.push_back(pc.device);
    for (const HerdPc& pc : above) devices.push_back(pc.device);

    const auto writer = must(store->begin());
    write_directory(*store, *writer, identity, devices);
    for (HerdPc& pc : pcs_) {
        must(writer->bind_replica(pc.replica, pc.device.id));
        pc.last = act(pc, 1, {});
        append(*writer, pc.last, {}, store::Door::exchange, must(wire::read_outline(pc.last)).documents);
        pc.tip = wire::chain_hash(pc.last, {});
        pc.next = act(pc, 2, pc.tip);
        pc.next_tip = wire::chain_hash(pc.next, pc.tip);
    }
    for (const HerdPc& pc : above) {
        must(writer->bind_replica(pc.replica, pc.device.id));
        const auto document = base::new_id<base::DocumentId>(random);
        const std::vector changes{change_of(pc.replica, 1, document, issued_plan(document, pc.device.org))};
        append(*writer, wire::seal("pub/" + pc.device.org, changes, pc.key, {}), {}, store::Door::decide, {document});
    }
    must(writer->commit());

    const model::Directory directory = read_directory(*store);
    const auto heads = must(store->heads());
    const auto directory_head = std::ranges::find(heads, kDirectory, &store::FeedHead::feed)->seq;
    const text::Date today = text::day_of(wall_ms());
    for (HerdPc& pc : pcs_) {
        pc.keys = base::agree(pc.key, server_key_, base::End::device).value();
        for (const model::ReadableFeed& feed :
             model::readable_feeds(directory, {pc.device.org, pc.device.roles}, today)) {
            pc.feeds.push_back(feed.name());
            const bool own = feed.feed.kind == model::FeedKind::own;
            pc.cursors.push_back(feed.feed.kind == model::FeedKind::dir ? directory_head : own ? 1 : 0);
        }
    }
}

HerdRequest HerdOffice::closed(const HerdPc& pc, const wire::BriefRequest& request) const {
    const auto ask = static_cast<std::uint8_t>(wire::Ask::brief);
    const wire::ClosedRequest sent =
        wire::close_request(pc.keys, pc.device.id, {1, 2, 3, 4}, wire::pack_message(ask, wire::encode(request)));
    const std::string head =
        "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + std::to_string(sent.bytes.size()) + "\r\n\r\n";
    return {head + std::string(base::as_text(sent.bytes)), sent.mac};
}

HerdRequest HerdOffice::push(const HerdPc& pc) const {
    const std::string own = "own/" + pc.device.org;
    wire::BriefRequest request;
    request.tag = wire::tag_of({epoch_, pc.feeds, pc.replica, {{own, 1, pc.tip}}});
    request.wants_token = true; // it has none of today
    request.cursors = pc.cursors;
    const base::Bytes reference = wire::reference_for(own, pc.replica, pc.device.id, pc.last);
    const auto place = std::ranges::find(pc.feeds, own) - pc.feeds.begin();
    request.segments.push_back(
        {static_cast<std::size_t>(place), wire::BriefSegment::Beside::previous, wire::shorten(pc.next, reference)});
    return closed(pc, request);
}

HerdRequest HerdOffice::poll(const HerdPc& pc) const {
    const std::string own = "own/" + pc.device.org;
    wire::BriefRequest request;
    request.tag = wire::tag_of({epoch_, pc.feeds, pc.replica, {{own, 2, pc.next_tip}}});
    request.cursors = pc.cursors;
    for (std::size_t i = 0; i < pc.feeds.size(); ++i) {
        if (pc.feeds[i] == own) request.cursors[i] = 2;
        if (pc.feeds[i].starts_with("pub/phuong-")) request.cursors[i] = 1;
    }
    return closed(pc, request);
}

wire::BriefAnswer HerdOffice::answer(const HerdPc& pc, const HerdRequest& request, int status,
                                     const std::string& body) const {
    const auto opened = wire::open_answer(pc.keys, request.mac, status, base::as_bytes(body));
    if (!opened) throw std::runtime_error("an answer that is not the server's: " + std::to_string(status));
    const wire::Message message = must(wire::unpack_message(*opened));
    if (status != 200) throw std::runtime_error(std::string(base::as_text(message.bytes)));
    return must(wire::decode_brief_answer(message.bytes));
}

} // namespace dongthac::bench
