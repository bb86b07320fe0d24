#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/change/change.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::simulation {

/// What somebody wrote, under a word that occurs nowhere else in the history.
enum class FactKind { token, value, comment, note, unknown };

struct Fact {
    FactKind kind = FactKind::token;
    std::string word;
    base::DocumentId document;
    model::OrgId org;        ///< of the PC it was written on
    std::size_t machine = 0; ///< of the history
    std::size_t step = 0;
    bool acknowledged = true; ///< false: the PC died before it answered, so both outcomes are right
};

/// Remembers who wrote what and who took out what they had seen. Knows nothing of how the product merges: it looks only
/// at what a person at a PC saw before an act and meant to leave behind.
class Oracle {
  public:
    /// A word nobody has written yet; one syllable for the tokeniser.
    [[nodiscard]] std::string new_word() { return "từ" + std::to_string(++words_); }

    void wrote(Fact fact) { facts_.push_back(std::move(fact)); }
    /// Somebody who saw `word` took it out. `acknowledged` as in Fact.
    void removed(const std::string& word, bool acknowledged) {
        removed_.insert(word);
        if (acknowledged) surely_removed_.insert(word);
    }
    /// Somebody who saw `word` beside others and chose it: it may stand although another let it go at the same time.
    void chose(const std::string& word) { chosen_.insert(word); }
    /// Somebody who saw `word` hid the paragraph it stands in.
    void hid(const std::string& word) { hidden_.insert(word); }

    [[nodiscard]] std::span<const Fact> facts() const { return facts_; }
    [[nodiscard]] bool may_be_gone(const std::string& word) const { return removed_.contains(word); }
    [[nodiscard]] bool must_be_gone(const std::string& word) const {
        return surely_removed_.contains(word) && !chosen_.contains(word);
    }
    [[nodiscard]] bool may_be_hidden(const std::string& word) const { return hidden_.contains(word); }

    /// The disk of `machine` fell back to what it held at `step`: what it wrote since and no other disk holds
    /// (`surviving`) is gone for good, and no program can help it.
    void fell_back(std::size_t machine, std::size_t step, const std::set<std::string>& surviving);

  private:
    std::uint64_t words_ = 0;
    std::vector<Fact> facts_;
    std::set<std::string> removed_;
    std::set<std::string> surely_removed_;
    std::set<std::string> chosen_;
    std::set<std::string> hidden_;
};

/// The words of an oracle that occur in `text`.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

/// Adds every word of an oracle that a change speaks of.
void add_words(std::span<const change::Change> changes, std::set<std::string>& words);

} // namespace dongthac::simulation
