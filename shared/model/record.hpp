#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/model/value.hpp"

namespace dongthac::model {

/// Which nodes of a document carry a field.
enum class Place { document, node };

/// What a record must say before it leaves its office.
enum class Need { optional, before_sending };
/// Where people see a field: in the form, in lists, too, or nowhere, because only the program asks for it.
enum class Shown { form, list, never };

/// One field of a record type, declared as data (DESIGN §3). Ids are never reused or renumbered.
struct FieldType {
    FieldId id = 0;
    std::string_view name; ///< stable, English; label key is "field.<name>", of a choice "choice.<name>.<choice>"
    ValueType type = ValueType::string;
    Place place = Place::document;
    std::vector<std::string_view> choices{}; ///< for ValueType::choice, in the order people go through them
    Need need = Need::optional;
    Shown shown = Shown::form;
};

/// Field ids the engine itself reads. All others are only data.
namespace field {
inline constexpr FieldId kParent = 1;    ///< node: the node above, as id text; empty under the root
inline constexpr FieldId kOrder = 2;     ///< node: fractional key among its siblings
inline constexpr FieldId kRole = 3;      ///< node: ItemRole name
inline constexpr FieldId kLabel = 4;     ///< node: number as printed
inline constexpr FieldId kText = 5;      ///< node: the words
inline constexpr FieldId kCovers = 6;    ///< node: ids of the parent document's nodes it gives effect to
inline constexpr FieldId kCoverage = 7;  ///< node: full, partial or not_applicable towards kCovers
inline constexpr FieldId kContinues = 8; ///< node: id text of the paragraph at whose end its words are read; or empty
inline constexpr FieldId kSubject = 20;
inline constexpr FieldId kNumber = 21;
inline constexpr FieldId kSymbol = 22;
inline constexpr FieldId kPlace = 23;
inline constexpr FieldId kIssuedOn = 24;
inline constexpr FieldId kDocType = 25;
inline constexpr FieldId kSuperiorBody = 26;
inline constexpr FieldId kIssuingBody = 27;
inline constexpr FieldId kSignerTitles = 28;
inline constexpr FieldId kSignerName = 29;
inline constexpr FieldId kYear = 30;
inline constexpr FieldId kReplaces = 31;
inline constexpr FieldId kSource = 32;
inline constexpr FieldId kUnplaced = 33;
} // namespace field

/// What a kind of record is for: which screen lists it.
enum class Family {
    document, ///< plans and reports, on paper in the end
    duty,     ///< what is asked for: schedules, forms, requests, waivers
    work,     ///< what was done and what happened
};

/// One kind of document. `root_fields` of a new one, its screens, export and CLI all come from this declaration.
struct RecordType {
    std::uint16_t id = 0;
    std::string_view name; ///< "plan", "report"; label key is "kind.<name>"
    std::vector<FieldType> fields;
    Flow flow = Flow::administrative;
    Family family = Family::document;
    FieldId day = 0; ///< the date that says for which period the record counts; 0: it counts for none

    /// The field called `name` at `place`; nullptr when there is none. Borrowed from the registry.
    [[nodiscard]] const FieldType* find(std::string_view name, Place place) const;
    [[nodiscard]] const FieldType* find(FieldId id) const;
};

/// How a document of this kind is led on in an office with this policy. A kind that this program does not know goes the
/// administrative way, the strictest.
[[nodiscard]] Flow flow_of(std::uint16_t record);
[[nodiscard]] Course course_of(std::uint16_t record, const OfficePolicy& policy);
[[nodiscard]] Course course_of(std::string_view kind, const OfficePolicy& policy);

/// The built-in record types. Made once, constant, any thread.
[[nodiscard]] std::span<const RecordType> record_types();
/// nullptr when unknown (a newer program's kind: shown as "needs an update", never rewritten).
[[nodiscard]] const RecordType* record_type(std::string_view name);
[[nodiscard]] const RecordType* record_type(std::uint16_t id);

} // namespace dongthac::model
