#include "tests/support/reform.hpp"

#include <algorithm>

#include "shared/base/files.hpp"
#include "sync-server/commands.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/reorganise.hpp"

namespace dongthac::tests {

namespace {

using model::OrgId;
using nlohmann::json;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr text::Date kLongAgo{2020, 1, 1};
constexpr text::Date kNever{2099, 12, 31};
constexpr std::size_t kWards = 6;
constexpr const char* kDecision = "07/QĐ-UBND";

const std::vector<std::string> kFlowers = {"Sen",   "Mai",  "Đào", "Cúc", "Lan", "Huệ",
                                           "Quỳnh", "Nhài", "Trà", "Sim", "Mơ",  "Mận"};
const std::vector<std::string> kBirds = {"Én", "Sáo", "Cò", "Vạc", "Hạc", "Yến", "Công", "Trĩ", "Ưng", "Khướu"};
const std::vector<std::string> kHills = {"Vọng", "Hạ", "Thượng", "Trung", "Ngàn", "Vạn", "Tịnh", "Thanh"};

OrgId ward_no(std::size_t number) { return "p-" + std::to_string(number % kWards + 1); }

void add_schools(std::vector<School>& schools, const std::string& prefix, const std::string& kind,
                 const std::string& level, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string number = std::to_string(i + 1);
        if (number.size() < 2) number.insert(0, "0");
        schools.push_back({prefix + "-" + number, "Trường " + kind + " " + names[i], level, ward_no(i)});
    }
}

std::vector<School> schools_of_the_district() {
    std::vector<School> schools;
    add_schools(schools, "mn", "Mầm non", "mam_non", kFlowers);
    add_schools(schools, "th", "Tiểu học", "tieu_hoc", kBirds);
    add_schools(schools, "cs", "THCS", "thcs", kHills);
    schools.push_back({"lien-cap", "Trường Liên cấp Đồi Gió", "lien_cap", "p-1"});
    return schools;
}

json office(const OrgId& id, const std::string& name, const std::string& kind, const OrgId& parent) {
    json made = {{"id", id}, {"name", name}, {"kind", kind}, {"symbol", "X"}, {"place", "Hoa Mai"}};
    if (!parent.empty()) made["parent"] = parent;
    return made;
}

/// As an administrator writes them before the reform: what begins on its day is there with that day.
std::string orgs_file(const std::vector<School>& schools) {
    json offices = json::array({office("so", "Sở GD&ĐT", "department", ""),
                                office("phong", "Phòng GD&ĐT huyện Suối Mây", "district_office", "so")});
    for (const School& school : schools) {
        json made = office(school.id, school.name, "school", "phong");
        made["school_level"] = school.level;
        if (school.level == "thcs") made["relations"] = json::array({{{"parent", "so"}, {"kind", "professional"}}});
        offices.push_back(made);
    }
    for (std::size_t i = 0; i < kWards; ++i)
        offices.push_back(office(ward_no(i), "UBND phường " + kBirds.at(i), "ward_committee", "so"));
    offices.push_back(office("th-moi", "Trường Tiểu học Đồi Gió", "school", "p-1"));
    offices.push_back(office("cs-moi", "Trường THCS Đồi Gió", "school", "p-1"));
    for (json& made : offices)
        if (made["kind"] == "ward_committee" || made["id"] == "th-moi" || made["id"] == "cs-moi")
            made["valid_from"] = text::to_iso(kReform);
    return offices.dump();
}

office::Wording wording() {
    office::Wording words;
    words.kinds["plan"].title = "Kế hoạch";
    words.kinds["report"].title = "Báo cáo";
    words.kinds["plan"].skeleton = {{model::ItemRole::section, 0, "I.", "MỤC ĐÍCH"},
                                    {model::ItemRole::topic, 1, "1.", "Chuyển đổi số trong trường học"}};
    return words;
}

void add(std::set<std::string>& all, const std::string& feed, const base::Hash& hash, const base::Bytes& bytes) {
    all.insert(feed + " " + base::to_hex(hash));
    const auto changes = wire::open_known(bytes);
    EXPECT_TRUE(changes) << feed;
    for (const change::Change& change : *changes)
        if (!change.document.empty()) all.insert("document " + base::to_text(change.document));
}

} // namespace

std::int64_t at(const text::Date& day, int hour) { return text::end_of_day_ms(day) + 1 - (24 - hour) * kHourMs; }

std::string Said::error() const {
    constexpr std::string_view kStart = "error: ";
    if (!err.starts_with(kStart)) return {};
    return err.substr(kStart.size(), err.find(':', kStart.size()) - kStart.size());
}

