#pragma once

#ifndef _WIN32

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shared/base/files.hpp"
#include "tests/support/temp_folder.hpp"

/// Tests of whole programs: starting them, killing them, reading what they say.
namespace dongthac::tests {

/// Where the built programs are (DONGTHAC_BIN_DIR), or an empty path when one is missing: the test is then skipped.
inline std::filesystem::path programs() {
    const char* folder = std::getenv("DONGTHAC_BIN_DIR");
    if (folder == nullptr) return {};
    const std::filesystem::path path = folder;
    for (const char* name : {"dongthac", "dongthac-server"})
        if (!std::filesystem::exists(path / name)) return {};
    return path;
}

/// A program that runs; killed when it goes out of scope.
class Process {
  public:
    struct Limits {
        std::optional<rlim_t> file_bytes; ///< no file may grow beyond: a full disk
    };

    Process(const std::vector<std::string>& command, const std::filesystem::path& out, const std::filesystem::path& err,
            Limits limits) {
        std::vector<char*> arguments;
        for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
        arguments.push_back(nullptr);
        id_ = fork();
        if (id_ != 0) return;
        dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
        dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        if (limits.file_bytes) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit full{*limits.file_bytes, *limits.file_bytes};
            setrlimit(RLIMIT_FSIZE, &full);
        }
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() { kill(); }

    /// Exit code; -1 when a signal ended it.
    int wait() {
        if (id_ <= 0) return -1;
        int status = 0;
        waitpid(id_, &status, 0);
        id_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    void kill() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        (void)wait();
    }
    [[nodiscard]] bool has_ended() {
        if (id_ <= 0) return true;
        int status = 0;
        if (waitpid(id_, &status, WNOHANG) != id_) return false;
        id_ = 0;
        return true;
    }
    void signal(int number) const {
        if (id_ > 0) ::kill(id_, number);
    }

  private:
    pid_t id_ = 0;
};

/// What a program said and how it ended.
struct Outcome {
    int exit = -1;
    std::string out;
    std::string err;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
    /// "bad_code" of "error: bad_code: …", or "".
    [[nodiscard]] std::string code() const {
        constexpr std::string_view kStart = "error: ";
        if (!err.starts_with(kStart)) return {};
        return err.substr(kStart.size(), err.find(':', kStart.size()) - kStart.size());
    }
};

/// The programs with a folder for their data.
class Programs {
  public:
    explicit Programs(std::filesystem::path binaries) : binaries_(std::move(binaries)) {}

    [[nodiscard]] std::vector<std::string> client_command(const std::string& pc,
                                                          std::vector<std::string> arguments) const {
        std::vector<std::string> command = {binaries_ / "dongthac", "--data", folder / pc, "--json"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return command;
    }
    [[nodiscard]] Outcome run(const std::vector<std::string>& command, Process::Limits limits = {}) const {
        Outcome outcome;
        {
            Process process(command, folder / "out", folder / "err", limits);
            outcome.exit = process.wait();
        }
        outcome.out = base::read_file(folder / "out", 1u << 30).value_or("");
        outcome.err = base::read_file(folder / "err", 1u << 30).value_or("");
        return outcome;
    }
    [[nodiscard]] Outcome client(const std::string& pc, std::vector<std::string> arguments,
                                 Process::Limits limits = {}) const {
        return run(client_command(pc, std::move(arguments)), limits);
    }
    [[nodiscard]] Outcome admin(std::vector<std::string> arguments) const {
        std::vector<std::string> command = {binaries_ / "dongthac-server"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        command.insert(command.end(), {"--data", folder / "server"});
        return run(command);
    }
    void init(const std::string& orgs) {
        ASSERT_TRUE(base::write_file(folder / "orgs.json", orgs));
        const Outcome made = admin({"init", "--orgs", folder / "orgs.json"});
        ASSERT_EQ(made.exit, 0) << made.err;
    }
    /// Starts the server; its port stays the same over restarts. The file it writes to is the event waited for.
    void serve() {
        std::error_code ignored;
        std::filesystem::remove(folder / "serve.out", ignored);
        server = std::make_unique<Process>(std::vector<std::string>{binaries_ / "dongthac-server", "serve", "--data",
                                                                    folder / "server", "--listen", listen_},
                                           folder / "serve.out", folder / "serve.err", Process::Limits{});
        for (int i = 0; i < 3'000; ++i) {
            const std::string said = base::read_file(folder / "serve.out", 1 << 20).value_or("");
            const std::size_t at = said.find("http://");
            if (at != std::string::npos && said.find('\n', at) != std::string::npos) {
                url = said.substr(at, said.find('\n', at) - at);
                listen_ = url.substr(7);
                return;
            }
            ASSERT_FALSE(server->has_ended()) << base::read_file(folder / "serve.err", 1 << 20).value_or("");
            usleep(10'000); // polls another process: there is no event to wait for
        }
        FAIL() << "the server did not come up";
    }
    [[nodiscard]] std::string invite(const std::string& org, const std::vector<std::string>& roles) const {
        std::vector<std::string> arguments = {"invite", org, "--json"};
        for (const std::string& role : roles) arguments.insert(arguments.end(), {"--role", role});
        const Outcome invited = admin(arguments);
        EXPECT_EQ(invited.exit, 0) << invited.err;
        return invited.json().value("code", "");
    }
    void join(const std::string& pc, const std::string& org, const std::vector<std::string>& roles) const {
        const Outcome joined = client(pc, {"office", "join", url, invite(org, roles)});
        ASSERT_EQ(joined.exit, 0) << joined.err;
        ASSERT_EQ(client(pc, {"sync"}).exit, 0);
    }

    TempFolder folder;
    std::string url;
    std::unique_ptr<Process> server;

  private:
    std::filesystem::path binaries_;
    std::string listen_ = "127.0.0.1:0";
};

inline constexpr const char* kWardAndSchool = R"([
    {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","symbol":"UBND","place":"Hoa Mai"},
    {"id":"truong","name":"Trường Mầm non Bình Minh","kind":"school","parent":"phuong","symbol":"MNBM","place":"Hoa Mai"}])";

} // namespace dongthac::tests

#endif
