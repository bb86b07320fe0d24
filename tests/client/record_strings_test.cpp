#include <set>

#include <gtest/gtest.h>

#include "client/app/assets.hpp"
#include "client/app/strings.hpp"
#include "shared/model/record.hpp"

namespace dongthac::test {

namespace {

using app::Strings;

class RecordStrings : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        auto loaded = Strings::load(app::find_assets().value_or("assets"), GetParam());
        ASSERT_TRUE(loaded);
        strings = std::move(*loaded);
        const std::vector<std::string> all = strings.keys();
        keys.insert(all.begin(), all.end());
    }

    Strings strings;
    std::set<std::string> keys;
};

TEST_P(RecordStrings, EveryKindFieldAndChoiceHasAName) {
    for (const model::RecordType& type : model::record_types()) {
        EXPECT_TRUE(keys.contains("kind." + std::string(type.name)));
        for (const model::FieldType& field : type.fields) {
            const std::string name(field.name);
            EXPECT_TRUE(keys.contains("field." + name)) << type.name << " " << name;
            for (const std::string_view choice : field.choices)
                EXPECT_TRUE(keys.contains("choice." + name + "." + std::string(choice))) << type.name << " " << choice;
        }
    }
}

TEST_P(RecordStrings, NoNameIsOfAKindFieldOrChoiceThatIsNotThere) {
    std::set<std::string> known = {"field.change", "field.continues", "field.visible"}; // of the history
    for (const model::RecordType& type : model::record_types()) {
        known.insert("kind." + std::string(type.name));
        for (const model::FieldType& field : type.fields) {
            const std::string name(field.name);
            known.insert("field." + name);
            known.insert("field." + std::string(type.name) + "." + name);
            for (const std::string_view choice : field.choices)
                known.insert("choice." + name + "." + std::string(choice));
        }
    }

    for (const std::string& key : keys)
        if (key.starts_with("kind.") || key.starts_with("field.") || key.starts_with("choice.")) {
            EXPECT_TRUE(known.contains(key)) << key;
        }
}

TEST_P(RecordStrings, TwoChoicesOfOneFieldReadDifferently) {
    for (const model::RecordType& type : model::record_types()) {
        for (const model::FieldType& field : type.fields) {
            std::set<std::string> words;
            for (const std::string_view choice : field.choices)
                EXPECT_TRUE(
                    words.insert(strings.tr("choice." + std::string(field.name) + "." + std::string(choice))).second)
                    << type.name << " " << field.name << " " << choice;
        }
    }
}

TEST_P(RecordStrings, TwoFieldsOfOnePageReadDifferently) {
    for (const model::RecordType& type : model::record_types()) {
        std::set<std::string> words;
        for (const model::FieldType& field : type.fields) {
            if (field.place != model::Place::document) continue;
            const std::string own = "field." + std::string(type.name) + "." + std::string(field.name);
            const std::string label = strings.tr(keys.contains(own) ? own : "field." + std::string(field.name));
            EXPECT_TRUE(words.insert(label).second) << type.name << ": " << label;
        }
    }
}

TEST(RecordNames, OfTheWorkOfOfficesAreNotThoseOfPaper) {
    const auto loaded = Strings::load(app::find_assets().value_or("assets"), "vi");
    ASSERT_TRUE(loaded);
    for (const model::RecordType& type : model::record_types())
        if (type.family != model::Family::document) {
            EXPECT_TRUE(loaded->has("field." + std::string(type.name) + ".subject"))
                << type.name << " has no Trích yếu";
        }
    EXPECT_EQ(loaded->tr("field.subject"), "Trích yếu");
    EXPECT_EQ(loaded->tr("field.article.subject"), "Tiêu đề");
}

INSTANTIATE_TEST_SUITE_P(Languages, RecordStrings, ::testing::Values("vi", "en"));

} // namespace

} // namespace dongthac::test
