#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace dongthac::document {

/// Puts a PDF file together from its objects (ISO 32000-1, 7.5): numbers them, packs streams, writes the table of where
/// each stands. The same objects in the same order give the same bytes.
class PdfFile {
  public:
    /// A number for an object whose contents come later: it can be referred to by then.
    [[nodiscard]] std::size_t reserve();
    /// Contents of object `number`, such as "<< /Type /Catalog >>".
    void put(std::size_t number, std::string contents);
    std::size_t add(std::string contents);
    /// A packed stream; `entries` are further entries of its dictionary. Error internal {reason} when zlib fails.
    [[nodiscard]] base::Result<std::size_t> add_stream(std::string_view bytes, const std::string& entries = {});

    /// The file. Every reserved object must have been put.
    [[nodiscard]] std::string write(std::size_t catalog, std::size_t info) const;

    /// "12 0 R"
    [[nodiscard]] static std::string reference(std::size_t number);
    /// Text for people as a string object (7.9.2.2): UTF-16BE with its mark, in hexadecimal.
    [[nodiscard]] static std::string text(std::string_view utf8);
    /// A number with at most two decimals, without the program's locale.
    [[nodiscard]] static std::string number(double value);

  private:
    std::vector<std::string> objects_; // the first has number 1
};

/// UTF-16BE of one code point in hexadecimal.
[[nodiscard]] std::string utf16_hex(char32_t letter);

} // namespace dongthac::document
