#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/document/proposals.hpp"

namespace dongthac::tests {
namespace {

Names cadences(const std::string& paragraph) {
    Names out;
    for (const Obligation& obligation : asked(paragraph)) out.emplace_back(name_of(obligation.cadence));
    return out;
}

std::string quota(const std::string& paragraph) {
    const auto found = one(paragraph).quota;
    if (!found) return "none";
    return std::to_string(found->min) + " " + found->unit + "/" + found->per + "/" + found->per_org;
}

TEST(ProposeObligations, ASentenceOrClauseIsOneObligationInItsVeryWords) {
    EXPECT_EQ(quotes(asked("Lập danh sách trẻ đến tuổi; đón trẻ đúng giờ. Gửi ảnh ngày hội cho phụ huynh.")),
              (Names{"Lập danh sách trẻ đến tuổi", "đón trẻ đúng giờ", "Gửi ảnh ngày hội cho phụ huynh"}));
}

TEST(ProposeObligations, ShortenedWordsAndBracketsEndNoSentence) {
    EXPECT_EQ(
        quotes(
            asked("Mời TP. Hoa Mai và ông N. Văn Sáng dự (sáng thứ Hai; chiều thứ Ba. Có xe đưa đón) đủ thành phần")),
        (Names{"Mời TP. Hoa Mai và ông N. Văn Sáng dự (sáng thứ Hai; chiều thứ Ba. Có xe đưa đón) đủ thành phần"}));
    EXPECT_EQ(asked("Mời đại biểu (sáng thứ Hai; chiều thứ Ba").size(), 2u)
        << "a bracket without a partner holds nothing";
}

TEST(ProposeObligations, ACitedDocumentStaysWithItsSentenceAndAReasonIsLeftOut) {
    EXPECT_EQ(quotes(asked("Tuân thủ quy chế của Sở; Quyết định số 9/2020/QĐ-UBND ngày 01/02/2020")),
              (Names{"Tuân thủ quy chế của Sở; Quyết định số 9/2020/QĐ-UBND ngày 01/02/2020"}));
    EXPECT_EQ(quotes(asked("Trồng rau sạch trong vườn trường; góp phần cải thiện bữa ăn của trẻ.")),
              (Names{"Trồng rau sạch trong vườn trường"}));
}

TEST(ProposeObligations, AnotherThingWithABeatOfItsOwnIsCutOffWithinAClause) {
    const auto both = asked("Thành lập tổ ảnh, hằng tháng viết 02 bài viết về bếp ăn.");

    EXPECT_EQ(quotes(both), (Names{"Thành lập tổ ảnh", "hằng tháng viết 02 bài viết về bếp ăn"}));
    EXPECT_EQ(cadences("Thành lập tổ ảnh, hằng tháng viết 02 bài viết về bếp ăn."),
              (Names{"once_per_year", "monthly"}));
    EXPECT_EQ(quotes(asked("Chọn gương người tốt việc tốt và đề nghị các cấp khen thưởng.")),
              (Names{"Chọn gương người tốt việc tốt", "đề nghị các cấp khen thưởng"}));
    EXPECT_EQ(asked("Nộp về tổ văn phòng, hằng tháng, sổ theo dõi sức khỏe").size(), 1u);
}

struct CadenceCase {
    const char* text;
    Names cadences;
};

TEST(ProposeObligations, CadenceIsReadFromTheWords) {
    const std::vector<CadenceCase> cases = {
        {"Hằng tuần gửi tin bài về phường", {"weekly"}},
        {"Gửi tối thiểu 01 tin bài/trường/tuần", {"weekly"}},
        {"Viết 1 tin bài một tuần một lần", {"weekly"}},
        {"Hàng tháng báo cáo kết quả", {"monthly"}},
        {"Định kì tháng báo cáo kết quả", {"monthly"}},
        {"Báo cáo kết quả định kỳ tháng, quý, học kỳ", {"monthly", "quarterly", "semester"}},
        {"Mỗi quý báo cáo kết quả", {"quarterly"}},
        {"Báo cáo kết quả mọi quy định của ngành", {"unspecified"}},
        {"Báo cáo kết quả cuối học kỳ", {"semester"}},
        {"Báo cáo kết quả khi kết thúc năm học", {"school_year"}},
        {"Báo cáo kết quả 6 tháng một lần", {"midyear_and_annual"}},
        {"Báo cáo kết quả trong báo cáo sơ kết, tổng kết hằng năm", {"midyear_and_annual"}},
        {"Hằng năm tổ chức tập huấn", {"once_per_year"}},
        {"Báo cáo kết quả cuối tháng 5", {"unspecified"}},
        {"Báo cáo số trẻ theo mẫu ngày/tháng/năm", {"unspecified"}},
        {"Kịp thời thông báo khi phát sinh sự cố ở bếp ăn", {"on_event"}},
        {"Giải trình theo yêu cầu của thanh tra", {"on_request"}},
        {"Chuẩn bị hồ sơ theo quy định", {"on_request"}},
        {"Thường xuyên lau dọn lớp học", {"continuous"}},
        {"Chủ động lau dọn lớp học", {"continuous"}},
        {"Tiếp tục trồng cây", {"continuous"}},
        {"Chủ động tổ chức tập huấn sơ cứu", {"unspecified"}},
        {"Ghi nguồn ảnh cho mỗi bài đăng", {"per_article"}},
        {"Trồng cây trong sân", {"unspecified"}},
    };
    for (const CadenceCase& one_case : cases) EXPECT_EQ(cadences(one_case.text), one_case.cadences) << one_case.text;
}

TEST(ProposeObligations, AReportThatIsAlsoDueAtOnceIsTwo) {
    const auto both = asked("Báo cáo kết quả hằng tháng và đột xuất khi có yêu cầu");

    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].cadence, Cadence::monthly);
    EXPECT_EQ(both[0].output_name, "report_periodic");
    EXPECT_EQ(both[1].cadence, Cadence::on_request);
    EXPECT_EQ(both[1].output_name, "report_adhoc");
    EXPECT_FALSE(both[1].quota);
}

