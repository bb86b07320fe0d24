#pragma once

namespace dongthac::document {

/// Figures of NĐ 30/2020/NĐ-CP, Phụ lục I, as chosen within its ranges. Lengths in twips (1/20 pt), type sizes in half
/// points, as OOXML counts them. In force since 05/3/2020.
struct Nd30Layout {
    // Mục I.2, I.4: A4, top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
    int page_width = 11906;
    int page_height = 16838;
    int margin_top = 1134;
    int margin_bottom = 1134;
    int margin_left = 1701;
    int margin_right = 851;
    int page_number_from_top = 567;
    // Mục II.1–4: heads of the two columns.
    int left_column = 3700;
    int office_size = 24;
    int national_name_size = 24;
    int motto_size = 26;
    int number_size = 26;
    // Mục II.5–6: type, subject, bases and body.
    int body_size = 28;
    int first_line = 720;    ///< 1.27 cm
    int paragraph_gap = 120; ///< at least 6 pt between paragraphs
    int line_pitch = 264;    ///< 1.1 lines; 240 is single
    // Tables: the smaller size of the body. The decree has none for them; where many columns would break words and
    // numbers, smaller letters read better.
    int table_size = 26;
    int table_least_size = 16;
    // Mục II.7–9: signature and recipients.
    int recipients_column = 4200;
    int recipients_heading_size = 24;
    int recipients_size = 22;
    int signature_lines = 4; ///< blank lines for the hand and the seal

    [[nodiscard]] constexpr int text_width() const { return page_width - margin_left - margin_right; }
};

inline constexpr Nd30Layout kNd30;
inline constexpr const char* kNd30Font = "Times New Roman";
/// Mục II.1: the words themselves are fixed.
inline constexpr const char* kNationalName = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr const char* kNationalMotto = "Độc lập - Tự do - Hạnh phúc";

} // namespace dongthac::document
