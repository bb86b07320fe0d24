#include "shared/model/work_records.hpp"

#include <initializer_list>
#include <utility>

#include "shared/model/coverage_status.hpp"
#include "shared/model/work_fields.hpp"

// Declarations only: a new kind of record is one function here, its strings, and its row in docs/file-formats.md.

namespace dongthac::model {

namespace {

using enum ValueType;
using enum Flow;
using Choices = std::vector<std::string_view>;

FieldType root(FieldId id, std::string_view name, ValueType type = string, Need need = Need::optional,
               Shown shown = Shown::form) {
    return {id, name, type, Place::document, {}, need, shown};
}

FieldType listed(FieldId id, std::string_view name, ValueType type = string, Need need = Need::optional) {
    return root(id, name, type, need, Shown::list);
}

FieldType needed(FieldId id, std::string_view name, ValueType type = string) {
    return root(id, name, type, Need::before_sending, Shown::list);
}

FieldType one_of(FieldId id, std::string_view name, Choices choices, Need need = Need::optional) {
    return {id, name, choice, Place::document, std::move(choices), need, Shown::list};
}

FieldType of_node(FieldId id, std::string_view name, ValueType type = string, Choices choices = {}) {
    return {id, name, type, Place::node, std::move(choices)};
}

FieldType title() { return needed(field::kSubject, "subject"); }
FieldType stages(Choices choices) { return one_of(field::kStage, "stage", std::move(choices)); }
FieldType day() { return needed(field::kOnDay, "on_day", date); }
FieldType topics() { return root(field::kTopics, "topics", list); }
FieldType links() { return root(field::kLinks, "links", list); }

const Choices kPeriodKinds = {"week",      "month",         "month_mid",     "quarter",  "quarter_mid",
                              "half_year", "half_year_mid", "nine_months",   "year",     "year_mid",
                              "semester",  "school_year",   "mid_and_final", "day_range"};
const Choices kOrigins = {"in_plan", "operational"};

RecordType kind(std::uint16_t id, std::string_view name, Flow flow, Family family, std::vector<FieldType> fields) {
    // Every record of work may be what a merged office owed: its successor does it, and says for whom.
    if (family == Family::work && flow != announced)
        fields.push_back(root(field::kOnBehalfOf, "on_behalf_of", string, Need::optional, Shown::never));
    RecordType type{id, name, std::move(fields), flow, family};
    if (type.find("on_day", Place::document) != nullptr) type.day = field::kOnDay;
    return type;
}

RecordType schedule() {
    return kind(
        record::kSchedule, "schedule", announced, Family::duty,
        {title(),
         listed(field::kYear, "plan_year", integer),
         of_node(field::kQuote, "quote"),
         of_node(field::kSourceDocument, "source_document"),
         of_node(field::kSourceNode, "source_node"),
         of_node(field::kActorKind, "actor_kind", choice,
                 {"issuer", "unit", "subordinate_orgs", "group", "individuals", "unspecified"}),
         of_node(field::kActor, "actor"),
         of_node(field::kTargets, "targets"),
         of_node(field::kOutputKind, "output_kind"),
         of_node(field::kTemplate, "template", document),
         of_node(field::kCadence, "cadence", choice,
                 {"once", "once_per_year", "plan_period", "weekly", "monthly", "monthly_mid", "quarterly", "semester",
                  "school_year", "midyear_and_annual", "fixed_dates", "continuous", "on_event", "on_request",
                  "per_article", "unspecified"}),
         of_node(field::kQuotaMin, "quota_min", integer),
         of_node(field::kQuotaUnit, "quota_unit"),
         of_node(field::kQuotaPer, "quota_per"),
         of_node(field::kQuotaPerOrg, "quota_per_org"),
         of_node(field::kFixedDates, "fixed_dates"),
         of_node(field::kDueSchool, "due_school"),
         of_node(field::kDueWard, "due_ward"),
         of_node(field::kDueDepartment, "due_department"),
         of_node(field::kVia, "via", list),
         of_node(field::kReportTo, "report_to", list),
         of_node(field::kBeneficiary, "beneficiary", list),
         of_node(field::kStrength, "strength", choice, {"mandatory", "encouraged"}),
         of_node(field::kOrigin, "origin", choice, kOrigins),
         of_node(field::kObligationState, "obligation_state", choice, {"draft", "active", "suspended", "closed"}),
         of_node(field::kValidFrom, "valid_from", date),
         of_node(field::kValidTo, "valid_to", date),
         of_node(field::kNote, "note")});
}

RecordType report_template() {
    return kind(
        record::kReportTemplate, "report_template", announced, Family::duty,
        {title(), needed(field::kCode, "code"),
         one_of(field::kPeriodKind, "period_kind", kPeriodKinds, Need::before_sending), root(field::kHelp, "help"),
         of_node(field::kKey, "key"),
         of_node(field::kValueType, "value_type", choice,
                 {"integer", "decimal", "percent", "flag", "text", "list", "table"}),
         of_node(field::kUnit, "unit"),
         of_node(field::kAggregation, "aggregation", choice, {"sum", "weighted", "count", "largest", "gather", "none"}),
         of_node(field::kWeight, "weight"), of_node(field::kHelp, "help"), of_node(field::kRequired, "required", flag),
         of_node(field::kFillFrom, "fill_from"), of_node(field::kRule, "rule")});
}

RecordType report_request() {
    return kind(record::kReportRequest, "report_request", announced, Family::duty,
                {title(), needed(field::kTemplate, "template", document), needed(field::kPeriod, "period"),
                 one_of(field::kRegime, "regime", {"periodic", "thematic", "ad_hoc"}, Need::before_sending),
                 root(field::kTargets, "targets"), root(field::kDueSchool, "due_school"),
                 root(field::kDueWard, "due_ward"), root(field::kDueDepartment, "due_department"),
                 one_of(field::kUrgency, "urgency", {"normal", "urgent", "express"}), root(field::kNote, "note"),
                 root(field::kAddressees, "addressees", list)});
}

RecordType submission() {
    return kind(record::kSubmission, "submission", reported, Family::duty,
                {title(), needed(field::kTemplate, "template", document),
                 root(field::kFormRevision, "form_revision", integer), needed(field::kPeriod, "period"),
                 one_of(field::kBasis, "basis", {"own_figures", "consolidated"}), root(field::kNil, "nil", flag),
                 root(field::kOnBehalfOf, "on_behalf_of"), root(field::kReceivedOn, "received_on", date),
                 of_node(field::kItem, "item"), of_node(field::kValue, "value"),
                 of_node(field::kSources, "sources", list), of_node(field::kFrom, "from"),
                 of_node(field::kParts, "parts", list), of_node(field::kSourceDocument, "source_document"),
                 of_node(field::kWeight, "weight")});
}

RecordType waiver() {
    return kind(record::kWaiver, "waiver", announced, Family::duty,
                {title(), root(field::kAddressees, "addressees", list, Need::before_sending, Shown::list),
                 needed(field::kDuty, "duty"), root(field::kPeriod, "period"), needed(field::kReason, "reason")});
}

RecordType article() {
    return kind(record::kArticle, "article", reported, Family::work,
                {title(), day(),
                 one_of(field::kArticleKind, "article_kind", {"news", "feature", "video", "interview", "reportage"},
                        Need::before_sending),
                 root(field::kAuthor, "author"), topics(), root(field::kChannels, "channels", list),
                 listed(field::kPublishedOn, "published_on", date), links(),
                 root(field::kPersonConcerned, "person_concerned"),
                 one_of(field::kChildPhotos, "child_photos", {"none", "permitted", "not_permitted"})});
}

/// That something was done which leaves no record of its own: a meeting held, a budget handed over.
RecordType completion() {
    return kind(record::kCompletion, "completion", reported, Family::work,
                {title(), day(), root(field::kOutcome, "outcome", string, Need::before_sending), links(),
                 root(field::kDuty, "duty", string, Need::optional, Shown::never),
                 root(field::kPeriod, "period", string, Need::optional, Shown::never)});
}

/// What the editorial board found of an article, and what became of it: the ward's word about a school's record.
RecordType appraisal() {
    return kind(
        record::kAppraisal, "appraisal", announced, Family::work,
        {title(), day(), root(field::kAddressees, "addressees", list, Need::before_sending),
         root(field::kCheckedContent, "checked_content", flag), root(field::kCheckedAccuracy, "checked_accuracy", flag),
         root(field::kCheckedPhotos, "checked_photos", flag),
         one_of(field::kResult, "result", {"passed", "returned"}, Need::before_sending), root(field::kNote, "note"),
         root(field::kChannels, "channels", list), listed(field::kPublishedOn, "published_on", date), links(),
         listed(field::kForwardedOn, "forwarded_on", date)});
}

RecordType exemplary_profile() {
    return kind(10, "exemplary_profile", reported, Family::work,
                {title(), day(),
                 one_of(field::kSubjectRole, "subject_role",
                        {"manager", "teacher", "staff", "parent", "community", "group"}, Need::before_sending),
                 stages({"proposed", "selected", "published", "commended"}),
                 root(field::kAchievement, "achievement", string, Need::before_sending), links(), topics()});
}

RecordType commendation() {
    return kind(11, "commendation", reported, Family::work,
                {title(), day(),
                 one_of(field::kLevelAsked, "level_asked", {"school", "ward", "district", "department", "ministry"}),
                 root(field::kGround, "ground", string, Need::before_sending),
                 stages({"proposed", "decided", "declined"}), root(field::kDecisionNumber, "decision_number"),
                 listed(field::kDecidedOn, "decided_on", date)});
}

RecordType press_request() {
    return kind(record::kPressRequest, "press_request", kept, Family::work,
                {title(), day(), needed(field::kOutlet, "outlet"), root(field::kReporter, "reporter"),
                 root(field::kQuestion, "question", string, Need::before_sending),
                 root(field::kSpokesperson, "spokesperson"), listed(field::kDueOn, "due_on", date),
                 stages({"received", "assigned", "drafted", "approved", "answered", "closed", "declined"}),
                 root(field::kAnswer, "answer"), listed(field::kAnsweredOn, "answered_on", date),
                 root(field::kApprovedBy, "approved_by")});
}

RecordType press_visit() {
    return kind(13, "press_visit", reported, Family::work,
                {title(), day(), needed(field::kOutlet, "outlet"), listed(field::kLocation, "location"),
                 stages({"planned", "held", "cancelled"}), links()});
}

RecordType opinion_issue() {
    return kind(14, "opinion_issue", reported, Family::work,
                {title(), day(),
                 one_of(field::kHeardFrom, "heard_from", {"press", "social_network", "parents", "direct"}),
                 one_of(field::kSeverity, "severity", {"normal", "attention", "hot"}, Need::before_sending), links(),
                 topics(), root(field::kOrgsConcerned, "orgs_concerned", list),
                 stages({"noted", "verifying", "handling", "answered", "closed"}), root(field::kHandling, "handling"),
                 root(field::kOutcome, "outcome")});
}

RecordType incident() {
    return kind(
        record::kIncident, "incident", reported, Family::work,
        {title(), day(), needed(field::kHappenedAt, "happened_at", moment), root(field::kKnownAt, "known_at", moment),
         listed(field::kLocation, "location"),
         one_of(field::kIncidentKind, "incident_kind",
                {"accident", "violence", "food", "disease", "security", "discipline", "other"}, Need::before_sending),
         one_of(field::kSeverity, "severity", {"normal", "attention", "hot"}, Need::before_sending),
         root(field::kPeopleConcerned, "people_concerned"),
         stages({"noted", "handling", "escalated", "resolved", "closed"}), root(field::kMeasures, "measures"),
         listed(field::kDueOn, "due_on", date), root(field::kOutcome, "outcome")});
}

RecordType crisis_procedure() {
    return kind(16, "crisis_procedure", kept, Family::work,
                {title(), stages({"draft", "approved"}), root(field::kContacts, "contacts", list),
                 root(field::kSpokesperson, "spokesperson"), root(field::kApprovedBy, "approved_by")});
}

RecordType training() {
    return kind(17, "training", reported, Family::work,
                {title(), day(), root(field::kAudience, "audience"), root(field::kTrainer, "trainer"),
                 listed(field::kAttendees, "attendees", integer), root(field::kCost, "cost", integer),
                 stages({"proposed", "approved", "held", "reported"}), root(field::kEvaluation, "evaluation")});
}

RecordType event() {
    return kind(18, "event", reported, Family::work,
                {title(), day(), root(field::kChannels, "channels", list), topics(), root(field::kAuthor, "author"),
                 stages({"planned", "held", "reported", "cancelled"}), root(field::kOutcome, "outcome")});
}

RecordType team() {
    return kind(19, "team", reported, Family::work,
                {title(), one_of(field::kTeamKind, "team_kind", {"communication", "editorial_board", "it"}),
                 listed(field::kDecisionNumber, "decision_number"), listed(field::kDecidedOn, "decided_on", date),
                 root(field::kMembers, "members", list), stages({"active", "ended"})});
}

RecordType channel() {
    return kind(20, "channel", reported, Family::work,
                {title(),
                 one_of(field::kChannelKind, "channel_kind",
                        {"website", "portal", "facebook_page", "facebook_group", "zalo", "parent_app", "radio_tv",
                         "press", "event", "email_intake"},
                        Need::before_sending),
                 listed(field::kUrl, "url"), root(field::kOfficial, "official", flag),
                 root(field::kFollowTarget, "follow_target", integer), stages({"active", "closed"}),
                 of_node(field::kOnDay, "on_day", date), of_node(field::kFollowers, "followers", integer),
                 of_node(field::kHeadcount, "headcount", integer)});
}

RecordType budget() {
    return kind(21, "budget", reported, Family::work,
                {title(), listed(field::kYear, "plan_year", integer), stages({"draft", "approved", "closed"}),
                 of_node(field::kUnit, "unit"), of_node(field::kQuantity, "quantity", decimal),
                 of_node(field::kPrice, "price", integer),
                 of_node(field::kFunding, "funding", choice, {"recurrent", "non_recurrent", "social", "other"}),
                 of_node(field::kSpent, "spent", integer)});
}

/// What the office above found of the plans below one of its own, topic by topic (docs/adr/0021).
RecordType coverage_review() {
    return kind(record::kCoverageReview, "coverage_review", kept, Family::duty,
                {title(), of_node(field::kItem, "item"), of_node(field::kFrom, "from"),
                 of_node(field::kSourceDocument, "source_document"),
                 of_node(field::kJudgedRevision, "judged_revision", integer),
                 of_node(field::kJudged, "judged", choice, {kCoverageNames.begin(), kCoverageNames.end()}),
                 of_node(field::kReason, "reason")});
}

} // namespace

std::vector<RecordType> work_record_types() {
    return {schedule(),  report_template(),   report_request(), submission(),    waiver(),      article(),
            appraisal(), exemplary_profile(), commendation(),   press_request(), press_visit(), opinion_issue(),
            incident(),  crisis_procedure(),  training(),       event(),         team(),        channel(),
            budget(),    coverage_review(),   completion()};
}

} // namespace dongthac::model
