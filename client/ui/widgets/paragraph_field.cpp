#define IMGUI_DEFINE_MATH_OPERATORS
#include "client/ui/widgets/paragraph_field.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <imgui_internal.h>

#include "client/ui/widgets/edit_core.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/paragraph_input.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::ui {

namespace {

constexpr double kBlinkHalf = 0.6;
// A caret nobody moves stops blinking, as on every desktop: an idle window then draws nothing at all.
constexpr double kBlinkFor = 10;
constexpr float kLineSpacing = 1.4f;

} // namespace

ParagraphState::ParagraphState() : core_(std::make_unique<EditCore>()) {}
ParagraphState::ParagraphState(std::string_view utf8) : ParagraphState() { set_text(utf8); }
ParagraphState::~ParagraphState() = default;
ParagraphState::ParagraphState(ParagraphState&&) noexcept = default;
ParagraphState& ParagraphState::operator=(ParagraphState&&) noexcept = default;

std::string ParagraphState::text() const { return text::to_utf8(core_->text()); }

void ParagraphState::set_text(std::string_view utf8) {
    const auto nfc = text::to_nfc(utf8);
    std::u32string letters = text::to_code_points(nfc ? std::string_view(*nfc) : utf8);
    if (letters != core_->text()) core_->replace_all(std::move(letters));
}

void ParagraphState::focus(Caret caret) {
    focus_wanted_ = true;
    if (caret != Caret::keep) core_->move_to(caret == Caret::start ? 0 : core_->text().size(), Extend::no);
}

void ParagraphState::focus_at(std::size_t letters) {
    focus(Caret::keep);
    core_->move_to(std::min(letters, core_->text().size()), Extend::no);
}

std::size_t ParagraphState::caret() const { return core_->caret(); }

std::size_t ParagraphState::selection_begin() const { return core_->selection().first; }

std::size_t ParagraphState::selection_end() const { return core_->selection().second; }

std::size_t ParagraphState::rows() const { return core_->rows().size(); }

/// One frame of one field. Keyboard first (it needs no rectangle), so that the rectangle is already that of the new
/// text.
class ParagraphDrawer {
  public:
    ParagraphDrawer(const UiContext& ctx, std::string_view label, ParagraphState& state,
                    const ParagraphOptions& options)
        : ctx_(ctx), theme_(ctx.theme), label_(label), state_(state), core_(*state.core_), options_(options),
          window_(ImGui::GetCurrentWindow()), id_(window_->GetID(label_.c_str())) {}

    FieldResult run() {
        measure();
        const bool was_active = ImGui::GetActiveID() == id_;
        if (was_active) take_keys();
        place();
        take_focus();
        take_mouse();
        finish_burst();
        if (visible_) draw();
        result_.focused = state_.focused_;
        return result_;
    }

  private:
    [[nodiscard]] bool active() const { return ImGui::GetActiveID() == id_; }

    void measure() {
        font_size_ = ImGui::GetFontSize();
        line_ = std::round(font_size_ * kLineSpacing);
        // One framed row is as high as a field of one line beside it.
        const bool framed = options_.look == FieldLook::framed;
        padding_ = {theme_.space().m, framed ? std::max(0.0f, (theme_.control_height() - line_) / 2) : theme_.px(7)};
        width_ = options_.width > 0 ? options_.width : std::max(ImGui::GetContentRegionAvail().x, theme_.px(60));
        const float bar = options_.max_rows > 0 ? ImGui::GetStyle().ScrollbarSize : 0;
        const float wrap = width_ - 2 * padding_.x - bar;
        if (wrap == state_.wrap_width_ && font_size_ == state_.font_size_) return;
        state_.wrap_width_ = wrap;
        state_.font_size_ = font_size_;
        // The font outlives the field; the baked size may not, so it is looked up (a cached pointer) for each letter.
        core_.set_layout(wrap, [font = ImGui::GetFont(), size = font_size_](char32_t letter) {
            ImFontBaked* baked = font->GetFontBaked(size);
            return baked->GetCharAdvance(static_cast<ImWchar>(letter)) * (size / baked->Size);
        });
    }

