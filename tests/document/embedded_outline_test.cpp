#include <gtest/gtest.h>

#include "shared/document/embedded_outline.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/import_file.hpp"
#include "shared/document/package_lint.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/document/word_reading.hpp"

namespace dongthac::tests {
namespace {

using document::ImportedFile;
using document::ZipEntry;

constexpr std::size_t kRoom = 1 << 24;

/// An outline that no reader of the page could guess: roles, levels and left-overs.
model::Outline odd_outline() {
    model::Outline outline = every_part();
    for (model::OutlineItem& item : outline.items)
        if (item.role == ItemRole::topic) item.role = ItemRole::channel, item.level = 3;
    outline.superior_body = "UBND PHƯỜNG HOA PHƯỢNG"; // as the page says
    outline.unplaced = {"chữ chưa có chỗ"};
    return outline;
}

std::string exported(const model::Outline& outline) { return document::export_docx(outline, shipped_layout()).value(); }

/// `file` with `from` replaced by `to` in one part.
std::string edited(const std::string& file, std::string_view part, std::string_view from, std::string_view to) {
    std::vector<ZipEntry> entries = document::read_zip(file, kRoom).value();
    bool found = false;
    for (ZipEntry& entry : entries)
        if (entry.name == part) {
            found = entry.content.find(from) != std::string::npos;
            entry.content = with(entry.content, from, to);
        }
    EXPECT_TRUE(found) << from;
    return document::write_zip(entries).value();
}

ImportedFile imported(const std::string& file) {
    auto result = document::import_file(file, "x.docx");
    EXPECT_TRUE(result.has_value()) << (result ? "" : base::name_of(result.error().code));
    return result.value_or(ImportedFile{});
}

std::string remark(const ImportedFile& file, std::string_view key) {
    return remark_of(document::ReadText{{}, file.remarks}, key);
}

TEST(EmbeddedOutline, AFileOfOursComesBackAsItWas) {
    const model::Outline outline = odd_outline();
    const std::string file = exported(outline);

    const ImportedFile back = imported(file);

    EXPECT_EQ(document::lint_docx(file), std::vector<std::string>{});
    EXPECT_EQ(difference(shape(back.outline), shape(outline)), "");
    EXPECT_EQ(back.outline.unplaced, outline.unplaced);
    EXPECT_EQ(back.outline.issued_on, outline.issued_on);
    EXPECT_EQ(back.outline.symbol, outline.symbol);
    EXPECT_EQ(back.outline.subject, outline.subject);
    EXPECT_EQ(back.outline.signer_titles, outline.signer_titles);
    EXPECT_EQ(back.outline.words, back.outline.placed_words + back.outline.unplaced_words);
    EXPECT_EQ(remark(back, "edited_in_word"), "");
    EXPECT_EQ(exported(back.outline), file);
}

TEST(EmbeddedOutline, AnEditedParagraphTakesItsWordsFromThePage) {
    const model::Outline outline = odd_outline();
    const auto closing = std::ranges::find(outline.items, ItemRole::closing, &model::OutlineItem::role);
    const std::string file =
        edited(exported(outline), "word/document.xml", closing->text, closing->text + " Thêm chữ.");

    const ImportedFile back = imported(file);

    std::vector<std::string> expected = shape(outline);
    expected[static_cast<std::size_t>(closing - outline.items.begin())] += " Thêm chữ.";
    EXPECT_EQ(difference(shape(back.outline), expected), "");
    EXPECT_EQ(remark(back, "edited_in_word"), "1");
}

TEST(EmbeddedOutline, AParagraphAddedOrTakenOutInWordIsSeen) {
    const model::Outline outline = odd_outline();
    const std::string file = exported(outline);
    const auto closing = std::ranges::find(outline.items, ItemRole::closing, &model::OutlineItem::role);
    const std::string added = "Mọi lớp cùng tham gia thi ảnh đẹp.";
    const std::string end = "</w:t></w:r></w:p>";
    const std::string more =
        edited(file, "word/document.xml", closing->text + end, closing->text + end + "<w:p><w:r><w:t>" + added + end);
    const std::string less = edited(file, "word/document.xml", closing->text, "");

    const std::vector<std::string> with_more = shape(imported(more).outline);
    const std::vector<std::string> with_less = shape(imported(less).outline);

    EXPECT_EQ(with_more.size(), outline.items.size() + 1);
    EXPECT_TRUE(std::ranges::any_of(with_more, [&](const std::string& item) { return item.ends_with(added); }));
    EXPECT_EQ(with_less.size(), outline.items.size() - 1);
    EXPECT_EQ(remark(imported(more), "edited_in_word"), "1");
    EXPECT_EQ(remark(imported(less), "edited_in_word"), "1");
}

TEST(EmbeddedOutline, AHeadThatWasEditedIsReadFromThePage) {
    const model::Outline outline = odd_outline();
    const std::string number = outline.document_number + "/" + outline.symbol;

    const ImportedFile back = imported(edited(exported(outline), "word/document.xml", number, "99/KH-ABC"));

    EXPECT_EQ(back.outline.document_number, "99");
    EXPECT_EQ(back.outline.symbol, "KH-ABC");
    EXPECT_EQ(remark(back, "edited_in_word"), "1");
}

TEST(EmbeddedOutline, WhatThePageDoesNotSayIsNotBelieved) {
    const model::Outline outline = odd_outline();
    const std::string file = exported(outline);
    const std::string forged = edited(
        file, document::kOutlinePart, R"({"label":"","level":0,"role":"national_motto")",
        R"({"label":"","level":0,"role":"topic","text":"smuggled words"},{"label":"","level":0,"role":"national_motto")");
    const std::string signer = edited(file, document::kOutlinePart, "\"signer_name\":\"", "\"signer_name\":\"Ai ");

    EXPECT_EQ(difference(shape(imported(forged).outline), shape(outline)), "");
    EXPECT_EQ(imported(signer).outline.signer_name, outline.signer_name);
}

TEST(EmbeddedOutline, AFileWrittenOverWithAnotherDocumentIsReadAnew) {
    std::vector<ZipEntry> entries = document::read_zip(exported(odd_outline()), kRoom).value();
    for (ZipEntry& entry : entries)
        if (entry.name == "word/document.xml")
            entry.content = word_xml("document", "<w:body>" + said("BÁO CÁO") + said("I. KẾT QUẢ") +
                                                     said("1. Có tin.") + "</w:body>");

    const ImportedFile back = imported(document::write_zip(entries).value());

    EXPECT_EQ(back.outline.doc_type, "Báo cáo");
    EXPECT_EQ(remark(back, "outline_ignored"), "yes");
}

TEST(EmbeddedOutline, WithoutItThePageIsStructured) {
    std::vector<ZipEntry> entries = document::read_zip(exported(import_ok(kSchoolPlan)), kRoom).value();
    std::erase_if(entries, [](const ZipEntry& entry) { return entry.name == document::kOutlinePart; });

    const ImportedFile back = imported(document::write_zip(entries).value());

    EXPECT_EQ(difference(running_text(back.outline), running_text(import_ok(kSchoolPlan))), "");
}

TEST(EmbeddedOutline, WrongPartsAreNone) {
    const auto part = [](const std::string& json) {
        return "<outline xmlns=\"urn:dongthac:outline:1\">" + json + "</outline>";
    };
    const std::string right = document::embedded_outline(odd_outline());

    EXPECT_TRUE(document::read_embedded(right).has_value());
    for (const std::string& wrong :
         {std::string(), part(""), part("[]"), part("{}"), part(R"({"format":2})"),
          part(R"({"format":1,"fields":{},"nodes":[]})"), with(right, "\"level\":0", "\"level\":-1"),
          with(right, "\"level\":0", "\"level\":99"), with(right, "national_name", "emperor"),
          with(right, "\"role\":", "\"roles\":"), with(right, "\"nodes\":[", "\"nodes\":[7,"),
          with(right, "\"issued_on\":\"", "\"issued_on\":\"x"), right.substr(0, right.size() / 2)})
        EXPECT_FALSE(document::read_embedded(wrong).has_value()) << wrong.substr(0, 80);
    EXPECT_FALSE(document::read_embedded(part(std::string(1 << 20, '['))).has_value());
}

} // namespace
} // namespace dongthac::tests
