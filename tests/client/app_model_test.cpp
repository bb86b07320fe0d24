#include <gtest/gtest.h>

#include "client/app/app_model.hpp"
#include "client/app/assets.hpp"
#include "shared/text/rebase.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

namespace intent = app::intent;

class AppModel : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto assets = app::find_assets();
        ASSERT_TRUE(assets);
        strings = std::make_unique<app::Strings>(app::Strings::load(*assets, "vi").value());
        pc = net.pc_of("truong-a", kSchoolRoles);
        model = std::make_unique<app::AppModel>(pc->office, *strings, *pc, files);
    }
    /// A new plan, open in the editor.
    base::DocumentId open_plan() {
        model->apply(intent::NewDocument{});
        return model->open_document();
    }
    std::string text_of(std::size_t paragraph) { return model->editor()->paragraphs.at(paragraph).text; }
    bool says(std::string_view key) { return says_words(strings->tr(key)); }
    bool says_words(const std::string& words) {
        const std::vector<app::Notice> notices = model->take_notices();
        return std::ranges::any_of(notices, [&](const app::Notice& notice) { return notice.text == words; });
    }

    OfficeNet net;
    std::unique_ptr<OfficePc> pc;
    std::unique_ptr<app::Strings> strings;
    NoFiles files;
    std::unique_ptr<app::AppModel> model;
};

struct RebaseCase {
    const char* base;
    const char* mine;
    const char* theirs;
    const char* merged;
};

constexpr RebaseCase kRebase[] = {
    {"một hai ba", "một hai ba bốn", "không một hai ba", "không một hai ba bốn"},
    {"một hai ba", "một ba", "một hai ba bốn", "một ba bốn"},
    {"một hai", "một hai", "một hai ba", "một hai ba"},
    {"một hai", "một hai ba", "một hai", "một hai ba"},
    {"một hai", "một hai ba", "một hai ba", "một hai ba"},
    {"", "xin chào", "", "xin chào"},
    {"một hai ba", "một HAI ba", "một hai BA", "một HAI BA"},
    // Two syllables that only the merge puts side by side stay two.
    {"một hai", "một bốn hai", "một năm", "một năm bốn "},
    // A word between two others' words, taken out here, does not come back with them.
    {"một hai", "một ba", "một bốn hai năm", "một bốn ba năm"},
};

} // namespace

TEST(RebaseText, KeepsWhatBothTyped) {
    for (const RebaseCase& row : kRebase) EXPECT_EQ(text::rebase(row.base, row.mine, row.theirs), row.merged);
}

TEST_F(AppModel, ANewPlanOpensWithTheSkeleton) {
    const base::DocumentId plan = open_plan();

    EXPECT_FALSE(plan.empty());
    EXPECT_EQ(model->screen(), app::Screen::editor);
    EXPECT_GT(model->editor()->headings.size(), 2U);
    EXPECT_TRUE(says_words(strings->tr("done.new_document", {{"kind", strings->tr("kind.plan")}})));
}

TEST_F(AppModel, UndoAndRedoNameWhatTheyDo) {
    const base::DocumentId plan = open_plan();
    const auto& row = model->editor()->paragraphs.at(1);
    const std::string before = row.text;
    model->apply(intent::SetText{plan, row.node, before, before + " thêm"});
    EXPECT_EQ(model->undo_name(), strings->tr("undo.text", {{"n", 2}}));

    model->apply(intent::Undo{});
    EXPECT_EQ(text_of(1), before);
    EXPECT_EQ(model->redo_name(), strings->tr("undo.text", {{"n", 2}}));
    model->apply(intent::Redo{});

    EXPECT_EQ(text_of(1), before + " thêm");
}

TEST_F(AppModel, AddHideAndMoveAreTakenBack) {
    const base::DocumentId plan = open_plan();
    const std::size_t many = model->editor()->paragraphs.size();
    const base::NodeId second = model->editor()->paragraphs.at(1).node;
    model->apply(intent::AddParagraph{plan, second, model::ItemRole::paragraph, "mới"});
    ASSERT_EQ(model->editor()->paragraphs.size(), many + 1);
    EXPECT_EQ(text_of(2), "mới");
    const base::NodeId added = model->editor()->paragraphs.at(2).node;
    model->apply(intent::MoveParagraph{plan, added, intent::MoveWay::up});
    EXPECT_EQ(text_of(1), "mới");
    model->apply(intent::HideParagraph{plan, added});
    EXPECT_EQ(model->editor()->paragraphs.size(), many);

    model->apply(intent::Undo{});
    EXPECT_EQ(text_of(1), "mới");
    model->apply(intent::Undo{});
    EXPECT_EQ(text_of(2), "mới");
    model->apply(intent::Undo{});

    EXPECT_EQ(model->editor()->paragraphs.size(), many);
    EXPECT_TRUE(model->undo_name().empty());
}

TEST_F(AppModel, AFieldSomebodyElseChangedSinceIsNotUndone) {
    const base::DocumentId plan = open_plan();
    const base::NodeId root = base::root_node(plan);
    model->apply(intent::SetField{plan, root, "document_number", "5"});
    ASSERT_TRUE(office::set_field(pc->office, plan, root, "document_number", "6"));
    (void)model->take_notices();

    model->apply(intent::Undo{});

    EXPECT_EQ(model->take_notices().at(0).tone, app::NoticeTone::warning);
    EXPECT_EQ(office::summary_of(pc->office, plan)->number, "6");
}

