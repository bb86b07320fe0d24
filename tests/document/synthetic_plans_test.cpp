#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "shared/document/export_text.hpp"
#include "shared/document/printable.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"
#include "tests/document/plans.hpp"
#include "tests/support/synthetic_plan.hpp"

// Plans whose content is known, printed in the ways offices and converters print them. DONGTHAC_SYNTHETIC_PLANS asks
// for more of them than the usual run; DONGTHAC_SYNTHETIC_SHOW prints one seed and what was read differently.
namespace dongthac::tests {
namespace {

using model::OutlineItem;

constexpr std::uint64_t kPlans = 60;
constexpr double kLeastShare = 0.97;

struct Share {
    std::size_t right = 0;
    std::size_t all = 0;
    void add(bool is_right) {
        right += is_right ? 1u : 0u;
        ++all;
    }
    [[nodiscard]] double value() const { return all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all); }
};

bool in_tree(ItemRole role) { return role >= ItemRole::section && role <= ItemRole::closing; }
bool in_body(const OutlineItem& item) { return in_tree(item.role) || item.role == ItemRole::paragraph; }
bool in_opening(const OutlineItem& item) {
    return item.role == ItemRole::legal_basis || item.role == ItemRole::lead_in || item.role == ItemRole::addressee;
}
bool in_appendix(const OutlineItem& item) { return item.role == ItemRole::appendix; }

std::string shown_as(const std::string& text) { return "\"" + text + "\""; }
std::string shown_as(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += shown_as(text) + " ";
    return all;
}

/// Compares what was read with the truth of one plan, group by group.
class Comparison {
  public:
    Comparison(const SyntheticPlan& plan, const model::Outline& read, bool show)
        : plan_(plan), read_(read), show_(show) {}

    std::map<std::string, Share> groups() {
        header();
        items("opening", in_opening);
        items("tree", in_body);
        items("appendix", in_appendix);
        same("recipients", "recipients", texts_of(plan_.truth, ItemRole::recipient),
             texts_of(read_, ItemRole::recipient));
        same("signer", "titles", plan_.truth.signer_titles, read_.signer_titles);
        same("signer", "name", plan_.truth.signer_name, read_.signer_name);
        return groups_;
    }

  private:
    template <class Value>
    void same(const std::string& group, const char* field, const Value& expected, const Value& found) {
        groups_[group].add(expected == found);
        if (expected != found && show_)
            std::cout << "  " << group << " " << field << ": " << shown_as(expected) << " read as " << shown_as(found)
                      << "\n";
    }

    void header() {
        const model::Outline& truth = plan_.truth;
        const auto iso = [](const std::optional<text::Date>& date) {
            return date ? text::to_iso(*date) : std::string();
        };
        same("header", "superior", truth.superior_body, read_.superior_body);
        if (!truth.issuing_body.empty()) same("header", "issuer", truth.issuing_body, read_.issuing_body);
        same("header", "number", truth.document_number, read_.document_number);
        same("header", "symbol", truth.symbol, read_.symbol);
        same("header", "place", truth.place_name, read_.place_name);
        same("header", "date", iso(truth.issued_on), iso(read_.issued_on));
        same("header", "type", truth.doc_type, read_.doc_type);
        same("header", "subject", truth.subject, read_.subject);
    }

    /// An item counts four times: its words, its label, its level, its role. What was read and is not in the truth
    /// counts as wrong words.
    void items(const std::string& group, bool (*belongs)(const OutlineItem&)) {
        std::multimap<std::string, const OutlineItem*> found;
        for (const OutlineItem& item : read_.items) found.emplace(key(item), &item);
        for (const OutlineItem& item : plan_.truth.items) {
            if (!belongs(item)) continue;
            const auto same_text = found.find(key(item));
            groups_[group + " text"].add(same_text != found.end());
            if (same_text == found.end()) {
                show("lost", item);
                continue;
            }
            const OutlineItem& other = *same_text->second;
            groups_[group + " label"].add(item.label == other.label);
            groups_[group + " level"].add(item.level == other.level);
            groups_[group + " role"].add(item.role == other.role);
            if (item.level != other.level || item.role != other.role || item.label != other.label)
                show("differs", other);
            found.erase(same_text);
        }
        for (const auto& [text, item] : found)
            if (belongs(*item)) {
                groups_[group + " text"].add(false);
                show("made up", *item);
            }
    }
    static std::string key(const OutlineItem& item) {
        std::string all = item.label + item.text;
        std::erase(all, ' ');
        return all;
    }
    void show(const char* what, const OutlineItem& item) const {
        if (show_)
            std::cout << "  " << what << ": " << model::name_of(item.role) << " " << item.level << " [" << item.label
                      << "] " << item.text << "\n";
    }

