#include "shared/base/files.hpp"
#include "shared/model/record.hpp"
#include "shared/office/check.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"
#include "sync-server/verify.hpp"
#include "tests/support/office_net.hpp"

// The data folders of a school, its ward, a PC without an office and their server, as the program's first version left
// them: plans sent up and back, a round and a decision whose answers were lost, a decision that waits, work that was
// never sealed. Made once by that version (tests/wire/vectors/v1) and never made again.

namespace dongthac::tests {

namespace {

constexpr std::int64_t kLeftAtMs = 1'790'000'600'000; ///< the clock as the first version ended

base::Bytes frozen(const std::string& name) {
    const auto bytes = base::read_file(std::filesystem::path(DONGTHAC_WIRE_VECTORS) / "v1" / name, 1u << 20);
    EXPECT_TRUE(bytes) << name;
    if (!bytes) return {};
    const base::ByteSpan span = base::as_bytes(*bytes);
    return {span.begin(), span.end()};
}

/// Today's program on a copy of one frozen data folder.
class FrozenPc {
  public:
    FrozenPc(const std::string& name, const base::Clock& clock, std::uint64_t seed) : random_(seed) {
        std::filesystem::copy_file(std::filesystem::path(DONGTHAC_WIRE_VECTORS) / "v1" / (name + ".db"),
                                   folder_.path() / store::OfficeStore::kFileName);
        auto opened = office::Workspace::open(folder_.path(), clock, random_);
        EXPECT_TRUE(opened) << name << ": " << base::name_of(opened.error().code);
        office.emplace(std::move(*opened));
    }
    [[nodiscard]] base::DocumentId plan(std::string_view subject) {
        const auto all = office::list_documents(*office).value();
        for (const office::DocumentSummary& one : all)
            if (one.subject == subject) return one.id;
        ADD_FAILURE() << "no document " << subject;
        return {};
    }
    [[nodiscard]] std::string words(const base::DocumentId& id) {
        std::string all;
        const change::Document document = office::read_document(*office, id).value();
        for (const auto* node : document.in_order()) all += node->text() + "|";
        return all;
    }
    [[nodiscard]] std::string first_problem() {
        const auto report = office::check(*office);
        if (!report) return std::string(base::name_of(report.error().code));
        return report->ok() ? "" : report->problems.front();
    }

  private:
    TempFolder folder_;
    base::SeededRandom random_;

  public:
    std::optional<office::Workspace> office;
};

/// Today's server on a copy of the frozen one.
class FrozenServer {
  public:
    explicit FrozenServer(const base::Clock& clock) {
        std::filesystem::copy_file(std::filesystem::path(DONGTHAC_WIRE_VECTORS) / "v1" / "server.db",
                                   folder_.path() / "server.db");
        auto opened = server::SyncServer::open(store::open_feed_store(folder_.path()).value(), clock);
        EXPECT_TRUE(opened) << base::name_of(opened.error().code);
        server_ = std::move(*opened);
        routes = std::make_unique<server::Routes>(*server_, metrics_, log_, clock);
    }
    [[nodiscard]] std::string first_problem() {
        const auto store = store::open_feed_store(folder_.path()).value();
        const auto verified = server::verify(*store);
        if (!verified) return std::string(base::name_of(verified.error().code));
        return verified->problems.empty() ? "" : verified->problems.front().name;
    }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  private:
    TempFolder folder_;
    std::unique_ptr<server::SyncServer> server_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};

  public:
    std::unique_ptr<server::Routes> routes;
};

constexpr std::string_view kSent = "MỤC TIÊU|Trẻ đến lớp chuyên cần|VIỆC LÀM|Đọc sách mỗi sáng thứ hai|";
constexpr std::string_view kFresh = "MỤC TIÊU|Trẻ đến lớp chuyên cần|VIỆC LÀM|Đọc sách mỗi sáng|Trồng cây quanh sân|";

} // namespace

