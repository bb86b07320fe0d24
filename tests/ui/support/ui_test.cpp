#include "tests/ui/support/ui_test.hpp"

#include "client/app/assets.hpp"

namespace dongthac::test {

namespace {

constexpr double kFrame = 1.0 / 60;

// The part of a renderer that ImGui waits for: every texture it asked for counts as made.
void accept_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
}

} // namespace

std::filesystem::path assets_folder() {
    const auto found = app::find_assets();
    return found ? *found : std::filesystem::path("assets");
}

void UiTest::SetUp() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1366, 768};
    io.DeltaTime = static_cast<float>(kFrame);
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigInputTrickleEventQueue = true;
    ImGuiContext& context = *ImGui::GetCurrentContext();
    context.TestEngineHookItems = true;
    // A misuse of ImGui is a failed test, also in a build without assertions.
    io.ConfigErrorRecoveryEnableAssert = false;
    context.ErrorCallback = [](ImGuiContext*, void*, const char* message) { ADD_FAILURE() << "ImGui: " << message; };

    auto strings = app::Strings::load(assets_folder(), "vi");
    ASSERT_TRUE(strings.has_value()) << "no assets at " << assets_folder();
    strings_ = std::make_unique<app::Strings>(std::move(*strings));
    auto theme = ui::Theme::load(assets_folder(), ui::ThemeName::light, 1);
    ASSERT_TRUE(theme.has_value()) << base::name_of(theme.error().code) << " " << theme.error().arg("path");
    theme_ = std::make_unique<ui::Theme>(std::move(*theme));
}

void UiTest::TearDown() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext();
}

void UiTest::frame() {
    Probe::instance().clear();
    now_ += kFrame;
    redraw_.begin_frame();
    ImGui::NewFrame();
    draw({.strings = *strings_, .theme = *theme_, .now = now_, .redraw = redraw_});
    ImGui::Render();
    accept_textures();
    const bool pending = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
    redraw_.end_frame(pending ? app::InputQueue::pending : app::InputQueue::empty);
}

void UiTest::frames(int count) {
    for (int i = 0; i < count; ++i) frame();
}

void UiTest::settle() {
    do frame();
    while (ImGui::GetCurrentContext()->InputEventsQueue.Size > 0);
    frame();
}

void UiTest::pass(double seconds) {
    for (const double end = now_ + seconds; now_ < end;) frame();
}

ProbedItem UiTest::item(std::string_view label, std::size_t nth) const {
    const auto found = Probe::instance().find(label, nth);
    EXPECT_TRUE(found.has_value()) << "not on the screen: " << label << " (" << nth << ")";
    return found.value_or(ProbedItem{});
}

void UiTest::move_mouse(ImVec2 at) {
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frame();
}

void UiTest::press_mouse(ImVec2 at) {
    move_mouse(at);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frame();
    frame();
}

void UiTest::click(std::string_view label, std::size_t nth) {
    frame();
    const auto found = Probe::instance().find(label, nth);
    ASSERT_TRUE(found.has_value()) << "not on the screen: " << label << " (" << nth << ")";
    ASSERT_TRUE(found->reachable()) << "not reachable: " << label;
    press_mouse(found->box.GetCenter());
}

void UiTest::double_click(std::string_view label, std::size_t nth) {
    click(label, nth);
    click(label, nth);
}

void UiTest::drag_mouse(ImVec2 from, ImVec2 to) {
    move_mouse(from);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    move_mouse({(from.x + to.x) / 2, (from.y + to.y) / 2});
    move_mouse(to);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frame();
    frame();
}

void UiTest::wheel(std::string_view label, float notches) {
    move_mouse(item(label).box.GetCenter());
    ImGui::GetIO().AddMouseWheelEvent(0, notches);
    frame();
    frame();
}

void UiTest::type(std::string_view utf8) {
    queue_text(utf8);
    settle();
}

void UiTest::queue_text(std::string_view utf8) { ImGui::GetIO().AddInputCharactersUTF8(std::string(utf8).c_str()); }

void UiTest::queue_key(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    ImGui::GetIO().AddKeyEvent(key, false);
}

void UiTest::key(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    frame();
    ImGui::GetIO().AddKeyEvent(key, false);
    settle();
}

void UiTest::chord_event(ImGuiKeyChord chord, bool down) {
    ImGuiIO& io = ImGui::GetIO();
    for (const auto& [mod, physical] : {std::pair{ImGuiMod_Ctrl, ImGuiKey_LeftCtrl},
                                        {ImGuiMod_Shift, ImGuiKey_LeftShift},
                                        {ImGuiMod_Alt, ImGuiKey_LeftAlt}}) {
        if ((chord & mod) == 0) continue;
        io.AddKeyEvent(static_cast<ImGuiKey>(mod), down);
        io.AddKeyEvent(physical, down);
    }
}

void UiTest::chord(ImGuiKeyChord chord) {
    const auto plain = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
    chord_event(chord, true);
    frame();
    ImGui::GetIO().AddKeyEvent(plain, true);
    frame();
    ImGui::GetIO().AddKeyEvent(plain, false);
    chord_event(chord, false);
    settle();
}

TestWindow::TestWindow() {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
}

TestWindow::~TestWindow() { ImGui::End(); }

} // namespace dongthac::test
