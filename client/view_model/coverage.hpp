#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/office/workspace.hpp"

/// Which topics of a plan the offices below have taken up (DOMAIN §2.4), ready to be drawn.
namespace dongthac::view_model {

enum class Cover { covered, partly, missing, not_applicable };
inline constexpr std::size_t kCovers = 4;
/// The last part of the string keys `cover.<name>`.
[[nodiscard]] std::string_view name_of(Cover cover);

struct CoverageTopicRow {
    base::NodeId topic;
    std::string title;
    std::vector<Cover> cells; ///< one an office, in the order of CoverageView::offices
    std::array<std::size_t, kCovers> counts{};
};

struct CoverageOfficeRow {
    model::OrgId org;
    std::string name;
    base::DocumentId document; ///< empty while it has none
    std::optional<model::DocumentState> state;
};

/// What one office wrote on the chosen topic.
struct CoverageText {
    base::NodeId node; ///< the covering paragraph; empty when there is none
    std::string text;
};

struct CoverageView {
    base::DocumentId plan;
    std::string plan_title; ///< number and subject
    std::vector<CoverageOfficeRow> offices;
    std::vector<CoverageTopicRow> topics;
    std::size_t with_plan = 0;
    std::size_t topic = 0;           ///< index of the chosen topic
    std::vector<CoverageText> texts; ///< of the chosen topic, one an office; may be shorter than `offices`

    static constexpr std::size_t kMostTexts = 60;
    /// Topics that `document` covers or states as not applicable.
    [[nodiscard]] std::size_t covered_by(const base::DocumentId& document) const;
};

/// Reads the matrix of `plan`; an empty id gives an empty view. Reads every document below it: keep the result.
[[nodiscard]] base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan);

/// Chooses another topic and reads what at most kMostTexts offices wrote on it.
[[nodiscard]] base::Result<void> choose_topic(office::Workspace& office, CoverageView& view, std::size_t topic);

} // namespace dongthac::view_model
