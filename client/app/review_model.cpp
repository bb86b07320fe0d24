#include "client/app/review_model.hpp"

#include <utility>

#include "client/app/files.hpp"
#include "shared/base/files.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"

namespace dongthac::app {

namespace {

/// The subject of the issued plan it gives effect to; empty when this PC has none.
base::Result<std::string> plan_above(office::Workspace& office, const model::Outline& outline) {
    DT_TRY(const base::DocumentId above, office::known_parent(office, outline));
    if (above.empty()) return std::string();
    DT_TRY(office::DocumentSummary summary, office::summary_of(office, above));
    return std::move(summary.subject);
}

} // namespace

base::Result<void> ReviewModel::open(const std::filesystem::path& file) {
    DT_TRY(document::ImportedFile read, read_file(file));
    DT_TRY(std::string above, plan_above(*office_, read.outline));
    std::vector<model::ParentReference> parents = read.outline.parents;
    review_ = Open{document::Review(std::move(read)), base::path_to_utf8(file.filename()), std::move(parents),
                   std::move(above)};
    rows_.reset();
    ++opened_;
    return {};
}

const view_model::ReviewRows* ReviewModel::rows() {
    if (!review_) return nullptr;
    if (!rows_) rows_ = view_model::review_rows(review_->review, review_->file, review_->above, opened_);
    return &*rows_;
}

base::Result<std::optional<base::DocumentId>> ReviewModel::take(const ReviewStep& step) {
    if (!review_) return std::nullopt;
    if (std::holds_alternative<review::Cancel>(step)) {
        review_.reset();
        rows_.reset();
        return std::nullopt;
    }
    if (std::holds_alternative<review::Accept>(step)) {
        DT_TRY(const base::DocumentId made,
               office::import_outline(*office_, review_->review.kind(), review_->review.outline()));
        review_.reset();
        rows_.reset();
        return made;
    }
    rows_.reset();
    DT_CHECK(std::visit(
        [&](const auto& one) -> base::Result<void> {
            if constexpr (requires { handle(one); }) return handle(one);
            return {};
        },
        step));
    look_above();
    return std::nullopt;
}

void ReviewModel::look_above() {
    const model::Outline& outline = review_->review.outline();
    if (outline.parents == review_->parents) return;
    review_->parents = outline.parents;
    auto above = plan_above(*office_, outline);
    review_->above = above ? std::move(*above) : std::string(); // only shown; what is stored looks for itself
}

bool ReviewModel::undo() {
    if (!review_ || !review_->review.can_undo()) return false;
    review_->review.undo();
    look_above();
    rows_.reset();
    return true;
}

bool ReviewModel::redo() {
    if (!review_ || !review_->review.can_redo()) return false;
    review_->review.redo();
    look_above();
    rows_.reset();
    return true;
}

base::Result<void> ReviewModel::handle(const review::SetRole& step) {
    return review_->review.set_role(step.item, step.role);
}
base::Result<void> ReviewModel::handle(const review::Indent& step) {
    return review_->review.indent(step.item, step.deeper);
}
base::Result<void> ReviewModel::handle(const review::Join& step) { return review_->review.join(step.item); }
base::Result<void> ReviewModel::handle(const review::Split& step) {
    return review_->review.split(step.item, step.word);
}
base::Result<void> ReviewModel::handle(const review::Place& step) {
    return review_->review.place(step.unplaced, step.behind);
}
base::Result<void> ReviewModel::handle(const review::SetField& step) {
    return review_->review.set_field(step.field, step.typed);
}
base::Result<void> ReviewModel::handle(const review::SetKind& step) { return review_->review.set_kind(step.kind); }

} // namespace dongthac::app
