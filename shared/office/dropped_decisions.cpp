#include "shared/office/dropped_decisions.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "shared/office/documents.hpp"

namespace dongthac::office {

namespace {

using nlohmann::json;

constexpr std::string_view kSetting = "dropped_decisions";
constexpr std::size_t kMostKept = 50;

json json_of(const DroppedDecision& one) {
    json args = json::object();
    for (const auto& [name, value] : one.why.args) args[name] = value;
    return {{"id", one.id},
            {"document", base::to_text(one.document)},
            {"subject", one.subject},
            {"action", one.action},
            {"person", one.person},
            {"made_ms", one.made_ms},
            {"why", base::name_of(one.why.code)},
            {"args", args}};
}

DroppedDecision dropped_from(const json& row) {
    DroppedDecision one;
    one.id = row.value("id", std::uint64_t{0});
    one.document = base::parse_id<base::DocumentId>(row.value("document", "")).value_or(base::DocumentId{});
    one.subject = row.value("subject", "");
    one.action = row.value("action", "");
    one.person = row.value("person", "");
    one.made_ms = row.value("made_ms", std::int64_t{0});
    one.why.code = base::code_named(row.value("why", "")).value_or(base::Code::server_refused);
    for (const auto& [name, value] : row.at("args").items()) one.why.args.emplace_back(name, value.get<std::string>());
    return one;
}

base::Result<void> write(Workspace& office, const std::vector<DroppedDecision>& list) {
    json rows = json::array();
    for (const DroppedDecision& one : list) rows.push_back(json_of(one));
    const std::string text = rows.dump(-1, ' ', false, json::error_handler_t::replace);
    return office.store().put_setting(kSetting, base::as_bytes(text));
}

/// Why, with what its sentence says of the decision.
base::Error told(const base::Error& why, const store::IntentRow& intent, const model::OrgId& owner) {
    base::Error full = why;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (full.arg(name).empty()) full.args.emplace_back(name, value);
    };
    add("action", intent.action);
    add("org", owner);
    add("id", base::to_text(intent.document));
    return full;
}

} // namespace

base::Result<std::vector<DroppedDecision>> dropped_decisions(Workspace& office, std::uint64_t after) {
    DT_TRY(const base::Bytes bytes, office.store().setting(kSetting));
    std::vector<DroppedDecision> list;
    if (bytes.empty()) return list;
    try {
        for (const json& row : json::parse(base::as_text(bytes))) list.push_back(dropped_from(row));
    } catch (const json::exception&) {
        list.clear(); // of a newer program: no round must fail for what is only to be told
    }
    std::erase_if(list, [&](const DroppedDecision& one) { return one.id <= after; });
    return list;
}

base::Result<std::uint64_t> last_dropped(Workspace& office) {
    DT_TRY(const std::vector<DroppedDecision> list, dropped_decisions(office));
    return list.empty() ? 0 : list.back().id;
}

base::Result<void> note_dropped(Workspace& office, const store::IntentRow& intent, const base::Error& why) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(std::vector<DroppedDecision> list, dropped_decisions(office));
    const bool known = std::ranges::any_of(list, [&](const DroppedDecision& one) {
        return one.document == intent.document && one.action == intent.action && one.made_ms == intent.made_ms;
    });
    if (known) return {};
    DT_TRY(const auto row, office.store().document(intent.document));
    // By the clock, so that none is used again when the list was emptied.
    const std::uint64_t last = list.empty() ? 0 : list.back().id;
    const std::uint64_t next = std::max(last + 1, static_cast<std::uint64_t>(office.clock().wall_ms()));
    list.push_back({next, intent.document, row ? row->subject : std::string(), intent.action, intent.person,
                    intent.made_ms, told(why, intent, row ? row->org : model::OrgId())});
    if (list.size() > kMostKept) list.erase(list.begin());
    DT_CHECK(write(office, list));
    return transaction.commit();
}

base::Result<void> forget_dropped(Workspace& office, std::uint64_t id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(std::vector<DroppedDecision> list, dropped_decisions(office));
    if (std::erase_if(list, [&](const DroppedDecision& one) { return one.id == id; }) == 0) return {};
    DT_CHECK(write(office, list));
    return transaction.commit();
}

} // namespace dongthac::office
