#include "shared/model/coverage_suggestion.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"

namespace dongthac::model {

namespace {

/// One syllable of a text: a hash of it in small letters, and where it stands.
struct Syllable {
    std::uint64_t hash = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool follows = false; ///< only white space stands between it and the one before
};

// FNV-1a.
constexpr std::uint64_t kSeed = 0xcbf29ce484222325;
constexpr std::uint64_t kPrime = 0x100000001b3;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t both = (a ^ std::rotl(b, 23)) * kPrime;
    return (both ^ (both >> 29)) * 0xbf58476d1ce4e5b9;
}

/// Of a text in small letters. Letters keep their tones: "ma" and "mà" are two words.
std::vector<Syllable> syllables_of(std::string_view text) {
    std::vector<Syllable> out;
    out.reserve(text.size() / 5);
    bool open = false;
    bool adjacent = false;
    const auto close = [&](std::size_t at) {
        if (!std::exchange(open, false)) return;
        Syllable& last = out.back();
        last.end = at;
        std::uint64_t hash = kSeed;
        for (const char byte : text.substr(last.begin, at - last.begin))
            hash = (hash ^ static_cast<unsigned char>(byte)) * kPrime;
        last.hash = hash;
        adjacent = true;
    };
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded next = text::decode_at(text, at);
        if (text::is_word_character(next.value)) {
            if (!open) out.push_back({0, at, at, adjacent && !out.empty()});
            open = true;
        } else {
            close(at);
            if (!text::is_white_space(next.value)) adjacent = false;
        }
        at += next.size;
    }
    close(text.size());
    return out;
}

/// Every run of one and of two syllables.
template <class Take>
void for_each_run(const std::vector<Syllable>& syllables, Take take) {
    for (std::size_t i = 0; i < syllables.size(); ++i) {
        take(syllables[i].hash);
        if (syllables[i].follows) take(mixed(syllables[i - 1].hash, syllables[i].hash));
    }
}

/// In how many texts each run of syllables stands. A plain open table whose places stay: a plan has ten thousand runs
/// and a ward sixty plans.
class Runs {
  public:
    struct Slot {
        std::uint64_t gram = 0;
        std::uint32_t texts = 0;  ///< 0: a free place
        std::uint32_t last = 0;   ///< the text it was counted in last
        std::uint32_t topics = 0; ///< one more than the index of the topics that hold it; 0: none does
    };

    explicit Runs(std::size_t most) : slots_(std::bit_ceil(most * 2 + 16)) {}

    [[nodiscard]] std::uint32_t place_of(std::uint64_t gram) {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = gram & mask;; at = (at + 1) & mask) {
            if (slots_[at].texts == 0) slots_[at].gram = gram;
            if (slots_[at].gram == gram) return static_cast<std::uint32_t>(at);
        }
    }
    [[nodiscard]] Slot& at(std::uint32_t place) { return slots_[place]; }

  private:
    std::vector<Slot> slots_;
};

enum class Answers { contents, elsewhere, never };

/// What kind of paragraph may answer a topic: contents; or something of the body that says how and who.
Answers answers(ItemRole role) {
    if (role == ItemRole::topic || role == ItemRole::other_task || role == ItemRole::paragraph)
        return Answers::contents;
    if (role >= ItemRole::section && role < ItemRole::closing) return Answers::elsewhere;
    return Answers::never;
}

bool is_before(const Suggestion& a, const Suggestion& b) {
    if (a.why != b.why && (a.why == SuggestedBy::link || b.why == SuggestedBy::link)) return a.why < b.why;
    if (a.score != b.score) return a.score > b.score;
    return a.paragraph < b.paragraph;
}

bool is_letter_before(std::string_view text, std::size_t at) {
    if (at == 0) return false;
    std::size_t begin = at - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0u) == 0x80u) --begin;
    return text::is_word_character(text::decode_at(text, begin).value);
}

/// "khoản 5 Điều 8", "điểm b khoản 5": of a law, not of the plan above.
bool is_of_a_law(std::string_view behind) {
    const std::size_t word = behind.find_first_not_of(" \n");
    if (word == std::string_view::npos || word == 0) return false;
    return behind.substr(word).starts_with("điều ") || behind.substr(word).starts_with("khoản ");
}

/// The numbers behind "mục", "phần", "khoản", "điểm" or "nội dung": how a text, in small letters here, names a part of
/// another. A number of one part ("mục 5") may be of anything: "đạt điểm 10", "danh mục 3".
std::vector<std::string> quoted_codes(std::string_view folded) {
    static constexpr std::array<std::string_view, 5> kParts = {"mục ", "phần ", "khoản ", "điểm ", "nội dung "};
    std::vector<std::string> codes;
    for (const std::string_view part : kParts)
        for (std::size_t at = folded.find(part); at != std::string::npos; at = folded.find(part, at + 1)) {
            if (is_letter_before(folded, at)) continue;
            const std::size_t begin = at + part.size();
            std::size_t end = begin;
            for (text::Decoded next; end < folded.size(); end += next.size) {
                next = text::decode_at(folded, end);
                if (next.value != '.' && !text::is_word_character(next.value)) break;
            }
            while (end > begin && folded[end - 1] == '.') --end;
            if (!is_of_a_law(folded.substr(end))) codes.emplace_back(folded.substr(begin, end - begin));
        }
    return codes;
}

} // namespace

