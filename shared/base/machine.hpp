#pragma once

#include <filesystem>
#include <string>

namespace dongthac::base {

/// What tells this PC and this file from copies of them. Passed in, so that a test can be another PC.
class Machine {
  public:
    virtual ~Machine() = default;
    /// Names the installed system: /etc/machine-id, on Windows the MachineGuid. Empty when there is none to read.
    /// The same after a restart and after the folder was moved; a cloned disk image has the same one.
    [[nodiscard]] virtual std::string system_id() const = 0;
    /// Names one file on one volume: device and inode, on Windows volume serial and file index. A copy of the file has
    /// another, a renamed or moved one (on the same volume) the same. Empty when the file cannot be opened.
    [[nodiscard]] virtual std::string file_id(const std::filesystem::path& file) const = 0;
};

/// The machine this program runs on. Any thread.
class ThisMachine final : public Machine {
  public:
    [[nodiscard]] std::string system_id() const override;
    [[nodiscard]] std::string file_id(const std::filesystem::path& file) const override;
};

} // namespace dongthac::base
