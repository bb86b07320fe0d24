#include "client/app/strings.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/text/date.hpp"

namespace dongthac::app {

namespace {

constexpr std::uintmax_t kLargestTable = 4u << 20;
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;

// What stands in a place that has no argument.
enum class Missing { as_written, ellipsis };

std::string filled(std::string_view pattern, std::span<const Arg> args, Missing missing) {
    std::string out;
    out.reserve(pattern.size() + 32);
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) break;
        const auto name = pattern.substr(open + 1, close - open - 1);
        const auto arg = std::ranges::find(args, name, &Arg::name);
        out += pattern.substr(0, open);
        if (arg != args.end())
            out += arg->value;
        else
            out += missing == Missing::ellipsis ? "…" : pattern.substr(open, close - open + 1);
        pattern.remove_prefix(close + 1);
    }
    out += pattern;
    return out;
}

} // namespace

base::Result<Strings::Table> Strings::read_table(const std::filesystem::path& file) {
    DT_TRY(const std::string text, base::read_file(file, kLargestTable));
    const auto parsed = nlohmann::json::parse(text, nullptr, false);
    const auto broken = [&](std::string reason) {
        return base::fail(base::Code::bad_bytes, {{"what", base::path_to_utf8(file)}, {"reason", std::move(reason)}});
    };
    if (!parsed.is_object()) return broken("not a JSON object");

    Table table;
    for (const auto& [key, value] : parsed.items()) {
        if (!value.is_string()) return broken(key);
        table.emplace(key, value.get<std::string>());
    }
    return table;
}

base::Result<Strings> Strings::load(const std::filesystem::path& assets, std::string_view language) {
    const auto folder = assets / "lang";
    Strings strings;
    DT_TRY(strings.vietnamese_, read_table(folder / "vi.json"));
    if (language == "vi") return strings;

    // The language comes from a setting or the command line: a bare name only, never a way out of the folder.
    const bool plain = std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!plain || language.empty()) return strings;
    auto own = read_table(folder / (std::string(language) + ".json"));
    if (!own && own.error().code == base::Code::missing_file) return strings;
    if (!own) return base::pass(own);
    strings.own_ = std::move(*own);
    strings.language_ = language;
    return strings;
}

const std::string* Strings::find(std::string_view key) const {
    if (const auto own = own_.find(key); own != own_.end()) return &own->second;
    const auto fallback = vietnamese_.find(key);
    return fallback == vietnamese_.end() ? nullptr : &fallback->second;
}

std::string Strings::tr(std::string_view key, Args args) const { return tr(key, std::span(args.begin(), args.size())); }

std::string Strings::tr(std::string_view key, std::span<const Arg> args) const {
    const std::string* pattern = find(key);
    return pattern ? filled(*pattern, args, Missing::as_written) : std::string(key);
}

std::string Strings::sentence(const base::Error& error) const {
    std::string key = "error." + std::string(base::name_of(error.code));
    std::vector<Arg> args;
    for (const auto& [name, value] : error.args) args.emplace_back(name, value);

    // Variants live in Vietnamese too, and it has every key.
    const std::string prefix = key + ".no_";
    for (auto at = vietnamese_.lower_bound(prefix); at != vietnamese_.end() && at->first.starts_with(prefix); ++at) {
        if (!error.arg(std::string_view(at->first).substr(prefix.size())).empty()) continue;
        key = at->first;
        break;
    }
    const std::string* pattern = find(key);
    return pattern ? filled(*pattern, args, Missing::ellipsis) : key;
}

std::vector<std::string> Strings::keys() const {
    std::vector<std::string> all;
    for (const auto& [key, value] : vietnamese_) all.push_back(key);
    for (const auto& [key, value] : own_)
        if (!vietnamese_.contains(key)) all.push_back(key);
    std::ranges::sort(all);
    return all;
}

std::string Strings::grouped(std::uint64_t value) const {
    const char separator = language_ == "en" ? ',' : '.';
    std::string digits = std::to_string(value);
    for (std::ptrdiff_t at = std::ssize(digits) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, separator);
    return digits;
}

std::string Strings::number(std::int64_t value) const {
    // Negating as unsigned keeps the smallest integer defined.
    const auto size = static_cast<std::uint64_t>(value);
    return value < 0 ? "-" + grouped(0 - size) : grouped(size);
}

std::string Strings::decimal(double value, int digits) const {
    const int places = std::clamp(digits, 0, 6);
    const double scale = std::pow(10.0, places);
    const double magnitude = std::round(std::abs(value) * scale);
    if (!(magnitude < 9e15)) return "–";
    const auto scaled = static_cast<std::uint64_t>(magnitude);
    const auto unit = static_cast<std::uint64_t>(scale);

    std::string out = value < 0 && scaled != 0 ? "-" : "";
    out += grouped(scaled / unit);
    if (places == 0) return out;
    std::string fraction = std::to_string(scaled % unit);
    fraction.insert(0, static_cast<std::size_t>(places) - fraction.size(), '0');
    return out + (language_ == "en" ? "." : ",") + fraction;
}

std::string Strings::bytes(std::uint64_t count) const {
    if (count < 1024) return tr("unit.bytes", {{"n", count}});
    if (count < (1u << 20)) return tr("unit.kilobytes", {{"n", grouped((count + 512) / 1024)}});
    return tr("unit.megabytes", {{"n", decimal(static_cast<double>(count) / (1 << 20), 1)}});
}

std::string Strings::ago(std::int64_t then_ms, std::int64_t now_ms) const {
    const std::int64_t passed = now_ms - then_ms;
    if (passed >= 0 && passed < kMinuteMs) return tr("time.just_now");
    if (passed >= 0 && passed < kHourMs) return tr("time.minutes_ago", {{"n", passed / kMinuteMs}});

    const std::int64_t days = text::to_days(text::day_of(now_ms)) - text::to_days(text::day_of(then_ms));
    const std::string clock = text::time_of_day(then_ms);
    if (days == 0) return tr("time.today", {{"time", clock}});
    if (days == 1) return tr("time.yesterday", {{"time", clock}});
    return text::to_short_form(text::day_of(then_ms));
}

} // namespace dongthac::app
