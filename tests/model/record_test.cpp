#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "shared/model/obligation.hpp"
#include "shared/model/record.hpp"
#include "shared/model/report_form.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"

namespace dongthac::model {

namespace {

TEST(RecordTypes, HaveDistinctIdsAndNames) {
    std::set<std::uint16_t> ids;
    std::set<std::string_view> names;
    for (const RecordType& type : record_types()) {
        EXPECT_TRUE(ids.insert(type.id).second);
        EXPECT_TRUE(names.insert(type.name).second);
        EXPECT_EQ(record_type(type.id), &type);
        EXPECT_EQ(record_type(type.name), &type);
    }
    EXPECT_EQ(record_type(0), nullptr) << "0 means: no record yet";
    EXPECT_EQ(record_type("poem"), nullptr);
}

TEST(RecordTypes, UseAFieldIdOnceAndForOneNameOnly) {
    std::map<FieldId, std::string_view> meaning;
    for (const RecordType& type : record_types()) {
        std::map<FieldId, ValueType> ids;
        std::set<std::pair<std::string_view, Place>> names;
        for (const FieldType& field : type.fields) {
            EXPECT_GT(field.id, 0);
            // One that stands at the document and at its nodes reads alike: find(id) does not ask where.
            EXPECT_EQ(ids.try_emplace(field.id, field.type).first->second, field.type) << field.name;
            EXPECT_TRUE(names.insert({field.name, field.place}).second) << field.name;
            EXPECT_EQ(meaning.try_emplace(field.id, field.name).first->second, field.name) << "one id, two meanings";
            EXPECT_EQ(field.type == ValueType::choice, !field.choices.empty()) << field.name;
        }
    }
}

TEST(RecordTypes, FindFieldsByNameAndPlace) {
    const RecordType& plan = *record_type("plan");

    EXPECT_EQ(plan.find("subject", Place::document)->id, field::kSubject);
    EXPECT_EQ(plan.find("subject", Place::node), nullptr);
    EXPECT_EQ(plan.find("role", Place::node)->id, field::kRole);
    EXPECT_EQ(plan.find(field::kIssuedOn)->type, ValueType::date);
    EXPECT_EQ(plan.find(FieldId{9'999}), nullptr);
}

TEST(RecordTypes, KeepTheIdsThatDatabasesHold) {
    const std::map<FieldId, std::string_view> stored = {
        {1, "parent"},         {2, "order"},          {3, "role"},
        {4, "label"},          {5, "text"},           {6, "covers"},
        {7, "coverage"},       {20, "subject"},       {21, "document_number"},
        {22, "symbol"},        {23, "place_name"},    {24, "issued_on"},
        {25, "doc_type"},      {26, "superior_body"}, {27, "issuing_body"},
        {28, "signer_titles"}, {29, "signer_name"},   {30, "plan_year"},
        {31, "replaces"},      {32, "source"},        {33, "unplaced"}};

    for (const auto& [id, name] : stored) {
        ASSERT_NE(record_type("plan")->find(id), nullptr) << name;
        EXPECT_EQ(record_type("plan")->find(id)->name, name);
    }
    EXPECT_EQ(record_type("plan")->id, 1);
    EXPECT_EQ(record_type("report")->id, 2);
}

struct Declared {
    std::uint16_t id;
    std::string_view name;
    Flow flow;
    Family family;
    FieldId day;
    friend bool operator==(const Declared&, const Declared&) = default;
};

TEST(RecordTypes, OfDutyAndWorkGoAsTheyAreDeclared) {
    using enum Flow;
    constexpr FieldId kDay = field::kOnDay;
    const std::vector<Declared> declared = {{1, "plan", administrative, Family::document, 0},
                                            {2, "report", administrative, Family::document, 0},
                                            {24, "official_letter", administrative, Family::document, 0},
                                            {25, "submission_memo", administrative, Family::document, 0},
                                            {3, "schedule", announced, Family::duty, 0},
                                            {4, "report_template", announced, Family::duty, 0},
                                            {5, "report_request", announced, Family::duty, 0},
                                            {6, "submission", reported, Family::duty, 0},
                                            {7, "waiver", announced, Family::duty, 0},
                                            {8, "article", reported, Family::work, kDay},
                                            {9, "appraisal", announced, Family::work, kDay},
                                            {10, "exemplary_profile", reported, Family::work, kDay},
                                            {11, "commendation", reported, Family::work, kDay},
                                            {12, "press_request", kept, Family::work, kDay},
                                            {13, "press_visit", reported, Family::work, kDay},
                                            {14, "opinion_issue", reported, Family::work, kDay},
                                            {15, "incident", reported, Family::work, kDay},
                                            {16, "crisis_procedure", kept, Family::work, 0},
                                            {17, "training", reported, Family::work, kDay},
                                            {18, "event", reported, Family::work, kDay},
                                            {19, "team", reported, Family::work, 0},
                                            {20, "channel", reported, Family::work, 0},
                                            {21, "budget", reported, Family::work, 0},
                                            {22, "coverage_review", kept, Family::duty, 0},
                                            {23, "completion", reported, Family::work, kDay}};

    ASSERT_EQ(record_types().size(), declared.size());
    for (std::size_t i = 0; i < declared.size(); ++i) {
        const RecordType& type = record_types()[i];
        EXPECT_EQ((Declared{type.id, type.name, type.flow, type.family, type.day}), declared[i]) << type.name;
        EXPECT_EQ(flow_of(type.id), declared[i].flow) << type.name;
        EXPECT_EQ(course_of(type.name, {}).flow, declared[i].flow) << type.name;
    }
    EXPECT_EQ(flow_of(60'000), administrative) << "a newer program's kind goes the strictest way";
    EXPECT_EQ(course_of("poem", {}).flow, administrative);
    EXPECT_EQ(
        (std::array{record::kSchedule, record::kReportTemplate, record::kReportRequest, record::kSubmission,
                    record::kWaiver, record::kArticle, record::kAppraisal, record::kIncident, record::kCompletion}),
        (std::array<std::uint16_t, 9>{3, 4, 5, 6, 7, 8, 9, 15, 23}));
}

TEST(RecordTypes, CountForTheDayThatTheyAsk) {
    for (const RecordType& type : record_types()) {
        const FieldType* day = type.find("on_day", Place::document);
        EXPECT_EQ(type.day, day == nullptr ? 0 : day->id) << type.name;
        if (day != nullptr) {
            EXPECT_EQ(day->type, ValueType::date) << type.name;
            EXPECT_EQ(day->need, Need::before_sending) << type.name << " counts nowhere without it";
        }
    }
}

TEST(RecordTypes, OfWorkHaveATitleAndAddressedOnesNameTheirAddressees) {
    for (const RecordType& type : record_types()) {
        ASSERT_NE(type.find(field::kSubject), nullptr) << type.name;
        if (type.family != Family::document) {
            EXPECT_EQ(type.find(field::kSubject)->need, Need::before_sending) << type.name;
        }
        const FieldType* addressees = type.find(field::kAddressees);
        if (addressees == nullptr) continue;
        EXPECT_EQ(type.flow, Flow::announced) << type.name;
        EXPECT_EQ(addressees->type, ValueType::list) << type.name;
        EXPECT_EQ(addressees->place, Place::document) << type.name;
    }
    for (const char* kind : {"waiver", "appraisal"}) // one office's business and nobody else's
        EXPECT_EQ(record_type(kind)->find(field::kAddressees)->need, Need::before_sending) << kind;
}

TEST(RecordTypes, HaveNoChoiceTwice) {
    for (const RecordType& type : record_types())
        for (const FieldType& field : type.fields) {
            const std::set<std::string_view> once(field.choices.begin(), field.choices.end());
            EXPECT_EQ(once.size(), field.choices.size()) << type.name << " " << field.name;
            EXPECT_FALSE(once.contains("")) << type.name << " " << field.name;
        }
}

/// Enumerators by name, up to `last`.
template <class Enum>
std::vector<std::string_view> names(Enum last) {
    std::vector<std::string_view> all;
    for (int i = 0; i <= static_cast<int>(last); ++i) all.push_back(name_of(static_cast<Enum>(i)));
    return all;
}

TEST(RecordTypes, OfferTheChoicesThatTheModelReads) {
    const auto choices = [](std::string_view kind, std::string_view name, Place place) {
        return record_type(kind)->find(name, place)->choices;
    };

    EXPECT_EQ(choices("report_template", "value_type", Place::node), names(AnswerType::table));
    EXPECT_EQ(choices("report_template", "aggregation", Place::node), names(Aggregation::none));
    EXPECT_EQ(choices("report_template", "period_kind", Place::document), names(PeriodKind::day_range));
    EXPECT_EQ(choices("schedule", "cadence", Place::node), names(kLastCadence));
    EXPECT_EQ(choices("schedule", "actor_kind", Place::node), names(ActorKind::unspecified));
    EXPECT_EQ(choices("schedule", "strength", Place::node), names(kLastStrength));
    EXPECT_EQ(choices("schedule", "origin", Place::node), names(kLastOrigin));
    EXPECT_EQ(choices("schedule", "obligation_state", Place::node), names(kLastObligationState));
    EXPECT_EQ(choices("submission", "basis", Place::document),
              (std::vector<std::string_view>{"own_figures", "consolidated"}));
}

TEST(RecordTypes, KeepTheIdsOfDutyAndWorkThatDatabasesHold) {
    const std::map<FieldId, std::string_view> stored = {{100, "on_day"},
                                                        {101, "stage"},
                                                        {102, "addressees"},
                                                        {103, "period"},
                                                        {104, "template"},
                                                        {105, "code"},
                                                        {106, "period_kind"},
                                                        {108, "regime"},
                                                        {109, "targets"},
                                                        {110, "due_school"},
                                                        {111, "due_ward"},
                                                        {112, "due_department"},
                                                        {113, "urgency"},
                                                        {116, "reason"},
                                                        {117, "duty"},
                                                        {118, "basis"},
                                                        {120, "nil"},
                                                        {121, "on_behalf_of"},
                                                        {122, "received_on"},
                                                        {123, "form_revision"},
                                                        {130, "article_kind"},
                                                        {131, "author"},
                                                        {132, "topics"},
                                                        {133, "channels"},
                                                        {134, "links"},
                                                        {135, "published_on"},
                                                        {136, "person_concerned"},
                                                        {137, "child_photos"},
                                                        {138, "checked_content"},
                                                        {139, "checked_accuracy"},
                                                        {140, "checked_photos"},
                                                        {141, "result"},
                                                        {142, "note"},
                                                        {143, "forwarded_on"},
                                                        {145, "subject_role"},
                                                        {146, "achievement"},
                                                        {147, "level_asked"},
                                                        {148, "ground"},
                                                        {149, "decision_number"},
                                                        {150, "decided_on"},
                                                        {152, "outlet"},
                                                        {153, "reporter"},
                                                        {155, "question"},
                                                        {156, "spokesperson"},
                                                        {157, "due_on"},
                                                        {158, "answer"},
                                                        {159, "answered_on"},
                                                        {160, "approved_by"},
                                                        {162, "heard_from"},
                                                        {163, "severity"},
                                                        {164, "handling"},
                                                        {165, "outcome"},
                                                        {166, "happened_at"},
                                                        {167, "known_at"},
                                                        {168, "location"},
                                                        {169, "incident_kind"},
                                                        {170, "people_concerned"},
                                                        {172, "measures"},
                                                        {173, "orgs_concerned"},
                                                        {175, "audience"},
                                                        {176, "trainer"},
                                                        {177, "attendees"},
                                                        {178, "cost"},
                                                        {179, "evaluation"},
                                                        {180, "channel_kind"},
                                                        {181, "url"},
                                                        {182, "official"},
                                                        {183, "follow_target"},
                                                        {186, "members"},
                                                        {187, "team_kind"},
                                                        {188, "unit"},
                                                        {189, "quantity"},
                                                        {190, "price"},
                                                        {192, "spent"},
                                                        {193, "funding"},
                                                        {194, "followers"},
                                                        {195, "contacts"},
                                                        {196, "headcount"},
                                                        {200, "quote"},
                                                        {201, "source_document"},
                                                        {202, "source_node"},
                                                        {203, "actor_kind"},
                                                        {204, "actor"},
                                                        {207, "output_kind"},
                                                        {208, "cadence"},
                                                        {209, "quota_min"},
                                                        {210, "quota_unit"},
                                                        {211, "quota_per"},
                                                        {212, "quota_per_org"},
                                                        {213, "fixed_dates"},
                                                        {214, "via"},
                                                        {215, "report_to"},
                                                        {216, "beneficiary"},
                                                        {217, "strength"},
                                                        {218, "obligation_state"},
                                                        {219, "origin"},
                                                        {220, "valid_from"},
                                                        {221, "valid_to"},
                                                        {230, "key"},
                                                        {231, "value_type"},
                                                        {233, "aggregation"},
                                                        {234, "weight"},
                                                        {235, "help"},
                                                        {236, "required"},
                                                        {237, "fill_from"},
                                                        {238, "rule"},
                                                        {240, "item"},
                                                        {241, "value"},
                                                        {242, "sources"},
                                                        {243, "from"},
                                                        {244, "parts"},
                                                        {250, "judged"},
                                                        {251, "judged_revision"}};
    std::map<FieldId, std::string_view> found;
    for (const RecordType& type : record_types())
        for (const FieldType& field : type.fields)
            if (field.id >= field::kOnDay) found.emplace(field.id, field.name);

    EXPECT_EQ(found, stored) << "ids are never reused or renumbered; new ones are added here";
}

} // namespace

} // namespace dongthac::model
