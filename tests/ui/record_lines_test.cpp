#include "tests/ui/support/records_window.hpp"

// Records whose lines have fields: a budget's items and a channel's readings.

namespace dongthac::test {

namespace {

class RecordLines : public RecordsWindow {
  protected:
    [[nodiscard]] std::vector<change::NodeState> lines(const base::DocumentId& id) {
        const change::Document document = office::read_document(at->pc->office, id).value();
        std::vector<change::NodeState> out;
        for (const change::NodeState* node : document.in_order()) out.push_back(*node);
        return out;
    }
    [[nodiscard]] static std::string said(const change::NodeState& line, std::string_view kind,
                                          std::string_view field) {
        return model::to_text(line.value(model::record_type(kind)->find(field, model::Place::node)->id));
    }
    void add_line() {
        click(tr("record.add_line"));
        settle();
    }
    /// The field of a line: the first of its name is the head of the column.
    void fill_line(std::string_view kind, std::string_view field, std::size_t line, std::string_view words) {
        click(label(kind, field), line);
        settle();
        chord(ImGuiMod_Ctrl | ImGuiKey_A);
        type(words);
        key(ImGuiKey_Enter);
        settle();
    }
};

} // namespace

TEST_F(RecordLines, APauseAfterASpaceIsNotSaidToBeUnstored) {
    const base::DocumentId id = make("budget");
    add_line();
    click(label("budget", "text"), 1);
    settle();
    type("Máy ");
    pass(1.1);
    EXPECT_EQ(lines(id).front().text(), "Máy ");
    EXPECT_FALSE(sees(tr("record.not_stored")));

    type("ảnh");
    key(ImGuiKey_Enter);
    EXPECT_EQ(lines(id).front().text(), "Máy ảnh");
    EXPECT_FALSE(sees(tr("record.not_stored")));
}

TEST_F(RecordLines, ABudgetIsWrittenItemByItemAndAddsItselfUp) {
    const base::DocumentId id = make("budget");
    EXPECT_TRUE(sees(tr("record.no_lines")));
    add_line();
    add_line();
    ASSERT_EQ(lines(id).size(), 2U);

    fill_line("budget", "text", 1, "Máy ảnh");
    fill_line("budget", "quantity", 1, "2");
    fill_line("budget", "price", 1, "1.500.000");
    fill_line("budget", "text", 2, "In tờ rơi");
    fill_line("budget", "quantity", 2, "0,5");
    fill_line("budget", "price", 2, "500.000");
    fill_line("budget", "spent", 2, "100.000");

    const auto stored = lines(id);
    EXPECT_EQ(stored[0].text(), "Máy ảnh");
    EXPECT_EQ(said(stored[0], "budget", "price"), "1500000");
    EXPECT_EQ(stored[1].text(), "In tờ rơi");
    EXPECT_EQ(said(stored[1], "budget", "quantity"), "0.5");
    EXPECT_TRUE(sees("3.000.000"));
    EXPECT_TRUE(sees("3.250.000")) << "both together";
}

TEST_F(RecordLines, AWrongValueInALineIsNotSentAroundAndGoesWithItsLine) {
    const base::DocumentId id = make("budget");
    put(id, "subject", "Dự toán truyền thông");
    add_line();
    fill_line("budget", "price", 1, "1.500.000");
    fill_line("budget", "price", 1, "1,5tr");
    click(tr("action.submit"));
    settle();
    EXPECT_FALSE(sees(tr("ask.submit.title"))) << "the price of before would go up";
    EXPECT_EQ(at->state_of(id), model::DocumentState::draft);

    click(tr("record.remove_line", {{"n", "1"}}));
    settle();
    decide("submit");
    EXPECT_EQ(at->state_of(id), model::DocumentState::submitted);
}

TEST_F(RecordLines, ALineIsRemovedAndComesBack) {
    const base::DocumentId id = make("budget");
    add_line();
    fill_line("budget", "text", 1, "Máy ảnh");
    click(tr("record.remove_line", {{"n", "1"}}));
    settle();
    EXPECT_TRUE(lines(id).empty());

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    settle();

    ASSERT_EQ(lines(id).size(), 1U);
    EXPECT_EQ(lines(id)[0].text(), "Máy ảnh");
}

TEST_F(RecordLines, AWrongValueStaysWhereItWasTyped) {
    const base::DocumentId id = make("channel");
    add_line();
    fill_line("channel", "followers", 1, "rất nhiều");

    EXPECT_EQ(said(lines(id)[0], "channel", "followers"), "");
    EXPECT_TRUE(mentions("rất nhiều"));
    fill_line("channel", "followers", 1, "1.250");
    EXPECT_EQ(said(lines(id)[0], "channel", "followers"), "1250");
    EXPECT_FALSE(sees(tr("lines.total"))) << "readings are not added up";
}

TEST_F(RecordLines, WhatIsTypedInALineIsWrittenDownBeforeThePageIsLeft) {
    const base::DocumentId id = make("channel");
    add_line();
    click(label("channel", "on_day"), 1);
    settle();
    type("28/10/2026");
    EXPECT_EQ(said(lines(id)[0], "channel", "on_day"), "");

    chord(ImGuiMod_Ctrl | ImGuiKey_1);

    EXPECT_EQ(said(lines(id)[0], "channel", "on_day"), "2026-10-28");
}

TEST_F(RecordLines, TheWardReadsWhatTheSchoolSent) {
    const base::DocumentId id = make("budget");
    put(id, "subject", "Dự toán truyền thông");
    add_line();
    fill_line("budget", "text", 1, "Máy ảnh");
    fill_line("budget", "quantity", 1, "2");
    fill_line("budget", "price", 1, "1.500.000");
    decide("submit");
    school->pc->sync();
    ward->pc->sync();

    sit_at(*ward);
    open(id);

    EXPECT_TRUE(sees("Máy ảnh"));
    EXPECT_TRUE(sees("3.000.000"));
    EXPECT_FALSE(sees(tr("record.add_line")));
}

} // namespace dongthac::test
