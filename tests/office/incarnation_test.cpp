#include <functional>
#include <utility>

#include <nlohmann/json.hpp>

#include "shared/document/document_json.hpp"
#include "shared/model/record.hpp"
#include "shared/office/check.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

/// A second life of `pc`'s database: the copy opened in a folder of its own, online through the same server.
struct Copy {
    Copy(OfficeNet& net, OfficePc& pc, std::uint64_t seed) : random(seed) {
        const auto file = folder.path() / store::OfficeStore::kFileName;
        EXPECT_TRUE(pc.office.store().backup_to(file));
        office.emplace(office::Workspace::open(folder.path(), net.clock, random).value());
        transport.emplace(net.routes(), online);
    }
    sync::RoundReport round() {
        const auto report = sync::run_round(*office, *transport);
        EXPECT_TRUE(report) << base::name_of(report.error().code);
        return report.value_or(sync::RoundReport{});
    }

    TempFolder folder;
    base::SeededRandom random;
    bool online = true;
    std::optional<office::Workspace> office;
    std::optional<DirectTransport> transport;
};

std::string shown(office::Workspace& office, const base::DocumentId& id) {
    const auto document = office::read_document(office, id);
    EXPECT_TRUE(document);
    return document ? document::document_json(*document).dump() : std::string();
}

void expect_sound(office::Workspace& office) {
    const auto report = office::check(office);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
}

} // namespace

TEST(Incarnation, ARestoredDatabaseLosesNeitherItsLaterNorItsNewWork) {
    OfficeNet net;
    const auto pc = net.pc_of("truong-a", kSchoolRoles);
    const base::DocumentId plan = office::new_document(pc->office, "plan", {}).value();
    const base::NodeId root = base::root_node(plan);
    pc->sync();
    Copy restored(net, *pc, 900);
    ASSERT_TRUE(office::set_field(pc->office, plan, root, "subject", "Sau khi sao lưu"));
    pc->sync();

    // Work on the restored copy before it hears of the server gives the same change ids again.
    ASSERT_TRUE(office::set_field(*restored.office, plan, root, "place_name", "Sau khi khôi phục"));
    const sync::RoundReport report = restored.round();

    EXPECT_TRUE(report.forked);
    EXPECT_EQ(report.pending, 0u);
    EXPECT_EQ(office::summary_of(*restored.office, plan)->subject, "Sau khi sao lưu");
    const auto document = office::read_document(*restored.office, plan);
    EXPECT_EQ(document->root().string(model::field::kPlace), "Sau khi khôi phục");
    expect_sound(*restored.office);
    EXPECT_FALSE(restored.round().forked); // mended for good
}

TEST(Incarnation, ADatabaseRestoredWithUnsentWorkIsNotStuckWhenTheServerHasThatWorkInALongerSegment) {
    OfficeNet net;
    const auto pc = net.pc_of("truong-a", kSchoolRoles);
    const base::DocumentId plan = office::new_document(pc->office, "plan", {}).value();
    const base::NodeId root = base::root_node(plan);
    Copy restored(net, *pc, 903);
    ASSERT_TRUE(office::set_field(pc->office, plan, root, "subject", "Sau khi sao lưu"));
    pc->sync();

    const sync::RoundReport report = restored.round();

    EXPECT_TRUE(report.forked);
    EXPECT_EQ(report.pending, 0u);
    EXPECT_EQ(office::summary_of(*restored.office, plan)->subject, "Sau khi sao lưu");
    expect_sound(*restored.office);
}

TEST(Incarnation, TwoPcsOnOneCopyBothKeepTheirWorkAndAgree) {
    OfficeNet net;
    const auto pc = net.pc_of("truong-a", kSchoolRoles);
    const base::DocumentId plan = office::new_document(pc->office, "plan", {}).value();
    const base::NodeId root = base::root_node(plan);
    pc->sync();
    Copy clone(net, *pc, 901);

    ASSERT_TRUE(office::set_field(pc->office, plan, root, "subject", "Của bản gốc"));
    ASSERT_TRUE(office::set_field(*clone.office, plan, root, "document_number", "07"));
    pc->sync();
    EXPECT_TRUE(clone.round().forked);
    pc->sync();

    EXPECT_EQ(shown(pc->office, plan), shown(*clone.office, plan));
    EXPECT_EQ(office::summary_of(pc->office, plan)->number, "07");
    EXPECT_EQ(office::summary_of(*clone.office, plan)->subject, "Của bản gốc");
    EXPECT_NE(pc->office.identity().replica, clone.office->identity().replica);
    expect_sound(pc->office);
    expect_sound(*clone.office);
}

