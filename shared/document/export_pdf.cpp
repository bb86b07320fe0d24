#include "shared/document/export_pdf.hpp"

#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "shared/document/pdf_file.hpp"
#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

constexpr double kPoint = 20;      // twips
constexpr double kThousand = 1000; // a face's widths are in thousandths of its size
constexpr std::array<const char*, kFaces> kNames{"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic",
                                                 "LiberationSerif-BoldItalic"};
// Font flags (ISO 32000-1, 9.8.2): serif, symbolic (codes of our own), italic.
constexpr int kSerifSymbolic = 2 + 4;
constexpr int kItalic = 64;

/// The letters of one face in a file, each with a code of its own: two letters that look alike (Đ and Ð) may be one
/// glyph, and would be copied as one letter if codes were glyphs.
class Codes {
  public:
    std::size_t of(char32_t letter) {
        const auto [at, is_new] = codes_.try_emplace(letter, letters_.size() + 1);
        if (is_new) letters_.push_back(letter);
        return at->second;
    }
    [[nodiscard]] std::span<const char32_t> letters() const { return letters_; } // the first has code 1

  private:
    std::map<char32_t, std::size_t> codes_;
    std::vector<char32_t> letters_;
};

std::string hex_code(std::size_t code) { return utf16_hex(static_cast<char32_t>(code)); }

/// Writes pages, then what they need.
class Writer {
  public:
    Writer(const Pages& pages, const Typefaces& faces) : pages_(pages), faces_(faces) {}

    base::Result<std::string> write() {
        const std::size_t catalog = file_.reserve();
        tree_ = file_.reserve();
        resources_ = file_.reserve();
        for (const Page& page : pages_.pages) {
            DT_CHECK(add_page(page));
        }
        DT_CHECK(add_fonts());
        std::string kids;
        for (const std::size_t page : page_objects_) kids += (kids.empty() ? "" : " ") + PdfFile::reference(page);
        file_.put(tree_, "<< /Type /Pages /Count " + std::to_string(page_objects_.size()) + " /Kids [" + kids + "] >>");
        std::string entries = "<< /Type /Catalog /Pages " + PdfFile::reference(tree_) +
                              " /Lang (vi-VN) /ViewerPreferences << /DisplayDocTitle true >>";
        if (!pages_.bookmarks.empty())
            entries += " /Outlines " + PdfFile::reference(add_bookmarks()) + " /PageMode /UseOutlines";
        file_.put(catalog, entries + " >>");
        const std::size_t info =
            file_.add("<< /Title " + PdfFile::text(pages_.title) + " /Author " + PdfFile::text(pages_.author) +
                      " /Creator (DongThac) /Producer (DongThac) >>");
        return file_.write(catalog, info);
    }

  private:
    [[nodiscard]] std::string x_of(double twips) const { return PdfFile::number(twips / kPoint); }
    [[nodiscard]] std::string y_of(double twips) const { return PdfFile::number((pages_.height - twips) / kPoint); }

    base::Result<void> add_page(const Page& page) {
        std::string content;
        for (const PageRule& rule : page.rules)
            content += x_of(rule.left) + " " + y_of(rule.top + rule.height) + " " + x_of(rule.width) + " " +
                       x_of(rule.height) + " re\n";
        if (!page.rules.empty()) content += "f\n";
        content += "BT\n";
        for (const PageText& text : page.texts) content += show(text);
        content += "ET\n";
        DT_TRY(const std::size_t stream, file_.add_stream(content));
        page_objects_.push_back(file_.add("<< /Type /Page /Parent " + PdfFile::reference(tree_) + " /MediaBox [0 0 " +
                                          x_of(pages_.width) + " " + x_of(pages_.height) + "] /Resources " +
                                          PdfFile::reference(resources_) + " /Contents " + PdfFile::reference(stream) +
                                          " >>"));
        return {};
    }

