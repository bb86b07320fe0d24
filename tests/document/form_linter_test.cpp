#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/document/form_linter.hpp"
#include "shared/text/nfc.hpp"

// What of NĐ 30/2020/NĐ-CP, Phụ lục I a clerk is told before a document leaves.

namespace dongthac::tests {

namespace {

using namespace document;
using model::ItemRole;
using model::Outline;

/// A plan as a good clerk would have typed it.
Outline good_plan() {
    Outline plan;
    plan.issuing_body = "TRƯỜNG MẦM NON HOA SEN";
    plan.superior_body = "UBND PHƯỜNG HOA MAI";
    plan.place_name = "Hoa Mai";
    plan.symbol = "KH-MNHS";
    plan.doc_type = "Kế hoạch";
    plan.subject = "Công tác truyền thông năm học 2026 - 2027";
    plan.signer_titles = {"HIỆU TRƯỞNG"};
    plan.signer_name = "Trần Thị Lan";
    plan.items = {{ItemRole::legal_basis, 0, "", "Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2026 của phường;"},
                  {ItemRole::legal_basis, 0, "", "Căn cứ tình hình của nhà trường."},
                  {ItemRole::section, 0, "I.", "MỤC ĐÍCH"},
                  {ItemRole::topic, 1, "1.", "Nội dung thứ nhất"},
                  {ItemRole::topic, 1, "2.", "Nội dung thứ hai"},
                  {ItemRole::paragraph, 2, "a)", "việc đầu"},
                  {ItemRole::paragraph, 2, "b)", "việc sau"},
                  {ItemRole::section, 0, "II.", "TỔ CHỨC THỰC HIỆN"},
                  {ItemRole::topic, 1, "1.", "Giao các tổ thực hiện./."},
                  {ItemRole::recipients_heading, 0, "", "Nơi nhận:"},
                  {ItemRole::recipient, 0, "-", "UBND phường (để báo cáo);"},
                  {ItemRole::recipient, 0, "-", "Lưu: VT."}};
    return plan;
}

std::vector<std::string> codes(const Outline& outline) {
    std::vector<std::string> found;
    for (const FormFinding& one : lint_form(outline)) found.push_back(one.code);
    return found;
}

/// The only finding of its code; fails where there is none.
FormFinding finding(const Outline& outline, std::string_view code) {
    for (const FormFinding& one : lint_form(outline))
        if (one.code == code) return one;
    ADD_FAILURE() << "not found: " << code;
    return {};
}

Outline with_all_fixes(Outline outline) {
    for (int rounds = 0; rounds < 1'000; ++rounds) {
        const auto found = lint_form(outline);
        const auto fixable = std::ranges::find_if(found, [](const FormFinding& one) { return one.fix.has_value(); });
        if (fixable == found.end()) return outline;
        outline = with_fix(std::move(outline), *fixable);
    }
    ADD_FAILURE() << "fixes without end";
    return outline;
}

} // namespace

TEST(FormLinter, HasNothingToSayOfAPlanInItsForm) { EXPECT_EQ(codes(good_plan()), std::vector<std::string>{}); }

TEST(FormLinter, TellsWhatIsMissing) {
    const auto without = [](auto Outline::*member) {
        Outline plan = good_plan();
        plan.*member = {};
        return codes(plan);
    };
    using Codes = std::vector<std::string>;
    EXPECT_EQ(without(&Outline::issuing_body), Codes{"no_issuer"});
    EXPECT_EQ(without(&Outline::place_name), Codes{"no_place"});
    EXPECT_EQ(without(&Outline::symbol), Codes{"no_symbol"});
    EXPECT_EQ(without(&Outline::subject), Codes{"no_subject"});
    EXPECT_EQ(without(&Outline::signer_titles), Codes{"no_signer_title"});
    EXPECT_EQ(without(&Outline::signer_name), Codes{"no_signer"});
    Outline plan = good_plan();
    std::erase_if(plan.items, [](const auto& item) { return item.role == ItemRole::recipient; });
    EXPECT_EQ(codes(plan), Codes{"no_recipients"});
}

TEST(FormLinter, ASymbolIsInCapitalsWithoutSpacesAndBeginsWithItsType) {
    const auto fixed = [](const char* type, const char* symbol) {
        Outline plan = good_plan();
        plan.doc_type = type;
        plan.symbol = symbol;
        for (const FormFinding& one : lint_form(plan))
            if (one.field == "symbol") return one.fix ? one.fix->value : "only a person knows";
        return std::string("right");
    };
    EXPECT_EQ(fixed("Kế hoạch", "KH-TrMN"), "KH-TRMN");
    EXPECT_EQ(fixed("Kế hoạch", "KH - MNHS"), "KH-MNHS");
    EXPECT_EQ(fixed("Kế hoạch", "kh-mnhs"), "KH-MNHS");
    EXPECT_EQ(fixed("Kế hoạch", "BC-MNHS"), "KH-MNHS");
    EXPECT_EQ(fixed("Tờ trình", "TTr-MNHS"), "right") << "the decree writes TTr";
    EXPECT_EQ(fixed("Tờ trình", "TTR-MNHS"), "TTr-MNHS");
    EXPECT_EQ(fixed("Kế hoạch", "MNHS"), "only a person knows");
    EXPECT_EQ(fixed("Kế hoạch", "KH-SGD&ĐT"), "right");
    EXPECT_EQ(fixed("", "UBND-VX"), "right") << "a letter has no type";
}

TEST(FormLinter, BasesCloseWithSemicolonsAndTheLastWithAFullStop) {
    Outline plan = good_plan();
    plan.items[0].text = "Căn cứ Kế hoạch số 12/KH-UBND của phường.";
    plan.items[1].text = "Căn cứ tình hình của nhà trường";
    const auto found = lint_form(plan);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].fix->value, "Căn cứ Kế hoạch số 12/KH-UBND của phường;");
    EXPECT_EQ(found[1].code, "basis_without_day");
    EXPECT_FALSE(found[1].fix) << "only a person knows the day";
    EXPECT_EQ(found[2].fix->value, "Căn cứ tình hình của nhà trường.");
    EXPECT_EQ(found[2].item, 1u);
    EXPECT_EQ(found[2].article, "II.6");
}

