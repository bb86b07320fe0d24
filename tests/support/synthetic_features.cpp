#include "tests/support/property.hpp"
#include "tests/support/synthetic_plan.hpp"
#include "tests/support/synthetic_words.hpp"

namespace dongthac::tests {

namespace {

struct Choice {
    const char* kind;
    Strings names; ///< a name that stands twice is twice as likely
};

const std::vector<Choice> kChoices = {
    {"office",
     {"ward", "school", "school", "joint_school", "district", "department", "high_school", "gdtx", "division",
      "cluster", "private", "lone_school"}},
    {"issuer_lines", {"one", "one", "two"}},
    {"type", {"Kế hoạch", "Kế hoạch", "Kế hoạch", "Báo cáo", "Thông báo", "Tờ trình", "Hướng dẫn", "letter"}},
    {"head",
     {"glued_spaces", "glued_tabs", "one_space", "left_first", "right_first", "interleaved", "no_motto", "date_first",
      "none"}},
    {"number", {"plain", "plain", "blank", "spaced", "with_year"}},
    {"bases", {"per_line", "per_line", "one_paragraph", "bulleted", "none"}},
    {"numbering",
     {"I/1", "I/1", "I/1", "I/1/1.1", "I/1/1.1 bare", "1/1.1", "1/1.1 bare", "A/I/1", "Phần thứ nhất/I/1", "Phần I/A/1",
      "capitals", "capitals+titles", "Điều", "I/plain"}},
    {"bullets", {"-/+", "-/+", "–/+", "•/-", "*/-", "+/-", "a)/-", "plain"}},
    {"columns", {"0", "0", "62", "74", "86", "94"}},
    {"spacing", {"single", "single", "double"}},
    {"furniture", {"none", "none", "page_numbers", "page_of", "running_head", "footer_url"}},
    {"table", {"none", "none", "pipes", "tabs", "tabs_merged"}},
    {"closing", {"end_mark", "end_mark", "plain", "none"}},
    {"signature", {"beside", "beside_rows", "recipients_first", "signature_first", "no_recipients"}},
    {"signed", {"plain", "stamp_note", "degree"}},
    {"drawn_up", {"silent", "silent", "beside", "above"}},
    {"appendix", {"none", "none", "one", "two"}},
    {"title", {"below", "below", "one_line"}},
    {"purposes", {"numbered", "numbered", "stars"}},
    {"left_over", {"none", "none", "bookmarks", "zero_width"}},
    {"encoding", {"nfc", "nfc", "nfd", "crlf", "no_break_spaces", "doubled_spaces", "tabs_after_labels"}}};

} // namespace

// Without a head over it only a plan or a report is known by its first words.
bool title_on_one_line(const SyntheticFeatures& features) {
    return features.at("title") == "one_line" && features.at("type") != "letter" && features.at("head") != "none";
}

SyntheticFeatures choose_features(base::Random& random) {
    SyntheticFeatures out;
    for (const Choice& choice : kChoices) out[choice.kind] = any_of(random, choice.names);
    return out;
}

} // namespace dongthac::tests
