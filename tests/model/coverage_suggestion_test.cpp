#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "shared/model/coverage_suggestion.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<const char*, 12> kTopics = {
    "Truyền thông về công tác tuyển sinh trực tuyến vào lớp 1, lớp 6 và các trường mầm non trên địa bàn phường.",
    "Tuyên truyền hoạt động chuyển đổi số, học bạ điện tử và thu học phí không dùng tiền mặt trong nhà trường.",
    "Phổ biến quy định về an toàn giao thông, đội mũ bảo hiểm khi đưa đón con bằng xe máy tại cổng trường.",
    "Giới thiệu gương người tốt, việc tốt, nhà giáo tiêu biểu, học sinh vượt khó vươn lên trong học tập.",
    "Thông tin về phòng chống dịch bệnh theo mùa, vệ sinh an toàn thực phẩm ở bếp ăn bán trú.",
    "Tuyên truyền phong trào xây dựng thư viện xanh, ngày hội đọc sách và văn hóa đọc cho học sinh.",
    "Truyền thông chương trình giáo dục phổ thông mới, đổi mới phương pháp dạy học và kiểm tra đánh giá.",
    "Thông tin kịp thời các kỳ thi, hội thi giáo viên dạy giỏi, hội khỏe Phù Đổng cấp phường.",
    "Tuyên truyền phòng chống bạo lực học đường, xâm hại trẻ em, tai nạn thương tích và đuối nước.",
    "Phổ biến chính sách miễn giảm học phí, hỗ trợ chi phí học tập cho học sinh hộ nghèo, hộ cận nghèo.",
    "Truyền thông xã hội hóa giáo dục, xây dựng trường đạt chuẩn quốc gia và tu sửa phòng học trong hè.",
    "Định hướng dư luận, phản bác thông tin sai lệch về ngành trên mạng xã hội, giữ đúng quy chế phát ngôn."};

/// What plans say besides, in the words of offices.
constexpr std::array<const char*, 4> kFiller = {
    "Các bộ phận căn cứ nhiệm vụ được giao nghiêm túc thực hiện nội dung kế hoạch này.",
    "Trong quá trình thực hiện nếu có vướng mắc đề nghị báo cáo Ban giám hiệu để được hướng dẫn.",
    "Kinh phí thực hiện lấy từ nguồn chi thường xuyên của đơn vị theo quy định.",
    "Hiệu trưởng phân công phó hiệu trưởng theo dõi, đôn đốc, tổng hợp kết quả."};

base::NodeId node(std::uint8_t n) { return base::NodeId{{n}}; }

std::vector<TopicText> topics() {
    std::vector<TopicText> out;
    for (std::size_t i = 0; i < kTopics.size(); ++i)
        out.push_back({node(static_cast<std::uint8_t>(i + 1)), kTopics.at(i), "II." + std::to_string(i + 1), {}});
    return out;
}

AnswerText answer(std::uint8_t n, std::string text, ItemRole role = ItemRole::topic) {
    return {node(n), role, std::move(text), {}, {}};
}

/// The paragraphs of a plan: `first`, and what every plan says besides.
std::vector<AnswerText> plan_with(std::vector<AnswerText> first) {
    for (std::size_t i = 0; i < kFiller.size(); ++i)
        first.push_back(answer(static_cast<std::uint8_t>(200 + i), kFiller.at(i), ItemRole::assignment));
    return first;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs(const std::vector<Suggestion>& found) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (const Suggestion& one : found) out.emplace_back(one.topic, one.paragraph);
    return out;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

} // namespace

TEST(OutlineCode, IsThePathOfPrintedNumbers) {
    const auto code = [](std::vector<std::string> labels) { return outline_code(labels); };

    EXPECT_EQ(code({"II.", "2.", "a)"}), "II.2.a");
    EXPECT_EQ(code({"II", "", "đ)"}), "II.đ");
    EXPECT_EQ(code({"III.", "2.1."}), "III.2.1");
    EXPECT_EQ(code({"III.", "2.", "2.1."}), "III.2.1") << "printed in full, it stands for what is above it";
    EXPECT_EQ(code({"II.", "-", "1."}), "II.1");
    EXPECT_EQ(code({"II.", "1.", "-"}), "") << "a dash says nothing about which one it is";
    EXPECT_EQ(code({"II.", ""}), "");
    EXPECT_EQ(code({}), "");
}