    void take_keys() {
        claim_keys(id_);
        const std::size_t page = options_.max_rows > 0 ? static_cast<std::size_t>(options_.max_rows) : 10;
        const KeyOutcome keys =
            apply_input(core_, {.field = id_, .enter = options_.enter, .edit = options_.edit, .page_rows = page});
        result_.enter = keys.enter;
        result_.merge_before = keys.merge_before;
        result_.merge_after = keys.merge_after;
        result_.go_up = keys.go_up;
        result_.go_down = keys.go_down;
        result_.undo = keys.undo;
        result_.redo = keys.redo;
        save_asked_ = keys.save || keys.enter;
        if (keys.changed) note_change();
        if (keys.any) note_activity();
        if (keys.leave) ImGui::ClearActiveID();
    }

    void note_change() {
        result_.changed = true;
        state_.burst_open_ = true;
        state_.changed_at_ = ctx_.now;
    }

    void note_activity() {
        state_.activity_at_ = ctx_.now;
        show_caret_ = true;
    }

    void place() {
        const auto count = static_cast<int>(core_.rows().size());
        int shown = std::max(count, options_.min_rows);
        if (options_.max_rows > 0) shown = std::min(shown, std::max(options_.max_rows, options_.min_rows));
        view_height_ = line_ * static_cast<float>(shown);
        content_height_ = line_ * static_cast<float>(count);
        const ImVec2 at = window_->DC.CursorPos;
        box_ = {at, at + ImVec2(width_, view_height_ + 2 * padding_.y)};
        ImGui::ItemSize(box_.GetSize(), padding_.y);
        visible_ = ImGui::ItemAdd(box_, id_, nullptr, ImGuiItemFlags_Inputable);
        // Here and not while drawing: a test sees the field under its label like any other item.
        ImGuiContext& g = *GImGui;
        IMGUI_TEST_ENGINE_ITEM_INFO(id_, label_.c_str(), g.LastItemData.StatusFlags | ImGuiItemStatusFlags_Inputable);
        hovered_ = visible_ && ImGui::ItemHoverable(box_, id_, g.LastItemData.ItemFlags);
        scrolls_ = content_height_ > view_height_;
        if (!scrolls_) state_.scroll_ = 0;
        scroll_to_caret();
    }

    void activate() {
        ImGui::SetActiveID(id_, window_);
        ImGui::SetFocusID(id_, window_);
        ImGui::FocusWindow(window_);
        note_activity();
    }

    void take_focus() {
        ImGuiContext& g = *GImGui;
        const bool by_keyboard = g.NavActivateId == id_ && !active();
        if (by_keyboard || state_.focus_wanted_) activate();
        state_.focus_wanted_ = false;
        if (hovered_) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
        if (active() && g.IO.MouseClicked[0] && !hovered_ && !over_bar()) ImGui::ClearActiveID();
    }

    [[nodiscard]] ImRect bar() const {
        return {{box_.Max.x - ImGui::GetStyle().ScrollbarSize, box_.Min.y + 1}, {box_.Max.x - 1, box_.Max.y - 1}};
    }

    [[nodiscard]] bool over_bar() const { return scrolls_ && bar().Contains(ImGui::GetIO().MousePos); }

