#include "client/app/command_target.hpp"

#include "shared/office/documents.hpp"

namespace dongthac::app {

base::Result<Target> target_of(CommandContext& context, const Arguments& arguments) {
    Target target;
    DT_TRY(target.office, context.office());
    DT_TRY(target.document, office::find_document(*target.office, arguments.get("ID")));
    return target;
}

base::Result<base::NodeId> node_in(const Target& target, const std::string& typed, const Arguments& arguments) {
    if (typed == arguments.get("ID")) return base::root_node(target.document);
    const auto unknown = base::fail(base::Code::unknown_node, {{"id", typed}});
    if (const auto id = base::parse_id<base::NodeId>(typed)) return *id;
    constexpr std::size_t kShortest = 4;
    if (typed.size() < kShortest) return unknown;
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    std::optional<base::NodeId> found;
    for (const auto& [id, node] : document.nodes) {
        if (!base::to_text(id).starts_with(typed)) continue;
        if (found) return unknown; // more than one fits: a longer beginning is needed
        found = id;
    }
    if (!found) return unknown;
    return *found;
}

} // namespace dongthac::app
