#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <qpdf/QPDFObjectHandle.hh>

namespace dongthac::document {

/// What reading one .pdf may cost, so that a small file cannot ask for hours or gigabytes. Spent, never given back.
struct PdfBudget {
    std::size_t bytes = 192u << 20;     ///< unpacked streams, in all
    std::size_t operations = 4'000'000; ///< of content streams
    std::size_t letters = 2'000'000;    ///< drawn
    std::size_t steps = 100'000'000;    ///< of finding tables among drawn lines
    std::size_t unreadable = 0;         ///< letters drawn in a font that does not say what they are
    bool spent = false;                 ///< something was left out for one of the above
};

/// Unpacks a stream; what can be had of a damaged one. Pictures and unknown filters give nothing. Takes from
/// `budget.bytes`.
[[nodiscard]] std::string pdf_stream(QPDFObjectHandle stream, PdfBudget& budget);

/// Key `key` of a dictionary or of a stream's dictionary; null where there is none.
[[nodiscard]] QPDFObjectHandle pdf_key(QPDFObjectHandle object, const char* key);

/// A number, `otherwise` for anything else or one no page can have.
[[nodiscard]] double pdf_double(QPDFObjectHandle object, double otherwise);

/// Affine map: x' = a x + c y + e, y' = b x + d y + f.
struct PdfMatrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    /// First `*this`, then `next`.
    [[nodiscard]] PdfMatrix then(const PdfMatrix& next) const;
    [[nodiscard]] double x(double px, double py) const { return a * px + c * py + e; }
    [[nodiscard]] double y(double px, double py) const { return b * px + d * py + f; }
};

/// Six numbers, or the identity.
[[nodiscard]] PdfMatrix pdf_matrix(QPDFObjectHandle array);

} // namespace dongthac::document
