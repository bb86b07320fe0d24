#include <random>

#include <gtest/gtest.h>

#include "client/ui/widgets/edit_core.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::test {

namespace {

using ui::EditCore;
using ui::EditKey;
using ui::Extend;

std::u32string letters(std::string_view utf8) { return text::to_code_points(utf8); }

} // namespace

TEST(EditCore, NoRowIsWiderThanTheLimitUnlessSpacesHangOver) {
    EditCore core;
    core.replace_all(letters("Nghiêngnghiêngnghiêngnghiêng rồi xuống dòng\n\nvà một đoạn nữa cho đủ dài "));
    core.set_layout(12, [](char32_t) { return 1.0f; });

    for (const text::Row& row : core.rows()) {
        std::u32string shown = core.text().substr(row.begin, row.end - row.begin);
        while (!shown.empty() && (shown.back() == U' ' || shown.back() == U'\n')) shown.pop_back();
        EXPECT_LE(shown.size(), 12u);
    }
    EXPECT_EQ(core.rows().back().end, core.text().size());
}

TEST(EditCore, DownKeepsToItsColumnOverAShortRow) {
    EditCore core;
    core.set_layout(100, [](char32_t) { return 1.0f; });
    core.replace_all(letters("0123456789\nab\n0123456789"));
    core.move_to(8, Extend::no);

    core.key(EditKey::down, Extend::no, 1);
    EXPECT_EQ(core.caret(), 13u);
    core.key(EditKey::down, Extend::no, 1);
    EXPECT_EQ(core.caret(), 22u);
}

// Typing, erasing, selecting, pasting, undoing in any order: the caret stays inside, rows cover the text, text is NFC,
// and undoing everything gives back the start.
TEST(EditCore, SurvivesAnyOrderOfKeys) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::u32string alphabet = U"aăâeêoôơuưdđ ạếỗ\n\u0301\u0302\u0323,x";

    for (int round = 0; round < 60; ++round) {
        EditCore core;
        core.set_layout(9, [](char32_t letter) { return letter == U'\n' ? 0.0f : 1.0f; });
        for (int step = 0; step < 150; ++step) {
            switch (random() % 8) {
            case 0: core.paste(letters("hoạch định")); break;
            case 1: core.undo(); break;
            case 2: core.redo(); break;
            case 3: core.key(static_cast<EditKey>(random() % 14), random() % 2 ? Extend::yes : Extend::no, 3); break;
            case 4: core.key(EditKey::backspace, Extend::no, 3); break;
            default: core.type(alphabet[random() % alphabet.size()]); break;
            }
            ASSERT_LE(core.caret(), core.text().size());
            ASSERT_LE(core.selection().second, core.text().size());
            ASSERT_EQ(core.rows().back().end, core.text().size());
            ASSERT_TRUE(text::is_nfc(text::to_utf8(core.text()))) << text::to_utf8(core.text());
        }
        while (core.undo()) {
        }
        EXPECT_TRUE(core.text().empty());
    }
}

} // namespace dongthac::test
