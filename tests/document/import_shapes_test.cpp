#include <gtest/gtest.h>

#include "shared/text/tokens.hpp"
#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using Texts = std::vector<std::string>;

// Hard-wraps `text` at about `width` bytes, an empty line after every line when `double_spaced`.
enum class Spacing { single, double_spaced };
std::string hard_wrapped(const std::string& text, std::size_t width, Spacing spacing) {
    std::string out;
    std::string line;
    const auto flush = [&] {
        out += line + " \n" + (spacing == Spacing::double_spaced ? "\n" : "");
        line.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!line.empty() && line.size() + 1 + word.size() > width) flush();
        line += (line.empty() ? "" : " ") + word;
        if (end == text.size() || text[end] == '\n') flush();
        at = end + 1;
    }
    return out;
}

TEST(ImportShapes, ReadsEveryFieldOfALetterheadGluedBySpaces) {
    const model::Outline outline = import_ok(kSchoolPlan);

    EXPECT_EQ(outline.superior_body, "UBND PHƯỜNG HOA PHƯỢNG");
    EXPECT_EQ(outline.issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
    EXPECT_EQ(outline.document_number, "07");
    EXPECT_EQ(outline.symbol, "KH-MNHD");
    EXPECT_EQ(outline.place_name, "Hoa Phượng");
    EXPECT_EQ(outline.issued_on, (text::Date{2026, 3, 5}));
    EXPECT_EQ(outline.doc_type, "Kế hoạch");
    EXPECT_EQ(outline.subject, "Đưa tin về hoạt động nuôi dạy trẻ năm 2026");
    EXPECT_EQ(outline.signer_titles, Texts{"HIỆU TRƯỞNG"});
    EXPECT_EQ(outline.signer_name, "Đào Thị Mận");
    EXPECT_EQ(outline.unplaced_words, 0u);
    EXPECT_TRUE(outline.flags.empty());
}

TEST(ImportShapes, ANationalNameGoesOnUnderItselfWhereItsColumnIsNarrow) {
    const std::string rest =
        "Số: 5/KH-MNHD\tHoa Phượng, ngày 5 tháng 3 năm 2026\nKẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n1. Vườn "
        "rau.\n";
    for (const std::string head : {
             "UBND PHƯỜNG HOA PHƯỢNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nTRƯỜNG MẦM NON\tNAM\nHƯỚNG DƯƠNG\tĐộc lập - Tự "
             "do "
             "- Hạnh phúc\n",
             "UBND PHƯỜNG HOA PHƯỢNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nTRƯỜNG MẦM NON\tVIỆT NAM\nHƯỚNG DƯƠNG\tĐộc lập - Tự "
             "do - "
             "Hạnh phúc\n",
             "UBND PHƯỜNG HOA PHƯỢNG\tCỘNG HÒA XÃ HỘI\nTRƯỜNG MẦM NON\tCHỦ NGHĨA\nHƯỚNG DƯƠNG\tVIỆT NAM\nĐộc lập - Tự "
             "do - "
             "Hạnh phúc\n",
         }) {
        const model::Outline outline = import_ok(head + rest);

        EXPECT_EQ(texts_of(outline, ItemRole::national_name), Texts{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"});
        EXPECT_EQ(texts_of(outline, ItemRole::national_motto), Texts{"Độc lập - Tự do - Hạnh phúc"});
        EXPECT_EQ(outline.issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
        EXPECT_EQ(outline.unplaced_words, 0u);
        EXPECT_TRUE(std::ranges::none_of(
            outline.flags, [](const model::Flag& flag) { return flag.code == "misspelt_national_name"; }));
    }
}

TEST(ImportShapes, AnOfficeNamedLikeTheEndOfTheNationalNameStaysAnOffice) {
    const model::Outline outline =
        import_ok("UBND PHƯỜNG HOA PHƯỢNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTRƯỜNG MẦM NON\tĐộc lập - Tự do - Hạnh "
                  "phúc\nVIỆT NAM\nSố: 5/KH-MNHD\nKẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n1. Vườn rau.\n");

    EXPECT_EQ(outline.issuing_body, "TRƯỜNG MẦM NON VIỆT NAM");
}

TEST(ImportShapes, RowsOfATableDoNotKeepPrintedLinesFromBeingJoined) {
    document::ReadText none;
    const auto add = [&](const std::string& line) { none.lines.push_back({line, {}}); };
    for (const char* line : {"KẾ HOẠCH", "Đưa tin năm 2026", "I. NỘI DUNG",
                             "1. Các lớp gửi tin về bữa ăn bán trú và vườn rau của bé cho Trường Mầm non",
                             "Hướng Dương mỗi thứ Sáu, ảnh phải được phụ huynh của các bé đồng ý trước",
                             "khi gửi, mỗi tin không quá hai trăm chữ.", "2. Số liệu của các lớp:"})
        add(line);
    for (const char* line :
         {"II. TỔ CHỨC THỰC HIỆN", "1. Ban giám hiệu đọc và duyệt tin trước mười sáu giờ ngày thứ Sáu, trả lời",
          "câu hỏi của phụ huynh trong hai ngày làm việc."})
        add(line);
    document::ReadText rows = none;
    std::string text;
    for (std::size_t i = 0; i < none.lines.size(); ++i) {
        text += none.lines[i].text + "\n";
        for (int row = 0; i == 6 && row < 200; ++row) text += "| " + std::to_string(row) + " | lớp | tin |\n";
    }
    for (int row = 0; row < 200; ++row)
        rows.lines.insert(rows.lines.begin() + 7, {"1 | lớp | tin", {.whole = true, .table_row = true}});
    const auto tree_of = [](const base::Result<model::Outline>& outline) {
        std::vector<std::string> tree;
        for (const model::OutlineItem& item : outline->items)
            if (item.role != ItemRole::table_row)
                tree.push_back(std::to_string(item.level) + " " + item.label + " " + item.text);
        return tree;
    };

    const auto without = document::import_read(none, "a.pdf");
    const auto with = document::import_read(rows, "a.pdf");
    const auto plain = document::import_text(text, "a.txt");

    ASSERT_TRUE(without && with && plain);
    EXPECT_EQ(tree_of(without).size(), 7u);
    EXPECT_EQ(tree_of(with), tree_of(without));
    EXPECT_EQ(tree_of(plain), tree_of(without));
}

TEST(ImportShapes, GivesEveryParagraphTheRoleItsHeadingSays) {
    const model::Outline outline = import_ok(kSchoolPlan);

    EXPECT_EQ(texts_of(outline, ItemRole::section).size(), 4u);
    EXPECT_EQ(texts_of(outline, ItemRole::purpose), Texts{"- Phụ huynh biết con mình ăn gì, học gì mỗi tuần."});
    EXPECT_EQ(texts_of(outline, ItemRole::requirement), Texts{"- Tin ngắn, đúng việc, có ảnh được gia đình đồng ý."});
    EXPECT_EQ(texts_of(outline, ItemRole::topic), (Texts{"- Bữa ăn bán trú và vườn rau của bé;", "+ Thực đơn tuần;",
                                                         "+ Ngày hội hái rau.", "- Ngày hội thể thao mùa xuân."}));
    EXPECT_EQ(texts_of(outline, ItemRole::other_task).size(), 2u);
    EXPECT_EQ(texts_of(outline, ItemRole::channel), Texts{"- Bảng tin ở cổng trường."});
    EXPECT_EQ(texts_of(outline, ItemRole::budget), Texts{"Chi từ nguồn thường xuyên của trường."});
    EXPECT_EQ(texts_of(outline, ItemRole::assignee), (Texts{"1. Ban giám hiệu", "2. Giáo viên các lớp"}));
    EXPECT_EQ(texts_of(outline, ItemRole::assignment).size(), 2u);
    EXPECT_EQ(texts_of(outline, ItemRole::reporting), Texts{"- Gửi số liệu về phường ngày 25 hằng tháng."});
    EXPECT_EQ(texts_of(outline, ItemRole::closing).size(), 1u);
    EXPECT_EQ(texts_of(outline, ItemRole::recipient),
              (Texts{"- UBND phường (để b/c);", "- Các lớp (để t/h);", "- Lưu: VT."}));
}

TEST(ImportShapes, NestsPlusUnderDashUnderNumberUnderNumeral) {
    const model::Outline outline = import_ok(kSchoolPlan);

    const auto level = [&](std::string_view text) {
        return std::ranges::find_if(outline.items, [&](const auto& item) { return item.text == text; })->level;
    };
    EXPECT_EQ(level("NỘI DUNG VÀ KÊNH ĐƯA TIN"), 0);
    EXPECT_EQ(level("Nội dung"), 1);
    EXPECT_EQ(level("Bữa ăn bán trú và vườn rau của bé;"), 2);
    EXPECT_EQ(level("Thực đơn tuần;"), 3);
    EXPECT_EQ(level("Ngày hội thể thao mùa xuân."), 2);
}

// One plan, many ways a converter may lay it out: the outline must not change.
class SameOutline : public ::testing::TestWithParam<std::pair<const char*, std::string>> {};

TEST_P(SameOutline, WhateverTheLayout) {
    const model::Outline expected = import_ok(kSchoolPlan);

    const model::Outline outline = import_ok(GetParam().second);

    ASSERT_EQ(outline.words, outline.placed_words + outline.unplaced_words);
    EXPECT_EQ(outline.unplaced_words, 0u);
    for (const ItemRole role :
         {ItemRole::superior_body, ItemRole::issuing_body, ItemRole::number_symbol, ItemRole::place_date,
          ItemRole::subject,       ItemRole::legal_basis,  ItemRole::lead_in,       ItemRole::section,
          ItemRole::subsection,    ItemRole::assignee,     ItemRole::purpose,       ItemRole::requirement,
          ItemRole::topic,         ItemRole::other_task,   ItemRole::channel,       ItemRole::budget,
          ItemRole::assignment,    ItemRole::reporting,    ItemRole::closing,       ItemRole::recipient,
          ItemRole::signer_title,  ItemRole::signer_name})
        EXPECT_EQ(texts_of(outline, role), texts_of(expected, role)) << model::name_of(role);
}

const std::string kColumns = "                    ";
const std::string kHeadLines = R"(UBND PHƯỜNG HOA PHƯỢNG
TRƯỜNG MẦM NON HƯỚNG DƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/KH-MNHD
Hoa Phượng, ngày 05 tháng 3 năm 2026
)";
std::string body_of_plan() { return kSchoolPlan.substr(kSchoolPlan.find("\nKẾ HOẠCH")); }

INSTANTIATE_TEST_SUITE_P(
    Layouts, SameOutline,
    ::testing::Values(
        std::pair("lines_apart", kHeadLines + body_of_plan()),
        std::pair("blank_lines_between", with(kHeadLines + body_of_plan(), "\n", " \n\n")),
        std::pair("tabs", with(with(kSchoolPlan, "              CỘNG", "\t\tCỘNG"), "       ", "\t")),
        std::pair("one_space_between_columns", "UBND PHƯỜNG HOA PHƯỢNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                                               "TRƯỜNG MẦM NON HƯỚNG DƯƠNG Độc lập - Tự do - Hạnh phúc\n"
                                               "Số: 07/KH-MNHD Hoa Phượng, ngày 05 tháng 3 năm 2026\n" +
                                                   body_of_plan()),
        std::pair("office_over_two_lines",
                  with(kHeadLines, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG", "TRƯỜNG MẦM NON\nHƯỚNG DƯƠNG") + body_of_plan()),
        std::pair("recipients_after_the_signature",
                  kHeadLines + body_of_plan().substr(0, body_of_plan().find("Nơi nhận:")) +
                      "HIỆU TRƯỞNG\n\n\nĐào Thị Mận\n\nNơi nhận:\n- UBND phường (để b/c);\n- Các lớp (để "
                      "t/h);\n- Lưu: VT.\n"),
        std::pair("recipients_on_one_line",
                  kHeadLines + body_of_plan().substr(0, body_of_plan().find("Nơi nhận:")) +
                      "Nơi nhận: - UBND phường (để b/c); - Các lớp (để t/h); - Lưu: VT.\nHIỆU TRƯỞNG\nĐào Thị Mận\n"),
        std::pair("carriage_returns", with(kSchoolPlan, "\n", "\r\n")),
        std::pair("byte_order_mark", "\xEF\xBB\xBF" + kSchoolPlan)),
    [](const auto& test) { return test.param.first; });

TEST(ImportShapes, JoinsHardWrappedLinesWithAndWithoutEmptyLinesBetween) {
    const std::string paragraph =
        "- Mỗi lớp chọn một việc làm hay trong tuần của trẻ, chụp không quá ba tấm ảnh, viết bốn câu kể lại việc ấy và "
        "gửi cho tổ "
        "truyền thông trước chiều thứ Năm để ban giám hiệu còn kịp xem lại trước khi đăng lên bảng tin của nhà trường.";
    const std::string second = "- Tổ truyền thông đọc lại từng tin, sửa lỗi chính tả, bỏ ảnh mà gia đình chưa đồng ý "
                               "cho dùng và xếp lịch đăng sao cho mỗi "
                               "ngày trong tuần đều có ít nhất một tin mới của các lớp.";
    const std::string plan = "KẾ HOẠCH\nĐưa tin năm 2026\nI. YÊU CẦU\n" + paragraph + "\n" + second + "\n";

    for (const Spacing spacing : {Spacing::single, Spacing::double_spaced}) {
        const model::Outline outline = import_ok(hard_wrapped(plan, 90, spacing));

        EXPECT_EQ(texts_of(outline, ItemRole::requirement), (Texts{paragraph, second}));
    }
}

TEST(ImportShapes, MakesASymbolBrokenAfterItsHyphenWholeAgain) {
    const model::Outline outline = import_ok("KẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n- Thực hiện Quyết định số 15/2024/QĐ-\n"
                                             "UBND trong giai đoạn 2024-\n2026 cho các lớp chăm-\nsóc trẻ\n");

    EXPECT_EQ(texts_of(outline, ItemRole::topic),
              Texts{"- Thực hiện Quyết định số 15/2024/QĐ-UBND trong giai đoạn 2024-2026 cho các lớp chăm- sóc trẻ"});
    EXPECT_EQ(outline.words, outline.placed_words);
}

TEST(ImportShapes, ReadsAPlanNumberedOneAndOneDotOne) {
    const model::Outline outline =
        import_ok("KẾ HOẠCH\nĐưa tin năm 2026\n1. MỤC ĐÍCH\n1.1. Mục tiêu chung\nTrẻ vui.\n2. TỔ CHỨC "
                  "THỰC HIỆN\n2.1. Văn phòng\na) Nhận tin;\nb) Đăng tin.\n");

    EXPECT_EQ(texts_of(outline, ItemRole::section), (Texts{"1. MỤC ĐÍCH", "2. TỔ CHỨC THỰC HIỆN"}));
    EXPECT_EQ(texts_of(outline, ItemRole::purpose), Texts{"Trẻ vui."});
    EXPECT_EQ(texts_of(outline, ItemRole::assignee), Texts{"2.1. Văn phòng"});
    EXPECT_EQ(texts_of(outline, ItemRole::assignment), (Texts{"a) Nhận tin;", "b) Đăng tin."}));
}

TEST(ImportShapes, ReadsAPlanThatIsNotNumberedAtAll) {
    const model::Outline outline =
        import_ok("KẾ HOẠCH\nĐưa tin năm 2026\n\nMỤC ĐÍCH, YÊU CẦU\n\nTrẻ vui, phụ huynh yên tâm.\n\nTỔ "
                  "CHỨC THỰC HIỆN\n\nĐề nghị các lớp:\n- Gửi tin.\n- Giữ ảnh.\n");

    EXPECT_EQ(texts_of(outline, ItemRole::section), (Texts{"MỤC ĐÍCH, YÊU CẦU", "TỔ CHỨC THỰC HIỆN"}));
    EXPECT_EQ(texts_of(outline, ItemRole::purpose), Texts{"Trẻ vui, phụ huynh yên tâm."});
    EXPECT_EQ(texts_of(outline, ItemRole::assignee), Texts{"Đề nghị các lớp:"});
    EXPECT_EQ(texts_of(outline, ItemRole::assignment), (Texts{"- Gửi tin.", "- Giữ ảnh."}));
}

TEST(ImportShapes, KeepsLabelsAsPrintedEvenWhenTheyRepeat) {
    const model::Outline outline = import_ok(with(kSchoolPlan, "IV. TỔ", "III. TỔ"));

    EXPECT_EQ(texts_of(outline, ItemRole::section).back(), "III. TỔ CHỨC THỰC HIỆN");
    EXPECT_EQ(texts_of(outline, ItemRole::assignment).size(), 2u);
}

TEST(ImportShapes, TakesTheIssuerFromTheLeadInWhenThereIsNoLetterhead) {
    const model::Outline outline = import_ok(body_of_plan());

    EXPECT_EQ(outline.issuing_body, "Trường Mầm non Hướng Dương");
    EXPECT_TRUE(texts_of(outline, ItemRole::issuing_body).empty());
}

TEST(ImportShapes, JoinsASubjectOverSeveralLinesAndStopsAtTheFirstBasis) {
    const model::Outline outline =
        import_ok("KẾ HOẠCH\nThực hiện công tác đưa tin về nuôi dạy trẻ \n\n phường Hoa Phượng\nnăm học "
                  "2026-2027\nThực hiện Kế hoạch số 3/KH-SGDĐT ngày 1/2/2026 của Sở, Trường Mầm non Sao Mai "
                  "xây dựng kế hoạch như sau:\nI. NỘI DUNG\n- Tin.\n");

    EXPECT_EQ(outline.subject, "Thực hiện công tác đưa tin về nuôi dạy trẻ phường Hoa Phượng năm học 2026-2027");
    EXPECT_EQ(texts_of(outline, ItemRole::lead_in).size(), 1u);
}

TEST(ImportShapes, SplitsATypeAndSubjectPrintedOnOneLine) {
    const model::Outline outline = import_ok("KẾ HOẠCH ĐƯA TIN NĂM 2026\nI. NỘI DUNG\n- Tin.\n");

    EXPECT_EQ(outline.doc_type, "Kế hoạch");
    EXPECT_EQ(outline.subject, "ĐƯA TIN NĂM 2026");
}

TEST(ImportShapes, GivesEachBasisOfOneParagraphItsOwnItem) {
    const model::Outline outline =
        import_ok("KẾ HOẠCH\nĐưa tin\nCăn cứ Kế hoạch số 5/KH-SGDĐT ngày 2/2/2026 của Sở; Luật Trẻ em năm "
                  "2016; Quyết định số 9/QĐ-UBND ngày 3/2/2026;\nI. NỘI DUNG\n- Tin.\n");

    EXPECT_EQ(texts_of(outline, ItemRole::legal_basis).size(), 3u);
}

TEST(ImportShapes, LeavesBookmarksUnplacedAndKeepsTheWordTheyWereGluedTo) {
    const model::Outline outline =
        import_ok("KẾ HOẠCH\nĐưa tin\nI. [bookmark: _a1][bookmark: b2] NỘI DUNG\n- [bookmark: c3]Tin tức"
                  "[bookmark: d4] trẻ.\n");

    EXPECT_EQ(texts_of(outline, ItemRole::section), Texts{"I. NỘI DUNG"});
    EXPECT_EQ(texts_of(outline, ItemRole::topic), Texts{"- Tin tức trẻ."});
    EXPECT_EQ(outline.unplaced, (Texts{"[bookmark: _a1]", "[bookmark: b2]", "[bookmark: c3]", "[bookmark: d4]"}));
    // "[bookmark:", "_a1][bookmark:", "b2]", "[bookmark:" and "d4]" held nothing else; "c3]Tin" and "tức[bookmark:"
    // did.
    EXPECT_EQ(outline.unplaced_words, 5u);
    EXPECT_EQ(outline.words, outline.placed_words + outline.unplaced_words);
}

TEST(ImportShapes, DropsALoneAddressOnlyWhenItStandsElsewhereToo) {
    const std::string plan =
        "KẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n- Đăng tại http://sao-mai.example/ mỗi tuần.\n\nhttp://sao-mai.example\n"
        "- Đăng thêm tại:\nhttp://hoa-cuc.example/tin\n- Hết.\n";

    const model::Outline outline = import_ok(plan);

    EXPECT_EQ(outline.unplaced, Texts{"http://sao-mai.example"});
    EXPECT_EQ(texts_of(outline, ItemRole::topic).at(1), "- Đăng thêm tại: http://hoa-cuc.example/tin");
}

TEST(ImportShapes, TakesOutPageNumbersThatCountUp) {
    const model::Outline outline =
        import_ok("KẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n- Tin một.\n\n2\n\n- Tin hai.\n3\n- Tin ba.\n");

    EXPECT_EQ(outline.furniture, (Texts{"2", "3"}));
    EXPECT_TRUE(outline.unplaced.empty());
    EXPECT_EQ(texts_of(outline, ItemRole::topic), (Texts{"- Tin một.", "- Tin hai.", "- Tin ba."}));
}

TEST(ImportShapes, RulesAreNoWordsToPlace) {
    const model::Outline outline =
        import_ok(with(with(kSchoolPlan, "\nSố: 07", "\n-------\n*    \nSố: 07"), "Đào Thị Mận", "Đào Thị Mận\nSao y"));

    EXPECT_EQ(outline.furniture, (Texts{"-------", "*"}));
    EXPECT_EQ(outline.unplaced, Texts{"Sao y"});
    EXPECT_EQ(outline.words, outline.placed_words + outline.unplaced_words);
}

TEST(ImportShapes, ReadsASignatureByOrderOfACommitteeEvenWithItsLinesGlued) {
    const std::string ending = "Trên đây là Kế hoạch đưa tin./.\nNơi nhận:\n- Lưu: VT.\n";
    const std::string plan = "KẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n- Tin.\n" + ending;

    const model::Outline apart = import_ok(plan + "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLò Văn Sáng\n");
    const model::Outline glued =
        import_ok(plan + "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH\n(Đã ký)\nLò Văn Sáng\n");

    EXPECT_EQ(apart.signer_titles, (Texts{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}));
    EXPECT_EQ(glued.signer_titles, apart.signer_titles);
    EXPECT_EQ(apart.signer_name, "Lò Văn Sáng");
    EXPECT_EQ(glued.signer_name, "Lò Văn Sáng");
    EXPECT_EQ(glued.unplaced, Texts{"(Đã ký)"});
}

TEST(ImportShapes, ReadsASignatureWithoutRecipients) {
    const model::Outline outline = import_ok("KẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n- Tin.\nTrên đây là Kế hoạch đưa "
                                             "tin./.\n\nKT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\nĐỗ Thị Na\n");

    EXPECT_EQ(outline.signer_titles, (Texts{"KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"}));
    EXPECT_EQ(outline.signer_name, "Đỗ Thị Na");
    EXPECT_EQ(texts_of(outline, ItemRole::closing).size(), 1u);
}

TEST(ImportShapes, KeepsAnAppendixApart) {
    const model::Outline outline = import_ok(kSchoolPlan + "PHỤ LỤC\nDANH SÁCH TIN\n1. Tin về vườn rau\n");

    EXPECT_EQ(texts_of(outline, ItemRole::appendix), (Texts{"PHỤ LỤC", "DANH SÁCH TIN", "1. Tin về vườn rau"}));
    EXPECT_EQ(outline.unplaced_words, 0u);
}

TEST(ImportShapes, ReadsAReportWithItsAddressee) {
    const model::Outline outline = import_ok(
        "BÁO CÁO\nKết quả đưa tin tháng 3 năm 2026\nKính gửi: Ủy ban nhân dân phường Hoa Phượng\nThực "
        "hiện Kế hoạch số 88/KH-UBND ngày 02/3/2026, nhà trường báo cáo như sau:\nI. KẾT QUẢ\n- Có 12 tin.\n");

    EXPECT_EQ(outline.doc_type, "Báo cáo");
    EXPECT_EQ(texts_of(outline, ItemRole::addressee), Texts{"Kính gửi: Ủy ban nhân dân phường Hoa Phượng"});
    EXPECT_EQ(outline.parents.size(), 1u);
}

TEST(ImportShapes, CountsWordsAsAPersonDoes) {
    for (const std::string& plan : {kSchoolPlan, with(kSchoolPlan, " ", "\u00A0"), with(kSchoolPlan, " ", "\u2003")})
        EXPECT_EQ(import_ok(plan).words, text::count_words(plan));
}

} // namespace
} // namespace dongthac::tests
