#include "shared/office/answering.hpp"

#include <array>
#include <utility>

#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

bool is_of_the_work(const change::Document& document) {
    const model::RecordType* type = model::record_type(document.head.record);
    return type != nullptr && type->family == model::Family::work;
}

} // namespace

base::Result<Answered> answer_to(Workspace& office, std::string_view kind, const base::DocumentId& from,
                                 const Wording& wording) {
    DT_TRY(const change::Document asked, read_document(office, from));
    if (is_of_the_work(asked)) {
        DT_TRY(const base::DocumentId found, made_from(office, kind, from));
        if (!found.empty()) return Answered{found, Answered::How::found};
    }
    DT_TRY(const base::DocumentId made, new_from_parent(office, kind, from, wording));
    return Answered{made, Answered::How::made};
}

base::Result<void> check_press_reply(const change::Document& request) {
    constexpr std::array<std::pair<model::FieldId, const char*>, 3> kQuoted = {
        {{field::kOutlet, "outlet"}, {field::kQuestion, "question"}, {field::kAnswer, "answer"}}};
    const change::NodeState& root = request.root();
    for (const auto& [id, name] : kQuoted)
        if (root.string(id).empty()) return base::fail(base::Code::needs_field, {{"field", name}});
    const std::string stage = root.string(field::kStage);
    if (stage == "approved" || stage == "answered") return {};
    return base::fail(base::Code::bad_transition, {{"action", "answer_press"}, {"state", "not_approved"}});
}

} // namespace dongthac::office
