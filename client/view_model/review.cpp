#include "client/view_model/review.hpp"

#include "shared/document/propose_obligations.hpp"
#include "shared/model/record.hpp"

namespace dongthac::view_model {

namespace {

std::vector<ReviewField> fields_of(const model::Outline& outline) {
    using model::ValueType;
    std::string day;
    if (outline.issued_on) day = model::typed_text(ValueType::date, model::Value(*outline.issued_on));
    const model::FieldConfidence& sure = outline.confidence;
    const std::string titles = model::typed_text(ValueType::list, model::Value(outline.signer_titles));
    return {{"superior_body", outline.superior_body, ValueType::string, sure.superior_body},
            {"issuing_body", outline.issuing_body, ValueType::string, sure.issuing_body},
            {"document_number", outline.document_number, ValueType::string, sure.document_number},
            {"symbol", outline.symbol, ValueType::string, sure.symbol},
            {"place_name", outline.place_name, ValueType::string, sure.place_name},
            {"issued_on", day, ValueType::date, sure.issued_on},
            {"doc_type", outline.doc_type, ValueType::string, sure.doc_type},
            {"subject", outline.subject, ValueType::string, sure.subject},
            {"signer_titles", titles, ValueType::list, sure.signer_titles},
            {"signer_name", outline.signer_name, ValueType::string, sure.signer_name}};
}

} // namespace

ReviewRows review_rows(const document::Review& review, const std::string& file, const std::string& above,
                       std::uint64_t opened) {
    const model::Outline& outline = review.outline();
    ReviewRows out;
    out.file = file;
    out.kind = review.kind();
    out.opened = opened;
    const std::vector<std::optional<std::size_t>> lines = review.source_lines();
    for (std::size_t i = 0; i < outline.items.size(); ++i) {
        const model::OutlineItem& item = outline.items[i];
        out.items.push_back({item.role, item.level, item.label, item.text, lines[i], false, item.confidence});
    }
    for (const model::Flag& flag : outline.flags) {
        if (flag.item && *flag.item < out.items.size()) out.items[*flag.item].flagged = true;
        out.flags.push_back({"flag." + flag.code, flag.detail, flag.item});
    }
    for (const document::ReadText::Remark& remark : review.remarks())
        out.remarks.push_back({"import." + remark.key, remark.detail, {}});
    out.fields = fields_of(outline);
    out.source = review.source();
    out.unplaced = outline.unplaced;
    out.words = outline.words;
    out.placed = outline.placed_words;
    out.obligations = document::propose_obligations(outline).size();
    out.above = above;
    out.can_undo = review.can_undo();
    out.can_redo = review.can_redo();
    return out;
}

} // namespace dongthac::view_model
