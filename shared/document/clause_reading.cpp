#include "shared/document/clause_reading.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

using model::Cadence;
using model::DueRule;
using Phrases = std::span<const std::string_view>;

constexpr std::size_t kMostNameWords = 14;
constexpr std::size_t kOpeningWords = 25; ///< an opening before the actor is no longer
constexpr std::size_t kBeatWords = 6;     ///< one that only says how often

/// How many words the longest phrase at `at` has; 0 for none.
std::size_t length_at(const FoldedText& text, std::size_t at, Phrases phrases) {
    std::size_t length = 0;
    for (const std::string_view phrase : phrases)
        if (text.stands_at(at, phrase)) length = std::max(length, words_in(phrase));
    return length;
}

/// Whether one of the phrases ends right before the word `at`.
bool stands_before(const FoldedText& text, std::size_t at, Phrases phrases) {
    return std::ranges::any_of(phrases, [&](std::string_view phrase) {
        const std::size_t length = words_in(phrase);
        return length <= at && text.stands_at(at - length, phrase);
    });
}

std::optional<int> number_at(const FoldedText& text, std::size_t at) {
    constexpr auto kNumbers = std::to_array<std::string_view>({"mot", "hai", "ba", "bon"});
    const std::string_view word = text.word(at);
    for (std::size_t number = 0; number < kNumbers.size(); ++number)
        if (word == kNumbers[number]) return static_cast<int>(number) + 1;
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (word.empty() || word.size() > 4 || error != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

const SpanWord* span_at(const FoldedText& text, std::size_t at) {
    for (const SpanWord& span : span_words()) {
        if (!text.stands_at(at, span.words)) continue;
        const std::string_view next = text.word(at + words_in(span.words));
        const bool other_word =
            span.words == "quy" && std::ranges::find(not_a_quarter(), next) != not_a_quarter().end();
        // "cuối tháng 5": one month, not every month.
        const bool numbered =
            !next.empty() && next[0] >= '0' && next[0] <= '9' && !text.stands_at(at, "hoc ky") &&
            text.gap_before(at + words_in(span.words)).find_first_not_of(' ') == std::string_view::npos;
        return other_word || numbered ? nullptr : &span;
    }
    return nullptr;
}

bool is_after_stroke(const FoldedText& text, std::size_t at) {
    if (at == 0 || text.gap_before(at).find('/') == std::string_view::npos) return false;
    return text.word(at - 1) != "ngay" && text.word(at - 1) != "thang";
}

/// "1 tuần/lần", "mỗi tháng một lần" are said in either order.
bool is_once_a(const FoldedText& text, std::size_t at, const SpanWord& span) {
    constexpr auto kOnce = std::to_array<std::string_view>({"lan", "mot lan", "1 lan", "01 lan"});
    constexpr auto kOne = std::to_array<std::string_view>({"1", "01", "mot"});
    const bool several = span.words.find(' ') != std::string_view::npos;
    return length_at(text, at + words_in(span.words), kOnce) > 0 && (several || stands_before(text, at, kOne));
}

std::string org_before_stroke(const FoldedText& text, std::size_t at) {
    if (at > 0 && text.gap_before(at).find('/') != std::string_view::npos)
        for (const std::string_view org : org_words())
            if (stands_before(text, at, std::span(&org, 1))) return std::string(text.slice(at - words_in(org), at));
    return {};
}

void add_beat(std::vector<Beat>& beats, Beat beat) {
    if (std::ranges::find(beats, beat.cadence, &Beat::cadence) == beats.end()) beats.push_back(std::move(beat));
}

/// "định kỳ tháng, quý và học kỳ": the spans behind the first one.
std::size_t read_spans(const FoldedText& text, std::size_t at, std::vector<Beat>& beats) {
    constexpr auto kJoining = std::to_array<std::string_view>({"va", "hoac", "hang", "moi"});
    while (const SpanWord* span = span_at(text, at)) {
        const std::size_t end = at + words_in(span->words);
        add_beat(beats, {span->cadence, std::string(text.slice(at, end)), org_before_stroke(text, at)});
        const bool parted = text.gap_before(end).find_first_of(",/;") != std::string_view::npos;
        const std::size_t joining = length_at(text, end, kJoining);
        if (!parted && joining == 0) return end;
        at = end + joining;
    }
    return at;
}

std::string_view without_punctuation(std::string_view name) {
    while (!name.empty() && std::string_view(" .,;:/(").find(name.back()) != std::string_view::npos)
        name.remove_suffix(1);
    return name;
}

/// Where the name that begins at `at` and is at least `least` words long ends.
std::size_t name_end(const FoldedText& text, std::size_t at, std::size_t least, Phrases others) {
    std::size_t end = at + least;
    while (end < text.size() && end - at < kMostNameWords) {
        if (text.gap_before(end).find_first_of(",;:()“”\"/") != std::string_view::npos) break;
        const bool joins_two = text.word(end) == "va" && text.word(end + 1) != "dao";
        if (joins_two || length_at(text, end, name_end_words()) > 0 || length_at(text, end, others) > 0) break;
        ++end;
    }
    return end;
}

bool is_address(std::string_view word) {
    return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") ||
           (word.find('@') != std::string_view::npos && word.find('.') != std::string_view::npos);
}

void add_name(std::vector<std::string>& names, std::string_view name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

/// The day behind "ngày": "25/5", "25 tháng 5", or 25 of every month.
void read_day(const FoldedText& text, std::size_t at, DueRule& dates, std::optional<int>& day_of_month) {
    constexpr auto kCues = std::to_array<std::string_view>(
        {"truoc", "cham nhat", "cham nhat la", "cham nhat vao", "xong", "den", "het", "vao"});
    const std::optional<int> day = number_at(text, at + 1);
    if (!day || *day < 1 || *day > 31) return;
    const bool of_each = text.stands_at(at + 2, "hang thang") || text.stands_at(at + 2, "moi thang");
    const bool cued = stands_before(text, at, kCues);
    if (of_each) day_of_month = day;
    if (of_each || !cued) return;
    const bool stroke = text.gap_before(at + 2).find_first_of("/-") != std::string_view::npos;
    const std::size_t month_at = stroke ? at + 2 : text.word(at + 2) == "thang" ? at + 3 : text.size();
    const std::optional<int> month = number_at(text, month_at);
    constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!month || *month < 1 || *month > 12 || *day > kDays[static_cast<std::size_t>(*month) - 1]) return;
    dates.dates.push_back({*day, *month});
}

/// "phòng chống", "phong trào"
bool is_no_office(const FoldedText& text, std::size_t at) {
    return text.word(at) == "phong" && std::ranges::find(not_a_division(), text.word(at + 1)) != not_a_division().end();
}

const ActorWord* actor_at(const FoldedText& text, std::size_t at) {
    if (is_no_office(text, at) || text.stands_at(at, "can bo tri")) return nullptr;
    for (const ActorWord& actor : actor_words())
        if (text.stands_at(at, actor.words)) return &actor;
    return nullptr;
}

Actor actor_from(const FoldedText& text, std::size_t at, const ActorWord& entry) {
    const std::size_t shortest = at + words_in(entry.words);
    std::size_t end = shortest;
    while (end < text.size() && end - at < 2 * kMostNameWords && length_at(text, end, verb_words()) == 0 &&
           text.gap_before(end).find_first_of(";:") == std::string_view::npos)
        ++end;
    const bool found_verb = end < text.size() && length_at(text, end, verb_words()) > 0;
    return {std::string(text.slice(at, found_verb ? end : shortest)), &entry};
}

/// "Khi có vướng mắc, các trường …": where the first actor behind a comma begins; the size of the clause without one.
std::size_t behind_opening(const FoldedText& clause) {
    // "Hằng tháng, các trường …", but not "Hằng tháng viết bài về trẻ, giáo viên …".
    const std::size_t most = length_at(clause, 0, beat_words()) > 0 ? kBeatWords : kOpeningWords;
    for (std::size_t at = 1; at < std::min(clause.size(), most); ++at) {
        if (clause.gap_before(at).find(',') == std::string_view::npos) continue;
        const std::size_t asked = at + length_at(clause, at, request_words());
        if (actor_at(clause, asked) != nullptr) return asked;
    }
    return clause.size();
}

} // namespace

const OutputRule* output_rule_of(const FoldedText& clause, Places places) {
    for (const OutputRule& rule : output_rules())
        if ((rule.places & places) != 0 && clause.matches(rule.words)) return &rule;
    return nullptr;
}

std::vector<Beat> beats_of(const FoldedText& clause) {
    std::vector<Beat> beats;
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const SpanWord* span = span_at(clause, at);
        if (span == nullptr) continue;
        if (stands_before(clause, at, beat_words()) || is_after_stroke(clause, at) || is_once_a(clause, at, *span))
            at = std::max(at + 1, read_spans(clause, at, beats)) - 1;
        else
            at += words_in(span->words) - 1;
    }
    if (clause.has("so ket") && clause.has("tong ket")) {
        const auto year = std::ranges::find(beats, Cadence::once_per_year, &Beat::cadence);
        const Beat reviews{Cadence::midyear_and_annual, year == beats.end() ? std::string() : year->span, {}};
        std::erase_if(beats, [](const Beat& beat) {
            return beat.cadence == Cadence::once_per_year || beat.cadence == Cadence::school_year ||
                   beat.cadence == Cadence::semester || beat.cadence == Cadence::midyear_and_annual;
        });
        add_beat(beats, reviews);
    }
    return beats;
}