TEST(TopicMatcher, FindsAReWrittenParagraphAndNothingForWhatEveryPlanSays) {
    const TopicMatcher matcher(topics());

    const auto found = matcher.suggest(
        plan_with({answer(101, "Ban tuyển sinh nhà trường viết bài về tuyển sinh trực tuyến vào lớp 1 năm học mới."),
                   answer(102, "Tổ chức ngày hội đọc sách, trang trí thư viện xanh ở sân trường.")}));

    EXPECT_EQ(pairs(found), (Pairs{{0, 0}, {5, 1}}));
    for (const Suggestion& one : found) {
        EXPECT_EQ(one.why, SuggestedBy::words);
        EXPECT_GE(one.score, TopicMatcher::kEnough);
        EXPECT_LE(one.score, 1.0);
    }
}

TEST(TopicMatcher, TheSameParagraphScoresOne) {
    const TopicMatcher matcher(topics());

    const auto found = matcher.suggest(plan_with({answer(101, kTopics[4])}));

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].topic, 4U);
    EXPECT_NEAR(found[0].score, 1.0, 1e-9);
}

TEST(TopicMatcher, TonesMakeWordsAndCapitalsDoNot) {
    const TopicMatcher matcher({{node(1), "bán trú học sinh", "", {}}, {node(2), "Đại hội Đoàn", "", {}}});

    const auto found = matcher.suggest(std::vector{answer(101, "BÁN TRÚ HỌC SINH"), answer(102, "ban tru hoc sinh"),
                                                   answer(103, "bạn trừ hốc sính"), answer(104, "đại hội đoàn")});

    EXPECT_EQ(pairs(found), (Pairs{{0, 0}, {1, 3}}));
}

TEST(TopicMatcher, SyllablesThatOnlyStandApartAreNotTheWord) {
    // "sinh" of "tuyển sinh", "học sinh" and "vệ sinh" is not one word.
    const TopicMatcher matcher({{node(1), "công tác tuyển sinh đầu cấp", "", {}},
                                {node(2), "giữ vệ sinh trường lớp", "", {}},
                                {node(3), "khen thưởng học sinh giỏi", "", {}}});
    const std::vector texts = {answer(101, "tuyển sinh lớp đầu"), answer(102, "vệ sinh, tuyển người, học tập")};

    const auto found = matcher.suggest(texts);

    const auto score = [&](std::size_t topic, std::size_t paragraph) {
        const auto one = std::ranges::find_if(
            found, [&](const Suggestion& s) { return s.topic == topic && s.paragraph == paragraph; });
        return one == found.end() ? 0 : one->score;
    };
    EXPECT_GT(score(0, 0), 2 * score(0, 1));
    EXPECT_GT(score(1, 1), 2 * score(1, 0));
}

TEST(TopicMatcher, ALinkToWhatStandsForTheTopicComesFirstAndALinkToTheTopicIsNoSuggestion) {
    std::vector<TopicText> asked = topics();
    asked[3].links = {base::to_text(node(77))};
    const TopicMatcher matcher(asked);
    std::vector<AnswerText> texts = {answer(101, kTopics[3]), answer(102, "Viết bài về cô giáo Lan."),
                                     answer(103, kTopics[2])};
    texts[1].covers = {base::to_text(node(77))};
    texts[2].covers = {base::to_text(node(3))};

    const auto found = matcher.suggest(texts);

    ASSERT_EQ(pairs(found), (Pairs{{3, 1}, {3, 0}}));
    EXPECT_EQ(found[0].why, SuggestedBy::link);
    EXPECT_EQ(found[0].score, 1.0);
    EXPECT_EQ(found[1].why, SuggestedBy::words);
}

TEST(TopicMatcher, AQuotedNumberIsTheTopicAndALongerOneIsNot) {
    const TopicMatcher matcher(topics());

    const auto found = matcher.suggest(std::vector{
        answer(101, "Thực hiện mục II.1 của kế hoạch phường."), answer(102, "Thực hiện Mục II.12."),
        answer(103, "Thực hiện mục II.3.1"), answer(104, "Năm II.4 có gì"), answer(105, "theo NỘI DUNG II.6, II.7")});

    EXPECT_EQ(pairs(found), (Pairs{{0, 0}, {5, 4}, {11, 1}}));
    for (const Suggestion& one : found) EXPECT_EQ(one.why, SuggestedBy::code);
}