    const SyntheticPlan& plan_;
    const model::Outline& read_;
    bool show_;
    std::map<std::string, Share> groups_;
};

std::uint64_t from_environment(const char* name, std::uint64_t usual) {
    const char* wanted = std::getenv(name);
    return wanted == nullptr ? usual : std::strtoull(wanted, nullptr, 10);
}

std::multiset<std::string> words_of(const std::string& text) {
    std::istringstream words(text);
    return {std::istream_iterator<std::string>(words), {}};
}

/// Words of the truth that stand nowhere in what was read.
std::vector<std::string> lost_words(const model::Outline& truth, const model::Outline& read) {
    std::string all;
    for (const OutlineItem& item : read.items) all += item.label + " " + item.text + " ";
    for (const std::string& fragment : read.unplaced) all += fragment + " ";
    std::string expected;
    for (const OutlineItem& item : truth.items) expected += item.label + " " + item.text + " ";
    const auto had = words_of(expected);
    const auto has = words_of(all);
    std::vector<std::string> lost;
    std::ranges::set_difference(had, has, std::back_inserter(lost));
    std::erase(lost, "|"); // a table set with tabs has none
    return lost;
}

/// The words an outline prints: of each item its text as it stands, of the head what the fields say in the decree's
/// form.
std::multiset<std::string> words_to_print(const model::Outline& outline) {
    std::string all;
    for (const OutlineItem& item : outline.items)
        if (item.role > ItemRole::subject || item.role == ItemRole::paragraph) all += document::printed(item) + " ";
    std::multiset<std::string> words = words_of(all);
    words.erase("|"); // columns stand under each other
    return words;
}

TEST(SyntheticPlans, ExportToTextPrintsEveryWordOnce) {
    for (std::uint64_t seed = 1; seed <= kPlans; ++seed) {
        const model::Outline read = import_ok(make_synthetic_plan(seed).raw);
        model::Outline head; // what is printed of the fields alone
        for (const OutlineItem& item : read.items)
            if (item.role >= ItemRole::national_name && item.role <= ItemRole::subject) head.items.push_back(item);
        head.superior_body = read.superior_body;
        head.issuing_body = read.issuing_body;
        head.document_number = read.document_number;
        head.symbol = read.symbol;
        head.place_name = read.place_name;
        head.issued_on = read.issued_on;
        head.doc_type = read.doc_type;
        head.subject = read.subject;

        std::multiset<std::string> printed = words_of(document::export_text(read));

        std::multiset<std::string> expected = words_of(document::export_text(head));
        expected.merge(words_to_print(read));
        EXPECT_EQ(printed, expected) << "seed " << seed;
    }
}

TEST(SyntheticPlans, AreReadAsTheyWereMeant) {
    const std::uint64_t plans = from_environment("DONGTHAC_SYNTHETIC_PLANS", kPlans);
    const std::uint64_t shown = from_environment("DONGTHAC_SYNTHETIC_SHOW", 0);
    std::map<std::string, Share> total;
    std::map<std::string, Share> by_feature;
    for (std::uint64_t seed = 1; seed <= plans; ++seed) {
        const SyntheticPlan plan = make_synthetic_plan(seed);

        const auto read = document::import_text(plan.raw, "synthetic.txt");

        ASSERT_TRUE(read.has_value()) << "seed " << seed << "\n" << plan.raw;
        EXPECT_EQ(read->words, read->placed_words + read->unplaced_words) << "seed " << seed;
        EXPECT_EQ(read->words, text::count_words(*text::to_nfc(plan.raw))) << "seed " << seed;
        const auto lost = lost_words(plan.truth, *read);
        EXPECT_TRUE(lost.empty()) << "seed " << seed << " lost " << lost.front();
        if (seed == shown) std::cout << plan.raw << "\n";
        if (shown == 2'000'000) std::cout << "seed " << seed << "\n";
        Share whole;
        for (const auto& [group, share] : Comparison(plan, *read, seed == shown || shown == 2'000'000).groups()) {
            total[group].right += share.right;
            total[group].all += share.all;
            whole.right += share.right;
            whole.all += share.all;
        }
        if (shown == 1'000'000 && whole.right < whole.all)
            std::printf("seed %3llu %.3f\n", static_cast<unsigned long long>(seed), whole.value());
        for (const auto& [kind, name] : plan.features) {
            Share& share = by_feature[kind + "=" + name];
            share.right += whole.right;
            share.all += whole.all;
        }
    }

    for (const auto& [group, share] : total) {
        std::printf("%-18s %6zu of %6zu = %.3f\n", group.c_str(), share.right, share.all, share.value());
        EXPECT_GE(share.value(), kLeastShare) << group;
    }
    for (const auto& [feature, share] : by_feature) std::printf("    %-32s %.3f\n", feature.c_str(), share.value());
}

} // namespace
} // namespace dongthac::tests
