#pragma once

// Included by shared/wire/*.cpp only.

#include "shared/wire/serialize.hpp"

namespace dongthac::wire {

/// Reads a payload of a known kind, as a change of `schema` writes it, with `in`; nothing for a kind this program does
/// not know.
template <class Input>
std::optional<change::Payload> read_payload(Input& in, change::Kind kind, std::uint16_t schema) {
    const auto read = [&in](auto payload) {
        in(payload);
        return change::Payload(std::move(payload));
    };
    switch (kind) {
    case change::Kind::create_document: return read(change::CreateDocument{});
    case change::Kind::create_node: return read(change::CreateNode{});
    case change::Kind::set_field: return read(change::SetField{});
    case change::Kind::edit_text: return read(change::EditText{});
    case change::Kind::hide_node: return read(change::HideNode{});
    case change::Kind::show_node: return read(change::ShowNode{});
    case change::Kind::comment: return read(change::Comment{});
    case change::Kind::reviewed: return read(change::Reviewed{});
    case change::Kind::settle_comment: return read(change::SettleComment{});
    case change::Kind::transition: {
        if (schema < 3) return read(change::Transition{});
        LaterTransition later;
        in(later);
        if (!change::is_of_schema_3(later.transition)) throw BadInput("schema of a transition");
        return change::Payload(std::move(later.transition));
    }
    case change::Kind::put_organisation: return read(change::PutOrganisation{});
    case change::Kind::put_relation: return read(change::PutRelation{});
    case change::Kind::put_device: return read(change::PutDevice{});
    case change::Kind::put_person: return read(change::PutPerson{});
    case change::Kind::put_policy: return read(change::PutPolicy{});
    case change::Kind::put_succession: return read(change::PutSuccession{});
    case change::Kind::put_grant: return read(change::PutGrant{});
    case change::Kind::put_server_key: return read(change::PutServerKey{});
    }
    return std::nullopt;
}

} // namespace dongthac::wire
