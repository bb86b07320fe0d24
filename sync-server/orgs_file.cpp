#include "sync-server/orgs_file.hpp"

#include <set>

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/model/feed.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::server {

namespace {

using base::Code;
using nlohmann::json;

constexpr std::uintmax_t kLargestFile = std::uintmax_t{64} << 20;
constexpr std::size_t kLongestText = 500;

std::unexpected<base::Error> bad(std::string field, std::string value, std::string expected) {
    return base::fail(Code::bad_value,
                      {{"field", std::move(field)}, {"value", std::move(value)}, {"expected", std::move(expected)}});
}

/// A text member; "" when absent.
base::Result<std::string> text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::string();
    if (!found->is_string()) return bad(key, found->dump(), "\"…\"");
    DT_TRY(std::string text, text::to_nfc(found->get<std::string>()));
    if (text.size() > kLongestText) return bad(key, text.substr(0, 40), "≤ 500");
    return text;
}

base::Result<std::optional<text::Date>> date_of(const json& object, const char* key) {
    DT_TRY(const std::string text, text_of(object, key));
    if (text.empty()) return std::nullopt;
    auto date = text::parse_iso(text);
    if (!date) return bad(key, text, "2025-07-01");
    return *date;
}

base::Result<model::Validity> validity_of(const json& object) {
    model::Validity valid;
    DT_TRY(valid.from, date_of(object, "valid_from"));
    DT_TRY(valid.to, date_of(object, "valid_to"));
    return valid;
}

base::Result<model::Organisation> organisation_of(const json& object) {
    model::Organisation office;
    DT_TRY(office.id, text_of(object, "id"));
    // An id names feeds, so it has the letters a feed may have.
    if (!model::parse_feed("own/" + office.id)) return bad("id", office.id, "a–z 0–9 - _ .");
    DT_TRY(office.name, text_of(object, "name"));
    if (office.name.empty()) return bad("name", office.id, "\"…\"");
    DT_TRY(office.kind, text_of(object, "kind"));
    if (office.kind.empty()) return bad("kind", office.id, "\"school\"");
    DT_TRY(office.abbr, text_of(object, "abbr"));
    DT_TRY(office.symbol, text_of(object, "symbol"));
    DT_TRY(office.place, text_of(object, "place"));
    DT_TRY(office.school_level, text_of(object, "school_level"));
    DT_TRY(office.valid, validity_of(object));
    return office;
}

base::Result<model::OrgRelation> relation_of(const json& object, const model::OrgId& child) {
    model::OrgRelation relation;
    relation.child = child;
    DT_TRY(relation.parent, text_of(object, "parent"));
    DT_TRY(const std::string kind, text_of(object, "kind"));
    if (!kind.empty()) relation.kind = kind;
    if (relation.kind != "administrative" && relation.kind != "professional" && relation.kind != "cluster")
        return bad("kind", relation.kind, "administrative | professional | cluster");
    DT_TRY(relation.valid, validity_of(object));
    DT_TRY(relation.legal_basis, text_of(object, "legal_basis"));
    return relation;
}

base::Result<void> add_office(OrgsFile& file, const json& object) {
    if (!object.is_object()) return bad("orgs", object.dump().substr(0, 40), "{…}");
    DT_TRY(model::Organisation office, organisation_of(object));
    DT_TRY(const std::string parent, text_of(object, "parent"));
    if (!parent.empty()) file.relations.push_back({office.id, parent, "administrative", office.valid, {}});
    if (const auto more = object.find("relations"); more != object.end()) {
        if (!more->is_array()) return bad("relations", more->dump().substr(0, 40), "[…]");
        for (const json& entry : *more) {
            if (!entry.is_object()) return bad("relations", entry.dump().substr(0, 40), "{…}");
            DT_TRY(model::OrgRelation relation, relation_of(entry, office.id));
            file.relations.push_back(std::move(relation));
        }
    }
    file.organisations.push_back(std::move(office));
    return {};
}

} // namespace

base::Result<OrgsFile> parse_orgs(std::string_view text) {
    const json parsed = json::parse(text, nullptr, false);
    if (!parsed.is_array() || parsed.empty())
        return base::fail(Code::bad_bytes, {{"what", "orgs"}, {"reason", "JSON [{…}]"}});
    OrgsFile file;
    for (const json& object : parsed) DT_CHECK(add_office(file, object));

    std::set<model::OrgId> ids;
    for (const model::Organisation& office : file.organisations)
        if (!ids.insert(office.id).second) return bad("id", office.id, "≠");
    for (const model::OrgRelation& relation : file.relations)
        if (!ids.contains(relation.parent)) return base::fail(Code::unknown_org, {{"org", relation.parent}});
    return file;
}

base::Result<OrgsFile> read_orgs(const std::filesystem::path& path) {
    DT_TRY(const std::string text, base::read_file(path, kLargestFile));
    return parse_orgs(text);
}

} // namespace dongthac::server
