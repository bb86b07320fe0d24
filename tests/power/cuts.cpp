#include "tests/power/cuts.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "shared/store/feed_schema.hpp"
#include "sync-server/verify.hpp"
#include "tests/power/look.hpp"

namespace dongthac::power {

namespace {

constexpr const char* kMachines[] = {"pc", "server"};
constexpr std::size_t kMostExamples = 6;

/// The contents of one database after each of its commits; 0 is before the first.
struct History {
    std::vector<Looked> states;
    std::vector<std::size_t> at; ///< places on the tape of commits 1, 2, …
};

/// The power cuts of one machine.
class Cutting {
  public:
    Cutting(const Recording& day, std::string machine, Honesty honesty, Tally& tally)
        : day_(day), machine_(std::move(machine)), tally_(tally), bench_(day.root->path()),
          folder_(bench_.folder(machine_).string() + "/"), database_(bench_.database(machine_)), platter_(honesty) {
        remember_states();
    }

    /// How many places there are to cut.
    [[nodiscard]] std::size_t cuts() const {
        return static_cast<std::size_t>(std::ranges::count_if(day_.tape, [&](const Op& op) { return is_cut(op); }));
    }

    /// `share` images a cut, as the budget grows: fractions add up, and the last one is rounded up.
    void run(double share) {
        double owed = 0.999;
        for (std::size_t place = 0; place < day_.tape.size(); ++place) {
            const Op& op = day_.tape[place];
            if (op.kind == Op::Kind::told && op.path == database_)
                take_word(day_.told[static_cast<std::size_t>(op.offset)]);
            if (op.kind == Op::Kind::commit && op.path == database_) {
                ++commits_;
                if (op.offset != kLazyCommit) kept_commits_ = commits_;
            }
            if (is_mine(op)) platter_.play(op);
            others_.play(op);
            if (!is_cut(op)) continue;
            ++tally_.cuts;
            for (owed += share; owed >= 1; owed -= 1) try_image(place);
        }
    }

  private:
    [[nodiscard]] bool is_cut(const Op& op) const {
        return op.kind != Op::Kind::commit && op.kind != Op::Kind::told && is_mine(op);
    }
    [[nodiscard]] bool is_mine(const Op& op) const {
        return op.path.starts_with(folder_) || op.path + "/" == folder_; // a file, or the folder itself
    }

    /// What each commit made, from a disk on which everything arrives.
    void remember_states() {
        base::SeededRandom random(1);
        Platter platter;
        history_.states.emplace_back();
        for (std::size_t place = 0; place < day_.tape.size(); ++place) {
            const Op& op = day_.tape[place];
            platter.play(op);
            if (op.kind != Op::Kind::commit || op.path != database_) continue;
            Disk::instance().load(platter.after_cut(Left::all, random));
            history_.states.push_back(look(database_));
            history_.at.push_back(place);
            EXPECT_TRUE(history_.states.back().sound);
        }
        proven_.assign(history_.states.size(), false);
    }

    void take_word(const Told& told) {
        // What came lazily from the server comes again; a person's own act ends with a full commit.
        if (kept_commits_ == commits_) promised_.changes = std::max(promised_.changes, told.changes);
        promised_.segments.insert(told.segments.begin(), told.segments.end());
        promised_.copies.insert(told.copies.begin(), told.copies.end());
    }

    void found(std::uint64_t Tally::*what, std::size_t place, Left left, const std::string& words) {
        ++(tally_.*what);
        if (tally_.examples.size() < kMostExamples)
            tally_.examples.push_back(machine_ + ", op " + std::to_string(place) + ", left " +
                                      std::to_string(static_cast<int>(left)) + ": " + words);
    }

    void try_image(std::size_t place) {
        const auto left = static_cast<Left>(tally_.images % 5);
        ++tally_.images;
        const Files image = platter_.after_cut(left, random_);
        Disk::instance().load(image);
        if (const auto opened = bench_.open(machine_); !opened && !may_be_unmade(opened.error()))
            found(&Tally::unopened, place, left, std::string(base::name_of(opened.error().code)));
        bench_.close(machine_);

        Disk::instance().load(image);
        const Looked looked = look(database_);
        if (looked.there && !looked.sound) return found(&Tally::unsound, place, left, looked.problem);
        const std::optional<std::size_t> state = state_of(looked);
        if (!state) return found(&Tally::torn, place, left, "a content that no commit made");
        if (const std::string missing = missing_in(looked, *state); !missing.empty())
            found(&Tally::lost, place, left, missing);
        look_at_copies(place, left);
        if (proven_[*state]) return;
        proven_[*state] = true;
        ++tally_.states;
        prove(image, place, left);
    }

