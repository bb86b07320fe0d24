#include <array>

#include "client/app/app_model.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/fold.hpp"

// What Ctrl+K offers.

namespace dongthac::app {

namespace {

constexpr std::size_t kMostFound = 8;
constexpr std::size_t kFewestLetters = 2;

struct Command {
    std::string_view id;
    std::string_view key;
    std::string_view shortcut;
    Intent intent;
};

const std::array<Command, 9>& commands() {
    static const std::array<Command, 9> kCommands = {{
        {"tasks", "palette.tasks", "Ctrl+1", intent::OpenScreen{Screen::tasks}},
        {"cascade", "palette.cascade", "Ctrl+2", intent::OpenScreen{Screen::cascade}},
        {"plans", "palette.plans", "Ctrl+3", intent::OpenScreen{Screen::plans}},
        {"sync", "palette.sync", "Ctrl+4", intent::OpenScreen{Screen::sync}},
        {"new_plan", "palette.new_plan", "Ctrl+N", intent::NewPlan{}},
        {"import", "palette.import", "Ctrl+O", intent::ImportPlan{}},
        {"sync_now", "palette.sync_now", "F5", intent::SyncNow{}},
        {"undo", "palette.undo", "Ctrl+Z", intent::Undo{}},
        {"redo", "palette.redo", "Ctrl+Y", intent::Redo{}},
    }};
    return kCommands;
}

} // namespace

const std::vector<PaletteEntry>& AppModel::palette(const std::string& words) {
    if (palette_words_ == words) return palette_;
    palette_words_ = words;
    palette_.clear();
    add_commands(text::search_key(words));
    add_found(words);
    return palette_;
}

void AppModel::add_commands(const std::string& folded) {
    const auto offer = [&](std::string_view id, std::string_view key, std::string_view shortcut, const Intent& wanted) {
        const std::string title = strings_->tr(key);
        if (folded.empty() || text::matches(text::search_key(title), folded))
            palette_.push_back({std::string(id), title, std::string(shortcut), wanted});
    };
    for (const Command& command : commands()) offer(command.id, command.key, command.shortcut, command.intent);
    if (!open_.empty()) offer("export", "palette.export", "Ctrl+E", intent::ExportDocument{open_});
}

void AppModel::add_found(const std::string& words) {
    if (text::search_key(words).size() < kFewestLetters) return;
    const auto found = office::search(*office_, words, kMostFound);
    if (!found) return report(found.error());
    for (const office::SearchResult& result : *found) {
        const bool whole = result.node == base::root_node(result.document);
        const std::string subject = result.subject.empty() ? strings_->tr("document.untitled") : result.subject;
        palette_.push_back({"found", result.text.empty() ? subject : result.text, whole ? std::string() : subject,
                            intent::OpenDocument{result.document, whole ? base::NodeId{} : result.node}});
    }
}

} // namespace dongthac::app
