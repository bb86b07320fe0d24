#pragma once

#include <vector>

#include "client/ui/screens/designs.hpp"

/// The parts of the page of one form, schedule or request. For design.cpp and design_lines.cpp only.
namespace dongthac::ui {

struct DesignFrame {
    const UiContext& ctx;
    const view_model::DesignPage& page;
    DesignsState& state;
    std::vector<app::Intent>& out;
};

/// The lines of one kind, each a row that opens into its form, and the button that adds one.
void draw_lines(DesignFrame& frame, office::LineKind kind);
/// Opens a line; what was typed in the one before is written down, or kept with what is wrong about it.
void open_line(DesignFrame& frame, const base::NodeId& node);
/// The line with something typed that cannot be stored; nullptr for none.
[[nodiscard]] const view_model::DesignLine* first_unstored(DesignFrame& frame);
/// "hạn Thứ Sáu, 04/12/2026", and why it is another day than the rule says.
void draw_due(const UiContext& ctx, const view_model::NextDue& next);

} // namespace dongthac::ui
