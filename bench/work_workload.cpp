// work: what a board and a consolidation cost where a year of work has come in. One office's PC takes it in as it would
// from the server, segment by segment with signatures and chains; then the rows that screens show are read.

#include <map>

#include <nlohmann/json.hpp>

#include "bench/measure.hpp"
#include "bench/workloads.hpp"
#include "client/view_model/calendar.hpp"
#include "client/view_model/reports.hpp"
#include "client/view_model/tasks.hpp"
#include "shared/change/revision.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/log.hpp"
#include "shared/office/schedules.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/task_index.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::bench {

namespace {

namespace field = model::field;
using nlohmann::ordered_json;

constexpr std::string_view kOffice = "phuong";
constexpr const char* kInbox = "in/phuong";
constexpr int kMonths = 12;
constexpr int kLines = 12; ///< of the form

std::int64_t at(const text::Date& day, int hour) {
    return text::end_of_day_ms(day) + 1 - 24 * std::int64_t{3'600'000} + hour * std::int64_t{3'600'000};
}

/// A school: the key of its PC and the chain it writes into the office's inbox.
struct School {
    std::string id;
    base::KeyPair key;
    base::ReplicaId replica;
    std::uint64_t counter = 0;
    base::Hash last{};
};

/// An office and the schools below it, filled with a year.
class Year {
  public:
    Year(const std::filesystem::path& folder, std::size_t schools)
        : clock_(at({2026, 1, 2}, 8)), server_(base::KeyPair::generate(random_)),
          office_(must(office::Workspace::open(folder, clock_, random_))) {
        must(office_.enrol({"http://bench", model::ServerKeys(server_.public_key()), std::string(kOffice),
                            {model::Role::officer, model::Role::clerk, model::Role::signer}}));
        std::vector<change::Payload> records = {change::PutOrganisation{
            {std::string(kOffice), "UBND phường", "ward_committee", "UBND", "UBND", "Hoa Mai", "", {}}}};
        for (std::size_t i = 0; i < schools; ++i) {
            schools_.push_back({"truong-" + std::to_string(i), base::KeyPair::generate(random_),
                                base::new_id<base::ReplicaId>(random_), 0, {}});
            const School& school = schools_.back();
            records.emplace_back(change::PutOrganisation{
                {school.id, "Trường số " + std::to_string(i), "school", "", "", "Hoa Mai", "primary", {}}});
            records.emplace_back(change::PutRelation{{school.id, std::string(kOffice), "administrative", {}, ""}});
            records.emplace_back(change::PutDevice{
                {base::device_of(school.key.public_key()), school.key.public_key(), school.id, {model::Role::editor}, "", {}}});
        }
        write_directory(records);
        ask();
    }

    /// Every month a report of each school, and `articles` of each over the year.
    void fill(std::size_t articles) {
        for (std::size_t i = 0; i < schools_.size(); ++i) {
            for (int month = 1; month <= kMonths; ++month) hand_in(schools_[i], report(schools_[i], i, month));
            for (std::size_t n = 0; n < articles; ++n) {
                const auto day = text::from_days(text::to_days({2026, 1, 5}) + static_cast<std::int64_t>(n * 350 / articles));
                hand_in(schools_[i], article(schools_[i], day, n));
            }
            pack();
        }
    }

    /// As the worker does after a round.
    void pack() {
        while (must(office_.store().pack_some()) > 0) {
        }
    }
    void one_more() { hand_in(schools_.front(), article(schools_.front(), {2026, 12, 16}, 999)); }
    void go_to(const text::Date& day) { clock_.set_wall(at(day, 9)); }
    [[nodiscard]] office::Workspace& office() { return office_; }
    [[nodiscard]] const base::DocumentId& form() const { return form_; }

