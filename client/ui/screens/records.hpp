#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/paragraph_field.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/records.hpp"

namespace dongthac::ui {

/// What was typed into one field and is not stored yet, or could not be.
struct RecordTyping {
    std::string value;
    ParagraphState words; ///< of fields that wrap
    model::ValueType type = model::ValueType::string;
    bool edited = false;
    base::NodeId node; ///< the root, or the line that the field is of
    std::string field;
    std::string base;                ///< what it said when the typing began
    std::optional<std::string> sent; ///< what was asked to be stored; until the rows say so
    std::string problem;             ///< what is wrong with it, as a sentence
};

struct RecordsState {
    std::string words; ///< searched for
    TableState table;
    std::string kind;                          ///< that `table` is of
    base::DocumentId about;                    ///< that what follows is of
    base::NodeId node;                         ///< a line of it; empty: the whole
    std::string form_kind;                     ///< kind of record of `about`
    std::map<std::string, RecordTyping> typed; ///< by field name, of a line by its node and the name
    std::string focus;                         ///< the field that takes the keyboard at the next draw
    bool tells_missing = false;                ///< it was to be sent with needed fields empty
};

/// "Hồ sơ": the records of one kind.
[[nodiscard]] std::optional<app::Intent> draw_records(const UiContext& ctx, const view_model::RecordRows& rows,
                                                      RecordsState& state);
/// The form of one record.
[[nodiscard]] std::vector<app::Intent> draw_record(const UiContext& ctx, const view_model::RecordPage& page,
                                                   RecordsState& state);
/// Writes down what is typed and can be stored, before anything else happens.
[[nodiscard]] std::vector<app::Intent> flush(RecordsState& state);

} // namespace dongthac::ui
