#include "tests/simulation/world.hpp"

#include <array>

#include "shared/base/files.hpp"
#include "shared/store/feed_store.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/setup.hpp"

namespace dongthac::simulation {

namespace {

constexpr std::string_view kOrgs = R"([
    {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","symbol":"UBND","place":"Hoa Mai"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong","symbol":"TA","place":"Hoa Mai"},
    {"id":"truong-b","name":"Trường B","kind":"school","parent":"phuong","symbol":"TB","place":"Hoa Mai"}])";

constexpr std::string_view kDepartment = R"([
    {"id":"so","name":"Sở GD&ĐT","kind":"department","symbol":"SGDDT","place":"Hoa Mai"},
    {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","parent":"so","symbol":"UBND","place":"Hoa Mai"},
    {"id":"xa","name":"UBND xã Hoa Đào","kind":"ward_committee","parent":"so","symbol":"UBND","place":"Hoa Đào"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong","symbol":"TA","place":"Hoa Mai"},
    {"id":"truong-b","name":"Trường B","kind":"school","parent":"phuong","symbol":"TB","place":"Hoa Mai"},
    {"id":"truong-c","name":"Trường C","kind":"school","parent":"xa","symbol":"TC","place":"Hoa Đào"}])";

const std::set<model::Role> kSchool = {model::Role::editor, model::Role::signer, model::Role::clerk};
const std::set<model::Role> kWard = {model::Role::officer, model::Role::clerk, model::Role::signer};

/// The office of the n-th PC: mostly the school whose draft everybody writes.
model::OrgId org_of(std::size_t index) {
    static constexpr std::array<const char*, 8> kTurn = {"truong-a", "truong-a", "phuong",   "truong-a",
                                                         "phuong",   "truong-a", "truong-b", "truong-a"};
    return kTurn[index % kTurn.size()];
}

/// The same where a department has two wards: whoever gets a school, or goes into another, has a PC.
model::OrgId department_org_of(std::size_t index) {
    static constexpr std::array<const char*, 8> kTurn = {"truong-a", "phuong",   "truong-a", "xa",
                                                         "truong-b", "truong-c", "phuong",   "truong-b"};
    return kTurn[index % kTurn.size()];
}

/// There every PC may administer its office, and the later ones may do less than the first.
std::set<model::Role> department_roles_of(std::size_t index) {
    using enum model::Role;
    const bool first = index < 4;
    if (department_org_of(index).starts_with("truong"))
        return first ? std::set{editor, signer, clerk, admin} : std::set{editor, clerk, admin};
    return first ? std::set{officer, clerk, signer, admin} : std::set{officer, admin};
}

/// A cable without faults, for enrolling.
class GoodCable final : public sync::Transport {
  public:
    explicit GoodCable(Server& server) : server_(server) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        auto reply = server_.post(path, body);
        if (!reply) return base::fail(base::Code::unreachable, {{"url", "cable"}, {"reason", "down"}});
        return *reply;
    }

  private:
    Server& server_;
};

} // namespace

void Server::start() {
    engine_ = must(server::SyncServer::open(store(), clock), "the server does not start");
    routes_ = std::make_unique<server::Routes>(*engine_, metrics_, log_, clock);
}

void Server::stop() {
    beside_.reset();
    routes_.reset();
    engine_.reset();
    log_text_.str({});
}

void Server::restart_after_crash() {
    disk.cut();
    stop();
    disk.restart();
    start();
}

void Server::restore(const MemoryDisk::Image& copy, base::Random& random) {
    disk.cut();
    stop();
    disk.load(copy);
    const auto opened = store();
    const std::filesystem::path folder = base::path_from_utf8(disk.folder());
    // The run file names the start the copy does not know of.
    must(base::write_file(folder / "run", "another run"), "run file");
    must(server::begin_run(*opened, folder, clock, random), "a restored server does not begin");
    start();
}

std::optional<sync::Reply> Server::post(const std::string& path, base::ByteSpan body) {
    if (!routes_) return std::nullopt;
    const server::Reply reply = routes_->post(path, body, "peer");
    if (disk.crashed()) return std::nullopt;
    const base::ByteSpan bytes = base::as_bytes(reply.body);
    return sync::Reply{reply.status, base::Bytes(bytes.begin(), bytes.end())};
}

std::unique_ptr<store::FeedStore> Server::store() {
    return must(server::open_store(base::path_from_utf8(disk.folder())), "the server's database does not open");
}

store::FeedStore& Server::beside() {
    if (!beside_) beside_ = store();
    return *beside_;
}

void Server::look_around() { must(engine_->look_around(), "a server does not see what was written beside it"); }

void Machine::start() {
    office.emplace(must(office::Workspace::open(base::path_from_utf8(disk.folder()), clock, random),
                        "a PC's database does not open"));
}

void Machine::stop() {
    disk.cut(); // as a kill: closing properly would fold the log into the database and change nothing anybody reads
    office.reset();
}

void Machine::restart_after_crash() {
    stop();
    disk.restart();
    start();
}

Ground::Ground() {
    base::SystemRandom random; // names a folder only
    root_ =
        std::filesystem::temp_directory_path() / ("dongthac-sim-" + base::id_to_text(base::random_id_bytes(random)));
    std::filesystem::create_directories(root_);
}

Ground::~Ground() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

std::string Ground::folder(const std::string& name) {
    const std::filesystem::path path = root_ / name;
    std::filesystem::create_directories(path);
    return base::path_to_utf8(path);
}

const Beginning& Ground::beginning(std::size_t servers, std::size_t machines, std::size_t variant, Offices offices) {
    const auto key = std::tuple(servers, machines, variant, offices);
    const auto found = beginnings_.find(key);
    return found != beginnings_.end()
               ? found->second
               : beginnings_.emplace(key, make(servers, machines, variant, offices)).first->second;
}

Beginning Ground::make(std::size_t servers, std::size_t machines, std::size_t variant, Offices offices) {
    Beginning beginning;
    const bool department = offices == Offices::department;
    const auto orgs = must(server::parse_orgs(department ? kDepartment : kOrgs), "offices");
    for (std::size_t s = 0; s < servers; ++s) {
        base::SeededRandom random(variant * 1'000 + s);
        Server server(folder("s" + std::to_string(s)));
        must(server::initialise(base::path_from_utf8(server.disk.folder()), orgs, server.clock, random), "init");
        server.start();
        std::vector<std::unique_ptr<Machine>> pcs;
        for (std::size_t m = 0; m < machines; ++m) {
            auto pc = std::make_unique<Machine>(folder("b" + std::to_string(m)), random.below(UINT64_MAX));
            pc->org = department ? department_org_of(m) : org_of(m);
            pc->start();
            const auto& roles = department ? department_roles_of(m) : pc->org == "phuong" ? kWard : kSchool;
            const auto invited =
                must(server::invite(*server.store(), pc->org, roles, 7, server.clock, random), "invitation");
            GoodCable cable(server);
            must(sync::join(*pc->office, cable, "http://cable", invited.code, "máy"), "join");
            pcs.push_back(std::move(pc));
        }
        for (const auto& pc : pcs) {
            GoodCable cable(server);
            (void)must(sync::run_round(*pc->office, cable), "the first round");
            pc->office.reset(); // closed properly: the image is one file
            beginning.machines.push_back({pc->disk.image(), pc->org, s});
        }
        server.stop();
        beginning.servers.push_back(server.disk.image());
    }
    return beginning;
}

} // namespace dongthac::simulation
