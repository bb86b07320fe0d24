#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/directory.hpp"
#include "shared/model/document_state.hpp"
#include "shared/model/value.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::change {

using base::ChangeId;
using base::DocumentId;
using base::NodeId;
using base::ReplicaId;

// --- What a change may say. Every struct is plain data; shared/wire gives each its one serialize function. ---

/// A document begins. `merge_algo` is frozen with it (DESIGN §4).
struct CreateDocument {
    std::uint16_t record = 0; ///< model::RecordType::id
    model::OrgId org;         ///< the owning office
    DocumentId parent;        ///< the document it gives effect to; empty for none
    std::uint16_t merge_algo = 1;
    friend bool operator==(const CreateDocument&, const CreateDocument&) = default;
};

/// A paragraph begins, with the words it is born with.
struct CreateNode {
    NodeId node;
    NodeId parent; ///< the root node's id for the top level
    std::string order;
    std::string role;
    std::string label;
    std::vector<std::string> tokens;
    std::vector<std::string> covers;
    friend bool operator==(const CreateNode&, const CreateNode&) = default;
};

/// A register takes a value and names the ids it overwrites; those it does not name stay beside it.
struct SetField {
    NodeId node;
    model::FieldId field = 0;
    model::Value value;
    std::vector<ChangeId> overwrites;
    friend bool operator==(const SetField&, const SetField&) = default;
};

/// One burst of typing in one text. Positions count the tokens the author saw.
struct EditText {
    NodeId node;
    std::vector<text::TokenHunk> hunks;
    friend bool operator==(const EditText&, const EditText&) = default;
};

/// A node and all below it leave the page. An edit the author had not seen brings it back, flagged.
struct HideNode {
    NodeId node;
    friend bool operator==(const HideNode&, const HideNode&) = default;
};

struct ShowNode {
    NodeId node;
    friend bool operator==(const ShowNode&, const ShowNode&) = default;
};

/// A remark on a node or (root id) on the document; also what a decision that lost leaves behind.
struct Comment {
    NodeId node;
    std::string text;
    std::string author; ///< as printed: office and person
    friend bool operator==(const Comment&, const Comment&) = default;
};

/// A person has looked at what `node` was flagged for: every flag whose two changes the author had seen goes. What they
/// had not seen yet stays flagged.
struct Reviewed {
    NodeId node;
    friend bool operator==(const Reviewed&, const Reviewed&) = default;
};

/// A remark is dealt with, or open again.
struct SettleComment {
    ChangeId comment;
    bool settled = true;
    friend bool operator==(const SettleComment&, const SettleComment&) = default;
};

/// A person's signature over a decision (DESIGN §9): the PC signs every segment, a person what he or she answers for.
/// Over wire::decision_bytes().
struct PersonSeal {
    base::PublicKey key{};
    base::Signature signature{};
    friend bool operator==(const PersonSeal&, const PersonSeal&) = default;
};

/// A legal digital signature over the text of a revision, as another program made it (chữ ký số, NĐ 30/2020/NĐ-CP Phụ
/// lục I phần II mục 4): kept and passed on beside the revision's hash, judged by that other program.
struct SignatureFile {
    std::string name; ///< "ke-hoach.pdf.p7s", without folders
    base::Bytes bytes;
    friend bool operator==(const SignatureFile&, const SignatureFile&) = default;
};
inline constexpr std::size_t kMostSignatures = 4;
inline constexpr std::size_t kMostSignatureBytes = std::size_t{1} << 20; ///< of all together

/// Submitting, issuing, receiving, returning, accepting (DESIGN §5). Written only once the home server has accepted it,
/// by compare-and-set on the version, so transitions of one document stand in one line by `expects_version`. A reader
/// who may see only some of them (an issued plan's readers never see its approval) still sees those in order.
struct Transition {
    model::Action action = model::Action::submit;
    model::DocumentState to = model::DocumentState::draft; ///< the state it leads to
    std::uint32_t expects_version = 0;                     ///< the state version it was decided on
    model::OrgId org;                                      ///< who acted
    model::OrgId owner;                                    ///< whose document it is
    std::string person;                                    ///< who at that office, as typed; may be empty
    std::string note;
    base::Hash revision{};           ///< hash of the snapshot it makes or is about
    base::Bytes snapshot;            ///< canonical bytes of the revision; empty unless makes_revision(action)
    std::uint64_t draft_changes = 0; ///< how many draft changes the snapshot holds, to count edits made after it