Reform::Reform()
    : server(orgs_file(schools_of_the_district()), at({2025, 6, 2}, 8)), schools_(schools_of_the_district()) {
    ties_.push_back({"phong", "so", kLongAgo, kNever});
    for (const School& school : schools_) {
        ties_.push_back({school.id, "phong", kLongAgo, kNever});
        if (school.level == "thcs") ties_.push_back({school.id, "so", kLongAgo, kNever, false});
    }
    for (std::size_t i = 0; i < kWards; ++i) ties_.push_back({ward_no(i), "so", kReform, kNever});
    for (const char* made : {"th-moi", "cs-moi"}) ties_.push_back({made, "p-1", kReform, kNever});
}

const School& Reform::school(const OrgId& id) const { return *std::ranges::find(schools_, id, &School::id); }

Machine& Reform::pc(const OrgId& org) {
    std::unique_ptr<Machine>& found = pcs_[org];
    if (found == nullptr) {
        found = std::make_unique<Machine>(server, 1000 + pcs_.size(), server.clock.wall_ms());
        const bool is_school = org.starts_with("mn-") || org.starts_with("th-") || org.starts_with("cs-");
        found->join(org, is_school || org == "lien-cap" ? kSchool : kWard);
    }
    return *found;
}

std::vector<OrgId> Reform::offices_of_the_district() const {
    std::vector<OrgId> offices{"so", "phong"};
    for (const School& school : schools_) offices.push_back(school.id);
    return offices;
}

std::vector<OrgId> Reform::offices_of_the_first_of_july() const {
    std::vector<OrgId> offices{"th-moi", "cs-moi"};
    for (std::size_t i = 0; i < kWards; ++i) offices.push_back(ward_no(i));
    return offices;
}

void Reform::go_to(const text::Date& day, int hour) {
    server.clock.set_wall(at(day, hour));
    for (const auto& [org, machine] : pcs_) machine->clock.set_wall(at(day, hour));
}

void Reform::sync(const OrgId& org) {
    const auto round = pc(org).sync();
    ASSERT_TRUE(round) << org << ": " << base::name_of(round.error().code);
}

void Reform::sync_all() {
    for (const auto& [org, machine] : pcs_) sync(org);
}

Said Reform::run(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", base::path_to_utf8(server.folder())});
    std::ostringstream out;
    std::ostringstream err;
    const int code = server::run_command(std::move(words), out, err);
    server.look_around();
    return {code, out.str(), err.str()};
}

json Reform::must(std::vector<std::string> words) {
    std::string line;
    for (const std::string& word : words) line += word + " ";
    words.emplace_back("--json");
    const Said said = run(std::move(words));
    EXPECT_EQ(said.code, 0) << line << said.err;
    return said.json();
}

void Reform::end_tie(const OrgId& child, const OrgId& parent, const text::Date& last) {
    for (Tie& tie : ties_)
        if ((tie.child == child || child.empty()) && (tie.parent == parent || parent.empty()))
            tie.last = std::min(tie.last, last);
}

void Reform::hand_over(const OrgId& from, const OrgId& to) {
    for (const char* kind : {"own/", "in/", "pub/"}) granted_.push_back({to, kind + from, kReform});
    end_tie(from, "", kLastDayOfTheDistrict);
}

void Reform::move(const OrgId& org, const OrgId& from, const OrgId& to, const text::Date& day) {
    announced["transfer " + org] =
        must({"org", "transfer", org, "--to", to, "--date", text::to_iso(day), "--decision", kDecision});
    end_tie(org, from, text::from_days(text::to_days(day) - 1));
    ties_.push_back({org, to, day, kNever});
}

void Reform::announce() {
    const std::string day = text::to_iso(kReform);
    announced["close phong"] = must({"org", "close", "phong", "--date", day, "--decision", kDecision});
    end_tie("phong", "", kLastDayOfTheDistrict);
    end_tie("", "phong", kLastDayOfTheDistrict);
    for (const School& school : schools_) {
        if (school.id == "mn-11" || school.id == "lien-cap") continue;
        if (school.id == "th-09") move(school.id, "phong", ward_no(0), kReform); // mistyped, and put right the same day
        move(school.id, school.id == "th-09" ? ward_no(0) : "phong", school.ward, kReform);
    }
    announced["merge mn-11"] =
        must({"org", "merge", "mn-11", "mn-12", "--into", "mn-12", "--date", day, "--decision", kDecision});
    hand_over("mn-11", "mn-12");
    announced["split lien-cap"] = must(
        {"org", "split", "lien-cap", "--into", "th-moi", "--into", "cs-moi", "--date", day, "--decision", kDecision});
    for (const char* made : {"th-moi", "cs-moi"}) hand_over("lien-cap", made);
}