model::Cadence cadence_without_clock(const FoldedText& clause, const OutputRule* rule) {
    const auto said = [&](std::span<const WhenWord> words) {
        for (const WhenWord& when : words)
            if (clause.has(when.words)) return when.cadence;
        return Cadence::unspecified;
    };
    if (const Cadence moment = said(moment_words()); moment != Cadence::unspecified) return moment;
    if (rule != nullptr && rule->natural != Cadence::unspecified) return rule->natural;
    if (const Cadence manner = said(manner_words()); manner != Cadence::unspecified) return manner;
    return rule != nullptr && is_countable(rule->output) ? Cadence::unspecified : said(eager_words());
}

std::optional<model::Quota> quota_of(const FoldedText& clause) {
    std::optional<model::Quota> share;
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const std::optional<int> number = number_at(clause, at);
        if (!number || *number == 0) continue;
        const std::size_t length = length_at(clause, at + 1, unit_words());
        if (length > 0 && clause.gap_before(at + 1).find_first_not_of(' ') == std::string_view::npos)
            return model::Quota{*number, text::to_lower(clause.slice(at + 1, at + 1 + length)), {}, {}};
        const std::string_view behind = clause.gap_before(at + 1);
        const std::size_t sign = behind.find_first_not_of(' ');
        if (!share && sign != std::string_view::npos && behind[sign] == '%') share = model::Quota{*number, "%", {}, {}};
    }
    return share;
}

