#include <map>
#include <set>

#include <gtest/gtest.h>

#include "shared/model/record.hpp"

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
        std::set<FieldId> ids;
        std::set<std::pair<std::string_view, Place>> names;
        for (const FieldType& field : type.fields) {
            EXPECT_GT(field.id, 0);
            EXPECT_TRUE(ids.insert(field.id).second) << field.name;
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

} // namespace

} // namespace dongthac::model
