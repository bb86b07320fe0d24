#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/office/incarnation.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

namespace {

using office::Life;

/// A PC by name: its system's id is given, files are told apart as on the real machine.
class NamedMachine final : public base::Machine {
  public:
    explicit NamedMachine(std::string name) : name_(std::move(name)) {}
    [[nodiscard]] std::string system_id() const override { return name_; }
    [[nodiscard]] std::string file_id(const std::filesystem::path& file) const override {
        return base::ThisMachine().file_id(file);
    }

  private:
    std::string name_;
};

/// A school PC that has worked, sent some of it and kept some; and copies of its data folder.
class Fingerprint : public ::testing::Test {
  protected:
    void SetUp() override {
        pc.join("truong-a", kSchool);
        plan = pc.new_plan("tuyên truyền");
        ASSERT_TRUE(pc.sync());
        ASSERT_EQ(office::settle_incarnation(pc.office, first).value(), Life::first);
    }
    /// The folder as another program copies it: database and mark, byte for byte.
    void copy_folder() {
        ASSERT_TRUE(pc.office.store().backup_to(copied.path() / "whole.db"));
        std::filesystem::rename(copied.path() / "whole.db", copied.path() / store::OfficeStore::kFileName);
        std::filesystem::copy_file(pc.folder.path() / "this-copy", copied.path() / "this-copy");
        auto store = store::OfficeStore::open(copied.path()).value();
        const base::Bytes fingerprint = pc.office.store().setting(store::OfficeStore::kFingerprint).value();
        ASSERT_TRUE(store.put_setting(store::OfficeStore::kFingerprint, fingerprint)); // copied by hand, so not marked
    }
    [[nodiscard]] office::Workspace opened() {
        return std::move(office::Workspace::open(copied.path(), pc.clock, random).value());
    }
    base::Result<sync::RoundReport> round(office::Workspace& office) {
        CableTransport cable(server, nothing);
        return sync::run_round(office, cable);
    }
    static std::string shown(office::Workspace& office, const base::DocumentId& id) {
        return document::document_json(office::read_document(office, id).value()).dump();
    }
    static std::vector<std::string> problems(office::Workspace& office) { return office::check(office)->problems; }

    ServerBox server;
    Machine pc{server, 1};
    base::SeededRandom random{99};
    TempFolder copied;
    CableTransport::FateOf nothing;
    NamedMachine first{"phòng văn thư"};
    NamedMachine second{"phòng hiệu trưởng"};
    base::DocumentId plan;
};

} // namespace

TEST_F(Fingerprint, TheSameFolderOnTheSamePcStaysItself) {
    const base::ReplicaId replica = pc.office.identity().replica;

    EXPECT_EQ(office::settle_incarnation(pc.office, first).value(), Life::same);
    EXPECT_EQ(pc.office.identity().replica, replica);
}

TEST_F(Fingerprint, ARenamedFolderStaysItself) {
    TempFolder place;
    const std::filesystem::path before = place.path() / "cũ";
    const base::ReplicaId replica = [&] {
        auto office = office::Workspace::open(before, pc.clock, random).value();
        EXPECT_EQ(office::settle_incarnation(office, first).value(), Life::first);
        return office.identity().replica;
    }();
    std::filesystem::rename(before, place.path() / "mới");

    auto office = office::Workspace::open(place.path() / "mới", pc.clock, random).value();

    EXPECT_EQ(office::settle_incarnation(office, first).value(), Life::same);
    EXPECT_EQ(office.identity().replica, replica);
}

TEST_F(Fingerprint, ACopyOfTheFolderOnTheSamePcBeginsANewLife) {
    copy_folder();
    auto office = opened();

    EXPECT_EQ(office::settle_incarnation(office, first).value(), Life::anew);
    EXPECT_NE(office.identity().replica, pc.office.identity().replica);
    EXPECT_EQ(office::settle_incarnation(office, first).value(), Life::same);
}

TEST_F(Fingerprint, TheFolderOnAnotherPcBeginsANewLife) {
    const base::ReplicaId replica = pc.office.identity().replica;

    EXPECT_EQ(office::settle_incarnation(pc.office, second).value(), Life::anew); // the disk in another machine

    EXPECT_NE(pc.office.identity().replica, replica);
    EXPECT_EQ(office::settle_incarnation(pc.office, second).value(), Life::same);
}

