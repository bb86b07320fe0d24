#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/review.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/tokens.hpp"
#include "tests/document/plans.hpp"

// What import recognised, put right by a person before anything is stored.

namespace dongthac::tests {
namespace {

using namespace document;
using model::Outline;

Review review_of(std::string_view text) { return Review(import_file(text, "kế hoạch.txt").value()); }

std::size_t item_with(const Review& review, std::string_view words) {
    const auto& items = review.outline().items;
    const auto found =
        std::ranges::find_if(items, [&](const auto& item) { return item.text.find(words) != std::string::npos; });
    EXPECT_NE(found, items.end()) << words;
    return static_cast<std::size_t>(found - items.begin());
}

/// Every word there is, in order.
std::string all_words(const Outline& outline) {
    std::string out;
    for (const model::OutlineItem& item : outline.items) out += item.label + item.text;
    for (const std::string& words : outline.unplaced) out += words;
    std::erase(out, ' ');
    return out;
}

std::string sorted(std::string text) {
    std::ranges::sort(text);
    return text;
}

TEST(Review, JoinsAndSplitsWithoutLosingAWordAndTakesBack) {
    Review review = review_of(kSchoolPlan);
    const std::string before = all_words(review.outline());
    const std::size_t item = item_with(review, "Ngày hội thể thao");
    const std::size_t count = review.outline().items.size();

    ASSERT_TRUE(review.join(item));
    EXPECT_EQ(review.outline().items.size(), count - 1);
    EXPECT_NE(review.outline().items[item - 1].text.find("- Ngày hội thể thao"), std::string::npos) << "its label, too";
    EXPECT_EQ(all_words(review.outline()), before);

    const std::string& joined = review.outline().items[item - 1].text;
    const std::size_t word = text::count_words(std::string_view(joined).substr(0, joined.find("- Ngày")));
    ASSERT_TRUE(review.split(item - 1, word));
    EXPECT_EQ(review.outline().items[item].label, "-") << "a label at the cut is read as one";
    EXPECT_EQ(review.outline().items[item].text, "Ngày hội thể thao mùa xuân.");
    EXPECT_EQ(all_words(review.outline()), before);

    review.undo();
    review.undo();
    EXPECT_FALSE(review.can_undo());
    EXPECT_EQ(review.outline().items.size(), count);
    review.redo();
    EXPECT_EQ(review.outline().items.size(), count - 1);
}

TEST(Review, ARoleOfTheHeadOrTheEndTakesItsField) {
    Review review = review_of(kSchoolPlan);
    const std::size_t item = item_with(review, "Phụ huynh biết");
    ASSERT_TRUE(review.set_role(item, ItemRole::signer_name));
    EXPECT_EQ(review.outline().signer_name, "- " + review.outline().items[item].text);
    ASSERT_TRUE(review.set_role(item, ItemRole::paragraph));
    EXPECT_EQ(review.outline().signer_name, "") << "what was taken for it is given back";
    ASSERT_TRUE(review.set_role(item, ItemRole::signer_title));
    EXPECT_EQ(review.outline().signer_titles.front(), "- " + review.outline().items[item].text);
    EXPECT_EQ(review.outline().items[item].confidence, 100) << "a person said so";
}

TEST(Review, WhatStandsBelowGoesAlong) {
    Review review = review_of(kSchoolPlan);
    const std::size_t item = item_with(review, "Nhiệm vụ khác");
    const int level = review.outline().items[item].level;
    const int below = review.outline().items[item + 1].level;
    ASSERT_GT(below, level);

    ASSERT_TRUE(review.indent(item, 1)) << "under the one before it";
    EXPECT_EQ(review.outline().items[item].level, level + 1);
    EXPECT_EQ(review.outline().items[item + 1].level, below + 1);
    EXPECT_FALSE(review.indent(item, 5)) << "no level may be left out";
    EXPECT_FALSE(review.indent(0, -1));
}

TEST(Review, FieldsAreTypedAsEverywhere) {
    Review review = review_of(kSchoolPlan);
    ASSERT_TRUE(review.set_field("issued_on", "5/3/2027"));
    EXPECT_EQ(review.outline().issued_on, (text::Date{2027, 3, 5}));
    const auto refused = review.set_field("issued_on", "hôm qua");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::bad_value);
    EXPECT_EQ(review.outline().issued_on, (text::Date{2027, 3, 5}));
    ASSERT_TRUE(review.set_field("signer_titles", "KT. HIỆU TRƯỞNG; PHÓ HIỆU TRƯỞNG"));
    EXPECT_EQ(review.outline().signer_titles.size(), 2u);
    EXPECT_EQ(review.set_field("colour", "x").error().code, base::Code::unknown_field);
}

TEST(Review, WhatIsToBeLookedAtStaysWithItsParagraph) {
    Review review = review_of(with(kSchoolPlan, "III. KINH PHÍ", "II. KINH PHÍ")); // a number twice
    const auto flagged = [&] {
        for (const model::Flag& flag : review.outline().flags)
            if (flag.code == "duplicate_label" && flag.item) return review.outline().items.at(*flag.item).text;
        return std::string("none");
    };
    ASSERT_EQ(flagged(), "KINH PHÍ");

    ASSERT_TRUE(review.join(item_with(review, "Ngày hội thể thao")));
    EXPECT_EQ(flagged(), "KINH PHÍ");
    ASSERT_TRUE(review.split(item_with(review, "Phụ huynh biết"), 2));
    EXPECT_EQ(flagged(), "KINH PHÍ");
}

TEST(Review, FindsTheLineOfTheOriginal) {
    const Review review = review_of(kSchoolPlan);
    const auto lines = review.source_lines();
    for (const char* words : {"Phụ huynh biết", "Ngày hội thể thao", "Lưu: VT"}) {
        const auto line = lines.at(item_with(review, words));
        ASSERT_TRUE(line) << words;
        EXPECT_NE(review.source().at(*line).find(words), std::string::npos) << words;
    }
}

/// National name and motto, "Số: /", "ngày tháng năm", "V/v", "Nơi nhận:": what a page says without being told.
constexpr std::size_t kOfTheForm = 100;

/// A plan with all that a review can be about: words without a place, two signers, a subject that took too much.
constexpr const char* kRough = R"(UBND PHƯỜNG HOA MAI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG MẦM NON BÌNH MINH          Độc lập - Tự do - Hạnh phúc
Số: 07/KH-MNBM          Hoa Mai, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Truyền thông năm 2026 của nhà trường

Căn cứ Kế hoạch số 45/KH-UBND ngày 03 tháng 02 năm 2026 của UBND phường Hoa Mai về truyền thông;
Trường Mầm non Bình Minh xây dựng kế hoạch như sau:
I. MỤC ĐÍCH
- Phụ huynh biết con mình ăn gì.
- Giáo viên đăng tin đúng hẹn.
II. NỘI DUNG
- Mỗi tuần một tin về vườn rau.
[bookmark: _Toc12]
Trên đây là kế hoạch của trường./.

Nơi nhận:
- UBND phường (b/c);
- Lưu: VT.
HIỆU TRƯỞNG
Trần Thị Lan
)";

