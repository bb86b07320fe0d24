#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/document/pdf_content.hpp"
#include "shared/document/pdf_page.hpp"

namespace dongthac::document {

/// Follows the operations of content streams and notes down letters and drawn lines in a PdfPage. For read_pdf_page.
class PdfCanvas {
  public:
    /// All three must outlive the canvas.
    PdfCanvas(PdfPage& page, PdfFonts& fonts, PdfBudget& budget) : page_(page), fonts_(fonts), budget_(budget) {}

    /// `to_page` leads from the content's axes to those of PdfPage.
    void draw(std::string_view content, QPDFObjectHandle resources, const PdfMatrix& to_page);
    void draw_form(QPDFObjectHandle form, const PdfMatrix& to_page);

  private:
    /// What q keeps and Q brings back.
    struct State {
        PdfMatrix to_page;
        std::shared_ptr<const PdfFont> font;
        double size = 0;
        double letter_space = 0;
        double word_space = 0;
        double stretch = 1;
        double leading = 0;
        double rise = 0;
        bool filled_and_stroked = false; ///< drawn bold by hand
    };
    /// A stretch of content that may say what it reads as (ActualText).
    struct Marked {
        bool says = false;
        std::string text;
        std::size_t first_glyph = 0;
    };

    void run(const PdfOperation& operation, QPDFObjectHandle resources);
    [[nodiscard]] bool run_state(const PdfOperation& operation, QPDFObjectHandle resources);
    [[nodiscard]] bool run_text(const PdfOperation& operation);
    [[nodiscard]] bool run_path(const PdfOperation& operation);
    void run_object(const PdfOperation& operation, QPDFObjectHandle resources);
    void begin_marked(const PdfOperation& operation, QPDFObjectHandle resources);
    void end_marked();
    void set_font(const PdfOperation& operation, QPDFObjectHandle resources);
    void next_line(double x, double y);
    void show(std::string_view bytes);
    void show_list(const PdfOperand& list);
    void move(double amount);
    void paint_path(bool stroked);
    void add_rule(double x0, double y0, double x1, double y1);

    PdfPage& page_;
    PdfFonts& fonts_;
    PdfBudget& budget_;
    State state_;
    std::vector<State> kept_;
    PdfMatrix text_;
    PdfMatrix line_;
    std::vector<Marked> marked_;
    using Point = std::pair<double, double>;
    std::vector<std::vector<Point>> path_; ///< subpaths, in axes of the page
    int depth_ = 0;
    std::map<std::string, std::shared_ptr<const PdfFont>> direct_; ///< fonts that stand in the resources themselves
};

} // namespace dongthac::document
