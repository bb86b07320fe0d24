#include "client/app/proof_commands.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/time_words.hpp"
#include "client/sync/round_log.hpp"
#include "shared/base/files.hpp"
#include "shared/office/heads.hpp"
#include "shared/office/outgoing_register.hpp"
#include "shared/office/verify_document.hpp"
#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;
using office::Proof;

std::string_view name_of(Proof proof) {
    return proof == Proof::proven ? "proven" : proof == Proof::broken ? "broken" : "missing";
}

json time_json(const std::optional<std::int64_t>& ms) { return ms ? json(text::to_iso_time(*ms)) : json(nullptr); }

json signatures_json(const office::VerifiedStep& step) {
    json list = json::array();
    for (const change::SignatureFile& file : step.signatures)
        list.push_back(
            {{"name", file.name}, {"bytes", file.bytes.size()}, {"sha256", base::to_hex(base::sha256(file.bytes))}});
    return list;
}

json step_json(const office::VerifiedStep& step) {
    return {{"no", step.no},
            {"action", model::name_of(step.action)},
            {"org", step.org},
            {"person", step.person},
            {"hash", base::to_hex(step.revision)},
            {"content", name_of(step.content)},
            {"device", name_of(step.device)},
            {"device_name", step.device_name},
            {"sealed", name_of(step.sealed)},
            {"signer", step.signer},
            {"received", name_of(step.received)},
            {"signatures", signatures_json(step)},
            {"not_before", time_json(step.made.from)},
            {"not_after", time_json(step.made.to)}};
}

/// "✓ Nội dung đúng nguyên văn": one line for a proof, with what it says where it is missing.
std::string line(const Strings& strings, std::string_view what, Proof proof, const Args& args = {}) {
    const std::string sign = proof == Proof::proven ? "✓ " : proof == Proof::broken ? "✗ " : "– ";
    return "\n   " + sign + strings.tr("verify." + std::string(what) + "." + std::string(name_of(proof)), args);
}

std::string step_text(const office::Workspace& office, const Strings& strings, const office::VerifiedStep& step) {
    const std::string name = office.directory().name_of_org(step.org);
    std::string text =
        strings.tr("verify.step", {{"no", step.no},
                                   {"action", strings.tr("action." + std::string(model::name_of(step.action)))},
                                   {"office", name}});
    text += "\n   " + interval_words(strings, step.made, step.action);
    text += line(strings, "content", step.content, {{"hash", base::to_hex(step.revision).substr(0, 16)}});
    text += line(strings, "device", step.device, {{"device", step.device_name}, {"office", name}});
    text += line(strings, "sealed", step.sealed, {{"signer", step.signer}, {"person", step.person}});
    text += line(strings, "received", step.received);
    for (const change::SignatureFile& file : step.signatures)
        text += "\n   • " + strings.tr("verify.signature_file", {{"name", file.name}, {"bytes", file.bytes.size()}});
    return text;
}

base::Result<int> year_in(const Arguments& arguments, int otherwise) {
    if (!arguments.has("year")) return otherwise;
    const std::string typed = arguments.get("year");
    int year = 0;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), year);
    if (read.ec != std::errc() || read.ptr != typed.data() + typed.size() || year < 1900 || year > 9999)
        return base::fail(base::Code::bad_value, {{"field", "--year"}, {"value", typed}, {"expected", "2026"}});
    return year;
}

json date_json(const text::Date& date) { return text::is_valid(date) ? json(text::to_iso(date)) : json(nullptr); }

json row_json(const office::RegisterRow& row) {
    return {{"id", base::to_text(row.document)},
            {"number", row.number},
            {"number_symbol", row.number_symbol},
            {"dated", date_json(row.dated)},
            {"type_and_subject", row.type_and_subject},
            {"signer", row.signer},
            {"recipients", row.recipients},
            {"file_copy", row.file_copy},
            {"copies", row.copies},
            {"sent", date_json(row.sent)},
            {"received_by", row.received_by},
            {"note", row.note.empty() ? json(nullptr) : json(row.note.substr(row.note.find('.') + 1))},
            {"duplicate", row.duplicate}};
}

/// A file of a signature and what it is called among the others.
struct AttachedFile {
    std::string name;
    const change::SignatureFile* file = nullptr;
};

/// What one person calls kh.pdf.p7s another does too: "1-kh.pdf.p7s" and "2-kh.pdf.p7s", by the number of the step.
std::vector<AttachedFile> attached_files(const office::VerifiedDocument& document) {
    std::map<std::string, int> carriers; // capitals are the same to some file systems
    for (const office::VerifiedStep& step : document.steps)
        for (const change::SignatureFile& file : step.signatures) ++carriers[text::to_lower(file.name)];
    std::set<std::string> taken;
    for (const auto& [name, count] : carriers)
        if (count == 1) taken.insert(name);
    std::vector<AttachedFile> files;
    for (const office::VerifiedStep& step : document.steps)
        for (const change::SignatureFile& file : step.signatures) {
            std::string name = file.name;
            if (carriers.at(text::to_lower(name)) > 1) {
                name = std::to_string(step.no) + "-" + file.name;
                for (int i = 2; taken.contains(text::to_lower(name)); ++i)
                    name = std::to_string(step.no) + "-" + std::to_string(i) + "-" + file.name;
                taken.insert(text::to_lower(name));
            }
            files.push_back({std::move(name), &file});
        }
    return files;
}

/// Data of an older program: by now is late enough to accuse nobody.
base::Result<std::int64_t> heard_something_ms(office::Workspace& office) {
    DT_TRY(const office::Heard heard, office::heard(office));
    return heard.something.value_or(office.clock().wall_ms() - office.clock_skew_ms());
}