    /// A server that was cut off while it was made is made again: until the commit behind those that make its tables.
    [[nodiscard]] bool may_be_unmade(const base::Error& error) const {
        return machine_ == "server" && error.code == base::Code::missing_file &&
               commits_ <= 1 + store::kFeedSchema.size();
    }

    /// The newest commit whose content this is.
    [[nodiscard]] std::optional<std::size_t> state_of(const Looked& looked) const {
        for (std::size_t state = std::min(commits_ + 2, history_.states.size()); state-- > 0;)
            if (history_.states[state].digest == looked.digest) return state;
        return std::nullopt;
    }

    [[nodiscard]] std::string missing_in(const Looked& looked, std::size_t state) const {
        if (history_.states[state].digest != history_.states[kept_commits_].digest && state < kept_commits_)
            return std::to_string(kept_commits_ - state) + " commits";
        if (looked.changes < promised_.changes) return std::to_string(promised_.changes - looked.changes) + " changes";
        for (const std::string& segment : promised_.segments)
            if (!looked.segments.contains(segment)) return "segment " + segment.substr(0, segment.rfind(' '));
        return "";
    }

    /// A copy under its final name is whole; one that was made stays made.
    void look_at_copies(std::size_t place, Left left) {
        std::set<std::string> copies = promised_.copies;
        for (const auto& [path, content] : Disk::instance().files())
            if (path.starts_with(folder_ + "backups/") && path.ends_with(".db")) copies.insert(path);
        for (const std::string& copy : copies) {
            const Looked looked = look(copy);
            if (!looked.there)
                found(&Tally::lost, place, left, "the copy of the day");
            else if (!looked.sound || looked.changes == 0)
                found(&Tally::unsound, place, left, "the copy of the day " + looked.problem);
        }
    }

    /// Opens the image beside the other machines as they were, proves it whole and lets it speak with them.
    void prove(const Files& image, std::size_t place, Left left) {
        Files all = others_.after_cut(Left::all, random_);
        std::erase_if(all, [&](const auto& file) { return file.first.starts_with(folder_); });
        all.insert(image.begin(), image.end());
        Disk::instance().load(all);
        const auto server = bench_.open("server");
        const auto pc = bench_.open("pc");
        if (server && pc && bench_.office("pc").identity().enrolled()) {
            if (const std::string differs = converge(bench_); !differs.empty())
                found(differs.starts_with("check") || differs.starts_with("verify") ? &Tally::torn : &Tally::apart,
                      place, left, differs);
        } else if (pc) {
            if (const std::string wrong = check_alone(bench_); !wrong.empty()) found(&Tally::torn, place, left, wrong);
        }
        bench_.close_all();
    }

    const Recording& day_;
    std::string machine_;
    Tally& tally_;
    Bench bench_;
    std::string folder_;
    std::string database_;
    Platter platter_;
    Platter others_;
    base::SeededRandom random_{20261121};
    History history_;
    std::vector<bool> proven_;
    std::size_t commits_ = 0;
    std::size_t kept_commits_ = 0; ///< up to the last one that promised to be on the disk
    Told promised_;
};

} // namespace

Recording record_day(const std::optional<std::string>& synchronous) {
    Recording recording;
    recording.root = std::make_unique<tests::TempFolder>();
    Disk& disk = Disk::instance();
    disk.load({});
    disk.forced_synchronous = synchronous;
    disk.record(&recording.tape);
    {
        Bench bench(recording.root->path());
        bench.told = &recording.told;
        for (const Step& step : working_day()) {
            const auto done = run_step(bench, step);
            EXPECT_TRUE(done) << step.name << ": " << base::name_of(done.error().code) << " "
                              << done.error().arg("reason");
            if (!done) break;
        }
    }
    disk.record(nullptr);
    disk.forced_synchronous.reset();
    disk.load({});
    return recording;
}

Tally cut_power(const Recording& day, std::uint64_t images, Honesty honesty) {
    Tally tally;
    std::vector<std::unique_ptr<Cutting>> machines;
    std::size_t cuts = 0;
    for (const char* machine : kMachines) {
        machines.push_back(std::make_unique<Cutting>(day, machine, honesty, tally));
        cuts += machines.back()->cuts();
    }
    for (const auto& machine : machines) machine->run(static_cast<double>(images) / static_cast<double>(cuts));
    Disk::instance().load({});
    return tally;
}

} // namespace dongthac::power
