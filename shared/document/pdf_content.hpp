#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// An operand in a page's content (ISO 32000-1, 7.8.2).
struct PdfOperand {
    enum class Kind { number, string, name, list, dictionary, other };
    Kind kind = Kind::other;
    double number = 0;
    std::string text;              ///< bytes of a string, or a name without its '/'
    std::vector<PdfOperand> items; ///< of a list; of a dictionary its keys and values in turn
};

/// One operator with what stands before it.
struct PdfOperation {
    std::string name;
    std::vector<PdfOperand> operands;

    /// Operand `index` as a number, 0 when it is none.
    [[nodiscard]] double number(std::size_t index) const;
};

/// Walks over the operations of a content stream. Damaged content gives what can be read of it; pictures that stand in
/// the content are stepped over. `content` must outlive the reader.
class PdfContent {
  public:
    explicit PdfContent(std::string_view content) : content_(content) {}
    /// Nothing at the end.
    [[nodiscard]] std::optional<PdfOperation> next();

  private:
    [[nodiscard]] bool read_operand(std::vector<PdfOperand>& into, int depth);
    [[nodiscard]] PdfOperand read_literal();
    [[nodiscard]] PdfOperand read_hex();
    [[nodiscard]] PdfOperand read_name();
    [[nodiscard]] PdfOperand read_group(char close, PdfOperand::Kind kind, int depth);
    void skip_space();
    void skip_inline_image();

    std::string_view content_;
    std::size_t at_ = 0;
    std::size_t read_ = 0; ///< operands of this operation, those in lists too
};

/// A number as .pdf files write it, in any locale; 0 for what is none.
[[nodiscard]] double pdf_number(std::string_view text);

} // namespace dongthac::document
