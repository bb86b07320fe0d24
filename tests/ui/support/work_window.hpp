#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/app_model.hpp"
#include "client/ui/app_view.hpp"
#include "tests/support/office_net.hpp"
#include "tests/support/work_schedule.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

/// The window of one office of a ward whose schedule is in force. Rounds are the test's own: sync().
class WorkWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        (void)tests::issue_year(ward);
    }
    void TearDown() override {
        at_.reset();
        UiTest::TearDown();
    }

    /// Sits down at the PC of `org` at 8 o'clock of `day`.
    void sit_at(const model::OrgId& org, const text::Date& day) {
        ward.go_to(day, 8);
        at_.emplace(ward.at(org), strings());
        org_ = org;
        draw = [this](const ui::UiContext& ctx) { at_->view.draw(ctx, at_->model); };
        settle();
    }
    void sync() {
        ward.sync(org_);
        model().refresh();
        settle();
    }
    [[nodiscard]] app::AppModel& model() { return at_->model; }

    /// Gives the keyboard to the item of that name by Tab alone.
    void tab_to(std::string_view label) {
        constexpr int kMost = 80;
        for (int i = 0; i < kMost; ++i) {
            const auto found = Probe::instance().find(label);
            if (found && ImGui::GetCurrentContext()->NavId == found->id) return;
            key(ImGuiKey_Tab);
        }
        ADD_FAILURE() << "Tab does not lead to " << label;
    }
    [[nodiscard]] bool has_keyboard(std::string_view label) const {
        const auto found = Probe::instance().find(label);
        return found && ImGui::GetCurrentContext()->NavId == found->id;
    }
    [[nodiscard]] office::Task task(const model::OrgId& pc, const model::OrgId& org, const std::string& period) {
        const auto found =
            office::tasks(ward.at(pc), {.org = org, .due_from = {}, .due_to = {}, .period = period}).value();
        EXPECT_EQ(found.size(), 1U) << org << " " << period;
        return found.empty() ? office::Task{} : found.front();
    }

    tests::WorkWard ward;

  private:
    struct StillSync final : app::SyncControl {
        void request_now() override {}
        void request_join(const std::string&, const std::string&) override {}
        void request_act(app::OfficeAct) override {}
        [[nodiscard]] app::SyncStatus status() const override { return {}; }
    };
    struct Seat {
        Seat(office::Workspace& office, const app::Strings& strings) : model(office, strings, sync, files) {}
        StillSync sync;
        tests::NoFiles files;
        app::AppModel model;
        ui::AppView view;
    };

    std::optional<Seat> at_;
    model::OrgId org_;
};

} // namespace dongthac::test
