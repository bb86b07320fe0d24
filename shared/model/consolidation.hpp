#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/report_form.hpp"

// Adding reports up (DOMAIN §2.6). Pure: what comes in any order, or twice, gives the same figures.

namespace dongthac::model {

/// What one office said on one line. Zero is not blank: a blank answer is not here at all.
struct Answer {
    std::string value;                ///< as parse_answer() gives it; "" for lines of text only
    std::string weight;               ///< of a consolidated percentage: by how many it is weighed; else ""
    std::vector<std::string> sources; ///< ids of the records it was counted from, as text
    /// Texts with whose they are: one's own under one's own office, those of the offices below under theirs.
    std::vector<std::pair<base::OrgId, std::string>> texts;
    friend bool operator==(const Answer&, const Answer&) = default;
};

/// Whose figures a submission holds.
enum class Basis { own_figures, consolidated };

/// One office's submission, as it was handed in.
struct Contribution {
    base::OrgId org;
    base::DocumentId document;
    base::Hash revision{};
    Basis basis = Basis::own_figures;
    std::map<std::string, Answer> answers; ///< by FormItem::id
    friend bool operator==(const Contribution&, const Contribution&) = default;
};

/// What one office gave to a figure.
struct FigureSource {
    base::OrgId org;
    base::DocumentId document;
    base::Hash revision{};
    std::string value;                ///< what it adds: for a count 0, 1 or the count below
    std::string weight;               ///< for a weighted percentage
    std::vector<std::string> records; ///< the records behind it
    friend bool operator==(const FigureSource&, const FigureSource&) = default;
};

/// A text of the offices below, with whose it is. The ward's own wording is kept apart from it, elsewhere.
struct GatheredText {
    base::OrgId org;
    base::DocumentId document; ///< the submission it stands in
    std::string text;
    friend bool operator==(const GatheredText&, const GatheredText&) = default;
};

/// One line, added up.
struct Figure {
    std::string item;                  ///< FormItem::id
    std::optional<std::string> value;  ///< nothing: nobody said anything, which is not zero
    std::string weight;                ///< of a weighted percentage: what all weigh together
    std::vector<FigureSource> sources; ///< those that said something, by office
    std::vector<base::OrgId> blank;    ///< those that handed in and left it blank
    std::vector<GatheredText> texts;   ///< by office
    friend bool operator==(const Figure&, const Figure&) = default;
};

/// The form added up over `contributions`: in the order of its lines, offices in the order of their ids. Of two
/// contributions of one office the first in order of document id counts; the caller chooses which one to give. A
/// number that cannot be read, or a sum that does not fit, is left out of the total and stands among the blanks; so
/// does at a worked-out percentage whoever did not say both numbers, though what it said is in their totals.
[[nodiscard]] std::vector<Figure> consolidate(const ReportForm& form, std::vector<Contribution> contributions);

/// What became of a figure since it was frozen.
struct FigureDifference {
    std::string item;
    std::optional<std::string> before;
    std::optional<std::string> now;
    /// Offices that gave something else, came or went. One that said only one of the two numbers of a worked-out
    /// percentage is named at the line of its number.
    std::vector<base::OrgId> changed;
    friend bool operator==(const FigureDifference&, const FigureDifference&) = default;
};
/// Lines whose value, weight, sources or texts are not what was frozen.
[[nodiscard]] std::vector<FigureDifference> differences(const std::vector<Figure>& frozen,
                                                        const std::vector<Figure>& now);

} // namespace dongthac::model
