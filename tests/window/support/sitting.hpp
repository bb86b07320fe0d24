#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "client/app/app_model.hpp"
#include "client/app/assets.hpp"
#include "client/app/session.hpp"
#include "client/sync/worker.hpp"
#include "client/ui/app_view.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/office/documents.hpp"
#include "tests/window/support/real_screen.hpp"

namespace dongthac::test {

/// No dialogs: import finds nothing, export writes nothing.
class NoDialogs final : public app::FileActions {
  public:
    base::Result<std::optional<std::filesystem::path>> choose_import() override { return std::nullopt; }
    base::Result<std::optional<std::filesystem::path>> export_document(office::Workspace&,
                                                                       const base::DocumentId&) override {
        return std::nullopt;
    }
    base::Result<std::optional<std::filesystem::path>> export_sums(office::Workspace&,
                                                                   const office::Consolidation&) override {
        return std::nullopt;
    }
    base::Result<std::optional<std::filesystem::path>> save_file(const std::string&, const std::string&) override {
        return std::nullopt;
    }
};

/// The program from its start to its end on one data folder, put together as client/main.cpp does: the folder's lock,
/// the window, the background thread with real HTTP. One at a time.
class Sitting {
  public:
    Sitting(const std::filesystem::path& data, const app::Strings& strings)
        : strings_(strings), session_(app::Session::open(data, clock_, random_).value()), screen(strings),
          worker_(data, clock_, worker_random_, sync::http_transport, [this] { screen.wake(); }),
          model(session_.office(), strings, worker_, files_) {
        screen.draw = [this](const ui::UiContext& ctx) { view_.draw(ctx, model); };
        screen.settle();
    }
    ~Sitting() { view_.flush(model); }
    Sitting(const Sitting&) = delete;
    Sitting& operator=(const Sitting&) = delete;

    [[nodiscard]] office::Workspace& office() { return session_.office(); }
    [[nodiscard]] std::string tr(std::string_view key, app::Args args = {}) const { return strings_.tr(key, args); }

    /// Runs the loop until an item of this label is there.
    void wait_for(const std::string& label) {
        ASSERT_TRUE(screen.run_until([&] { return RealScreen::sees(label); })) << "never seen: " << label;
    }
    /// Runs the loop until everything is at the server.
    void wait_until_sent() {
        ASSERT_TRUE(screen.run_until([&] {
            return model.status().enrolled && model.status().unsent == 0 &&
                   model.sync_status().link == app::Link::online && model.sync_status().phase == app::SyncPhase::idle &&
                   !RealScreen::sees(tr("task.group.waiting"));
        })) << "still unsent: "
            << model.status().unsent;
        ASSERT_FALSE(model.sync_status().problem) << base::name_of(model.sync_status().problem->code);
    }
    /// The office's own document; empty when there is none.
    [[nodiscard]] base::DocumentId own_plan() {
        const auto documents = office::list_documents(office()).value();
        for (const office::DocumentSummary& document : documents)
            if (document.org == office().identity().org) return document.id;
        return {};
    }
    [[nodiscard]] model::DocumentState state_of(const base::DocumentId& id) {
        return office::summary_of(office(), id).value().state;
    }
    [[nodiscard]] std::string paragraph(const base::DocumentId& id, std::size_t number) {
        return office::read_document(office(), id).value().in_order().at(number - 1)->text();
    }

  private:
    const app::Strings& strings_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    base::SystemRandom worker_random_;
    app::Session session_;

  public:
    RealScreen screen;

  private:
    sync::Worker worker_;
    NoDialogs files_;
    ui::AppView view_;

  public:
    app::AppModel model;
};

} // namespace dongthac::test
