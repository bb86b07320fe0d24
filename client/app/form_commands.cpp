#include "client/app/form_commands.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/form_words.hpp"
#include "shared/office/form_check.hpp"

namespace dongthac::app {

namespace {

using document::Binding;
using nlohmann::json;

json remark_json(const Strings& strings, const office::FormRemark& remark) {
    const document::FormFinding& one = remark.finding;
    return {{"code", one.code},
            {"article", one.article},
            {"binding", one.binding == Binding::must ? "must" : "should"},
            {"field", one.field.empty() ? json(nullptr) : json(one.field)},
            {"node", one.item ? json(base::to_text(remark.node)) : json(nullptr)},
            {"detail", one.detail},
            {"fix", one.fix ? json(one.fix->value) : json(nullptr)},
            {"message", form_words(strings, one)}};
}

base::Result<std::size_t> put_some_right(office::Workspace& office, const base::DocumentId& id,
                                         const std::string& code) {
    std::size_t done = 0;
    DT_TRY(const std::vector<office::FormRemark> remarks, office::check_form_of(office, id));
    for (const office::FormRemark& remark : remarks) {
        if (remark.finding.code != code || !remark.finding.fix) continue;
        DT_CHECK(office::put_right(office, id, remark));
        ++done;
    }
    if (done > 0) return done;
    return base::fail(base::Code::bad_value, {{"field", "--fix"}, {"value", code}, {"expected", "all | doc lint"}});
}

} // namespace

base::Result<CommandOutput> doc_lint(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    office::Workspace& office = *target.office;
    std::size_t fixed = 0;
    if (const std::string code = arguments.get("fix"); code == "all") {
        DT_TRY(fixed, office::put_all_right(office, target.document));
    } else if (!code.empty()) {
        DT_TRY(fixed, put_some_right(office, target.document, code));
    }
    DT_TRY(const std::vector<office::FormRemark> remarks, office::check_form_of(office, target.document));
    json list = json::array();
    std::string words;
    if (fixed > 0) words = context.strings().tr("out.lint_fixed", {{"n", fixed}}) + "\n";
    for (const office::FormRemark& remark : remarks) {
        list.push_back(remark_json(context.strings(), remark));
        words += form_words(context.strings(), remark.finding) + "\n";
    }
    if (remarks.empty()) words += context.strings().tr("out.lint_nothing");
    return CommandOutput{json{{"fixed", fixed}, {"findings", list}}.dump(), std::move(words)};
}

} // namespace dongthac::app
