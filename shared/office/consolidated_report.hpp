#pragma once

#include <functional>
#include <string>

#include "shared/model/outline.hpp"
#include "shared/office/consolidating.hpp"

namespace dongthac::office {

/// Sentences of a consolidated report, in the office's language; the caller takes them from its strings. {braces} are
/// filled in.
struct ConsolidatedWording {
    std::string report_title;  ///< "Báo cáo"
    std::string subject;       ///< "{title} {period}"
    std::string addressee;     ///< "Kính gửi: {superior}"
    std::string lead_in;       ///< "{office} tổng hợp báo cáo của các đơn vị … như sau:"
    std::string handing_title; ///< "Tình hình gửi báo cáo"
    std::string handed_in;     ///< "Có {n}/{all} đơn vị đã gửi báo cáo."
    std::string late;          ///< "Gửi muộn: {names}."
    std::string missing;       ///< "Chưa gửi: {names}."
    std::string returned;      ///< "Bị trả lại, chưa gửi lại: {names}."
    std::string waived;        ///< "Được miễn: {names}."
    std::string figures_title; ///< "Số liệu tổng hợp"
    std::string table_header;  ///< "STT | Nội dung | Đơn vị tính | Kết quả"
    std::string not_stated;    ///< "không có số liệu"
    std::string own_words;     ///< "Đánh giá chung: {text}"
    std::string closing;       ///< "Trên đây là báo cáo …"
    std::string recipients;    ///< "Nơi nhận:"
    std::string as_above;      ///< "Như trên;"
    std::string filed;         ///< "Lưu: VT."
    std::function<std::string(const model::Period&)> period; ///< "tháng 10 năm 2026"
    std::function<std::string(const std::string&)> number;   ///< "93.9" as people read it
};

/// The report to the office above as it would be printed (NĐ 30/2020/NĐ-CP, Phụ lục I; a report to a superior has its
/// Kính gửi): who handed in, the figures as a table, the texts by line and office with this office's own wording of
/// them apart. Errors: the store's.
[[nodiscard]] base::Result<model::Outline> consolidated_outline(Workspace& office, const Consolidation& sums,
                                                                const ConsolidatedWording& wording);

/// The same as a new draft report of this office. It goes the way of all reports from here: checked, signed, numbered,
/// sent.
[[nodiscard]] base::Result<base::DocumentId> new_consolidated_report(Workspace& office, const Consolidation& sums,
                                                                     const ConsolidatedWording& wording);

} // namespace dongthac::office
