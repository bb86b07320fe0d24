#include "shared/document/read_doc.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "shared/document/compound_file.hpp"
#include "shared/document/doc_furniture.hpp"
#include "shared/document/doc_lines.hpp"
#include "shared/document/doc_numbering.hpp"
#include "shared/document/doc_paragraphs.hpp"
#include "shared/document/national_name.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

using base::Code;
using base::Result;

constexpr std::uint32_t kWord97 = 0xC1; ///< nFib of the first Word that wrote this form
constexpr std::size_t kFootnotes = 2;   ///< entries of FibRgFcLcb97: places referred from, then the texts
constexpr std::size_t kComments = 4;
constexpr std::size_t kHeaders = 11; ///< where each header and footer begins
constexpr std::size_t kEndnotes = 46;

using Notes = std::map<std::size_t, std::string>;
constexpr std::size_t kNowhere = 0xFFFFFFFF; ///< a place no character is at

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

/// Calls `visit` with the numbers and the ranges of the texts that `part` consists of; `places` says where each of
/// `count` begins. Whatever it says, every character is in one of them, and in no second one.
void for_each_text(std::string_view places, std::size_t count, DocText::Range part,
                   const std::function<void(std::size_t, DocText::Range)>& visit) {
    const std::size_t size = part.end - part.begin;
    std::size_t begin = 0;
    for (std::size_t i = 0; begin < size; ++i) {
        const bool last = i + 1 >= count;
        const std::size_t end =
            last ? size : std::clamp<std::size_t>(little_endian(places, (i + 1) * 4, 4), begin, size);
        if (end > begin) visit(i, {part.begin + begin, part.begin + end});
        begin = end;
    }
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
    void read_notes(std::size_t places, DocText::Range part, Notes& notes) {
        const std::string_view from = doc_place(document, table, places);
        const std::size_t count = from.size() < 4 ? 0 : (from.size() - 4) / 6;
        for_each_text(doc_place(document, table, places + 1), count, part, [&](std::size_t i, DocText::Range range) {
            const std::string words = words_of(read(range, aside));
            if (words.empty()) return;
            std::string& note = notes[i < count ? little_endian(from, i * 4, 4) : kNowhere];
            note += (note.empty() ? "" : " ") + words;
        });
    }
    [[nodiscard]] DocFurniture read_furniture(DocAside& beside) {
        DocFurniture furniture;
        const auto add = [&](std::size_t, DocText::Range range) { furniture.add(read(range, beside)); };
        lists.begin_again();
        const std::string_view places = doc_place(document, table, kHeaders);
        for_each_text(places, places.size() < 8 ? 0 : places.size() / 4 - 2, text.part(DocPart::headers), add);
        for_each_text({}, 0, text.part(DocPart::header_boxes), add);
        return furniture;
    }
};

void add_lines(ReadText& to, DocFile& file, Notes& notes, DocFurniture& furniture) {
    // Each is taken when it is printed; what is left at the end belongs to no place that is there.
    const auto note_at = [&](std::size_t cp) {
        const auto note = notes.extract(cp);
        return note.empty() ? std::string() : note.mapped();
    };
    std::size_t bars = 0;
    const auto part = [&](DocPart wanted) {
        file.lists.begin_again();
        return file.read(file.text.part(wanted), file.aside);
    };
    const auto main = part(DocPart::main);
    const auto boxes = part(DocPart::boxes);
    if (!has_national_name(main, kLetterheadBytes) && !has_national_name(boxes, kLetterheadBytes))
        to.lines = doc_lines(furniture.take_letterhead(), note_at, bars);
    std::ranges::move(doc_lines(main, note_at, bars), std::back_inserter(to.lines));
    if (file.aside.unnumbered > 0) to.remarks.push_back({"automatic_numbers", std::to_string(file.aside.unnumbered)});
    std::size_t boxed = 0;
    for (ReadLine& line : doc_lines(boxes, note_at, bars))
        if (!is_blank(line.text)) {
            ++boxed;
            to.lines.push_back(std::move(line));
        }
    for (const auto& [place, note] : notes) to.lines.push_back({"[" + note + "]", {.whole = true}});
    if (boxed > 0) to.remarks.push_back({"text_boxes", std::to_string(boxed)});
    if (bars > 0) to.remarks.push_back({"bars", std::to_string(bars)});
}

void add_remarks(ReadText& to, const DocFile& file, const std::string& furniture, std::size_t notes, bool macros) {
    const auto count = [&](const char* key, std::size_t number) {
        if (number > 0) to.remarks.push_back({key, std::to_string(number)});
    };
    if (!furniture.empty()) to.remarks.push_back({"page_furniture", furniture});
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
    Notes notes;
    file.read_notes(kFootnotes, file.text.part(DocPart::footnotes), notes);
    file.read_notes(kEndnotes, file.text.part(DocPart::endnotes), notes);
    const std::size_t many = notes.size();
    DocAside beside; // pictures at the head of a page are none of the text's
    DocFurniture furniture = file.read_furniture(beside);
    file.aside.legacy.merge(beside.legacy);
    ReadText text;
    add_lines(text, file, notes, furniture);
    if (std::max(file.aside.letters, beside.letters) > kMostLetters)
        return refused(Code::too_large, file_name, "limit_mb", std::to_string(kMostLetters >> 20).c_str());
    const bool any = std::ranges::any_of(text.lines, [](const ReadLine& line) { return !is_blank(line.text); });
    if (!any) return refused(file.aside.pictures > 0 ? Code::only_pictures : Code::empty_file, file_name);
    add_remarks(text, file, furniture.words(), many, container->has("Macros"));
    return text;
}

} // namespace dongthac::document
