#ifndef _WIN32

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "client/sync/transport.hpp"
#include "shared/base/assets.hpp"
#include "sync-server/certificate.hpp"
#include "tests/server/program.hpp"
#include "tests/support/temp_folder.hpp"

// The units of assets/deploy: what they start is run here with the test's folders in the place of the machine's, and
// they hold the service down as docs/deploy.md says.

namespace dongthac::tests {

namespace {

namespace fs = std::filesystem;
using Values = std::vector<std::string>;

constexpr const char* kOrgs = R"([{"id":"so","name":"Sở","kind":"department"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"so"}])";

std::string text_of(const fs::path& file) { return base::read_file(file, 1 << 20).value(); }

std::string docs() { return text_of(fs::path(DONGTHAC_DOCS) / "deploy.md"); }

/// A unit of assets/deploy.
class Unit {
  public:
    explicit Unit(const std::string& name) {
        std::istringstream text(text_of(base::find_assets().value() / "deploy" / name));
        std::string section;
        for (std::string line; std::getline(text, line);) {
            if (line.starts_with('[')) section = line;
            const std::size_t equals = line.find('=');
            if (line.starts_with('#') || equals == std::string::npos) continue;
            settings_.push_back({section + line.substr(0, equals), line.substr(equals + 1)});
        }
    }
    /// Of "[Service]ExecStart", in their order.
    [[nodiscard]] Values values(const std::string& name) const {
        Values found;
        for (const auto& [key, value] : settings_)
            if (key == name) found.push_back(value);
        return found;
    }
    /// Every program it starts, in the order of systemd.
    [[nodiscard]] Values commands() const {
        Values all = values("[Service]ExecStart");
        std::ranges::copy(values("[Service]ExecStartPost"), std::back_inserter(all));
        return all;
    }

  private:
    std::vector<std::pair<std::string, std::string>> settings_;
};

Values words_of(const std::string& line) {
    std::istringstream text(line);
    Values words;
    for (std::string word; text >> word;) {
        word.erase(0, word.find_first_not_of("'\""));
        words.push_back(word);
    }
    return words;
}

/// systemd is no shell: outside of quotes nothing has a meaning, and a percent sign is written twice.
bool is_plain(const std::string& line) {
    const std::string bare = std::regex_replace(line, std::regex("'[^']*'|\"[^\"]*\""), "");
    const std::string single = std::regex_replace(line, std::regex("%%"), "");
    return bare.find_first_of("&|;<>*?$`~") == std::string::npos && single.find('%') == std::string::npos;
}

class Deploy : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto programs = program_folder();
        if (!programs) GTEST_SKIP() << "DONGTHAC_BIN_DIR does not name the built programs";
        program_ = (*programs / "dongthac-server").string();
        std::ofstream(folder_ / "orgs.json") << kOrgs;
        const Finished made =
            run_program(program_, {"init", "--orgs", (folder_ / "orgs.json").string(), "--data", data()});
        ASSERT_EQ(made.code, 0) << made.err;
        fs::create_directory(folder_ / "backups");
        certificate_ = server::own_certificate(folder_ / "certificate", random_).value().chain.string();
    }
    [[nodiscard]] std::string data() const { return (folder_ / "server").string(); }

