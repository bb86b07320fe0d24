#include "sync-server/server_key.hpp"

#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

#include "shared/base/clock.hpp"
#include "shared/model/feed.hpp"
#include "shared/model/server_keys.hpp"
#include "shared/store/folder_lock.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/setup.hpp"

namespace dongthac::server {

base::Result<base::PublicKey> rotate_key(store::FeedStore& store, const std::filesystem::path& folder,
                                         const base::Clock& clock, base::Random& random) {
    DT_TRY(const store::ServerIdentity old, identity_of(store, folder));
    const base::KeyPair old_key = base::KeyPair::from_seed(old.seed);
    const base::KeyPair new_key = base::KeyPair::generate(random);
    DT_TRY(const auto replicas, store.replicas());
    DT_TRY(const std::vector<store::FeedTip> tips, store.tips());
    model::KeySuccession succession{old_key.public_key(), new_key.public_key(), clock.wall_ms(), {}, {}, {}};
    const base::DeviceId old_device = base::device_of(old_key.public_key());
    Tip last;
    for (const store::FeedTip& tip : tips) {
        const bool ours = std::ranges::find(replicas, std::pair(tip.replica, old_device)) != replicas.end();
        if (tip.feed != to_text(model::directory_feed()) || !ours) continue;
        if (tip.replica == old.replica)
            last = {tip.counter, tip.hash};
        else
            succession.ends.push_back({tip.replica, tip.counter});
    }
    succession.ends.push_back({old.replica, last.counter + 1}); // the record below
    sign(succession, old_key, new_key);

    store::ServerIdentity next = old;
    next.seed = new_key.seed();
    next.old_seeds.push_back(old.seed);
    next.replica = base::new_id<base::ReplicaId>(random); // a chain is of one key
    DT_TRY(const auto writer, store.begin());
    const std::int64_t now = clock.wall_ms();
    DT_TRY(const std::uint64_t seq, writer->append(seal_records(old, last, {change::PutServerKey{succession}}, now)));
    (void)seq;
    DT_CHECK(writer->put_identity(next));
    DT_CHECK(writer->bind_replica(next.replica, base::device_of(new_key.public_key())));
    DT_CHECK(writer->audit({now, "server_key", "", base::device_of(new_key.public_key()), {}}));
    DT_CHECK(writer->commit());
    return new_key.public_key();
}

base::Result<void> run_key_rotate(const CommandContext& context) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const store::FolderLock lock, store::FolderLock::take(context.data));
    base::SystemClock clock;
    base::SystemRandom random;
    DT_TRY(const base::PublicKey key, rotate_key(*store, context.data, clock, random));
    const std::string name = base::to_hex(key);
    if (context.format == Format::json)
        context.out << nlohmann::json{{"key", name}}.dump() << "\n";
    else
        context.out << context.strings.tr("server.key_rotated", {{"key", name.substr(0, 16)}}) << "\n";
    return {};
}

} // namespace dongthac::server
