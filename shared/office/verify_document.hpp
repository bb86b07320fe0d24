#pragma once

#include <optional>
#include <vector>

#include "shared/office/history.hpp"
#include "shared/office/receipts.hpp"

// What the signatures about a document prove, and what they do not (DESIGN §5, §9).

namespace dongthac::office {

enum class Proof {
    proven,
    broken,  ///< it is there and is false
    missing, ///< it is not there: nothing is said
};

/// One step of the document with its proofs, each looked at again from the bytes as they were received.
struct VerifiedStep {
    change::ChangeId id;
    std::uint32_t no = 0; ///< of the revision it makes or is about
    model::Action action = model::Action::submit;
    model::OrgId org;
    std::string person; ///< as written; what proves it is `sealed`
    base::Hash revision{};
    Proof content = Proof::missing; ///< the text is the one whose hash was signed
    Proof device = Proof::missing;  ///< the PC signed it, next in its chain
    std::string device_name;
    Proof sealed = Proof::missing; ///< the person signed it with his or her own key
    std::string signer;            ///< name and position as the directory has them; "" unless `sealed` is proven
    std::vector<change::SignatureFile> signatures; ///< what was attached; another program has to judge it
    Proof received = Proof::missing;               ///< the server's receipt
    Interval made;                                 ///< between which of the server's times it was made
};

struct VerifiedDocument {
    std::vector<VerifiedStep> steps; ///< in their order
    /// Nothing is broken. What is missing is not broken.
    [[nodiscard]] bool ok() const;
};

/// Errors: unknown_document, history_loading while older segments are missing.
[[nodiscard]] base::Result<VerifiedDocument> verify_document(Workspace& office, const base::DocumentId& document);

} // namespace dongthac::office
