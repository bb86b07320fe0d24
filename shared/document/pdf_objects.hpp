#pragma once

#include <string>
#include <string_view>

#include <qpdf/QPDFObjectHandle.hh>

#include "shared/document/pdf_budget.hpp"

namespace dongthac::document {

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
