#pragma once

#include <string>

#include "client/app/strings.hpp"
#include "client/view_model/records.hpp"

namespace dongthac::app {

/// The list of one kind of record as an Excel workbook of one sheet, each record a row, in the order given: what it is
/// about, its day, whose it is, every listed field, its state. Errors: those of export_xlsx.
[[nodiscard]] base::Result<std::string> records_workbook(const Strings& strings, const view_model::RecordRows& rows);

} // namespace dongthac::app
