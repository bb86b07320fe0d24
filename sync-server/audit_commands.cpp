#include "sync-server/audit_commands.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/text/date.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/setup.hpp"

namespace dongthac::server {

namespace {

using nlohmann::json;

/// The words of a row's detail, by place.
std::string word(std::string_view detail, std::size_t place) {
    for (; place > 0 && detail.find(' ') != std::string_view::npos; --place) detail.remove_prefix(detail.find(' ') + 1);
    return place > 0 ? std::string() : std::string(detail.substr(0, detail.find(' ')));
}

std::string after_words(std::string_view detail, std::size_t count) {
    for (; count > 0; --count) {
        const std::size_t space = detail.find(' ');
        if (space == std::string_view::npos) return {};
        detail.remove_prefix(space + 1);
    }
    return std::string(detail);
}

/// What was done, as a sentence without its subject.
std::string sentence(const text::Strings& strings, const store::AuditEntry& entry) {
    if (entry.what == "decide") {
        const std::string action = strings.tr("action." + word(entry.detail, 0));
        const std::string person = after_words(entry.detail, 3);
        return strings.tr(person.empty() ? "audit.decide" : "audit.decide_by", {{"action", action},
                                                                                {"document", word(entry.detail, 1)},
                                                                                {"version", word(entry.detail, 2)},
                                                                                {"person", person}});
    }
    return strings.tr("audit." + entry.what, {{"detail", entry.detail}});
}

struct Row {
    std::string at;
    std::string org;
    std::string device;
    std::string did;
    const store::StoredAuditEntry* stored = nullptr;
};

Row row_of(const text::Strings& strings, const model::Directory& directory, const store::StoredAuditEntry& stored) {
    const store::AuditEntry& entry = stored.entry;
    const model::Device* device = directory.find(entry.device);
    const std::string at = text::to_short_form(text::day_of(entry.at_ms)) + " " + text::time_of_day(entry.at_ms);
    return {at, entry.org.empty() ? strings.tr("audit.server") : directory.name_of_org(entry.org),
            device == nullptr ? std::string() : device->name, sentence(strings, entry), &stored};
}

/// A field of a table for spreadsheets (RFC 4180). What a spreadsheet would take for a formula is shown as text.
std::string cell(const std::string& text) {
    std::string out = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out += '\'';
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

std::string table(const text::Strings& strings, const std::vector<Row>& rows) {
    std::string out = "\xEF\xBB\xBF"; // or Excel takes it for another character set
    bool first = true;
    for (const char* head : {"audit.column_no", "audit.column_at", "audit.column_office", "audit.column_device",
                             "audit.column_did", "audit.column_hash"}) {
        out += (first ? "" : ",") + cell(strings.tr(head));
        first = false;
    }
    for (const Row& row : rows)
        out += "\r\n" + cell(std::to_string(row.stored->id)) + "," + cell(row.at) + "," + cell(row.org) + "," +
               cell(row.device) + "," + cell(row.did) + "," + cell(base::to_hex(row.stored->hash));
    return out + "\r\n";
}

json row_json(const Row& row) {
    const store::StoredAuditEntry& stored = *row.stored;
    return {{"id", stored.id},
            {"at", text::to_iso_time(stored.entry.at_ms)},
            {"what", stored.entry.what},
            {"org", stored.entry.org},
            {"device", base::to_text(stored.entry.device)},
            {"device_name", row.device},
            {"detail", stored.entry.detail},
            {"did", row.did},
            {"hash", base::to_hex(stored.hash)}};
}

} // namespace

base::Result<void> run_audit(const CommandContext& context, const AuditOptions& options) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const store::ServerIdentity identity, identity_of(*store, context.data));
    DT_TRY(const model::Directory directory, read_directory(*store, identity));
    std::optional<text::Date> since;
    if (!options.since.empty()) {
        const auto day = text::parse_iso(options.since);
        if (!day)
            return base::fail(base::Code::bad_value,
                              {{"field", "--since"}, {"value", options.since}, {"expected", "2026-11-01"}});
        since = *day;
    }
    DT_TRY(const auto log, store->audit_log());
    std::vector<Row> rows;
    for (const store::StoredAuditEntry& stored : log) {
        if (!options.org.empty() && stored.entry.org != options.org) continue;
        if (since && text::day_of(stored.entry.at_ms) < *since) continue;
        rows.push_back(row_of(context.strings, directory, stored));
    }
    if (!options.file.empty())
        DT_CHECK(base::write_file(base::path_from_utf8(options.file), table(context.strings, rows)));
    if (context.format == Format::json) {
        json list = json::array();
        for (const Row& row : rows) list.push_back(row_json(row));
        context.out << list.dump() << "\n";
        return {};
    }
    if (!options.file.empty()) {
        context.out << context.strings.tr("audit.written", {{"n", rows.size()}, {"path", options.file}}) << "\n";
        return {};
    }
    for (const Row& row : rows)
        context.out << row.stored->id << ". " << row.at << " — " << row.org
                    << (row.device.empty() ? "" : " (" + row.device + ")") << ": " << row.did << "\n";
    return {};
}

} // namespace dongthac::server
