#include "shared/document/docx_read.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <pugixml.hpp>

#include "shared/document/block.hpp"
#include "shared/document/docx_body.hpp"
#include "shared/document/docx_lines.hpp"
#include "shared/document/docx_numbering.hpp"
#include "shared/document/docx_package.hpp"
#include "shared/document/docx_table_use.hpp"
#include "shared/document/embedded_outline.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/national_name.hpp"
#include "shared/document/ooxml_read.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

constexpr std::size_t kLongestDetail = 160; // bytes of a remark; the file itself shows the rest

std::string shortened(std::string_view text) {
    if (text.size() <= kLongestDetail) return std::string(text);
    const std::size_t space = text.rfind(' ', kLongestDetail);
    const std::size_t size = space == std::string_view::npos ? 0 : space;
    return std::string(text.substr(0, size)) + " …";
}

// "Trang 2/5", "- 3 -": page numbers and what stands around them.
bool only_counts_pages(std::string_view text) {
    std::string key = key_of(text, 400) + " ";
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = key.find(' ', at);
        const std::string_view word = std::string_view(key).substr(at, end - at);
        const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
        if (!number && word != "trang" && word != "page" && word != "of" && word != "so") return false;
        at = end + 1;
    }
    return true;
}

/// Reads the parts of one package.
class DocxReader {
  public:
    DocxReader(DocxPackage& package, const DocxStyles& styles, ListNumbers& numbering)
        : package_(package), body_(styles, numbering) {}

    base::Result<DocxContent> read(std::string_view main) {
        DT_CHECK(read_notes("footnotes", "footnoteReference"));
        DT_CHECK(read_notes("endnotes", "endnoteReference"));
        pugi::xml_document document;
        if (!load(document, main)) return damaged(package_.main_part());
        const pugi::xml_node root = document.document_element();
        const pugi::xml_node inner = child(root, "body");
        std::vector<DocxBlock> blocks = body_.read(inner ? inner : root);
        DT_CHECK(read_furniture(blocks));
        if (body_.too_deep()) return damaged("nested too deep");

        DocxContent content;
        DocxLines lines = to_lines(blocks);
        if (lines.printed.empty() && body_.counts().pictures > 0)
            return base::fail(base::Code::only_pictures, {{"path", package_.file_name()}});
        content.text.lines = std::move(lines.lines);
        content.printed = std::move(lines.printed);
        DT_CHECK(add_remarks(content.text, lines.bars));
        DT_TRY(content.embedded, embedded());
        return content;
    }

  private:
    [[nodiscard]] std::unexpected<base::Error> damaged(std::string_view reason) const {
        return base::fail(base::Code::damaged_file, {{"path", package_.file_name()}, {"reason", std::string(reason)}});
    }

    base::Result<void> read_notes(const char* kind, const char* reference) {
        for (const std::string& part : package_.parts_of(kind)) {
            DT_TRY(const std::string xml, package_.read(part));
            pugi::xml_document document;
            if (!load(document, xml)) return damaged(part);
            for (pugi::xml_node note : document.document_element().children()) {
                const std::string_view type = attribute(note, "type");
                if (local_name(note).empty() || (!type.empty() && type != "normal")) continue; // a separating line
                notes_.insert_or_assign({reference, std::string(attribute(note, "id"))}, words_of(body_.read(note)));
            }
        }
        body_.set_notes(notes_);
        return {};
    }

    // Heads and feet of pages are no part of a text, except where a letterhead was put there.
    base::Result<void> read_furniture(std::vector<DocxBlock>& blocks) {
        const bool has_head = has_national_name(blocks, kLetterheadBytes);
        std::string taken; // of several heads of pages the first that has a letterhead
        for (const char* kind : {"header", "footer"})
            for (const std::string& part : package_.parts_of(kind)) {
                DT_TRY(const std::string xml, package_.read(part));
                pugi::xml_document document;
                if (!load(document, xml)) return damaged(part);
                std::vector<DocxBlock> furniture = body_.read(document.document_element());
                const std::string words = words_of(furniture);
                if (!has_head && taken.empty() && has_national_name(furniture, kLetterheadBytes)) {
                    blocks.insert(blocks.begin(), std::make_move_iterator(furniture.begin()),
                                  std::make_move_iterator(furniture.end()));
                    taken = words;
                } else if (words != taken && !only_counts_pages(words) && furniture_.find(words) == std::string::npos) {
                    furniture_ += (furniture_.empty() ? "" : " / ") + words;
                }
            }
        return {};
    }

    base::Result<void> add_remarks(ReadText& text, std::size_t bars) {
        for (const std::string& part : package_.parts_of("comments")) {
            DT_TRY(const std::string xml, package_.read(part));
            pugi::xml_document document;
            if (!load(document, xml)) continue; // nothing of them is taken over
            comments_ += static_cast<std::size_t>(
                std::ranges::count_if(document.document_element().children(),
                                      [](pugi::xml_node node) { return local_name(node) == "comment"; }));
        }
        const auto add = [&](const char* key, std::size_t count) {
            if (count > 0) text.remarks.push_back({key, std::to_string(count)});
        };
        const DocxCounts& counts = body_.counts();
        for (const text::LegacyTable table : counts.legacy)
            text.remarks.push_back({"legacy_letters", std::string(text::name_of(table))});
        if (!package_.parts_of("vbaProject").empty()) text.remarks.push_back({"macros", {}});
        add("deleted", counts.deleted_words);
        add("inserted", counts.inserted_words);
        add("hidden", counts.hidden_words);
        add("notes", counts.notes);
        add("comments", comments_);
        add("contents", counts.contents);
        add("pictures", counts.pictures);
        add("objects", counts.objects);
        add("bars", bars);
        if (!furniture_.empty()) text.remarks.push_back({"page_furniture", shortened(furniture_)});
        return {};
    }

    base::Result<std::string> embedded() {
        for (const std::string& part : package_.parts_of("customXml")) {
            DT_TRY(std::string xml, package_.read(part));
            if (xml.find(kOutlineNamespace) != std::string::npos) return xml;
        }
        return std::string();
    }

    DocxPackage& package_;
    DocxBody body_;
    DocxBody::Notes notes_;
    std::string furniture_;
    std::size_t comments_ = 0;
};

// A part of the package of which there is one; nothing of it where it is missing or damaged: the text is in another.
base::Result<void> load_single(DocxPackage& package, std::string_view kind, pugi::xml_document& document) {
    const std::vector<std::string> parts = package.parts_of(kind);
    if (parts.empty()) return {};
    DT_TRY(const std::string xml, package.read(parts.front()));
    if (!load(document, xml)) document.reset();
    return {};
}

} // namespace

base::Result<DocxContent> open_docx(std::string_view bytes, std::string_view file_name) {
    DT_TRY(DocxPackage package, DocxPackage::open(bytes, file_name));
    DT_TRY(const std::string main, package.read(package.main_part()));
    pugi::xml_document styles_part;
    pugi::xml_document numbering_part;
    DT_CHECK(load_single(package, "styles", styles_part));
    DT_CHECK(load_single(package, "numbering", numbering_part));
    const DocxStyles styles(styles_part.document_element());
    ListNumbers numbering = docx_numbering(numbering_part.document_element(), styles);
    return DocxReader(package, styles, numbering).read(main);
}

base::Result<ReadText> read_docx(std::string_view bytes, std::string_view file_name) {
    DT_TRY(DocxContent content, open_docx(bytes, file_name));
    return std::move(content.text);
}

} // namespace dongthac::document
