#include "shared/change/change.hpp"

#include <algorithm>
#include <tuple>

namespace dongthac::change {

namespace {

struct KindOf {
    Kind operator()(const CreateDocument&) const { return Kind::create_document; }
    Kind operator()(const CreateNode&) const { return Kind::create_node; }
    Kind operator()(const SetField&) const { return Kind::set_field; }
    Kind operator()(const EditText&) const { return Kind::edit_text; }
    Kind operator()(const HideNode&) const { return Kind::hide_node; }
    Kind operator()(const ShowNode&) const { return Kind::show_node; }
    Kind operator()(const Comment&) const { return Kind::comment; }
    Kind operator()(const Reviewed&) const { return Kind::reviewed; }
    Kind operator()(const SettleComment&) const { return Kind::settle_comment; }
    Kind operator()(const Transition&) const { return Kind::transition; }
    Kind operator()(const PutOrganisation&) const { return Kind::put_organisation; }
    Kind operator()(const PutRelation&) const { return Kind::put_relation; }
    Kind operator()(const PutDevice&) const { return Kind::put_device; }
    Kind operator()(const PutPerson&) const { return Kind::put_person; }
    Kind operator()(const PutPolicy&) const { return Kind::put_policy; }
    Kind operator()(const PutSuccession&) const { return Kind::put_succession; }
    Kind operator()(const PutGrant&) const { return Kind::put_grant; }
    Kind operator()(const PutServerKey&) const { return Kind::put_server_key; }
    Kind operator()(const Unknown&) const { return Kind{}; }
};

} // namespace

Kind kind_of(const Payload& payload) { return std::visit(KindOf{}, payload); }

bool is_of_schema_3(const Transition& transition) {
    return transition.action > model::Action::accept || transition.to > model::DocumentState::recalled ||
           transition.number != 0 || transition.numbered_on != text::Date{} || !transition.related.empty() ||
           transition.seal || !transition.signatures.empty();
}

std::uint16_t schema_of(const Payload& payload) {
    if (const auto* transition = std::get_if<Transition>(&payload)) return is_of_schema_3(*transition) ? 3 : 1;
    const auto breaks = [](const std::vector<std::string>& tokens) {
        return std::ranges::any_of(tokens,
                                   [](const std::string& token) { return text::break_target(token).has_value(); });
    };
    bool split = false;
    if (const auto* edit = std::get_if<EditText>(&payload))
        split = std::ranges::any_of(edit->hunks, breaks, &text::TokenHunk::inserted);
    else if (const auto* create = std::get_if<CreateNode>(&payload))
        split = breaks(create->tokens);
    return split ? 2 : 1;
}

Lane lane_of(const Change& change) {
    return change.kind == static_cast<std::uint16_t>(Kind::transition) ? Lane::office : Lane::draft;
}

bool canonical_less(const Change& a, const Change& b) {
    return std::tie(a.lamport, a.id.replica, a.id.counter) < std::tie(b.lamport, b.id.replica, b.id.counter);
}

} // namespace dongthac::change
