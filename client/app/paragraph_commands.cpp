#include "client/app/paragraph_commands.hpp"

#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

std::size_t letters_in(const std::string& token) {
    std::size_t letters = 0;
    for (const char byte : token) letters += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    return letters;
}

/// The words up to letter `typed`. Only where a token ends: half a syllable is no word, and whoever types a number in
/// does not see it happen.
base::Result<office::Cut> cut_of(const std::string& words, const std::string& typed) {
    std::size_t wanted = 0;
    const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), wanted);
    const bool number = problem == std::errc() && end == typed.data() + typed.size();
    std::string places = "0";
    std::string before;
    std::size_t at = 0;
    const auto cut = [&] { return office::Cut{words, before, words.substr(before.size())}; };
    if (number && wanted == 0) return cut();
    constexpr std::size_t kEnough = 60; // letters of the list that the sentence shows
    for (const std::string& token : text::tokenise(words)) {
        before += token;
        at += letters_in(token);
        if (number && at == wanted) return cut();
        if (places.size() < kEnough) places += ", " + std::to_string(at);
    }
    if (places.size() >= kEnough) places += " … " + std::to_string(at);
    return base::fail(base::Code::bad_value, {{"field", "AT"}, {"value", typed}, {"expected", places}});
}

CommandOutput saved(const CommandContext& context, const Target& target, const base::NodeId& node) {
    const json out = {{"id", base::to_text(target.document)}, {"node", base::to_text(node)}};
    return {out.dump(), context.strings().tr("out.saved")};
}

} // namespace

base::Result<CommandOutput> doc_split(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_TRY(change::Document document, office::read_document(*target.office, target.document));
    const change::NodeState* found = document.find(document.home_of(node));
    if (found == nullptr) return base::fail(base::Code::unknown_node, {{"id", arguments.get("NODE")}});
    DT_TRY(const office::Cut cut, cut_of(found->text(), arguments.get("AT")));
    DT_TRY(const base::NodeId made, office::split_node(*target.office, target.document, node, cut));
    const json out = {{"id", base::to_text(target.document)}, {"node", base::to_text(made)}};
    return CommandOutput{out.dump(), context.strings().tr("out.added", {{"id", base::to_text(made)}})};
}

base::Result<CommandOutput> doc_join(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_TRY(const base::NodeId into, office::join_node(*target.office, target.document, node));
    return saved(context, target, into);
}

base::Result<CommandOutput> doc_move(CommandContext& context, const Arguments& arguments) {
    struct Way {
        std::string_view name;
        office::Direction direction;
    };
    constexpr std::array<Way, 4> kWays = {{{"up", office::Direction::up},
                                           {"down", office::Direction::down},
                                           {"in", office::Direction::in},
                                           {"out", office::Direction::out}}};
    const Way* chosen = nullptr;
    std::size_t told = arguments.has("under") || arguments.has("after") ? 1 : 0;
    for (const Way& way : kWays)
        if (arguments.has(std::string(way.name))) {
            chosen = &way;
            ++told;
        }
    if (told != 1) return base::fail(base::Code::bad_usage);
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    if (chosen != nullptr) {
        DT_CHECK(office::move_node(*target.office, target.document, node, chosen->direction));
        return saved(context, target, node);
    }
    std::optional<base::NodeId> after;
    if (arguments.has("after")) {
        DT_TRY(after, node_in(target, arguments.get("after"), arguments));
    }
    base::NodeId parent;
    if (arguments.has("under")) {
        DT_TRY(parent, node_in(target, arguments.get("under"), arguments));
    } else {
        DT_TRY(change::Document document, office::read_document(*target.office, target.document));
        const change::NodeState* sibling = document.find(document.home_of(*after));
        if (sibling == nullptr) return base::fail(base::Code::unknown_node, {{"id", arguments.get("after")}});
        parent = document.parent_of(*sibling);
    }
    DT_CHECK(office::move_under(*target.office, target.document, node, parent, after));
    return saved(context, target, node);
}

} // namespace dongthac::app
