#include "shared/document/read_doc.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "shared/document/compound_file.hpp"
#include "shared/document/doc_lines.hpp"
#include "shared/document/doc_numbering.hpp"
#include "shared/document/doc_paragraphs.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

using base::Code;
using base::Result;

constexpr std::uint32_t kWord97 = 0xC1; ///< nFib of the first Word that wrote this form
constexpr std::size_t kFootnotes = 2;   ///< entries of FibRgFcLcb97: places referred from, then the texts
constexpr std::size_t kComments = 4;
constexpr std::size_t kEndnotes = 46;

std::unexpected<base::Error> refused(Code code, std::string_view file_name, const char* particular = nullptr,
                                     const char* value = nullptr) {
    std::vector<std::pair<std::string, std::string>> args = {{"path", std::string(file_name)}};
    if (particular != nullptr) args.emplace_back(particular, value);
    return base::fail(code, std::move(args));
}
std::unexpected<base::Error> damaged(std::string_view file_name) {
    return refused(Code::damaged_file, file_name, "reason", "DOC");
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

std::string words_of(const std::vector<DocLine>& paragraphs) {
    std::string all;
    for (const DocLine& paragraph : paragraphs)
        for (const std::string& line : paragraph.lines)
            if (!is_blank(line)) all += (all.empty() ? "" : " ") + line;
    return all;
}

/// The two streams of a document and what is read from them.
struct DocFile {
    std::string document;
    std::string table;
    DocText text;
    DocFormat format;
    ListNumbers lists;
    DocAside aside;

    /// A part of the text with its automatic numbers, which begin again in each.
    std::vector<DocLine> read(DocText::Range range, DocAside& beside) {
        std::vector<DocLine> paragraphs = doc_paragraphs(text, format, range, beside);
        beside.unnumbered += number_paragraphs(paragraphs, lists);
        return paragraphs;
    }
    /// Texts of notes by the place that refers to them; `places` is the entry of their references.
    void read_notes(std::size_t places, DocText::Range part, std::map<std::size_t, std::string>& notes) {
        const std::string_view from = doc_place(document, table, places);
        const std::string_view to = doc_place(document, table, places + 1);
        const std::size_t count = from.size() < 4 ? 0 : (from.size() - 4) / 6;
        for (std::size_t i = 0; i < count && (i + 2) * 4 <= to.size(); ++i) {
            const std::size_t size = part.end - part.begin;
            const std::size_t begin = std::min<std::size_t>(little_endian(to, i * 4, 4), size);
            const std::size_t end = std::clamp<std::size_t>(little_endian(to, i * 4 + 4, 4), begin, size);
            notes[little_endian(from, i * 4, 4)] = words_of(read({part.begin + begin, part.begin + end}, aside));
            if (i > size) break; // more notes than letters
        }
    }
};

void add_lines(ReadText& to, DocFile& file, const std::map<std::size_t, std::string>& notes) {
    const auto note_at = [&](std::size_t cp) {
        const auto found = notes.find(cp);
        return found == notes.end() ? std::string() : found->second;
    };
    std::size_t bars = 0;
    const auto part = [&](DocPart wanted) {
        file.lists.begin_again();
        return file.read(file.text.part(wanted), file.aside);
    };
    to.lines = doc_lines(part(DocPart::main), note_at, bars);
    const auto boxes = part(DocPart::boxes);
    if (file.aside.unnumbered > 0) to.remarks.push_back({"automatic_numbers", std::to_string(file.aside.unnumbered)});
    std::size_t boxed = 0;
    for (ReadLine& line : doc_lines(boxes, note_at, bars))
        if (!is_blank(line.text)) {
            ++boxed;
            to.lines.push_back(std::move(line));
        }
    if (boxed > 0) to.remarks.push_back({"text_boxes", std::to_string(boxed)});
    if (bars > 0) to.remarks.push_back({"bars", std::to_string(bars)});
}

void add_remarks(ReadText& to, DocFile& file, std::size_t notes, bool macros) {
    const auto count = [&](const char* key, std::size_t number) {
        if (number > 0) to.remarks.push_back({key, std::to_string(number)});
    };
    DocAside beside;
    std::string furniture;
    for (const DocPart part : {DocPart::headers, DocPart::header_boxes})
        if (const auto text = words_of(file.read(file.text.part(part), beside)); !text.empty())
            furniture += (furniture.empty() ? "" : " ") + text;
    // A page number alone is no news.
    if (furniture.find_first_not_of("0123456789 -") != std::string::npos)
        to.remarks.push_back({"page_furniture", furniture});
    count("pictures", file.aside.pictures);
    count("notes", notes);
    const std::string_view comments = doc_place(file.document, file.table, kComments);
    count("comments", comments.size() < 4 ? 0 : (comments.size() - 4) / 34);
    count("deleted", file.aside.deleted);
    count("hidden", file.aside.hidden);
    for (const text::LegacyTable table : file.aside.legacy)
        to.remarks.push_back({"legacy_letters", std::string(text::name_of(table))});
    if (macros) to.remarks.push_back({"macros", ""});
}

} // namespace

Result<ReadText> read_doc(std::string_view bytes, std::string_view file_name) {
    if (bytes.size() > kLargestDoc)
        return refused(Code::too_large, file_name, "limit_mb", std::to_string(kLargestDoc >> 20).c_str());
    if (bytes.starts_with("{\\rtf")) return refused(Code::old_format, file_name, "format", "RTF");
    const auto container = CompoundFile::open(bytes);
    if (!container) return damaged(file_name);
    // What the newer forms are wrapped in when they have a password.
    if (container->has("EncryptedPackage")) return refused(Code::password_file, file_name);
    auto document = container->stream("WordDocument");
    if (!document) return damaged(file_name);
    const std::uint32_t magic = little_endian(*document, 0, 2);
    const std::uint32_t version = little_endian(*document, 2, 2);
    const std::uint32_t flags = little_endian(*document, 10, 2);
    if (magic == 0xA5DC || (magic == 0xA5EC && version < kWord97))
        return refused(Code::old_format, file_name, "format", "Word 6/95");
    if (magic != 0xA5EC) return damaged(file_name);
    if ((flags & 0x8100) != 0) return refused(Code::password_file, file_name);
    auto table = container->stream((flags & 0x0200) != 0 ? "1Table" : "0Table");
    if (!table) return damaged(file_name);
    auto characters = DocText::read(*document, *table);
    if (!characters) return damaged(file_name);

    DocFormat format(*document, *table);
    ListNumbers lists = doc_numbering(*document, *table, format);
    DocFile file{std::move(*document), std::move(*table), std::move(*characters),
                 std::move(format),    std::move(lists),  {}};
    std::map<std::size_t, std::string> notes;
    file.read_notes(kFootnotes, file.text.part(DocPart::footnotes), notes);
    file.read_notes(kEndnotes, file.text.part(DocPart::endnotes), notes);
    ReadText text;
    add_lines(text, file, notes);
    const bool any = std::ranges::any_of(text.lines, [](const ReadLine& line) { return !is_blank(line.text); });
    if (!any) return refused(file.aside.pictures > 0 ? Code::only_pictures : Code::empty_file, file_name);
    add_remarks(text, file, notes.size(), container->has("Macros"));
    return text;
}

} // namespace dongthac::document