/// Data of an older program: the end of the last good round.
base::Result<std::int64_t> heard_everything_ms(office::Workspace& office) {
    DT_TRY(const office::Heard heard, office::heard(office));
    DT_TRY(const sync::SyncSummary summary, sync::summarise(office));
    return heard.everything.value_or(summary.last_sync_ms - summary.clock_skew_ms);
}

} // namespace

base::Result<CommandOutput> doc_verify(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const office::VerifiedDocument verified, office::verify_document(*target.office, target.document));
    const Strings& strings = context.strings();
    json steps = json::array();
    std::string text;
    for (const office::VerifiedStep& step : verified.steps) {
        steps.push_back(step_json(step));
        text += (text.empty() ? "" : "\n") + step_text(*target.office, strings, step);
    }
    if (verified.steps.empty()) text = strings.tr("verify.no_steps");
    text += "\n" + strings.tr(verified.ok() ? "verify.ok" : "verify.bad") + "\n" + strings.tr("verify.limits");
    const json out = {{"id", base::to_text(target.document)}, {"ok", verified.ok()}, {"steps", steps}};
    return CommandOutput{out.dump(), std::move(text), verified.ok() ? 0 : 1};
}

base::Result<CommandOutput> doc_signatures(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const office::VerifiedDocument verified, office::verify_document(*target.office, target.document));
    const std::filesystem::path folder = base::path_from_utf8(arguments.get("FOLDER"));
    const std::vector<AttachedFile> files = attached_files(verified);
    for (const AttachedFile& file : files) // all before any is written
        if (const auto path = folder / base::path_from_utf8(file.name); std::filesystem::exists(path))
            return base::fail(base::Code::unwritable_file, {{"path", base::path_to_utf8(path)},
                                                            {"reason", context.strings().tr("out.file_exists")}});
    json list = json::array();
    std::string text;
    for (const AttachedFile& file : files) {
        const std::filesystem::path path = folder / base::path_from_utf8(file.name);
        DT_CHECK(base::write_file(path, base::as_text(file.file->bytes)));
        list.push_back(base::path_to_utf8(path));
        text += (text.empty() ? "" : "\n") + base::path_to_utf8(path);
    }
    if (list.empty()) text = context.strings().tr("out.no_signature");
    return CommandOutput{json{{"id", base::to_text(target.document)}, {"files", list}}.dump(), std::move(text)};
}

base::Result<CommandOutput> doc_register(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const int year, year_in(arguments, office->today().year));
    DT_TRY(const std::vector<office::RegisterRow> rows, office::outgoing_register(*office, year));
    const Strings& strings = context.strings();
    json list = json::array();
    std::string text = strings.tr("register.title", {{"year", std::to_string(year)}});
    for (const office::RegisterRow& row : rows) {
        list.push_back(row_json(row));
        text += "\n" + row.number_symbol + "  " + text::to_short_form(row.dated) + "  " + row.type_and_subject;
        if (!row.signer.empty()) text += "  " + row.signer;
        if (!row.note.empty()) text += "  [" + strings.tr(row.note) + "]";
        if (row.duplicate) text += "  [" + strings.tr("register.duplicate") + "]";
    }
    if (rows.empty()) text += "\n" + strings.tr("register.empty");
    return CommandOutput{list.dump(), std::move(text)};
}

base::Result<CommandOutput> write_heads(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const std::int64_t heard_ms, heard_something_ms(*office));
    DT_TRY(const wire::Heads heads, office::heads_of(*office, heard_ms));
    const std::string file = arguments.get("head");
    DT_CHECK(
        base::write_file(base::path_from_utf8(file), base::as_text(wire::sign_heads(heads, office->identity().key))));
    json chains = json::array();
    for (const wire::ChainHead& chain : heads.chains)
        chains.push_back({{"feed", chain.feed},
                          {"replica", base::to_text(chain.replica)},
                          {"counter", chain.counter},
                          {"hash", base::to_hex(chain.hash)}});
    const json out = {{"file", file}, {"heard", text::to_iso_time(heard_ms)}, {"chains", chains}};
    return CommandOutput{out.dump(), context.strings().tr("heads.written", {{"file", file}, {"n", chains.size()}})};
}

base::Result<CommandOutput> compare_with_heads(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const std::int64_t heard_ms, heard_everything_ms(*office));
    DT_TRY(const std::string file, base::read_file(base::path_from_utf8(arguments.get("compare")), wire::kMaxMessage));
    DT_TRY(const auto differences, office::compare_heads(*office, base::as_bytes(file), heard_ms));
    const Strings& strings = context.strings();
    json list = json::array();
    std::string text;
    bool suspicious = false;
    for (const office::HeadDifference& difference : differences) {
        suspicious |= difference.how != office::Differs::behind;
        list.push_back({{"how", office::name_of(difference.how)},
                        {"feed", difference.feed},
                        {"replica", base::to_text(difference.replica)},
                        {"theirs", difference.theirs},
                        {"ours", difference.ours}});
        text += strings.tr("heads." + std::string(office::name_of(difference.how)),
                           {{"feed", difference.feed},
                            {"n", difference.theirs - std::min(difference.theirs, difference.ours)}}) +
                "\n";
    }
    text += strings.tr(differences.empty() ? "heads.same" : suspicious ? "heads.suspicious" : "heads.sync_first");
    const json out = {{"ok", !suspicious}, {"differences", list}};
    return CommandOutput{out.dump(), std::move(text), suspicious ? 1 : 0};
}

} // namespace dongthac::app
