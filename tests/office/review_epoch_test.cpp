#include <gtest/gtest.h>

#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

/// A server, and the one that is started from its backup later.
class RestoredServer : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto orgs = server::parse_orgs(R"([
            {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee"},
            {"id":"truong-a","name":"Trường Mầm non Bình Minh","kind":"school","parent":"phuong"}])");
        ASSERT_TRUE(orgs);
        ASSERT_TRUE(server::initialise(first_folder_.path(), *orgs, clock_, random_));
        first_ = start(first_folder_);
        for (office::Workspace* pc : {&one_, &two_}) {
            const auto store = store::open_feed_store(first_folder_.path());
            const auto code =
                server::invite(**store, "truong-a", {model::Role::editor}, 7, clock_, random_).value().code;
            ASSERT_TRUE(sync::join(*pc, *first_.transport, "http://test", code, "máy thử"));
            ASSERT_TRUE(sync::run_round(*pc, *first_.transport));
        }
        const auto store = store::open_feed_store(first_folder_.path());
        ASSERT_TRUE((*store)->backup_to(store::feed_store_file(second_folder_.path())));
    }

    struct Running {
        std::unique_ptr<server::SyncServer> server;
        std::unique_ptr<server::Routes> routes;
        std::unique_ptr<DirectTransport> transport;
    };
    Running start(const TempFolder& folder) {
        const auto store = store::open_feed_store(folder.path());
        EXPECT_TRUE(server::begin_run(**store, folder.path(), clock_, random_));
        Running running;
        running.server = server::SyncServer::open(store::open_feed_store(folder.path()).value(), clock_).value();
        running.routes = std::make_unique<server::Routes>(*running.server, metrics_, log_, clock_);
        running.transport = std::make_unique<DirectTransport>(*running.routes, online_);
        return running;
    }
    static base::DocumentId new_plan(office::Workspace& office) {
        office::Wording wording;
        wording.kinds["plan"].title = "Kế hoạch";
        return office::new_document(office, "plan", wording).value();
    }

    base::ManualClock clock_{1'790'000'000'000};
    base::SeededRandom random_{7};
    base::SeededRandom random_one_{1};
    base::SeededRandom random_two_{2};
    TempFolder first_folder_;
    TempFolder second_folder_;
    TempFolder folder_one_;
    TempFolder folder_two_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};
    bool online_ = true;
    office::Workspace one_ = office::Workspace::open(folder_one_.path(), clock_, random_one_).value();
    office::Workspace two_ = office::Workspace::open(folder_two_.path(), clock_, random_two_).value();
    Running first_;
};

TEST_F(RestoredServer, HidesNothingBehindTheNumbersOfItsFormerLife) {
    for (int i = 0; i < 3; ++i) {
        (void)new_plan(one_);
        ASSERT_TRUE(sync::run_round(one_, *first_.transport)); // one_ has read further than the backup goes
    }
    const Running restored = start(second_folder_);

    const base::DocumentId written_since = new_plan(two_);
    ASSERT_TRUE(sync::run_round(two_, *restored.transport));
    ASSERT_TRUE(sync::run_round(one_, *restored.transport));

    EXPECT_TRUE(office::summary_of(one_, written_since)) << "the other PC's plan stands under a number read before";
}

} // namespace

} // namespace dongthac::tests