TEST(FirstVersionDatabases, OpenWithEverythingThatWasInThem) {
    const base::ManualClock clock(kLeftAtMs);
    FrozenPc school("school", clock, 1);
    FrozenPc ward("ward", clock, 2);
    FrozenPc alone("alone", clock, 3);

    const base::DocumentId plan = school.plan("Năm học đọc sách");
    const change::Document read = office::read_document(*school.office, plan).value();
    EXPECT_EQ(school.words(plan), std::string(kSent) + "Từ ngày mồng một tháng mười|");
    EXPECT_EQ(read.nodes.size(), 7u) << "with the root and what is hidden";
    EXPECT_EQ(read.root().string(model::field::kPlace), "Hoa Mai");
    EXPECT_EQ(read.head.state, model::DocumentState::resubmitted) << "as the decision that waits will make it";
    ASSERT_EQ(read.head.revisions.size(), 3u) << "submitted, received, returned";
    EXPECT_EQ(read.head.revisions.back().note, "Bổ sung thời gian");
    ASSERT_EQ(read.head.comments.size(), 1u);
    EXPECT_EQ(school.words(school.plan("Kế hoạch chưa gửi")), kFresh);
    EXPECT_EQ(school.office->store().unsent_changes().value(), 16u);
    EXPECT_EQ(school.office->store().intents()->size(), 1u) << "a decision that waits";
    EXPECT_EQ(ward.words(plan), kSent);
    EXPECT_EQ(ward.office->store().intents()->size(), 1u) << "a decision on its way";
    EXPECT_EQ(alone.words(alone.plan("Máy chưa vào cơ quan")), kFresh);
    EXPECT_EQ(alone.office->store().unsent_changes().value(), 11u);
    EXPECT_EQ(office::search(*school.office, "mong mot thang muoi", 10)->size(), 1u);
    for (FrozenPc* pc : {&school, &ward, &alone}) EXPECT_EQ(pc->first_problem(), "");
}

TEST(FirstVersionDatabases, BringTheirWorkUnderWayToTheServer) {
    const base::ManualClock clock(kLeftAtMs);
    FrozenServer server(clock);
    FrozenPc school("school", clock, 1);
    FrozenPc ward("ward", clock, 2);
    bool online = true;
    DirectTransport cable(*server.routes, online);
    const base::DocumentId plan = school.plan("Năm học đọc sách");

    for (FrozenPc* pc : {&school, &ward, &school, &ward}) {
        const auto report = sync::run_round(*pc->office, cable);
        ASSERT_TRUE(report) << base::name_of(report.error().code);
        EXPECT_FALSE(report->forked);
        EXPECT_EQ(report->quarantined, 0u);
        EXPECT_EQ(report->pending, 0u);
    }

    const base::DocumentId issued = ward.plan("Kế hoạch của phường");
    EXPECT_EQ(office::summary_of(*school.office, issued)->state, model::DocumentState::issued);
    EXPECT_EQ(office::summary_of(*ward.office, plan)->state, model::DocumentState::resubmitted);
    EXPECT_EQ(ward.words(plan), std::string(kSent) + "Từ ngày mồng một tháng mười|");
    for (FrozenPc* pc : {&school, &ward}) EXPECT_EQ(pc->first_problem(), "");
    EXPECT_EQ(server.first_problem(), "");
}

TEST(FirstVersionDatabases, BringAPcThatWasAloneIntoItsOffice) {
    const base::ManualClock clock(kLeftAtMs);
    FrozenServer server(clock);
    FrozenPc school("school", clock, 1);
    FrozenPc alone("alone", clock, 3);
    bool online = true;
    DirectTransport cable(*server.routes, online);
    base::SeededRandom random(9);
    const auto store = store::open_feed_store(server.folder()).value();
    const auto code = server::invite(*store, "truong-a", kSchoolRoles, 7, clock, random).value().code;

    ASSERT_TRUE(sync::join(*alone.office, cable, "http://test", code, "máy hai"));
    for (FrozenPc* pc : {&alone, &school, &alone}) ASSERT_TRUE(sync::run_round(*pc->office, cable));

    EXPECT_EQ(school.words(school.plan("Máy chưa vào cơ quan")), kFresh);
    EXPECT_EQ(alone.words(alone.plan("Kế hoạch chưa gửi")), kFresh);
    for (FrozenPc* pc : {&school, &alone}) EXPECT_EQ(pc->first_problem(), "");
}

// The first version reads an answer to its last byte, so it must get what its own server would have said.
TEST(FirstVersionDatabases, RequestsOfTheFirstVersionGetTheAnswersItsServerGave) {
    const base::ManualClock clock(kLeftAtMs);
    FrozenServer server(clock);

    for (const std::string name : {"exchange", "decide"}) {
        const server::Reply reply = server.routes->post("/v1/" + name, frozen(name + ".request"), "peer");

        ASSERT_EQ(reply.status, 200) << name << ": " << reply.body;
        EXPECT_EQ(wire::decompress(base::as_bytes(reply.body), wire::kMaxMessage),
                  wire::decompress(frozen(name + ".answer"), wire::kMaxMessage))
            << name;
    }
    EXPECT_EQ(server.first_problem(), "");
}

} // namespace dongthac::tests
