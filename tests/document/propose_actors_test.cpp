#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/document/plans.hpp"
#include "tests/document/proposals.hpp"

namespace dongthac::tests {
namespace {

struct ActorCase {
    const char* heading;
    const char* actor;
    ActorKind kind;
    SelectorKind selector;
    Names levels;
};

TEST(ProposeActors, TheHeadingSaysWhoAndWhichSchools) {
    const std::vector<ActorCase> cases = {
        {"Các trường mầm non, tiểu học, THCS",
         "Các trường mầm non, tiểu học, THCS",
         ActorKind::subordinate_orgs,
         SelectorKind::all_schools,
         {}},
        {"Đề nghị các cơ sở giáo dục mầm non:",
         "các cơ sở giáo dục mầm non",
         ActorKind::subordinate_orgs,
         SelectorKind::school_levels,
         {"preschool"}},
        {"Các trường tiểu học và THCS",
         "Các trường tiểu học và THCS",
         ActorKind::subordinate_orgs,
         SelectorKind::school_levels,
         {"primary", "lower_secondary"}},
        {"Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội", ActorKind::unit, SelectorKind::self, {}},
        {"Giáo viên, nhân viên", "Giáo viên, nhân viên", ActorKind::individuals, SelectorKind::self, {}},
        {"Trạm Y tế phường", "Trạm Y tế phường", ActorKind::unspecified, SelectorKind::self, {}},
        {"Phong trào thi đua", "Phong trào thi đua", ActorKind::unspecified, SelectorKind::self, {}},
    };
    for (const ActorCase& one_case : cases) {
        const auto all = read(plan_of(
            {{ItemRole::assignee, 1, "1.", one_case.heading}, {ItemRole::assignment, 2, "-", "Trồng cây trong sân."}}));

        ASSERT_EQ(all.size(), 1u) << one_case.heading;
        EXPECT_EQ(all[0].actor, one_case.actor);
        EXPECT_EQ(all[0].actor_kind, one_case.kind) << one_case.heading;
        EXPECT_EQ(all[0].selector.kind, one_case.selector) << one_case.heading;
        EXPECT_EQ(all[0].selector.school_levels, one_case.levels) << one_case.heading;
    }
}

TEST(ProposeActors, TheSameWordsMeanOthersInTheIssuersOwnPlan) {
    const auto kind_in = [](const std::string& issuer, const std::string& heading) {
        return read(plan_of({{ItemRole::assignee, 1, "1.", heading},
                             {ItemRole::assignment, 2, "-", "Trồng cây trong sân."}},
                            issuer))
            .at(0)
            .actor_kind;
    };

    EXPECT_EQ(kind_in("TRƯỜNG MẦM NON HOA MAI", "Ban giám hiệu"), ActorKind::group);
    EXPECT_EQ(kind_in("UBND PHƯỜNG HOA MAI", "Ban giám hiệu các trường"), ActorKind::subordinate_orgs);
    EXPECT_EQ(kind_in("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo"), ActorKind::issuer);
    EXPECT_EQ(kind_in("UBND PHƯỜNG HOA MAI", "Phòng Giáo dục và Đào tạo"), ActorKind::unit);
}

TEST(ProposeActors, AClauseMayNameItsOwnActor) {
    const auto actor = [](const std::string& text) { return one(text, ItemRole::reporting).actor; };

    EXPECT_EQ(actor("Các nhà trường chủ động trồng cây trong sân"), "Các nhà trường");
    EXPECT_EQ(actor("Khi có vướng mắc, các trường báo cáo về phường"), "các trường");
    EXPECT_EQ(actor("Hằng tháng, các lớp gửi ảnh về văn phòng"), "các lớp");
    EXPECT_EQ(actor("Hằng tháng viết bài về vườn rau, giáo viên và trẻ"), "UBND PHƯỜNG HOA PHƯỢNG");
    EXPECT_EQ(actor("Phòng Văn hóa đề nghị các trường trồng cây trong sân"), "các trường");
    EXPECT_EQ(actor("Phòng chống cháy nổ trong bếp ăn"), "UBND PHƯỜNG HOA PHƯỢNG");
    EXPECT_EQ(actor("Cần bố trí chỗ để xe"), "UBND PHƯỜNG HOA PHƯỢNG");
}

TEST(ProposeActors, WithoutAHeadingTheIssuerDoesItsOwnTasks) {
    const Obligation own = one("Trồng cây trong sân.", ItemRole::budget);

    EXPECT_EQ(own.actor, "UBND PHƯỜNG HOA PHƯỢNG");
    EXPECT_EQ(own.actor_kind, ActorKind::issuer);
    EXPECT_EQ(own.output_name, "budget");
    EXPECT_EQ(own.cadence, Cadence::once_per_year);
}

TEST(ProposeActors, ChannelsAndOfficesAreNamedInTheirWords) {
    const Obligation read = one("Đăng tin bài trên website của trường, fanpage Hoa Nắng (www.hoanang.example) và gửi "
                                "về Phòng Văn hóa và UBND phường.");

    EXPECT_EQ(read.via, (Names{"website của trường", "fanpage Hoa Nắng", "www.hoanang.example"}));
    EXPECT_EQ(read.report_to, (Names{"Phòng Văn hóa", "UBND phường"}));
    EXPECT_EQ(one("Báo cáo Sở Giáo dục và Đào tạo các kết quả").report_to, (Names{"Sở Giáo dục và Đào tạo"}));
    EXPECT_EQ(one("Gửi về trường sổ tay phòng chống cháy").report_to, (Names{}));
    EXPECT_EQ(one("Kể chuyện về Sở Giáo dục và Đào tạo").report_to, (Names{}));
}

TEST(ProposeActors, OfWishesAndContentOnlyWhatNamesATask) {
    EXPECT_TRUE(asked("Phụ huynh biết con mình ăn gì mỗi tuần.", ItemRole::requirement).empty());
    EXPECT_TRUE(asked("Bài viết về ngày hội hằng tháng của bé.", ItemRole::purpose).empty());
    EXPECT_TRUE(asked("Phối hợp chặt chẽ với các báo.", ItemRole::requirement).empty());
    EXPECT_TRUE(asked("Ngày hội thể thao hằng năm.", ItemRole::topic).empty());
    EXPECT_TRUE(asked("Tham gia hội thi hằng tháng.", ItemRole::topic).empty());
    EXPECT_TRUE(asked("Đọc sách hằng tuần ở thư viện.", ItemRole::topic).empty());
    EXPECT_EQ(one("Mỗi trường gửi một tin bài hằng tuần.", ItemRole::requirement).actor, "Mỗi trường");
    EXPECT_EQ(one("Vận động 100% phụ huynh theo dõi kênh của trường:", ItemRole::channel).output_name, "follow_rate");
    EXPECT_EQ(one("Các bài viết phải được thẩm định.", ItemRole::topic).cadence, Cadence::per_article);
}

TEST(ProposeActors, SentencesOfARequirementAboutOneThingAreOne) {
    const std::string text = "Xây dựng quy trình xử lý khủng hoảng. Nhận diện và xử lý nhanh tin đồn.";

    EXPECT_EQ(quotes(asked(text, ItemRole::requirement)), (Names{text.substr(0, text.size() - 1)}));
}

TEST(ProposeActors, AClosingGivesWhatItRequests) {
    const auto asks =
        asked("Trên đây là Kế hoạch năm 2026. Đề nghị các trường nghiêm túc thực hiện./.", ItemRole::closing);

    ASSERT_EQ(asks.size(), 1u);
    EXPECT_EQ(asks[0].quote, "Đề nghị các trường nghiêm túc thực hiện");
    EXPECT_EQ(asks[0].output_name, "execution");
    EXPECT_EQ(asks[0].cadence, Cadence::plan_period);
    EXPECT_EQ(asks[0].selector.kind, SelectorKind::all_schools);
    EXPECT_TRUE(asked("Trên đây là Kế hoạch thực hiện năm 2026./.", ItemRole::closing).empty());
    EXPECT_EQ(one("Nhận được Kế hoạch này, yêu cầu các lớp triển khai./.", ItemRole::closing).quote,
              "yêu cầu các lớp triển khai");
    EXPECT_EQ(
        one("Trong quá trình thực hiện, nếu có vướng mắc, các trường báo cáo về phường.", ItemRole::closing).cadence,
        Cadence::on_event);
}

TEST(ProposeActors, AParagraphOverAListNamesWhoOrIsTheTask) {
    const auto below = read(plan_of({{ItemRole::assignment, 1, "-", "Các lớp thực hiện những việc sau:"},
                                     {ItemRole::assignment, 2, "+", "Trồng cây trong sân."},
                                     {ItemRole::assignment, 1, "-", "Quét sân mỗi sáng."}},
                                    "TRƯỜNG MẦM NON HOA MAI"));
    const auto itself = read(plan_of({{ItemRole::assignment, 1, "-", "Hằng tháng báo cáo kết quả gồm:"},
                                      {ItemRole::assignment, 2, "+", "Số tin bài đã đăng."},
                                      {ItemRole::assignment, 1, "-", "Quét sân mỗi sáng."}}));

    ASSERT_EQ(below.size(), 2u);
    EXPECT_EQ(below[0].actor, "Các lớp");
    EXPECT_EQ(below[1].actor, "TRƯỜNG MẦM NON HOA MAI");
    EXPECT_EQ(quotes(itself), (Names{"Hằng tháng báo cáo kết quả gồm", "Quét sân mỗi sáng"}));
}

TEST(ProposeActors, TheActionIsTheBeginningOfTheQuote) {
    EXPECT_EQ(one("trồng cây trong sân.").action, "Trồng cây trong sân");
    EXPECT_EQ(one("đọc một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba").action,
              "Đọc một hai ba bốn năm sáu bảy tám chín mười mười một mười …");
    EXPECT_EQ(one("Trồng cây trong sân sau của các trường, có rào, có cọc").action,
              "Trồng cây trong sân sau của các trường");
}

TEST(ProposeActors, ItemsAreThoseOfTheOutline) {
    const model::Outline outline = import_ok(kSchoolPlan);

    const auto all = propose_obligations(outline);

    ASSERT_EQ(all.size(), 4u);
    for (const ProposedObligation& one : all)
        EXPECT_NE(outline.items.at(one.item).text.find(one.obligation.quote), std::string::npos)
            << one.obligation.quote;
    EXPECT_EQ(all[1].obligation.actor, "Ban giám hiệu");
    EXPECT_EQ(all[2].obligation.quota, (model::Quota{1, "tin", "tuần", "lớp"}));
    EXPECT_EQ(to_text(all[3].obligation.due.school.value()), "day 25");
}

} // namespace
} // namespace dongthac::tests