TEST(ProposeObligations, ADayThatIsNamedIsTheDueRule) {
    const auto due = [](const std::string& text) {
        const Obligation read = one(text);
        return std::string(name_of(read.cadence)) + " " + (read.due.school ? to_text(*read.due.school) : "—");
    };

    EXPECT_EQ(due("Báo cáo kết quả trước ngày 25 hằng tháng"), "monthly day 25");
    EXPECT_EQ(due("Gửi tin bài thứ Sáu hằng tuần"), "weekly fri");
    EXPECT_EQ(due("Báo cáo kết quả chậm nhất ngày 30/11/2026 và trước ngày 20 tháng 5"), "fixed_dates 20/5;30/11");
    EXPECT_EQ(due("Báo cáo kết quả trước ngày 31/2"), "unspecified —");
    EXPECT_EQ(due("Báo cáo kết quả theo Công văn ngày 03/4/2026"), "unspecified —")
        << "the date of a paper is no deadline";
    EXPECT_EQ(due("Nộp báo cáo sơ kết, tổng kết trước ngày 25/5"), "midyear_and_annual —")
        << "one date cannot do for two";
}

TEST(ProposeObligations, DatesBeforeTheEndOfTheirPeriodsAreTheseDates) {
    const model::SchoolYears years;
    const auto days = [&](const std::string& text) {
        Obligation read = one(text);
        read.state = model::ObligationState::active;
        Names due;
        for (const model::Period& period : model::task_periods(read, {.year = 2026, .month = 1, .day = 1},
                                                               {.year = 2026, .month = 12, .day = 31}, years))
            due.push_back(text::to_iso(model::due_on(read.due.school.value(), period, {})));
        return due;
    };

    EXPECT_EQ(days("Nộp báo cáo sơ kết, tổng kết trước ngày 10/01 và trước ngày 25/5"),
              (Names{"2026-01-12", "2026-05-25"}));
    EXPECT_EQ(days("Báo cáo kết quả cuối học kỳ trước ngày 05/01 và trước ngày 20/5"),
              (Names{"2026-01-05", "2026-05-20"}));
    EXPECT_EQ(days("Báo cáo kết quả khi kết thúc năm học trước ngày 20/5"), (Names{"2026-05-20"}));
}

TEST(ProposeObligations, QuotaIsTheNumberAndWhatIsCounted) {
    EXPECT_EQ(quota("Gửi tối thiểu 01 tin bài/trường/tuần"), "1 tin bài/tuần/trường");
    EXPECT_EQ(quota("Mỗi tháng viết hai bài viết"), "2 bài viết/tháng/trường");
    EXPECT_EQ(quota("Mỗi lớp gửi một tin mỗi tuần"), "1 tin/tuần/lớp");
    EXPECT_EQ(quota("Hàng tháng nộp báo cáo kết quả"), "1 báo cáo/tháng/");
    EXPECT_EQ(quota("Nộp báo cáo sơ kết, tổng kết hằng năm"), "2 báo cáo/năm/");
    EXPECT_EQ(quota("Vận động 100% phụ huynh theo dõi kênh của trường"), "100 %//");
    EXPECT_EQ(quota("Hằng tháng báo cáo kết quả với 100% lớp"), "none") << "a share is no number of reports";
    EXPECT_EQ(quota("Thực hiện Thông tư 03/2020 về lớp ghép"), "none");
}

