#include "client/app/undo.hpp"

#include <algorithm>
#include <utility>

namespace dongthac::app {

namespace {

// A person who goes back further than this opens the history instead.
constexpr std::size_t kMostSteps = 200;

/// The newest act in the document; the end for none.
auto newest_in(auto& steps, const base::DocumentId& document) {
    const auto found = std::ranges::find(steps.rbegin(), steps.rend(), document,
                                         [](const UndoStep& step) { return step.act.document; });
    return found == steps.rend() ? steps.end() : std::prev(found.base());
}

const UndoStep* next(const std::vector<UndoStep>& steps, const base::DocumentId& document) {
    const auto step = newest_in(steps, document);
    return step == steps.end() ? nullptr : &*step;
}

/// Turns the newest act of `from` in the document round; what it became is the newest of `to`.
base::Result<void> turn(office::Workspace& office, std::vector<UndoStep>& from, std::vector<UndoStep>& to,
                        const base::DocumentId& document) {
    const auto newest = newest_in(from, document);
    if (newest == from.end()) return {};
    UndoStep step = std::move(*newest);
    from.erase(newest);
    DT_TRY(step.act, office::invert(office, step.act));
    if (!step.act.empty()) to.push_back(std::move(step));
    return {};
}

} // namespace

void UndoList::add(UndoStep step) {
    if (step.act.empty()) return;
    std::erase_if(undone_, [&](const UndoStep& one) { return one.act.document == step.act.document; });
    if (done_.size() == kMostSteps) done_.erase(done_.begin());
    done_.push_back(std::move(step));
}

const UndoStep* UndoList::next_undo(const base::DocumentId& shown) const { return next(done_, shown); }

const UndoStep* UndoList::next_redo(const base::DocumentId& shown) const { return next(undone_, shown); }

base::Result<void> UndoList::undo(office::Workspace& office, const base::DocumentId& shown) {
    return turn(office, done_, undone_, shown);
}

base::Result<void> UndoList::redo(office::Workspace& office, const base::DocumentId& shown) {
    return turn(office, undone_, done_, shown);
}

} // namespace dongthac::app