/// The words as they are printed, without spaces and marks of cells, sorted: whatever is moved, they are the same.
std::string printed_letters(const Outline& outline) {
    std::string letters = text::search_key(export_text(outline));
    std::erase(letters, ' ');
    std::erase(letters, '|');
    return sorted(letters);
}

/// Number and date are printed in a form of their own: with `words_only` they are left out.
std::string letters_of_items(const Outline& outline, bool words_only = false) {
    std::string letters;
    for (const model::OutlineItem& item : outline.items) {
        const bool form = item.role == model::ItemRole::number_symbol || item.role == model::ItemRole::place_date;
        if (!form || !words_only) letters += printed(item) + ' ';
    }
    letters = text::search_key(letters);
    std::erase(letters, ' ');
    std::erase(letters, '|');
    return sorted(letters);
}

/// Whatever is pressed: no word goes, levels stay a tree, flags point at items, and all of it can be taken back.
TEST(Review, AnyStepsKeepEveryWord) {
    base::SeededRandom random(77);
    for (int round = 0; round < 200; ++round) {
        Review review = review_of(std::string(kRough) + "\n\n2\n");
        const Outline first = review.outline();
        const std::string letters = sorted(all_words(first));
        std::size_t taken = 0;
        for (int step = 0; step < 30; ++step) {
            const std::size_t item = random.below(review.outline().items.size() + 1);
            base::Result<void> done;
            switch (random.below(5)) {
            case 0: done = review.join(item); break;
            case 1: done = review.split(item, random.below(8)); break;
            case 2: done = review.indent(item, random.below(2) == 0 ? 1 : -1); break;
            case 3: done = review.set_role(item, static_cast<ItemRole>(random.below(30))); break;
            default:
                done = review.place(random.below(3),
                                    item < review.outline().items.size() ? std::optional(item) : std::nullopt);
            }
            if (done) ++taken;
            const Outline& now = review.outline();
            ASSERT_EQ(sorted(all_words(now)), letters);
            const std::string printed_now = printed_letters(now);
            const std::string said = letters_of_items(now, true);
            ASSERT_TRUE(std::ranges::includes(printed_now, said)) << "round " << round << " step " << step;
            ASSERT_LE(printed_now.size(), letters_of_items(now).size() + kOfTheForm);
            for (std::size_t i = 0; i < now.items.size(); ++i)
                ASSERT_LE(now.items[i].level, i == 0 ? 0 : now.items[i - 1].level + 1);
            for (const model::Flag& flag : now.flags)
                if (flag.item) {
                    ASSERT_LT(*flag.item, now.items.size());
                }
        }
        ASSERT_GT(taken, 5u);
        while (review.can_undo()) review.undo();
        ASSERT_EQ(all_words(review.outline()), all_words(first));
    }
}

