#include "client/ui/widgets/paragraph_input.hpp"

#include <optional>
#include <string>

#include <imgui_internal.h>

#include "shared/text/nfc.hpp"

namespace dongthac::ui {

namespace {

struct Mods {
    bool ctrl = false;
    bool shift = false;
    bool alt = false;
};

constexpr ImGuiKey kRepeating[] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow,  ImGuiKey_UpArrow,   ImGuiKey_DownArrow,
                                   ImGuiKey_PageUp,    ImGuiKey_PageDown,    ImGuiKey_Backspace, ImGuiKey_Delete,
                                   ImGuiKey_Enter,     ImGuiKey_KeypadEnter, ImGuiKey_Z,         ImGuiKey_Y,
                                   ImGuiKey_V};

std::optional<EditKey> edit_key(ImGuiKey key, const Mods& mods) {
    switch (key) {
    case ImGuiKey_LeftArrow: return mods.ctrl ? EditKey::word_left : EditKey::left;
    case ImGuiKey_RightArrow: return mods.ctrl ? EditKey::word_right : EditKey::right;
    case ImGuiKey_UpArrow: return EditKey::up;
    case ImGuiKey_DownArrow: return EditKey::down;
    case ImGuiKey_PageUp: return EditKey::page_up;
    case ImGuiKey_PageDown: return EditKey::page_down;
    case ImGuiKey_Home: return mods.ctrl ? EditKey::text_start : EditKey::row_start;
    case ImGuiKey_End: return mods.ctrl ? EditKey::text_end : EditKey::row_end;
    case ImGuiKey_Backspace: return EditKey::backspace;
    case ImGuiKey_Delete: return EditKey::erase;
    default: return std::nullopt;
    }
}

class Applier {
  public:
    Applier(EditCore& core, const KeySettings& settings) : core_(core), settings_(settings) {}

    void letter(unsigned int code, const Mods& mods) {
        if (mods.ctrl && !mods.alt) return; // Ctrl+Alt is AltGr, which does write letters
        // Some input methods send Backspace as a character.
        if (code == 8) return key(ImGuiKey_Backspace, {});
        if (code < 32 || code == 127 || settings_.edit == Edit::read_only) return;
        mark_changed(core_.type(static_cast<char32_t>(code)));
    }

    void key(ImGuiKey pressed, const Mods& mods) {
        const bool arrow = pressed >= ImGuiKey_LeftArrow && pressed <= ImGuiKey_DownArrow;
        if (arrow && mods.alt && !mods.ctrl) return; // the screen's: it moves the paragraph, not the caret
        if (const auto known = edit_key(pressed, mods)) return edit(*known, mods);
        if (pressed == ImGuiKey_Enter || pressed == ImGuiKey_KeypadEnter) return enter(mods);
        if (pressed == ImGuiKey_Escape) out_.leave = true;
        if (mods.ctrl && !mods.alt) command(pressed, mods);
    }

    [[nodiscard]] const KeyOutcome& outcome() const { return out_; }

  private:
    void mark_changed(bool changed) {
        out_.any = true;
        out_.changed = out_.changed || changed;
    }

    void edit(EditKey key, const Mods& mods) {
        const bool erases = key == EditKey::backspace || key == EditKey::erase;
        if (erases && settings_.edit == Edit::read_only) return;
        const bool plain = !mods.shift && !core_.has_selection();
        const std::size_t row = core_.caret_row();
        if (key == EditKey::backspace && plain && core_.caret() == 0) out_.merge_before = true;
        if (key == EditKey::erase && plain && core_.caret() == core_.text().size()) out_.merge_after = true;
        if (key == EditKey::up && plain && row == 0) out_.go_up = true;
        if (key == EditKey::down && plain && row + 1 == core_.rows().size()) out_.go_down = true;
        if (erases && mods.ctrl && !core_.has_selection())
            mark_changed(core_.key(key == EditKey::backspace ? EditKey::word_left : EditKey::word_right, Extend::yes,
                                   settings_.page_rows));
        mark_changed(core_.key(key, mods.shift ? Extend::yes : Extend::no, settings_.page_rows));
    }

    void enter(const Mods& mods) {
        if (mods.ctrl || settings_.edit == Edit::read_only) return;
        if (settings_.enter == Enter::new_line || mods.shift)
            mark_changed(core_.type(U'\n'));
        else
            out_.enter = true;
    }

    void command(ImGuiKey pressed, const Mods& mods) {
        const bool writes = settings_.edit == Edit::allowed;
        switch (pressed) {
        case ImGuiKey_A:
            core_.select(0, core_.text().size());
            out_.any = true;
            break;
        case ImGuiKey_C: copy(); break;
        case ImGuiKey_X:
            copy();
            if (writes) mark_changed(core_.erase_selection());
            break;
        case ImGuiKey_V:
            if (writes) paste();
            break;
        case ImGuiKey_Z:
            if (writes) step_back(mods.shift ? Direction::redo : Direction::undo);
            break;
        case ImGuiKey_Y:
            if (writes) step_back(Direction::redo);
            break;
        case ImGuiKey_S: out_.save = true; break;
        default: break;
        }
    }

