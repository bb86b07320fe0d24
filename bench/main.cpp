// dongthac-bench: the workloads of bench/README.md, the real client library against the real server program.

#include <charconv>
#include <iostream>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/workloads.hpp"
#include "shared/base/assets.hpp"

namespace dongthac::bench {

namespace {

constexpr const char* kUsage =
    "usage: dongthac-bench W1|W2|W3|W123|W4|W5|W6|work|document|herd|verify [--n N] [--edits FILE.tsv] [--rounds N] [--clients N]\n"
    "                      [--idle N] [--polls N]\n"
    "                      [--trace automerge-paper.json.gz] [--server dongthac-server] [--json]\n";

std::size_t number(const std::string& text) {
    std::size_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) throw std::invalid_argument(text);
    return value;
}

Options parse(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--json") {
            options.json = true;
            continue;
        }
        if (!word.starts_with("--")) {
            options.workload = word;
            continue;
        }
        if (++i == words.size()) throw std::invalid_argument(word);
        if (word == "--n")
            options.count = number(words[i]);
        else if (word == "--edits")
            options.edits = words[i];
        else if (word == "--rounds")
            options.rounds = number(words[i]);
        else if (word == "--clients")
            options.clients = number(words[i]);
        else if (word == "--idle")
            options.idle = number(words[i]);
        else if (word == "--polls")
            options.polls = number(words[i]);
        else if (word == "--trace")
            options.trace = words[i];
        else if (word == "--server")
            options.server = words[i];
        else
            throw std::invalid_argument(word);
    }
    return options;
}

/// Beside this program, or in the folder above it, where the build puts the product's own programs.
std::filesystem::path find_server() {
    const auto folder = base::program_folder();
    if (!folder) return "dongthac-server";
    const std::filesystem::path beside = *folder / "dongthac-server";
    return std::filesystem::exists(beside) ? beside : folder->parent_path() / "dongthac-server";
}

void run(const Options& options) {
    const std::string& workload = options.workload;
    if (workload == "W1" || workload == "W2" || workload == "W3")
        run_sync(options, {workload});
    else if (workload == "W123")
        run_sync(options, {"W1", "W2", "W3"});
    else if (workload == "W4")
        run_fan_in(options);
    else if (workload == "herd")
        run_herd(options);
    else if (workload == "verify")
        run_verification(options);
    else if (workload == "W5")
        run_texts(options);
    else if (workload == "document")
        run_documents(options);
    else if (workload == "work")
        run_work(options);
    else if (workload == "W6")
        run_local(options);
    else
        throw std::invalid_argument(workload);
}

} // namespace

void emit(const Options& options, const nlohmann::ordered_json& line) {
    if (options.json) {
        std::cout << line.dump() << std::endl;
        return;
    }
    std::cout << line.value("workload", "") << "\n";
    for (const auto& [key, value] : line.items())
        if (key != "workload" && key != "peer") std::cout << "  " << key << ": " << value.dump() << "\n";
}

} // namespace dongthac::bench

int main(int count, char** arguments) {
    using namespace dongthac::bench;
    Options options;
    try {
        options = parse({arguments + 1, arguments + count});
        if (options.server.empty()) options.server = find_server();
        run(options);
        return 0;
    } catch (const std::invalid_argument& problem) {
        std::cerr << "error: " << problem.what() << "\n" << kUsage;
        return 2;
    } catch (const std::exception& problem) {
        std::cerr << "error: " << options.workload << ": " << problem.what() << "\n";
        return 1;
    }
}