std::string_view name_of(SuggestedBy why) {
    constexpr std::array<std::string_view, 3> kNames = {"link", "code", "words"};
    return kNames.at(static_cast<std::size_t>(why));
}

std::string outline_code(std::span<const std::string> labels) {
    std::string code;
    bool own_is_number = false;
    for (const std::string& printed : labels) {
        const std::size_t end = printed.find_last_not_of(".)/ ");
        const std::string bare = end == std::string::npos ? std::string() : printed.substr(0, end + 1);
        text::LabelKind kind = text::read_label(printed + " x").kind;
        if (kind == text::LabelKind::none) kind = text::read_label(bare + ". x").kind; // "II", without its point
        own_is_number = !bare.empty() && kind != text::LabelKind::none && kind != text::LabelKind::dash &&
                        kind != text::LabelKind::plus && kind != text::LabelKind::dot;
        if (!own_is_number) continue;
        // "2.1" printed in full already says what stands above it in figures.
        if (kind == text::LabelKind::arabic_pair && code.find_first_of("0123456789") != std::string::npos)
            code.erase(code.find_first_of("0123456789"));
        code += (code.empty() || code.back() == '.' ? "" : ".") + bare;
    }
    return own_is_number ? code : std::string();
}

TopicMatcher::TopicMatcher(std::vector<TopicText> topics) : topics_(std::move(topics)) {
    for (std::size_t i = 0; i < topics_.size(); ++i) {
        const auto number = static_cast<std::uint32_t>(i);
        for_each_run(syllables_of(text::to_lower(topics_[i].text)), [&](std::uint64_t gram) {
            std::vector<std::uint32_t>& with = topics_with_[gram];
            if (with.empty() || with.back() != number) with.push_back(number);
        });
        for (const std::string& link : topics_[i].links) stands_for_.try_emplace(link, i);
        index_of_[base::to_text(topics_[i].node)] = i;
        if (!topics_[i].code.empty()) numbered_.try_emplace(text::to_lower(topics_[i].code), i);
    }
}

std::vector<Suggestion> TopicMatcher::by_words(std::span<const std::string> folded) const {
    std::vector<std::vector<Syllable>> syllables;
    std::size_t most = topics_with_.size();
    for (const std::string& text : folded) most += 2 * syllables.emplace_back(syllables_of(text)).size();
    Runs runs(most);
    std::vector<const std::vector<std::uint32_t>*> holders; // of the runs that topics hold
    std::vector<std::uint32_t> of_topics;
    for (const auto& [gram, topics] : topics_with_) {
        of_topics.push_back(runs.place_of(gram));
        holders.push_back(&topics);
        Runs::Slot& slot = runs.at(of_topics.back());
        slot.texts = static_cast<std::uint32_t>(topics.size());
        slot.topics = static_cast<std::uint32_t>(holders.size());
    }
    std::vector<std::vector<std::uint32_t>> places(folded.size()); // of the runs of each paragraph, each once
    std::size_t texts = topics_.size();
    for (std::size_t p = 0; p < folded.size(); ++p) {
        texts += syllables[p].empty() ? 0 : 1;
        places[p].reserve(2 * syllables[p].size());
        for_each_run(syllables[p], [&](std::uint64_t gram) {
            const std::uint32_t place = runs.place_of(gram);
            Runs::Slot& slot = runs.at(place);
            if (slot.last == p + 1) return;
            slot.last = static_cast<std::uint32_t>(p + 1);
            ++slot.texts;
            places[p].push_back(place);
        });
    }
    std::vector<double> weight(texts + 1); // a logarithm for each number of texts, not for each run
    for (std::size_t n = 1; n <= texts; ++n) {
        const double rarity = std::log(static_cast<double>(texts + 1) / static_cast<double>(n));
        weight[n] = rarity * rarity;
    }
    std::vector<double> lengths(topics_.size());
    for (const std::uint32_t place : of_topics)
        for (const std::uint32_t topic : *holders[runs.at(place).topics - 1])
            lengths[topic] += weight[runs.at(place).texts];
    std::vector<Suggestion> out;
    std::vector<double> shared(topics_.size());
    for (std::size_t p = 0; p < folded.size(); ++p) {
        std::ranges::fill(shared, 0);
        double length = 0;
        for (const std::uint32_t place : places[p]) {
            const Runs::Slot& slot = runs.at(place);
            length += weight[slot.texts];
            if (slot.topics == 0) continue;
            for (const std::uint32_t topic : *holders[slot.topics - 1]) shared[topic] += weight[slot.texts];
        }
        for (std::size_t t = 0; t < topics_.size(); ++t) {
            const double score = shared[t] > 0 ? shared[t] / std::sqrt(lengths[t] * length) : 0;
            if (score >= kEnoughInPlace) out.push_back({t, p, score, SuggestedBy::words});
        }
    }
    return out;
}