TEST_F(AppModel, TheHistoryOfADocumentSaysWhichParagraphWasHiddenOrMoved) {
    const base::DocumentId plan = open_plan();
    const auto row = model->editor()->paragraphs.at(1);
    model->apply(intent::SetText{plan, row.node, row.text, "bản mới"});
    model->apply(intent::MoveParagraph{plan, row.node, intent::MoveWay::down});
    model->apply(intent::HideParagraph{plan, row.node});
    model->apply(intent::SetField{plan, base::root_node(plan), "document_number", "5"});

    model->apply(intent::ShowHistory{plan, std::nullopt});

    ASSERT_NE(model->history(), nullptr);
    const auto& rows = model->history()->rows;
    ASSERT_GE(rows.size(), 4U);
    EXPECT_EQ(rows[0].about, ""); // the document's own field
    EXPECT_EQ(rows[1].what, "change.5");
    EXPECT_EQ(rows[1].about, "bản mới");
    EXPECT_EQ(rows[2].what, "change.moved");
    EXPECT_EQ(rows[2].about, "bản mới");
    EXPECT_EQ(rows[3].about, ""); // its before and after quote it
}

TEST_F(AppModel, TheHistoryOfAParagraphRestoresItAndTheRestoreIsUndone) {
    const base::DocumentId plan = open_plan();
    const auto row = model->editor()->paragraphs.at(1);
    model->apply(intent::SetText{plan, row.node, row.text, "bản mới"});

    model->apply(intent::ShowHistory{plan, row.node});
    ASSERT_NE(model->history(), nullptr);
    ASSERT_EQ(model->history()->rows.size(), 2U);
    EXPECT_EQ(model->history()->rows[0].values.at(0).after, "bản mới");
    EXPECT_TRUE(model->history()->rows[0].by.who.here);
    model->apply(intent::Restore{plan, row.node, model->history()->rows[1].change});
    EXPECT_TRUE(says("history.restored"));
    EXPECT_EQ(text_of(1), row.text);
    EXPECT_EQ(model->history()->rows.size(), 3U);

    model->apply(intent::Undo{});
    EXPECT_EQ(text_of(1), "bản mới");
    model->apply(intent::CloseHistory{});
    EXPECT_EQ(model->history(), nullptr);
}

TEST_F(AppModel, BothWordingsOfAParagraphAreShownWithTheirAuthors) {
    const base::DocumentId plan = open_plan();
    const auto other = net.pc_of("truong-a", kSchoolRoles);
    const auto row = model->editor()->paragraphs.at(1);
    pc->sync();
    other->sync();
    model->apply(intent::SetText{plan, row.node, row.text, row.text + " của tôi"});
    ASSERT_TRUE(office::set_text(other->office, plan, row.node, row.text + " của bạn"));
    pc->sync();
    other->sync();
    pc->sync();
    model->refresh();

    model->apply(intent::ShowHistory{plan, row.node});

    ASSERT_NE(model->history(), nullptr);
    ASSERT_EQ(model->history()->pairs.size(), 1U);
    const auto& [first, second] = model->history()->pairs.front();
    EXPECT_NE(first.by.who.here, second.by.who.here);
    EXPECT_EQ(first.by.who.here ? first.text : second.text, row.text + " của tôi");
    EXPECT_EQ(first.by.who.here ? second.text : first.text, row.text + " của bạn");
}

TEST_F(AppModel, TypingIntoAPlanThatWasIssuedMeanwhileIsKeptAsARemark) {
    const base::DocumentId plan = open_plan();
    const auto row = model->editor()->paragraphs.at(1);
    ASSERT_TRUE(office::decide(pc->office, plan, model::Action::issue));

    model->apply(intent::SetText{plan, row.node, row.text, row.text + " viết thêm"});

    EXPECT_TRUE(says("done.kept_as_comment"));
    ASSERT_FALSE(model->editor()->notes.empty());
    EXPECT_EQ(model->editor()->notes.front().text, row.text + " viết thêm");
}

TEST_F(AppModel, ARefusedStepIsASentence) {
    const base::DocumentId plan = open_plan();
    (void)model->take_notices();

    model->apply(intent::Decide{plan, model::Action::accept, ""});

    const auto notices = model->take_notices();
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].tone, app::NoticeTone::problem);
    EXPECT_EQ(notices[0].text.find('{'), std::string::npos);
}

TEST_F(AppModel, ThePaletteFindsCommandsAndParagraphsWithoutDiacritics) {
    const base::DocumentId plan = open_plan();
    const auto& row = model->editor()->paragraphs.at(1);
    model->apply(intent::SetText{plan, row.node, row.text, "Tuyên dương cô giáo Đặng Thị Hoà"});

    EXPECT_EQ(model->palette("dong bo ngay").at(0).id, "sync");
    const auto& found = model->palette("dang thi hoa");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(std::get<intent::OpenDocument>(found[0].intent).node, row.node);
}

TEST_F(AppModel, AWrongClockIsABannerNotARefusal) {
    class Late final : public app::SyncControl {
      public:
        void request_now() override {}
        void request_join(const std::string&, const std::string&) override {}
        void request_act(app::OfficeAct) override {}
        [[nodiscard]] app::SyncStatus status() const override {
            app::SyncStatus status;
            status.clock_skew_ms = -3'600'000;
            return status;
        }
    } late;
    app::AppModel other(pc->office, *strings, late, files);
    other.poll();

    ASSERT_EQ(other.banners().size(), 1U);
    EXPECT_NE(other.banners()[0].text.find("60"), std::string::npos);
}

} // namespace dongthac::tests
