#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/office/consolidating.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/schedules.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/work_tasks.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

inline constexpr std::string_view kWardOfSix = R"([
    {"id":"so","name":"Sở GDĐT","kind":"department","symbol":"SGDĐT","place":"Hoa Mai"},
    {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","parent":"so","symbol":"UBND","place":"Hoa Mai"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong","symbol":"TA","school_level":"preschool"},
    {"id":"truong-b","name":"Trường B","kind":"school","parent":"phuong","symbol":"TB","school_level":"preschool"},
    {"id":"truong-c","name":"Trường C","kind":"school","parent":"phuong","symbol":"TC","school_level":"primary"},
    {"id":"truong-d","name":"Trường D","kind":"school","parent":"phuong","symbol":"TD","school_level":"primary"},
    {"id":"truong-e","name":"Trường E","kind":"school","parent":"phuong","symbol":"TE","school_level":"lower_secondary"},
    {"id":"truong-g","name":"Trường G","kind":"school","parent":"phuong","symbol":"TG","school_level":"lower_secondary"}])";

inline const std::vector<model::OrgId> kSixSchools = {"truong-a", "truong-b", "truong-c",
                                                      "truong-d", "truong-e", "truong-g"};

/// 05/10/2026 08:00 in Vietnam, a Monday.
inline constexpr std::int64_t kOctober2026 = 1'791'162'000'000;
inline constexpr std::int64_t kHour = 3'600'000;

/// A ward with six schools and the department above it, a server between them, and a form and a schedule that the
/// ward has sent out. Each office has one PC.
class WorkWard {
  public:
    WorkWard() : server(kWardOfSix, kOctober2026) {
        std::uint64_t seed = 1;
        for (const model::OrgId& org : {model::OrgId("so"), model::OrgId("phuong")}) add(org, kWard, ++seed);
        for (const model::OrgId& org : kSixSchools) add(org, kSchool, ++seed);
        form = office::new_form(at("phuong"), report_form()).value();
        decide("phuong", form, model::Action::issue);
        sync_all();
    }

    /// articles and issues are added up, satisfied is weighed by parents, share is worked out, words are gathered.
    static model::ReportForm report_form() {
        using model::Aggregation;
        using model::AnswerType;
        model::ReportForm form{{}, "thang", "Báo cáo tháng", "month", {}, {}, {}};
        const auto add = [&](std::string key, AnswerType type, Aggregation how, std::string weight, std::string fill) {
            form.items.push_back({{}, key, key, type, how, {}, std::move(weight), {}, false, std::move(fill)});
        };
        add("articles", AnswerType::integer, Aggregation::sum, {}, "article");
        add("issues", AnswerType::integer, Aggregation::sum, {}, {});
        add("parents", AnswerType::integer, Aggregation::sum, {}, {});
        add("followers", AnswerType::integer, Aggregation::sum, {}, {});
        add("share", AnswerType::percent, Aggregation::weighted, "followers/parents", {});
        add("satisfied", AnswerType::percent, Aggregation::weighted, "parents", {});
        add("every_week", AnswerType::flag, Aggregation::count, {}, {});
        add("words", AnswerType::text, Aggregation::gather, {}, {});
        form.rules.push_back(model::parse_form_rule("followers <= parents").value());
        return form;
    }

    [[nodiscard]] office::Workspace& at(const model::OrgId& org) { return pcs.at(org)->office; }

    void sync(const model::OrgId& org) {
        const auto report = pcs.at(org)->sync();
        ASSERT_TRUE(report) << org << " " << base::name_of(report.error().code);
        ASSERT_TRUE(at(org).reload());
    }
    void sync_all() {
        for (const auto& [org, pc] : pcs) sync(org);
    }
    /// Decides and syncs.
    void decide(const model::OrgId& org, const base::DocumentId& document, model::Action action,
                std::string_view note = {}) {
        const auto decided = office::decide(at(org), document, action, {.note = note});
        ASSERT_TRUE(decided) << org << " " << base::name_of(decided.error().code) << " "
                             << (decided.error().args.empty() ? "" : decided.error().args.front().second);
        sync(org);
    }
    /// Every clock, the server's, too.
    void go_to(std::int64_t wall_ms) {
        server.clock.advance(wall_ms - server.clock.wall_ms());
        for (const auto& [org, pc] : pcs) pc->clock.advance(wall_ms - pc->clock.wall_ms());
    }
    void go_to(const text::Date& day, int hour) { go_to(text::end_of_day_ms(day) + 1 - 24 * kHour + hour * kHour); }

    [[nodiscard]] model::Period period(std::string_view typed = "2026-10") {
        return office::period_for(at("phuong"), office::form_of(at("phuong"), form).value(), typed).value();
    }
    [[nodiscard]] base::DocumentId begin(const model::OrgId& org) {
        return office::new_submission(at(org), form, period()).value();
    }
    void say(const model::OrgId& org, const base::DocumentId& document, std::string_view key, std::string_view value) {
        const auto said = office::answer(at(org), document, key, value);
        ASSERT_TRUE(said) << key << " " << value << " " << base::name_of(said.error().code);
    }
    /// An article that counts for that day, handed in and synced.
    base::DocumentId article(const model::OrgId& org, const text::Date& day) {
        const base::DocumentId id = office::new_document(at(org), "article", {}).value();
        const base::NodeId root = base::root_node(id);
        EXPECT_TRUE(office::set_field(at(org), id, root, "subject", "Ngày hội đọc sách"));
        EXPECT_TRUE(office::set_field(at(org), id, root, "article_kind", "news"));
        EXPECT_TRUE(office::set_field(at(org), id, root, "on_day", text::to_iso(day)));
        decide(org, id, model::Action::submit);
        return id;
    }
    [[nodiscard]] office::Consolidation sums(const model::OrgId& org = "phuong") {
        auto found = office::consolidate(at(org), form, period());
        EXPECT_TRUE(found) << base::name_of(found.error().code);
        return found.value_or(office::Consolidation{});
    }
    [[nodiscard]] static const model::Figure& figure(const office::Consolidation& sums, std::string_view key) {
        const model::FormItem* item = sums.fields.with_key(key);
        for (const model::Figure& one : sums.figures)
            if (item != nullptr && one.item == item->id) return one;
        static const model::Figure kNone;
        return kNone;
    }
    [[nodiscard]] static std::string value(const office::Consolidation& sums, std::string_view key) {
        return figure(sums, key).value.value_or("—");
    }

    ServerBox server;
    std::map<model::OrgId, std::unique_ptr<Machine>> pcs;
    base::DocumentId form;

  private:
    void add(const model::OrgId& org, const std::set<model::Role>& roles, std::uint64_t seed) {
        pcs[org] = std::make_unique<Machine>(server, seed, kOctober2026);
        pcs[org]->join(org, roles);
    }
};

} // namespace dongthac::tests
