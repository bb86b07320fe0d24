#include "shared/office/data_subject.hpp"

#include <algorithm>

#include "shared/model/outline.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::office {

namespace {

class Collector {
  public:
    explicit Collector(const model::Person& person) : name_(text::search_key(person.name)) { data_.person = person; }

    void read(const change::Document& document) {
        const std::string subject = document.root().string(model::field::kSubject);
        for (const change::RevisionState& step : document.head.revisions) {
            const bool by_key =
                std::ranges::find(data_.person.keys, step.sealed_by, &model::PersonKey::key) != data_.person.keys.end();
            if (by_key || names(step.person))
                data_.decisions.push_back({document.head.id, subject, step.action, step.wall_ms, by_key});
            if (names(step.note)) data_.mentions.push_back({document.head.id, subject, step.note});
        }
        for (const change::CommentState& remark : document.head.comments) {
            if (names(remark.author)) data_.remarks.push_back({document.head.id, subject, remark.text});
            if (names(remark.text)) data_.mentions.push_back({document.head.id, subject, remark.text});
        }
        // Hidden paragraphs are still held here, so they count.
        for (const auto& [id, node] : document.nodes) {
            if (names(node.text())) data_.mentions.push_back({document.head.id, subject, node.text()});
            for (const auto& [field, value] : node.fields) {
                const std::string held = node.string(field);
                if (names(held)) data_.mentions.push_back({document.head.id, subject, held});
            }
        }
    }

    [[nodiscard]] SubjectData done() && { return std::move(data_); }

  private:
    /// Whole words, with or without diacritics.
    [[nodiscard]] bool names(const std::string& held) const {
        if (held.empty() || name_.empty()) return false;
        const std::string words = " " + text::search_key(held) + " ";
        return words.find(" " + name_ + " ") != std::string::npos;
    }

    std::string name_;
    SubjectData data_;
};

} // namespace

base::Result<SubjectData> data_about(Workspace& office, const base::PersonId& id) {
    const model::Person* person = office.directory().find(id);
    if (person == nullptr) return base::fail(base::Code::unknown_person, {{"name", base::to_text(id)}});
    Collector collector(*person);
    DT_TRY(const std::vector<DocumentSummary> documents, list_documents(office));
    for (const DocumentSummary& summary : documents) {
        DT_TRY(const change::Document document, read_document(office, summary.id));
        collector.read(document);
    }
    return std::move(collector).done();
}

} // namespace dongthac::office
