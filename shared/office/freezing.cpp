#include <algorithm>
#include <map>

#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/consolidating.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/text/tokens.hpp"

// How figures are written into an office's own submission, and read back from it.

namespace dongthac::office {

namespace {

namespace field = model::field;

constexpr char kBetween = '\t';

/// What one office gave, as a line of field `parts`: office, submission, revision, value, weight, records.
std::string part_text(const model::FigureSource& source) {
    std::string records;
    for (const std::string& record : source.records) records += (records.empty() ? "" : ",") + record;
    std::string text = source.org;
    for (const std::string& more :
         {base::to_text(source.document), base::to_hex(source.revision), source.value, source.weight, records})
        text += kBetween + more;
    return text;
}

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(at, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// Nothing for a line that no program wrote.
std::optional<model::FigureSource> part_in(std::string_view text) {
    const std::vector<std::string> words = split(text, kBetween);
    if (words.size() != 6) return std::nullopt;
    const auto document = base::parse_id<base::DocumentId>(words[1]);
    const auto revision = base::from_hex(words[2]);
    model::FigureSource source{words[0], {}, {}, words[3], words[4], {}};
    if (!document || !revision || revision->size() != source.revision.size()) return std::nullopt;
    source.document = *document;
    std::ranges::copy(*revision, source.revision.begin());
    if (!words[5].empty()) source.records = split(words[5], ',');
    return source;
}

void read_parts(const change::NodeState& line, model::Figure& figure) {
    const auto* parts = std::get_if<std::vector<std::string>>(&line.value(field::kParts));
    if (parts == nullptr) return;
    for (const std::string& part : *parts)
        if (auto source = part_in(part)) figure.sources.push_back(std::move(*source));
}

void read_text(const change::NodeState& node, model::Figure& figure) {
    const auto document = base::parse_id<base::DocumentId>(node.string(field::kSourceDocument));
    if (const std::string org = node.string(field::kFrom); !org.empty() && document)
        figure.texts.push_back({org, *document, node.text()});
}

/// The submission this office's word goes into: the frozen one, or a new one without figures of its own.
base::Result<base::DocumentId> own_submission(Workspace& office, const Consolidation& consolidation) {
    if (!consolidation.frozen.empty()) return consolidation.frozen;
    Draft draft(office, *model::record_type(model::record::kSubmission), consolidation.form);
    draft.set(field::kSubject, consolidation.fields.title);
    draft.set(field::kTemplate, base::to_text(consolidation.form));
    draft.set(field::kPeriod, consolidation.period.key);
    draft.set(field::kBasis, std::string("consolidated"));
    for (const model::FormItem& item : consolidation.fields.items)
        draft.set(draft.add(draft.root(), "paragraph", {}, {}), field::kItem, item.id);
    return draft.store();
}

/// The changes that make a frozen submission say what the figures say now.
class Freezing {
  public:
    explicit Freezing(const change::Document& document) {
        for (const change::NodeState* node : document.in_order()) {
            const base::NodeId parent = document.parent_of(*node);
            if (parent == base::root_node(document.head.id)) {
                lines_.emplace(node->string(field::kItem), node);
            } else if (!node->string(field::kFrom).empty()) {
                texts_[parent].push_back(node);
            }
        }
    }

    void put(Workspace& office, const model::Figure& figure) {
        const auto line = lines_.find(figure.item);
        if (line == lines_.end()) return;
        const change::NodeState& node = *line->second;
        set(node, field::kValue, figure.value ? model::Value(*figure.value) : model::Value());
        set(node, field::kWeight, figure.weight.empty() ? model::Value() : model::Value(figure.weight));
        std::vector<std::string> parts;
        for (const model::FigureSource& source : figure.sources) parts.push_back(part_text(source));
        set(node, field::kParts, parts.empty() ? model::Value() : model::Value(std::move(parts)));
        model::Figure now;
        for (const change::NodeState* text : texts_[node.id]) read_text(*text, now);
        if (now.texts == figure.texts) return;
        for (const change::NodeState* text : texts_[node.id]) payloads_.emplace_back(change::HideNode{text->id});
        std::size_t order = 0;
        for (const model::GatheredText& text : figure.texts) add(office, node.id, order++, text);
    }

    std::vector<change::Payload> take() { return std::move(payloads_); }

  private:
    void set(const change::NodeState& node, model::FieldId id, model::Value value) {
        if (node.value(id) == value) return;
        std::vector<change::ChangeId> seen;
        if (const auto found = node.fields.find(id); found != node.fields.end())
            for (const change::FieldValue& one : found->second.values) seen.push_back(one.id);
        payloads_.emplace_back(change::SetField{node.id, id, std::move(value), std::move(seen)});
    }

    void add(Workspace& office, const base::NodeId& line, std::size_t order, const model::GatheredText& text) {
        const auto node = base::new_id<base::NodeId>(office.random());
        payloads_.emplace_back(
            change::CreateNode{node, line, change::order_at(order), "paragraph", {}, text::tokenise(text.text), {}});
        payloads_.emplace_back(change::SetField{node, field::kFrom, text.org, {}});
        payloads_.emplace_back(change::SetField{node, field::kSourceDocument, base::to_text(text.document), {}});
    }

    std::map<std::string, const change::NodeState*> lines_;
    std::map<base::NodeId, std::vector<const change::NodeState*>> texts_; ///< by the line they stand under
    std::vector<change::Payload> payloads_;
};

} // namespace

std::vector<model::Figure> frozen_figures(const model::ReportForm& form, const change::Document& document) {
    std::map<base::NodeId, std::size_t> figure_at;
    std::vector<model::Figure> figures;
    const base::NodeId root = base::root_node(document.head.id);
    for (const change::NodeState* node : document.in_order()) {
        const base::NodeId parent = document.parent_of(*node);
        const std::string item = node->string(field::kItem);
        if (parent == root && form.find(item) != nullptr) {
            model::Figure figure;
            figure.item = item;
            if (const std::string value = node->string(field::kValue); !value.empty()) figure.value = value;
            figure.weight = node->string(field::kWeight);
            read_parts(*node, figure);
            figure_at.emplace(node->id, figures.size());
            figures.push_back(std::move(figure));
            continue;
        }
        const auto above = figure_at.find(parent);
        if (above != figure_at.end()) read_text(*node, figures[above->second]);
    }
    return figures;
}

base::Result<base::DocumentId> freeze(Workspace& office, const Consolidation& consolidation) {
    DT_TRY(const base::DocumentId id, own_submission(office, consolidation));
    DT_TRY(const change::Document document, read_document(office, id));
    Freezing freezing(document);
    for (const model::Figure& figure : consolidation.figures) freezing.put(office, figure);
    DT_CHECK(perform(office, id, freezing.take()));
    return id;
}

} // namespace dongthac::office
