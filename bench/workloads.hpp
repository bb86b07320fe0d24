#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace dongthac::bench {

/// What the command line asks for.
struct Options {
    std::string workload;
    std::size_t count = 10'000;
    std::optional<std::filesystem::path> edits; ///< else made here with the peers' seed
    std::filesystem::path server;               ///< dongthac-server
    std::optional<std::filesystem::path> trace; ///< automerge-paper.json.gz
    std::size_t rounds = 200;
    std::optional<std::size_t> clients; ///< W4: 200, herd: 3,000
    std::size_t idle = 0;               ///< connections held open during W4
    std::size_t polls = 20'000;         ///< behind the herd
    bool json = false;
};

/// Prints one measured line.
void emit(const Options& options, const nlohmann::ordered_json& line);

/// W1 push, SIGKILL, W2 pull by a fresh PC, W3 one edit at a time; prints those in `wanted`.
void run_sync(const Options& options, const std::set<std::string>& wanted);
/// W4: many offices push their drafts and read one issued plan, all at once.
void run_fan_in(const Options& options);
/// herd: enrolled PCs come back all at once, each over a connection of its own, push an act and take what is new; then
/// polls with nothing new over the connections that are kept.
void run_herd(const Options& options);
/// verify: what a receiver does before it believes a segment, on one thread: signature over the chain, decoding, hash.
void run_verification(const Options& options);
/// W5: texts, in memory as the peers' own W5.
void run_texts(const Options& options);
/// work: a year of records (--n) of so many schools (--clients, 60) taken in; then boards and sums are read.
void run_work(const Options& options);
/// document: a plan of twenty pages out to every form and in again; a thousand imports and what they leave in memory.
void run_documents(const Options& options);
/// W6: acts on one PC without a network.
void run_local(const Options& options);

} // namespace dongthac::bench
