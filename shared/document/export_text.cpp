#include "shared/document/export_text.hpp"

#include <string_view>
#include <vector>

#include "shared/document/printable.hpp"

namespace dongthac::document {

namespace {

/// Lines with one empty line between parts that have any.
class Writer {
  public:
    void line(std::string_view text) {
        if (text.empty()) return;
        if (gap_ && !out_.empty()) out_ += '\n';
        gap_ = false;
        out_ += text;
        out_ += '\n';
    }
    void items(const std::vector<model::OutlineItem>& items) {
        for (const model::OutlineItem& item : items) line(printed(item));
    }
    void part() { gap_ = true; }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
    bool gap_ = false;
};

} // namespace

std::string export_text(const model::Outline& outline) {
    const Printable page = make_printable(outline);
    Writer writer;
    for (const std::string& body : page.superior_bodies) writer.line(body);
    writer.line(page.issuing_body);
    writer.line(page.national_name);
    writer.line(page.national_motto);
    writer.line(page.number_line);
    writer.line(page.place_date);
    writer.items(page.notes);
    writer.part();
    writer.line(page.doc_type);
    writer.line(page.subject);
    writer.part();
    writer.items(page.opening);
    writer.part();
    writer.items(page.body);
    writer.items(page.closing);
    writer.part();
    writer.line(page.recipients_heading);
    writer.items(page.recipients);
    writer.part();
    for (const std::string& title : page.signer_titles) writer.line(title);
    writer.line(page.signer_name);
    writer.part();
    writer.items(page.appendices);
    return writer.take();
}

} // namespace dongthac::document
