#pragma once

#include "tests/simulation/history.hpp"

namespace dongthac::simulation {

/// The way from one PC to its server during one round, with everything that may happen on it.
class Cable final : public sync::Transport {
  public:
    Cable(History& history, Machine& machine) : history_(history), machine_(machine) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override;

    /// Something went wrong in this round, so it may fail.
    [[nodiscard]] bool met_fault() const { return met_fault_; }
    /// An answer came in half: the round must fail.
    [[nodiscard]] bool cut_answer() const { return cut_answer_; }

  private:
    [[nodiscard]] std::unexpected<base::Error> lost();
    [[nodiscard]] std::optional<sync::Reply> deliver(std::size_t server, const std::string& path, base::ByteSpan body);
    void somebody_types();

    History& history_;
    Machine& machine_;
    bool met_fault_ = false;
    bool cut_answer_ = false;
};

} // namespace dongthac::simulation
