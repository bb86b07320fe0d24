#pragma once

#include <optional>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/paragraph_field.hpp"
#include "client/view_model/coverage.hpp"

namespace dongthac::ui {

/// What this office finds of one cell of the matrix: the topic, what the other office wrote or may have, four answers
/// and a reason. Ctrl+Enter saves, Escape closes. It stays until the judgement is written: what was typed is not lost
/// with an error.
class JudgeDialog {
  public:
    /// About the chosen topic and the `office`-th row.
    void open(const view_model::CoverageView& view, std::size_t office);
    [[nodiscard]] bool is_open() const { return open_; }
    /// Call every frame. What was asked for: a judgement, or to look at a paragraph.
    [[nodiscard]] std::optional<app::Intent> draw(const UiContext& ctx, const view_model::CoverageView& view);

  private:
    void draw_texts(const UiContext& ctx, const view_model::CoverageText& texts,
                    const view_model::CoverageOfficeRow& office, std::optional<app::Intent>& wanted);
    void draw_answer(const UiContext& ctx);
    [[nodiscard]] bool draw_buttons(const UiContext& ctx, bool confirmed, std::optional<app::Intent>& wanted);
    [[nodiscard]] app::intent::JudgeCoverage verdict() const;

    base::DocumentId plan_;
    base::NodeId topic_;
    std::string title_;
    model::OrgId org_;
    office::SentPlan seen_;
    std::size_t status_ = 0; ///< place in model::kCoverageNames
    ParagraphState reason_;
    bool judged_ = false; ///< there is something to take back
    bool reason_missing_ = false;
    std::optional<std::uint64_t> asked_; ///< CoverageView::acts when it was asked for
    bool opening_ = false;
    bool open_ = false;
};

/// «“chuyển đổi số”, “dịch vụ công”»: what a suggestion shares with its topic; "" when it is suggested for another
/// reason.
[[nodiscard]] std::string shared_words(const UiContext& ctx, const std::vector<std::string>& words);

} // namespace dongthac::ui