std::optional<model::DueRule> due_of(const FoldedText& clause) {
    constexpr auto kWeekdays =
        std::to_array<std::string_view>({"thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat"});
    DueRule dates{DueRule::Kind::fixed_dates, 0, {}, DueRule::Roll::next};
    std::optional<int> day_of_month;
    for (std::size_t at = clause.find("ngay"); at != FoldedText::kNone; at = clause.find("ngay", at + 1))
        read_day(clause, at, dates, day_of_month);
    if (day_of_month) return DueRule{DueRule::Kind::day_of_month, *day_of_month, {}, DueRule::Roll::next};
    if (!dates.dates.empty()) {
        // In the order of the year, each once: parse_due_rule puts a rule of dates right by itself.
        std::string written;
        for (const DueRule::DayAndMonth& date : dates.dates)
            written += (written.empty() ? "" : ";") + std::to_string(date.day) + "/" + std::to_string(date.month);
        const auto rule = model::parse_due_rule(written);
        return rule ? std::optional(*rule) : std::nullopt;
    }
    for (std::size_t day = 0; day < kWeekdays.size(); ++day)
        if (const std::size_t at = clause.find(kWeekdays[day]); at != FoldedText::kNone)
            if (clause.stands_at(at + 2, "hang tuan") || clause.stands_at(at + 2, "moi tuan"))
                return DueRule{DueRule::Kind::weekday, static_cast<int>(day) + 1, {}, DueRule::Roll::next};
    return std::nullopt;
}

