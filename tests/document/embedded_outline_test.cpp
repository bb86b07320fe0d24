#include <gtest/gtest.h>

#include "shared/document/embedded_outline.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/import_file.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/text/fold.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/document/word_reading.hpp"

namespace dongthac::tests {
namespace {

using document::ImportedFile;
using document::ZipEntry;

constexpr std::size_t kRoom = 1 << 24;

/// An outline that no reader of the page could guess: roles and levels.
model::Outline odd_outline() {
    model::Outline outline = every_part();
    for (model::OutlineItem& item : outline.items)
        if (item.role == ItemRole::topic) item.role = ItemRole::channel, item.level = 3;
    outline.superior_body = "UBND PHƯỜNG HOA PHƯỢNG"; // as the page says
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
    EXPECT_EQ(back.outline.unplaced, std::vector<std::string>{});
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
    const std::string apart =
        edited(file, document::kOutlinePart, "\"fields\":{", R"("fields":{"unplaced":["smuggled words"],)");
    model::Outline with_fragment = outline;
    with_fragment.unplaced = {"smuggled words"};

    EXPECT_EQ(difference(shape(imported(forged).outline), shape(outline)), "");
    EXPECT_EQ(imported(signer).outline.signer_name, outline.signer_name);
    EXPECT_EQ(imported(apart).outline.unplaced, std::vector<std::string>{});
    EXPECT_EQ(exported(with_fragment), file);
}

TEST(EmbeddedOutline, ALineOfTheHeadThatWasWrittenAnewLeavesTheOthers) {
    const std::string file = exported(odd_outline());
    const ImportedFile whole = imported(file);

    for (const std::string type : {"KỊCH BẢN", "PHƯƠNG HƯỚNG CHUNG", "DỰ THẢO KẾ HOẠCH ĐƯA TIN", ""}) {
        const ImportedFile back = imported(edited(file, "word/document.xml", ">KẾ HOẠCH<", ">" + type + "<"));

        EXPECT_EQ(texts_of(back.outline, ItemRole::doc_type),
                  type.empty() ? std::vector<std::string>{} : std::vector<std::string>{type});
        EXPECT_EQ(text::to_upper(back.outline.doc_type), type);
        EXPECT_EQ(back.outline.subject, whole.outline.subject) << type;
        EXPECT_EQ(back.outline.issuing_body, whole.outline.issuing_body) << type;
        EXPECT_EQ(back.outline.document_number, whole.outline.document_number) << type;
        EXPECT_EQ(back.outline.issued_on, whole.outline.issued_on) << type;
        EXPECT_EQ(texts_of(back.outline, ItemRole::subject), texts_of(whole.outline, ItemRole::subject)) << type;
    }
}

TEST(EmbeddedOutline, ATitleThatWasWrittenAnewLeavesTheName) {
    const model::Outline outline = odd_outline();
    const std::string file = exported(outline);
    const std::string swapped = edited(edited(edited(file, "word/document.xml", "HIỆU TRƯỞNG", "@"),
                                              "word/document.xml", outline.signer_name, "HIỆU TRƯỞNG"),
                                       "word/document.xml", "@", outline.signer_name);

    for (const std::string title : {"Phụ trách trường", "Tổ trưởng tổ 5 tuổi", ""}) {
        const ImportedFile back = imported(edited(file, "word/document.xml", ">HIỆU TRƯỞNG<", ">" + title + "<"));

        EXPECT_EQ(back.outline.signer_titles,
                  title.empty() ? std::vector<std::string>{} : std::vector<std::string>{title});
        EXPECT_EQ(back.outline.signer_name, outline.signer_name) << title;
    }
    EXPECT_EQ(kept_characters(imported(swapped).outline), kept_characters(outline));
    const ImportedFile deputy = imported(edited(file, "word/document.xml", ">HIỆU TRƯỞNG<",
                                                ">KT. HIỆU TRƯỞNG</w:t></w:r></w:p><w:p><w:r><w:t>PHÓ HIỆU TRƯỞNG<"));
    EXPECT_EQ(texts_of(deputy.outline, ItemRole::signing_authority), std::vector<std::string>{"KT. HIỆU TRƯỞNG"});
    EXPECT_EQ(texts_of(deputy.outline, ItemRole::signer_title), std::vector<std::string>{"PHÓ HIỆU TRƯỞNG"});
}

TEST(EmbeddedOutline, ALineAddedBesideAnotherIsKeptWhateverItsWords) {
    const model::Outline outline = odd_outline();
    const std::string name = outline.signer_name;
    const std::string end = "</w:t></w:r></w:p><w:p><w:r><w:t>";
    const std::string file = exported(outline);

    // Every word of the second line stands in the first as well.
    const ImportedFile subject = imported(
        edited(file, "word/document.xml", outline.subject, "Đưa tin năm học 2026 - 2027" + end + "Đưa tin năm học"));
    const ImportedFile signer =
        imported(edited(file, "word/document.xml", ">" + name + "<", ">Đào Thị Mai Mận" + end + "Đào Mai<"));

    EXPECT_EQ(subject.outline.subject, "Đưa tin năm học 2026 - 2027");
    EXPECT_EQ(signer.outline.signer_name, "Đào Thị Mai Mận");
    for (const model::Outline& back : {subject.outline, signer.outline}) {
        const bool is_signer = back.signer_name != name;
        const std::string added = is_signer ? "Đào Mai" : "Đưa tin năm học";
        const auto in_items = std::ranges::count(back.items, added, &model::OutlineItem::text);
        EXPECT_EQ(in_items + std::ranges::count(back.unplaced, added), 1) << added;
    }
}

TEST(EmbeddedOutline, ALabelTypedTogetherWithItsWordIsCutFromIt) {
    const model::Outline outline = odd_outline();
    const auto closing = std::ranges::find(outline.items, ItemRole::closing, &model::OutlineItem::role);
    const std::string file = exported(outline);

    const model::Outline flow =
        imported(edited(file, "word/document.xml", closing->text, "1." + closing->text)).outline;
    const model::Outline head = imported(edited(file, "word/document.xml", ">KẾ HOẠCH<", ">1.KẾ HOẠCH<")).outline;

    EXPECT_EQ(texts_of(flow, ItemRole::closing), std::vector<std::string>{"1. " + closing->text});
    EXPECT_EQ(texts_of(head, ItemRole::doc_type), std::vector<std::string>{"1.KẾ HOẠCH"});
    for (const model::Outline& back : {flow, head}) EXPECT_EQ(back.words, back.placed_words + back.unplaced_words);
}

TEST(EmbeddedOutline, AFootnoteAddedInWordIsKept) {
    const model::Outline outline = odd_outline();
    const auto closing = std::ranges::find(outline.items, ItemRole::closing, &model::OutlineItem::role);
    const std::string reference = "</w:t></w:r><w:r><w:footnoteReference w:id=\"5\"/></w:r>";
    const std::string relation = "<Relationship Id=\"rId77\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
                                 "2006/relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    const auto noted = [&](const std::string& text) {
        const std::string file =
            edited(edited(exported(outline), "word/document.xml", text + "</w:t></w:r>", text + reference),
                   "word/_rels/document.xml.rels", "</Relationships>", relation);
        std::vector<ZipEntry> entries = document::read_zip(file, kRoom).value();
        entries.push_back({"word/footnotes.xml",
                           word_xml("footnotes", "<w:footnote w:id=\"5\">" + said("Theo Điều 9.") + "</w:footnote>")});
        return imported(document::write_zip(entries).value()).outline;
    };

    const model::Outline in_text = noted(closing->text);
    const model::Outline in_head = noted(outline.subject);

    EXPECT_EQ(texts_of(in_text, ItemRole::closing), std::vector<std::string>{closing->text + " [Theo Điều 9.]"});
    EXPECT_EQ(in_head.subject, outline.subject);
    EXPECT_NE(kept_characters(in_head), kept_characters(outline));
    EXPECT_EQ(in_head.words, imported(exported(outline)).outline.words + 3);
    EXPECT_EQ(in_head.words, in_head.placed_words + in_head.unplaced_words);
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