TEST_F(Fingerprint, ABackupPutBackOverTheDatabaseBeginsANewLife) {
    TempFolder place;
    const std::filesystem::path backup = copied.path() / "2026-11-20.db";
    {
        auto office = office::Workspace::open(place.path(), pc.clock, random).value();
        ASSERT_EQ(office::settle_incarnation(office, first).value(), Life::first);
        ASSERT_TRUE(office.store().backup_to(backup));
    }
    const std::filesystem::path file = place.path() / store::OfficeStore::kFileName;
    for (const char* part : {"-wal", "-shm"}) std::filesystem::remove(file.string() + part);
    std::filesystem::copy_file(backup, file, std::filesystem::copy_options::overwrite_existing);

    auto office = office::Workspace::open(place.path(), pc.clock, random).value();

    EXPECT_EQ(office::settle_incarnation(office, first).value(), Life::anew);
}

TEST_F(Fingerprint, ADatabaseWithoutItsMarkBeginsANewLife) {
    std::filesystem::remove(pc.folder.path() / "this-copy");

    EXPECT_EQ(office::settle_incarnation(pc.office, first).value(), Life::anew);
}

TEST_F(Fingerprint, WorkThatBothCopiesHadNotSentStandsOnce) {
    ASSERT_TRUE(office::set_text(pc.office, plan, pc.node(plan, 0), "Viết trước khi chép"));
    ASSERT_TRUE(office::set_field(pc.office, plan, base::root_node(plan), "place_name", "Hoa Mai"));
    copy_folder();
    auto copy = opened();
    ASSERT_EQ(office::settle_incarnation(copy, second).value(), Life::anew);
    ASSERT_TRUE(office::set_text(copy, plan, pc.node(plan, 1), "Viết trên bản sao"));
    ASSERT_TRUE(office::set_text(pc.office, plan, pc.node(plan, 2), "Viết trên bản gốc"));

    ASSERT_TRUE(round(copy));
    ASSERT_TRUE(pc.sync());
    ASSERT_TRUE(round(copy));
    ASSERT_TRUE(pc.sync());

    EXPECT_EQ(shown(copy, plan), pc.shown(plan));
    EXPECT_EQ(server.shown("truong-a", plan), pc.shown(plan));
    const change::Document document = pc.read(plan);
    EXPECT_EQ(document.in_order().at(0)->text(), "Viết trước khi chép");
    EXPECT_EQ(document.in_order().at(1)->text(), "Viết trên bản sao");
    EXPECT_EQ(document.in_order().at(2)->text(), "Viết trên bản gốc");
    EXPECT_EQ(document.conflicts(), 0u);
    EXPECT_EQ(pc.problems(), std::vector<std::string>{});
    EXPECT_EQ(problems(copy), std::vector<std::string>{});
    EXPECT_EQ(server.problems(), std::vector<std::string>{});
}

TEST_F(Fingerprint, WhatTheOriginalNeverSentComesFromTheCopy) {
    ASSERT_TRUE(office::set_text(pc.office, plan, pc.node(plan, 0), "Viết trước khi chép"));
    copy_folder();
    auto copy = opened();
    ASSERT_EQ(office::settle_incarnation(copy, second).value(), Life::anew);

    ASSERT_TRUE(round(copy)); // the original is lost

    EXPECT_EQ(server.shown("truong-a", plan), shown(copy, plan));
    EXPECT_EQ(office::read_document(copy, plan)->in_order().at(0)->text(), "Viết trước khi chép");
}

TEST_F(Fingerprint, ACopyOfACopyStillStandsOnce) {
    ASSERT_TRUE(office::set_text(pc.office, plan, pc.node(plan, 0), "Viết trước khi chép"));
    copy_folder();
    auto copy = opened();
    ASSERT_EQ(office::settle_incarnation(copy, second).value(), Life::anew);
    ASSERT_EQ(office::settle_incarnation(copy, first).value(), Life::anew); // and moved once more
    ASSERT_TRUE(office::take_new_replica(pc.office));                       // the original, too

    ASSERT_TRUE(round(copy));
    ASSERT_TRUE(pc.sync());
    ASSERT_TRUE(round(copy));

    EXPECT_EQ(pc.read(plan).in_order().at(0)->text(), "Viết trước khi chép");
    EXPECT_EQ(shown(copy, plan), pc.shown(plan));
    EXPECT_EQ(pc.problems(), std::vector<std::string>{});
}

TEST_F(Fingerprint, TheRealMachineNamesItselfAndItsFilesTheSameEveryTime) {
    const base::ThisMachine machine;
    const std::filesystem::path file = copied.path() / "a";
    ASSERT_TRUE(base::write_file(file, "a"));
    std::filesystem::copy_file(file, copied.path() / "b");

    EXPECT_EQ(machine.system_id(), base::ThisMachine().system_id());
    EXPECT_NE(machine.file_id(file), "");
    EXPECT_NE(machine.file_id(file), machine.file_id(copied.path() / "b"));
    EXPECT_EQ(machine.file_id(copied.path() / "c"), "");
}

} // namespace dongthac::tests
