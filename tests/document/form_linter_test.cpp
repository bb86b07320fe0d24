#include <algorithm>
#include <cctype>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/document/form_linter.hpp"
#include "shared/text/fold.hpp"
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
    EXPECT_EQ(fixed("Kế hoạch", "BC-MNHS"), "only a person knows") << "the type may be the wrong one";
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
    const auto second = [](std::size_t item, const char* label) {
        Outline plan = good_plan();
        plan.items[item].label = label;
        return finding(plan, "label_order");
    };
    EXPECT_EQ(second(4, "3.").detail, "3.");
    EXPECT_EQ(second(7, "I.").detail, "I.");
    EXPECT_FALSE(second(7, "I.").fix) << "which of two is wrong, and what refers to it, a person knows";
    Outline plan = good_plan();
    const std::vector<const char*> latin = {"c)", "d)", "e)"}; // đ is forgotten
    for (std::size_t n = 0; n < latin.size(); ++n)
        plan.items.insert(plan.items.begin() + 7 + static_cast<std::ptrdiff_t>(n),
                          {ItemRole::paragraph, 2, latin[n], "việc"});
    EXPECT_EQ(finding(plan, "label_order").detail, "e)");
}

TEST(FormLinter, ATextIsEndedOnce) {
    Outline plan = good_plan();
    plan.items[8].text = "Giao các tổ./. ";
    EXPECT_EQ(codes(plan), std::vector<std::string>{"spaces"}) << "it is ended";
    EXPECT_EQ(with_all_fixes(plan).items[8].text, "Giao các tổ./.");
    plan.items[8].text = "Các tổ, nhóm... ";
    EXPECT_EQ(with_all_fixes(plan).items[8].text, "Các tổ, nhóm...") << "what is left out is not for a program to end";
    plan.items[8].text = "Các tổ, nhóm.../.";
    EXPECT_EQ(codes(plan), std::vector<std::string>{});
    plan.items[8].text = "Các tổ, nhóm… / .";
    EXPECT_EQ(with_all_fixes(plan).items[8].text, "Các tổ, nhóm…./.");
}

/// One gap, one repetition: one finding, not one for each number behind it.
TEST(FormLinter, OneNumberOutOfOrderIsOneFinding) {
    const auto told = [](const std::vector<const char*>& labels) {
        Outline plan = good_plan();
        plan.items.erase(plan.items.begin() + 3, plan.items.begin() + 7);
        for (std::size_t n = 0; n < labels.size(); ++n)
            plan.items.insert(plan.items.begin() + 3 + static_cast<std::ptrdiff_t>(n),
                              {ItemRole::topic, 1, labels[n], "việc"});
        std::string found;
        for (const FormFinding& one : lint_form(plan)) found += one.code == "label_order" ? one.detail + " " : one.code;
        return found;
    };
    EXPECT_EQ(told({"1.", "2.", "4.", "5.", "6.", "7.", "8.", "9.", "10.", "11.", "12."}), "4. ");
    EXPECT_EQ(told({"1.", "2.", "2.", "3.", "4."}), "2. ") << "the count goes on from what stands there";
    EXPECT_EQ(told({"1.", "2.", "2.", "4.", "5."}), "2. ") << "or from what should";
    EXPECT_EQ(told({"1.", "20.", "3.", "5.", "6."}), "20. 5. ");
    EXPECT_EQ(told({"1.", "2.", "1.", "5.", "9."}), "1. 5. 9. ") << "neither of them";
}

TEST(FormLinter, CountingBeginsAnewInEachPart) {
    Outline plan = good_plan();
    plan.items.insert(plan.items.begin() + 7, {ItemRole::section, 0, "", "PHẦN THỨ HAI"});
    plan.items[8].label = "I.";
    EXPECT_EQ(codes(plan), std::vector<std::string>{});
}

