#pragma once

#include "client/ui/widgets/paragraph_field.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

inline constexpr std::string_view kLabel = "Nội dung";

/// Two paragraph fields, one above the other; `last` and the counters are about the first.
class ParagraphFixture : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        draw = [this](const ui::UiContext& ctx) {
            const TestWindow window;
            last = ui::paragraph_field(ctx, kLabel, state, options);
            other_changed = other_changed || ui::paragraph_field(ctx, "Đoạn khác", other).changed;
            changed = changed || last.changed;
            bursts += last.burst_ended ? 1 : 0;
            undo_asked += last.undo ? 1 : 0;
        };
        frame();
    }

    void focus() {
        click(kLabel);
        settle();
    }

    ui::ParagraphState state;
    ui::ParagraphState other;
    ui::ParagraphOptions options;
    ui::FieldResult last;
    bool changed = false;
    bool other_changed = false;
    int bursts = 0;
    int undo_asked = 0;
};

} // namespace dongthac::test
