#pragma once

#include "shared/model/value.hpp"

/// Field ids of the records of duty and work (DOMAIN §2). Never reused or renumbered; an id has one name wherever it
/// stands.
namespace dongthac::model::field {

// Of documents, several kinds.
inline constexpr FieldId kOnDay = 100;      ///< the day a record counts for
inline constexpr FieldId kStage = 101;      ///< how far its own office has come with it
inline constexpr FieldId kAddressees = 102; ///< offices an announcement goes to instead of everybody below
inline constexpr FieldId kPeriod = 103;     ///< Period::key
inline constexpr FieldId kTemplate = 104;
inline constexpr FieldId kCode = 105;
inline constexpr FieldId kPeriodKind = 106;
inline constexpr FieldId kRegime = 108;        ///< periodic, thematic, ad_hoc (NĐ 09/2019/NĐ-CP, Điều 3)
inline constexpr FieldId kTargets = 109;       ///< actor selector, as text
inline constexpr FieldId kDueSchool = 110;     ///< due rule, as text
inline constexpr FieldId kDueWard = 111;       ///< due rule, as text
inline constexpr FieldId kDueDepartment = 112; ///< due rule, as text
inline constexpr FieldId kUrgency = 113;
inline constexpr FieldId kReason = 116;
inline constexpr FieldId kDuty = 117;  ///< what a waiver is about: id text of an obligation's node or of a request
inline constexpr FieldId kBasis = 118; ///< own figures, or consolidated from the offices below
inline constexpr FieldId kNil = 120;   ///< "nothing to report" is a report
inline constexpr FieldId kOnBehalfOf =
    121; ///< of a merged office, by its successor; or on paper, entered by the one above
inline constexpr FieldId kReceivedOn = 122;   ///< the day the paper came
inline constexpr FieldId kFormRevision = 123; ///< number of the template's revision that the values answer

// Of documents, one kind or two.
inline constexpr FieldId kArticleKind = 130;
inline constexpr FieldId kAuthor = 131;
inline constexpr FieldId kTopics = 132;
inline constexpr FieldId kChannels = 133;
inline constexpr FieldId kLinks = 134;
inline constexpr FieldId kPublishedOn = 135;
inline constexpr FieldId kPersonConcerned = 136;
inline constexpr FieldId kChildPhotos = 137;
inline constexpr FieldId kCheckedContent = 138;
inline constexpr FieldId kCheckedAccuracy = 139;
inline constexpr FieldId kCheckedPhotos = 140;
inline constexpr FieldId kResult = 141;
inline constexpr FieldId kNote = 142;
inline constexpr FieldId kForwardedOn = 143;
inline constexpr FieldId kSubjectRole = 145;
inline constexpr FieldId kAchievement = 146;
inline constexpr FieldId kLevelAsked = 147;
inline constexpr FieldId kGround = 148;
inline constexpr FieldId kDecisionNumber = 149;
inline constexpr FieldId kDecidedOn = 150;
inline constexpr FieldId kOutlet = 152;
inline constexpr FieldId kReporter = 153;
inline constexpr FieldId kQuestion = 155;
inline constexpr FieldId kSpokesperson = 156;
inline constexpr FieldId kDueOn = 157;
inline constexpr FieldId kAnswer = 158;
inline constexpr FieldId kAnsweredOn = 159;
inline constexpr FieldId kApprovedBy = 160;
inline constexpr FieldId kHeardFrom = 162;
inline constexpr FieldId kSeverity = 163;
inline constexpr FieldId kHandling = 164;
inline constexpr FieldId kOutcome = 165;
inline constexpr FieldId kHappenedAt = 166;
inline constexpr FieldId kKnownAt = 167;
inline constexpr FieldId kLocation = 168;
inline constexpr FieldId kIncidentKind = 169;
inline constexpr FieldId kPeopleConcerned = 170;
inline constexpr FieldId kMeasures = 172;
inline constexpr FieldId kOrgsConcerned = 173;
inline constexpr FieldId kAudience = 175;
inline constexpr FieldId kTrainer = 176;
inline constexpr FieldId kAttendees = 177;
inline constexpr FieldId kCost = 178; ///< VND
inline constexpr FieldId kEvaluation = 179;
inline constexpr FieldId kChannelKind = 180;
inline constexpr FieldId kUrl = 181;
inline constexpr FieldId kOfficial = 182;
inline constexpr FieldId kFollowTarget = 183; ///< per cent of those it is meant for
inline constexpr FieldId kMembers = 186;
inline constexpr FieldId kTeamKind = 187;
inline constexpr FieldId kContacts = 195;

// Of nodes: budget lines and follower counts.
inline constexpr FieldId kUnit = 188;
inline constexpr FieldId kQuantity = 189;
inline constexpr FieldId kPrice = 190; ///< VND
inline constexpr FieldId kSpent = 192; ///< VND
inline constexpr FieldId kFunding = 193;
inline constexpr FieldId kFollowers = 194;
inline constexpr FieldId kHeadcount = 196; ///< how many the channel is meant for

// Of nodes: obligations of a schedule. The node's words are the action.
inline constexpr FieldId kQuote = 200;
inline constexpr FieldId kSourceDocument = 201;
inline constexpr FieldId kSourceNode = 202;
inline constexpr FieldId kActorKind = 203;
inline constexpr FieldId kActor = 204;
inline constexpr FieldId kOutputKind = 207;
inline constexpr FieldId kCadence = 208;
inline constexpr FieldId kQuotaMin = 209;
inline constexpr FieldId kQuotaUnit = 210;
inline constexpr FieldId kQuotaPer = 211;
inline constexpr FieldId kQuotaPerOrg = 212;
inline constexpr FieldId kFixedDates = 213;
inline constexpr FieldId kVia = 214;
inline constexpr FieldId kReportTo = 215;
inline constexpr FieldId kBeneficiary = 216;
inline constexpr FieldId kStrength = 217;
inline constexpr FieldId kObligationState = 218;
inline constexpr FieldId kOrigin = 219;
inline constexpr FieldId kValidFrom = 220;
inline constexpr FieldId kValidTo = 221;

// Of nodes: fields of a template. The node's words are the label.
inline constexpr FieldId kKey = 230;
inline constexpr FieldId kValueType = 231;
inline constexpr FieldId kAggregation = 233;
inline constexpr FieldId kWeight = 234; ///< key of the field that a percentage is of
inline constexpr FieldId kHelp = 235;
inline constexpr FieldId kRequired = 236;
inline constexpr FieldId kFillFrom = 237;
inline constexpr FieldId kRule = 238;

// Of nodes: what a submission says.
inline constexpr FieldId kItem = 240; ///< id text of the template's node
inline constexpr FieldId kValue = 241;
inline constexpr FieldId kSources = 242; ///< ids of the documents a value was counted from
inline constexpr FieldId kFrom = 243;    ///< the office that a gathered text is of
inline constexpr FieldId kParts = 244;   ///< what each office gave to a consolidated value, one a line

// Of nodes: what was found of an office's plan on one topic. Beside them `item`, `from`, `source_document` and
// `reason`.
inline constexpr FieldId kJudged = 250;
inline constexpr FieldId kJudgedRevision = 251; ///< number of the revision that was looked at

} // namespace dongthac::model::field
