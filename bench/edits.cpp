#include "bench/edits.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "shared/base/crypto.hpp"

namespace dongthac::bench {

namespace {

constexpr const char* kVocabulary =
    "kế hoạch truyền thông giáo dục và đào tạo năm học nhà trường phường sở phòng báo cáo tổng hợp nội dung thực hiện "
    "tuyên truyền phối hợp phụ huynh học sinh giáo viên cán bộ nhân viên chuyển đổi số chương trình mầm non tiểu học "
    "trung học cơ sở công tác triển khai hiệu quả đơn vị chỉ đạo hướng dẫn văn bản quyết định công văn hoàn thành tiến "
    "độ trách nhiệm phân công thời gian địa điểm kinh phí trang thông tin điện tử bài viết hình ảnh video hội nghị tập "
    "huấn đánh giá rút kinh nghiệm khen thưởng an toàn giao thông phòng chống dịch";

constexpr std::array<const char*, 8> kFields = {"tieu_de", "noi_dung",   "don_vi",  "nguoi_phu_trach",
                                                "han",     "trang_thai", "ghi_chu", "ket_qua"};
constexpr std::array<const char*, 4> kStatus = {"chưa thực hiện", "đang thực hiện", "hoàn thành", "quá hạn"};

const std::vector<std::string>& vocabulary() {
    static const std::vector<std::string> words = [] {
        std::istringstream in{std::string(kVocabulary)};
        std::vector<std::string> list;
        for (std::string word; in >> word;) list.push_back(word);
        return list;
    }();
    return words;
}

std::string padded(std::size_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

std::string value_for(PeerRandom& random, const std::string& field) {
    if (field == "han") {
        const std::string month = padded(1 + random.below(12), 2);
        return "2026-" + month + "-" + padded(1 + random.below(28), 2);
    }
    if (field == "trang_thai") return kStatus[random.below(kStatus.size())];
    return phrase(random, field == "noi_dung" ? 8 + random.below(25) : 3 + random.below(8));
}

} // namespace

double PeerRandom::next() {
    state_ += 0x6D2B79F5u;
    std::uint32_t t = state_;
    t = (t ^ (t >> 15)) * (t | 1u);
    t ^= t + (t ^ (t >> 7)) * (t | 61u);
    return static_cast<double>(t ^ (t >> 14)) / 4294967296.0;
}

std::string phrase(PeerRandom& random, std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        if (i > 0) text += ' ';
        text += vocabulary()[random.below(vocabulary().size())];
    }
    return text;
}

std::vector<Edit> make_edits(std::size_t count, std::size_t records, std::uint32_t seed, const std::string& prefix) {
    PeerRandom random(seed);
    std::vector<Edit> edits;
    edits.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string field = kFields[random.below(kFields.size())];
        std::string record = prefix + padded(random.below(records), 5);
        edits.push_back({std::move(record), field, value_for(random, field)});
    }
    return edits;
}

std::vector<Edit> read_edits(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::vector<Edit> edits;
    for (std::string line; std::getline(in, line);) {
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        if (first == std::string::npos || second == std::string::npos) throw std::runtime_error("not an edit: " + line);
        edits.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
    }
    return edits;
}

State final_state(const std::vector<Edit>& edits) {
    State state;
    for (const Edit& edit : edits) state[edit.record][edit.field] = edit.value;
    return state;
}

std::string digest(const State& state) {
    std::string all;
    for (const auto& [record, fields] : state)
        for (const auto& [field, value] : fields) all += record + '\t' + field + '\t' + value + '\n';
    return base::to_hex(base::sha256(base::as_bytes(all))).substr(0, 12);
}

} // namespace dongthac::bench