TEST(Review, ALetterheadOverTwoLinesIsFoundWhereItBegins) {
    const Review review = review_of("ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                                    "PHƯỜNG HOA MAI        Độc lập - Tự do - Hạnh phúc\n"
                                    "Số: 07/KH-UBND        Hoa Mai, ngày 05 tháng 3 năm 2026\n\n"
                                    "KẾ HOẠCH\nTruyền thông năm 2026\n\n"
                                    "Ủy ban nhân dân phường Hoa Mai ban hành kế hoạch như sau:\n"
                                    "I. MỤC ĐÍCH\n- Phụ huynh biết con mình ăn gì.\n");
    const auto& items = review.outline().items;
    const auto lines = review.source_lines();
    int seen = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool issuer = items[i].role == model::ItemRole::issuing_body;
        if (!issuer && items[i].role != model::ItemRole::lead_in) continue;
        EXPECT_EQ(lines[i], issuer ? 0u : 7u) << items[i].text;
        ++seen;
    }
    EXPECT_EQ(seen, 2);
}

TEST(Review, WhatTheItemsSayIsWhatIsPrinted) {
    Review review = review_of(kRough);
    EXPECT_EQ(printed_letters(review.outline()), letters_of_items(review.outline()));

    // A subject that took too much: cut, and the rest is a paragraph.
    const std::size_t subject = item_with(review, "Truyền thông năm 2026");
    ASSERT_TRUE(review.split(subject, 4));
    ASSERT_TRUE(review.set_role(subject + 1, model::ItemRole::paragraph));
    EXPECT_EQ(review.outline().subject, "Truyền thông năm 2026");
    EXPECT_EQ(printed_letters(review.outline()), letters_of_items(review.outline()));

    // One that took too little.
    ASSERT_TRUE(review.join(subject + 1));
    EXPECT_EQ(review.outline().subject, "Truyền thông năm 2026 của nhà trường");
    EXPECT_EQ(printed_letters(review.outline()), letters_of_items(review.outline()));
    review.undo();
    EXPECT_EQ(review.outline().subject, "Truyền thông năm 2026");
}

