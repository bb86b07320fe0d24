#include "tests/power/disk.hpp"

#include <algorithm>

#include "tests/power/vfs.hpp"

namespace dongthac::power {

Disk& Disk::instance() {
    static Disk disk;
    return disk;
}

Disk::Disk() { put_below_sqlite(*this); }

void Disk::load(const Files& files) {
    names_.clear();
    writes_until_full.reset();
    for (const auto& [path, content] : files) {
        const auto inode = std::make_shared<Inode>();
        inode->number = ++last_inode_;
        inode->content = content;
        names_[path] = inode;
    }
}

Files Disk::files() const {
    Files files;
    for (const auto& [path, inode] : names_) files[path] = inode->content;
    return files;
}

std::shared_ptr<Inode> Disk::find(const std::string& path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

std::shared_ptr<Inode> Disk::create(const std::string& path) {
    const auto inode = std::make_shared<Inode>();
    inode->number = ++last_inode_;
    names_[path] = inode;
    note({Op::Kind::create, inode->number, 0, {}, path, {}});
    return inode;
}

bool Disk::remove(const std::string& path) {
    const auto found = names_.find(path);
    if (found == names_.end()) return false;
    note({Op::Kind::remove, found->second->number, 0, {}, path, {}});
    names_.erase(found);
    return true;
}

bool Disk::rename(const std::string& from, const std::string& to) {
    const auto found = names_.find(from);
    if (found == names_.end()) return false;
    const auto inode = found->second;
    names_.erase(found);
    names_[to] = inode;
    note({Op::Kind::rename, inode->number, 0, {}, from, to});
    return true;
}

void Disk::sync_folder(const std::string& folder) { note({Op::Kind::sync_folder, 0, 0, {}, folder, {}}); }

bool Disk::write(Inode& inode, const std::string& path, std::string data, std::uint64_t offset) {
    if (writes_until_full && *writes_until_full == 0) return false;
    if (writes_until_full) --*writes_until_full;
    ++writes;
    const auto at = static_cast<std::size_t>(offset);
    if (inode.content.size() < at + data.size()) inode.content.resize(at + data.size());
    std::ranges::copy(data, inode.content.begin() + static_cast<std::ptrdiff_t>(at));
    if (tape_ != nullptr) note({Op::Kind::write, inode.number, offset, std::move(data), path, {}});
    return true;
}

void Disk::truncate(Inode& inode, const std::string& path, std::uint64_t size) {
    inode.content.resize(static_cast<std::size_t>(size));
    note({Op::Kind::truncate, inode.number, size, {}, path, {}});
}

void Disk::sync(Inode& inode, const std::string& path) { note({Op::Kind::sync, inode.number, 0, {}, path, {}}); }

} // namespace dongthac::power
