#pragma once

#include "client/ui/screens/record_form.hpp"

/// The lines of a record whose lines have fields, for record.cpp only.
namespace dongthac::ui {

/// Before the names of what is typed into the fields of a line.
[[nodiscard]] std::string line_prefix(const view_model::RecordPage& line);
/// A table, one row a line: to be filled in where the record can be edited, with its sums below.
void draw_record_lines(RecordFrame& frame);

} // namespace dongthac::ui