TEST(Review, LetterheadAndEndAreReadFromTheirItems) {
    Review review = review_of(kRough);
    const std::size_t number = item_with(review, "07/KH-MNBM");
    ASSERT_TRUE(review.set_role(number, model::ItemRole::paragraph));
    EXPECT_EQ(review.outline().document_number, "");
    EXPECT_EQ(review.outline().symbol, "");
    ASSERT_TRUE(review.set_role(number, model::ItemRole::number_symbol));
    EXPECT_EQ(review.outline().document_number, "07");
    EXPECT_EQ(review.outline().symbol, "KH-MNBM");

    const std::size_t day = item_with(review, "ngày 05 tháng 3");
    ASSERT_TRUE(review.set_role(day, model::ItemRole::paragraph));
    EXPECT_FALSE(review.outline().issued_on);
    ASSERT_TRUE(review.set_role(day, model::ItemRole::place_date));
    EXPECT_EQ(review.outline().issued_on, (text::Date{.year = 2026, .month = 3, .day = 5}));
    EXPECT_EQ(review.outline().place_name, "Hoa Mai");

    const std::size_t title = item_with(review, "HIỆU TRƯỞNG");
    ASSERT_TRUE(review.set_role(title, model::ItemRole::paragraph));
    EXPECT_TRUE(review.outline().signer_titles.empty());
}

TEST(Review, WhatAPersonTypedStays) {
    Review review = review_of(kRough);
    const std::size_t office = item_with(review, "TRƯỜNG MẦM NON BÌNH MINH");
    ASSERT_TRUE(review.set_field("issuing_body", "TRƯỜNG MẦM NON VƯỜN XANH"));
    EXPECT_EQ(review.outline().confidence.issuing_body, 100);
    ASSERT_TRUE(review.set_role(office, model::ItemRole::superior_body));
    EXPECT_EQ(review.outline().issuing_body, "TRƯỜNG MẦM NON VƯỜN XANH");
    EXPECT_NE(review.outline().superior_body.find("BÌNH MINH"), std::string::npos);
    while (review.can_undo()) review.undo();
    ASSERT_TRUE(review.set_role(office, model::ItemRole::paragraph));
    EXPECT_EQ(review.outline().issuing_body, "") << "the step in which it was typed was taken back";
}

TEST(Review, FlagsAndPlansAboveFollowTheSteps) {
    Review review = review_of(kRough);
    const auto flagged = [&](std::string_view code) {
        return std::ranges::any_of(review.outline().flags, [&](const model::Flag& flag) { return flag.code == code; });
    };
    ASSERT_FALSE(flagged("missing_number"));
    ASSERT_TRUE(flagged("bookmark_residue"));
    const std::size_t number = item_with(review, "07/KH-MNBM");
    ASSERT_TRUE(review.set_role(number, model::ItemRole::paragraph));
    EXPECT_TRUE(flagged("missing_number"));
    ASSERT_TRUE(review.set_field("document_number", "08"));
    EXPECT_FALSE(flagged("missing_number"));
    EXPECT_TRUE(flagged("bookmark_residue")) << "what was said of the file stays";

    const std::size_t basis = item_with(review, "45/KH-UBND");
    ASSERT_EQ(review.outline().parents.size(), 1u);
    ASSERT_TRUE(review.set_role(basis, model::ItemRole::paragraph));
    EXPECT_TRUE(review.outline().parents.empty());
    ASSERT_TRUE(review.set_role(basis, model::ItemRole::legal_basis));
    ASSERT_EQ(review.outline().parents.size(), 1u);
    EXPECT_EQ(review.outline().parents.front().number, "45");
}

