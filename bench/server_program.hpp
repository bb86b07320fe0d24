#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dongthac::bench {

/// An office as `dongthac-server init --orgs` takes it.
struct Office {
    std::string id;
    std::string kind;
    std::string parent; ///< "" for the top
};

/// The real server program in a process of its own, on a free port of loopback. Throws std::runtime_error.
class ServerProgram {
  public:
    /// `program` is dongthac-server; makes its data folder.
    ServerProgram(std::filesystem::path program, std::filesystem::path folder, const std::vector<Office>& offices);
    ServerProgram(const ServerProgram&) = delete;
    ServerProgram& operator=(const ServerProgram&) = delete;
    ~ServerProgram();

    /// Starts it, on the port of last time when there was one; returns when it accepts connections.
    void start();
    /// SIGKILL: what it acknowledged must be on its disk.
    void kill();
    /// A one-time code for a PC of `org`.
    [[nodiscard]] std::string invite(const std::string& org, const std::vector<std::string>& roles) const;

    [[nodiscard]] int process() const { return process_; }
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const std::filesystem::path& data() const { return data_; }

  private:
    [[nodiscard]] std::string run(std::vector<std::string> words) const;
    std::filesystem::path program_;
    std::filesystem::path folder_;
    std::filesystem::path data_;
    std::string url_;
    std::string listen_ = "127.0.0.1:0";
    int process_ = 0;
};

} // namespace dongthac::bench
