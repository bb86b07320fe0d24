#include "shared/model/consolidation.hpp"

#include <algorithm>
#include <set>

namespace dongthac::model {

namespace {

constexpr int kPercentDigits = 2;

std::optional<Decimal> number_in(const Answer& answer) { return Decimal::parse(answer.value); }

/// What a line of yes or no, or of a number, adds to "how many offices".
std::optional<Decimal> counted(const Answer& answer, Basis basis) {
    if (basis == Basis::consolidated) return number_in(answer);
    if (answer.value == "true") return Decimal(1);
    if (answer.value == "false") return Decimal(0);
    const auto number = number_in(answer);
    if (!number) return std::nullopt;
    return *number > Decimal(0) ? Decimal(1) : Decimal(0);
}

std::optional<Decimal> answer_to(const ReportForm& form, const Contribution& from, std::string_view key) {
    const FormItem* item = form.with_key(key);
    if (item == nullptr) return std::nullopt;
    const auto said = from.answers.find(item->id);
    return said == from.answers.end() ? std::nullopt : number_in(said->second);
}

/// By how many the percentage of one office weighs: what it says itself, or its answer to the line the form names.
std::optional<Decimal> weight_of(const ReportForm& form, const FormItem& item, const Contribution& from,
                                 const Answer& answer) {
    if (!answer.weight.empty()) return Decimal::parse(answer.weight);
    return answer_to(form, from, item.weight);
}

/// 100 × `part` / `whole`; nothing of nothing.
std::optional<Decimal> percentage_of(const Decimal& part, const Decimal& whole) {
    const auto hundred = part.times(Decimal(100));
    return hundred ? Decimal::ratio(*hundred, whole, kPercentDigits) : std::nullopt;
}

/// Adds one line up.
class Adding {
  public:
    Adding(const ReportForm& form, const FormItem& item) : form_(form), item_(item) { figure_.item = item.id; }

    void take(const Contribution& from) {
        const auto said = from.answers.find(item_.id);
        const auto ratio = ratio_of(item_);
        const bool added = ratio ? add_ratio(from, *ratio) : said != from.answers.end() && add(from, said->second);
        if (!added) figure_.blank.push_back(from.org);
    }

    Figure finish(const std::vector<Figure>& before) {
        const auto ratio = ratio_of(item_);
        if (ratio) work_out(*ratio, before);
        if (ratio || figure_.sources.empty()) return std::move(figure_);
        switch (item_.aggregation) {
        case Aggregation::sum:
        case Aggregation::count:
        case Aggregation::largest: figure_.value = total_.text(); break;
        case Aggregation::weighted:
            if (const auto share = Decimal::ratio(total_, weights_, kPercentDigits)) {
                figure_.value = share->text();
                figure_.weight = weights_.text();
            }
            break;
        case Aggregation::gather:
        case Aggregation::none: break;
        }
        return std::move(figure_);
    }

  private:
    /// False when there is nothing to add: the answer is no number, or the sum would not fit.
    bool add(const Contribution& from, const Answer& answer) {
        FigureSource source{from.org, from.document, from.revision, answer.value, {}, answer.sources};
        switch (item_.aggregation) {
        case Aggregation::gather:
            for (const auto& [org, text] : answer.texts) figure_.texts.push_back({org, from.document, text});
            if (answer.texts.empty()) return false;
            source.value.clear();
            break;
        case Aggregation::none: break;
        case Aggregation::weighted:
            if (!add_weighted(from, answer, source)) return false;
            break;
        case Aggregation::sum:
        case Aggregation::count:
        case Aggregation::largest:
            if (!add_number(from, answer, source)) return false;
            break;
        }
        figure_.sources.push_back(std::move(source));
        return true;
    }

    bool add_number(const Contribution& from, const Answer& answer, FigureSource& source) {
        const auto number = item_.aggregation == Aggregation::count ? counted(answer, from.basis) : number_in(answer);
        if (!number) return false;
        if (item_.aggregation == Aggregation::largest) {
            total_ = figure_.sources.empty() ? *number : std::max(total_, *number);
        } else {
            const auto sum = total_.plus(*number);
            if (!sum) return false;
            total_ = *sum;
        }
        source.value = number->text();
        return true;
    }

    bool add_weighted(const Contribution& from, const Answer& answer, FigureSource& source) {
        const auto share = number_in(answer);
        const auto weight = weight_of(form_, item_, from, answer);
        const auto product = share && weight ? share->times(*weight) : std::nullopt;
        const auto total = product ? total_.plus(*product) : std::nullopt;
        const auto weights = weight ? weights_.plus(*weight) : std::nullopt;
        if (!total || !weights) return false;
        total_ = *total;
        weights_ = *weights;
        source.weight = weight->text();
        return true;
    }

