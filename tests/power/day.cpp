#include "tests/power/day.hpp"

#include <algorithm>

#include "shared/base/files.hpp"
#include "shared/office/check.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/store/office_schema.hpp"
#include "shared/wire/brief.hpp"
#include "shared/wire/envelope.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/document.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/setup.hpp"
#include "sync-server/verify.hpp"
#include "tests/power/look.hpp"
#include "tests/support/meaning.hpp"

namespace dongthac::power {

namespace {

using base::Result;

std::string text_of(const base::ReplicaId& id) { return {id.bytes.begin(), id.bytes.end()}; }

} // namespace

/// Requests go straight to the routes. What the answer acknowledges is told to whoever asked: the server must have it.
class PlainTransport final : public sync::Transport {
  public:
    PlainTransport(Bench& bench, office::Workspace& office) : bench_(bench), office_(office) {}

    Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        if (!bench_.routes_) return base::fail(base::Code::unreachable, {{"url", "bench"}, {"reason", "down"}});
        const server::Reply reply = bench_.routes_->post(path, body, "peer");
        const base::ByteSpan bytes = base::as_bytes(reply.body);
        if (reply.status == 200) DT_CHECK(note(path, body, bytes));
        return sync::Reply{reply.status, base::Bytes(bytes.begin(), bytes.end())};
    }

  private:
    Result<void> note(const std::string& path, base::ByteSpan body, base::ByteSpan reply) {
        DT_TRY(const std::vector<wire::Ack> acks, acks_in(path, body, reply));
        Told told;
        for (const wire::Ack& ack : acks)
            if (ack.status == wire::AckStatus::accepted || ack.status == wire::AckStatus::duplicate)
                told.segments.insert(segment_name(ack.feed, ack.last, text_of(office_.identity().replica)));
        if (!told.segments.empty()) bench_.tell("server", std::move(told));
        return {};
    }

    Result<std::vector<wire::Ack>> acks_in(const std::string& path, base::ByteSpan body, base::ByteSpan reply) {
        if (path != wire::kChannelPath) return std::vector<wire::Ack>{};
        DT_TRY(const wire::ChannelRequest request, wire::read_request(body));
        DT_TRY(const wire::Message asked, wire::unpack_message(request.body));
        DT_TRY(const wire::Message answer, wire::unpack_message(reply.subspan(sizeof(base::Mac))));
        if (asked.ask == static_cast<std::uint8_t>(wire::Ask::brief)) {
            DT_TRY(const wire::BriefAnswer brief, wire::decode_brief_answer(answer.bytes));
            return brief.acks.empty() ? acks_of_all(brief) : brief.acks;
        }
        const std::string meant = tests::meaning_of(path, body);
        if (meant == "/v1/exchange")
            if (const auto exchanged = wire::decode<wire::ExchangeAnswer>(answer.bytes)) return exchanged->acks;
        if (meant == "/v1/decide")
            if (const auto decided = wire::decode<wire::DecideAnswer>(answer.bytes)) return decided->acks;
        return std::vector<wire::Ack>{};
    }

    /// A brief answer names nothing when it keeps everything: what waits here is what was sent.
    Result<std::vector<wire::Ack>> acks_of_all(const wire::BriefAnswer& answer) {
        std::vector<wire::Ack> acks;
        DT_TRY(const std::vector<store::SegmentRow> rows, office::sealed_outbox(office_, std::size_t{3} << 20));
        for (std::size_t i = 0; i < answer.places.size() && i < rows.size(); ++i)
            acks.push_back({rows[i].feed, rows[i].last, wire::AckStatus::accepted, 0, {}});
        return acks;
    }

    Bench& bench_;
    office::Workspace& office_;
};

Bench::Bench(std::filesystem::path root) : root_(std::move(root)) {}
Bench::~Bench() { close_all(); }

std::string Bench::database(std::string_view machine) const {
    return (folder(machine) / (machine == "server" ? "server.db" : store::OfficeStore::kFileName)).string();
}

