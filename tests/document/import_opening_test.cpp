#include <gtest/gtest.h>

#include "shared/document/export_text.hpp"
#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using Texts = std::vector<std::string>;

const std::string kBody = "I. NỘI DUNG\n- Tin của lớp.\n";

TEST(ImportOpening, WhatTheDocumentCameWithIsNoPartOfItsSubject) {
    for (const std::string note : {"(Kèm theo Công văn số 31/UBND-VX ngày 04/3/2026)",
                                   "(Ban hành kèm theo Kế hoạch số 12/KH-MNHD ngày 04/3/2026 của Hiệu trưởng)"}) {
        const model::Outline outline = import_ok(
            "BÁO CÁO\nKết quả đưa tin quý I\n" + note +
            "\nThực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026 của UBND phường, nhà trường báo cáo như sau:\n" + kBody);

        EXPECT_EQ(outline.subject, "Kết quả đưa tin quý I");
        EXPECT_EQ(texts_of(outline, ItemRole::paragraph), Texts{note});
        EXPECT_EQ(texts_of(outline, ItemRole::lead_in).size(), 1u);
        EXPECT_EQ(outline.parents.size(), 1u);
        const std::string printed = document::export_text(outline);
        EXPECT_LT(printed.find(note), printed.find("Thực hiện Kế hoạch"));
    }
}

TEST(ImportOpening, WhoDecidesStandsOverTheBasesOfADecision) {
    for (const std::string subject : {"Về việc lập Ban đưa tin", "VỀ VIỆC LẬP BAN ĐƯA TIN"}) {
        const model::Outline outline = import_ok(
            "QUYẾT ĐỊNH\n" + subject +
            "\nHIỆU TRƯỞNG TRƯỜNG MẦM NON HƯỚNG DƯƠNG\nCăn cứ Luật Giáo dục năm 2019;\nXét đề nghị của tổ văn "
            "phòng,\nQUYẾT ĐỊNH:\nĐiều 1. Lập Ban đưa tin gồm ba người.\n");

        EXPECT_EQ(outline.subject, subject);
        EXPECT_EQ(texts_of(outline, ItemRole::legal_basis),
                  (Texts{"Căn cứ Luật Giáo dục năm 2019;", "Xét đề nghị của tổ văn phòng,"}));
        EXPECT_EQ(texts_of(outline, ItemRole::paragraph).at(0), "HIỆU TRƯỞNG TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
        EXPECT_EQ(texts_of(outline, ItemRole::section).at(0), "QUYẾT ĐỊNH:");
    }
}

TEST(ImportOpening, TheLastOfSeveralBasesIsPartedFromWhoSpeaks) {
    const model::Outline outline = import_ok(
        "KẾ HOẠCH\nĐưa tin năm 2026\nThực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026 của UBND phường Hoa Phượng về đưa "
        "tin; Công văn số 9/PVHXH ngày 03/3/2026 của Phòng Văn hóa - Xã hội về tin bài, Trường Mầm non Hướng Dương xây "
        "dựng Kế hoạch đưa tin năm 2026 như sau:\n" +
        kBody);

    EXPECT_EQ(texts_of(outline, ItemRole::legal_basis).size(), 2u);
    EXPECT_EQ(texts_of(outline, ItemRole::lead_in),
              Texts{"Trường Mầm non Hướng Dương xây dựng Kế hoạch đưa tin năm 2026 như sau:"});
    EXPECT_EQ(import_ok("KẾ HOẠCH\nTin\nThực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026 của Sở, Trường Mầm non Hướng "
                        "Dương xây dựng Kế hoạch như sau:\n" +
                        kBody)
                  .items.at(2)
                  .role,
              ItemRole::lead_in); // one basis: one sentence
}

} // namespace
} // namespace dongthac::tests
