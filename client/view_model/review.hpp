#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/document/review.hpp"
#include "shared/model/outline.hpp"
#include "shared/model/value.hpp"

namespace dongthac::view_model {

/// A paragraph as it was recognised.
struct ReviewItem {
    model::ItemRole role = model::ItemRole::paragraph;
    int level = 0;
    std::string label;
    std::string text;
    std::optional<std::size_t> line; ///< of the original
    bool flagged = false;            ///< one of the flags is about it
    int confidence = 0;              ///< model::OutlineItem::confidence
};

struct ReviewField {
    std::string name; ///< "document_number"
    std::string value;
    model::ValueType type = model::ValueType::string;
    int confidence = 0; ///< model::FieldConfidence; 0 where nothing was found
};

/// Below it a person should look.
inline constexpr int kSure = 70;

/// A sentence's key and what it concerns.
struct ReviewSentence {
    std::string key;
    std::string detail;
    std::optional<std::size_t> item;
};

/// A file that is looked over before anything of it is stored.
struct ReviewRows {
    std::uint64_t opened = 0; ///< a number of its own for each file, even of one name
    std::string file;         ///< its name
    std::string kind;         ///< record type it becomes
    std::vector<ReviewItem> items;
    std::vector<ReviewField> fields;
    std::vector<ReviewSentence> flags;   ///< what a clerk should look at: "flag.<code>"
    std::vector<ReviewSentence> remarks; ///< what the file held besides: "import.<key>"
    std::span<const std::string> source; ///< the Review's
    std::vector<std::string> unplaced;
    std::size_t words = 0;
    std::size_t placed = 0;
    std::size_t obligations = 0; ///< duties its sentences seem to set
    std::string above;           ///< the issued plan it gives effect to, when this PC has it
    bool can_undo = false;
    bool can_redo = false;
};

/// Borrows from `review`, until its next step. `above`: ReviewRows::above.
[[nodiscard]] ReviewRows review_rows(const document::Review& review, const std::string& file, const std::string& above,
                                     std::uint64_t opened);

} // namespace dongthac::view_model
