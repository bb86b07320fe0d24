#include <chrono>

#include "client/ui/widgets/paragraph_field.hpp"
#include "shared/text/nfc.hpp"
#include "tests/ui/support/paragraph_fixture.hpp"

namespace dongthac::test {

namespace {

using ParagraphField = ParagraphFixture;

// What UniKey sends for Telex "truowngf": letters, then Backspaces and the letters that replace them.
struct Burst {
    const char* name;
    const char* keys; ///< '<' is a Backspace
    const char* expected;
};

constexpr Burst kBursts[] = {
    {"one letter replaced", "tao<<ạo", "tạo"},
    {"whole syllable replaced twice", "truo<<ương<<<ờng", "trường"},
    {"replaced and continued", "tie<<iêng<<<<iếng ", "tiếng "},
    {"two syllables", "giao<<áo duc<<ục", "giáo dục"},
    {"more Backspaces than letters", "a<<<ă", "ă"},
    {"tone moved", "hoà<<oà", "hoà"},
};

} // namespace

TEST_F(ParagraphField, TakesVietnameseAsTyped) {
    focus();
    type("Kế hoạch truyền thông về Giáo dục và Đào tạo");

    EXPECT_EQ(state.text(), "Kế hoạch truyền thông về Giáo dục và Đào tạo");
    EXPECT_TRUE(changed);
}

TEST_F(ParagraphField, IgnoresKeysWhenItHasNotTheKeyboard) {
    type("lạc");
    key(ImGuiKey_Backspace);

    EXPECT_EQ(state.text(), "");
    EXPECT_FALSE(changed);
}

TEST_F(ParagraphField, KeepsAnInputMethodBurstThatComesInOneFrame) {
    for (const Burst& burst : kBursts) {
        state.set_text("");
        focus();
        for (const char32_t letter : text::to_code_points(burst.keys)) {
            if (letter == U'<')
                queue_key(ImGuiKey_Backspace);
            else
                queue_text(text::to_utf8({&letter, 1}));
        }
        settle();

        EXPECT_EQ(state.text(), burst.expected) << burst.name;
    }
}

TEST_F(ParagraphField, KeepsABurstWhenTricklingIsOff) {
    ImGui::GetIO().ConfigInputTrickleEventQueue = false;
    for (const Burst& burst : kBursts) {
        state.set_text("");
        focus();
        for (const char32_t letter : text::to_code_points(burst.keys)) {
            if (letter == U'<')
                queue_key(ImGuiKey_Backspace);
            else
                queue_text(text::to_utf8({&letter, 1}));
        }
        settle();

        EXPECT_EQ(state.text(), burst.expected) << burst.name;
    }
}

TEST_F(ParagraphField, KeepsABurstSpreadOverFrames) {
    for (const Burst& burst : kBursts) {
        state.set_text("");
        focus();
        for (const char32_t letter : text::to_code_points(burst.keys)) {
            if (letter == U'<')
                key(ImGuiKey_Backspace);
            else
                type(text::to_utf8({&letter, 1}));
        }

        EXPECT_EQ(state.text(), burst.expected) << burst.name;
    }
}

TEST_F(ParagraphField, TakesABackspaceSentAsACharacter) {
    focus();
    type("ta");
    ImGui::GetIO().AddInputCharacter(8);
    queue_text("ạ");
    settle();

    EXPECT_EQ(state.text(), "tạ");
}

TEST_F(ParagraphField, OneBackspaceHeldInTheQueueErasesOneLetterEach) {
    state.set_text("Đường");
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_End);
    for (int i = 0; i < 4; ++i) queue_key(ImGuiKey_Backspace);
    settle();

    EXPECT_EQ(state.text(), "Đ");
}

TEST_F(ParagraphField, RepeatsAHeldKey) {
    state.set_text(std::string(40, 'a'));
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_End);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, true);
    pass(1);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, false);
    settle();

    const std::size_t left = state.text().size();
    EXPECT_LT(left, 35u);
    EXPECT_GT(left, 0u);
    pass(1);
    EXPECT_EQ(state.text().size(), left) << "still erasing after the key was let go";
}

TEST_F(ParagraphField, ReplacesTheSelectionByTyping) {
    state.set_text("Kế hoạch cũ");
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_End);
    for (int i = 0; i < 2; ++i) chord(ImGuiMod_Shift | ImGuiKey_LeftArrow);
    type("mới");

    EXPECT_EQ(state.text(), "Kế hoạch mới");
    EXPECT_EQ(state.selection_begin(), state.selection_end());
}

