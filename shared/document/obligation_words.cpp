#include "shared/document/obligation_words.hpp"

#include <algorithm>
#include <array>

namespace dongthac::document {

namespace {

using model::ActorKind;
using model::Cadence;
using std::string_view;

constexpr Places kTasksOrRequirements = kTasks | kRequirements;
constexpr Places kAnywhere = kTasks | kRequirements | kContent;
constexpr Places kReports = kTasks | kClosing;

// From the particular to the general: "tổ chức tập huấn … xử lý khủng hoảng" is a training that somebody gives, "bài
// viết về gương người tốt" an article.
constexpr auto kOutputs = std::to_array<OutputRule>({
    {"content_appraisal", kAnywhere, Cadence::per_article, "tham dinh|kiem duyet + bai viet|tin bai|noi dung|bai"},
    {"content_appraisal", kTasks, Cadence::per_article, "duyet tin|duyet bai|duyet noi dung"},
    {"crisis_procedure", kTasksOrRequirements, Cadence::once_per_year,
     "khung hoang|su co truyen thong|cac su co + xay dung|quy trinh|co che|phuong an|kiem soat|kich ban"},
    {"crisis_procedure", kRequirements, Cadence::once_per_year, "nhan dien va xu ly|nhan dien xu ly"},
    {"feedback_handling", kTasksOrRequirements, Cadence::on_event,
     "phan bien|gop y|phan hoi|kien nghi + tiep nhan|xu ly|tra loi|phan tich"},
    {"commendation", kTasks, Cadence::unspecified, "khen thuong|bieu duong"},
    {"budget", kTasks, Cadence::once_per_year, "kinh phi|du toan"},
    {"training", kTasks, Cadence::unspecified, "tap huan|boi duong nghiep vu|boi duong ky nang|to chuc boi duong"},
    {"press_visit", kTasks, Cadence::on_request, "phong vien|nha bao + di thuc te|tac nghiep|phan anh"},
    {"exemplary_profile", kTasks, Cadence::unspecified, "thong tin gioi thieu + dien hinh|nguoi tot|nhan to|tam guong"},
    {"press_supply", kTasks, Cadence::continuous,
     "bao dai|co quan bao chi|co quan thong tan|cac bao + cung cap thong tin|cung cap noi dung|chuan bi noi dung"},
    {"press_reply", kTasks, Cadence::on_request, "tra loi bao|phat ngon|thong tin cho bao chi|to chuc hop bao"},
    {"compliance", kTasksOrRequirements, Cadence::continuous,
     "thuc hien dung|thuc hien nghiem tuc|thuc hien nghiem|tuan thu|chap hanh + quy che|quy dinh"},
    {"report_adhoc", kReports, Cadence::on_event, "vuong mac|kho khan + bao cao|phan anh|lien he"},
    {"report_public_opinion", kTasks, Cadence::unspecified,
     "bao cao + du luan + tong hop|dinh ky|hang tuan|hang thang|hang quy|moi thang|moi tuan|moi quy"},
    {"report_adhoc", kTasks, Cadence::on_request, "bao cao chuyen de|bao cao cac chuyen de|bao cao dot xuat"},
    {"incident_report", kTasks, Cadence::on_event,
     "bao cao|thong bao + xu ly thong tin|vu viec|su viec|su co|giai quyet"},
    {"incident_report", kTasks, Cadence::on_event, "xu ly + van de + du luan|bao chi|nong"},
    {"report_communication", kTasks, Cadence::unspecified,
     "bao cao + thong tin ve hoat dong|hoat dong truyen thong|cong tac truyen thong|cong tac tuyen truyen"},
    {"report_periodic", kReports, Cadence::unspecified, "bao cao + ket qua|so ket|tong ket|dinh ky|so lieu|tinh hinh"},
    {"report_periodic", kTasks, Cadence::unspecified,
     "gui bao cao|nop bao cao|lap bao cao|thuc hien bao cao|bao cao ve|bao cao phong|bao cao so|bao cao ubnd|gui so "
     "lieu"},
    {"article_submission", kTasks, Cadence::unspecified,
     "tin bai|viet bai|viet tin|bai viet|cac bai|link|gui bai|gui tin + gui ve|gui link|gui cho|gui len|ve phong|ve "
     "so|ve ubnd|"
     "ve ban bien tap|cho phong|cho ban bien tap"},
    {"article", kTasks, Cadence::unspecified,
     "tin bai|bai viet|viet bai|viet tin|dua tin|dang tin|bai bao|phong su anh|tin anh"},
    {"article", kContent, Cadence::unspecified, "bai bao|bai viet|tin bai|phong su + dang tai|dang tren|dang phat"},
    {"follow_rate", kAnywhere, Cadence::continuous, "theo doi + kenh|trang|fanpage|group + 100|van dong|chia se"},
    {"channel_upkeep", kTasks, Cadence::continuous,
     "duy tri|bao tri|nang cao chat luong|cap nhat thong tin|quan tri|van hanh + trang thong tin|cong thong tin|"
     "website|fanpage|kenh"},
    {"article", kTasks, Cadence::unspecified,
     "website|trang thong tin|cong thong tin|fanpage + cac hoat dong|hoat dong cua"},
    {"exemplary_profile", kTasks, Cadence::unspecified, "dien hinh|nguoi tot|guong sang|nhan to moi|tam guong"},
    {"team", kTasks, Cadence::once_per_year, "thanh lap|kien toan + to|ban|doi|nhom"},
    {"plan", kTasks, Cadence::once_per_year,
     "xay dung ke hoach|xay dung va ban hanh ke hoach|xay dung va trien khai ke hoach|lap ke hoach|ban hanh ke hoach"},
    {"inspection", kTasks, Cadence::continuous, "kiem tra|don doc|giam sat"},
    {"monitoring", kTasksOrRequirements, Cadence::continuous, "nhan dien du bao|du bao cac van de|nhan dien va du bao"},
    {"monitoring", kTasks, Cadence::continuous,
     "theo doi|nam bat|diem bao + thong tin|du luan|bao chi|van de|mang xa hoi"},
    {"self_study", kTasks, Cadence::continuous, "hoc hoi|tu hoc|tu boi duong|lay tu lieu|khai thac thong tin"},
    {"parent_communication", kTasks, Cadence::continuous,
     "phu huynh|cha me|gia dinh tre + tuyen truyen|trao doi|thong bao|phoi hop|chia se"},
    {"coordination", kTasks, Cadence::continuous, "phoi hop|dau moi|trao doi thong nhat"},
    {"archive", kTasks, Cadence::unspecified, "luu tru|luu giu|luu ho so|ve thu vien|vao thu vien"},
    {"event", kContent, Cadence::on_event, "truong lua chon|don vi lua chon|co so lua chon + su kien|hoat dong"},
    {"event", kTasks, Cadence::unspecified,
     "to chuc|tham gia|lua chon + su kien|giao luu|hoi thi|cuoc thi|ngay hoi|toa dam|hoat dong ngoai khoa"},
    {"campaign", kTasks, Cadence::unspecified,
     "day manh|thuc hien tot|tang cuong|dot cao diem + tuyen truyen|truyen thong"},
    {"management", kTasks, Cadence::unspecified, "quan ly doi voi|quan ly cac|quan ly chat che"},
    {"execution", kClosing, Cadence::plan_period, "nghiem tuc|thuc hien|trien khai|phoi hop"},
});

constexpr auto kCountable = std::to_array<string_view>(
    {"article", "article_submission", "exemplary_profile", "training", "commendation", "event", "campaign",
     "report_periodic", "report_communication", "report_public_opinion"});

constexpr auto kSpans = std::to_array<SpanWord>({{"6 thang", Cadence::midyear_and_annual},
                                                 {"06 thang", Cadence::midyear_and_annual},
                                                 {"sau thang", Cadence::midyear_and_annual},
                                                 {"3 thang", Cadence::quarterly},
                                                 {"03 thang", Cadence::quarterly},
                                                 {"ba thang", Cadence::quarterly},
                                                 {"nam hoc", Cadence::school_year},
                                                 {"hoc ky", Cadence::semester},
                                                 {"tuan", Cadence::weekly},
                                                 {"thang", Cadence::monthly},
                                                 {"quy", Cadence::quarterly},
                                                 {"nam", Cadence::once_per_year}});
constexpr auto kBeats =
    std::to_array<string_view>({"hang", "moi", "tung", "cuoi", "cuoi moi", "dinh ky", "dinh ky hang", "dinh ky moi",
                                "dinh ky theo", "so ket", "tong ket", "ket thuc"});
constexpr auto kNotAQuarter =
    std::to_array<string_view>({"dinh", "che", "trinh", "mo", "hoach", "doi", "pham", "tac", "uoc"});

constexpr auto kMoments = std::to_array<WhenWord>({{"khi co yeu cau", Cadence::on_request},
                                                   {"khi duoc yeu cau", Cadence::on_request},
                                                   {"theo yeu cau", Cadence::on_request},
                                                   {"theo de nghi", Cadence::on_request},
                                                   {"theo phan cong", Cadence::on_request},
                                                   {"theo su phan cong", Cadence::on_request},
                                                   {"khi phat sinh", Cadence::on_event},
                                                   {"khi xay ra", Cadence::on_event},
                                                   {"khi co vu viec", Cadence::on_event},
                                                   {"khi co su viec", Cadence::on_event},
                                                   {"khi co su co", Cadence::on_event},
                                                   {"khi co tinh huong", Cadence::on_event},
                                                   {"ngay khi", Cadence::on_event},
                                                   {"neu co", Cadence::on_event},
                                                   {"cho moi bai", Cadence::per_article},
                                                   {"voi moi bai", Cadence::per_article},
                                                   {"doi voi tung bai", Cadence::per_article},
                                                   {"truoc khi dang", Cadence::per_article},
                                                   {"truoc khi cong bo", Cadence::per_article},
                                                   {"voi cac tin bai", Cadence::on_event},
                                                   {"hang ngay", Cadence::continuous},
                                                   {"moi ngay", Cadence::continuous}});
constexpr auto kManners = std::to_array<WhenWord>({{"thuong xuyen", Cadence::continuous},
                                                   {"lien tuc", Cadence::continuous},
                                                   {"tiep tuc", Cadence::continuous},
                                                   {"duy tri", Cadence::continuous},
                                                   {"tang cuong", Cadence::continuous},
                                                   {"kip thoi", Cadence::on_event},
                                                   {"dot xuat", Cadence::on_event},
                                                   {"theo quy dinh", Cadence::on_request}});
constexpr auto kEager = std::to_array<WhenWord>({{"chu dong", Cadence::continuous}, {"day manh", Cadence::continuous}});

constexpr ActorKind kBelow = ActorKind::subordinate_orgs;
constexpr auto kActors = std::to_array<ActorWord>({
    {"cac nha truong", kBelow, ActorKind::unspecified},
    {"cac co so", kBelow, ActorKind::unspecified},
    {"co so giao duc", kBelow, ActorKind::issuer},
    {"cac truong", kBelow, ActorKind::unspecified},
    {"truong mam non", kBelow, ActorKind::issuer},
    {"truong tieu hoc", kBelow, ActorKind::issuer},
    {"truong thcs", kBelow, ActorKind::issuer},
    {"truong trung hoc", kBelow, ActorKind::issuer},
    {"moi truong", kBelow, ActorKind::unspecified},
    {"moi co so", kBelow, ActorKind::unspecified},
    {"moi don vi", kBelow, ActorKind::unspecified},
    {"cac don vi", kBelow, ActorKind::group},
    {"cac co quan", kBelow, ActorKind::unspecified},
    {"thu truong cac", kBelow, ActorKind::unspecified},
    {"hieu truong", kBelow, ActorKind::individuals},
    {"ban giam hieu", kBelow, ActorKind::group},
    {"bgh", kBelow, ActorKind::group},
    {"nha truong", kBelow, ActorKind::issuer},
    {"cac nhom lop", kBelow, ActorKind::group},
    {"cac lop", kBelow, ActorKind::group},
    {"moi lop", kBelow, ActorKind::group},
    {"cac bo phan", ActorKind::unit, ActorKind::group},
    {"bo phan", ActorKind::unit, ActorKind::group},
    {"ban bien tap", ActorKind::unit, ActorKind::group},
    {"cong doan", ActorKind::unit, ActorKind::group},
    {"doan thanh nien", ActorKind::unit, ActorKind::group},
    {"chi doan", ActorKind::unit, ActorKind::group},
    {"cac to", ActorKind::unit, ActorKind::group},
    {"to chuyen mon", ActorKind::unit, ActorKind::group},
    {"to truyen thong", ActorKind::unit, ActorKind::group},
    {"to cntt", ActorKind::unit, ActorKind::group},
    {"to cong nghe", ActorKind::unit, ActorKind::group},
    {"to van phong", ActorKind::unit, ActorKind::group},
    {"van phong", ActorKind::unit, ActorKind::group},
    {"can bo", ActorKind::individuals, ActorKind::individuals},
    {"cong chuc", ActorKind::individuals, ActorKind::individuals},
    {"chuyen vien", ActorKind::individuals, ActorKind::individuals},
    {"giao vien", ActorKind::individuals, ActorKind::individuals},
    {"cbgv", ActorKind::individuals, ActorKind::individuals},
    {"nhan vien", ActorKind::individuals, ActorKind::individuals},
    {"ke toan", ActorKind::individuals, ActorKind::individuals},
    {"van thu", ActorKind::individuals, ActorKind::individuals},
    {"phong", ActorKind::unit, ActorKind::unspecified},
    {"ubnd", ActorKind::issuer, ActorKind::unspecified},
    {"uy ban nhan dan", ActorKind::issuer, ActorKind::unspecified},
    {"so giao duc", ActorKind::issuer, ActorKind::unspecified},
});
constexpr auto kNotADivision =
    std::to_array<string_view>({"chong", "trao", "ngua", "tranh", "chay", "benh", "dich", "hoc", "thu", "ho"});
constexpr auto kOrgs = std::to_array<string_view>({"truong", "co so", "don vi", "lop", "to", "nhom"});
constexpr auto kLevels = std::to_array<LevelWord>({{"mam non", "preschool"},
                                                   {"mau giao", "preschool"},
                                                   {"gdmn", "preschool"},
                                                   {"mn", "preschool"},
                                                   {"tieu hoc", "primary"},
                                                   {"th", "primary"},
                                                   {"trung hoc co so", "lower_secondary"},
                                                   {"thcs", "lower_secondary"}});

constexpr auto kUnits = std::to_array<string_view>({"tin bai",  "bai viet",  "bai bao",   "bai tuyen truyen",
                                                    "bao cao",  "phong su",  "chuyen de", "hoi nghi",
                                                    "san pham", "tam guong", "ke hoach",  "guong",
                                                    "video",    "clip",      "link",      "buoi",
                                                    "cuoc",     "bai",       "tin",       "anh",
                                                    "lop",      "lan"});
constexpr auto kChannels = std::to_array<string_view>({"trang thong tin dien tu",
                                                       "cong thong tin dien tu",
                                                       "trang ttdt",
                                                       "cong ttdt",
                                                       "trang web",
                                                       "webesit",
                                                       "website",
                                                       "fanpage",
                                                       "facebook",
                                                       "zalo",
                                                       "enetviet",
                                                       "group",
                                                       "email",
                                                       "thu dien tu",
                                                       "cac bao dai",
                                                       "bao dai",
                                                       "cac phuong tien thong tin dai chung",
                                                       "phuong tien thong tin dai chung",
                                                       "dai phat thanh",
                                                       "dai truyen thanh",
                                                       "dai truyen hinh",
                                                       "mang internet",
                                                       "mang xa hoi"});
constexpr auto kRecipients = std::to_array<string_view>(
    {"phong", "so giao duc", "so gd", "so gddt", "ubnd", "uy ban nhan dan", "co quan cap tren", "co quan co tham quyen",
     "cap tren", "cap co tham quyen", "cac cap", "lanh dao", "ban giam hieu", "hieu truong", "bo giao duc"});
constexpr auto kHanding = std::to_array<string_view>(
    {"bao cao", "bao cao voi", "bao cao ve", "bao cao cho", "bao cao len", "gui", "gui ve", "gui den", "gui toi",
     "gui cho", "nop ve", "tham muu", "tham muu cho", "tham muu voi", "de nghi", "de xuat voi", "cho"});
constexpr auto kVerbs = std::to_array<string_view>({"chu dong",     "bo tri",         "gui",
                                                    "thuc hien",    "la dau moi",     "xay dung",
                                                    "bao cao",      "co trach nhiem", "nghiem tuc",
                                                    "nghien cuu",   "can phai",       "can bo tri",
                                                    "can co",       "can phoi hop",   "can xay dung",
                                                    "can chu dong", "phai",           "to chuc",
                                                    "thuong xuyen", "phoi hop",       "lua chon",
                                                    "trien khai",   "chi dao",        "cap nhat",
                                                    "nam bat",      "viet",           "tham gia",
                                                    "tiep tuc",     "hang",           "dinh ky",
                                                    "cung cap",     "can cu",         "tuyen truyen",
                                                    "ra soat",      "quan tam",       "tich cuc",
                                                    "kip thoi",     "tang cuong",     "lap",
                                                    "duyet",        "dam bao",        "bao dam",
                                                    "ban hanh",     "phan cong",      "thanh lap",
                                                    "moi tuan",     "moi thang",      "gioi thieu",
                                                    "de xuat",      "phan anh",       "lien he",
                                                    "tong hop",     "moi quy",        "nop",
                                                    "theo doi",     "tham muu",       "chiu trach nhiem"});
constexpr auto kNameEnds =
    std::to_array<string_view>({"de",  "theo", "cac",     "kip",  "qua",  "thong", "trong", "tong",  "dong",  "ve",
                                "gui", "dang", "tao lap", "dam",  "viet", "nham",  "cho",   "truoc", "tren",  "hang",
                                "moi", "dinh", "chi",     "phoi", "xay",  "khen",  "ket",   "http",  "https", "www"});
constexpr auto kRequests = std::to_array<string_view>(
    {"de nghi", "yeu cau", "yen cau", "khuyen khich", "dong vien", "giao cho", "phan cong", "doi voi"});
constexpr auto kOpenings = std::to_array<string_view>(
    {"voi", "can cu", "theo", "doi voi", "trong", "khi", "hang", "moi", "dinh ky", "truoc", "sau", "tren co so"});
constexpr auto kSumming = std::to_array<string_view>({"tren day la", "nhan duoc", "can cu", "trong qua trinh"});
constexpr auto kCitations = std::to_array<string_view>(
    {"quyet dinh so", "quyet dinh",  "nghi dinh", "nghi quyet",   "thong tu",        "chi thi",       "luat",
     "cong van",      "ke hoach so", "ket luan",  "huong dan so", "de an",           "page",          "fanpage",
     "group",         "facebook",    "zalo",      "website",      "trang thong tin", "cong thong tin"});
constexpr auto kPurposes = std::to_array<string_view>(
    {"gop phan", "nham", "qua do", "tu do", "tao su lan toa", "tao su chuyen bien", "trong do"});
constexpr auto kOpeners =
    std::to_array<string_view>({"hang tuan", "hang thang", "hang quy", "hang nam", "moi tuan", "moi thang", "moi quy",
                                "dinh ky", "de nghi cac cap", "de nghi khen thuong", "de xuat khen thuong",
                                "cac bai viet phai", "bai viet phai", "tin bai phai"});
constexpr auto kAbbreviations =
    std::to_array<string_view>({"tp", "tm", "kt", "tl", "tuq", "ths", "ts", "pgs", "gs", "tx", "tt", "st", "ng", "tr"});

} // namespace

std::span<const OutputRule> output_rules() { return kOutputs; }
bool is_countable(std::string_view output) { return std::ranges::find(kCountable, output) != kCountable.end(); }
std::span<const SpanWord> span_words() { return kSpans; }
std::span<const std::string_view> beat_words() { return kBeats; }
std::span<const std::string_view> not_a_quarter() { return kNotAQuarter; }
std::span<const WhenWord> moment_words() { return kMoments; }
std::span<const WhenWord> manner_words() { return kManners; }
std::span<const WhenWord> eager_words() { return kEager; }
std::span<const ActorWord> actor_words() { return kActors; }
std::span<const std::string_view> not_a_division() { return kNotADivision; }
std::span<const std::string_view> org_words() { return kOrgs; }
std::span<const LevelWord> level_words() { return kLevels; }
std::span<const std::string_view> unit_words() { return kUnits; }
std::span<const std::string_view> channel_words() { return kChannels; }
std::span<const std::string_view> recipient_words() { return kRecipients; }
std::span<const std::string_view> handing_words() { return kHanding; }
std::span<const std::string_view> verb_words() { return kVerbs; }
std::span<const std::string_view> name_end_words() { return kNameEnds; }
std::span<const std::string_view> request_words() { return kRequests; }
std::span<const std::string_view> opening_words() { return kOpenings; }
std::span<const std::string_view> summing_words() { return kSumming; }
std::span<const std::string_view> citation_words() { return kCitations; }
std::span<const std::string_view> purpose_words() { return kPurposes; }
std::span<const std::string_view> opener_words() { return kOpeners; }
std::span<const std::string_view> abbreviations() { return kAbbreviations; }

} // namespace dongthac::document