  private:
    void write_directory(const std::vector<change::Payload>& records) {
        static const base::ReplicaId kServer = base::new_id<base::ReplicaId>(random_);
        constexpr std::size_t kAtOnce = 3'000;
        base::Hash last{};
        std::uint64_t counter = 0;
        std::uint64_t seq = 0;
        for (std::size_t begin = 0; begin < records.size(); begin += kAtOnce) {
            std::vector<change::Change> changes;
            for (std::size_t i = begin; i < std::min(begin + kAtOnce, records.size()); ++i) {
                change::Change& change = changes.emplace_back();
                change.id = {kServer, ++counter};
                change.kind = static_cast<std::uint16_t>(change::kind_of(records[i]));
                change.payload = records[i];
            }
            const base::Bytes bytes = wire::seal("dir/ROOT", changes, server_, last);
            last = wire::chain_hash(bytes, last);
            must(office::ingest(office_, {"dir/ROOT", ++seq, bytes}));
        }
        must(office_.reload());
    }

    /// The form and the schedule, as the server confirms them at once.
    void ask() {
        model::ReportForm form{{}, "thang", "Báo cáo tháng", "month", {}, {}, {}};
        for (int i = 0; i < kLines; ++i) {
            model::FormItem item;
            item.key = "dong_" + std::to_string(i);
            item.label = "Dòng " + std::to_string(i);
            form.items.push_back(std::move(item));
        }
        form_ = must(office::new_form(office_, form));
        decide(form_);
        fields_ = must(office::form_of(office_, form_));
        office::ScheduleLine weekly;
        weekly.obligation.action = "Một tin, bài mỗi tuần";
        weekly.obligation.output_name = "article";
        weekly.obligation.cadence = model::Cadence::weekly;
        weekly.obligation.due.school = must(model::parse_due_rule("fri"));
        office::ScheduleLine monthly;
        monthly.obligation.action = "Báo cáo tháng";
        monthly.obligation.output_name = "report";
        monthly.obligation.cadence = model::Cadence::monthly;
        monthly.obligation.due.school = must(model::parse_due_rule("+2wd"));
        monthly.form = form_;
        for (office::ScheduleLine* line : {&weekly, &monthly}) {
            line->obligation.selector.kind = model::ActorSelector::Kind::all_schools;
            line->obligation.state = model::ObligationState::active;
        }
        decide(must(office::new_schedule(office_, "Lịch năm 2026", 2026, {}, std::vector{weekly, monthly})));
    }

    void decide(const base::DocumentId& document) {
        (void)must(office::decide(office_, document, model::Action::issue));
        must(office::seal_outbox(office_));
        for (const store::SegmentRow& row : must(office::sealed_outbox(office_, SIZE_MAX)))
            must(office::acknowledge(office_, row, ++seq_));
        const store::IntentRow intent = must(office_.store().intents()).back();
        const auto request = must(office::request_for(office_, intent));
        wire::DecideAnswer answer{true, "", 0, {}, {}};
        for (const base::Bytes& bytes : request->segments) {
            const auto header = must(wire::read_header(bytes));
            answer.acks.push_back({header.feed, header.last, wire::AckStatus::accepted, ++seq_, ""});
        }
        must(office::confirm(office_, intent, answer));
    }

    change::Snapshot begin(const School& school, std::uint16_t record) {
        change::Snapshot snapshot;
        snapshot.document = base::new_id<base::DocumentId>(random_);
        snapshot.record = record;
        snapshot.org = school.id;
        snapshot.nodes.push_back({base::root_node(snapshot.document), {}, {}});
        return snapshot;
    }

    change::Snapshot article(const School& school, const text::Date& day, std::size_t number) {
        change::Snapshot snapshot = begin(school, model::record::kArticle);
        auto& fields = snapshot.nodes.front().fields;
        fields[field::kSubject] = "Ngày hội đọc sách lần thứ " + std::to_string(number);
        fields[field::kOnDay] = day;
        fields[field::kArticleKind] = std::string("news");
        return snapshot;
    }

    change::Snapshot report(const School& school, std::size_t index, int month) {
        change::Snapshot snapshot = begin(school, model::record::kSubmission);
        auto& fields = snapshot.nodes.front().fields;
        const std::string key = "2026-" + std::string(month < 10 ? "0" : "") + std::to_string(month);
        fields[field::kSubject] = std::string("Báo cáo tháng");
        fields[field::kTemplate] = base::to_text(form_);
        fields[field::kPeriod] = key;
        fields[field::kBasis] = std::string("own_figures");
        int line = 0;
        for (const model::FormItem& item : fields_.items) {
            change::SnapshotNode& node = snapshot.nodes.emplace_back();
            node.id = base::new_id<base::NodeId>(random_);
            node.fields[field::kParent] = base::to_text(base::root_node(snapshot.document));
            node.fields[field::kOrder] = "a" + std::to_string(10 + line);
            node.fields[field::kItem] = item.id;
            node.fields[field::kValue] = std::to_string((index + static_cast<std::size_t>(line++)) % 100);
        }
        return snapshot;
    }

