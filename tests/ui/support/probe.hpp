#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>
#include <imgui_internal.h>

/// What the last frame drew: every labelled item with its rectangle. Filled by the four hooks that ImGui calls when it
/// is built with IMGUI_ENABLE_TEST_ENGINE. One ImGui context at a time.
namespace dongthac::test {

struct ProbedItem {
    ImGuiID id = 0;
    std::string label; ///< what stands before "##"
    std::string full;  ///< the whole label
    std::string window;
    ImRect box;
    ImRect clip; ///< what of its window is visible

    /// Its middle can be pressed.
    [[nodiscard]] bool reachable() const { return clip.Contains(box.GetCenter()); }
};

class Probe {
  public:
    [[nodiscard]] static Probe& instance();

    void clear() { items_.clear(); }
    void add(ImGuiContext& context, ImGuiID id, const ImRect& box);
    void name(ImGuiID id, std::string_view label);

    /// The `nth` item (0-based, in drawing order) whose shown or whole label is `label`.
    [[nodiscard]] std::optional<ProbedItem> find(std::string_view label, std::size_t nth = 0) const;
    [[nodiscard]] std::size_t count(std::string_view label) const;
    /// Any label that contains `part`.
    [[nodiscard]] bool mentions(std::string_view part) const;
    [[nodiscard]] const std::vector<ProbedItem>& items() const { return items_; }

  private:
    std::vector<ProbedItem> items_;
};

} // namespace dongthac::test
