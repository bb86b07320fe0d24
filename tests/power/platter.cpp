#include "tests/power/platter.hpp"

#include <algorithm>

namespace dongthac::power {

namespace {

constexpr std::size_t kSector = 512;

bool keeps(base::Random& random) { return random.below(2) == 0; }

} // namespace

void Platter::play(const Op& op) {
    switch (op.kind) {
    case Op::Kind::write:
    case Op::Kind::truncate: contents_[op.inode].waiting.push_back(op); return;
    case Op::Kind::sync: {
        if (honesty_ == Honesty::lying) return;
        Content& content = contents_[op.inode];
        for (const Op& waiting : content.waiting) apply(content.durable, waiting, 0, waiting.data.size());
        content.waiting.clear();
        return;
    }
    case Op::Kind::create:
    case Op::Kind::remove:
    case Op::Kind::rename: waiting_names_.push_back(op); return;
    case Op::Kind::sync_folder:
        if (honesty_ == Honesty::lying) return;
        std::erase_if(waiting_names_, [&](const Op& waiting) {
            if (waiting.path.substr(0, waiting.path.rfind('/')) != op.path) return false;
            apply(names_, waiting);
            return true;
        });
        return;
    case Op::Kind::commit:
    case Op::Kind::told: return;
    }
}

void Platter::apply(std::string& content, const Op& op, std::size_t from, std::size_t to) {
    if (op.kind == Op::Kind::truncate) {
        content.resize(static_cast<std::size_t>(op.offset));
        return;
    }
    if (from >= to) return;
    const std::size_t begin = static_cast<std::size_t>(op.offset) + from;
    if (content.size() < begin + (to - from)) content.resize(begin + (to - from));
    content.replace(begin, to - from, op.data, from, to - from);
}

void Platter::apply(Names& names, const Op& op) {
    if (op.kind != Op::Kind::create) names.erase(op.path);
    if (op.kind == Op::Kind::create) names[op.path] = op.inode;
    if (op.kind == Op::Kind::rename) names[op.to] = op.inode; // never under no name at all
}

std::string Platter::content_after(const Content& content, Left left, base::Random& random) {
    std::string bytes = content.durable;
    std::vector<const Op*> waiting;
    for (const Op& op : content.waiting) waiting.push_back(&op);
    switch (left) {
    case Left::nothing: break;
    case Left::all:
        for (const Op* op : waiting) apply(bytes, *op, 0, op->data.size());
        break;
    case Left::sectors:
        for (const Op* op : waiting) {
            if (op->kind == Op::Kind::truncate && keeps(random)) apply(bytes, *op, 0, 0);
            for (std::size_t at = 0; at < op->data.size();) {
                // Sectors lie where the file says, not where the write began.
                const std::size_t end = std::min(op->data.size(), at + kSector - (op->offset + at) % kSector);
                if (keeps(random)) apply(bytes, *op, at, end);
                at = end;
            }
        }
        break;
    case Left::torn: {
        const auto whole = static_cast<std::size_t>(random.below(waiting.size() + 1));
        for (std::size_t i = 0; i < whole; ++i) apply(bytes, *waiting[i], 0, waiting[i]->data.size());
        if (whole < waiting.size() && waiting[whole]->kind == Op::Kind::write) {
            const std::size_t sectors = waiting[whole]->data.size() / kSector;
            apply(bytes, *waiting[whole], 0, static_cast<std::size_t>(random.below(sectors + 1)) * kSector);
        }
        break;
    }
    case Left::reordered:
        for (std::size_t i = waiting.size(); i > 1; --i) std::swap(waiting[i - 1], waiting[random.below(i)]);
        for (const Op* op : waiting)
            if (keeps(random)) apply(bytes, *op, 0, op->data.size());
        break;
    }
    return bytes;
}

Platter::Names Platter::names_after(Left left, base::Random& random) const {
    Names names = names_;
    const auto in_order = static_cast<std::size_t>(random.below(waiting_names_.size() + 1));
    for (std::size_t i = 0; i < waiting_names_.size(); ++i) {
        const bool kept = left == Left::all || (left == Left::torn && i < in_order) ||
                          ((left == Left::sectors || left == Left::reordered) && keeps(random));
        if (kept) apply(names, waiting_names_[i]);
    }
    return names;
}

Files Platter::after_cut(Left left, base::Random& random) const {
    Files files;
    for (const auto& [path, inode] : names_after(left, random)) {
        const auto content = contents_.find(inode);
        files[path] = content == contents_.end() ? std::string() : content_after(content->second, left, random);
    }
    return files;
}

} // namespace dongthac::power