Result<void> Bench::open(std::string_view machine) {
    if (machine == "server") {
        DT_TRY(auto store, server::open_store(folder(machine)));
        DT_TRY(server_, server::SyncServer::open(std::move(store), clock));
        routes_ = std::make_unique<server::Routes>(*server_, metrics_, log_, clock);
        return {};
    }
    DT_TRY(office::Workspace office, office::Workspace::open(folder(machine), clock, random));
    (machine == "pc" ? pc_ : ward_).emplace(std::move(office));
    return {};
}

void Bench::close(std::string_view machine) {
    if (machine == "pc") pc_.reset();
    if (machine == "ward") ward_.reset();
    if (machine != "server") return;
    routes_.reset();
    server_.reset();
}

void Bench::close_all() {
    for (const char* machine : {"pc", "ward", "server"}) close(machine);
}

std::set<std::string> Bench::is_open() const {
    std::set<std::string> open;
    if (pc_) open.insert("pc");
    if (ward_) open.insert("ward");
    if (server_) open.insert("server");
    return open;
}

Result<void> Bench::reopen() {
    const std::set<std::string> machines = is_open();
    close_all();
    for (const std::string& machine : machines) DT_CHECK(open(machine));
    return {};
}

Result<void> Bench::sync(std::string_view machine) {
    office::Workspace& office = this->office(machine);
    PlainTransport transport(*this, office);
    DT_TRY(const sync::RoundReport report, sync::run_round(office, transport));
    (void)report;
    return office.reload();
}

Result<void> Bench::join(std::string_view machine, const std::string& org, const std::set<model::Role>& roles) {
    std::string& code = codes[std::string(machine)];
    if (code.empty()) {
        DT_TRY(const auto beside, server::open_store(folder("server")));
        DT_TRY(const server::NewInvitation invitation, server::invite(*beside, org, roles, 7, clock, random));
        code = invitation.code;
    }
    office::Workspace& office = this->office(machine);
    PlainTransport transport(*this, office);
    return sync::join(office, transport, "http://bench", code, "máy");
}

Result<void> Bench::back_up_server(const std::filesystem::path& to) {
    DT_TRY(const auto beside, server::open_store(folder("server")));
    return beside->backup_to(to);
}

void Bench::tell(std::string_view machine, Told words) {
    if (told == nullptr) return;
    told->push_back(std::move(words));
    Disk::instance().note({Op::Kind::told, 0, told->size() - 1, {}, database(machine), {}});
}

Result<void> run_step(Bench& bench, const Step& step) {
    Disk& disk = Disk::instance();
    const std::uint64_t before = disk.commits;
    DT_CHECK(step.run(bench));
    if (step.by == Step::By::person && disk.commits != before + 1)
        return base::fail(base::Code::internal,
                          {{"reason", step.name + ": " + std::to_string(disk.commits - before) + " commits"}});
    if (step.machine == "server" || !bench.is_open().contains(step.machine)) return {};
    Told told;
    DT_TRY(told.changes, bench.office(step.machine).store().count_changes());
    bench.tell(step.machine, std::move(told));
    return {};
}

