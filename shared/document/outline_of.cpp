#include "shared/document/outline_of.hpp"

#include <map>

#include "shared/model/record.hpp"

namespace dongthac::document {

namespace field = model::field;

model::Outline outline_of(const change::Document& document) {
    const change::NodeState& root = document.root();
    model::Outline outline;
    outline.superior_body = root.string(field::kSuperiorBody);
    outline.issuing_body = root.string(field::kIssuingBody);
    outline.document_number = root.string(field::kNumber);
    outline.symbol = root.string(field::kSymbol);
    outline.place_name = root.string(field::kPlace);
    if (const auto* date = std::get_if<text::Date>(&root.value(field::kIssuedOn))) outline.issued_on = *date;
    outline.doc_type = root.string(field::kDocType);
    outline.subject = root.string(field::kSubject);
    if (const auto* titles = std::get_if<std::vector<std::string>>(&root.value(field::kSignerTitles)))
        outline.signer_titles = *titles;
    outline.signer_name = root.string(field::kSignerName);
    if (const auto* unplaced = std::get_if<std::vector<std::string>>(&root.value(field::kUnplaced)))
        outline.unplaced = *unplaced;

    std::map<std::string, int> levels{{base::to_text(root.id), -1}};
    for (const change::NodeState* node : document.in_order()) {
        const auto above = levels.find(base::to_text(document.parent_of(*node)));
        const int level = above == levels.end() ? 0 : above->second + 1;
        levels[base::to_text(node->id)] = level;
        outline.items.push_back({model::role_from(node->string(field::kRole)).value_or(model::ItemRole::paragraph),
                                 level, node->string(field::kLabel), node->text()});
    }
    return outline;
}

} // namespace dongthac::document