TEST(Review, WhoSaysWhoSignsHasDecided) {
    Review review =
        review_of("KẾ HOẠCH\nTin\nI. NỘI DUNG\n- Tin của lớp.\nTrên đây là Kế hoạch./.\nNơi nhận:\n- Lưu: VT.\n"
                  "NGƯỜI LẬP          HIỆU TRƯỞNG\n\nLê Thị Na          Lò Văn Sáng\n");
    const auto two = [&] { return std::ranges::count(review.outline().flags, "two_signers", &model::Flag::code); };
    ASSERT_EQ(two(), 1);
    ASSERT_TRUE(review.set_role(item_with(review, "Tin của lớp"), model::ItemRole::paragraph));
    EXPECT_EQ(two(), 1) << "another step says nothing of it";
    ASSERT_TRUE(review.set_field("signer_name", "Lê Thị Na"));
    EXPECT_EQ(two(), 0);
    review.undo();
    EXPECT_EQ(two(), 1);
}

TEST(Review, TheKindIsAStepToo) {
    Review review = review_of(kRough);
    EXPECT_EQ(review.kind(), "plan");
    ASSERT_TRUE(review.set_role(item_with(review, "Mỗi tuần"), model::ItemRole::topic));
    ASSERT_TRUE(review.set_kind("report"));
    EXPECT_EQ(review.set_kind("incident").error().code, base::Code::unknown_kind);
    review.undo();
    EXPECT_EQ(review.kind(), "plan");
    EXPECT_EQ(review.outline().items[item_with(review, "Mỗi tuần")].role, model::ItemRole::topic);
}

TEST(Review, WordsWithoutAPlaceGetOne) {
    Review review = review_of(std::string(kRough) + "\n\n2\n");
    ASSERT_FALSE(review.outline().unplaced.empty());
    const std::string words = review.outline().unplaced.front();
    const std::size_t item = item_with(review, "Mỗi tuần");
    ASSERT_TRUE(review.place(0, item));
    EXPECT_EQ(review.outline().items[item + 1].text, words);
    EXPECT_EQ(review.outline().items[item + 1].level, review.outline().items[item].level);
    EXPECT_EQ(review.place(99, item).error().code, base::Code::unknown_node);
    EXPECT_EQ(review.place(0, 999).error().code, base::Code::unknown_node);
}

/// What import said of the fields is what their items say: a step that changes an item may read them again.
TEST(Review, ReadingTheFieldsAgainFindsTheSame) {
    for (const std::string_view plan : {std::string_view(kRough), std::string_view(kSchoolPlan)}) {
        const Outline read = review_of(plan).outline();
        Outline again = read;
        follow_items(Outline{}, again, {});
        const auto fields = [](const Outline& one) {
            return std::tie(one.document_number, one.symbol, one.place_name, one.issued_on, one.doc_type, one.subject,
                            one.issuing_body, one.superior_body, one.signer_titles, one.signer_name);
        };
        EXPECT_EQ(fields(again), fields(read)) << plan;
        EXPECT_EQ(again.flags, read.flags);
        EXPECT_EQ(again.confidence, read.confidence);
    }
}

TEST(Review, RemembersSoManySteps) {
    Review review = review_of(kSchoolPlan);
    const std::size_t item = item_with(review, "Ngày hội thể thao");
    for (int i = 0; i < 600; ++i)
        ASSERT_TRUE(review.set_role(item, i % 2 == 0 ? model::ItemRole::topic : model::ItemRole::paragraph));
    int back = 0;
    for (; review.can_undo(); ++back) review.undo();
    EXPECT_EQ(back, 500);
    EXPECT_EQ(review.outline().items[item].role, model::ItemRole::paragraph);
    for (; review.can_redo(); --back) review.redo();
    EXPECT_EQ(back, 0);
}

TEST(Review, ALongFileKeepsTenSteps) {
    ImportedFile file = import_file(kSchoolPlan, "kế hoạch.txt").value();
    file.outline.items.front().text = std::string(20'000'000, 'a');
    Review review(std::move(file));
    const std::size_t last = review.outline().items.size() - 1;
    for (int i = 0; i < 14; ++i)
        ASSERT_TRUE(review.set_role(last, i % 2 == 0 ? model::ItemRole::topic : model::ItemRole::paragraph));
    int back = 0;
    for (; review.can_undo(); ++back) review.undo();
    EXPECT_EQ(back, 10);
}

} // namespace
} // namespace dongthac::tests
