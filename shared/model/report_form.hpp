#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/decimal.hpp"
#include "shared/model/value.hpp"

namespace dongthac::model {

/// What one line of a report form asks for. Stable names as in record type report_template.
enum class AnswerType { integer, decimal, percent, flag, text, list, table };
[[nodiscard]] std::string_view name_of(AnswerType type);
[[nodiscard]] std::optional<AnswerType> answer_type_named(std::string_view name);
[[nodiscard]] bool is_number(AnswerType type);

/// How the level above adds the answers up.
enum class Aggregation {
    sum,
    weighted, ///< of percentages: by how many each is of, never an average of percentages (DOMAIN §2.6)
    count,    ///< how many offices say yes, or a number above zero
    largest,
    gather, ///< texts and lists, each with whose it is
    none,
};
[[nodiscard]] std::string_view name_of(Aggregation aggregation);
[[nodiscard]] std::optional<Aggregation> aggregation_named(std::string_view name);
/// What a line of this type is added up by when its author says nothing.
[[nodiscard]] Aggregation usual_aggregation(AnswerType type);
/// False where adding up would lose what is said: texts have no sum, and percentages neither.
[[nodiscard]] bool can_add_up(AnswerType type, Aggregation aggregation);

/// One line of a form, as its author made it.
struct FormItem {
    std::string id;    ///< the template's node, as text: what a submission's answer names
    std::string key;   ///< short name in rules and exports: "tin_bai"
    std::string label; ///< the words of the line
    AnswerType type = AnswerType::integer;
    Aggregation aggregation = Aggregation::sum;
    std::string unit;
    /// Of a percentage: the key of what it is of; or "part/whole", two keys it is worked out from and never typed.
    std::string weight;
    std::string help;
    bool required = false;
    std::string fill_from; ///< see FillRule
    friend bool operator==(const FormItem&, const FormItem&) = default;
};

/// The two keys of a percentage that is worked out; nothing for one that is typed.
struct Ratio {
    std::string part;
    std::string whole;
};
[[nodiscard]] std::optional<Ratio> ratio_of(const FormItem& item);

/// What must hold between the answers of one office, as its author wrote it: "co_mat + vang = tong_so", "dat <= tong".
struct FormRule {
    enum class Relation { equal, at_most, at_least };
    std::string text;
    std::vector<std::string> left; ///< keys and whole numbers, added up
    Relation relation = Relation::equal;
    std::vector<std::string> right;
    friend bool operator==(const FormRule&, const FormRule&) = default;
};
/// Error bad_value {field rule, value, expected}.
[[nodiscard]] base::Result<FormRule> parse_form_rule(std::string_view text);
/// What an office has answered to the line with a key, as a number; nothing for blank.
using NumberOf = std::function<std::optional<Decimal>(std::string_view key)>;
/// True when it holds, or when an answer that it needs is blank: that is the business of `required`.
[[nodiscard]] bool holds(const FormRule& rule, const NumberOf& value_of);

/// A percentage that nobody types, as Decimal::text; nothing while one of the two answers it is of is blank, and for
/// lines that are typed.
[[nodiscard]] std::optional<std::string> worked_out(const FormItem& item, const NumberOf& value_of);

/// Where an answer comes from when the office's own records know it: "article" counts records of that kind that count
/// for the period; "article?article_kind=video" those with that field; "training.attendees" adds a field up;
/// "channel.followers" is a field of a record's lines: of lines with days each record's last reading until the end of
/// the period, of others all of them. Kinds without a day of their own count in every period.
/// "tasks:KEY" is yes when every task of the obligation with that key was done in time. The value of a field stands as
/// it is stored (to_text).
struct FillRule {
    std::string record; ///< name of a record type; "tasks"
    std::string field;  ///< what is added up; or the obligation's key; empty: they are counted
    std::vector<std::pair<std::string, std::string>> where;
    friend bool operator==(const FillRule&, const FillRule&) = default;
};
/// Errors bad_value, unknown_kind, unknown_field for what no record type has.
[[nodiscard]] base::Result<FillRule> parse_fill_rule(std::string_view text);

/// A form as one office fills it in and the next adds it up.
struct ReportForm {
    std::string id; ///< of its document, as text
    std::string code;
    std::string title;
    std::string period_kind;
    std::string help;
    std::vector<FormItem> items;
    std::vector<FormRule> rules;

    [[nodiscard]] const FormItem* find(std::string_view id) const;
    [[nodiscard]] const FormItem* with_key(std::string_view key) const;
};

/// The rules of `form` that do not hold, as written.
[[nodiscard]] std::vector<std::string> broken_rules(const ReportForm& form, const NumberOf& value_of);

/// One thing that keeps a form from being sent out, and where it stands.
struct FormProblem {
    enum class Kind {
        no_lines,
        no_label,
        bad_key, ///< none, or of other letters than a-z, 0-9 and _
        key_twice,
        aggregation, ///< lines of this type cannot be added up so
        weight,      ///< of a percentage: what it is of is no number line of this form
        worked_out,  ///< a percentage worked out from lines that are no sums, or that somebody must answer
        fill_from,
        unknown_key, ///< a rule about a line that is not there or no number
    };
    Kind kind = Kind::no_lines;
    std::string item; ///< FormItem::id; empty for a rule, and for the form as a whole
    std::string rule; ///< FormRule::text
    std::string what; ///< the key or the words it is about
    base::Error error;
};
inline constexpr FormProblem::Kind kLastFormProblem = FormProblem::Kind::unknown_key;
[[nodiscard]] std::string_view name_of(FormProblem::Kind kind);
/// Every problem, in the order of the lines, then of the rules: lines without words, keys that are missing or stand
/// twice, rules and weights about keys that are not there, percentages without what they are of, lines that cannot be
/// added up as they say; worked-out percentages of other lines than sums, or that somebody must answer.
[[nodiscard]] std::vector<FormProblem> problems_of(const ReportForm& form);
/// The first of problems_of(). Errors needs_field, bad_value, and those of parse_fill_rule().
[[nodiscard]] base::Result<void> check_form(const ReportForm& form);

/// The first term of a rule that is neither a whole number nor the key of a number that somebody types.
[[nodiscard]] std::optional<std::string> unknown_term(const ReportForm& form, const FormRule& rule);

/// A key for a line called `label` that `form` does not have yet: "so_tin_bai", "so_tin_bai_2". Never empty.
[[nodiscard]] std::string key_for(std::string_view label, const ReportForm& form);

/// What was typed into a line, in the form it is stored: numbers as Decimal::text, flags "true" and "false". Nothing
/// for a blank, which is not zero. Error bad_value {field: the label, value, expected}, also for a percentage that is
/// worked out.
[[nodiscard]] base::Result<std::optional<std::string>> parse_answer(const FormItem& item, std::string_view typed);

} // namespace dongthac::model
