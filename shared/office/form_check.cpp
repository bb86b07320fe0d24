#include "shared/office/form_check.hpp"

#include <algorithm>

#include "shared/document/outline_of.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"

namespace dongthac::office {

namespace {

using document::FormFix;
using Part = FormFix::Part;

/// A fix leads to at most a few more (a line behind the last asks for another mark); more than this is a fault of ours.
constexpr std::size_t kMostFixes = 10'000;

base::Result<void> add_behind(Workspace& office, const base::DocumentId& id, const base::NodeId& node,
                              const std::string& text) {
    DT_TRY(const change::Document document, read_document(office, id));
    const auto found = document.nodes.find(node);
    if (found == document.nodes.end()) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node)}});
    const change::NodeState* before = &found->second;
    NewNode fresh;
    fresh.parent = document.parent_of(*before);
    fresh.after = node;
    fresh.role = model::role_from(before->string(model::field::kRole)).value_or(model::ItemRole::paragraph);
    fresh.label = before->string(model::field::kLabel);
    fresh.text = text;
    DT_TRY(const base::NodeId made, add_node(office, id, fresh));
    (void)made;
    return {};
}

} // namespace

std::vector<FormRemark> form_remarks(const change::Document& document) {
    const model::RecordType* type = model::record_type(document.head.record);
    if (type == nullptr || type->family != model::Family::document) return {};
    const std::vector<const change::NodeState*> nodes = document.in_order(); // as outline_of has its items
    std::vector<FormRemark> remarks;
    for (document::FormFinding& finding : document::lint_form(document::outline_of(document))) {
        const base::NodeId node = finding.item ? nodes.at(*finding.item)->id : base::root_node(document.head.id);
        remarks.push_back({std::move(finding), node});
    }
    return remarks;
}

base::Result<std::vector<FormRemark>> check_form_of(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const change::Document document, read_document(office, id));
    const model::RecordType* type = model::record_type(document.head.record);
    if (type == nullptr || type->family != model::Family::document)
        return base::fail(base::Code::bad_value, {{"field", "kind"},
                                                  {"value", type == nullptr ? std::string() : std::string(type->name)},
                                                  {"expected", "plan | report"}});
    return form_remarks(document);
}

base::Result<void> put_right(Workspace& office, const base::DocumentId& id, const FormRemark& remark) {
    DT_TRY(const std::vector<FormRemark> now, check_form_of(office, id));
    const bool holds = std::ranges::any_of(now, [&](const FormRemark& one) {
        return one.node == remark.node && one.finding.code == remark.finding.code &&
               one.finding.detail == remark.finding.detail && one.finding.fix == remark.finding.fix;
    });
    if (!holds || !remark.finding.fix)
        return base::fail(base::Code::bad_value,
                          {{"field", "--fix"}, {"value", remark.finding.code}, {"expected", "doc lint"}});
    const FormFix& fix = *remark.finding.fix;
    switch (fix.part) {
    case Part::field: return set_field(office, id, base::root_node(id), remark.finding.field, fix.value);
    case Part::label: return set_field(office, id, remark.node, "label", fix.value);
    case Part::text: return set_text(office, id, remark.node, fix.value);
    case Part::next_item: return add_behind(office, id, remark.node, fix.value);
    }
    return {};
}

base::Result<std::size_t> put_all_right(Workspace& office, const base::DocumentId& id) {
    for (std::size_t done = 0; done < kMostFixes; ++done) {
        DT_TRY(const std::vector<FormRemark> remarks, check_form_of(office, id));
        const auto next =
            std::ranges::find_if(remarks, [](const FormRemark& one) { return one.finding.fix.has_value(); });
        if (next == remarks.end()) return done;
        DT_CHECK(put_right(office, id, *next));
    }
    return base::fail(base::Code::internal, {{"reason", "form fixes without end"}});
}

} // namespace dongthac::office
