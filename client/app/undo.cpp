#include "client/app/undo.hpp"

#include <utility>

namespace dongthac::app {

namespace {

// A person who goes back further than this opens the history instead.
constexpr std::size_t kMostSteps = 200;

/// Turns the newest act of `from` round; what it became is the newest of `to`.
base::Result<void> turn(office::Workspace& office, std::vector<UndoStep>& from, std::vector<UndoStep>& to) {
    if (from.empty()) return {};
    UndoStep step = std::move(from.back());
    from.pop_back();
    DT_TRY(step.act, office::invert(office, step.act));
    if (!step.act.empty()) to.push_back(std::move(step));
    return {};
}

} // namespace

void UndoList::add(UndoStep step) {
    if (step.act.empty()) return;
    undone_.clear();
    if (done_.size() == kMostSteps) done_.erase(done_.begin());
    done_.push_back(std::move(step));
}

base::Result<void> UndoList::undo(office::Workspace& office) { return turn(office, done_, undone_); }

base::Result<void> UndoList::redo(office::Workspace& office) { return turn(office, undone_, done_); }

void UndoList::clear() {
    done_.clear();
    undone_.clear();
}

} // namespace dongthac::app