    /// A line of a unit with the folders, the port and the program of this test.
    [[nodiscard]] std::string here(std::string line) const {
        const std::vector<std::pair<std::string, std::string>> places = {
            {"/usr/local/bin/dongthac-server", program_},
            {"/etc/ssl/dongthac/fullchain.pem", certificate_},
            {"/var/lib/dongthac", data()},
            {"/var/backups/dongthac", (folder_ / "backups").string()},
            {"127.0.0.1:8080", "127.0.0.1:0"},
            {"0.0.0.0:8443", "127.0.0.1:0"},
            {"%%", "%"}};
        for (const auto& [theirs, ours] : places)
            for (std::size_t at = line.find(theirs); at != std::string::npos; at = line.find(theirs, at + ours.size()))
                line.replace(at, theirs.size(), ours);
        return line;
    }
    /// False for a line that would touch anything of this machine but the program it starts.
    [[nodiscard]] bool is_harmless(const std::string& line) const {
        const Values words = words_of(line);
        return std::ranges::all_of(words.begin() + 1, words.end(), [&](const std::string& word) {
            return !word.starts_with('/') || word.starts_with(folder_.path().string());
        });
    }
    [[nodiscard]] Finished run(const std::string& line) const {
        const std::string ours = here(line);
        if (!is_plain(line) || !is_harmless(ours)) return {-1, "", "not run: " + line};
        return run_program("/bin/sh", {"-c", ours});
    }
    /// Starts what a line says, has it answer, and stops it as systemd does.
    void expect_serves(const std::string& line, const std::string& scheme) const {
        ASSERT_TRUE(is_plain(line) && is_harmless(here(line))) << line;
        Program running("/bin/sh", {"-c", "exec " + here(line)});
        const std::string said = running.read_line();
        const std::string expected = "listening on " + scheme + "://127.0.0.1:";
        if (!said.starts_with(expected)) {
            running.signal(SIGKILL);
            FAIL() << line << "\n" << said << running.read_err();
        }
        const auto reply = sync::http_transport(said.substr(said.find(scheme))).value()->post("/x", {});
        EXPECT_TRUE(reply) << reply.error().arg("reason");

        running.signal(SIGTERM);

        EXPECT_EQ(running.wait(), 0) << line;
    }
    /// Names of the copies that are kept, in order.
    [[nodiscard]] Values copies() const {
        Values names;
        for (const auto& entry : fs::directory_iterator(folder_ / "backups"))
            if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    void put_copy_of_before(const std::string& name, int days) const {
        const fs::path file = folder_ / ("backups/" + name);
        std::ofstream(file) << "an older copy";
        fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
    }

    TempFolder folder_;
    base::SystemRandom random_;
    std::string program_;
    std::string certificate_;
};

TEST_F(Deploy, TheServiceServesBehindAProxy) {
    const Values lines = Unit("dongthac-server.service").commands();

    ASSERT_EQ(lines.size(), 1u);
    expect_serves(lines.front(), "http");
}

TEST_F(Deploy, TheLineForAServerOfItsOwnServesWithTls) {
    std::smatch line;
    const std::string text = docs();
    ASSERT_TRUE(std::regex_search(text, line, std::regex("\n    (dongthac-server serve [^\n]*)\n")));

    expect_serves("/usr/local/bin/" + line[1].str(), "https");
}

TEST_F(Deploy, TheBackupServiceKeepsACopyThatIsWhatTheServerHas) {
    put_copy_of_before("20200101-000000.db", 62);
    put_copy_of_before("20200103-000000.db", 59);

    for (const std::string& line : Unit("dongthac-backup.service").commands()) {
        const Finished done = run(line);
        ASSERT_EQ(done.code, 0) << line << "\n" << done.err;
    }

    const Values kept = copies();
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept.front(), "20200103-000000.db") << "sixty days of copies";
    EXPECT_TRUE(std::regex_match(kept.back(), std::regex("\\d{8}-\\d{6}\\.db"))) << kept.back();
    const std::string restored = (folder_ / "restored").string();
    fs::create_directory(restored);
    fs::rename(folder_ / ("backups/" + kept.back()), restored + "/server.db");
    EXPECT_EQ(run_program(program_, {"verify", "--data", restored}).code, 0);
    const std::string there = run_program(program_, {"org", "list", "--json", "--data", data()}).out;
    EXPECT_NE(there.find("truong-a"), std::string::npos);
    EXPECT_EQ(run_program(program_, {"org", "list", "--json", "--data", restored}).out, there);
}

TEST_F(Deploy, ACopyThatIsNotSoundGetsNoName) {
    bool stopped = false;
    for (const std::string& line : Unit("dongthac-backup.service").values("[Service]ExecStart")) {
        stopped = run(line).code != 0;
        if (stopped) break; // as systemd does
        const fs::path copy = folder_ / "backups/new/server.db";
        if (fs::exists(copy)) fs::resize_file(copy, 40'000);
    }

    EXPECT_TRUE(stopped);
    EXPECT_TRUE(fs::exists(folder_ / "backups/new/server.db")) << "stopped before anything was copied";
    EXPECT_EQ(copies(), Values{});
}

TEST(DeployUnits, TheServiceIsHeldDownAsTheDocsSay) {
    const Unit service("dongthac-server.service");
    const std::string text = docs();
    const std::regex named("`([A-Z][A-Za-z]+)=([^`]+)`");
    std::size_t count = 0;

    for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at, ++count)
        EXPECT_EQ(service.values("[Service]" + (*at)[1].str()), Values{(*at)[2].str()}) << (*at)[0].str();

    EXPECT_GE(count, 10u) << "docs/deploy.md no longer names them";
    const Unit backup("dongthac-backup.service");
    for (const char* name : {"NoNewPrivileges", "ProtectHome", "PrivateTmp"})
        EXPECT_EQ(backup.values("[Service]" + std::string(name)), Values{"yes"}) << name;
    EXPECT_EQ(backup.values("[Service]ProtectSystem"), Values{"strict"});
}

TEST(DeployUnits, WriteOnlyWhereTheyMay) {
    for (const char* name : {"dongthac-server.service", "dongthac-backup.service"}) {
        const Unit unit(name);
        EXPECT_EQ(unit.values("[Service]User"), Values{"dongthac"}) << "the user that docs/deploy.md makes";
        Values may;
        for (const std::string& state : unit.values("[Service]StateDirectory")) may.push_back("/var/lib/" + state);
        for (const std::string& paths : unit.values("[Service]ReadWritePaths"))
            std::ranges::copy(words_of(paths), std::back_inserter(may));
        for (const std::string& line : unit.commands())
            for (const std::string& word : words_of(line))
                EXPECT_TRUE(!word.starts_with("/var/") ||
                            std::ranges::any_of(may, [&](const auto& path) { return word.starts_with(path); }))
                    << name << " cannot write " << word;
    }
}

TEST(DeployUnits, TheTimerStartsTheBackupEveryFourHours) {
    const Unit timer("dongthac-backup.timer");

    EXPECT_EQ(timer.values("[Timer]OnCalendar"), Values{"*-*-* 00/4:10:00"});
    EXPECT_EQ(timer.values("[Timer]Persistent"), Values{"true"}) << "also when the machine was off";
    EXPECT_EQ(timer.values("[Timer]Unit"), Values{}) << "the service of the same name";
    EXPECT_EQ(timer.values("[Install]WantedBy"), Values{"timers.target"});
    EXPECT_EQ(Unit("dongthac-backup.service").values("[Service]Type"), Values{"oneshot"}) << "one line after the other";
}

} // namespace

} // namespace dongthac::tests

#endif
