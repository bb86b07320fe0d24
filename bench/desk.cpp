#include "bench/desk.hpp"

#include <stdexcept>

#include "bench/measure.hpp"
#include "client/sync/transport.hpp"
#include "shared/change/order.hpp"
#include "shared/model/record.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"

namespace dongthac::bench {

namespace {

namespace field = model::field;

/// Registers that exist in every plan, all of them text but the date; `subject` is also what search finds a node by.
const std::map<std::string, model::FieldId>& registers() {
    static const std::map<std::string, model::FieldId> ids = {
        {"tieu_de", field::kSubject},         {"noi_dung", field::kIssuingBody}, {"don_vi", field::kSuperiorBody},
        {"nguoi_phu_trach", field::kDocType}, {"han", field::kIssuedOn},         {"trang_thai", field::kPlace},
        {"ghi_chu", field::kSymbol},          {"ket_qua", field::kNumber}};
    return ids;
}

model::Value value_of(const Edit& edit) {
    if (edit.field == "han") return must(text::parse_iso(edit.value));
    return edit.value;
}

} // namespace

Desk::Desk(const std::filesystem::path& folder, const ServerProgram& server, const std::string& org,
           const std::vector<std::string>& roles)
    : url_(server.url()),
      office_(std::make_unique<office::Workspace>(must(office::Workspace::open(folder, clock_, random_)))) {
    if (office_->identity().enrolled()) return;
    const auto transport = must(sync::http_transport(url_));
    must(sync::join(*office_, *transport, url_, server.invite(org, roles), "máy đo"));
}

void Desk::begin_plan() {
    office::Wording wording;
    wording.kinds["plan"].title = "Kế hoạch";
    plan_ = must(office::new_document(*office_, "plan", wording));
}

void Desk::add_records(const std::vector<Edit>& edits) {
    std::vector<change::Payload> fresh;
    for (const Edit& edit : edits) {
        if (records_.contains(edit.record)) continue;
        const auto node = base::new_id<base::NodeId>(random_);
        const std::string order = change::order_at(records_.size() + 1);
        records_.emplace(edit.record, node);
        fresh.emplace_back(change::CreateNode{node, base::root_node(plan_), order, "topic", edit.record, {}, {}});
    }
    must(office::perform(*office_, plan_, std::move(fresh)));
}

void Desk::edit_many(const std::vector<Edit>& edits) {
    add_records(edits);
    std::vector<office::FieldEdit> all;
    all.reserve(edits.size());
    for (const Edit& edit : edits)
        all.push_back({records_.at(edit.record), registers().at(edit.field), value_of(edit)});
    must(office::set_fields(*office_, plan_, all));
}

void Desk::edit(const Edit& edit) {
    const auto record = records_.find(edit.record);
    if (record == records_.end()) throw std::runtime_error("no record " + edit.record);
    const office::FieldEdit one{record->second, registers().at(edit.field), value_of(edit)};
    must(office::set_fields(*office_, plan_, {&one, 1}));
}

void Desk::issue() {
    const base::NodeId root = base::root_node(plan_);
    must(office::set_field(*office_, plan_, root, "subject", "truyền thông"));
    must(office::set_field(*office_, plan_, root, "document_number", "11"));
    must(office::set_field(*office_, plan_, root, "issued_on", "20/03/2026"));
    (void)must(office::decide(*office_, plan_, model::Action::issue));
}

sync::RoundReport Desk::sync() { return must(sync::run_round(*office_, transport())); }

sync::FollowedUp Desk::follow_up() { return must(sync::follow_up(*office_, transport())); }

sync::Transport& Desk::transport() {
    if (!transport_) transport_ = must(sync::http_transport(url_));
    return *transport_;
}

State Desk::state() {
    const change::Document document = must(office::read_document(*office_, plan_));
    State state;
    for (const auto& [id, node] : document.nodes) {
        const std::string record = node.string(field::kLabel);
        if (record.empty() || id == base::root_node(plan_)) continue;
        for (const auto& [name, at] : registers())
            if (std::string value = node.string(at); !value.empty()) state[record][name] = std::move(value);
    }
    return state;
}

} // namespace dongthac::bench
