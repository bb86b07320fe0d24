#include <gtest/gtest.h>

#include "shared/model/record.hpp"
#include "tests/support/two_pcs.hpp"

namespace dongthac::office {

namespace {

using tests::TwoPcs;
namespace field = dongthac::model::field;

TEST(History, SaysWhoWroteWhatWithTheWordsBeforeAndAfterAsTheAuthorReadThem) {
    TwoPcs pcs("Một hai ba");
    pcs.type(*pcs.a, "Một hai ba bốn");
    pcs.type(*pcs.b, "Không một hai ba");
    pcs.meet();

    const HistoryPage page = pcs.history(*pcs.b, {.node = pcs.node});

    ASSERT_EQ(page.entries.size(), 3u);
    std::set<std::string> after;
    for (std::size_t i = 0; i < 2; ++i) {
        ASSERT_EQ(page.entries[i].values.size(), 1u);
        EXPECT_EQ(page.entries[i].values[0].before, "Một hai ba") << "neither had seen the other";
        EXPECT_TRUE(page.entries[i].concurrent);
        EXPECT_EQ(page.entries[i].who.office, "Trường Mầm non Bình Minh");
        EXPECT_EQ(page.entries[i].who.device, "máy thử");
        after.insert(page.entries[i].values[0].after);
    }
    EXPECT_EQ(after, (std::set<std::string>{"Một hai ba bốn", "Không một hai ba"}));
    EXPECT_NE(page.entries[0].who.here, page.entries[1].who.here);
    EXPECT_FALSE(page.entries[2].concurrent);
    EXPECT_EQ(page.entries[2].values[0].after, "Một hai ba");
}

TEST(History, ComesInPagesThatTogetherAreTheWhole) {
    TwoPcs pcs("không");
    for (int i = 1; i <= 7; ++i) {
        pcs.type(i % 2 == 0 ? *pcs.a : *pcs.b, "lần " + std::to_string(i));
        if (i != 4) pcs.meet();
    }
    pcs.meet();
    const HistoryPage whole = pcs.history(*pcs.a, {.node = pcs.node, .limit = 100});

    std::vector<std::string> seen;
    HistoryQuery query{.node = pcs.node, .limit = 3};
    do {
        const HistoryPage page = pcs.history(*pcs.a, query);
        EXPECT_LE(page.entries.size(), 3u);
        for (const HistoryEntry& entry : page.entries)
            seen.push_back(base::to_text(entry.id) + entry.values.at(0).before + ">" + entry.values.at(0).after);
        query.before = page.next;
    } while (query.before);

    std::vector<std::string> expected;
    for (const HistoryEntry& entry : whole.entries)
        expected.push_back(base::to_text(entry.id) + entry.values.at(0).before + ">" + entry.values.at(0).after);
    EXPECT_EQ(seen, expected);
    EXPECT_EQ(seen.size(), 8u);
    EXPECT_FALSE(whole.next);
}

TEST(History, OfAFieldHoldsOnlyThatField) {
    TwoPcs pcs("chữ");
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "an toàn"));
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "document_number", "7"));
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "giao thông"));

    const HistoryPage page = pcs.history(*pcs.a, {.field = field::kSubject});

    ASSERT_GE(page.entries.size(), 2u);
    EXPECT_EQ(page.entries[0].values[0].before, "an toàn");
    EXPECT_EQ(page.entries[0].values[0].after, "giao thông");
    for (const HistoryEntry& entry : page.entries)
        for (const ValueChange& value : entry.values) EXPECT_EQ(value.name, "subject");
}

TEST(History, OfADocumentOrANodeThatIsNotThereIsRefused) {
    TwoPcs pcs("chữ");

    const auto document = history(pcs.a->office, base::new_id<base::DocumentId>(pcs.a->office.random()), {});
    const auto node =
        history(pcs.a->office, pcs.document, {.node = base::new_id<base::NodeId>(pcs.a->office.random())});
    const auto before = history(pcs.a->office, pcs.document, {.before = base::ChangeId{{}, 9}});

    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, base::Code::unknown_document);
    ASSERT_FALSE(node);
    EXPECT_EQ(node.error().code, base::Code::unknown_node);
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().code, base::Code::bad_value);
}

TEST(Originals, AreTheWordingOfEachAuthorWithoutTheOthersWork) {
    TwoPcs pcs("Tuyên truyền pháp luật cho học sinh");
    pcs.type(*pcs.a, "Tuyên truyền phổ biến pháp luật cho học sinh");
    pcs.type(*pcs.b, "Tuyên truyền giáo dục pháp luật cho học sinh");
    pcs.meet();

    const auto originals = originals_of(pcs.a->office, pcs.document, pcs.node);

    ASSERT_TRUE(originals);
    ASSERT_EQ(originals->size(), 1u);
    const Originals& pair = originals->front();
    EXPECT_EQ(pair.common, "Tuyên truyền pháp luật cho học sinh");
    const std::set<std::string> texts = {pair.first.text, pair.second.text};
    EXPECT_EQ(texts, (std::set<std::string>{"Tuyên truyền phổ biến pháp luật cho học sinh",
                                            "Tuyên truyền giáo dục pháp luật cho học sinh"}));
    EXPECT_NE(pair.first.who.here, pair.second.who.here);
    EXPECT_EQ(pair.first.who.device, "máy thử");
}

TEST(Originals, OfAHideAndAnEditSayWhoTookItOff) {
    TwoPcs pcs("Một câu");
    ASSERT_TRUE(hide_node(pcs.a->office, pcs.document, pcs.node));
    pcs.type(*pcs.b, "Một câu khác");
    pcs.meet();

    const auto originals = originals_of(pcs.b->office, pcs.document, pcs.node);

    ASSERT_TRUE(originals);
    ASSERT_EQ(originals->size(), 1u);
    const Original& hider = originals->front().first.hidden ? originals->front().first : originals->front().second;
    const Original& writer = originals->front().first.hidden ? originals->front().second : originals->front().first;
    EXPECT_TRUE(hider.hidden);
    EXPECT_FALSE(hider.who.here);
    EXPECT_FALSE(writer.hidden);
    EXPECT_EQ(writer.text, "Một câu khác");
}

TEST(Versions, OfAFieldInConflictNameTheirAuthors) {
    TwoPcs pcs("chữ");
    ASSERT_TRUE(set_field(pcs.a->office, pcs.document, pcs.root(), "subject", "của A"));
    ASSERT_TRUE(set_field(pcs.b->office, pcs.document, pcs.root(), "subject", "của B"));
    pcs.meet();

    const auto versions = versions_of(pcs.a->office, pcs.document, pcs.root(), field::kSubject);

    ASSERT_TRUE(versions);
    ASSERT_EQ(versions->size(), 2u);
    for (const FieldVersion& version : *versions) EXPECT_EQ(version.who.here, model::to_text(version.value) == "của A");
}

} // namespace

} // namespace dongthac::office
