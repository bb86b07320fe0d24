#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

inline constexpr text::Date kReform{2025, 7, 1};
inline constexpr text::Date kLastDayOfTheDistrict{2025, 6, 30};

/// A school of the district and the ward it goes to. Every name here is invented.
struct School {
    model::OrgId id;
    std::string name;
    std::string level;
    model::OrgId ward;
};

/// What a server command said and how it ended.
struct Said {
    int code = -1;
    std::string out;
    std::string err;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
    /// "bad_value" of "error: bad_value: …", or "".
    [[nodiscard]] std::string error() const;
};

/// A department, a district office with 31 schools of three kinds, and the six wards that take them over when the
/// district is abolished on 1/7/2025 (DOMAIN §3): a real server, PCs that join when a test first asks for them, and the
/// server's own commands. Beside it, as plain lists, who lay below whom and who was granted what: this class answers
/// from them without any function of model.
class Reform {
  public:
    Reform();

    [[nodiscard]] const std::vector<School>& schools() const { return schools_; }
    [[nodiscard]] const School& school(const model::OrgId& id) const;
    /// The office's one PC.
    [[nodiscard]] Machine& pc(const model::OrgId& org);
    [[nodiscard]] const std::map<model::OrgId, std::unique_ptr<Machine>>& pcs() const { return pcs_; }
    /// Every office of the district, school by school, and the department.
    [[nodiscard]] std::vector<model::OrgId> offices_of_the_district() const;
    /// The wards and what the reform makes.
    [[nodiscard]] std::vector<model::OrgId> offices_of_the_first_of_july() const;

    /// Every clock shows that day's `hour`.
    void go_to(const text::Date& day, int hour);
    void sync(const model::OrgId& org);
    void sync_all();

    /// `dongthac-server` with these words, and then the running server looks around.
    [[nodiscard]] Said run(std::vector<std::string> words);
    /// The same with --json; the test fails when it is refused.
    nlohmann::json must(std::vector<std::string> words);
    /// The commands of the reform, all but renaming, as they are typed before the day: closing, a move for each school
    /// (one mistyped and put right), a merger, a split.
    void announce();
    /// A grant of papers; no command writes one on its own.
    void grant(const model::OrgId& to, const std::set<std::string>& feeds, const text::Date& from);
    /// As a command moves an office and as this class remembers it.
    void move(const model::OrgId& org, const model::OrgId& from, const model::OrgId& to, const text::Date& day);

    [[nodiscard]] base::DocumentId issue(const model::OrgId& org, const std::string& subject);
    /// A plan of `school` made from `parent`, submitted.
    [[nodiscard]] base::DocumentId submit(const model::OrgId& school, const base::DocumentId& parent);
    /// A report with nothing above it, submitted.
    [[nodiscard]] base::DocumentId submit_report(const model::OrgId& school);
    void decide(const model::OrgId& org, const base::DocumentId& document, model::Action action);

    /// The administrative office above on that day; "" for none.
    [[nodiscard]] model::OrgId superior(const model::OrgId& org, const text::Date& day) const;
    [[nodiscard]] bool may_read(const model::OrgId& org, const std::string& feed, const text::Date& entered,
                                const text::Date& today) const;
    /// "hidden: feed hash" for what the PC of `org` may read today, or wrote itself, and has not; "shown: feed hash"
    /// for what it has beyond that; the same of the documents it lists.
    [[nodiscard]] std::vector<std::string> faults(const model::OrgId& org);
    [[nodiscard]] std::set<base::DocumentId> listed(const model::OrgId& org);

    [[nodiscard]] std::size_t entries_in(const std::vector<std::string>& feeds);
    [[nodiscard]] model::Directory directory();
    [[nodiscard]] text::Date today() const { return text::day_of(server.clock.wall_ms()); }

    ServerBox server;
    std::map<std::string, nlohmann::json> announced; ///< what announce() was told, by command and office

  private:
    struct Tie {
        model::OrgId child;
        model::OrgId parent;
        text::Date first;
        text::Date last;
        bool administrative = true;
    };
    struct Granted {
        model::OrgId to;
        std::string feed;
        text::Date from;
    };
    void end_tie(const model::OrgId& child, const model::OrgId& parent, const text::Date& last);
    void hand_over(const model::OrgId& from, const model::OrgId& to);

    std::vector<School> schools_;
    std::vector<Tie> ties_;
    std::vector<Granted> granted_;
    std::map<model::OrgId, std::unique_ptr<Machine>> pcs_;
};

/// The instant at which `hour` strikes on `day` here.
[[nodiscard]] std::int64_t at(const text::Date& day, int hour);

} // namespace dongthac::tests