TEST(FormLinter, NumbersAndLettersFollowOneAnotherWithoutLosingD) {
    Outline plan = good_plan();
    plan.items[4].label = "3.";
    EXPECT_EQ(finding(plan, "label_order").fix->value, "2.");
    plan = good_plan();
    plan.items[7].label = "I.";
    EXPECT_EQ(finding(plan, "label_order").fix->value, "II.");
    plan = good_plan();
    const std::vector<const char*> latin = {"c)", "d)", "e)"}; // đ is forgotten
    for (std::size_t n = 0; n < latin.size(); ++n)
        plan.items.insert(plan.items.begin() + 7 + static_cast<std::ptrdiff_t>(n),
                          {ItemRole::paragraph, 2, latin[n], "việc"});
    EXPECT_EQ(finding(plan, "label_order").detail, "e)");
    EXPECT_EQ(finding(plan, "label_order").fix->value, "đ)");
}

TEST(FormLinter, WordsTitlesAndEndsArePutRight) {
    const auto changed = [](auto change, const char* code) {
        Outline plan = good_plan();
        change(plan);
        const FormFinding found = finding(plan, code);
        return found.fix ? found.fix->value : std::string("only a person knows");
    };
    EXPECT_EQ(changed([](Outline& p) { p.subject = "Công tác năm 2026."; }, "subject_mark"), "Công tác năm 2026");
    EXPECT_EQ(changed([](Outline& p) { p.subject = "Kế hoạch truyền thông"; }, "subject_repeats_type"), "truyền thông");
    EXPECT_EQ(changed([](Outline& p) { p.items[2].text = "Mục đích"; }, "heading_capitals"), "MỤC ĐÍCH");
    EXPECT_EQ(changed([](Outline& p) { p.items[3].text = "Một  câu , có lỗi ."; }, "spaces"), "Một câu, có lỗi.");
    EXPECT_EQ(changed([](Outline& p) { p.items[8].text = "Giao các tổ."; }, "end_mark"), "Giao các tổ./.");
    EXPECT_EQ(changed(
                  [](Outline& p) {
                      p.signer_titles = {"T/M Ủy ban nhân dân", "KT Chủ tịch", "Phó Chủ tịch"};
                  },
                  "signer_title"),
              "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; PHÓ CHỦ TỊCH");
    EXPECT_EQ(changed([](Outline& p) { p.signer_name = "PGS. TS. Trần Lan"; }, "academic_title"), "Trần Lan");
    EXPECT_EQ(changed([](Outline& p) { p.items[10].text = "UBND phường"; }, "recipient_mark"), "UBND phường;");
    EXPECT_EQ(changed([](Outline& p) { p.items.pop_back(); }, "not_filed"), "Lưu: VT.");
    EXPECT_EQ(changed([](Outline& p) { p.items[3].text = "Theo phụ lục kèm theo"; }, "no_appendix"),
              "only a person knows");
    EXPECT_EQ(
        changed(
            [](Outline& p) {
                p.items.insert(p.items.begin(), {ItemRole::national_name, 0, "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"});
            },
            "national_name"),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
}

TEST(FormLinter, WhatOnlyLooksLikeAFaultStays) {
    const auto stays = [](const char* text) {
        Outline plan = good_plan();
        plan.items[4].text = text;
        EXPECT_EQ(codes(plan), std::vector<std::string>{}) << text;
    };
    stays("Họp lúc ... giờ, ngày … tháng ... năm 2026");
    stays("Sinh ngày     tháng     năm");
    stays("Gửi tệp .docx, .xlsx");
    stays("Kinh phí 1.500.000 đồng, bắt đầu lúc 7:30");
    Outline plan = good_plan();
    plan.items[8].text = "Các tổ, nhóm, v.v.";
    EXPECT_EQ(finding(plan, "end_mark").fix->value, "Các tổ, nhóm, v.v./.");
    plan.items[8].text = "Các tổ, nhóm...";
    EXPECT_FALSE(finding(plan, "end_mark").fix) << "only a person knows whether something is missing";
    plan = good_plan();
    plan.items[10].text = "Các trường, v.v.";
    EXPECT_EQ(finding(plan, "recipient_mark").fix->value, "Các trường, v.v.;");
}

/// "như mục 2" must not come to mean another paragraph.
TEST(FormLinter, NumbersThatASentenceRefersToAreLeftToAPerson) {
    Outline plan = good_plan();
    plan.items[4].label = "3.";
    plan.items[5].text = "Thực hiện như mục 3";
    EXPECT_FALSE(finding(plan, "label_order").fix);
    plan.items[5].text = "Thực hiện theo Phần II nêu trên";
    EXPECT_FALSE(finding(plan, "label_order").fix);
    plan.items[5].text = "Thực hiện như phần mềm yêu cầu";
    EXPECT_TRUE(finding(plan, "label_order").fix);
    plan.items[0].text = "Căn cứ khoản 2 Điều 5 Quyết định số 3/QĐ-UBND ngày 01 tháng 02 năm 2026;";
    EXPECT_TRUE(finding(plan, "label_order").fix) << "what a law is made of is not this plan's";
}

TEST(FormLinter, BothPlacesOfATonesMarkAreRight) {
    Outline plan = good_plan();
    plan.items.insert(plan.items.begin(), {ItemRole::national_name, 0, "", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"});
    EXPECT_EQ(codes(plan), std::vector<std::string>{});
}

TEST(FormLinter, AReportIsAddressedAndItsCopiesSayAsAbove) {
    Outline report = good_plan();
    report.doc_type = "Báo cáo";
    report.symbol = "BC-MNHS";
    EXPECT_EQ(codes(report), std::vector<std::string>{"no_addressee"});
    report.items.insert(report.items.begin(), {ItemRole::addressee, 0, "", "Kính gửi: UBND phường Hoa Mai"});
    EXPECT_EQ(codes(report), std::vector<std::string>{"not_as_above"});
    report.items[11].text = "Như trên;";
    EXPECT_EQ(codes(report), std::vector<std::string>{});
}

/// Any mixture of faults: fixes come to an end, leave no finding with a fix, and take no word away.
TEST(FormLinter, AllFixesTogetherLeaveOnlyWhatAPersonKnows) {
    base::SeededRandom random(30'2020);
    const std::vector<std::string> words = {"Căn cứ", "số 5/KH", "ngày", "phụ lục", "nhà trường ,",
                                            "A.",     "",        "./.",  "Lưu",     "  "};
    const std::vector<std::string> labels = {"", "I.", "II.", "1.", "3", "a)", "e)", "-", "đ)"};
    const auto any = [&](const auto& list) { return list[random.below(list.size())]; };
    for (int round = 0; round < 2'000; ++round) {
        Outline outline = good_plan();
        if (random.below(2) == 0) outline.symbol = any(words);
        if (random.below(2) == 0) outline.subject = any(words);
        if (random.below(3) == 0) outline.signer_titles = {any(words), "T/L Hiệu trưởng"};
        if (random.below(3) == 0) outline.signer_name = "ThS. " + any(words);
        for (int n = 0; n < 6; ++n) {
            auto& item = outline.items[random.below(outline.items.size())];
            item.text = any(words) + " " + any(words);
            item.label = any(labels);
            item.level = static_cast<int>(random.below(3));
            if (random.below(4) == 0)
                item.role = static_cast<ItemRole>(random.below(static_cast<std::uint64_t>(ItemRole::appendix) + 1));
        }
        const Outline fixed = with_all_fixes(outline);
        for (const FormFinding& left : lint_form(fixed)) ASSERT_FALSE(left.fix) << left.code;
        ASSERT_GE(fixed.items.size(), outline.items.size());
        for (const FormFinding& one : lint_form(outline)) ASSERT_EQ(text::to_nfc(one.detail).value(), one.detail);
    }
}

} // namespace dongthac::tests
