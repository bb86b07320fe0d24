#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/text/wrap.hpp"

namespace dongthac::ui {

enum class EditKey {
    left,
    right,
    up,
    down,
    row_start,
    row_end,
    text_start,
    text_end,
    word_left,
    word_right,
    page_up,
    page_down,
    backspace,
    erase
};
enum class Extend { no, yes };

/// The editing of one paragraph without ImGui: text, caret, selection, rows, undo of the burst, over imstb_textedit.
/// Positions are code points. The text is NFC after every call.
class EditCore {
  public:
    EditCore();
    ~EditCore();
    EditCore(const EditCore&) = delete;
    EditCore& operator=(const EditCore&) = delete;

    [[nodiscard]] const std::u32string& text() const { return text_; }
    /// Replaces everything from outside; forgets undo, keeps the caret by the text that stayed the same around it.
    void replace_all(std::u32string nfc);

    /// Rows are made for this width; `advance` is kept and must stay callable.
    void set_layout(float limit, text::Advance advance);
    /// Never empty.
    [[nodiscard]] const std::vector<text::Row>& rows() const;
    [[nodiscard]] std::size_t caret_row() const;
    /// Distance of `at` from the start of its row `row`.
    [[nodiscard]] float x_of(std::size_t at, std::size_t row) const;
    /// The position nearest to `x` in `row`.
    [[nodiscard]] std::size_t position_at(float x, std::size_t row) const;

    [[nodiscard]] std::size_t caret() const;
    /// {begin, end}, begin <= end.
    [[nodiscard]] std::pair<std::size_t, std::size_t> selection() const;
    [[nodiscard]] bool has_selection() const;
    [[nodiscard]] std::u32string selected() const;

    void move_to(std::size_t at, Extend extend);
    void select(std::size_t begin, std::size_t end);
    void select_word(std::size_t at);

    /// Each gives true when the text changed.
    bool type(char32_t letter);
    bool paste(std::u32string_view nfc);
    bool erase_selection();
    bool key(EditKey key, Extend extend, std::size_t rows_per_page);
    bool undo();
    bool redo();
    /// The burst is written down: what came before belongs to the document's own undo.
    void forget_undo();

    /// For the imstb_textedit callbacks only.
    void erase_at(std::size_t at, std::size_t count);
    void insert_at(std::size_t at, std::u32string_view letters);
    [[nodiscard]] float advance(char32_t letter) const { return advance_ ? advance_(letter) : 0; }

  private:
    struct Stb;
    struct Snapshot {
        std::u32string text;
        std::size_t caret;
    };
    enum class Step { typing, erasing, other };

    void move_rows(std::ptrdiff_t count, Extend extend);
    bool erase(EditKey key);
    void begin_step(Step step);
    void restore(Snapshot snapshot);
    void normalise();
    [[nodiscard]] bool is_soft_end(const text::Row& row) const;

    std::u32string text_;
    std::unique_ptr<Stb> stb_;
    text::Advance advance_;
    float limit_ = 1e9f;
    mutable std::vector<text::Row> rows_;
    mutable bool stale_ = true;
    std::vector<Snapshot> undo_;
    std::vector<Snapshot> redo_;
    Step last_step_ = Step::other;
    bool group_open_ = false;
    std::optional<float> wanted_x_; // moving up and down keeps to one column
};

} // namespace dongthac::ui
