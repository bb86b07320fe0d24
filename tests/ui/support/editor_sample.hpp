#pragma once

#include <string>

#include "client/view_model/editor.hpp"

namespace dongthac::test {

/// A plan of the office with so many paragraphs.
inline view_model::EditorRows sample_editor(std::size_t paragraphs) {
    view_model::EditorRows rows;
    rows.document = base::DocumentId{{7}};
    rows.kind = "plan";
    rows.ours = rows.editable = true;
    rows.now_ms = 1'790'000'000'000;
    for (std::size_t i = 0; i < paragraphs; ++i) {
        view_model::EditorParagraph row;
        row.node.bytes[0] = 2;
        row.node.bytes[14] = static_cast<std::uint8_t>(i >> 8);
        row.node.bytes[15] = static_cast<std::uint8_t>(i);
        row.role = i % 10 == 0 ? model::ItemRole::section : model::ItemRole::paragraph;
        row.depth = i % 10 == 0 ? 0 : 1;
        row.text = "Đoạn văn số " + std::to_string(i) + " của kế hoạch truyền thông.";
        if (i % 10 == 0) rows.headings.push_back({i, 0, row.text});
        rows.paragraphs.push_back(row);
    }
    return rows;
}

} // namespace dongthac::test
