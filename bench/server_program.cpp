#include "bench/server_program.hpp"

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

namespace dongthac::bench {

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

int spawn(const std::vector<std::string>& words, const std::filesystem::path& out, const std::filesystem::path& err) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const int process = ::fork();
    if (process != 0) return process;
    ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

} // namespace

ServerProgram::ServerProgram(std::filesystem::path program, std::filesystem::path folder,
                             const std::vector<Office>& offices)
    : program_(std::move(program)), folder_(std::move(folder)), data_(folder_ / "data") {
    std::filesystem::create_directories(folder_);
    nlohmann::json list = nlohmann::json::array();
    for (const Office& office : offices) {
        nlohmann::json entry = {{"id", office.id},
                                {"name", "Đơn vị " + office.id},
                                {"kind", office.kind},
                                {"symbol", "ĐV"},
                                {"place", "Hà Nội"}};
        if (!office.parent.empty()) entry["parent"] = office.parent;
        list.push_back(std::move(entry));
    }
    std::ofstream(folder_ / "orgs.json") << list.dump();
    (void)run({"init", "--orgs", (folder_ / "orgs.json").string()});
}

ServerProgram::~ServerProgram() { kill(); }

std::string ServerProgram::run(std::vector<std::string> words) const {
    words.insert(words.begin(), program_.string());
    words.insert(words.end(), {"--data", data_.string()});
    const int process = spawn(words, folder_ / "admin.out", folder_ / "admin.err");
    int status = 0;
    ::waitpid(process, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error("dongthac-server " + words[1] + ": " + content_of(folder_ / "admin.err"));
    return content_of(folder_ / "admin.out");
}

void ServerProgram::start() {
    const std::filesystem::path said = folder_ / "serve.out";
    std::filesystem::remove(said);
    process_ = spawn({program_.string(), "serve", "--data", data_.string(), "--listen", listen_, "--log",
                      (folder_ / "requests.log").string()},
                     said, folder_ / "serve.err");
    constexpr int kTries = 3'000;
    for (int i = 0; i < kTries; ++i) {
        const std::string text = content_of(said);
        const std::size_t at = text.find("http://");
        if (at != std::string::npos && text.find('\n', at) != std::string::npos) {
            url_ = text.substr(at, text.find('\n', at) - at);
            listen_ = url_.substr(7);
            return;
        }
        int status = 0;
        if (::waitpid(process_, &status, WNOHANG) == process_) {
            process_ = 0;
            break;
        }
        ::usleep(5'000); // another process comes up: there is no event to wait for
    }
    throw std::runtime_error("the server did not come up: " + content_of(folder_ / "serve.err"));
}

void ServerProgram::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
}

std::string ServerProgram::invite(const std::string& org, const std::vector<std::string>& roles) const {
    std::vector<std::string> words = {"invite", org, "--json"};
    for (const std::string& role : roles) words.insert(words.end(), {"--role", role});
    return nlohmann::json::parse(run(std::move(words))).value("code", "");
}

} // namespace dongthac::bench
