#pragma once

#include <string>
#include <vector>

#include "shared/change/build.hpp"

namespace dongthac::bench {

/// Types single characters into one text the way a person does, and writes down what the product would: one change for
/// a burst. A burst ends when the cursor jumps, at a new line, and at flush(). In memory, without a store.
class Typist {
  public:
    /// Goes on from `changes`, which make `document`.
    Typist(change::Document document, std::vector<change::Change> changes, const base::NodeId& node,
           const base::ReplicaId& replica, std::uint64_t counter);

    /// At character `position`, `removed` characters go and `inserted` come.
    void type(std::size_t position, std::size_t removed, const std::u32string& inserted);
    /// Ends the burst.
    void flush();

    [[nodiscard]] const change::Document& document() const { return document_; }
    [[nodiscard]] const std::vector<change::Change>& changes() const { return changes_; }
    [[nodiscard]] std::size_t bursts() const { return bursts_; }

  private:
    void open(std::size_t position, std::size_t removed);
    void write(std::vector<text::TokenHunk> hunks);

    change::Document document_;
    std::vector<change::Change> changes_;
    base::NodeId node_;
    base::ChangeId last_;
    std::vector<std::uint32_t> sizes_; ///< characters of each token
    // The window a burst works in: some tokens, as characters.
    bool is_open_ = false;
    std::size_t first_token_ = 0;
    std::size_t token_count_ = 0;
    std::size_t begin_ = 0; ///< character the window begins at
    std::u32string window_;
    std::size_t cursor_ = 0;
    std::size_t bursts_ = 0;
};

std::u32string characters_of(const std::string& utf8);
std::string utf8_of(const std::u32string& characters);

} // namespace dongthac::bench