void Reform::grant(const OrgId& to, const std::set<std::string>& feeds, const text::Date& from) {
    const auto store = server.store();
    const auto identity = server::identity_of(*store, server.folder()).value();
    ASSERT_TRUE(server::write_beside(
        *store, identity,
        {change::PutGrant{{"giay-to-" + to, to, {feeds.begin(), feeds.end()}, {from, {}}, kDecision}}}, "granted", to,
        server.clock));
    server.look_around();
    for (const std::string& feed : feeds) granted_.push_back({to, feed, from});
}

base::DocumentId Reform::issue(const OrgId& org, const std::string& subject) {
    const base::DocumentId id = pc(org).new_plan(subject);
    decide(org, id, model::Action::issue);
    return id;
}

base::DocumentId Reform::submit(const OrgId& school, const base::DocumentId& parent) {
    const auto id = office::new_from_parent(pc(school).office, "plan", parent, wording());
    EXPECT_TRUE(id) << school << ": " << base::name_of(id.error().code);
    decide(school, *id, model::Action::submit);
    return *id;
}

base::DocumentId Reform::submit_report(const OrgId& school) {
    const auto id = office::new_document(pc(school).office, "report", wording());
    EXPECT_TRUE(id);
    decide(school, *id, model::Action::submit);
    return *id;
}

void Reform::decide(const OrgId& org, const base::DocumentId& document, model::Action action) {
    const auto decided = office::decide(pc(org).office, document, action, {.note = "lý do"});
    ASSERT_TRUE(decided) << org << ": " << base::name_of(decided.error().code);
    sync(org);
}

OrgId Reform::superior(const OrgId& org, const text::Date& day) const {
    for (const Tie& tie : ties_)
        if (tie.administrative && tie.child == org && tie.first <= day && day <= tie.last) return tie.parent;
    return "";
}

bool Reform::may_read(const OrgId& org, const std::string& feed, const text::Date& entered,
                      const text::Date& today) const {
    if (feed == "dir/ROOT") return true;
    for (const Granted& granted : granted_)
        if (granted.to == org && granted.feed == feed && granted.from <= today) return true;
    const std::string kind = feed.substr(0, feed.find('/'));
    const OrgId owner = feed.substr(feed.find('/') + 1);
    if (owner == org) return true;
    if (kind != "pub") return false;
    std::set<OrgId> above{org};
    for (std::size_t before = 0; before != above.size();) {
        before = above.size();
        for (const Tie& tie : ties_)
            if (above.contains(tie.child) && tie.first <= entered && entered <= tie.last) above.insert(tie.parent);
    }
    return above.contains(owner);
}

std::vector<std::string> Reform::faults(const OrgId& org) {
    std::set<std::string> readable;
    const base::DeviceId me = pc(org).office.identity().device;
    const auto store = server.store();
    const std::vector<store::FeedHead> heads = store->heads().value();
    for (const auto& [feed, seq] : heads)
        EXPECT_TRUE(store->each_after(feed, 0, [&](const store::StoredSegment& segment) {
            const auto& info = segment.info;
            if (info.device == me || may_read(org, info.feed, text::day_of(segment.received_ms), today()))
                add(readable, info.feed, segment.hash, segment.bytes);
            return store::FeedStore::Visit::go_on;
        }));
    std::set<std::string> held;
    const std::vector<store::SegmentRow> rows =
        pc(org).office.store().segments_after(store::kBeforeAllRows, 100'000).value();
    for (const store::SegmentRow& row : rows) held.insert(row.feed + " " + base::to_hex(row.hash));
    for (const base::DocumentId& document : listed(org)) held.insert("document " + base::to_text(document));
    std::vector<std::string> found;
    for (const std::string& one : readable)
        if (!held.contains(one)) found.push_back("hidden: " + one);
    for (const std::string& one : held)
        if (!readable.contains(one)) found.push_back("shown: " + one);
    return found;
}

std::set<base::DocumentId> Reform::listed(const OrgId& org) {
    std::set<base::DocumentId> found;
    const std::vector<office::DocumentSummary> documents = office::list_documents(pc(org).office).value();
    for (const office::DocumentSummary& summary : documents) found.insert(summary.id);
    return found;
}

std::size_t Reform::entries_in(const std::vector<std::string>& feeds) {
    std::size_t entries = 0;
    const std::vector<store::FeedHead> heads = server.store()->heads().value();
    for (const store::FeedHead& head : heads)
        if (std::ranges::find(feeds, head.feed) != feeds.end()) entries += head.seq;
    return entries;
}

model::Directory Reform::directory() {
    const auto store = server.store();
    const auto identity = server::identity_of(*store, server.folder()).value();
    return server::read_directory(*store, identity).value();
}

} // namespace dongthac::tests
