#include <gtest/gtest.h>

#include "shared/document/export_docx.hpp"
#include "shared/document/import_file.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/paragraph_matching.hpp"
#include "shared/text/fold.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/document/word_files.hpp"

// A file of ours is opened in Word, one line of it is edited, and it comes in again: no letter of the page may be lost,
// whichever line it was.
namespace dongthac::tests {
namespace {

using document::ZipEntry;

constexpr std::size_t kRoom = 1 << 24;
constexpr std::string_view kTextEnd = "</w:t>";
constexpr std::string_view kParagraphEnd = "</w:p>";

struct Texts {
    std::string xml;
    std::vector<std::pair<std::size_t, std::size_t>> at; ///< where words stand in it, from and to
};

Texts texts_in(std::string xml) {
    Texts out{std::move(xml), {}};
    for (std::size_t at = 0; (at = out.xml.find("<w:t", at)) != std::string::npos; ++at) {
        const char next = out.xml[at + 4];
        if (next != '>' && next != ' ') continue; // w:tbl, w:tc, …
        const std::size_t from = out.xml.find('>', at) + 1;
        const std::size_t to = out.xml.find(kTextEnd, from);
        if (out.xml.find_first_not_of(' ', from) < to) out.at.emplace_back(from, to);
    }
    return out;
}

std::string replaced(const Texts& texts, std::size_t i, const std::string& by) {
    std::string xml = texts.xml;
    return xml.replace(texts.at[i].first, texts.at[i].second - texts.at[i].first, by);
}

std::string text_of(const Texts& texts, std::size_t i) {
    return texts.xml.substr(texts.at[i].first, texts.at[i].second - texts.at[i].first);
}

/// All ways one of the texts may be edited.
std::vector<std::string> edits_of(const Texts& texts, std::size_t i) {
    const std::string paragraph = said("Dòng do người khác viết thêm.");
    std::string before = texts.xml;
    const std::size_t plain = before.rfind("<w:p>", texts.at[i].first);
    const std::size_t start = plain == std::string::npos ? 0 : plain;
    std::string after = texts.xml;
    after.insert(after.find(kParagraphEnd, texts.at[i].second) + kParagraphEnd.size(), paragraph);
    before.insert(start, paragraph);
    std::vector<std::string> edits = {replaced(texts, i, "Lời viết lại từ đầu"), replaced(texts, i, ""),
                                      replaced(texts, i, text_of(texts, i) + " cùng vài chữ thêm"),
                                      replaced(texts, i, text_of(texts, i) + " " + text_of(texts, i)), after};
    if (start > 0) edits.push_back(before);
    if (i + 1 < texts.at.size()) // the later one first: places before it stay
        edits.push_back(replaced({replaced(texts, i + 1, text_of(texts, i)), texts.at}, i, text_of(texts, i + 1)));
    return edits;
}

/// Small letters of `text`, sorted, without white space and strokes between cells.
std::string letters_of(std::string_view text) {
    std::string all = text::to_lower(text);
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n' || c == '|'; });
    std::ranges::sort(all);
    return all;
}

std::string letters_of(const model::Outline& outline) {
    std::string all;
    for (const model::OutlineItem& item : outline.items) all += item.label + item.text;
    for (const std::string& fragment : outline.unplaced) all += fragment;
    return letters_of(all);
}

void expect_every_letter(const model::Outline& outline) {
    std::vector<ZipEntry> entries =
        document::read_zip(document::export_docx(outline, shipped_layout()).value(), kRoom).value();
    ZipEntry& page = *std::ranges::find(entries, "word/document.xml", &ZipEntry::name);
    const Texts texts = texts_in(page.content);
    ASSERT_GT(texts.at.size(), 40u);
    for (std::size_t i = 0; i < texts.at.size(); ++i) {
        const std::vector<std::string> edits = edits_of(texts, i);
        for (std::size_t edit = 0; edit < edits.size(); ++edit) {
            page.content = edits[edit];
            const std::string file = document::write_zip(entries).value();

            const auto back = document::import_file(file, "x.docx");

            ASSERT_TRUE(back.has_value());
            EXPECT_EQ(letters_of(back->outline), letters_of(document::docx_text(file).value()))
                << text_of(texts, i) << ", edit " << edit;
            EXPECT_EQ(back->outline.words, back->outline.placed_words + back->outline.unplaced_words)
                << text_of(texts, i) << ", edit " << edit;
            EXPECT_FALSE(std::ranges::any_of(back->remarks, [](const auto& remark) {
                return remark.key == "outline_ignored";
            })) << text_of(texts, i);
        }
    }
}

TEST(WordEdits, NoLetterIsLostWhicheverLineWasEdited) {
    model::Outline outline = every_part();
    outline.superior_body = "UBND PHƯỜNG HOA PHƯỢNG"; // as its line says

    expect_every_letter(outline);
}

TEST(WordEdits, NoLetterOfADeputysSignatureIsLost) {
    model::Outline outline = import_ok(with(kSchoolPlan, "HIỆU TRƯỞNG\n- UBND",
                                            "KT. HIỆU TRƯỞNG\n- UBND phường (để b/c);                     PHÓ HIỆU "
                                            "TRƯỞNG\n- UBND"));
    ASSERT_EQ(outline.signer_titles.size(), 2u);

    expect_every_letter(outline);
}

TEST(WordEdits, WordsAreCountedOnThePageNotInTheOutline) {
    model::Outline outline = every_part();
    std::erase_if(outline.items, [](const model::OutlineItem& item) { // only the fields tell the head
        return item.role >= ItemRole::national_name && item.role <= ItemRole::subject;
    });
    const std::string file = document::export_docx(outline, shipped_layout()).value();

    const auto back = document::import_file(file, "x.docx");

    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(difference(shape(back->outline), shape(outline)), "");
    EXPECT_EQ(back->outline.words, back->outline.placed_words);
}

TEST(ParagraphMatching, AThirdOfTheWordsIsAlike) {
    const std::vector<std::string> before = {"một hai ba", "Số 05", ""};
    const std::vector<std::string> after = {"ba bốn năm", "năm sáu bảy", "một một một bốn bốn bốn bốn", ""};
    document::ParagraphMatching matching(before, after);

    EXPECT_TRUE(matching.alike(0, 0));
    EXPECT_FALSE(matching.alike(0, 1));
    EXPECT_FALSE(matching.alike(0, 2)); // each word once
    EXPECT_FALSE(matching.alike(2, 3)); // nothing is like nothing
}

TEST(ParagraphMatching, StopsComparingBeforeItTakesLong) {
    std::string words;
    for (int i = 0; i < 1000; ++i) words += "từ ";
    const std::vector<std::string> texts = {words};
    document::ParagraphMatching matching(texts, texts);

    int alike = 0;
    while (alike < 100'000 && matching.alike(0, 0)) ++alike;

    EXPECT_GT(alike, 1000);
    EXPECT_LT(alike, 20'000);
}

} // namespace
} // namespace dongthac::tests
