#include <csignal>
#include <fstream>

#include <gtest/gtest.h>

#ifndef _WIN32
#include <sys/resource.h>
#endif

#include "shared/office/projector.hpp"
#include "tests/support/office_desk.hpp"

namespace dongthac::office {

namespace {

using tests::OfficeDesk;

TEST(Enrol, HandsOverWhatWasDraftedBefore) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan("bản nháp tại máy");
    const std::vector<const change::NodeState*>::size_type paragraphs = desk.read(id).in_order().size();
    EXPECT_EQ(desk.read(id).head.org, "");

    desk.enrol();

    EXPECT_EQ(desk.read(id).head.org, "truong");
    EXPECT_EQ(desk.read(id).in_order().size(), paragraphs);
    EXPECT_TRUE(desk.problems().empty());
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "signer_name", "Lan")) << "its own now";
    desk.push();
    desk.reopen();
    const auto rows = desk.office().store().segments_in(store::SegmentState::settled, "own/truong").value();
    EXPECT_FALSE(rows.empty()) << "sent as the office's";
    EXPECT_EQ(desk.office().identity().server.newest(), desk.server.public_key());
}

TEST(Enrol, IntoAnotherOfficeIsRefused) {
    OfficeDesk desk;
    desk.enrol();

    const auto refused = desk.office().enrol(
        {"http://server", model::ServerKeys(desk.server.public_key()), "khac", {model::Role::editor}});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::already_enrolled);
    EXPECT_EQ(desk.office().identity().org, "truong");
}

TEST(Workspace, KeepsItsKeyAndReplicaOverARestart) {
    OfficeDesk desk;
    const base::DeviceId device = desk.office().identity().device;
    const base::ReplicaId replica = desk.office().identity().replica;

    desk.reopen();

    EXPECT_EQ(desk.office().identity().device, device);
    EXPECT_EQ(desk.office().identity().replica, replica);
}

TEST(Workspace, MakesProjectionsOfAnOlderFormAgainWhenItOpens) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan("kế hoạch cũ");
    const auto rows = desk.office().store().nodes_of(id).value();
    ASSERT_TRUE(desk.office().store().remove_nodes(id));
    ASSERT_TRUE(desk.office().store().put_number("projection_version", kProjectionVersion - 1));

    desk.reopen();

    EXPECT_EQ(desk.office().store().nodes_of(id).value().size(), rows.size());
    EXPECT_EQ(desk.office().store().number("projection_version").value(), kProjectionVersion);
    EXPECT_TRUE(desk.problems().empty());
}

TEST(Workspace, LeavesProjectionsOfItsOwnFormAlone) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan("kế hoạch");
    ASSERT_TRUE(desk.office().store().remove_nodes(id));

    desk.reopen();

    EXPECT_TRUE(desk.office().store().nodes_of(id).value().empty());
}

TEST(Workspace, OpensABackupPutInPlaceOfADamagedDatabase) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan("đã sao lưu");
    ASSERT_TRUE(desk.office().store().backup_to(desk.folder / "copy.db"));
    const change::Document saved = desk.read(id);
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "subject", "sau bản sao lưu"));
    desk.close();
    const std::filesystem::path file = desk.folder / store::OfficeStore::kFileName;
    std::ofstream(file, std::ios::trunc) << std::string(20'000, '#');
    const auto damaged = Workspace::open(desk.folder.path(), desk.clock, desk.random);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, base::Code::damaged_database);

    std::filesystem::copy_file(desk.folder / "copy.db", file, std::filesystem::copy_options::overwrite_existing);
    for (const char* beside : {"-wal", "-shm"}) std::filesystem::remove(file.string() + beside);
    desk.reopen();

    EXPECT_EQ(desk.read(id), saved);
    EXPECT_TRUE(desk.problems().empty());
}

#ifndef _WIN32
/// While it lives no file of this process can grow beyond `bytes`: a disk that is full.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) {
        old_signal_ = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit full{bytes, old_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, old_signal_);
    }

  private:
    rlimit old_{};
    void (*old_signal_)(int) = nullptr;
};

TEST(FullDisk, RefusesTheActAndLosesNothing) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const base::NodeId node = desk.node(id, 0);
    int kept = 0;
    base::Result<void> refused;
    {
        const FullDisk full(std::size_t{256} << 10);
        for (; kept < 1'000; ++kept) {
            refused = set_text(desk.office(), id, node, "lần " + std::to_string(kept + 1) + std::string(2'000, 'x'));
            if (!refused) break;
        }
        ASSERT_FALSE(refused) << "the disk never became full";
        EXPECT_EQ(refused.error().code, base::Code::disk_full) << refused.error().arg("reason");
        const std::string shown = desk.read(id).find(node) == nullptr ? "" : desk.read(id).nodes.at(node).text();
        EXPECT_TRUE(kept == 0 || shown.starts_with("lần " + std::to_string(kept) + "x")) << shown.substr(0, 20);
    }

    desk.reopen();

    EXPECT_TRUE(desk.problems().empty());
    EXPECT_TRUE(kept == 0 || desk.read(id).nodes.at(node).text().starts_with("lần " + std::to_string(kept) + "x"));
    EXPECT_TRUE(set_text(desk.office(), id, node, "có chỗ rồi"));
    EXPECT_TRUE(desk.problems().empty());
}

TEST(FullDisk, LeavesNoHalfOfABackup) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), std::string(300'000, 'y')));
    {
        const FullDisk full(std::size_t{128} << 10);
        const auto refused = desk.office().store().backup_to(desk.folder / "copy.db");
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, base::Code::disk_full);
    }

    EXPECT_FALSE(std::filesystem::exists(desk.folder / "copy.db"));
    EXPECT_TRUE(desk.office().store().backup_to(desk.folder / "copy.db"));
}
#endif

} // namespace

} // namespace dongthac::office
