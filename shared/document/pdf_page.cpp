#include "shared/document/pdf_page.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <qpdf/QPDFPageObjectHelper.hh>

#include "shared/document/pdf_canvas.hpp"

namespace dongthac::document {

namespace {

struct Box {
    double left = 0, bottom = 0, right = 595, top = 842; // A4 where a page does not say
};

std::optional<Box> box_of(QPDFObjectHandle array) {
    if (!array.isArray() || array.getArrayNItems() != 4) return std::nullopt;
    std::array<double, 4> side{};
    for (int i = 0; i < 4; ++i) side[static_cast<std::size_t>(i)] = pdf_double(array.getArrayItem(i), 0);
    const Box box{std::min(side[0], side[2]), std::min(side[1], side[3]), std::max(side[0], side[2]),
                  std::max(side[1], side[3])};
    if (box.right - box.left < 1 || box.top - box.bottom < 1) return std::nullopt;
    return box;
}

/// From a page's own axes to those of its reader.
PdfMatrix upright(const Box& box, int rotation) {
    switch (rotation) {
    case 90: return {0, 1, 1, 0, -box.bottom, -box.left};
    case 180: return {-1, 0, 0, 1, box.right, -box.bottom};
    case 270: return {0, -1, -1, 0, box.top, box.right};
    default: return {1, 0, 0, -1, -box.left, box.top};
    }
}

/// Where the appearance of an annotation is laid (ISO 32000-1, 12.5.5).
PdfMatrix placed(QPDFObjectHandle appearance, const Box& rectangle) {
    const PdfMatrix own = pdf_matrix(pdf_key(appearance, "/Matrix"));
    const Box box = box_of(pdf_key(appearance, "/BBox")).value_or(Box{0, 0, 1, 1});
    const std::array<double, 4> xs = {own.x(box.left, box.bottom), own.x(box.right, box.bottom),
                                      own.x(box.left, box.top), own.x(box.right, box.top)};
    const std::array<double, 4> ys = {own.y(box.left, box.bottom), own.y(box.right, box.bottom),
                                      own.y(box.left, box.top), own.y(box.right, box.top)};
    const auto [left, right] = std::ranges::minmax(xs);
    const auto [bottom, top] = std::ranges::minmax(ys);
    const double a = right - left > 0 ? (rectangle.right - rectangle.left) / (right - left) : 1;
    const double d = top - bottom > 0 ? (rectangle.top - rectangle.bottom) / (top - bottom) : 1;
    return {a, 0, 0, d, rectangle.left - left * a, rectangle.bottom - bottom * d};
}

void read_annotations(QPDFObjectHandle page, const PdfMatrix& base, PdfCanvas& canvas) {
    constexpr int kMost = 500;
    constexpr int kHidden = 2 | 32;
    const auto annotations = page.getKey("/Annots");
    if (!annotations.isArray()) return;
    for (int i = 0; i < std::min(annotations.getArrayNItems(), kMost); ++i) {
        const auto annotation = annotations.getArrayItem(i);
        const auto rectangle = box_of(pdf_key(annotation, "/Rect"));
        const auto kind = pdf_key(annotation, "/Subtype");
        if (!rectangle || (static_cast<int>(pdf_double(pdf_key(annotation, "/F"), 0)) & kHidden) != 0) continue;
        if (!kind.isNameAndEquals("/Widget") && !kind.isNameAndEquals("/FreeText") && !kind.isNameAndEquals("/Stamp"))
            continue;
        auto appearance = pdf_key(pdf_key(annotation, "/AP"), "/N");
        if (appearance.isDictionary())
            appearance = pdf_key(annotation, "/AS").isName() ? appearance.getKey(pdf_key(annotation, "/AS").getName())
                                                             : QPDFObjectHandle::newNull();
        if (appearance.isStream()) canvas.draw_form(appearance, placed(appearance, *rectangle).then(base));
    }
}

/// The right angle that more than half of the letters are turned by. A scanned page laid straight is off by a degree or
/// two.
int turn_of(const std::vector<PdfGlyph>& glyphs) {
    constexpr int kOff = 5;
    std::array<std::size_t, 4> counts{};
    for (const PdfGlyph& glyph : glyphs)
        if (((glyph.turn + kOff) % 90) <= 2 * kOff) ++counts[static_cast<std::size_t>((glyph.turn + kOff) / 90 % 4)];
    for (std::size_t i = 1; i < counts.size(); ++i)
        if (counts[i] * 2 > glyphs.size()) return static_cast<int>(i) * 90;
    return 0;
}

/// Turns letters and lines of a page back whose text was turned, not the page: else its tables' lines would lie across
/// it.
void straighten(PdfPage& page) {
    const int turn = turn_of(page.glyphs);
    if (turn == 0) return;
    const auto turned = [&](double x, double y) {
        switch (turn) {
        case 90: return std::pair{y, page.width - x};
        case 180: return std::pair{page.width - x, page.height - y};
        default: return std::pair{page.height - y, x};
        }
    };
    for (std::vector<PdfGlyph>* glyphs : {&page.glyphs, &page.notes})
        for (PdfGlyph& glyph : *glyphs) {
            std::tie(glyph.x, glyph.y) = turned(glyph.x, glyph.y);
            glyph.turn = (glyph.turn - turn + 360) % 360;
        }
    for (PdfRule& rule : page.rules) {
        const auto [ax, ay] = turned(rule.x0, rule.y0);
        const auto [bx, by] = turned(rule.x1, rule.y1);
        rule = {std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by)};
    }
    if (turn != 180) std::swap(page.width, page.height);
}

} // namespace

PdfPage read_pdf_page(QPDFObjectHandle page, PdfFonts& fonts, PdfBudget& budget) {
    QPDFPageObjectHelper helper(page);
    const Box box = box_of(helper.getAttribute("/CropBox", false))
                        .value_or(box_of(helper.getAttribute("/MediaBox", false)).value_or(Box{}));
    const int rotation = ((static_cast<int>(pdf_double(helper.getAttribute("/Rotate", false), 0)) % 360) + 360) % 360;
    const PdfMatrix base = upright(box, rotation);
    const bool lying = rotation == 90 || rotation == 270;

    PdfPage read;
    read.width = lying ? box.top - box.bottom : box.right - box.left;
    read.height = lying ? box.right - box.left : box.top - box.bottom;
    const auto resources = helper.getAttribute("/Resources", false);
    std::string content;
    const auto contents = page.getKey("/Contents");
    if (contents.isArray()) {
        for (int i = 0; i < contents.getArrayNItems() && budget.bytes > 0; ++i)
            content += pdf_stream(contents.getArrayItem(i), budget) + '\n';
    } else {
        content = pdf_stream(contents, budget);
    }
    PdfCanvas canvas(read, fonts, budget);
    canvas.draw(content, resources, base);
    const std::size_t own = read.glyphs.size();
    read_annotations(page, base, canvas);
    read.notes.assign(std::make_move_iterator(read.glyphs.begin() + static_cast<std::ptrdiff_t>(own)),
                      std::make_move_iterator(read.glyphs.end()));
    read.glyphs.resize(own);
    straighten(read);
    return read;
}

} // namespace dongthac::document
