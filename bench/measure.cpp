#include "bench/measure.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::atomic<std::uint64_t> g_sent{0};
std::atomic<std::uint64_t> g_received{0};
std::atomic<std::uint64_t> g_flushes{0};

} // namespace

// The linker takes these before the C library's: everything linked into this program is counted, at no cost worth
// naming, and no proxy stands in the way of what is measured.
extern "C" {

ssize_t send(int socket, const void* data, size_t size, int flags) {
    const auto done = ::syscall(SYS_sendto, socket, data, size, flags, nullptr, 0);
    if (done > 0) g_sent += static_cast<std::uint64_t>(done);
    return done;
}

ssize_t recv(int socket, void* data, size_t size, int flags) {
    const auto done = ::syscall(SYS_recvfrom, socket, data, size, flags, nullptr, nullptr);
    if (done > 0 && (flags & MSG_PEEK) == 0) g_received += static_cast<std::uint64_t>(done);
    return done;
}

int fsync(int file) {
    ++g_flushes;
    return static_cast<int>(::syscall(SYS_fsync, file));
}

int fdatasync(int file) {
    ++g_flushes;
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

} // extern "C"

namespace dongthac::bench {

Counters counters() { return {g_sent.load(), g_received.load(), g_flushes.load()}; }

ProcessUse use_of(int process) {
    const std::string folder = "/proc/" + std::to_string(process);
    ProcessUse use;
    std::ifstream stat(folder + "/stat");
    std::string line;
    std::getline(stat, line);
    if (const std::size_t end = line.rfind(')'); end != std::string::npos) {
        std::istringstream rest(line.substr(end + 2));
        std::vector<std::string> fields;
        for (std::string field; rest >> field;) fields.push_back(field);
        // utime and stime, fields 14 and 15 of proc(5).
        if (fields.size() > 12)
            use.cpu_seconds =
                (std::stod(fields[11]) + std::stod(fields[12])) / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    std::ifstream status(folder + "/status");
    while (std::getline(status, line))
        if (line.starts_with("VmHWM:")) use.peak_mb = std::strtol(line.c_str() + 6, nullptr, 10) / 1024;
    return use;
}

ProcessUse own_use() { return use_of(::getpid()); }

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double quantile(std::vector<double> values, double p) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(p * static_cast<double>(values.size()));
    return values[std::min(values.size() - 1, at)];
}

double rounded(double value, int digits) {
    const double scale = std::pow(10.0, digits);
    return std::round(value * scale) / scale;
}

std::uint64_t folder_bytes(const std::filesystem::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ignored))
        if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
    return bytes;
}

Scratch::Scratch() {
    const char* chosen = std::getenv("BENCH_TMP");
    const std::filesystem::path above = chosen != nullptr ? chosen : std::filesystem::temp_directory_path();
    std::string name = (above / "dongthac-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

Scratch::~Scratch() {
    if (std::getenv("BENCH_KEEP") != nullptr) return;
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace dongthac::bench
