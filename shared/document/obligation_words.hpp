#pragma once

#include <span>
#include <string_view>

#include "shared/model/actor.hpp"
#include "shared/model/obligation.hpp"

/// The words by which plans say who does what, how often and for whom: tables only, folded by text::search_key, so that
/// a slip in a tone mark matches. Reading them is the work of clause_reading.cpp and propose_obligations.cpp.
namespace dongthac::document {

/// Where in a plan a rule holds; several by "|".
using Places = unsigned;
inline constexpr Places kTasks = 1;        ///< who does what, reporting, budget
inline constexpr Places kRequirements = 2; ///< "Yêu cầu": mostly wishes
inline constexpr Places kContent = 4;      ///< topics and channels: mostly what is told, not who does it
inline constexpr Places kClosing = 8;

/// An output by its words ("a|b + c", see FoldedText::matches). The first rule that matches names it.
struct OutputRule {
    std::string_view output;
    Places places = kTasks;
    model::Cadence natural = model::Cadence::unspecified; ///< how often, where the words do not say it
    std::string_view words;
};
[[nodiscard]] std::span<const OutputRule> output_rules();
/// Outputs of which there is one and then the next: "chủ động" says how eagerly they are made and not how often.
[[nodiscard]] bool is_countable(std::string_view output);

/// A span of time, where a word before it ("hằng", "mỗi") or a stroke makes it a beat.
struct SpanWord {
    std::string_view words;
    model::Cadence cadence;
};
[[nodiscard]] std::span<const SpanWord> span_words(); ///< longer ones first
[[nodiscard]] std::span<const std::string_view> beat_words();
/// Words behind "quy" that make it another word than quý.
[[nodiscard]] std::span<const std::string_view> not_a_quarter();

/// A moment or a manner that says when; the first that matches.
struct WhenWord {
    std::string_view words;
    model::Cadence cadence;
};
[[nodiscard]] std::span<const WhenWord> moment_words(); ///< stronger than the output's own habit
[[nodiscard]] std::span<const WhenWord> manner_words(); ///< weaker than it
[[nodiscard]] std::span<const WhenWord> eager_words();  ///< weakest, and not for what is countable

/// Who is put to work; a school's own plan means other people by some of the words.
struct ActorWord {
    std::string_view words;
    model::ActorKind in_office;
    model::ActorKind in_school;
};
[[nodiscard]] std::span<const ActorWord> actor_words();
/// Words behind "phong" that make it another word than phòng, an office.
[[nodiscard]] std::span<const std::string_view> not_a_division();
/// Kinds of office that a number is asked of each: "trường", "cơ sở".
[[nodiscard]] std::span<const std::string_view> org_words();
/// Levels of schools by their words.
struct LevelWord {
    std::string_view words;
    std::string_view level;
};
[[nodiscard]] std::span<const LevelWord> level_words();

[[nodiscard]] std::span<const std::string_view> unit_words();      ///< what is counted, longer ones first
[[nodiscard]] std::span<const std::string_view> channel_words();   ///< a channel's name begins
[[nodiscard]] std::span<const std::string_view> recipient_words(); ///< an office that is reported to begins
[[nodiscard]] std::span<const std::string_view> handing_words();   ///< what stands before it
[[nodiscard]] std::span<const std::string_view> verb_words();      ///< where the name of an actor ends
[[nodiscard]] std::span<const std::string_view> name_end_words();  ///< where the name of an office or channel ends
[[nodiscard]] std::span<const std::string_view> request_words();   ///< "đề nghị", before who is asked
[[nodiscard]] std::span<const std::string_view> opening_words();   ///< a clause names its actor behind the first comma
[[nodiscard]] std::span<const std::string_view> summing_words();   ///< a closing that asks for nothing by itself
[[nodiscard]] std::span<const std::string_view>
citation_words();                                                ///< behind ";": one more document or channel of a list
[[nodiscard]] std::span<const std::string_view> purpose_words(); ///< a clause that gives a reason only
[[nodiscard]] std::span<const std::string_view> opener_words();  ///< behind "," or "và": a thing of its own
[[nodiscard]] std::span<const std::string_view> abbreviations(); ///< a full stop behind them ends no sentence

} // namespace dongthac::document
