#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/import_text.hpp"
#include "shared/model/outline.hpp"

/// Plans made up for the tests: offices, people and tasks do not exist.
namespace dongthac::tests {

using model::ItemRole;

/// A school's plan, every part where the decree wants it; columns glued by spaces.
inline const std::string kSchoolPlan = R"(      UBND PHƯỜNG HOA PHƯỢNG              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG MẦM NON HƯỚNG DƯƠNG                   Độc lập - Tự do - Hạnh phúc

Số: 07/KH-MNHD                            Hoa Phượng, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Đưa tin về hoạt động nuôi dạy trẻ năm 2026

Căn cứ Kế hoạch số 88/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân phường Hoa Phượng về đưa tin giáo dục năm 2026;
Trường Mầm non Hướng Dương xây dựng Kế hoạch đưa tin năm 2026 như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Phụ huynh biết con mình ăn gì, học gì mỗi tuần.
2. Yêu cầu
- Tin ngắn, đúng việc, có ảnh được gia đình đồng ý.
II. NỘI DUNG VÀ KÊNH ĐƯA TIN
1. Nội dung
- Bữa ăn bán trú và vườn rau của bé;
+ Thực đơn tuần;
+ Ngày hội hái rau.
- Ngày hội thể thao mùa xuân.
2. Nhiệm vụ khác
a) Trả lời câu hỏi của phụ huynh trong hai ngày làm việc;
b) Lưu ảnh gốc tại văn phòng.
3. Kênh
- Bảng tin ở cổng trường.
III. KINH PHÍ
Chi từ nguồn thường xuyên của trường.
IV. TỔ CHỨC THỰC HIỆN
1. Ban giám hiệu
- Duyệt tin trước mười sáu giờ thứ Sáu.
2. Giáo viên các lớp
- Mỗi lớp gửi một tin mỗi tuần.
3. Chế độ báo cáo
- Gửi số liệu về phường ngày 25 hằng tháng.
Trên đây là Kế hoạch đưa tin năm 2026 của Trường Mầm non Hướng Dương./.

Nơi nhận:                                          HIỆU TRƯỞNG
- UBND phường (để b/c);
- Các lớp (để t/h);
- Lưu: VT.

                                                   Đào Thị Mận
)";

inline model::Outline import_ok(const std::string& text) {
    auto outline = document::import_text(text, "test.txt");
    return outline ? std::move(*outline) : model::Outline{};
}

/// That plan with everything that a printed page can have: a note, an addressee, a table, an appendix with a table of
/// its own.
inline model::Outline every_part() {
    model::Outline outline = import_ok(kSchoolPlan);
    outline.superior_body = "Ủy ban nhân dân phường Hoa Phượng";
    auto& items = outline.items;
    items.insert(items.begin(), {ItemRole::paragraph, 0, "", "DỰ THẢO"});
    const auto addressed = std::ranges::find(items, ItemRole::legal_basis, &model::OutlineItem::role);
    items.insert(addressed, {ItemRole::addressee, 0, "", "Kính gửi: Phòng Văn hóa - Xã hội phường Hoa Phượng."});
    const auto closing = std::ranges::find(items, ItemRole::closing, &model::OutlineItem::role);
    items.insert(closing, {{ItemRole::paragraph, 1, "", "Số liệu từng tháng:"},
                           {ItemRole::table_row, 1, "", "STT | Nội dung | Số tin"},
                           {ItemRole::table_row, 1, "", "1 | Bữa ăn bán trú | 12"},
                           {ItemRole::table_row, 1, "", "2 | Ngày hội thể thao | 3"}});
    for (const char* text : {"PHỤ LỤC I", "DANH SÁCH KÊNH ĐƯA TIN", "(Kèm theo Kế hoạch của nhà trường)"})
        items.push_back({ItemRole::appendix, 0, "", text});
    items.push_back({ItemRole::table_row, 1, "", "Kênh | Người giữ"});
    items.push_back({ItemRole::table_row, 1, "", "Bảng tin ở cổng | Văn thư"});
    items.push_back({ItemRole::appendix, 0, "", "Mỗi kênh có một người giữ và một người thay."});
    return outline;
}

/// Texts of the items of one role, with their labels.
inline std::vector<std::string> texts_of(const model::Outline& outline, ItemRole role) {
    std::vector<std::string> out;
    for (const model::OutlineItem& item : outline.items)
        if (item.role == role) out.push_back(item.label.empty() ? item.text : item.label + " " + item.text);
    return out;
}

/// Each item in one line, to compare trees by.
inline std::vector<std::string> shape(const model::Outline& outline) {
    std::vector<std::string> out;
    for (const model::OutlineItem& item : outline.items)
        out.push_back(std::string(model::name_of(item.role)) + "/" + std::to_string(item.level) + "/" + item.label +
                      "/" + item.text);
    return out;
}

/// What a printed page shows of a tree: the head and the end are printed in the decree's form and order.
inline std::vector<std::string> running_text(const model::Outline& outline) {
    model::Outline flow;
    for (const model::OutlineItem& item : outline.items)
        if (item.role > ItemRole::subject && item.role < ItemRole::recipients_heading) flow.items.push_back(item);
    return shape(flow);
}

/// Where two lists part for the first time; "" when they are equal.
inline std::string difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto [left, right] = std::ranges::mismatch(a, b);
    if (left == a.end() && right == b.end()) return {};
    return std::to_string(left - a.begin()) + ": " + (left == a.end() ? "nothing" : *left) + " <> " +
           (right == b.end() ? "nothing" : *right);
}

inline std::size_t flags_of(const model::Outline& outline, std::string_view code) {
    return static_cast<std::size_t>(std::ranges::count(outline.flags, code, &model::Flag::code));
}

/// `text` with every occurrence of `from` replaced.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// The characters of all items, unplaced fragments and furniture, white space left out, sorted: what an import has
/// kept.
inline std::string kept_characters(const model::Outline& outline) {
    std::string all;
    for (const model::OutlineItem& item : outline.items) all += item.label + item.text;
    for (const std::string& fragment : outline.unplaced) all += fragment;
    for (const std::string& fragment : outline.furniture) all += fragment;
    std::erase(all, ' ');
    std::erase(all, '|'); // put between the cells of a table set with tabs
    std::ranges::sort(all);
    return all;
}

} // namespace dongthac::tests