    enum class Direction { undo, redo };

    void step_back(Direction direction) {
        const bool done = direction == Direction::undo ? core_.undo() : core_.redo();
        mark_changed(done);
        // Nothing left inside the burst: the document's own undo goes on from here.
        if (!done) (direction == Direction::undo ? out_.undo : out_.redo) = true;
    }

    void copy() {
        if (core_.has_selection()) ImGui::SetClipboardText(text::to_utf8(core_.selected()).c_str());
    }

    void paste() {
        const char* clipboard = ImGui::GetClipboardText();
        if (!clipboard) return;
        const auto nfc = text::to_nfc(clipboard);
        // Bytes that are no UTF-8 (a broken clipboard of another program) are left where they are.
        if (nfc) mark_changed(core_.paste(text::to_code_points(*nfc)));
    }

    EditCore& core_;
    const KeySettings& settings_;
    KeyOutcome out_;
};

bool is_down_event(const ImGuiInputEvent& event, ImGuiKey key) {
    return event.Type == ImGuiInputEventType_Key && event.Key.Key == key && event.Key.Down;
}

// The modifier before the first event of the frame: the opposite of its first change, or its state if it never changed.
bool at_start(const ImGuiContext& g, ImGuiKey mod, bool now) {
    for (const ImGuiInputEvent& event : g.InputEventsTrail)
        if (event.Type == ImGuiInputEventType_Key && event.Key.Key == mod) return !event.Key.Down;
    return now;
}

} // namespace

void claim_keys(ImGuiID field) {
    ImGuiContext& g = *GImGui;
    constexpr ImGuiKey kOwned[] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow,  ImGuiKey_UpArrow,   ImGuiKey_DownArrow,
                                   ImGuiKey_Home,      ImGuiKey_End,         ImGuiKey_PageUp,    ImGuiKey_PageDown,
                                   ImGuiKey_Enter,     ImGuiKey_KeypadEnter, ImGuiKey_Backspace, ImGuiKey_Delete};
    for (const ImGuiKey key : kOwned) ImGui::SetKeyOwner(key, field);
    g.ActiveIdUsingNavDirMask |= 1 << ImGuiDir_Left | 1 << ImGuiDir_Right | 1 << ImGuiDir_Up | 1 << ImGuiDir_Down;

    constexpr ImGuiKeyChord kShortcuts[] = {ImGuiMod_Ctrl | ImGuiKey_A,
                                            ImGuiMod_Ctrl | ImGuiKey_C,
                                            ImGuiMod_Ctrl | ImGuiKey_X,
                                            ImGuiMod_Ctrl | ImGuiKey_V,
                                            ImGuiMod_Ctrl | ImGuiKey_Z,
                                            ImGuiMod_Ctrl | ImGuiKey_Y,
                                            ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z};
    for (const ImGuiKeyChord chord : kShortcuts) ImGui::SetShortcutRouting(chord, ImGuiInputFlags_RouteFocused, field);
}

KeyOutcome apply_input(EditCore& core, const KeySettings& settings) {
    const ImGuiContext& g = *GImGui;
    Applier applier(core, settings);
    Mods mods{.ctrl = at_start(g, ImGuiMod_Ctrl, g.IO.KeyCtrl),
              .shift = at_start(g, ImGuiMod_Shift, g.IO.KeyShift),
              .alt = at_start(g, ImGuiMod_Alt, g.IO.KeyAlt)};

    // The trail and not the key states: it alone says whether a Backspace came before or after a letter.
    for (const ImGuiInputEvent& event : g.InputEventsTrail) {
        if (event.Type == ImGuiInputEventType_Text) applier.letter(event.Text.Char, mods);
        if (event.Type != ImGuiInputEventType_Key) continue;
        if (event.Key.Key == ImGuiMod_Ctrl) mods.ctrl = event.Key.Down;
        if (event.Key.Key == ImGuiMod_Shift) mods.shift = event.Key.Down;
        if (event.Key.Key == ImGuiMod_Alt) mods.alt = event.Key.Down;
        if (is_down_event(event, event.Key.Key)) applier.key(event.Key.Key, mods);
    }
    // A held key has one event only; its repeats are made by time.
    for (const ImGuiKey key : kRepeating) {
        const ImGuiKeyData* data = ImGui::GetKeyData(key);
        if (data->Down && data->DownDuration > 0 && ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, settings.field))
            applier.key(key, mods);
    }
    return applier.outcome();
}

} // namespace dongthac::ui