namespace {

const std::set<model::Role> kSchool = {model::Role::editor, model::Role::signer, model::Role::clerk};
const std::set<model::Role> kWard = {model::Role::officer, model::Role::clerk, model::Role::signer};

server::OrgsFile orgs() {
    return server::parse_orgs(R"([
        {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","symbol":"UBND","place":"Hoa Mai"},
        {"id":"truong","name":"Trường A","kind":"school","parent":"phuong","symbol":"TA","place":"Hoa Mai"}])")
        .value();
}

office::Wording wording() {
    office::Wording wording;
    wording.kinds["plan"].title = "Kế hoạch";
    wording.kinds["report"].title = "Báo cáo";
    wording.kinds["plan"].skeleton = {{model::ItemRole::section, 0, "I.", "MỤC ĐÍCH"},
                                      {model::ItemRole::section, 0, "II.", "NỘI DUNG"},
                                      {model::ItemRole::section, 0, "III.", "TỔ CHỨC THỰC HIỆN"}};
    return wording;
}

/// A database as the first released program left it: the rest of the schema comes when it is opened.
Result<void> make_first_schema(Bench& bench) {
    DT_CHECK(base::make_folder(bench.folder("pc")));
    DT_TRY(store::Database database, store::Database::open(bench.database("pc")));
    return database.migrate(std::span(store::kOfficeSchema).first(1));
}

Result<base::NodeId> node(Bench& bench, std::size_t index) {
    DT_TRY(const change::Document document, office::read_document(bench.office("pc"), bench.document));
    const auto nodes = document.in_order();
    if (nodes.empty()) return base::fail(base::Code::unknown_node, {{"id", std::to_string(index)}});
    return nodes[index % nodes.size()]->id;
}

Result<void> type(Bench& bench, std::size_t index, std::string_view text) {
    DT_TRY(const base::NodeId at, node(bench, index));
    return office::set_text(bench.office("pc"), bench.document, at, text);
}

Result<void> add(Bench& bench, std::string_view text) {
    DT_TRY(const base::NodeId made,
           office::add_node(
               bench.office("pc"), bench.document,
               {base::root_node(bench.document), {}, model::ItemRole::paragraph, "-", std::string(text), {}}));
    (void)made;
    return {};
}

Result<void> decide(Bench& bench, std::string_view machine, model::Action action) {
    DT_TRY(const office::Decided decided,
           office::decide(bench.office(machine), bench.document, action, {.note = "đã xem", .person = "Bà A"}));
    (void)decided;
    return {};
}

Result<void> back_up(Bench& bench, std::string_view machine) {
    const auto copies = bench.folder(machine) / "backups";
    DT_CHECK(base::make_folder(copies));
    const auto copy = copies / "2026-09-21.db";
    if (machine == "server") {
        DT_CHECK(bench.back_up_server(copy));
    } else {
        DT_CHECK(bench.office(machine).store().backup_to(copy));
    }
    Told told;
    told.copies.insert(copy.string());
    bench.tell(machine, std::move(told));
    return {};
}

constexpr store::PackRule kPackSoon{1, 2, 64, 64 << 10, 16 << 10};

/// A day has few segments; enough of them for a pack.
Result<void> pack_log(Bench& bench) {
    DT_TRY(const std::size_t rows, bench.office("pc").store().pack_some(kPackSoon));
    return rows > 0 ? Result<void>() : base::fail(base::Code::internal, {{"reason", "nothing to pack"}});
}

Step by_person(std::string name, std::function<Result<void>(Bench&)> run) {
    return {std::move(name), "pc", Step::By::person, std::move(run)};
}
Step by_program(std::string name, std::string machine, std::function<Result<void>(Bench&)> run) {
    return {std::move(name), std::move(machine), Step::By::program, std::move(run)};
}

Step round_of(std::string machine) {
    return by_program("round of " + machine, machine, [machine](Bench& bench) { return bench.sync(machine); });
}

std::vector<Step> first_start() {
    return {
        by_program(
            "make the server", "server",
            [](Bench& bench) { return server::initialise(bench.folder("server"), orgs(), bench.clock, bench.random); }),
        by_program("start the server", "server", [](Bench& bench) { return bench.open("server"); }),
        by_program("an old database", "pc", make_first_schema),
        by_program("first start", "pc", [](Bench& bench) { return bench.open("pc"); }),
        by_person("a draft before joining",
                  [](Bench& bench) -> Result<void> {
                      DT_TRY(bench.document, office::new_document(bench.office("pc"), "plan", wording()));
                      return {};
                  }),
        by_person("its subject",
                  [](Bench& bench) {
                      return office::set_field(bench.office("pc"), bench.document, base::root_node(bench.document),
                                               "subject", "đưa tin");
                  }),
        by_program("join", "pc", [](Bench& bench) { return bench.join("pc", "truong", kSchool); }),
        round_of("pc"),
    };
}

std::vector<Step> writing() {
    return {
        by_person("type", [](Bench& bench) { return type(bench, 0, "MỤC ĐÍCH VÀ YÊU CẦU"); }),
        by_person("add", [](Bench& bench) { return add(bench, "Phụ huynh biết con mình học gì mỗi tuần."); }),
        by_person("type more",
                  [](Bench& bench) { return type(bench, 3, "Phụ huynh biết con mình ăn gì, học gì mỗi tuần."); }),
        round_of("pc"),
        by_person("add again", [](Bench& bench) { return add(bench, "Mỗi lớp gửi một tin."); }),
        by_person("hide",
                  [](Bench& bench) -> Result<void> {
                      DT_TRY(const base::NodeId at, node(bench, 1));
                      return office::hide_node(bench.office("pc"), bench.document, at);
                  }),
        by_person("remark",
                  [](Bench& bench) -> Result<void> {
                      DT_TRY(const base::NodeId at, node(bench, 0));
                      return office::add_comment(bench.office("pc"), bench.document, at, "xem lại câu này");
                  }),
        by_person("move",
                  [](Bench& bench) -> Result<void> {
                      DT_TRY(const base::NodeId at, node(bench, 2));
                      return office::move_node(bench.office("pc"), bench.document, at, office::Direction::up);
                  }),
        round_of("pc"),
    };
}

std::vector<Step> deciding() {
    return {
        by_person("submit", [](Bench& bench) { return decide(bench, "pc", model::Action::submit); }),
        round_of("pc"),
        by_program("the ward starts", "ward", [](Bench& bench) { return bench.open("ward"); }),
        by_program("the ward joins", "ward", [](Bench& bench) { return bench.join("ward", "phuong", kWard); }),
        round_of("ward"),
        {"receive", "ward", Step::By::person,
         [](Bench& bench) { return decide(bench, "ward", model::Action::receive); }},
        round_of("ward"),
        {"accept", "ward", Step::By::person, [](Bench& bench) { return decide(bench, "ward", model::Action::accept); }},
        round_of("ward"),
        round_of("pc"),
    };
}

std::vector<Step> evening() {
    return {
        by_person("type after submitting", [](Bench& bench) { return type(bench, 0, "MỤC ĐÍCH"); }),
        by_program("the PC's copy", "pc", [](Bench& bench) { return back_up(bench, "pc"); }),
        by_program("the server's copy", "server", [](Bench& bench) { return back_up(bench, "server"); }),
        by_program("pack the PC's log", "pc", pack_log),
        by_program("pack the server's log", "server",
                   [](Bench& bench) { return server::pack_old_segments(bench.folder("server"), kPackSoon); }),
        by_program("close", "pc",
                   [](Bench& bench) -> Result<void> {
                       bench.close("pc");
                       return {};
                   }),
        by_program("second start", "pc", [](Bench& bench) { return bench.open("pc"); }),
        by_person("type the next day", [](Bench& bench) { return type(bench, 1, "NỘI DUNG ĐƯA TIN"); }),
        by_program("restart the server", "server",
                   [](Bench& bench) -> Result<void> {
                       bench.close("server");
                       return bench.open("server");
                   }),
        round_of("pc"),
    };
}

} // namespace