TEST(FormLinter, WordsTitlesAndEndsArePutRight) {
    const auto changed = [](auto change, const char* code) {
        Outline plan = good_plan();
        change(plan);
        const FormFinding found = finding(plan, code);
        return found.fix ? found.fix->value : std::string("only a person knows");
    };
    EXPECT_EQ(changed([](Outline& p) { p.subject = "Công tác năm 2026."; }, "subject_mark"), "Công tác năm 2026");
    EXPECT_EQ(changed([](Outline& p) { p.subject = "Kế hoạch Truyền thông"; }, "subject_repeats_type"), "Truyền thông");
    EXPECT_EQ(changed([](Outline& p) { p.items[2].text = "Mục đích"; }, "heading_capitals"), "MỤC ĐÍCH");
    EXPECT_EQ(changed([](Outline& p) { p.items[3].text = "Một  câu , có lỗi ."; }, "spaces"), "Một câu, có lỗi.");
    EXPECT_EQ(changed([](Outline& p) { p.items[8].text = "Giao các tổ."; }, "end_mark"), "Giao các tổ./.");
    EXPECT_EQ(changed([](Outline& p) { p.items[8].text = "Giao các tổ. / ."; }, "end_mark"), "Giao các tổ./.");
    EXPECT_EQ(changed([](Outline& p) { p.items[8].text = "Giao các tổ./././."; }, "end_mark"), "Giao các tổ./.");
    EXPECT_EQ(changed([](Outline& p) { p.items[8].text = "Giao các tổ ./ "; }, "end_mark"), "Giao các tổ./.");
    EXPECT_EQ(changed([](Outline& p) { p.items[8].text = "Giao các tổ./. "; }, "spaces"), "Giao các tổ./.");
    EXPECT_EQ(changed(
                  [](Outline& p) {
                      p.signer_titles = {"T/M Ủy ban nhân dân", "KT Chủ tịch", "Phó Chủ tịch"};
                  },
                  "signer_title"),
              "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; PHÓ CHỦ TỊCH");
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

/// What looks like a repetition, a title or a line may be the words that are meant.
TEST(FormLinter, WhatOnlyAPersonKnowsHasNoFix) {
    const auto fix_of = [](auto change, const char* code) {
        Outline plan = good_plan();
        change(plan);
        return finding(plan, code).fix.has_value();
    };
    for (const char* subject : {"Kế hoạch nhỏ năm học 2026 - 2027", "Kế hoạch hóa gia đình", "Kế hoạch truyền thông"})
        EXPECT_FALSE(fix_of([&](Outline& p) { p.subject = subject; }, "subject_repeats_type")) << subject;
    EXPECT_FALSE(fix_of([](Outline& p) { p.signer_name = "ThS. Trần Thị Lan"; }, "academic_title"));
    EXPECT_FALSE(fix_of([](Outline& p) { p.symbol = "BC-MNHS"; }, "symbol_type"));
    const auto taken_for_the_name = [](Outline& p) {
        p.items.insert(p.items.begin(), {ItemRole::national_name, 0, "", "Trường Mầm non Hoa Sen"});
    };
    EXPECT_FALSE(fix_of(taken_for_the_name, "national_name"));
    EXPECT_EQ(finding(
                  [] {
                      Outline plan = good_plan();
                      plan.signer_titles = {"T/M."};
                      return plan;
                  }(),
                  "signer_title")
                  .fix->value,
              "TM.");
}

TEST(FormLinter, LinesStillToBeTypedAreNotClosed) {
    Outline plan = good_plan();
    plan.items.push_back({ItemRole::recipient, 0, "-", ""});
    plan.items.insert(plan.items.begin() + 1, {ItemRole::legal_basis, 0, "", ""});
    EXPECT_EQ(codes(plan), std::vector<std::string>{});
    plan.items.pop_back();
    plan.items.back().text = "Lưu: VT;";
    plan.items.push_back({ItemRole::recipient, 0, "-", "Cổng TTĐT."});
    EXPECT_EQ(codes(plan), std::vector<std::string>{}) << "it is filed, though not in the last line";
    plan = good_plan();
    plan.items[8].text = "Đăng tại https://hoamai.edu.vn/";
    EXPECT_EQ(finding(plan, "end_mark").fix->value, "Đăng tại https://hoamai.edu.vn/./.");
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
    report.items.insert(report.items.begin(), {ItemRole::addressee, 0, "", ""});
    for (const char* nobody : {"Kính gửi:", "Kính gửi: ", "Kính gửi: ……", "Kính gửi: ...............", "……"}) {
        report.items[0].text = nobody;
        const auto told = codes(report);
        EXPECT_NE(std::ranges::find(told, "no_addressee"), told.end()) << nobody;
    }
    report.items[0].text = "Kính gửi: UBND phường Hoa Mai";
    EXPECT_EQ(codes(report), std::vector<std::string>{"not_as_above"});
    report.items[11].text = "Như trên;";
    EXPECT_EQ(codes(report), std::vector<std::string>{});
}

/// Words of an item without marks and without regard to capitals.
std::string words_of(const model::OutlineItem& item) {
    std::string words;
    for (const char c : text::search_key(item.text))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) words += c;
    return words;
}

/// Any mixture of faults: fixes come to an end, leave no finding with a fix, and take no word away.
TEST(FormLinter, AllFixesTogetherLeaveOnlyWhatAPersonKnows) {
    base::SeededRandom random(30'2020);
    const std::vector<std::string> words = {"Căn cứ", "số 5/KH", "ngày", "phụ lục", "nhà trường ,", "A.",
                                            "",       "./.",     "Lưu",  "  ",      ". / .",        "./. "};
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
        std::size_t added = 0;
        for (std::size_t i = 0; i < outline.items.size(); ++i) {
            while (words_of(fixed.items.at(i + added)) == "luuvt" && words_of(outline.items[i]) != "luuvt") ++added;
            ASSERT_EQ(words_of(fixed.items[i + added]), words_of(outline.items[i])) << outline.items[i].text;
            ASSERT_EQ(fixed.items[i + added].label, outline.items[i].label);
            const std::size_t twice = fixed.items[i + added].text.find("././");
            ASSERT_TRUE(twice == std::string::npos || outline.items[i].text.find("././") == twice)
                << outline.items[i].text << " → " << fixed.items[i + added].text;
        }
        for (const FormFinding& one : lint_form(outline)) ASSERT_EQ(text::to_nfc(one.detail).value(), one.detail);
    }
}

} // namespace dongthac::tests