TEST_F(ParagraphField, SelectsAWordByDoubleClickAndAllByCtrlA) {
    state.set_text("Trường Mầm non");
    frame();
    const ImVec2 at(item(kLabel).box.Min.x + 20, item(kLabel).box.GetCenter().y);
    press_mouse(at);
    press_mouse(at);

    EXPECT_EQ(state.selection_begin(), 0u);
    EXPECT_EQ(state.selection_end(), 6u);

    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    EXPECT_EQ(state.selection_end(), 14u);
}

TEST_F(ParagraphField, SelectsByDragging) {
    state.set_text("Phường Tây Mỗ giao nhiệm vụ");
    frame();
    const ImRect box = item(kLabel).box;
    drag_mouse({box.Min.x + 14, box.GetCenter().y}, {box.Min.x + 400, box.GetCenter().y});

    EXPECT_EQ(state.selection_begin(), 0u);
    EXPECT_EQ(state.selection_end(), text::length(state.text()));
    key(ImGuiKey_Delete);
    EXPECT_EQ(state.text(), "");
}

TEST_F(ParagraphField, PastesDecomposedTextAsNfc) {
    ImGui::SetClipboardText("Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                            "ch");
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_V);

    EXPECT_EQ(state.text(), "Kế hoạch");
    EXPECT_TRUE(text::is_nfc(state.text()));
}

TEST_F(ParagraphField, JoinsATypedToneToItsLetter) {
    focus();
    type("tie");
    ImGui::GetIO().AddInputCharacter(0x0302);
    ImGui::GetIO().AddInputCharacter(0x0301);
    settle();
    type("ng");

    EXPECT_EQ(state.text(), "tiếng");
}

TEST_F(ParagraphField, CutsAndPastesThroughTheClipboard) {
    state.set_text("một hai");
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    chord(ImGuiMod_Ctrl | ImGuiKey_X);
    EXPECT_EQ(state.text(), "");
    chord(ImGuiMod_Ctrl | ImGuiKey_V);
    chord(ImGuiMod_Ctrl | ImGuiKey_V);

    EXPECT_EQ(state.text(), "một haimột hai");
}

TEST_F(ParagraphField, MovesByRowsAndByWords) {
    options.width = 300;
    state.set_text("Tháng nào nhà trường cũng kể một việc làm tốt của thầy cô, học trò và phụ huynh, gửi về phường "
                   "trước chiều thứ năm");
    focus();
    ASSERT_GE(state.rows(), 3u);
    chord(ImGuiMod_Ctrl | ImGuiKey_Home);
    key(ImGuiKey_DownArrow);
    const std::size_t second_row = state.caret();
    EXPECT_GT(second_row, 0u);
    key(ImGuiKey_UpArrow);
    EXPECT_EQ(state.caret(), 0u);
    key(ImGuiKey_End);
    EXPECT_LT(state.caret(), second_row);
    key(ImGuiKey_Home);
    chord(ImGuiMod_Ctrl | ImGuiKey_RightArrow);
    EXPECT_EQ(state.caret(), 6u);
}

TEST_F(ParagraphField, TakesThirteenThousandCharacters) {
    std::string longest;
    while (text::length(longest) < 13'000) longest += "Kể chuyện người thật, việc thật ở lớp và ở nhà; ";
    options.max_rows = 12;
    state.set_text(longest);
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_End);
    EXPECT_GT(state.rows(), 60u);

    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 50; ++i) type("ệ");
    const double each =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / 50;

    EXPECT_EQ(text::length(state.text()), text::length(longest) + 50);
    RecordProperty("ms_per_key", std::to_string(each));
    chord(ImGuiMod_Ctrl | ImGuiKey_Home);
    type("Đ");
    EXPECT_TRUE(state.text().starts_with("ĐKể"));
}

TEST_F(ParagraphField, GrowsWithItsRowsAndKeepsItsWidth) {
    options.width = 260;
    frame();
    const float empty = item(kLabel).box.GetHeight();
    state.set_text("Nghiêngnghiêngnghiêngnghiêngnghiêngnghiêng rồi xuống dòng\n\nvà một đoạn nữa cho đủ dài");
    frame();

    const ImRect box = item(kLabel).box;
    EXPECT_EQ(box.GetWidth(), 260);
    EXPECT_GE(state.rows(), 4u);
    EXPECT_NEAR(box.GetHeight() - empty, 24.0f * static_cast<float>(state.rows() - 1), 2);
}

} // namespace dongthac::test