std::vector<std::string> channels_of(const FoldedText& clause) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < clause.size();) {
        const std::size_t least = length_at(clause, at, channel_words());
        const std::size_t end = least == 0 ? at + 1 : name_end(clause, at, least, channel_words());
        if (least > 0) add_name(names, without_punctuation(clause.slice(at, end)));
        at = end;
    }
    const std::string_view text = clause.text();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n\t,;()", at), text.size());
        const std::string_view word = without_punctuation(text.substr(at, end - at));
        const auto holds = [&](const std::string& name) { return name.find(word) != std::string::npos; };
        if (is_address(word) && std::ranges::none_of(names, holds)) add_name(names, word);
        at = end + 1;
    }
    return names;
}

std::vector<std::string> recipients_of(const FoldedText& clause) {
    std::vector<std::string> names;
    const bool sends = clause.has("gui") || clause.has("nop"); // otherwise "về Sở …" is what something is about
    bool chained = false; // "UBND quận và Sở …": the second needs no verb of its own
    for (std::size_t at = 0; at < clause.size();) {
        const std::size_t least = length_at(clause, at, recipient_words());
        const bool handed =
            stands_before(clause, at, handing_words()) || (sends && at > 0 && clause.word(at - 1) == "ve");
        if (least == 0 || !(chained || handed) || is_no_office(clause, at)) {
            chained = chained && clause.word(at) == "va";
            ++at;
            continue;
        }
        const std::size_t end = name_end(clause, at, least, verb_words());
        add_name(names, without_punctuation(clause.slice(at, end)));
        chained = true;
        at = end;
    }
    return names;
}

std::optional<Actor> actor_of_clause(const FoldedText& clause) {
    std::size_t at = length_at(clause, 0, request_words());
    if (at == 0 && actor_at(clause, 0) == nullptr && length_at(clause, 0, opening_words()) > 0)
        at = behind_opening(clause);
    const ActorWord* entry = actor_at(clause, at);
    if (entry == nullptr) return std::nullopt;
    // "Phòng đề nghị các trường …": who asks is not who does.
    const std::size_t limit = std::min(clause.size(), at + kMostNameWords);
    for (std::size_t next = at + 1; next < limit; ++next) {
        const std::size_t asks = length_at(clause, next, request_words());
        if (asks == 0) continue;
        const ActorWord* asked = actor_at(clause, next + asks);
        if (asked != nullptr && asked->in_school != model::ActorKind::unspecified)
            return actor_from(clause, next + asks, *asked);
        if (asked != nullptr && asked->in_office == model::ActorKind::subordinate_orgs)
            return actor_from(clause, next + asks, *asked);
        break;
    }
    return actor_from(clause, at, *entry);
}

Actor actor_of_heading(std::string_view heading) {
    const FoldedText text(heading);
    const std::size_t first = length_at(text, 0, request_words());
    const std::string words(without_punctuation(text.slice(first, text.size())));
    for (std::size_t at = first; at < std::min(text.size(), kOpeningWords); ++at)
        if (const ActorWord* entry = actor_at(text, at)) return {words, entry};
    return {words, nullptr};
}

} // namespace dongthac::document