    void hand_in(School& school, const change::Snapshot& snapshot) {
        change::Transition transition;
        transition.action = model::Action::submit;
        transition.to = model::DocumentState::submitted;
        transition.org = transition.owner = school.id;
        transition.snapshot = wire::encode(snapshot);
        transition.revision = base::sha256(transition.snapshot);
        change::Change change;
        change.id = {school.replica, ++school.counter};
        change.kind = static_cast<std::uint16_t>(change::Kind::transition);
        change.document = snapshot.document;
        change.lamport = school.counter;
        change.wall_ms = clock_.wall_ms();
        change.payload = std::move(transition);
        const base::Bytes bytes = wire::seal(kInbox, std::span(&change, 1), school.key, school.last);
        school.last = wire::chain_hash(bytes, school.last);
        must(office::ingest(office_, {kInbox, ++inbox_, bytes}));
    }

    base::ManualClock clock_;
    base::SeededRandom random_{20'261'122};
    base::KeyPair server_;
    office::Workspace office_;
    std::vector<School> schools_;
    base::DocumentId form_;
    model::ReportForm fields_;
    std::uint64_t seq_ = 0;
    std::uint64_t inbox_ = 0;
};

template <class Act>
double best_ms(int times, Act act) {
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        const double began = now();
        act();
        best = std::min(best, (now() - began) * 1'000);
    }
    return rounded(best, 2);
}

} // namespace

void run_work(const Options& options) {
    const std::size_t schools = options.clients.value_or(60);
    const Scratch scratch;
    Year year(scratch.path(), schools);
    ordered_json line = {{"workload", "work"}, {"peer", "dongthac"}, {"schools", schools}};

    double began = now();
    year.fill(options.count / schools - kMonths);
    line["records"] = schools * (options.count / schools);
    line["taken_in_s"] = rounded(now() - began, 1);
    year.go_to({2026, 12, 17});
    began = now();
    must(office::catch_up_tasks(year.office()));
    line["all_tasks_made_s"] = rounded(now() - began, 3);
    line["tasks"] = must(year.office().store().work().count({}));

    line["board_ms"] = best_ms(7, [&] { (void)must(view_model::task_rows(year.office())); });
    office::TaskQuery open;
    open.due_to = text::Date{2026, 12, 24};
    open.open_only = true;
    line["open_tasks_ms"] = best_ms(7, [&] { (void)must(office::tasks(year.office(), open)); });
    line["calendar_ms"] = best_ms(7, [&] { (void)must(view_model::calendar_rows(year.office(), {2026, 12, 17})); });
    const model::Period month = must(office::period_for(
        year.office(), must(office::form_of(year.office(), year.form())), "2026-11"));
    line["consolidation_ms"] =
        best_ms(5, [&] { (void)must(office::consolidate(year.office(), year.form(), month)); });
    line["reports_page_ms"] =
        best_ms(3, [&] { (void)must(view_model::report_rows(year.office(), year.form(), month.key)); });
    line["one_more_record_ms"] = best_ms(5, [&] {
        year.one_more();
        must(office::catch_up_tasks(year.office()));
    });
    year.pack();
    must(year.office().store().backup_to(scratch.path() / "copy.db")); // what a daily copy takes, without the WAL
    line["database_mb"] = rounded(static_cast<double>(std::filesystem::file_size(scratch.path() / "dongthac.db")) / 1e6, 1);
    line["copy_mb"] = rounded(static_cast<double>(std::filesystem::file_size(scratch.path() / "copy.db")) / 1e6, 1);
    line["peak_mb"] = own_use().peak_mb;
    emit(options, line);
}

} // namespace dongthac::bench
