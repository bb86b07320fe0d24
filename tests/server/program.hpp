#pragma once

#ifndef _WIN32

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dongthac::tests {

/// The folder with the built programs, or nothing when the tests run without them.
inline std::optional<std::filesystem::path> program_folder() {
    const char* folder = std::getenv("DONGTHAC_BIN_DIR");
    if (folder == nullptr || !std::filesystem::exists(std::filesystem::path(folder) / "dongthac-server")) return {};
    return std::filesystem::path(folder);
}

/// A running `dongthac-server`; killed when this goes. Its standard output and errors can be read to their end.
class Program {
  public:
    Program(const std::filesystem::path& program, std::vector<std::string> words) {
        int out[2];
        int err[2];
        if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) std::abort();
        words.insert(words.begin(), program.string());
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(out[1], STDOUT_FILENO);
            ::dup2(err[1], STDERR_FILENO);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(out[1]);
        ::close(err[1]);
        out_ = out[0];
        err_ = err[0];
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            (void)wait();
        }
        ::close(out_);
        ::close(err_);
    }

    void signal(int number) const { ::kill(pid_, number); }

    /// Exit code, or minus the signal that ended it.
    int wait() {
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    /// One line of standard output without its end; blocks until it is there or the program has ended.
    [[nodiscard]] std::string read_line() const {
        std::string line;
        char c = 0;
        while (::read(out_, &c, 1) == 1 && c != '\n') line += c;
        return line;
    }
    [[nodiscard]] std::string read_out() const { return read_all(out_); }
    [[nodiscard]] std::string read_err() const { return read_all(err_); }

  private:
    static std::string read_all(int descriptor) {
        std::string all;
        char buffer[4096];
        for (auto got = ::read(descriptor, buffer, sizeof buffer); got > 0;
             got = ::read(descriptor, buffer, sizeof buffer))
            all.append(buffer, static_cast<std::size_t>(got));
        return all;
    }
    pid_t pid_ = -1;
    int out_ = -1;
    int err_ = -1;
};

struct Finished {
    int code = 0;
    std::string out;
    std::string err;
};

inline Finished run_program(const std::filesystem::path& program, std::vector<std::string> words) {
    Program running(program, std::move(words));
    Finished finished;
    finished.out = running.read_out();
    finished.err = running.read_err();
    finished.code = running.wait();
    return finished;
}

} // namespace dongthac::tests

#endif
