#include "shared/office/consolidated_report.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "shared/model/work_fields.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using model::ItemRole;
using Values = std::initializer_list<std::pair<std::string_view, std::string>>;

std::string filled(std::string sentence, Values values) {
    for (const auto& [name, value] : values) {
        const std::string mark = "{" + std::string(name) + "}";
        for (std::size_t at = sentence.find(mark); at != std::string::npos; at = sentence.find(mark, at + value.size()))
            sentence.replace(at, mark.size(), value);
    }
    return sentence;
}

/// A cell must not hold what divides cells, nor a line end.
std::string cell(std::string text) {
    std::ranges::replace(text, '|', '/');
    std::ranges::replace(text, '\n', ' ');
    return text;
}

class Writing {
  public:
    Writing(Workspace& office, const Consolidation& sums, const ConsolidatedWording& words)
        : office_(office), sums_(sums), words_(words) {}

    base::Result<model::Outline> write() {
        write_head();
        write_handing();
        write_figures();
        DT_CHECK(write_texts());
        add(ItemRole::closing, 0, "", words_.closing);
        add(ItemRole::recipients_heading, 0, "", words_.recipients);
        add(ItemRole::recipient, 0, "-", words_.as_above);
        add(ItemRole::recipient, 0, "-", words_.filed);
        return std::move(out_);
    }

  private:
    void add(ItemRole role, int level, std::string label, std::string text) {
        out_.items.push_back({role, level, std::move(label), std::move(text)});
    }

    std::string name_of_org(const model::OrgId& org) const { return office_.directory().name_of_org(org); }

    std::string period() const { return words_.period(sums_.period); }

    void write_head() {
        const model::Directory& directory = office_.directory();
        const model::OrgId& own = office_.identity().org;
        out_.doc_type = words_.report_title;
        out_.subject = filled(words_.subject, {{"title", sums_.fields.title}, {"period", period()}});
        out_.issuing_body = name_of_org(own);
        if (const model::Organisation* office = directory.find(own)) {
            out_.place_name = office->place;
            out_.symbol = office->symbol.empty() ? "BC" : "BC-" + office->symbol;
        }
        const auto superior = directory.superior_of(own, office_.today());
        if (superior) {
            out_.superior_body = name_of_org(*superior);
            add(ItemRole::addressee, 0, "", filled(words_.addressee, {{"superior", name_of_org(*superior)}}));
        }
        add(ItemRole::lead_in, 0, "",
            filled(words_.lead_in,
                   {{"office", name_of_org(own)}, {"title", sums_.fields.title}, {"period", period()}}));
    }

    void write_handing() {
        add(ItemRole::section, 0, "I.", words_.handing_title);
        add(ItemRole::paragraph, 1, "",
            filled(words_.handed_in,
                   {{"n", std::to_string(sums_.handed_in())}, {"all", std::to_string(sums_.offices.size())}}));
        write_names(words_.late, Handing::late);
        write_names(words_.missing, Handing::missing);
        write_names(words_.returned, Handing::returned);
        write_names(words_.waived, Handing::waived);
    }

    void write_names(const std::string& sentence, Handing handing) {
        std::string names;
        std::size_t count = 0;
        for (const model::OrgId& org : sums_.with(handing)) {
            names += (names.empty() ? "" : ", ") + name_of_org(org);
            ++count;
        }
        if (count > 0)
            add(ItemRole::paragraph, 1, "-", filled(sentence, {{"names", names}, {"n", std::to_string(count)}}));
    }

    void write_figures() {
        add(ItemRole::section, 0, "II.", words_.figures_title);
        add(ItemRole::table_row, 1, "", words_.table_header);
        std::size_t number = 0;
        for (const model::Figure& figure : sums_.figures) {
            const model::FormItem& item = *sums_.fields.find(figure.item);
            if (item.aggregation == model::Aggregation::gather || item.aggregation == model::Aggregation::none)
                continue;
            const std::string value = figure.value ? words_.number(*figure.value) : words_.not_stated;
            add(ItemRole::table_row, 1, "",
                std::to_string(++number) + " | " + cell(item.label) + " | " + cell(item.unit) + " | " + value);
        }
    }

    /// Grouped by line, then office; what this office made of them stands before, and apart.
    base::Result<void> write_texts() {
        DT_TRY(const auto own, own_words());
        constexpr std::array<std::string_view, 12> kRoman = {"III.", "IV.", "V.",  "VI.",  "VII.",  "VIII.",
                                                             "IX.",  "X.",  "XI.", "XII.", "XIII.", "XIV."};
        std::size_t section = 0;
        for (const model::Figure& figure : sums_.figures) {
            const model::FormItem& item = *sums_.fields.find(figure.item);
            const auto said = own.find(figure.item);
            if (figure.texts.empty() && said == own.end()) continue;
            const std::string label = section < kRoman.size() ? std::string(kRoman[section]) : std::string();
            ++section;
            add(ItemRole::section, 0, label, item.label);
            if (said != own.end()) add(ItemRole::paragraph, 1, "", filled(words_.own_words, {{"text", said->second}}));
            std::map<model::OrgId, std::vector<const model::GatheredText*>> by_office;
            for (const model::GatheredText& text : figure.texts) by_office[text.org].push_back(&text);
            for (const auto& [org, texts] : by_office)
                for (const model::GatheredText* text : texts)
                    add(ItemRole::paragraph, 1, "-", name_of_org(org) + ": " + text->text);
        }
        return {};
    }

    /// What this office wrote itself on a line of the frozen submission.
    base::Result<std::map<std::string, std::string>> own_words() {
        std::map<std::string, std::string> own;
        if (sums_.frozen.empty()) return own;
        DT_TRY(const change::Document document, read_document(office_, sums_.frozen));
        for (const change::NodeState* node : document.in_order()) {
            const bool is_line = document.parent_of(*node) == base::root_node(document.head.id);
            if (is_line && !node->text().empty()) own.emplace(node->string(field::kItem), node->text());
        }
        return own;
    }

    Workspace& office_;
    const Consolidation& sums_;
    const ConsolidatedWording& words_;
    model::Outline out_;
};

} // namespace

base::Result<model::Outline> consolidated_outline(Workspace& office, const Consolidation& sums,
                                                  const ConsolidatedWording& wording) {
    return Writing(office, sums, wording).write();
}

base::Result<base::DocumentId> new_consolidated_report(Workspace& office, const Consolidation& sums,
                                                       const ConsolidatedWording& wording) {
    DT_TRY(const model::Outline outline, consolidated_outline(office, sums, wording));
    return new_from_outline(office, "report", outline, sums.frozen);
}

} // namespace dongthac::office
