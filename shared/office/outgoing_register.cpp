#include "shared/office/outgoing_register.hpp"

#include <algorithm>
#include <map>

#include "shared/model/outline.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/projector.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::office {

namespace {

using model::DocumentState;
namespace field = model::field;

/// What stands behind "Lưu:" in the last line of the recipients; "" for another line.
std::string file_copy_in(const std::string& line) {
    constexpr std::string_view kFiled = "lưu";
    const std::string low = text::to_lower(line);
    const std::size_t at = low.find(kFiled);
    if (at == std::string::npos || at > 3) return {};
    std::size_t from = line.find_first_not_of(" :", at + kFiled.size());
    if (from == std::string::npos) return {};
    std::string rest = line.substr(from);
    while (!rest.empty() && (rest.back() == '.' || rest.back() == ';' || rest.back() == ' ')) rest.pop_back();
    return rest;
}

void read_recipients(const change::Document& document, RegisterRow& row) {
    for (const change::NodeState* node : document.in_order()) {
        if (model::role_from(node->string(field::kRole)) != model::ItemRole::recipient) continue;
        std::string line = node->text();
        if (std::string kept = file_copy_in(line); !kept.empty()) {
            row.file_copy = std::move(kept);
            continue;
        }
        while (!line.empty() && (line.back() == ';' || line.back() == '.' || line.back() == ' ')) line.pop_back();
        if (!line.empty()) row.recipients.push_back(std::move(line));
    }
}

/// By the steps: a document that was recalled and then put on file stays recalled. The state only tells of a decision
/// that still waits.
std::string note_for(const change::DocumentHead& head) {
    const auto was = [&](model::Action action) {
        return std::ranges::find(head.revisions, action, &change::RevisionState::action) != head.revisions.end();
    };
    if (head.state == DocumentState::recalled || was(model::Action::recall)) return "register.recalled";
    if (head.state == DocumentState::superseded || was(model::Action::supersede)) return "register.superseded";
    if (head.state == DocumentState::numbered) return "register.not_issued";
    return was(model::Action::correct) ? "register.corrected" : std::string();
}

RegisterRow row_for(const change::Document& document, const change::RevisionState& given) {
    RegisterRow row;
    row.document = document.head.id;
    row.number = given.number;
    const std::string digits = (given.number < 10 ? "0" : "") + std::to_string(given.number);
    const std::string symbol = document.root().string(field::kSymbol);
    row.number_symbol = symbol.empty() ? digits : digits + "/" + symbol;
    row.dated = given.numbered_on;
    row.type_and_subject = document.root().string(field::kDocType);
    if (const std::string subject = document.root().string(field::kSubject); !subject.empty())
        row.type_and_subject += (row.type_and_subject.empty() ? "" : " ") + subject;
    row.signer = document.root().string(field::kSignerName);
    for (const change::RevisionState& step : document.head.revisions) {
        if (step.action == model::Action::approve && row.signer.empty()) row.signer = step.person;
        if (step.action == model::Action::issue) row.sent = text::day_of(step.wall_ms);
    }
    read_recipients(document, row);
    // One for each recipient and one that is filed (Điều 18); what was printed beyond that nobody noted.
    row.copies = static_cast<std::uint32_t>(row.recipients.size()) + 1;
    row.note = note_for(document.head);
    return row;
}

} // namespace

base::Result<std::vector<RegisterRow>> outgoing_register(Workspace& office, int year) {
    DT_TRY(const std::vector<DocumentSummary> documents, list_papers(office));
    std::vector<RegisterRow> rows;
    for (const DocumentSummary& summary : documents) {
        if (summary.org != office.identity().org) continue;
        DT_TRY(const change::Document document, read_document(office, summary.id));
        const change::RevisionState* given = numbering_of(document.head);
        if (given != nullptr && given->numbered_on.year == year) rows.push_back(row_for(document, *given));
    }
    std::ranges::sort(rows, [](const RegisterRow& a, const RegisterRow& b) {
        return a.number != b.number ? a.number < b.number : a.document < b.document;
    });
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i].number == rows[i - 1].number) rows[i].duplicate = rows[i - 1].duplicate = true;
    return rows;
}

} // namespace dongthac::office
