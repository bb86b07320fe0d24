#include "shared/office/counted_document.hpp"

#include "shared/change/revision.hpp"
#include "shared/office/documents.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

base::Result<change::Document> counted_document(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const auto row, office.store().document(id));
    if (!row) return base::fail(base::Code::unknown_document, {{"id", base::to_text(id)}});
    change::Document document;
    DT_TRY(document.head, wire::decode_head(row->head));
    if (document.head.last_snapshot.empty()) return read_document(office, id);
    DT_TRY(const change::Snapshot snapshot, wire::decode_snapshot(document.head.last_snapshot));
    change::fill_from(document, snapshot);
    return document;
}

} // namespace dongthac::office
