#pragma once

#include <string>
#include <vector>

#include "client/ui/screens/records.hpp"

/// The fields of a record as a form, for record.cpp only.
namespace dongthac::ui {

struct RecordFrame {
    const UiContext& ctx;
    const view_model::RecordPage& page;
    RecordsState& state;
    std::vector<app::Intent>& out;
};

/// The fields in two columns: to be filled in where the record can be edited, to be read elsewhere.
void draw_record_fields(RecordFrame& frame);

} // namespace dongthac::ui
