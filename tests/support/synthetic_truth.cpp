#include <algorithm>

#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"
#include "tests/support/property.hpp"
#include "tests/support/synthetic_plan.hpp"
#include "tests/support/synthetic_words.hpp"

namespace dongthac::tests {

namespace {

using model::ItemRole;

struct Office {
    std::string superior;
    std::string issuer;
    std::string suffix;
    std::string maker; ///< as the lead-in names it
    std::vector<Strings> signatures;
};

Office make_office(const std::string& kind, base::Random& random) {
    const std::string place = made_up_place(random);
    const std::string upper = text::to_upper(place);
    const std::string school = made_up_school(random);
    const std::string school_upper = text::to_upper(school);
    const std::vector<Strings> head_teacher = {
        {"HIỆU TRƯỞNG"}, {"KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"}, {"Q. HIỆU TRƯỞNG"}};
    const std::vector<Strings> director = {
        {"GIÁM ĐỐC"}, {"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"}, {"TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"}};
    if (kind == "ward")
        return {"",
                any_of(random, Strings{"ỦY BAN NHÂN DÂN PHƯỜNG ", "UBND XÃ "}) + upper,
                "UBND",
                "Ủy ban nhân dân phường " + place,
                {{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"},
                 {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"},
                 {"TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"}}};
    if (kind == "joint_school")
        return {"ỦY BAN NHÂN DÂN XÃ " + upper, "TRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ " + school_upper, "THTHCS",
                "Trường Tiểu học và Trung học cơ sở " + school, head_teacher};
    if (kind == "district")
        return {"UBND HUYỆN " + upper,
                "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
                "PGDĐT",
                "Phòng Giáo dục và Đào tạo huyện " + place,
                {{"TRƯỞNG PHÒNG"}, {"KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"}}};
    if (kind == "department")
        return {"UBND TỈNH " + upper, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT", "Sở Giáo dục và Đào tạo", director};
    if (kind == "high_school")
        return {"SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH " + upper, "TRƯỜNG THPT " + school_upper, "THPT", "Trường THPT " + school,
                head_teacher};
    if (kind == "gdtx")
        return {"SỞ GD&ĐT " + upper, "TRUNG TÂM GDNN - GDTX HUYỆN " + upper, "GDTX",
                "Trung tâm GDNN - GDTX huyện " + place, director};
    if (kind == "division")
        return {"UBND PHƯỜNG " + upper,
                "PHÒNG VĂN HÓA - XÃ HỘI",
                "VHXH",
                "Phòng Văn hóa - Xã hội phường " + place,
                {{"TRƯỞNG PHÒNG"}, {"KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"}}};
    if (kind == "cluster")
        return {"PHÒNG GD&ĐT HUYỆN " + upper,
                "CỤM CHUYÊN MÔN SỐ 2",
                "CCM2",
                "Cụm chuyên môn số 2",
                {{"CỤM TRƯỞNG"}, {"TRƯỞNG CỤM"}}};
    if (kind == "private")
        return {"UBND PHƯỜNG " + upper,
                "CƠ SỞ GIÁO DỤC MẦM NON ĐỘC LẬP " + school_upper,
                "MNĐL",
                "Cơ sở giáo dục mầm non độc lập " + school,
                {{"CHỦ CƠ SỞ"}, {"QUẢN LÝ NHÓM LỚP"}}};
    const std::string above =
        kind == "lone_school" ? "" : any_of(random, Strings{"UBND PHƯỜNG ", "PHÒNG GD&ĐT QUẬN "}) + upper;
    return {above, any_of(random, Strings{"TRƯỜNG MẦM NON ", "TRƯỜNG TIỂU HỌC "}) + school_upper, "MNNM",
            "Trường Mầm non " + school, head_teacher};
}

/// Writes the items of a truth one after the other.
class TruthWriter {
  public:
    TruthWriter(const SyntheticFeatures& features, base::Random& random) : features_(features), random_(random) {}

    model::Outline write() {
        office_ = make_office(feature("office"), random_);
        write_head();
        write_opening();
        write_body();
        write_end();
        return std::move(out_);
    }

  private:
    [[nodiscard]] const std::string& feature(const char* kind) const { return features_.at(kind); }
    [[nodiscard]] bool letter() const { return feature("type") == "letter"; }

    void add(ItemRole role, int level, std::string label, std::string text) {
        out_.items.push_back({role, level, std::move(label), std::move(text)});
    }

    void write_head() {
        const std::string type = feature("type");
        const text::Date date{2026, 1 + static_cast<int>(random_.below(12)), 1 + static_cast<int>(random_.below(28))};
        const bool numbered = feature("number") != "blank";
        out_.superior_body = office_.superior;
        out_.issuing_body = office_.issuer;
        out_.doc_type = letter() ? "" : type;
        theme_ =
            made_up_theme(random_) + any_of(random_, Strings{" năm 2026", " năm học 2025-2026", " tháng 3 năm 2026"});
        const bool about = type == "Tờ trình" || type == "Thông báo";
        out_.subject = letter() ? "V/v " + theme_ : about ? "Về việc " + theme_ : theme_;
        if (title_on_one_line(features_)) out_.subject = text::to_upper(out_.subject);
        const std::string abbreviation = letter()              ? ""
                                         : type == "Báo cáo"   ? "BC-"
                                         : type == "Kế hoạch"  ? "KH-"
                                         : type == "Thông báo" ? "TB-"
                                         : type == "Tờ trình"  ? "TTr-"
                                                               : "HD-";
        out_.document_number = numbered ? std::to_string(10 + random_.below(400)) : "";
        out_.symbol = abbreviation + office_.suffix;
        if (feature("number") == "with_year") out_.document_number += "/2026";
        out_.place_name = made_up_place(random_);
        if (numbered) out_.issued_on = date;
        if (feature("head") == "none") {
            out_.superior_body = out_.document_number = out_.symbol = out_.place_name = "";
            out_.issuing_body = "";
            out_.issued_on.reset();
            if (letter()) out_.subject = "";
        }
    }

    std::string basis() {
        const std::string day = text::to_short_form({2026, 1, 3 + static_cast<int>(random_.below(20))});
        const std::string number = std::to_string(5 + random_.below(900));
        const Strings forms = {
            "Kế hoạch số " + number + "/KH-SGDĐT ngày " + day + " của Sở Giáo dục và Đào tạo về " +
                text::to_lower(made_up_theme(random_)) + " năm 2026",
            "Quyết định số " + number + "/QĐ-UBND ngày " + day +
                " của Ủy ban nhân dân tỉnh Hương Bưởi về việc ban hành khung kế hoạch thời gian năm học",
            "Thông tư số " + number + "/2025/TT-BGDĐT ngày " + day +
                " của Bộ Giáo dục và Đào tạo ban hành Điều lệ trường học",
            "Luật Giáo dục năm 2019"};
        return any_of(random_, forms);
    }

    void write_opening() {
        if (letter() || feature("type") == "Tờ trình")
            add(ItemRole::addressee, 0, "",
                "Kính gửi: " + any_of(random_, Strings{"Ủy ban nhân dân phường Suối Tre.", "Sở Giáo dục và Đào tạo",
                                                       "Hiệu trưởng các trường mầm non, tiểu học trên địa bàn."}));
        const std::string form = feature("bases");
        const std::uint64_t count = form == "none" ? 0 : 2 + random_.below(3);
        for (std::uint64_t i = 0; i < count; ++i) {
            const bool more = form == "one_paragraph" && i > 0;
            add(ItemRole::legal_basis, 0, form == "bulleted" ? "-" : "", (more ? "" : "Căn cứ ") + basis() + ";");
        }
        const std::string type = letter() ? "nội dung" : text::to_lower(out_.doc_type);
        const std::string makes = feature("type") == "Báo cáo" ? " báo cáo kết quả " : " xây dựng " + type + " ";
        add(ItemRole::lead_in, 0, "",
            (count == 0 ? "Thực hiện Kế hoạch số 41/KH-SGDĐT ngày 12/01/2026 của Sở Giáo dục và Đào tạo, " : "") +
                office_.maker + makes + text::to_lower(theme_) +
                any_of(random_, Strings{" như sau:", ", cụ thể như sau:"}));
    }

    [[nodiscard]] std::string label_at(std::size_t depth, std::size_t number) {
        const std::string scheme = feature("numbering");
        const int n = static_cast<int>(number);
        const std::string arabic = std::to_string(n) + ".";
        const std::string roman = text::to_roman(n) + ".";
        if (scheme == "capitals" || scheme == "capitals+titles") return "";
        if (scheme.starts_with("1/1.1")) return depth == 0 ? arabic : last_dot(std::to_string(section_) + "." + arabic);
        if (scheme == "A/I/1")
            return depth == 0 ? std::string(1, static_cast<char>('A' + n - 1)) + "." : depth == 1 ? roman : arabic;
        if (scheme == "Phần thứ nhất/I/1") {
            const Strings ordinals = {"PHẦN THỨ NHẤT", "PHẦN THỨ HAI"};
            return depth == 0 ? ordinals.at(number - 1) : depth == 1 ? roman : arabic;
        }
        if (scheme == "Phần I/A/1")
            return depth == 0   ? "Phần " + roman
                   : depth == 1 ? std::string(1, static_cast<char>('A' + n - 1)) + "."
                                : arabic;
        if (scheme == "Điều") return depth == 0 ? "Điều " + arabic : arabic;
        return depth == 0 ? roman : arabic;
    }

    /// "1.1.", or "1.1" where the scheme leaves the last dot out.
    [[nodiscard]] std::string last_dot(std::string label) const {
        if (feature("numbering").ends_with(" bare")) label.pop_back();
        return label;
    }

    [[nodiscard]] bool has_wrapper() const {
        return feature("numbering") == "A/I/1" || feature("numbering").starts_with("Phần");
    }

    void write_body() {
        std::vector<SyntheticSection> sections = made_up_sections(out_.doc_type, random_);
        table_at_ = random_.below(sections.size());
        const std::size_t half = sections.size() / 2;
        for (std::size_t i = 0; i < sections.size(); ++i) {
            if (has_wrapper() && (i == 0 || i == half)) {
                add(ItemRole::section, 0, label_at(0, i == 0 ? 1 : 2),
                    i == 0 ? "NHỮNG VẤN ĐỀ CHUNG" : "CÁC MẶT HOẠT ĐỘNG");
                section_ = 0;
            }
            ++section_;
            write_section(sections[i], i == table_at_);
        }
        if (feature("closing") == "none") return;
        const std::string type = letter() ? "nội dung" : out_.doc_type;
        add(ItemRole::closing, 0, "",
            "Trên đây là " + type + " " + text::to_lower(theme_) + " của " + office_.maker +
                (chance(random_, 40) ? ", đề nghị các bộ phận nghiêm túc thực hiện" : "") +
                (feature("closing") == "end_mark" ? "./." : "."));
    }

    void write_section(const SyntheticSection& section, bool with_table) {
        const int level = has_wrapper() ? 1 : 0;
        const std::string scheme = feature("numbering");
        const bool small = scheme == "Điều" || scheme == "I/plain";
        const std::string first = section.title.substr(0, section.title.find(' '));
        std::string title = section.title;
        if (small) {
            title = text::to_lower(section.title);
            const std::size_t bytes = (static_cast<unsigned char>(title[0]) & 0x80u) == 0   ? 1
                                      : (static_cast<unsigned char>(title[0]) & 0x20u) == 0 ? 2
                                                                                            : 3;
            title = text::to_upper(title.substr(0, bytes)) + title.substr(bytes);
        }
        add(level == 0 ? ItemRole::section : ItemRole::subsection, level,
            label_at(static_cast<std::size_t>(level), static_cast<std::size_t>(section_)), title);
        const bool parts_shown =
            scheme != "capitals" && scheme != "I/plain" && scheme != "Điều" && !section.parts.empty();
        if (!parts_shown) {
            write_items(level + 1, section.content);
        } else {
            // Nurseries head purposes with "*Mục đích:" over dashes.
            const bool stars = section.content == ItemRole::purpose && feature("purposes") == "stars" &&
                               (feature("bullets") == "-/+" || feature("bullets") == "–/+");
            std::size_t number = 0;
            for (const SyntheticSection::Part& part : section.parts) {
                if (stars) {
                    add(ItemRole::subsection, level + 1, "*", part.title + ":");
                    write_items(level + 2, part.content);
                    continue;
                }
                const bool assignee = section.content == ItemRole::assignment && part.content == ItemRole::assignment;
                const std::string mark = scheme == "capitals+titles" || chance(random_, 15) ? ":" : "";
                add(assignee ? ItemRole::assignee : ItemRole::subsection, level + 1,
                    label_at(static_cast<std::size_t>(level) + 1, ++number), part.title + mark);
                write_part(level + 2, static_cast<int>(number), part.content, assignee);
            }
        }
        // Below "a)" a plain paragraph could be the point's own or the heading's: nobody can tell.
        if (with_table && feature("table") != "none" && feature("bullets") != "a)/-") {
            const bool deeper =
                scheme.starts_with("I/1/1.1") && parts_shown && section.parts.back().content != ItemRole::assignment;
            write_table(level + (parts_shown ? 2 : 1) + (deeper ? 1 : 0),
                        parts_shown ? section.parts.back().content : section.content);
        }
    }

    void write_part(int level, int number, ItemRole content, bool assignee) {
        if (!feature("numbering").starts_with("I/1/1.1") || assignee) return write_items(level, content);
        for (int i = 1; i <= 2; ++i) {
            add(ItemRole::subsection, level, last_dot(std::to_string(number) + "." + std::to_string(i) + "."),
                any_of(random_, Strings{"Đối với giáo viên", "Đối với trẻ và cha mẹ", "Công tác tuyên truyền ở lớp"}));
            write_items(level + 1, content);
        }
    }

    void write_items(int level, ItemRole role) {
        const std::string style = feature("bullets");
        const std::size_t slash = style.find('/');
        const bool plain = slash == std::string::npos || feature("numbering") == "I/plain";
        const std::string outer = plain ? "" : style.substr(0, slash);
        const std::string inner = plain ? "" : style.substr(slash + 1);
        const std::uint64_t count = 1 + random_.below(4);
        const bool semicolons = chance(random_, 40);
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::string end = semicolons && i + 1 < count ? ";" : ".";
            const std::string label = outer == "a)" ? text::point_letter(static_cast<int>(i) + 1) + ")" : outer;
            const bool nested = !plain && chance(random_, 25);
            // Short points with a word that heads sections elsewhere.
            const bool named = outer == "a)" && !nested && chance(random_, 20);
            const std::string said = named ? any_of(random_, Strings{"Bảo đảm kinh phí", "Đổi mới hình thức đưa tin"})
                                           : made_up_sentence(random_);
            add(role, level, label, said + (nested ? ", gồm:" : end));
            if (feature("furniture") == "footer_url" && !published_) {
                published_ = true;
                out_.items.back().text.insert(
                    0, "Trên trang http://nang-mai.example/ của đơn vị, bộ phận văn phòng đăng tin; ");
            }
            for (int sub = 0; nested && sub < 2; ++sub)
                add(role, level + 1, inner, made_up_sentence(random_) + (sub == 0 ? ";" : "."));
        }
    }

    void write_table(int level, ItemRole role) {
        add(role, level, "", "Số liệu cụ thể:");
        add(ItemRole::table_row, level, "", "STT | Nội dung | Số lượng");
        const std::uint64_t rows = 2 + random_.below(4);
        for (std::uint64_t i = 1; i <= rows; ++i)
            // Cells merged over two rows leave a tab in front of the second.
            add(ItemRole::table_row, level, "",
                (feature("table") == "tabs_merged" && i % 2 == 0 ? "| " : std::to_string(i) + " | ") +
                    any_of(random_, Strings{"Số lớp có góc đọc sách", "Số buổi tuyên truyền", "Số bài viết đã đăng"}) +
                    " | " + std::to_string(random_.below(90)));
    }

    void write_end() {
        const Strings titles = any_of(random_, office_.signatures);
        for (const std::string& title : titles) {
            const bool authority = title.find(". ") != std::string::npos && title.find(". ") < 4;
            add(authority ? ItemRole::signing_authority : ItemRole::signer_title, 0, "", title);
        }
        out_.signer_titles = titles;
        out_.signer_name =
            (feature("signed") == "degree" ? any_of(random_, Strings{"ThS. ", "TS. "}) : "") + made_up_person(random_);
        add(ItemRole::signer_name, 0, "", out_.signer_name);
        if (feature("drawn_up") != "silent" && !feature("signature").starts_with("beside")) {
            add(ItemRole::paragraph, 0, "", any_of(random_, Strings{"NGƯỜI LẬP KẾ HOẠCH", "NGƯỜI LẬP BIỂU", "THƯ KÝ"}));
            add(ItemRole::paragraph, 0, "", made_up_person(random_));
        }
        if (feature("signature") != "no_recipients") {
            add(ItemRole::recipients_heading, 0, "", "Nơi nhận:");
            for (const std::string& text :
                 {any_of(random_, Strings{"UBND phường (để b/c);", "Sở GD&ĐT (b/c);", "Như trên;",
                                          "Đảng ủy, HĐND, UBND xã (để b/c);"}),
                  any_of(random_, Strings{"Các trường mầm non, tiểu học, trung học cơ sở trên địa bàn (để t/h);",
                                          "Các tổ chuyên môn (t/h);", "Ban giám hiệu;"}),
                  any_of(random_, Strings{"Lưu: VT.", "Lưu: VT, VHXH (02b).", "Lưu VT, hồ sơ."})})
                add(ItemRole::recipient, 1, "-", text);
        }
        const int appendices = feature("appendix") == "none" ? 0 : feature("appendix") == "one" ? 1 : 2;
        for (int i = 1; i <= appendices; ++i) {
            add(ItemRole::appendix, 0, "", appendices == 1 ? "PHỤ LỤC" : "Phụ lục " + text::to_roman(i));
            add(ItemRole::appendix, 0, "", "DANH SÁCH CÁC LỚP THAM GIA");
            for (int row = 1; row <= 3; ++row)
                add(ItemRole::appendix, 0, std::to_string(row) + ".", made_up_sentence(random_) + ".");
        }
    }

    const SyntheticFeatures& features_;
    base::Random& random_;
    Office office_;
    std::string theme_;
    model::Outline out_;
    int section_ = 0;
    bool published_ = false; ///< the address its pages carry stands in the text, too
    std::size_t table_at_ = 0;
};

} // namespace

model::Outline make_truth(const SyntheticFeatures& features, base::Random& random) {
    return TruthWriter(features, random).write();
}

} // namespace dongthac::tests
