#pragma once

// Included by the SQLite feed store only.

#include "shared/store/feed_store.hpp"
#include "shared/store/sqlite.hpp"

namespace dongthac::store {

/// FeedWriter over BEGIN IMMEDIATE.
class SqliteFeedWriter final : public FeedWriter {
  public:
    SqliteFeedWriter(Database& database, Transaction transaction)
        : database_(database), transaction_(std::move(transaction)) {}

    base::Result<std::uint64_t> append(const NewSegment& segment) override;
    [[nodiscard]] base::Result<void> check_follows(const NewSegment& segment);
    base::Result<void> bind_replica(const base::ReplicaId& replica, const base::DeviceId& device) override;
    base::Result<bool> quarantine(const QuarantinedSegment& segment) override;
    base::Result<std::optional<DocumentDecision>> decision(const base::DocumentId& document) override;
    base::Result<void> put_decision(const DocumentDecision& decision) override;
    base::Result<std::optional<NumberRow>> number(const model::OrgId& org, int year, std::uint32_t number) override;
    base::Result<std::vector<std::uint32_t>> reserved_numbers(const model::OrgId& org, int year,
                                                              const base::DeviceId& device) override;
    base::Result<std::uint32_t> last_number(const model::OrgId& org, int year) override;
    base::Result<void> put_number(const NumberRow& row) override;
    base::Result<void> add_invitation(const Invitation& invitation, std::int64_t made_ms) override;
    base::Result<std::optional<Invitation>> invitation(const base::Hash& code_hash) override;
    base::Result<std::optional<base::Hash>> invitation_key(const base::Hash& name) override;
    base::Result<void> use_invitation(const base::Hash& code_hash, const base::DeviceId& device,
                                      std::int64_t used_ms) override;
    base::Result<void> put_identity(const ServerIdentity& identity) override;
    base::Result<void> audit(const AuditEntry& entry) override;
    base::Result<void> put_office_state(const model::OrgId& org, const base::DeviceId& device, std::int64_t made_ms,
                                        base::ByteSpan bytes) override;
    base::Result<void> commit() override;

  private:
    Database& database_;
    Transaction transaction_;
};

/// Meta rows. An absent one is empty.
[[nodiscard]] base::Result<base::Bytes> read_meta(Database& database, std::string_view key);
[[nodiscard]] base::Result<void> write_meta(Database& database, std::string_view key, base::ByteSpan value);
/// A 32-byte column; zero when it has another size.
[[nodiscard]] base::Hash read_hash(const Statement& row, int column);

} // namespace dongthac::store
