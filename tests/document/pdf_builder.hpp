#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dongthac::tests {

/// Small .pdf files written by hand: objects in order, the first the catalogue.
class PdfBuilder {
  public:
    /// Adds an object and returns its number.
    int add(const std::string& body) {
        objects_.push_back(body);
        return static_cast<int>(objects_.size()) + 2;
    }
    int add_stream(std::string_view content, const std::string& dictionary = "") {
        return add("<< /Length " + std::to_string(content.size()) + " " + dictionary + " >>\nstream\n" +
                   std::string(content) + "\nendstream");
    }
    /// A page of A4 with `content`; `resources` as the inside of a dictionary, `more` of the page's own.
    void add_page(std::string_view content, const std::string& resources, const std::string& more = "") {
        const int stream = add_stream(content);
        pages_.push_back(add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << " + resources +
                             " >> /Contents " + std::to_string(stream) + " 0 R " + more + " >>"));
    }
    [[nodiscard]] std::string build(const std::string& trailer = "") const {
        std::string kids;
        for (const int page : pages_) kids += std::to_string(page) + " 0 R ";
        std::vector<std::string> all = {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [" + kids +
                                                                                 "] /Count " +
                                                                                 std::to_string(pages_.size()) + " >>"};
        all.insert(all.end(), objects_.begin(), objects_.end());
        std::string file = "%PDF-1.7\n", table;
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::string offset = std::to_string(file.size());
            table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
            file += std::to_string(i + 1) + " 0 obj\n" + all[i] + "\nendobj\n";
        }
        const std::string size = std::to_string(all.size() + 1);
        const std::string start = std::to_string(file.size());
        return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size +
               " /Root 1 0 R " + trailer + " >>\nstartxref\n" + start + "\n%%EOF\n";
    }

  private:
    std::vector<std::string> objects_;
    std::vector<int> pages_;
};

/// A typeface of which every letter is half as wide as high.
inline std::string half_wide(const std::string& more) {
    std::string widths;
    for (int i = 0; i < 256; ++i) widths += "500 ";
    return "<< /Type /Font /FirstChar 0 /LastChar 255 /Widths [" + widths + "] " + more + " >>";
}

} // namespace dongthac::tests
