#pragma once

#include <functional>
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
    app::Intent back = app::intent::Work{app::work::CloseRecord{}}; ///< where the arrow in the head leads
    std::string prefix = {}; ///< before the names of what is typed: which line of several it is of
    /// What is wrong with a value as it is being typed, as a sentence; "" for nothing.
    std::function<std::string(const view_model::RecordField&, const std::string& typed)> check = {};
    const view_model::RecordPage* whole = nullptr; ///< what `page` is a line of; nullptr: nothing

    /// That a field may name.
    [[nodiscard]] const view_model::Offices& offices() const {
        return whole == nullptr ? page.offices : whole->offices;
    }
};

/// What stores a field of the form: of what is designed with all that follows from it (office::set_line_field).
[[nodiscard]] app::Intent set_field(const base::DocumentId& document, std::string_view kind, const RecordTyping& typed);
[[nodiscard]] app::Intent set_field(const view_model::RecordPage& page, const view_model::RecordField& field,
                                    std::string typed);
/// The head of a record: its title, how it stands, and what can be decided about it.
void draw_record_head(RecordFrame& frame);
/// What a person must know before reading or typing: why it came back, what is missing.
void draw_record_banners(const RecordFrame& frame);
/// A small line in red under a field; nothing for "".
void draw_problem(const UiContext& ctx, const std::string& problem);
/// What is wrong with a field: what was said of what was typed, or that it is needed.
[[nodiscard]] std::string problem_of(const RecordFrame& frame, const view_model::RecordField& field,
                                     const RecordTyping& typed);
/// What was typed into a field cannot be stored, or was not; it is said under the field.
[[nodiscard]] bool is_wrong(const RecordFrame& frame, const view_model::RecordField& field);

/// One field without its name above it, as wide as there is room.
void draw_record_cell(RecordFrame& frame, const view_model::RecordField& field);
/// The fields in two columns: to be filled in where the record can be edited, to be read elsewhere.
void draw_record_fields(RecordFrame& frame);

} // namespace dongthac::ui
