#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace dongthac::app {

/// One filling of a sentence: `{name}` becomes `value`. Integers are written plainly (a year is not "2.026"); a count
/// that may pass 9,999 goes through Strings::number first.
struct Arg {
    std::string name;
    std::string value;

    Arg(std::string_view arg_name, std::string_view text) : name(arg_name), value(text) {}
    Arg(std::string_view arg_name, const std::string& text) : name(arg_name), value(text) {}
    Arg(std::string_view arg_name, const char* text) : name(arg_name), value(text) {}
    template <std::integral Number>
    Arg(std::string_view arg_name, Number number) : name(arg_name), value(std::to_string(number)) {}
};

using Args = std::initializer_list<Arg>;

/// The sentences of one language, read once from `<assets>/lang/<language>.json`: a flat object, key → sentence with
/// `{name}` places. Immutable after load, so any thread may read. Vietnamese answers for a key another language lacks.
class Strings {
  public:
    /// `language` is "vi" or "en"; a language without a file is Vietnamese. Errors: missing_file, unreadable_file,
    /// not_utf8, bad_bytes (not a flat JSON object of strings).
    [[nodiscard]] static base::Result<Strings> load(const std::filesystem::path& assets, std::string_view language);

    /// The sentence with its places filled. A missing key gives the key itself, a place without an argument stays as it
    /// is written: both are visible to a test and neither stops the program.
    [[nodiscard]] std::string tr(std::string_view key, Args args = {}) const;
    [[nodiscard]] std::string tr(std::string_view key, std::span<const Arg> args) const;

    /// What a person reads about `error`: key `error.<code>`, or `error.<code>.no_<arg>` when that key exists and the
    /// argument is empty or absent (a damaged database without a backup has another way out). Never shows a brace.
    [[nodiscard]] std::string sentence(const base::Error& error) const;

    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    /// Every key of the language itself and of Vietnamese, sorted.
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] const std::string& language() const { return language_; }

    /// "1.234.567" in Vietnamese, "1,234,567" in English.
    [[nodiscard]] std::string number(std::int64_t value) const;
    /// "12,5" in Vietnamese, "12.5" in English; `digits` after the separator, 0–6, rounded half away from zero.
    [[nodiscard]] std::string decimal(double value, int digits) const;
    /// "8 KB", "1,2 MB" (1 KB = 1024 bytes).
    [[nodiscard]] std::string bytes(std::uint64_t count) const;
    /// How long ago `then_ms` was, as people say it: "vừa xong", "5 phút trước", "08:12 hôm nay", "08:12 hôm qua",
    /// "28/10/2026". Both are wall milliseconds; days are Vietnam's. A time in the future is said as its clock time.
    [[nodiscard]] std::string ago(std::int64_t then_ms, std::int64_t now_ms) const;

  private:
    using Table = std::map<std::string, std::string, std::less<>>;

    [[nodiscard]] const std::string* find(std::string_view key) const;
    [[nodiscard]] static base::Result<Table> read_table(const std::filesystem::path& file);
    [[nodiscard]] std::string grouped(std::uint64_t value) const;

    std::string language_ = "vi";
    Table own_;
    Table vietnamese_;
};

} // namespace dongthac::app
