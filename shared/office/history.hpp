#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/office/past.hpp"
#include "shared/office/receipts.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// Who wrote something, as known here. The PC is what signatures prove; a person is named where an act names one.
struct Writer {
    std::string person{};
    model::OrgId org{};
    std::string office{}; ///< as printed; "" before the PC joined one
    std::string device{}; ///< the PC's name; "" when it has none
    base::DeviceId device_id{};
    base::ReplicaId replica{};
    bool here = false; ///< this very PC
};

/// One thing that one change did to one node, as its author read it.
struct ValueChange {
    base::NodeId node;
    model::FieldId field = 0; ///< field::kText for the words; 0 for being on the page ("true"/"false")
    std::string name;         ///< "text", "visible", or the field's name
    model::ValueType type = model::ValueType::string;
    std::string before;
    std::string after;
};

struct HistoryEntry {
    base::ChangeId id;
    std::uint16_t kind = 0; ///< change::Kind; sentence `change.<kind>`
    Writer who;
    std::int64_t wall_ms = 0;
    bool time_checked = false; ///< the server's signed time came with it; else only the PC's own clock says so
    Interval interval{};       ///< of a step between offices, as the server's signatures prove it
    bool concurrent = false;   ///< somebody changed the same node without seeing this
    base::NodeId node;         ///< what it is about; the document's own id for the whole
    base::NodeId split_from{}; ///< asked for one paragraph: the one whose words this change made it from; else empty
    std::vector<ValueChange> values;
    std::optional<model::Action> action; ///< a step between offices
    std::string note;                    ///< of a step; the words of a remark
};

struct HistoryQuery {
    std::optional<base::NodeId> node{}; ///< before it was split from another: what was done to that one
    std::optional<model::FieldId> field{};
    std::optional<base::ChangeId> before{}; ///< the page that ends before this change; else the newest
    std::size_t limit = 50;
};

struct HistoryPage {
    std::vector<HistoryEntry> entries;  ///< newest first, by causal order: a wrong clock moves nothing
    std::optional<base::ChangeId> next; ///< HistoryQuery::before of the following page; nothing at the beginning
};

/// What was done to a document, a node or a field. Only past states of the page asked for are made. Errors:
/// unknown_document, unknown_node, bad_value {field: "change"}.
[[nodiscard]] base::Result<HistoryPage> history(Workspace& office, const base::DocumentId& document,
                                                const HistoryQuery& query);

/// Who wrote change `index` of `past`.
[[nodiscard]] Writer writer_of(const Workspace& office, const Past& past, std::size_t index);

/// One author's side of a review mark.
struct Original {
    base::ChangeId change;
    std::uint16_t kind = 0;
    Writer who;
    std::int64_t wall_ms = 0;
    bool time_checked = false;
    std::string text;    ///< the paragraph as this author had it, without the other's work
    bool hidden = false; ///< this author took the paragraph off the page
};
struct Originals {
    Original first;
    Original second;
    std::string common; ///< the paragraph before either wrote: what both had seen
};

/// Both originals of every mark of a node; empty when nothing is to be looked at. Error unknown_node.
[[nodiscard]] base::Result<std::vector<Originals>> originals_of(Workspace& office, const base::DocumentId& document,
                                                                const base::NodeId& node);

/// A value of a register in conflict, with who set it.
struct FieldVersion {
    base::ChangeId change;
    Writer who;
    std::int64_t wall_ms = 0;
    bool time_checked = false;
    model::Value value;
};
/// All values a field holds, oldest first; the last one is shown. Error unknown_node.
[[nodiscard]] base::Result<std::vector<FieldVersion>> versions_of(Workspace& office, const base::DocumentId& document,
                                                                  const base::NodeId& node, model::FieldId field);

/// What is to be as it was.
struct RestoreScope {
    std::optional<base::NodeId> node{};    ///< with all its fields and words; the whole document without it
    std::optional<model::FieldId> field{}; ///< of `node`, or of the document itself without one
};
/// Writes new changes, in one act, after which the scope reads as it did right after change `at`, as its author saw it.
/// What came since stays in the history. False when it reads so already. Errors: those of edit.hpp, bad_value {field:
/// "change"} when the document knows no such change.
[[nodiscard]] base::Result<bool> restore(Workspace& office, const base::DocumentId& document, const base::ChangeId& at,
                                         const RestoreScope& scope);

/// "<replica hex>:<counter>", or the beginning of it when only one change of `past` fits. Error bad_value.
[[nodiscard]] base::Result<base::ChangeId> find_change(const Past& past, std::string_view typed);

} // namespace dongthac::office
