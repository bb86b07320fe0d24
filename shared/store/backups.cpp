#include "shared/store/backups.hpp"

#include <algorithm>
#include <vector>

namespace dongthac::store {

namespace {

std::vector<std::filesystem::path> newest_first(const std::filesystem::path& data_folder) {
    std::vector<std::filesystem::path> copies;
    std::error_code problem;
    for (std::filesystem::directory_iterator at(backup_folder(data_folder), problem), end; !problem && at != end;
         at.increment(problem))
        if (at->path().extension() == ".db") copies.push_back(at->path());
    std::ranges::sort(copies, std::ranges::greater{}); // names are dates
    return copies;
}

} // namespace

std::filesystem::path backup_folder(const std::filesystem::path& data_folder) { return data_folder / "backups"; }

std::filesystem::path newest_backup(const std::filesystem::path& data_folder) {
    const auto copies = newest_first(data_folder);
    return copies.empty() ? std::filesystem::path() : copies.front();
}

void prune_backups(const std::filesystem::path& data_folder, std::size_t keep) {
    const auto copies = newest_first(data_folder);
    for (std::size_t i = keep; i < copies.size(); ++i) {
        std::error_code ignored;
        std::filesystem::remove(copies[i], ignored);
    }
}

} // namespace dongthac::store
