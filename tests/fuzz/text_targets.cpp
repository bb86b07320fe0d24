#include <nlohmann/json.hpp>

#include "shared/base/invitation_code.hpp"
#include "shared/change/build.hpp"
#include "shared/document/document_json.hpp"
#include "shared/document/embedded_outline.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/export_html.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/import_file.hpp"
#include "shared/document/import_text.hpp"
#include "shared/document/outline_of.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/zip.hpp"
#include "shared/model/feed.hpp"
#include "shared/model/record.hpp"
#include "shared/text/collate.hpp"
#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"
#include "sync-server/orgs_file.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/document/word_files.hpp"
#include "tests/fuzz/targets.hpp"

namespace dongthac::fuzz {

namespace {

using base::Bytes;
using base::ByteSpan;

void run_import_text(ByteSpan bytes) {
    const auto outline = document::import_text(base::as_text(bytes), "kế hoạch.txt");
    if (!outline) return;
    promise(outline->words == outline->placed_words + outline->unplaced_words, "an imported word is in no place");
    (void)document::export_text(*outline);
}

/// A file of any form. An archive's checksums stop most changed bytes, so what is no archive is taken for the XML of
/// one part after another, parted by zero bytes, and put into a package first.
void run_import_file(ByteSpan bytes) {
    std::string file(base::as_text(bytes));
    if (!file.starts_with("PK") && !file.starts_with("\xD0\xCF")) {
        std::vector<tests::WordPart> parts;
        std::vector<std::string> texts(1);
        for (const char c : file) c == '\0' ? void(texts.emplace_back()) : texts.back().push_back(c);
        const std::vector<std::string> kinds = {"styles", "numbering", "footnotes", "header", "customXml"};
        for (std::size_t i = 0; i < kinds.size() && i + 1 < texts.size(); ++i)
            parts.push_back({kinds[i], kinds[i] + ".xml", texts[i + 1]});
        file = document::write_zip(tests::word_entries(texts.front(), parts)).value();
    }
    const auto imported = document::import_file(file, "kế hoạch.docx");
    if (!imported) return;
    const model::Outline& outline = imported->outline;
    promise(outline.words == outline.placed_words + outline.unplaced_words, "an imported word is in no place");
    (void)document::export_text(outline);
}

/// Files of a .zip, and as a Word file: our own reader of it is lint_docx and docx_text.
void run_zip(ByteSpan bytes) {
    constexpr std::size_t kLimit = 1u << 20;
    const std::string_view archive = base::as_text(bytes);
    (void)document::lint_docx(archive);
    (void)document::docx_text(archive);
    const auto entries = document::read_zip(archive, kLimit);
    if (!entries) return;
    std::size_t total = 0;
    for (const document::ZipEntry& entry : *entries) total += entry.content.size();
    promise(total <= kLimit, "a .zip unpacked to more than the limit");
    const auto written = document::write_zip(*entries);
    promise(written.has_value(), "the files of a .zip cannot be written again");
    const auto again = document::read_zip(*written, kLimit);
    promise(again && again->size() == entries->size(), "a .zip written by us cannot be read");
    for (std::size_t i = 0; i < entries->size(); ++i)
        promise((*again)[i].content == (*entries)[i].content, "a file of a .zip differs after writing and reading");
}

void run_xml(ByteSpan bytes) { (void)document::xml_error(base::as_text(bytes)); }

/// A colleague's program may have signed any bytes as words: showing, printing and exporting them must not fall over.
void run_show(ByteSpan bytes) {
    Dice dice(bytes);
    const base::DocumentId id{{1}};
    std::vector<change::Change> changes;
    const auto add = [&](change::Payload payload) {
        change::Change& change = changes.emplace_back();
        if (changes.size() > 1) change.parents = {changes[changes.size() - 2].id};
        change.id = {base::ReplicaId{{1}}, changes.size()};
        change.lamport = changes.size();
        change.document = id;
        change.payload = std::move(payload);
        change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
    };
    const auto words = [&dice] {
        std::string text;
        for (std::size_t size = dice.below(24); size > 0; --size) text += static_cast<char>(dice.byte());
        return text;
    };
    add(change::CreateDocument{1, "truong-a", {}, 1});
    using namespace model::field;
    static constexpr model::FieldId kFields[] = {kSubject, kNumber, kIssuedOn, kSymbol, kSignerName, kPlace, kDocType};
    while (!dice.empty() && changes.size() < 12) {
        const base::NodeId node{{static_cast<std::uint8_t>(changes.size())}};
        const model::FieldId field = kFields[dice.below(std::size(kFields))];
        if (dice.yes()) {
            const auto role = static_cast<model::ItemRole>(dice.below(35));
            add(change::CreateNode{node,
                                   base::root_node(id),
                                   words(),
                                   std::string(model::name_of(role)),
                                   words(),
                                   {words(), words()},
                                   {}});
        } else {
            add(change::SetField{base::root_node(id), field, words(), {}});
        }
    }
    const change::Document document = change::build(id, changes);
    (void)document::document_json(document).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const model::Outline outline = document::outline_of(document);
    (void)document::export_text(outline);
    (void)document::export_html(outline, tests::shipped_layout());
    const auto docx = document::export_docx(outline, tests::shipped_layout());
    promise(docx.has_value(), "words that no Word file can hold");
}

/// What people and files write in small: names of feeds, dates, labels, codes, sort and search keys.
void run_names(ByteSpan bytes) {
    const std::string_view raw = base::as_text(bytes);
    if (const auto feed = model::parse_feed(raw)) promise(model::to_text(*feed) == raw, "a feed has two names");
    if (const auto date = text::parse_iso(raw)) promise(text::parse_iso(text::to_iso(*date)) == date, "a date changed");
    (void)text::find_date(raw);
    (void)text::read_label(raw);
    (void)text::from_roman(raw);
    (void)text::point_number(raw);
    (void)base::hash_code(raw);
    (void)text::collation_key(raw);
    const std::string key = text::search_key(raw);
    promise(key.empty() || text::matches(key, key), "a text does not match itself");
    (void)text::to_upper(raw);
    promise(text::join(text::tokenise(raw)) == raw, "cutting any bytes loses some");
    if (const auto clean = text::to_nfc(raw)) promise(text::is_nfc(*clean), "to_nfc makes what is not NFC");
}

void run_orgs(ByteSpan bytes) { (void)server::parse_orgs(base::as_text(bytes)); }

std::vector<Bytes> seed_plans() {
    std::vector<Bytes> seeds = {bytes_of(tests::kSchoolPlan)};
    seeds.push_back(bytes_of(
        "KẾ HOẠCH\nSố: 12/KH-A ngày 1 tháng 2 năm 2026\nI. MỤC ĐÍCH\n1. Vui\na) Khoẻ\n- Bé\nNơi nhận:\n- Lưu: VT.\n"));
    seeds.push_back(bytes_of(
        "Căn cứ Kế hoạch số 3/KH-UBND ngày 4/5/2026 của Sở về việc tin;\r\n\r\n2\r\nTM. CHỦ TỊCH\r\n(Đã ký)\r\n"));
    return seeds;
}

std::vector<Bytes> seed_zips() {
    using document::ZipEntry;
    const auto small = document::write_zip(std::vector<ZipEntry>{{"a.txt", "một một một một một"}, {"b/c", ""}});
    const std::vector<ZipEntry> word = {
        {"[Content_Types].xml", R"(<Types><Override PartName="/word/document.xml" ContentType="x"/></Types>)"},
        {"word/document.xml",
         R"(<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>kế hoạch</w:t></w:r></w:p></w:body></w:document>)"}};
    return {bytes_of(*small), bytes_of(*document::write_zip(word))};
}

std::vector<Bytes> seed_files() {
    const std::string body =
        tests::paragraph(tests::run("KẾ HOẠCH", "<w:b/>"), "<w:jc w:val=\"center\"/>") +
        tests::paragraph(tests::run("MỤC ĐÍCH"), "<w:numPr><w:numId w:val=\"1\"/></w:numPr>") +
        tests::table(tests::row(tests::cell(tests::said("a")) + tests::cell(tests::said("b"))), tests::kRuled) +
        "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    const std::string zero(1, '\0');
    const std::string styles = tests::word_xml("styles", "<w:style w:styleId=\"A\"><w:basedOn w:val=\"A\"/></w:style>");
    const std::string numbering = tests::word_xml(
        "numbering", "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/></w:lvl>"
                     "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    const std::string notes =
        tests::word_xml("footnotes", "<w:footnote w:id=\"1\">" + tests::said("ghi") + "</w:footnote>");
    const std::string header = tests::word_xml("hdr", tests::said("Trang 2"));
    model::Outline inside;
    inside.items = {{model::ItemRole::doc_type, 0, "", "KẾ HOẠCH"}, {model::ItemRole::section, 0, "I.", "MỤC ĐÍCH"}};
    const std::string document = tests::word_xml("document", "<w:body>" + body + "</w:body>");
    return {bytes_of(document + zero + styles + zero + numbering + zero + notes + zero + header + zero +
                     document::embedded_outline(inside)),
            bytes_of(tests::word_file(body)), bytes_of(document)};
}

std::vector<Bytes> seed_xml() {
    return {bytes_of("<?xml version=\"1.0\"?><a b='c'>&amp;<![CDATA[x]]><!-- y --></a>"), bytes_of("<a><b/></a>")};
}

std::vector<Bytes> seed_shown() {
    std::vector<Bytes> seeds;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        base::SeededRandom random(seed);
        random.fill(seeds.emplace_back(40 * seed));
    }
    return seeds;
}

std::vector<Bytes> seed_names() {
    return {bytes_of("own/truong-a"),  bytes_of("2026-11-21"), bytes_of("ngày 05 tháng 3 năm 2026"),
            bytes_of("XIV. Điều"),     bytes_of("đ) trẻ em"),  bytes_of("ABCD-EFGH-JKLM"),
            bytes_of("Nguyễn Thị Ước")};
}

std::vector<Bytes> seed_orgs() {
    return {bytes_of(R"([{"id":"p","name":"UBND phường","kind":"ward_committee","symbol":"UBND","place":"Hoa Mai"},
{"id":"a","name":"Trường A","kind":"school","parent":"p","valid_from":"2025-07-01","school_level":"primary",
"relations":[{"parent":"p","kind":"professional","from":"2020-01-01","to":"2021-01-01","legal_basis":"x"}]}])")};
}

} // namespace

std::span<const Target> text_targets() {
    static const std::vector<Target> kTargets = {
        {"import_text", run_import_text, seed_plans},
        {"import_file", run_import_file, seed_files},
        {"zip", run_zip, seed_zips},
        {"xml", run_xml, seed_xml},
        {"show", run_show, seed_shown},
        {"names", run_names, seed_names},
        {"orgs", run_orgs, seed_orgs},
    };
    return kTargets;
}

} // namespace dongthac::fuzz