TEST(TopicMatcher, ANumberThatMayBeOfAnythingNeedsWordsBesideIt) {
    std::vector<TopicText> asked = topics();
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i].code = std::to_string(i + 1);
    const TopicMatcher matcher(asked);
    const auto found_in = [&](const char* text) {
        return pairs(matcher.suggest(std::vector{answer(101, text), answer(102, kFiller[0])}));
    };
    const std::string few = "các lớp nhắc phụ huynh giữ trật tự trước cổng, xếp hàng, ra vào có thẻ, để xe đúng chỗ và "
                            "đón con đúng giờ mỗi buổi chiều."; // of topic 3, too few alone

    EXPECT_EQ(found_in(("Thực hiện mục 3, " + few).c_str()), (Pairs{{2, 0}}));
    EXPECT_EQ(found_in(("Thực hiện bảngmục 3, " + few).c_str()), Pairs{}) << "no word of its own";
    EXPECT_EQ(found_in(("Theo khoản 3 Điều 8 Nghị định 09/2019, " + few).c_str()), Pairs{});
    EXPECT_EQ(found_in(("Theo điểm 3 khoản 7 Điều 8, " + few).c_str()), Pairs{});
    for (const char* other : {"Thành phần 2 của bộ hồ sơ", "Theo danh mục 3 của Sở", "Bài thi đạt điểm 10",
                              "Theo khoản 5 Điều 8 Nghị định 09/2019", "Chụp ảnh, nội dung 4"})
        EXPECT_EQ(found_in(other), Pairs{}) << other;
}

TEST(TopicMatcher, TheNumberOfAnArticleIsNotTheTopics) {
    const TopicMatcher matcher(topics());

    EXPECT_TRUE(matcher.suggest(std::vector{answer(101, "Theo khoản II.3 Điều 8 của quy chế.")}).empty());
    EXPECT_TRUE(matcher.suggest(std::vector{answer(101, "Bảngmục II.3 của quy chế.")}).empty());
    EXPECT_EQ(pairs(matcher.suggest(std::vector{answer(101, "(mục II.3)")})), (Pairs{{2, 0}}));
}

TEST(TopicMatcher, TheSamePlaceNeedsFewerWords) {
    const TopicMatcher matcher(topics());
    std::vector<AnswerText> texts =
        plan_with({answer(101, "Các lớp nhắc phụ huynh giữ trật tự trước cổng, xếp hàng, ra vào có thẻ, để xe "
                               "đúng chỗ và đón con đúng giờ mỗi buổi chiều.")});

    const auto elsewhere = matcher.suggest(texts);
    texts[0].code = "II.3";
    const auto in_place = matcher.suggest(texts);

    EXPECT_TRUE(elsewhere.empty());
    ASSERT_EQ(pairs(in_place), (Pairs{{2, 0}}));
    EXPECT_EQ(in_place[0].why, SuggestedBy::code);
}

TEST(TopicMatcher, WhatSaysSomethingElseAlreadyNeedsMoreWords) {
    const TopicMatcher matcher(topics());
    const std::string words =
        "Phối hợp công an phường giữ an toàn giao thông trước cổng trường giờ tan học mỗi buổi chiều.";
    std::vector<AnswerText> texts = plan_with({answer(101, words)});
    ASSERT_EQ(pairs(matcher.suggest(texts)), (Pairs{{2, 0}}));
    ASSERT_LT(matcher.suggest(texts)[0].score, TopicMatcher::kEnoughElsewhere);

    texts[0].role = ItemRole::assignment;
    EXPECT_TRUE(matcher.suggest(texts).empty()) << "who does it";
    texts[0].role = ItemRole::topic;
    texts[0].covers = {base::to_text(node(9))};
    EXPECT_TRUE(matcher.suggest(texts).empty()) << "linked to another topic";
    texts[0].covers = {base::to_text(node(99))};
    EXPECT_EQ(pairs(matcher.suggest(texts)), (Pairs{{2, 0}})) << "a link into another plan says nothing here";
}

TEST(TopicMatcher, ATopicPastedUnderAnotherHeadingIsFoundThere) {
    // Of the sample plans one has the topics of its superior a second time under "3. Kênh truyền thông" (DOMAIN §1,
    // S1).
    const TopicMatcher matcher(topics());
    std::vector<AnswerText> texts = plan_with({});
    for (std::size_t i = 0; i < kTopics.size(); ++i)
        texts.push_back(answer(static_cast<std::uint8_t>(100 + i), kTopics.at(i), ItemRole::channel));

    const auto found = matcher.suggest(texts);

    for (std::size_t i = 0; i < kTopics.size(); ++i) {
        const auto first = std::ranges::find(found, i, &Suggestion::topic);
        ASSERT_NE(first, found.end()) << i;
        EXPECT_EQ(first->paragraph, kFiller.size() + i);
    }
}

TEST(TopicMatcher, LetterheadBasesAndRecipientsAnswerNothing) {
    const TopicMatcher matcher(topics());
    std::vector<AnswerText> texts;
    for (const ItemRole role : {ItemRole::subject, ItemRole::legal_basis, ItemRole::lead_in, ItemRole::closing,
                                ItemRole::recipient, ItemRole::signer_name, ItemRole::appendix}) {
        texts.push_back(answer(101, std::string("Mục II.1. ") + kTopics[0], role));
        texts.back().covers = {base::to_text(node(77))};
    }

    EXPECT_TRUE(matcher.suggest(texts).empty());
}