    // Since schema 3; a transition that says none of it is written as before.
    std::uint32_t number = 0;         ///< assign_number: số văn bản, from 1 in each year; 0: none
    text::Date numbered_on{};         ///< assign_number: the day printed beside it
    DocumentId related;               ///< supersede, correct: the document that replaces it or corrects it
    std::optional<PersonSeal> seal{}; ///< the person who decided, by a key only his or her PIN opens
    std::vector<SignatureFile> signatures{};
    friend bool operator==(const Transition&, const Transition&) = default;
};

/// Directory records, written by the server alone in dir/ROOT.
struct PutOrganisation {
    model::Organisation organisation;
    friend bool operator==(const PutOrganisation&, const PutOrganisation&) = default;
};
struct PutRelation {
    model::OrgRelation relation;
    friend bool operator==(const PutRelation&, const PutRelation&) = default;
};
struct PutDevice {
    model::Device device;
    friend bool operator==(const PutDevice&, const PutDevice&) = default;
};
struct PutPerson {
    model::Person person;
    friend bool operator==(const PutPerson&, const PutPerson&) = default;
};
struct PutPolicy {
    model::OfficePolicy policy;
    friend bool operator==(const PutPolicy&, const PutPolicy&) = default;
};
struct PutSuccession {
    model::OrgSuccession succession;
    friend bool operator==(const PutSuccession&, const PutSuccession&) = default;
};
struct PutGrant {
    model::Grant grant;
    friend bool operator==(const PutGrant&, const PutGrant&) = default;
};

struct PutServerKey {
    model::KeySuccession succession;
    friend bool operator==(const PutServerKey&, const PutServerKey&) = default;
};

/// A kind or version this program does not know: kept and passed on byte for byte, never rewritten.
struct Unknown {
    base::Bytes bytes;
    friend bool operator==(const Unknown&, const Unknown&) = default;
};

using Payload = std::variant<CreateDocument, CreateNode, SetField, EditText, HideNode, ShowNode, Comment, Reviewed,
                             SettleComment, Transition, PutOrganisation, PutRelation, PutDevice, PutPerson, PutPolicy,
                             PutSuccession, PutGrant, PutServerKey, Unknown>;

/// Numbers on the wire; never reused.
enum class Kind : std::uint16_t {
    create_document = 1,
    create_node = 2,
    set_field = 3,
    edit_text = 4,
    hide_node = 5,
    show_node = 6,
    comment = 7,
    reviewed = 8,
    settle_comment = 9,
    transition = 10,
    put_organisation = 20,
    put_relation = 21,
    put_device = 22,
    put_person = 23,
    put_policy = 24,
    put_succession = 25,
    put_grant = 26,
    put_server_key = 27,
};

/// The highest schema this program understands. A change states the lowest that describes it: 3 for what an
/// office decides beyond the first actions, or a person signed; 2 when it splits or joins paragraphs (a break among its
/// words), 1 otherwise.
inline constexpr std::uint16_t kSchema = 3;

/// The only thing that is ever written. Immutable once made.
struct Change {
    ChangeId id;
    std::uint16_t schema = 1;
    std::uint16_t min_reader = 1;     ///< oldest program schema that may interpret it
    std::uint16_t kind = 0;           ///< Kind, or a number this program does not know
    DocumentId document;              ///< all zero for directory records
    std::uint64_t lamport = 0;        ///< one more than the highest among its parents; drafts: counted, not believed
    std::int64_t wall_ms = 0;         ///< annotation only
    base::Bytes time_token;           ///< the server's last signed time its author had seen; may be empty
    std::vector<ChangeId> parents;    ///< heads of the draft lane as its author saw them, sorted; none on transitions
    std::optional<ChangeId> alias_of; ///< the id it had before its database was found to be a copy (DESIGN §4)
    Payload payload;
    friend bool operator==(const Change&, const Change&) = default;
};

/// The kind number of a payload this program made.
[[nodiscard]] Kind kind_of(const Payload& payload);

/// True when a transition says what programs before schema 3 cannot read.
[[nodiscard]] bool is_of_schema_3(const Transition& transition);

/// The schema that describes a payload, which is also the oldest that may interpret it.
[[nodiscard]] std::uint16_t schema_of(const Payload& payload);

/// A document has two lanes: drafts, a causal graph seen inside the office, and transitions, one line by state version
/// seen between offices. No parent crosses lanes, so a reader of one feed is never missing one (DESIGN §6).
enum class Lane { draft, office };
[[nodiscard]] Lane lane_of(const Change& change);

/// The order ties are broken by: (lamport, replica, counter). Parents always come first in it.
[[nodiscard]] bool canonical_less(const Change& a, const Change& b);

} // namespace dongthac::change
