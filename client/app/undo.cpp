#include "client/app/undo.hpp"

#include <utility>

#include "client/view_model/editor.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::app {

namespace {

// A person who goes back further than this opens the history instead.
constexpr std::size_t kMostSteps = 200;

base::Result<void> write_text(office::Workspace& office, const UndoStep& step) {
    DT_TRY(const office::TextEdit edit, office::retype(office, step.document, step.node, step.after, step.before));
    (void)edit;
    return {};
}

base::Result<void> write_field(office::Workspace& office, const UndoStep& step) {
    DT_TRY(const view_model::EditorRows rows, view_model::editor_rows(office, step.document));
    for (const view_model::EditorField& field : rows.fields)
        if (field.name == step.field && (field.value != step.after || !field.versions.empty()))
            return base::fail(base::Code::state_conflict, {{"id", base::to_text(step.document)}});
    return office::set_field(office, step.document, step.node, step.field, step.before);
}

UndoStep inverse(UndoStep step) {
    using Kind = UndoStep::Kind;
    std::swap(step.before, step.after);
    switch (step.kind) {
    case Kind::add: step.kind = Kind::hide; break;
    case Kind::hide: step.kind = Kind::add; break;
    case Kind::move_up: step.kind = Kind::move_down; break;
    case Kind::move_down: step.kind = Kind::move_up; break;
    case Kind::text:
    case Kind::field: break;
    }
    return step;
}

/// Takes `step` back.
base::Result<void> take_back(office::Workspace& office, const UndoStep& step) {
    using Kind = UndoStep::Kind;
    switch (step.kind) {
    case Kind::text: return write_text(office, step);
    case Kind::field: return write_field(office, step);
    case Kind::add: return office::hide_node(office, step.document, step.node);
    case Kind::hide: return office::show_node(office, step.document, step.node);
    case Kind::move_up: return office::move_node(office, step.document, step.node, office::Direction::down);
    case Kind::move_down: return office::move_node(office, step.document, step.node, office::Direction::up);
    }
    return {};
}

} // namespace

void UndoList::add(UndoStep step) {
    undone_.clear();
    if (done_.size() == kMostSteps) done_.erase(done_.begin());
    done_.push_back(std::move(step));
}

base::Result<void> UndoList::undo(office::Workspace& office) {
    if (done_.empty()) return {};
    const UndoStep step = std::move(done_.back());
    done_.pop_back();
    DT_CHECK(take_back(office, step));
    undone_.push_back(inverse(step));
    return {};
}

base::Result<void> UndoList::redo(office::Workspace& office) {
    if (undone_.empty()) return {};
    const UndoStep step = std::move(undone_.back());
    undone_.pop_back();
    DT_CHECK(take_back(office, step));
    done_.push_back(inverse(step));
    return {};
}

void UndoList::clear() {
    done_.clear();
    undone_.clear();
}

} // namespace dongthac::app