struct OutputCase {
    const char* text;
    const char* output;
};

TEST(ProposeObligations, OutputIsReadFromTheWords) {
    const std::vector<OutputCase> cases = {
        {"Lập kế hoạch của trường", "plan"},
        {"Viết tin bài về bữa ăn", "article"},
        {"Gửi hai tin mỗi tuần", "article"},
        {"Dạy một bài hát", "other"},
        {"Viết bài gửi về phường", "article_submission"},
        {"Cập nhật thông tin trên website", "channel_upkeep"},
        {"Nêu gương người tốt trong trường", "exemplary_profile"},
        {"Đề nghị khen thưởng cá nhân", "commendation"},
        {"Mở lớp tập huấn chụp ảnh", "training"},
        {"Trả lời báo chí khi được hỏi", "press_reply"},
        {"Đưa phóng viên đi thực tế", "press_visit"},
        {"Cung cấp thông tin cho các cơ quan báo chí", "press_supply"},
        {"Báo cáo vụ việc cho cấp trên", "incident_report"},
        {"Báo cáo tổng hợp dư luận hằng tháng", "report_public_opinion"},
        {"Báo cáo công tác truyền thông", "report_communication"},
        {"Báo cáo kết quả", "report_periodic"},
        {"Báo cáo chuyên đề", "report_adhoc"},
        {"Phản ánh khó khăn về phường", "report_adhoc"},
        {"Xây dựng quy trình ứng phó khủng hoảng", "crisis_procedure"},
        {"Lập dự toán", "budget"},
        {"Theo dõi dư luận", "monitoring"},
        {"Tiếp nhận góp ý của dân", "feedback_handling"},
        {"Thẩm định bài viết", "content_appraisal"},
        {"Phối hợp với trạm y tế", "coordination"},
        {"Kiểm tra bếp ăn", "inspection"},
        {"Thành lập đội văn nghệ", "team"},
        {"Trao đổi với phụ huynh", "parent_communication"},
        {"Tham gia hội thi", "event"},
        {"Trồng cây trong sân", "other"},
        {"Tổng hợp, bảo quản đồ chơi", "other"}, // not "họp báo"
    };
    for (const OutputCase& one_case : cases)
        EXPECT_EQ(one(one_case.text).output_name, one_case.output) << one_case.text;
}

TEST(ProposeObligations, SlipsInToneMarksMatchAll) {
    const Obligation slip = one("Hảng thàng nộp bao caó kêt qủa vê phong Giáo dục");

    EXPECT_EQ(slip.cadence, Cadence::monthly);
    EXPECT_EQ(slip.output_name, "report_periodic");
    EXPECT_EQ(slip.quota, (model::Quota{1, "bao caó", "thàng", ""}));
    EXPECT_EQ(slip.report_to, (Names{"phong Giáo dục"}));
}

TEST(ProposeObligations, AreDraftsOfThePlan) {
    const Obligation made = one("Hằng tháng báo cáo kết quả");

    EXPECT_EQ(made.state, model::ObligationState::draft);
    EXPECT_EQ(made.origin, model::Origin::in_plan);
    EXPECT_EQ(made.strength, model::Strength::mandatory);
    EXPECT_TRUE(made.id.empty() && made.source_document.empty() && made.source_node.empty());
    EXPECT_TRUE(task_periods(made, {2026, 1, 1}, {2026, 12, 31}, {}).empty());
}

TEST(ProposeObligations, EncouragementHoldsToTheEndOfTheSentence) {
    const auto three = asked("Khuyến khích giáo viên viết bài; chụp ảnh gửi về trường. Trồng cây ở sân sau.");

    ASSERT_EQ(three.size(), 3u);
    EXPECT_EQ(three[0].strength, model::Strength::encouraged);
    EXPECT_EQ(three[1].strength, model::Strength::encouraged);
    EXPECT_EQ(three[2].strength, model::Strength::mandatory);
    EXPECT_EQ(three[0].actor, "giáo viên");
    EXPECT_EQ(three[0].actor_kind, ActorKind::individuals);
    EXPECT_EQ(three[1].actor, "giáo viên");
    EXPECT_EQ(three[2].actor, "Các trường trên địa bàn phường");
}

} // namespace
} // namespace dongthac::tests
