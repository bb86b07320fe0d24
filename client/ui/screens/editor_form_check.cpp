#include <algorithm>

#include "client/ui/icons.hpp"
#include "client/ui/screens/editor_parts.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

// "Thể thức": a document against NĐ 30/2020/NĐ-CP, beside its page.

namespace dongthac::ui {

namespace {

constexpr std::size_t kMostRemarks = 6; ///< the others come up when these are done

/// What the decree prescribes stands before what it advises, each in the order of the page.
std::vector<const office::FormRemark*> musts_first(const std::vector<office::FormRemark>& remarks) {
    std::vector<const office::FormRemark*> sorted;
    for (const office::FormRemark& remark : remarks) sorted.push_back(&remark);
    std::ranges::stable_partition(
        sorted, [](const auto* remark) { return remark->finding.binding == document::Binding::must; });
    return sorted;
}

void draw_remark(EditorFrame& frame, const office::FormRemark& remark, std::size_t number) {
    const UiContext& ctx = frame.ctx;
    const document::FormFinding& finding = remark.finding;
    const std::string id = "##remark" + std::to_string(number);
    gap(ctx.theme.space().s);
    const bool must = finding.binding == document::Binding::must;
    icon_text(ctx, must ? icon::kWarning : icon::kInfo, must ? Ink::error : Ink::muted);
    same_row(ctx.theme.space().s);
    text_wrapped(ctx, ctx.tr("lint." + finding.code));
    if (!finding.detail.empty()) text_fitted(ctx, "“" + finding.detail + "”", 0, TextStyle::small, Ink::muted);
    text_fitted(ctx, ctx.tr("lint.article", {{"article", finding.article}}), 0, TextStyle::small, Ink::faint);
    if (finding.fix && link(ctx, ctx.tr("lint.fix") + id))
        frame.out.push_back(app::intent::PutRight{frame.rows.document, finding.code, remark.node});
    if (!finding.item) return;
    if (finding.fix) same_row(ctx.theme.space().m);
    if (link(ctx, ctx.tr("lint.show") + id)) frame.state.goal = remark.node;
}

} // namespace

void draw_form_check(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const std::vector<office::FormRemark>& remarks = frame.rows.remarks;
    if (remarks.empty()) return;
    gap(ctx.theme.space().l);
    section_title(ctx, ctx.tr("lint.title"), static_cast<int>(remarks.size()));
    const bool any = std::ranges::any_of(remarks, [](const auto& one) { return one.finding.fix.has_value(); });
    if (any && button(ctx, ctx.tr("lint.fix_all"), {.icon = icon::kCheck}))
        frame.out.push_back(app::intent::PutRight{frame.rows.document, {}, {}});
    const std::vector<const office::FormRemark*> sorted = musts_first(remarks);
    for (std::size_t i = 0; i < std::min(sorted.size(), kMostRemarks); ++i) draw_remark(frame, *sorted[i], i);
    if (remarks.size() > kMostRemarks)
        text(ctx, ctx.tr("lint.more", {{"n", remarks.size() - kMostRemarks}}), TextStyle::small, Ink::muted);
}

} // namespace dongthac::ui
