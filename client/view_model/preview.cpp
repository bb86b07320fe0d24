#include "client/view_model/preview.hpp"

#include <algorithm>
#include <utility>

#include "shared/document/outline_of.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::view_model {

namespace {

constexpr double kTwipsPerHalfPoint = 10;

/// The words of a line, each where the widened spaces before it put it.
void add_words(std::vector<PreviewWord>& out, const document::PageText& line, const document::Typefaces& faces) {
    const double size = line.size * kTwipsPerHalfPoint;
    const document::FaceMetrics& metrics = faces.metrics(line.face);
    const double space = faces.width(line.face, U' ') * size + line.gap;
    double x = line.x;
    for (std::size_t at = 0; at < line.text.size();) {
        const std::size_t end = std::min(line.text.find(' ', at), line.text.size());
        std::string word = line.text.substr(at, end - at);
        const double width = faces.width(line.face, word) * size;
        if (!word.empty())
            out.push_back({x, line.y - metrics.ascent * size, (metrics.ascent + metrics.descent) * size, line.face,
                           std::move(word)});
        x += width + space;
        at = end + 1;
    }
}

} // namespace

base::Result<PreviewRows> preview_rows(office::Workspace& office, const base::DocumentId& id,
                                       const document::Nd30Layout& layout, const document::Typefaces& faces) {
    DT_TRY(const change::Document document, office::read_document(office, id));
    const model::Outline outline = document::outline_of(document);
    const document::Pages pages = document::make_pages(outline, layout, faces);
    PreviewRows out{id, outline.subject, pages.width, pages.height, {}};
    for (const document::Page& page : pages.pages) {
        PreviewPage& shown = out.pages.emplace_back();
        shown.rules = page.rules;
        for (const document::PageText& line : page.texts) add_words(shown.words, line, faces);
    }
    return out;
}

} // namespace dongthac::view_model
