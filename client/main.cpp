#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "client/app/app_model.hpp"
#include "client/app/assets.hpp"
#include "client/app/command_target.hpp"
#include "client/app/files.hpp"
#include "client/app/session.hpp"
#include "client/cli/arguments.hpp"
#include "client/cli/cli.hpp"
#include "client/platform/file_dialog.hpp"
#include "client/platform/paths.hpp"
#include "client/platform/run_loop.hpp"
#include "client/platform/window.hpp"
#include "client/sync/round.hpp"
#include "client/sync/transport.hpp"
#include "client/sync/worker.hpp"
#include "client/ui/app_view.hpp"
#include "shared/base/files.hpp"
#include "shared/office/documents.hpp"

// Composes the program: command line or window, and what the window is given.

namespace {

using namespace dongthac;

constexpr float kZoom = 1.0f;

/// Files for the window: the system's dialogs in front of the same reading and writing as the command line.
class DialogFiles final : public app::FileActions {
  public:
    explicit DialogFiles(const app::Strings& strings) : strings_(strings) {}

    base::Result<std::optional<std::filesystem::path>> choose_import() override {
        return platform::ask_file_to_open(strings_.tr("command.import"));
    }

    base::Result<std::optional<std::filesystem::path>> export_document(office::Workspace& office,
                                                                       const base::DocumentId& document) override {
        DT_TRY(const office::DocumentSummary summary, office::summary_of(office, document));
        const std::string name = app::file_name_for(summary.number, summary.symbol, summary.subject);
        DT_TRY(const auto file, platform::ask_file_to_save(strings_.tr("command.doc_export"), name));
        if (!file) return std::nullopt;
        DT_CHECK(app::export_document(office, document, *file));
        return file;
    }

    base::Result<std::optional<std::filesystem::path>> export_sums(office::Workspace& office,
                                                                   const office::Consolidation& sums) override {
        DT_TRY(const auto file, platform::ask_file_to_save(strings_.tr("command.consolidate"),
                                                           sums.fields.code + "-" + sums.period.key + ".xlsx"));
        if (!file) return std::nullopt;
        DT_CHECK(app::export_consolidation(office, sums, strings_, *file));
        return file;
    }

    base::Result<std::optional<std::filesystem::path>> save_file(const std::string& name,
                                                                 const std::string& bytes) override {
        DT_TRY(const auto file, platform::ask_file_to_save(strings_.tr("button.export_excel"), name));
        if (!file) return std::nullopt;
        DT_CHECK(base::write_file(*file, bytes));
        return file;
    }

  private:
    const app::Strings& strings_;
};

/// For a picture of one screen: nothing synchronises, the status is what the last rounds left.
class NoSync final : public app::SyncControl {
  public:
    explicit NoSync(const sync::SyncSummary& last) {
        status_.link = last.online ? app::Link::online : app::Link::offline;
        status_.clock_skew_ms = last.clock_skew_ms;
    }
    void request_now() override {}
    void request_join(const std::string&, const std::string&) override {}
    void request_act(app::OfficeAct) override {}
    [[nodiscard]] app::SyncStatus status() const override { return status_; }

  private:
    app::SyncStatus status_;
};

int complain(const base::Error& error, const app::Strings& strings) {
    std::cerr << "error: " << base::name_of(error.code) << ": " << strings.sentence(error) << "\n";
    return cli::exit_code(error.code);
}

std::optional<app::Screen> screen_named(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(app::kLastScreen); ++i)
        if (const auto screen = static_cast<app::Screen>(i); app::name_of(screen) == name) return screen;
    return std::nullopt;
}

ui::ThemeName theme_named(std::string_view name) {
    if (name == "dark") return ui::ThemeName::dark;
    return name == "high_contrast" ? ui::ThemeName::high_contrast : ui::ThemeName::light;
}

/// Test hooks from the environment: DONGTHAC_FRAMES_REPORT names a file, DONGTHAC_STOP_AFTER is seconds.
platform::RunOptions run_options(std::chrono::steady_clock::time_point started) {
    platform::RunOptions options;
    options.started = started;
    if (const char* file = std::getenv("DONGTHAC_FRAMES_REPORT")) options.frames_report = base::path_from_utf8(file);
    if (const char* seconds = std::getenv("DONGTHAC_STOP_AFTER")) options.stop_after = std::strtod(seconds, nullptr);
    return options;
}

base::Result<void> show_window(const std::filesystem::path& assets, const std::filesystem::path& data,
                               const app::Strings& strings, std::chrono::steady_clock::time_point started) {
    const base::SystemClock clock;
    base::SystemRandom random;
    DT_TRY(app::Session session, app::Session::open(data, clock, random));
    DT_TRY(const std::unique_ptr<platform::Window> window, platform::Window::open({}));
    DT_TRY(ui::Theme theme, ui::Theme::load(assets, ui::ThemeName::light, kZoom * window->content_scale()));
    app::Redraw redraw;
    base::SystemRandom worker_random;
    sync::Worker worker(data, clock, worker_random, sync::http_transport, [&redraw] {
        redraw.wake();
        platform::Window::wake();
    });
    DialogFiles files(strings);
    app::AppModel model(session.office(), strings, worker, files);
    ui::AppView view;
    if (const std::string missing = theme.check_glyphs(); !missing.empty())
        model.notify(app::NoticeTone::warning, strings.tr("window.missing_glyphs", {{"letters", missing}}));
    if (window->graphics() == platform::Graphics::plain)
        model.notify(app::NoticeTone::info, strings.tr("window.graphics_fallback"));
    const auto draw = [&](double now) {
        for (const std::string& dropped : window->take_dropped())
            view.want(app::intent::LookOver{base::path_from_utf8(dropped)});
        const ui::UiContext context{strings, theme, now, redraw};
        view.draw(context, model);
    };
    DT_TRY(const platform::RunReport report, platform::run(*window, redraw, draw, run_options(started)));
    view.flush(model);
    return report.frames > 0 ? base::Result<void>()
                             : base::fail(base::Code::no_display, {{"reason", window->renderer()}});
}

