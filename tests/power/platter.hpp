#pragma once

#include "shared/base/random.hpp"
#include "tests/power/disk.hpp"

namespace dongthac::power {

/// What the power cut leaves of what was not synced yet.
enum class Left {
    nothing,  ///< only what was synced, under names that were synced
    all,      ///< the disk was faster than it had promised
    sectors,  ///< any 512-byte sectors of it, any names
    torn,     ///< in order up to a write that was cut in the middle of a sector run
    reordered ///< any whole writes, in any order
};

/// A sync that the disk only says it did: what a check that works must notice.
enum class Honesty { honest, lying };

/// Plays a tape op by op and knows what of it is on the disk for good.
class Platter {
  public:
    explicit Platter(Honesty honesty = Honesty::honest) : honesty_(honesty) {}

    void play(const Op& op);
    /// The disk after a power cut now. Same random, same image.
    [[nodiscard]] Files after_cut(Left left, base::Random& random) const;

  private:
    struct Content {
        std::string durable;
        std::vector<Op> waiting; ///< writes and truncates since the last sync
    };
    using Names = std::map<std::string, int>;

    static void apply(std::string& content, const Op& op, std::size_t from, std::size_t to);
    static void apply(Names& names, const Op& op);
    [[nodiscard]] static std::string content_after(const Content& content, Left left, base::Random& random);
    [[nodiscard]] Names names_after(Left left, base::Random& random) const;

    Honesty honesty_;
    std::map<int, Content> contents_;
    Names names_;
    std::vector<Op> waiting_names_; ///< creates, removes and renames since the last sync of the folder
};

} // namespace dongthac::power
