#include "sync-server/sentence.hpp"

namespace dongthac::server {

namespace {

using base::Code;

std::string arg(const base::Error& error, std::string_view name) { return std::string(error.arg(name)); }

} // namespace

std::string sentence_for(const text::Strings& strings, const base::Error& error) {
    if (error.code == Code::missing_file && error.arg("path").ends_with("server.db"))
        return strings.tr("server.not_made", {{"path", arg(error, "path")}});
    if (error.code == Code::bad_value && error.arg("field") == "--data")
        return strings.tr("server.already_made", {{"path", arg(error, "value")}});
    if (error.code == Code::not_allowed && error.arg("action") == "listen")
        return strings.tr("server.needs_proxy", {{"address", arg(error, "org")}});
    if (error.code == Code::unreachable && error.arg("reason") == "bind")
        return strings.tr("server.cannot_listen", {{"url", arg(error, "url")}});
    if (error.code == Code::bad_certificate && !error.arg("limit").empty())
        return strings.tr("server.long_chain",
                          {{"path", arg(error, "path")}, {"size", arg(error, "size")}, {"limit", arg(error, "limit")}});
    if (error.code == Code::damaged_database)
        return error.arg("backup").empty()
                   ? strings.tr("server.broken_file.no_backup", {{"path", arg(error, "path")}})
                   : strings.tr("server.broken_file", {{"path", arg(error, "path")}, {"backup", arg(error, "backup")}});
    return strings.sentence(error);
}

} // namespace dongthac::server
