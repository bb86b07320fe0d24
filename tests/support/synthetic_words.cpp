#include "tests/support/synthetic_words.hpp"

#include "tests/support/property.hpp"

namespace dongthac::tests {

namespace {

using model::ItemRole;

const Strings kWho = {"Mỗi lớp",
                      "Giáo viên chủ nhiệm",
                      "Cán bộ thư viện",
                      "Nhân viên cấp dưỡng",
                      "Tổ chuyên môn",
                      "Các đơn vị trường học",
                      "Ban đại diện cha mẹ học sinh",
                      "Đoàn thanh niên",
                      "Công chức phụ trách",
                      "Đội tuyên truyền măng non",
                      "Bộ phận văn phòng",
                      "Câu lạc bộ bóng đá nữ"};
const Strings kDoes = {"rà soát và bổ sung",
                       "chủ động phối hợp chuẩn bị",
                       "tổ chức trưng bày",
                       "cập nhật đầy đủ",
                       "kiểm tra, đôn đốc việc giữ gìn",
                       "giới thiệu rộng rãi tới cha mẹ học sinh",
                       "xây dựng lịch sử dụng",
                       "theo dõi, nhắc nhở việc chăm sóc",
                       "lựa chọn và giới thiệu",
                       "vận động xã hội hóa để mua sắm",
                       "bố trí người trực và quản lý",
                       "phát huy vai trò của học sinh trong việc giữ"};
const Strings kWhat = {"góc đọc sách của lớp",
                       "vườn rau và khu vui chơi ngoài trời",
                       "thực đơn bán trú hằng tuần",
                       "bảng tin ở cổng trường",
                       "đường dây tiếp nhận ý kiến của phụ huynh",
                       "sân tập thể thao và nhà đa năng",
                       "hồ sơ sức khỏe của từng em",
                       "bộ đồ dùng dạy học tự làm",
                       "các gương người tốt, việc tốt ở cơ sở",
                       "nước uống, nhà vệ sinh và nơi rửa tay",
                       "trang thông tin điện tử của đơn vị",
                       "tủ thuốc và sổ theo dõi y tế học đường",
                       "lối đi an toàn cho người đi bộ trước cổng trường"};
const Strings kHow = {"trong suốt năm học",
                      "trước ngày 15 hằng tháng",
                      "bảo đảm công khai, đúng quy định",
                      "phù hợp với điều kiện của địa phương",
                      "kịp thời, chính xác và dễ hiểu",
                      "với ít nhất 02 buổi sinh hoạt mỗi học kỳ",
                      "nhằm nâng cao chất lượng chăm sóc, nuôi dưỡng và giáo dục",
                      "có sự tham gia của cha mẹ học sinh và các tổ chức đoàn thể trên địa bàn",
                      "gắn với phong trào thi đua “Dạy tốt, học tốt” và cuộc vận động “Học tập suốt đời”",
                      "theo hướng dẫn của Sở Giáo dục và Đào tạo, Ủy ban nhân dân phường và các ban ngành liên quan",
                      "đối với 100% số học sinh từ lớp 1 đến lớp 5 và trẻ mẫu giáo 5 tuổi",
                      "trên cơ sở nguồn lực hiện có, không để phát sinh khoản thu ngoài quy định"};

const Strings kFamily = {"Lường", "Nông", "Tạ", "Quàng", "Mạc", "Giàng", "Thào", "Kiều", "Bế", "Cầm", "Nguyễn", "Trần"};
const Strings kMiddle = {"Thị", "Văn", "Đức", "Thị Thu", "Quang", "Ngọc", "Thị Kim", "Xuân"};
const Strings kGiven = {"Mơ", "Sửu", "Bưởi", "Thắm", "Kha", "Lượng", "Én", "Ươm", "Đạt", "Hạnh", "Bình", "Yến"};

const Strings kPlaces = {"Suối Tre",   "Gò Mít", "Đồi Thông", "Bến Đá",   "Cầu Ngói",
                         "Hương Bưởi", "Tân Mơ", "Phú Sen",   "Sao Vàng", "Yên Trúc"};
const Strings kSchools = {"Nắng Mai", "Hoa Ban", "Ong Vàng",    "Cánh Diều",
                          "Lúa Mới",  "Đom Đóm", "Vành Khuyên", "Sóc Nâu"};

const Strings kThemes = {"Đẩy mạnh phong trào đọc sách",
                         "Tổ chức tuần lễ học tập suốt đời",
                         "Nâng cao chất lượng bữa ăn bán trú",
                         "Bảo đảm an toàn giao thông trước cổng trường",
                         "Phát triển giáo dục thể chất và thể thao trường học",
                         "Xây dựng trường học xanh, sạch, đẹp",
                         "Chuyển đổi số trong quản lý và dạy học",
                         "Phòng, chống đuối nước cho trẻ em, học sinh",
                         "Thông tin về hoạt động nuôi dạy trẻ",
                         "Công tác y tế trường học"};

const Strings kTopics = {"Bữa ăn và sức khỏe của trẻ",    "Đọc sách trong nhà trường",
                         "An toàn trên đường đến trường", "Dạy học theo chương trình giáo dục phổ thông",
                         "Đổi mới phương pháp dạy học",   "Giáo dục thể chất và văn nghệ",
                         "Ứng dụng công nghệ thông tin",  "Đội ngũ nhà giáo và cán bộ quản lý"};
const Strings kAssignees = {"Ban giám hiệu",
                            "Phòng Văn hóa - Xã hội",
                            "Các trường mầm non",
                            "Tổ văn phòng",
                            "Giáo viên các lớp",
                            "Đoàn thanh niên, Đội thiếu niên",
                            "Công an phường",
                            "Các cơ sở giáo dục trên địa bàn",
                            "Ban đại diện cha mẹ học sinh",
                            "Trạm y tế"};

std::vector<SyntheticSection::Part> some_parts(const Strings& titles, ItemRole content, base::Random& random) {
    std::vector<SyntheticSection::Part> parts;
    const std::uint64_t first = random.below(titles.size());
    const std::uint64_t count = 2 + random.below(3);
    for (std::uint64_t i = 0; i < count; ++i) parts.push_back({titles[(first + i) % titles.size()], content});
    return parts;
}

SyntheticSection implementing(base::Random& random) {
    SyntheticSection section{
        any_of(random, Strings{"TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG THỰC HIỆN", "TRÁCH NHIỆM THỰC HIỆN"}),
        ItemRole::assignment, some_parts(kAssignees, ItemRole::assignment, random)};
    if (chance(random, 40)) section.parts.push_back({"Chế độ thông tin, báo cáo", ItemRole::reporting});
    return section;
}

std::vector<SyntheticSection> report_sections(base::Random& random) {
    std::vector<SyntheticSection> out;
    out.push_back({"ĐẶC ĐIỂM TÌNH HÌNH",
                   ItemRole::situation,
                   {{"Thuận lợi", ItemRole::advantage}, {"Khó khăn", ItemRole::difficulty}}});
    out.push_back({any_of(random, Strings{"KẾT QUẢ ĐẠT ĐƯỢC", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"}), ItemRole::paragraph,
                   some_parts(kTopics, ItemRole::paragraph, random)});
    if (chance(random, 60)) out.push_back({"ĐÁNH GIÁ CHUNG", ItemRole::paragraph, {}});
    out.push_back({"PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", ItemRole::topic, {}});
    return out;
}

} // namespace

std::string made_up_sentence(base::Random& random) {
    std::string out = any_of(random, kWho) + " " + any_of(random, kDoes) + " " + any_of(random, kWhat);
    for (std::uint64_t more = random.below(4); more > 0; --more)
        out += (chance(random, 30) ? ", " : " ") + any_of(random, kHow);
    if (chance(random, 20)) out += "; đồng thời " + any_of(random, kDoes) + " " + any_of(random, kWhat);
    return out;
}

std::string made_up_person(base::Random& random) {
    return any_of(random, kFamily) + " " + any_of(random, kMiddle) + " " + any_of(random, kGiven);
}

std::string made_up_place(base::Random& random) { return any_of(random, kPlaces); }
std::string made_up_school(base::Random& random) { return any_of(random, kSchools); }
std::string made_up_theme(base::Random& random) { return any_of(random, kThemes); }

std::vector<SyntheticSection> made_up_sections(const std::string& doc_type, base::Random& random) {
    if (doc_type == "Báo cáo") return report_sections(random);
    std::vector<SyntheticSection> out;
    if (chance(random, 30))
        out.push_back({"ĐẶC ĐIỂM TÌNH HÌNH",
                       ItemRole::situation,
                       {{"Thuận lợi", ItemRole::advantage}, {"Khó khăn", ItemRole::difficulty}}});
    out.push_back({"MỤC ĐÍCH, YÊU CẦU",
                   ItemRole::purpose,
                   {{"Mục đích", ItemRole::purpose}, {"Yêu cầu", ItemRole::requirement}}});
    out.push_back(
        {any_of(random, Strings{"NỘI DUNG", "NỘI DUNG TRỌNG TÂM", "NHIỆM VỤ VÀ GIẢI PHÁP", "NỘI DUNG TRIỂN KHAI"}),
         ItemRole::topic, some_parts(kTopics, ItemRole::topic, random)});
    if (chance(random, 40)) out.push_back({"HÌNH THỨC TUYÊN TRUYỀN", ItemRole::channel, {}});
    if (chance(random, 50)) out.push_back({"KINH PHÍ THỰC HIỆN", ItemRole::budget, {}});
    out.push_back(implementing(random));
    return out;
}

} // namespace dongthac::tests
