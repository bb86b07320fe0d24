#pragma once

#include <string>
#include <vector>

#include "shared/change/text_merge.hpp"
#include "shared/office/past.hpp"

namespace dongthac::office {

/// The text events of one sequence of words, every token under a name of its own ("event:place"), so that each word
/// that is read can be followed to the change that put it there.
class NamedSequence {
  public:
    NamedSequence(const Past& past, const base::NodeId& owner);
    NamedSequence(const NamedSequence&) = delete;
    NamedSequence& operator=(const NamedSequence&) = delete;

    using Names = std::vector<std::string>;
    /// What is read now, by name.
    [[nodiscard]] Names now() const;
    /// What the author of event `event` had before him, and after it.
    [[nodiscard]] Names before(std::size_t event) const;
    [[nodiscard]] Names after(std::size_t event) const;
    /// Events made by these changes (indexes into past.changes()), ascending.
    [[nodiscard]] std::vector<std::size_t> events_of(const std::vector<std::size_t>& changes) const;
    /// Events that neither saw `event` nor were seen by it.
    [[nodiscard]] std::vector<std::size_t> beside(std::size_t event) const;
    [[nodiscard]] const std::string& token(const std::string& name) const { return tokens_.at(name); }
    /// Index of an event's change in past.changes().
    [[nodiscard]] std::size_t change_of(std::size_t event) const { return list_[event].change; }
    [[nodiscard]] static bool made_by(const std::string& name, std::size_t event);

  private:
    struct Event {
        std::size_t change = 0;
        std::vector<text::TokenHunk> hunks; ///< with names in place of tokens
    };
    void add(std::size_t change, const std::vector<text::TokenHunk>& hunks);
    [[nodiscard]] std::vector<std::uint32_t> parents_of(std::size_t event) const;

    const Past& past_;
    std::vector<Event> list_;
    std::vector<change::TextEvent> events_; ///< borrows the hunks of list_
    std::unordered_map<std::string, std::string> tokens_;
};

} // namespace dongthac::office
