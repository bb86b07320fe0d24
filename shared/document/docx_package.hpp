#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/document/zip.hpp"

namespace dongthac::document {

/// The parts of an office file (ECMA-376 part 2), unpacked one by one as they are asked for: photographs stay packed.
/// Views the bytes it was opened on. One thread.
class DocxPackage {
  public:
    /// Errors: password_file {path}; damaged_file {path, reason} for what is no whole archive or has no main part.
    [[nodiscard]] static base::Result<DocxPackage> open(std::string_view bytes, std::string_view file_name);

    /// Where one part points to.
    struct Relation {
        std::string kind; ///< the last word of its type: "styles", "header", "customXml"
        std::string id;
        std::string part; ///< name of a part; "" for an address outside of the package
    };

    [[nodiscard]] const std::string& main_part() const { return main_part_; }
    [[nodiscard]] bool has(std::string_view part) const { return find(part) != nullptr; }
    /// What the main part points to.
    [[nodiscard]] const std::vector<Relation>& relations() const { return relations_; }
    /// The parts of one kind that are there, in order.
    [[nodiscard]] std::vector<std::string> parts_of(std::string_view kind) const;

    /// A part's bytes; "" when it is not there. All parts read may have 32 MiB together. Errors: too_large {path,
    /// limit_mb}, damaged_file {path, reason}.
    [[nodiscard]] base::Result<std::string> read(std::string_view part);

    [[nodiscard]] const std::string& file_name() const { return file_name_; }

  private:
    DocxPackage() = default;
    [[nodiscard]] const ZipItem* find(std::string_view part) const;
    [[nodiscard]] base::Result<std::vector<Relation>> relations_of(std::string_view part);

    std::string file_name_;
    std::vector<ZipItem> items_;
    std::string main_part_;
    std::vector<Relation> relations_;
    std::size_t left_ = 0; ///< bytes that may still be unpacked
};

/// The part that `target` names when a part in `folder` ("word/" or "") points to it: "../customXml/item1.xml" from
/// "word/" is "customXml/item1.xml".
[[nodiscard]] std::string resolve_part(std::string_view folder, std::string_view target);

} // namespace dongthac::document