TEST(TopicMatcher, GivesAtMostThreeForOneTopicTheBestFirst) {
    const TopicMatcher matcher(topics());
    std::vector<AnswerText> texts = plan_with({});
    for (std::uint8_t i = 0; i < 5; ++i)
        texts.push_back(answer(100 + i, std::string(kTopics[0]) + std::string(i, 'x') +
                                            (i == 3 ? "" : " thêm vài chữ khác ở đây")));

    const auto found = matcher.suggest(texts);

    ASSERT_FALSE(found.empty());
    const auto of_first = std::ranges::count(found, 0U, &Suggestion::topic);
    EXPECT_EQ(of_first, 3);
    EXPECT_EQ(found[0].paragraph, kFiller.size() + 3);
    EXPECT_TRUE(std::ranges::is_sorted(found, std::ranges::greater{},
                                       [](const Suggestion& s) { return s.topic == 0 ? s.score : 0; }));
}

TEST(TopicMatcher, NothingOfNothing) {
    EXPECT_TRUE(TopicMatcher({}).suggest(std::vector{answer(101, "a b c")}).empty());
    EXPECT_TRUE(TopicMatcher(topics()).suggest({}).empty());
    EXPECT_TRUE(TopicMatcher({{node(1), "", "", {}}}).suggest(std::vector{answer(101, "")}).empty());
    EXPECT_TRUE(TopicMatcher({{node(1), "…", "", {}}}).suggest(std::vector{answer(101, "… \xff")}).empty());
}

TEST(SharedWords, AreTheRunsBothHaveAsTheParagraphWritesThemTheRarestFirst) {
    const TopicMatcher matcher(topics());

    EXPECT_EQ(matcher.shared_words(8, "Nhà trường PHÒNG CHỐNG Bạo lực học đường, phòng ngừa đuối nước và xâm hại.", 3),
              (std::vector<std::string>{"PHÒNG CHỐNG Bạo lực học đường", "đuối nước", "xâm hại"}));
    EXPECT_EQ(matcher.shared_words(8, "đuối nước, đuối nước và xâm hại", 1), std::vector<std::string>{"đuối nước"});
    EXPECT_TRUE(matcher.shared_words(8, "bạo, lực; học – đường", 3).empty()) << "not side by side";
    EXPECT_TRUE(matcher.shared_words(0, "đuối nước", 3).empty()) << "another topic's";
}

namespace {

/// A topic as an office re-writes it: a quarter of its syllables gone, its parts in another order.
std::string rewritten(base::Random& random, std::string_view topic) {
    std::vector<std::string> clauses;
    std::istringstream parts{std::string(topic)};
    for (std::string clause; std::getline(parts, clause, ',');) {
        std::istringstream words(clause);
        std::string kept;
        for (std::string word; words >> word;)
            if (!tests::chance(random, 25)) kept += (kept.empty() ? "" : " ") + word;
        const auto place = static_cast<std::ptrdiff_t>(random.below(clauses.size() + 1));
        clauses.insert(clauses.begin() + place, kept);
    }
    std::string text = "Nhà trường";
    for (const std::string& clause : clauses) text += " " + clause + ";";
    return text;
}

} // namespace

TEST(TopicMatcherProperty, APlanReWrittenFromItsParentIsFoundAgain) {
    base::SeededRandom random(tests::property_seed(20261122));
    const TopicMatcher matcher(topics());
    for (int round = 0; round < 200; ++round) {
        std::vector<AnswerText> texts = plan_with({});
        std::map<std::size_t, std::size_t> kept; // topic → paragraph
        for (std::size_t t = 0; t < kTopics.size(); ++t) {
            if (tests::chance(random, 25)) continue; // dropped
            kept[t] = texts.size();
            texts.push_back(answer(static_cast<std::uint8_t>(100 + t), rewritten(random, kTopics.at(t))));
        }

        const auto found = matcher.suggest(texts);

        for (const auto& [topic, paragraph] : kept) {
            const auto first = std::ranges::find(found, topic, &Suggestion::topic);
            ASSERT_NE(first, found.end()) << round << ": " << texts[paragraph].text;
            ASSERT_EQ(first->paragraph, paragraph) << round << ": " << texts[paragraph].text;
        }
        ASSERT_LE(found.size(), kept.size() + 2) << round << ": little else is suggested";
    }
}

} // namespace dongthac::model
