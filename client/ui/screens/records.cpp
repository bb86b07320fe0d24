#include "client/ui/screens/records.hpp"

#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/layout.hpp"

namespace dongthac::ui {

std::optional<app::Intent> draw_records(const UiContext& ctx, const view_model::RecordRows& rows, RecordsState&) {
    page_header(ctx, ctx.tr("screen.records"), ctx.tr("kind." + rows.kind));
    return std::nullopt;
}

std::optional<app::Intent> draw_record(const UiContext& ctx, const view_model::RecordPage& page, RecordsState&) {
    page_header(ctx, subject_or_untitled(ctx, page.subject), ctx.tr("kind." + page.kind));
    return std::nullopt;
}

} // namespace dongthac::ui