    std::string show(const PageText& text) {
        const auto face = static_cast<std::size_t>(text.face);
        const double size = text.size / 2.0;
        // Codes of two bytes have no word spacing (9.3.3): each space is followed by a step of its own.
        const std::string step = PdfFile::number(-text.gap / kPoint / size * kThousand);
        std::string shown = "[<";
        for (std::size_t at = 0; at < text.text.size();) {
            const text::Decoded next = text::decode_at(text.text, at);
            shown += hex_code(codes_[face].of(next.value));
            if (next.value == U' ' && text.gap > 0) shown += "> " + step + " <";
            at += next.size;
        }
        return "/F" + std::to_string(face) + " " + PdfFile::number(size) + " Tf 1 0 0 1 " + x_of(text.x) + " " +
               y_of(text.y) + " Tm " + shown + ">] TJ\n";
    }

    base::Result<void> add_fonts() {
        std::string fonts;
        for (std::size_t face = 0; face < kFaces; ++face) {
            if (codes_[face].letters().empty()) continue;
            DT_TRY(const std::size_t font, add_font(static_cast<Face>(face)));
            fonts += " /F" + std::to_string(face) + " " + PdfFile::reference(font);
        }
        file_.put(resources_, "<< /ProcSet [/PDF /Text] /Font <<" + fonts + " >> >>");
        return {};
    }