    void take_mouse() {
        const ImGuiIO& io = ImGui::GetIO();
        if (scrolls_ && hovered_) {
            ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
            state_.scroll_ -= io.MouseWheel * line_ * 3;
        }
        state_.scroll_ = std::clamp(state_.scroll_, 0.0f, std::max(0.0f, content_height_ - view_height_));
        if (!io.MouseDown[0]) state_.dragging_ = false;
        const bool clicked = hovered_ && io.MouseClicked[0] && !over_bar();
        if (clicked) {
            if (!active()) activate();
            ImGui::SetKeyOwner(ImGuiKey_MouseLeft, id_);
            click(io);
        } else if (state_.dragging_ && active()) {
            core_.move_to(position_under(io.MousePos), Extend::yes);
            if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0) note_activity();
            scroll_to_caret();
        }
        if (active()) GImGui->ActiveIdAllowOverlap = !io.MouseDown[0];
    }

    void click(const ImGuiIO& io) {
        const std::size_t at = position_under(io.MousePos);
        const int times = io.MouseClickedCount[0];
        if (times == 2) {
            core_.select_word(at);
        } else if (times >= 3) {
            core_.select(0, core_.text().size());
        } else {
            core_.move_to(at, io.KeyShift ? Extend::yes : Extend::no);
            state_.dragging_ = true;
        }
        note_activity();
    }

    [[nodiscard]] std::size_t position_under(ImVec2 mouse) const {
        const ImVec2 local = mouse - origin();
        const float row = std::clamp(std::floor(local.y / line_), 0.0f, static_cast<float>(core_.rows().size() - 1));
        return core_.position_at(local.x, static_cast<std::size_t>(row));
    }

    /// Where the first letter would stand.
    [[nodiscard]] ImVec2 origin() const { return box_.Min + padding_ - ImVec2(0, state_.scroll_); }

    [[nodiscard]] ImRect caret_box() const {
        const std::size_t row = core_.caret_row();
        // White space hangs over the edge; the caret after it does not.
        const float x = std::min(core_.x_of(core_.caret(), row), state_.wrap_width_);
        const ImVec2 at = origin() + ImVec2(std::round(x), line_ * static_cast<float>(row));
        return {at, at + ImVec2(std::max(1.0f, theme_.px(1.6f)), line_)};
    }

    void scroll_to_caret() {
        if (!show_caret_) return;
        if (scrolls_) {
            const float top = line_ * static_cast<float>(core_.caret_row());
            state_.scroll_ = std::clamp(state_.scroll_, top + line_ - view_height_, top);
        }
        ImRect around = caret_box();
        around.Expand({0, padding_.y});
        ImGui::ScrollToRect(window_, around, ImGuiScrollFlags_KeepVisibleEdgeY);
    }

    void finish_burst() {
        result_.got_focus = active() && !state_.focused_;
        const bool left = state_.focused_ && !active();
        state_.focused_ = active();
        if (!state_.burst_open_) return;
        const double end = state_.changed_at_ + kBurstPause;
        if (ctx_.now >= end || left || save_asked_) {
            result_.burst_ended = true;
            state_.burst_open_ = false;
            core_.forget_undo();
        } else {
            ctx_.redraw.request_at(end);
        }
    }

    void draw() {
        ImDrawList& list = *window_->DrawList;
        const Palette& p = theme_.colors();
        const bool framed = options_.look == FieldLook::framed;
        if (framed || active()) list.AddRectFilled(box_.Min, box_.Max, p.panel, theme_.rounding());
        if (!active() && !framed && hovered_) list.AddRectFilled(box_.Min, box_.Max, p.hover, theme_.rounding());

        ImGui::PushClipRect(box_.Min + ImVec2(1, 1), box_.Max - ImVec2(1, 1), true);
        draw_rows(list);
        if (active()) draw_caret(list);
        ImGui::PopClipRect();
        if (active())
            list.AddRect(box_.Min, box_.Max, p.accent, theme_.rounding(), 0, theme_.px(2));
        else if (framed)
            list.AddRect(box_.Min, box_.Max, hovered_ ? p.faint : p.border_strong, theme_.rounding());
        if (scrolls_) draw_bar();
    }

    void draw_rows(ImDrawList& list) {
        const Palette& p = theme_.colors();
        const ImVec2 start = origin();
        const float lift = std::round((line_ - font_size_) / 2);
        if (core_.text().empty() && !options_.placeholder.empty())
            draw_fitted(list, start + ImVec2(0, lift), box_.Max.x - padding_.x, p.faint, options_.placeholder);

        const auto [begin, end] = core_.selection();
        const auto& rows = core_.rows();
        const float top = list.GetClipRectMin().y;
        const float bottom = list.GetClipRectMax().y;
        const auto first = static_cast<std::size_t>(std::max(0.0f, std::floor((top - start.y) / line_)));
        for (std::size_t row = first; row < rows.size(); ++row) {
            const float y = start.y + line_ * static_cast<float>(row);
            if (y > bottom) break;
            if (active() && begin < rows[row].end && end > rows[row].begin)
                draw_selection(list, row, {start.x, y}, begin, end);
            const std::size_t last = rows[row].hard ? rows[row].end - 1 : rows[row].end;
            const std::string words =
                text::to_utf8(std::u32string_view(core_.text()).substr(rows[row].begin, last - rows[row].begin));
            draw_text(list, {start.x, y + lift}, p.text, words);
        }
    }

    void draw_selection(ImDrawList& list, std::size_t row, ImVec2 at, std::size_t begin, std::size_t end) {
        const text::Row& line = core_.rows()[row];
        const float from = core_.x_of(std::max(begin, line.begin), row);
        float to = core_.x_of(std::min(end, line.end), row);
        // A selected line end shows as a stub, or an empty selected row would not be seen.
        if (line.hard && end >= line.end) to += theme_.space().s;
        list.AddRectFilled({at.x + from, at.y},
                           {at.x + std::min(to, state_.wrap_width_ + theme_.space().s), at.y + line_},
                           theme_.colors().selection);
    }

    void draw_caret(ImDrawList& list) {
        const ImRect caret = caret_box();
        const double since = ctx_.now - state_.activity_at_;
        const bool blinks = since < kBlinkFor && options_.edit == Edit::allowed;
        const auto half = static_cast<long>(since / kBlinkHalf);
        if (blinks) ctx_.redraw.request_at(state_.activity_at_ + kBlinkHalf * static_cast<double>(half + 1));
        if (!blinks || half % 2 == 0)
            list.AddRectFilled(caret.Min + ImVec2(0, theme_.px(3)), caret.Max - ImVec2(0, theme_.px(3)),
                               theme_.colors().accent);

        // Input methods put their candidate list under the caret.
        ImGuiPlatformImeData& ime = GImGui->PlatformImeData;
        ime.WantVisible = ime.WantTextInput = options_.edit == Edit::allowed;
        ime.InputPos = caret.Min;
        ime.InputLineHeight = line_;
        ime.ViewportId = window_->Viewport->ID;
    }

    void draw_bar() {
        auto at = static_cast<ImS64>(state_.scroll_);
        const ImGuiID bar_id = window_->GetID((label_ + "##bar").c_str());
        ImGui::KeepAliveID(bar_id);
        if (ImGui::ScrollbarEx(bar(), bar_id, ImGuiAxis_Y, &at, static_cast<ImS64>(view_height_),
                               static_cast<ImS64>(content_height_)))
            state_.scroll_ = static_cast<float>(at);
    }

    const UiContext& ctx_;
    const Theme& theme_;
    const std::string label_;
    ParagraphState& state_;
    EditCore& core_;
    const ParagraphOptions& options_;
    ImGuiWindow* window_;
    ImGuiID id_;
    FieldResult result_;
    ImRect box_;
    ImVec2 padding_;
    float font_size_ = 0;
    float line_ = 0;
    float width_ = 0;
    float view_height_ = 0;
    float content_height_ = 0;
    bool visible_ = false;
    bool hovered_ = false;
    bool scrolls_ = false;
    bool show_caret_ = false;
    bool save_asked_ = false;
};

FieldResult paragraph_field(const UiContext& ctx, std::string_view label, ParagraphState& state,
                            const ParagraphOptions& options) {
    if (ImGui::GetCurrentWindow()->SkipItems) return {};
    const FontScope font(ctx.theme, options.style);
    return ParagraphDrawer(ctx, label, state, options).run();
}

} // namespace dongthac::ui
