#pragma once

namespace dongthac::store {

/// Name of a SQLite VFS like the default one, except that what a transaction appends to the write-ahead log goes to the
/// disk as one write instead of two for each page: the writes themselves are a third of what a small act costs. Nothing
/// is held back beyond the commit, so durability and errors are those of the VFS below, which is the default one of the
/// moment this is first called. nullptr, which also names the default VFS, when SQLite has no memory left. Any thread.
[[nodiscard]] const char* gathering_vfs();

} // namespace dongthac::store
