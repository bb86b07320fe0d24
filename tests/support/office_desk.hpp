#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/model/record.hpp"
#include "shared/office/check.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/segment.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {

/// One PC's data folder without any server: what the server would answer is made by hand, with a key of its own.
class OfficeDesk {
  public:
    explicit OfficeDesk(std::uint64_t seed = 1) : random(seed), server(base::KeyPair::generate(random)) { reopen(); }

    /// Closes the folder and opens it again, as a restart does.
    void reopen() {
        office_.reset();
        auto opened = office::Workspace::open(folder.path(), clock, random);
        ASSERT_TRUE(opened) << base::name_of(opened.error().code);
        office_ = std::make_unique<office::Workspace>(std::move(*opened));
    }
    void close() { office_.reset(); }
    [[nodiscard]] office::Workspace& office() { return *office_; }

    /// Makes this PC one of the school "truong" below the ward "phuong".
    void enrol(const std::set<model::Role>& roles = {model::Role::editor, model::Role::signer}) {
        ASSERT_TRUE(office_->enrol({"http://server", model::ServerKeys(server.public_key()), "truong", roles}));
        change::Change ward = directory_change(
            change::PutOrganisation{{"phuong", "UBND phường", "ward_committee", "UBND", "UBND", "Hoa Mai", "", {}}}, 1);
        change::Change school = directory_change(
            change::PutOrganisation{{"truong", "Trường Mầm non", "school", "MN", "MN", "Hoa Mai", "", {}}}, 2);
        change::Change tie = directory_change(change::PutRelation{{"truong", "phuong", "administrative", {}, ""}}, 3);
        const base::Bytes bytes = wire::seal("dir/ROOT", std::vector{ward, school, tie}, server, {});
        ASSERT_TRUE(office::ingest(*office_, {"dir/ROOT", 1, bytes}));
        ASSERT_TRUE(office_->reload());
    }

    /// The server writes one more record into the directory, and this PC hears of it.
    void tell(change::Payload record) {
        const store::TipRow tip = office_->store().tip("dir/ROOT", kServerReplica).value();
        const std::uint64_t before = office_->store().cursor("dir/ROOT").value();
        const change::Change change = directory_change(std::move(record), tip.sealed_counter + 1);
        const base::Bytes bytes = wire::seal("dir/ROOT", std::vector{change}, server, tip.sealed_hash);
        ASSERT_TRUE(office::ingest(*office_, {"dir/ROOT", before + 1, bytes}));
    }

    /// The outbox is sealed and the server has it.
    void push() {
        ASSERT_TRUE(office::seal_outbox(*office_));
        const auto listed = office::sealed_outbox(*office_, SIZE_MAX).value();
        for (const store::SegmentRow& row : listed) ASSERT_TRUE(office::acknowledge(*office_, row, ++seq));
    }

    /// Decides and lets the server agree at once.
    void decide(const base::DocumentId& document, model::Action action, const office::DecisionWords& words = {}) {
        const auto decided = office::decide(*office_, document, action, words);
        ASSERT_TRUE(decided) << base::name_of(decided.error().code);
        push();
        const store::IntentRow intent = office_->store().intents().value().back();
        const auto request = office::request_for(*office_, intent);
        ASSERT_TRUE(request && request->has_value());
        wire::DecideAnswer answer{true, "", 0, {}, {}};
        for (const base::Bytes& bytes : (*request)->segments) {
            const auto header = wire::read_header(bytes).value();
            answer.acks.push_back({header.feed, header.last, wire::AckStatus::accepted, ++seq, ""});
        }
        ASSERT_TRUE(office::confirm(*office_, intent, answer));
    }

    [[nodiscard]] base::DocumentId new_plan(std::string_view subject = "tuyên truyền") {
        office::Wording wording;
        wording.kinds["plan"].title = "Kế hoạch";
        wording.kinds["report"].title = "Báo cáo";
        wording.kinds["plan"].skeleton = {{model::ItemRole::section, 0, "I.", "MỤC ĐÍCH"},
                                          {model::ItemRole::section, 0, "II.", "NỘI DUNG"}};
        const auto id = office::new_document(*office_, "plan", wording);
        EXPECT_TRUE(id);
        EXPECT_TRUE(office::set_field(*office_, *id, base::root_node(*id), "subject", subject));
        return *id;
    }

    [[nodiscard]] change::Document read(const base::DocumentId& id) {
        const auto document = office::read_document(*office_, id);
        EXPECT_TRUE(document);
        return document.value_or(change::Document{});
    }
    /// The `index`-th paragraph in reading order.
    [[nodiscard]] base::NodeId node(const base::DocumentId& id, std::size_t index) {
        return read(id).in_order().at(index)->id;
    }
    [[nodiscard]] std::vector<std::string> problems() {
        const auto report = office::check(*office_);
        EXPECT_TRUE(report) << base::name_of(report.error().code);
        return report ? report->problems : std::vector<std::string>{};
    }
    /// A second connection on the database, to do what no program should.
    void sql(const std::string& statement) {
        auto database = store::Database::open(folder / store::OfficeStore::kFileName);
        ASSERT_TRUE(database);
        ASSERT_TRUE(database->execute(statement)) << statement;
    }

    TempFolder folder;
    base::ManualClock clock{1'790'000'000'000}; ///< in September 2026
    base::SeededRandom random;
    base::KeyPair server;
    std::uint64_t seq = 0;

  private:
    static constexpr base::ReplicaId kServerReplica{{0x5E}};

    [[nodiscard]] change::Change directory_change(change::Payload payload, std::uint64_t counter) {
        change::Change change;
        change.id = {kServerReplica, counter};
        change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
        change.lamport = counter;
        change.payload = std::move(payload);
        return change;
    }

    std::unique_ptr<office::Workspace> office_;
};

} // namespace dongthac::tests