/// The window writes while the background round waits for its first answer.
class TypingTransport final : public sync::Transport {
  public:
    TypingTransport(sync::Transport& inner, std::function<void()> type) : inner_(inner), type_(std::move(type)) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        if (type_) std::exchange(type_, nullptr)();
        return inner_.post(path, body);
    }

  private:
    sync::Transport& inner_;
    std::function<void()> type_;
};

TEST(Incarnation, WhatTheWindowOfACopyWritesDuringTheRoundIsNotTakenForWhatTheOtherCopySent) {
    OfficeNet net;
    const auto pc = net.pc_of("truong-a", kSchoolRoles);
    const base::DocumentId plan = office::new_document(pc->office, "plan", {}).value();
    const base::NodeId root = base::root_node(plan);
    pc->sync();
    Copy clone(net, *pc, 904);
    ASSERT_TRUE(office::set_field(pc->office, plan, root, "subject", "Của bản gốc"));
    pc->sync();
    TypingTransport typing(*clone.transport, [&] {
        auto window = office::Workspace::open(clone.folder.path(), net.clock, clone.random);
        ASSERT_TRUE(window);
        ASSERT_TRUE(office::set_field(*window, plan, root, "place_name", "Hoa Mai"));
    });

    const auto report = sync::run_round(*clone.office, typing);
    ASSERT_TRUE(report) << base::name_of(report.error().code);
    ASSERT_TRUE(office::set_field(pc->office, plan, root, "document_number", "07"));
    pc->sync();
    (void)clone.round();
    pc->sync();

    EXPECT_TRUE(report->forked);
    EXPECT_EQ(shown(pc->office, plan), shown(*clone.office, plan));
    EXPECT_EQ(office::summary_of(*clone.office, plan)->subject, "Của bản gốc");
    EXPECT_EQ(office::summary_of(*clone.office, plan)->number, "07");
    EXPECT_EQ(office::read_document(pc->office, plan)->root().string(model::field::kPlace), "Hoa Mai");
    expect_sound(pc->office);
    expect_sound(*clone.office);
}

TEST(Incarnation, ADecisionThatWasWaitingGoesThroughUnderTheNewName) {
    OfficeNet net;
    const auto pc = net.pc_of("truong-a", kSchoolRoles);
    const base::DocumentId plan = office::new_document(pc->office, "plan", {}).value();
    pc->sync();
    Copy clone(net, *pc, 902);
    ASSERT_TRUE(office::set_field(pc->office, plan, base::root_node(plan), "subject", "Của bản gốc"));
    pc->sync();
    ASSERT_TRUE(office::set_field(*clone.office, plan, base::root_node(plan), "place_name", "Hoa Mai"));
    ASSERT_TRUE(office::decide(*clone.office, plan, model::Action::submit));

    const sync::RoundReport report = clone.round();

    EXPECT_TRUE(report.forked);
    EXPECT_TRUE(report.overtaken.empty());
    EXPECT_EQ(office::summary_of(*clone.office, plan)->state, model::DocumentState::submitted);
    pc->sync();
    EXPECT_EQ(office::summary_of(pc->office, plan)->state, model::DocumentState::submitted);
    expect_sound(*clone.office);
}

TEST(Incarnation, ACopyThatReadAlongDecidesInAFeedItOnlyWritesTo) {
    OfficeNet net;
    const auto pc = net.pc_of("truong-a", kSchoolRoles);
    const base::DocumentId one = office::new_document(pc->office, "plan", {}).value();
    const base::DocumentId two = office::new_document(pc->office, "plan", {}).value();
    pc->sync();
    Copy clone(net, *pc, 905);
    ASSERT_TRUE(office::decide(pc->office, one, model::Action::submit));
    pc->sync();
    EXPECT_FALSE(clone.round().forked) << "it has written nothing: what comes is its own, as far as it knows";

    // Where its chain in in/phuong stands it cannot read.
    ASSERT_TRUE(office::decide(*clone.office, two, model::Action::submit));
    (void)clone.round();
    const sync::RoundReport report = clone.round();

    EXPECT_EQ(report.pending, 0u);
    EXPECT_EQ(office::read_document(*clone.office, two)->head.state, model::DocumentState::submitted);
    EXPECT_NE(clone.office->identity().replica, pc->office.identity().replica);
    pc->sync();
    EXPECT_EQ(office::summary_of(pc->office, two)->state, model::DocumentState::submitted);
    EXPECT_EQ(shown(pc->office, one), shown(*clone.office, one));
    expect_sound(*clone.office);
}

} // namespace dongthac::tests