std::vector<Suggestion> TopicMatcher::suggest(std::span<const AnswerText> paragraphs) const {
    std::vector<std::string> folded; // "" for what never answers anything
    for (const AnswerText& one : paragraphs)
        folded.push_back(answers(one.role) == Answers::never ? std::string() : text::to_lower(one.text));
    std::vector<Suggestion> found;
    std::vector<std::vector<std::size_t>> linked(paragraphs.size()); // to these topics
    for (std::size_t p = 0; p < paragraphs.size(); ++p)
        for (const std::string& link : paragraphs[p].covers)
            if (const auto topic = index_of_.find(link); topic != index_of_.end()) linked[p].push_back(topic->second);
    const auto is_linked = [&](std::size_t p, std::size_t t) {
        return std::ranges::find(linked[p], t) != linked[p].end();
    };
    std::vector<bool> sure(topics_.size() * paragraphs.size());
    std::vector<bool> quoted(topics_.size() * paragraphs.size()); // by a number that needs words beside it
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
        if (folded[p].empty()) continue;
        const auto take = [&](std::size_t t, double score, SuggestedBy why) {
            if (is_linked(p, t) || sure[t * paragraphs.size() + p]) return;
            sure[t * paragraphs.size() + p] = true;
            found.push_back({t, p, score, why});
        };
        for (const std::string& link : paragraphs[p].covers)
            if (const auto topic = stands_for_.find(link); topic != stands_for_.end())
                take(topic->second, 1, SuggestedBy::link);
        for (const std::string& code : quoted_codes(folded[p])) {
            const auto topic = numbered_.find(code);
            if (topic == numbered_.end()) continue;
            if (code.contains('.'))
                take(topic->second, 1, SuggestedBy::code);
            else
                quoted[topic->second * paragraphs.size() + p] = true;
        }
    }
    for (Suggestion one : by_words(folded)) {
        const AnswerText& paragraph = paragraphs[one.paragraph];
        if (is_linked(one.paragraph, one.topic) || sure[one.topic * paragraphs.size() + one.paragraph]) continue;
        const bool in_place = !paragraph.code.empty() && paragraph.code == topics_[one.topic].code;
        const bool is_quoted = quoted[one.topic * paragraphs.size() + one.paragraph];
        const bool says_else = answers(paragraph.role) == Answers::elsewhere || !linked[one.paragraph].empty();
        const double plain = says_else ? kEnoughElsewhere : kEnough;
        const double enough = is_quoted || (in_place && !says_else) ? kEnoughInPlace : plain;
        if (one.score < enough) continue;
        if (one.score < plain) one.why = SuggestedBy::code;
        found.push_back(one);
    }
    std::ranges::stable_sort(found, [](const Suggestion& a, const Suggestion& b) {
        return a.topic != b.topic ? a.topic < b.topic : is_before(a, b);
    });
    std::vector<Suggestion> out;
    std::size_t of_topic = 0;
    for (const Suggestion& one : found) {
        of_topic = !out.empty() && out.back().topic == one.topic ? of_topic : 0;
        if (++of_topic <= kMost) out.push_back(one);
    }
    return out;
}

std::vector<std::string> TopicMatcher::shared_words(std::size_t topic, std::string_view text, std::size_t most) const {
    const std::string folded = text::to_lower(text);
    const std::vector<Syllable> syllables = syllables_of(folded);
    // Letters that change their size in UTF-8 are shown small; no Vietnamese one does.
    const std::string_view shown = folded.size() == text.size() ? text : std::string_view(folded);
    struct Run {
        double rarity = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::vector<Run> runs;
    bool open = false;
    for (std::size_t i = 1; i < syllables.size(); ++i) {
        const auto held = topics_with_.find(mixed(syllables[i - 1].hash, syllables[i].hash));
        const bool shared = syllables[i].follows && held != topics_with_.end() &&
                            std::ranges::find(held->second, topic) != held->second.end();
        if (!shared) {
            open = false;
            continue;
        }
        if (!std::exchange(open, true)) runs.push_back({0, syllables[i - 1].begin, 0});
        runs.back().end = syllables[i].end;
        runs.back().rarity +=
            std::log(static_cast<double>(topics_.size() + 1) / static_cast<double>(held->second.size()));
    }
    std::ranges::stable_sort(runs, std::ranges::greater{}, &Run::rarity);
    std::vector<std::string> out;
    for (const Run& run : runs) {
        std::string words(shown.substr(run.begin, run.end - run.begin));
        if (out.size() < most && std::ranges::find(out, words) == out.end()) out.push_back(std::move(words));
    }
    return out;
}

} // namespace dongthac::model
