#pragma once

#include "client/ui/screens/record_form.hpp"

/// The lines of a record whose lines have fields, for record.cpp only.
namespace dongthac::ui {

/// A table, one row a line: to be filled in where the record can be edited, with its sums below.
void draw_record_lines(RecordFrame& frame);

} // namespace dongthac::ui
