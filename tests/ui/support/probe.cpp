#include "tests/ui/support/probe.hpp"

#include <algorithm>

namespace dongthac::test {

Probe& Probe::instance() {
    static Probe probe;
    return probe;
}

void Probe::add(ImGuiContext& context, ImGuiID id, const ImRect& box) {
    ProbedItem item{.id = id, .label = {}, .full = {}, .window = {}, .box = box, .clip = box};
    if (const ImGuiWindow* window = context.CurrentWindow) {
        item.window = window->Name;
        item.clip = window->ClipRect;
    }
    items_.push_back(std::move(item));
}

void Probe::name(ImGuiID id, std::string_view label) {
    // The name follows its rectangle at once, so the newest item of this id is meant.
    const auto item =
        std::find_if(items_.rbegin(), items_.rend(), [&](const ProbedItem& each) { return each.id == id; });
    if (item == items_.rend()) return;
    item->full = label;
    item->label = label.substr(0, label.find("##"));
}

namespace {

bool is_called(const ProbedItem& item, std::string_view label) {
    return !label.empty() && (item.label == label || item.full == label);
}

} // namespace

std::optional<ProbedItem> Probe::find(std::string_view label, std::size_t nth) const {
    for (const ProbedItem& item : items_)
        if (is_called(item, label) && nth-- == 0) return item;
    return std::nullopt;
}

std::size_t Probe::count(std::string_view label) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(items_, [&](const ProbedItem& item) { return is_called(item, label); }));
}

bool Probe::mentions(std::string_view part) const {
    return std::ranges::any_of(items_,
                               [&](const ProbedItem& item) { return item.full.find(part) != std::string::npos; });
}

} // namespace dongthac::test

// The names are ImGui's.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box, const ImGuiLastItemData*) {
    dongthac::test::Probe::instance().add(*context, id, box);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID id, const char* label, ImGuiItemStatusFlags) {
    dongthac::test::Probe::instance().name(id, label ? label : "");
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