    // A Type 0 font over a TrueType one (9.7).
    base::Result<std::size_t> add_font(Face face) {
        const std::span<const char32_t> letters = codes_[static_cast<std::size_t>(face)].letters();
        DT_TRY(const FaceSubset subset, faces_.subset(face, letters));
        DT_TRY(const std::size_t program,
               file_.add_stream(subset.font, "/Length1 " + std::to_string(subset.font.size())));
        std::string glyphs(2, '\0'); // of code 0, which nobody uses
        std::string widths;
        for (std::size_t i = 0; i < letters.size(); ++i) {
            glyphs += static_cast<char>(subset.glyphs[i] >> 8);
            glyphs += static_cast<char>(subset.glyphs[i] & 0xFF);
            widths += (i == 0 ? "" : " ") + PdfFile::number(faces_.width(face, letters[i]) * kThousand);
        }
        DT_TRY(const std::size_t map, file_.add_stream(glyphs));
        DT_TRY(const std::size_t unicode, file_.add_stream(to_unicode(letters)));
        const std::string name = subset_tag(face) + kNames[static_cast<std::size_t>(face)];
        const std::size_t descriptor = file_.add(descriptor_of(face, name, program));
        const std::size_t below =
            file_.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /" + name +
                      " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor " +
                      PdfFile::reference(descriptor) + " /CIDToGIDMap " + PdfFile::reference(map) + " /W [1 [" +
                      widths + "]] >>");
        return file_.add("<< /Type /Font /Subtype /Type0 /BaseFont /" + name +
                         " /Encoding /Identity-H /DescendantFonts [" + PdfFile::reference(below) + "] /ToUnicode " +
                         PdfFile::reference(unicode) + " >>");
    }

    // Six capitals before the name of a font that is not whole (9.6.4): ours differ by face.
    static std::string subset_tag(Face face) {
        return std::string("DTHAC") + static_cast<char>('A' + static_cast<int>(face)) + "+";
    }

    std::string descriptor_of(Face face, const std::string& name, std::size_t program) const {
        const FaceMetrics& metrics = faces_.metrics(face);
        const bool italic = face == Face::italic || face == Face::bold_italic;
        const bool bold = face == Face::bold || face == Face::bold_italic;
        const auto thousandths = [](double value) { return std::to_string(std::lround(value * kThousand)); };
        std::string box;
        for (const double side : metrics.box) box += (box.empty() ? "" : " ") + thousandths(side);
        // Slant, capitals and stems are hints for a font that stands in when this one cannot be read.
        return "<< /Type /FontDescriptor /FontName /" + name + " /Flags " +
               std::to_string(kSerifSymbolic + (italic ? kItalic : 0)) + " /FontBBox [" + box + "] /ItalicAngle " +
               (italic ? "-16" : "0") + " /Ascent " + thousandths(metrics.ascent) + " /Descent " +
               thousandths(-metrics.descent) + " /CapHeight 662 /StemV " + (bold ? "140" : "80") + " /FontFile2 " +
               PdfFile::reference(program) + " >>";
    }

    static std::string to_unicode(std::span<const char32_t> letters) {
        constexpr std::size_t kBlock = 100; // entries in one block (Adobe Technical Note 5014)
        std::string out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry "
                          "(Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType "
                          "2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
        for (std::size_t first = 0; first < letters.size(); first += kBlock) {
            const std::size_t end = std::min(first + kBlock, letters.size());
            out += std::to_string(end - first) + " beginbfchar\n";
            for (std::size_t i = first; i < end; ++i)
                out += "<" + hex_code(i + 1) + "> <" + utf16_hex(letters[i]) + ">\n";
            out += "endbfchar\n";
        }
        return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    }

    // The tree of headings (12.3.3). A heading belongs below the last one of a lower level.
    std::size_t add_bookmarks() {
        struct Node {
            std::size_t object = 0;
            std::size_t parent = 0; ///< index of a node; 0 is the root
            std::vector<std::size_t> children;
        };
        std::vector<Node> nodes{{file_.reserve(), 0, {}}};
        std::vector<std::size_t> open{0};
        std::vector<int> levels{-1};
        for (const Bookmark& bookmark : pages_.bookmarks) {
            while (levels.back() >= bookmark.level) {
                levels.pop_back();
                open.pop_back();
            }
            nodes.push_back({file_.reserve(), open.back(), {}});
            nodes[open.back()].children.push_back(nodes.size() - 1);
            open.push_back(nodes.size() - 1);
            levels.push_back(bookmark.level);
        }
        const auto ref = [&](std::size_t node) { return PdfFile::reference(nodes[node].object); };
        const auto ends = [&](const Node& node) {
            return node.children.empty()
                       ? std::string()
                       : " /First " + ref(node.children.front()) + " /Last " + ref(node.children.back()) + " /Count " +
                             std::to_string(node.children.size());
        };
        file_.put(nodes[0].object, "<< /Type /Outlines" + ends(nodes[0]) + " >>");
        for (std::size_t parent = 0; parent < nodes.size(); ++parent) {
            const std::vector<std::size_t>& row = nodes[parent].children;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const Bookmark& bookmark = pages_.bookmarks[row[i] - 1];
                std::string entries = "<< /Title " + PdfFile::text(bookmark.title) + " /Parent " + ref(parent);
                if (i > 0) entries += " /Prev " + ref(row[i - 1]);
                if (i + 1 < row.size()) entries += " /Next " + ref(row[i + 1]);
                file_.put(nodes[row[i]].object, entries + ends(nodes[row[i]]) + " /Dest [" +
                                                    PdfFile::reference(page_objects_[bookmark.page]) + " /XYZ null " +
                                                    y_of(bookmark.y) + " null] >>");
            }
        }
        return nodes[0].object;
    }

    const Pages& pages_;
    const Typefaces& faces_;
    PdfFile file_;
    std::size_t tree_ = 0;
    std::size_t resources_ = 0;
    std::vector<std::size_t> page_objects_;
    std::array<Codes, kFaces> codes_;
};

} // namespace

base::Result<std::string> write_pdf(const Pages& pages, const Typefaces& faces) { return Writer(pages, faces).write(); }

base::Result<std::string> export_pdf(const model::Outline& outline, const Nd30Layout& layout, const Typefaces& faces) {
    return write_pdf(make_pages(outline, layout, faces), faces);
}

} // namespace dongthac::document
