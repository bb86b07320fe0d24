#include "client/ui/screens/history.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

namespace {

namespace intent = app::intent;

class HistoryScreen : public UiTest {};

TEST_F(HistoryScreen, HistoryShowsBothWordingsAndTakesTheChosenOne) {
    view_model::HistoryRows rows;
    rows.document = base::DocumentId{{1}};
    rows.node = base::NodeId{{2}};
    rows.text = "cả hai bản";
    rows.editable = true;
    rows.now_ms = 1'790'000'000'000;
    const office::Writer own{.office = "Trường", .device = "Máy A", .here = true};
    const office::Writer other{.office = "Trường", .device = "Máy B"};
    rows.pairs = {{{{own, rows.now_ms, true}, "bản của tôi", false}, {{other, rows.now_ms, false}, "", true}}};
    for (std::uint64_t i = 0; i < 2; ++i)
        rows.rows.push_back({{{}, i + 1},
                             "change.4",
                             {other, rows.now_ms, true},
                             true,
                             {{"text", model::ValueType::string, "cũ", "mới"}},
                             "",
                             "chữ của đoạn trước",
                             "chữ đang có",
                             true});
    std::vector<app::Intent> all;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (const auto intent = ui::draw_history(ctx, rows)) all.push_back(*intent);
    };
    frames(3);
    EXPECT_TRUE(mentions("Máy B"));
    EXPECT_TRUE(mentions(tr("history.unchecked")));

    click(tr("history.keep"));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(std::get<intent::KeepWording>(all[0]).text, "bản của tôi");
    EXPECT_EQ(std::get<intent::KeepWording>(all[0]).base, rows.text);
    click(tr("history.keep_off"));
    EXPECT_TRUE(std::get<intent::KeepWording>(all.at(1)).hidden);
    EXPECT_EQ(count(tr("history.restore")), 1U) << "what stands there now is nothing to go back to";
    click(tr("history.restore"));
    EXPECT_EQ(std::get<intent::Restore>(all.at(2)).change.counter, 2U);
    EXPECT_TRUE(mentions("chữ của đoạn trước"));
    EXPECT_TRUE(mentions("“chữ đang có”"));
    click(tr("history.reviewed"));
    EXPECT_EQ(std::get<intent::MarkReviewed>(all.at(3)).node, *rows.node);
    click(tr("history.back"));

    EXPECT_TRUE(std::holds_alternative<intent::CloseHistory>(all.back()));
}

} // namespace

} // namespace dongthac::test
