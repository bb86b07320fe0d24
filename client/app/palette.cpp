#include "client/app/app_model.hpp"
#include "client/app/command.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/fold.hpp"

// What Ctrl+K offers.

namespace dongthac::app {

namespace {

constexpr std::size_t kMostFound = 8;
constexpr std::size_t kFewestLetters = 2;

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
    for (const CommandSpec& command : command_table()) {
        const auto wanted = command.in_window == nullptr ? std::nullopt : command.in_window(paper_on_screen());
        if (!wanted) continue;
        const std::string title = strings_->tr(command.title_key());
        if (folded.empty() || text::matches(text::search_key(title), folded))
            palette_.push_back({std::string(command.path), title, std::string(command.shortcut), *wanted});
    }
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