/// What `drawing` is about: a document of the office, and the paragraph the cursor is in.
base::Result<app::intent::OpenDocument> place_of(app::Session& session, const cli::Drawing& drawing) {
    app::intent::OpenDocument place;
    if (drawing.document.empty()) {
        DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_papers(session.office()));
        const auto own = std::ranges::find(documents, session.office().identity().org, &office::DocumentSummary::org);
        if (own != documents.end()) place.document = own->id;
    } else {
        DT_TRY(place.document, office::find_document(session.office(), drawing.document));
    }
    if (drawing.node.empty()) return place;
    app::Arguments arguments;
    arguments.add("ID", drawing.document);
    DT_TRY(place.node, app::node_in({&session.office(), place.document}, drawing.node, arguments));
    return place;
}

// What stands in the place of the editor's page.
constexpr std::string_view kHistory = "history";
constexpr std::string_view kPreview = "preview";

/// To the page that is to be drawn, and what it is about.
base::Result<void> go_to(app::Screen wanted, app::AppModel& model, app::Session& session, const cli::Drawing& drawing) {
    if (wanted == app::Screen::review)
        model.apply(app::intent::LookOver{base::path_from_utf8(drawing.document)});
    else
        model.apply(app::intent::OpenScreen{wanted});
    if (wanted == app::Screen::editor) {
        DT_TRY(const app::intent::OpenDocument place, place_of(session, drawing));
        if (!place.document.empty()) model.apply(place);
        if (drawing.screen == kPreview) model.apply(app::intent::ShowPreview{place.document});
        if (drawing.screen == kHistory) {
            std::optional<base::NodeId> node;
            if (!place.node.empty()) node = place.node;
            model.apply(app::intent::ShowHistory{place.document, node});
        }
    }
    if (wanted == app::Screen::records && !drawing.document.empty()) {
        DT_TRY(const app::intent::OpenDocument place, place_of(session, drawing));
        model.apply(app::intent::Work{app::work::OpenRecord{place.document}});
    }
    const bool designs = wanted == app::Screen::forms || wanted == app::Screen::schedules;
    if (designs && !drawing.document.empty()) {
        DT_TRY(const app::intent::OpenDocument place, place_of(session, drawing));
        model.apply(app::intent::Work{app::work::OpenDesign{place.document, place.node}});
    }
    return {};
}

base::Result<void> draw_screen(const std::filesystem::path& assets, const std::filesystem::path& data,
                               const app::Strings& strings, const cli::Drawing& drawing) {
    const bool in_editor = drawing.screen == kHistory || drawing.screen == kPreview;
    const auto wanted = in_editor ? app::Screen::editor : screen_named(drawing.screen);
    if (!wanted)
        return base::fail(base::Code::bad_value,
                          {{"field", "SCREEN"},
                           {"value", drawing.screen},
                           {"expected", "tasks | cascade | plans | editor | history | preview | people | sync | "
                                        "records | reports | calendar | schedules | "
                                        "forms | review"}});
    const std::string& size = drawing.size;
    int width = 0;
    int height = 0;
    if (std::sscanf(size.c_str(), "%dx%d", &width, &height) != 2 || width < 320 || height < 240 || width > 8192 ||
        height > 8192)
        return base::fail(base::Code::bad_value, {{"field", "--size"}, {"value", size}, {"expected", "1366x768"}});
    const base::SystemClock clock;
    base::SystemRandom random;
    DT_TRY(app::Session session, app::Session::open(data, clock, random));
    DT_TRY(const sync::SyncSummary last, sync::summarise(session.office()));
    NoSync sync(last);
    DialogFiles files(strings);
    app::AppModel model(session.office(), strings, sync, files);
    DT_CHECK(go_to(*wanted, model, session, drawing));
    app::Redraw redraw;
    std::optional<ui::Theme> theme;
    ui::AppView view;
    const auto prepare = [&]() -> base::Result<void> {
        DT_TRY(theme, ui::Theme::load(assets, theme_named(drawing.theme), static_cast<float>(drawing.zoom) / 100));
        return {};
    };
    return platform::draw_to_png(width, height, drawing.file, prepare, [&](double now) {
        const ui::UiContext context{strings, *theme, now, redraw};
        view.draw(context, model);
    });
}

} // namespace

int main(int count, char** values) {
    cli::use_utf8_console();
    const auto started = std::chrono::steady_clock::now();
    const auto assets = app::find_assets();
    if (!assets) {
        std::cerr << "error: missing_file: " << assets.error().arg("path") << "\n";
        return 1;
    }
    const auto default_data = platform::default_data_folder();
    cli::Frontend frontend;
    frontend.assets = *assets;
    frontend.default_data = default_data.value_or("dongthac-data");
    frontend.open_window = [&](const std::filesystem::path& data, const app::Strings& strings) {
        const auto shown = show_window(*assets, data, strings, started);
        if (shown) return 0;
        // Whoever double-clicked sees no stderr.
        platform::tell(strings.tr("app.name"), strings.sentence(shown.error()));
        return complain(shown.error(), strings);
    };
    frontend.draw_screen = [&](const std::filesystem::path& data, const app::Strings& strings,
                               const cli::Drawing& drawing) { return draw_screen(*assets, data, strings, drawing); };
    return cli::run(cli::utf8_arguments(count, values), frontend);
}