std::vector<Step> working_day() {
    std::vector<Step> day;
    for (auto part : {first_start(), writing(), deciding(), evening()})
        day.insert(day.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return day;
}

std::string check_alone(Bench& bench) {
    const auto report = office::check(bench.office("pc"));
    if (!report) return "check: " + std::string(base::name_of(report.error().code));
    return report->ok() ? "" : "check: " + report->problems.front();
}

std::string converge(Bench& bench) {
    for (int i = 0; i < 2; ++i)
        if (const auto done = bench.sync("pc"); !done) return "round: " + std::string(base::name_of(done.error().code));
    if (std::string wrong = check_alone(bench); !wrong.empty()) return wrong;
    const auto store = server::open_store(bench.folder("server"));
    const auto verified = server::verify(**store);
    if (!verified || !verified->problems.empty())
        return verified ? "verify: " + verified->problems.front().name
                        : "verify: " + std::string(base::name_of(verified.error().code));
    const auto documents = bench.office("pc").store().documents();
    for (const store::DocumentRow& row : *documents) {
        const auto here = office::read_document(bench.office("pc"), row.id);
        const auto there = server::build_document(**store, "own/truong", row.id);
        if (!here || !there) return "a document cannot be read";
        // What the ward decided stands in another feed; the drafts are all in this one.
        const bool same = here->nodes == there->nodes && here->head.heads == there->head.heads;
        if (!same) return "the school and the server differ";
    }
    return "";
}

} // namespace dongthac::power
