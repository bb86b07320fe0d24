#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/office/history.hpp"
#include "shared/office/receipts.hpp"
#include "shared/office/workspace.hpp"

/// "Lịch sử": what was done to a document or one of its paragraphs, and the wordings two people left side by side.
namespace dongthac::view_model {

/// Who wrote something and when, as one line can say it.
struct Signature {
    office::Writer who;
    std::int64_t at_ms = 0;
    bool time_checked = false;
    std::optional<model::Action> action{}; ///< a step between offices
    office::Interval made{};               ///< of such a step
};

struct HistoryValue {
    std::string field; ///< label key `field.<field>`
    model::ValueType type = model::ValueType::string;
    std::string before;
    std::string after;
};

struct HistoryRow {
    base::ChangeId change;
    std::string what; ///< key of what was done
    Signature by;
    bool concurrent = false;
    std::vector<HistoryValue> values;
    std::string note;
    std::string split_from; ///< now the words of the paragraph this change made it from; "" when it did not
    std::string about;      ///< now the words of the paragraph it is about, where the row does not quote them; "": none
    bool restorable = false;
};

/// One author's wording of a paragraph two people changed without seeing each other.
struct OriginalRow {
    Signature by;
    std::string text;
    bool hidden = false; ///< this author took the paragraph off
};
struct OriginalPair {
    OriginalRow first;
    OriginalRow second;
};

struct HistoryRows {
    base::DocumentId document;
    std::optional<base::NodeId> node; ///< one paragraph only
    std::string subject;              ///< of the document
    std::string text;                 ///< of the paragraph, now
    bool editable = false;
    std::vector<OriginalPair> pairs;
    std::vector<HistoryRow> rows; ///< newest first
    bool more = false;            ///< older ones are not shown
    std::int64_t now_ms = 0;
};

/// The newest `limit` entries. Errors: unknown_document, unknown_node.
[[nodiscard]] base::Result<HistoryRows> history_rows(office::Workspace& office, const base::DocumentId& document,
                                                     const std::optional<base::NodeId>& node, std::size_t limit);

} // namespace dongthac::view_model
