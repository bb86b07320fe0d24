#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "client/app/review_intent.hpp"
#include "client/view_model/review.hpp"
#include "shared/document/review.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::app {

/// The file that is looked over before anything of it is stored; one at a time. UI thread.
class ReviewModel {
  public:
    /// Borrowed; must outlive it.
    explicit ReviewModel(office::Workspace& office) : office_(&office) {}

    /// Reads a file of any form that import knows. A file that is looked over already gives way: nothing of it was
    /// stored. Errors: those of read_file and the store's.
    [[nodiscard]] base::Result<void> open(const std::filesystem::path& file);
    [[nodiscard]] bool is_open() const { return review_.has_value(); }
    /// Something was put right that would be lost with it.
    [[nodiscard]] bool has_work() const { return review_ && review_->review.can_undo(); }
    /// "" while none is looked over.
    [[nodiscard]] std::string file() const { return review_ ? review_->file : std::string(); }
    /// nullptr while none is looked over.
    [[nodiscard]] const view_model::ReviewRows* rows();

    /// The draft that Accept made. Errors: those of document::Review and of import_outline; the review stays open.
    [[nodiscard]] base::Result<std::optional<base::DocumentId>> take(const ReviewStep& step);
    /// Takes the last step back, or does it again; false when there is none.
    bool undo();
    bool redo();

  private:
    struct Open {
        document::Review review;
        std::string file;
        std::vector<model::ParentReference> parents; ///< that `above` was looked for with
        std::string above;                           ///< view_model::ReviewRows::above
    };
    void look_above();
    base::Result<void> handle(const review::SetRole& step);
    base::Result<void> handle(const review::Indent& step);
    base::Result<void> handle(const review::Join& step);
    base::Result<void> handle(const review::Split& step);
    base::Result<void> handle(const review::Place& step);
    base::Result<void> handle(const review::SetField& step);
    base::Result<void> handle(const review::SetKind& step);

    office::Workspace* office_;
    std::optional<Open> review_;
    std::uint64_t opened_ = 0; ///< files so far
    std::optional<view_model::ReviewRows> rows_;
};

} // namespace dongthac::app