    /// For the drill-down only: the figure is worked out of two totals in the end.
    bool add_ratio(const Contribution& from, const Ratio& ratio) {
        const auto part = answer_to(form_, from, ratio.part);
        const auto whole = answer_to(form_, from, ratio.whole);
        if (!part || !whole) return false;
        const auto share = percentage_of(*part, *whole);
        figure_.sources.push_back(
            {from.org, from.document, from.revision, share ? share->text() : std::string(), whole->text(), {}});
        return true;
    }

    /// A percentage of two totals: exact at every level, whatever was rounded below.
    void work_out(const Ratio& ratio, const std::vector<Figure>& before) {
        const auto total_of = [&](const std::string& key) -> std::optional<Decimal> {
            const FormItem* item = form_.with_key(key);
            if (item == nullptr) return std::nullopt;
            const auto found = std::ranges::find(before, item->id, &Figure::item);
            return found == before.end() || !found->value ? std::nullopt : Decimal::parse(*found->value);
        };
        const auto part = total_of(ratio.part);
        const auto whole = total_of(ratio.whole);
        if (!part || !whole) return;
        if (const auto share = percentage_of(*part, *whole)) {
            figure_.value = share->text();
            figure_.weight = whole->text();
        }
    }

    const ReportForm& form_;
    const FormItem& item_;
    Figure figure_;
    Decimal total_;
    Decimal weights_;
};

} // namespace

std::vector<Figure> consolidate(const ReportForm& form, std::vector<Contribution> contributions) {
    std::ranges::sort(contributions, [](const Contribution& a, const Contribution& b) {
        return std::tie(a.org, a.document, a.revision) < std::tie(b.org, b.document, b.revision);
    });
    const auto repeated = std::ranges::unique(contributions, {}, &Contribution::org);
    contributions.erase(repeated.begin(), repeated.end());
    std::vector<Figure> figures;
    // Worked-out percentages need the totals of other lines, which may stand behind them.
    for (const bool worked_out : {false, true})
        for (const FormItem& item : form.items) {
            if (ratio_of(item).has_value() != worked_out) continue;
            Adding adding(form, item);
            for (const Contribution& from : contributions) adding.take(from);
            figures.push_back(adding.finish(figures));
        }
    std::ranges::sort(figures, {}, [&](const Figure& figure) { return form.find(figure.item) - form.items.data(); });
    return figures;
}

namespace {

using Said = std::map<base::OrgId, std::pair<const FigureSource*, std::vector<std::string>>>;

Said said_in(const Figure& figure) {
    Said said;
    for (const FigureSource& source : figure.sources) said[source.org].first = &source;
    for (const GatheredText& text : figure.texts) said[text.org].second.push_back(text.text);
    return said;
}

bool same(const Said::mapped_type& a, const Said::mapped_type& b) {
    if ((a.first == nullptr) != (b.first == nullptr) || a.second != b.second) return false;
    return a.first == nullptr || *a.first == *b.first;
}

std::vector<base::OrgId> changed_between(const Figure& before, const Figure& now) {
    const Said old = said_in(before);
    const Said fresh = said_in(now);
    std::set<base::OrgId> changed;
    for (const auto& [org, said] : old)
        if (const auto found = fresh.find(org); found == fresh.end() || !same(said, found->second)) changed.insert(org);
    for (const auto& [org, said] : fresh)
        if (!old.contains(org)) changed.insert(org);
    return {changed.begin(), changed.end()};
}

} // namespace

std::vector<FigureDifference> differences(const std::vector<Figure>& frozen, const std::vector<Figure>& now) {
    std::vector<FigureDifference> out;
    static const Figure kNone;
    const auto figure_of = [](const std::vector<Figure>& figures, const std::string& item) -> const Figure& {
        const auto found = std::ranges::find(figures, item, &Figure::item);
        return found == figures.end() ? kNone : *found;
    };
    std::vector<std::string> items;
    for (const Figure& figure : now) items.push_back(figure.item);
    for (const Figure& figure : frozen)
        if (std::ranges::find(items, figure.item) == items.end()) items.push_back(figure.item);
    for (const std::string& item : items) {
        const Figure& before = figure_of(frozen, item);
        const Figure& after = figure_of(now, item);
        std::vector<base::OrgId> changed = changed_between(before, after);
        if (before.value != after.value || before.weight != after.weight || !changed.empty())
            out.push_back({item, before.value, after.value, std::move(changed)});
    }
    return out;
}

} // namespace dongthac::model
