#include "client/ui/widgets/edit_core.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "shared/text/nfc.hpp"

// imstb_textedit keeps caret, selection and movement; undo is ours, because it undoes letter by letter and an input
// method makes many of those for one syllable. The library is a set of static functions shaped by macros.
#define IM_ASSERT(expression) assert(expression)
#define IMSTB_TEXTEDIT_STRING dongthac::ui::EditCore
#define IMSTB_TEXTEDIT_CHARTYPE char32_t
#define IMSTB_TEXTEDIT_UNDOSTATECOUNT 2
#define IMSTB_TEXTEDIT_UNDOCHARCOUNT 2
#define IMSTB_TEXTEDIT_GETWIDTH_NEWLINE (-1.0f)

namespace dongthac::ui::stb {

#include <imstb_textedit.h>

constexpr int kShift = 1 << 30;
constexpr int kKey = 1 << 24;
enum Key : int {
    key_left = kKey,
    key_right,
    key_up,
    key_down,
    key_page_up,
    key_page_down,
    key_line_start,
    key_line_end,
    key_text_start,
    key_text_end,
    key_delete,
    key_backspace,
    key_undo,
    key_redo,
    key_word_left,
    key_word_right
};

bool is_space(char32_t letter) { return letter == U' ' || letter == U'\t' || letter == U'\n' || letter == 0x00A0; }

float width_at(const EditCore* core, int row_start, int index) {
    const char32_t letter = core->text()[static_cast<std::size_t>(row_start + index)];
    return letter == U'\n' ? IMSTB_TEXTEDIT_GETWIDTH_NEWLINE : core->advance(letter);
}

void layout_row(StbTexteditRow* row, const EditCore* core, int start) {
    const auto& rows = core->rows();
    const text::Row& found = rows[text::row_of(rows, static_cast<std::size_t>(start))];
    *row = {.x0 = 0,
            .x1 = found.width,
            .baseline_y_delta = 1,
            .ymin = 0,
            .ymax = 1,
            .num_chars = static_cast<int>(found.end) - start};
}

void erase_chars(EditCore* core, int at, int count) {
    core->erase_at(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
}

bool insert_chars(EditCore* core, int at, const char32_t* letters, int count) {
    core->insert_at(static_cast<std::size_t>(at), {letters, static_cast<std::size_t>(count)});
    return true;
}

#define STB_TEXTEDIT_STRINGLEN(core) (static_cast<int>((core)->text().size()))
#define STB_TEXTEDIT_LAYOUTROW(row, core, start) layout_row(row, core, start)
#define STB_TEXTEDIT_GETWIDTH(core, start, index) width_at(core, start, index)
#define STB_TEXTEDIT_GETCHAR(core, at) ((core)->text()[static_cast<std::size_t>(at)])
#define STB_TEXTEDIT_NEWLINE U'\n'
#define STB_TEXTEDIT_DELETECHARS(core, at, count) erase_chars(core, at, count)
#define STB_TEXTEDIT_INSERTCHARS(core, at, letters, count) insert_chars(core, at, letters, count)
#define STB_TEXTEDIT_IS_SPACE(letter) is_space(letter)
#define STB_TEXTEDIT_K_SHIFT kShift
#define STB_TEXTEDIT_K_LEFT key_left
#define STB_TEXTEDIT_K_RIGHT key_right
#define STB_TEXTEDIT_K_UP key_up
#define STB_TEXTEDIT_K_DOWN key_down
#define STB_TEXTEDIT_K_PGUP key_page_up
#define STB_TEXTEDIT_K_PGDOWN key_page_down
#define STB_TEXTEDIT_K_LINESTART key_line_start
#define STB_TEXTEDIT_K_LINEEND key_line_end
#define STB_TEXTEDIT_K_TEXTSTART key_text_start
#define STB_TEXTEDIT_K_TEXTEND key_text_end
#define STB_TEXTEDIT_K_DELETE key_delete
#define STB_TEXTEDIT_K_BACKSPACE key_backspace
#define STB_TEXTEDIT_K_UNDO key_undo
#define STB_TEXTEDIT_K_REDO key_redo
#define STB_TEXTEDIT_K_WORDLEFT key_word_left
#define STB_TEXTEDIT_K_WORDRIGHT key_word_right

#define IMSTB_TEXTEDIT_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <imstb_textedit.h>
#pragma GCC diagnostic pop

} // namespace dongthac::ui::stb

namespace dongthac::ui {

namespace {

// Above this an earlier step is forgotten: 200 words in one burst without a pause of a second.
constexpr std::size_t kMostSteps = 200;

bool is_combining(char32_t letter) { return letter >= 0x0300 && letter <= 0x036F; }

int stb_key(EditKey key) {
    switch (key) {
    case EditKey::left: return stb::key_left;
    case EditKey::right: return stb::key_right;
    case EditKey::text_start: return stb::key_text_start;
    case EditKey::text_end: return stb::key_text_end;
    case EditKey::word_left: return stb::key_word_left;
    case EditKey::word_right: return stb::key_word_right;
    case EditKey::backspace: return stb::key_backspace;
    case EditKey::erase: return stb::key_delete;
    default: return 0; // the moves that depend on rows are ours
    }
}

} // namespace

struct EditCore::Stb {
    stb::STB_TexteditState state{};
};

EditCore::EditCore() : stb_(std::make_unique<Stb>()) { stb::stb_textedit_initialize_state(&stb_->state, 0); }

EditCore::~EditCore() = default;

void EditCore::replace_all(std::u32string nfc) {
    const std::size_t shorter = std::min(text_.size(), nfc.size());
    std::size_t head = 0;
    while (head < shorter && text_[head] == nfc[head]) ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && text_[text_.size() - 1 - tail] == nfc[nfc.size() - 1 - tail]) ++tail;

    const auto moved = [&](std::size_t at) {
        if (at <= head) return at;
        if (at >= text_.size() - tail) return at + nfc.size() - text_.size();
        return std::min(at, nfc.size() - tail);
    };
    const std::size_t caret_after = moved(caret());
    text_ = std::move(nfc);
    stale_ = true;
    forget_undo();
    move_to(caret_after, Extend::no);
}

void EditCore::set_layout(float limit, text::Advance advance) {
    advance_ = std::move(advance);
    limit_ = std::max(limit, 1.0f);
    stale_ = true;
}

const std::vector<text::Row>& EditCore::rows() const {
    if (stale_ || rows_.empty()) {
        rows_ = text::wrap(text_, limit_, [this](char32_t letter) { return advance(letter); });
        stale_ = false;
    }
    return rows_;
}

std::size_t EditCore::caret_row() const { return text::row_of(rows(), caret()); }

float EditCore::x_of(std::size_t at, std::size_t row) const {
    float x = 0;
    for (std::size_t i = rows()[row].begin; i < at; ++i) x += text_[i] == U'\n' ? 0 : advance(text_[i]);
    return x;
}

std::size_t EditCore::position_at(float x, std::size_t row) const {
    const text::Row& line = rows()[std::min(row, rows().size() - 1)];
    // After the last letter of a broken row the caret would show on the next row, so the end of such a row is one less.
    const std::size_t last = line.hard || is_soft_end(line) ? line.end - 1 : line.end;
    float left = 0;
    for (std::size_t at = line.begin; at < last; ++at) {
        const float width = advance(text_[at]);
        if (x < left + width / 2) return at;
        left += width;
    }
    return last;
}

bool EditCore::is_soft_end(const text::Row& row) const {
    return !row.hard && row.end < text_.size() && row.end > row.begin;
}

std::size_t EditCore::caret() const { return std::min(static_cast<std::size_t>(stb_->state.cursor), text_.size()); }

std::pair<std::size_t, std::size_t> EditCore::selection() const {
    const auto [low, high] = std::minmax(stb_->state.select_start, stb_->state.select_end);
    return {std::min(static_cast<std::size_t>(low), text_.size()),
            std::min(static_cast<std::size_t>(high), text_.size())};
}

bool EditCore::has_selection() const {
    const auto [begin, end] = selection();
    return begin != end;
}

std::u32string EditCore::selected() const {
    const auto [begin, end] = selection();
    return text_.substr(begin, end - begin);
}

void EditCore::move_to(std::size_t at, Extend extend) {
    auto& state = stb_->state;
    const int to = static_cast<int>(std::min(at, text_.size()));
    if (extend == Extend::no)
        state.select_start = to;
    else if (state.select_start == state.select_end)
        state.select_start = state.cursor;
    state.select_end = state.cursor = to;
    wanted_x_.reset();
    group_open_ = false;
}

void EditCore::move_rows(std::ptrdiff_t count, Extend extend) {
    const auto row = static_cast<std::ptrdiff_t>(caret_row());
    const std::ptrdiff_t target = std::clamp<std::ptrdiff_t>(row + count, 0, std::ssize(rows()) - 1);
    const float x = wanted_x_.value_or(x_of(caret(), static_cast<std::size_t>(row)));
    move_to(target == row ? caret() : position_at(x, static_cast<std::size_t>(target)), extend);
    wanted_x_ = x;
}

void EditCore::select(std::size_t begin, std::size_t end) {
    move_to(begin, Extend::no);
    move_to(end, Extend::yes);
}

void EditCore::select_word(std::size_t at) {
    std::size_t begin = std::min(at, text_.size());
    std::size_t end = begin;
    while (begin > 0 && !stb::is_space(text_[begin - 1])) --begin;
    while (end < text_.size() && !stb::is_space(text_[end])) ++end;
    select(begin, end);
}

void EditCore::begin_step(Step step) {
    wanted_x_.reset();
    redo_.clear();
    const bool after_space = caret() > 0 && caret() <= text_.size() && stb::is_space(text_[caret() - 1]);
    // One step is one word: an input method's Backspaces and letters inside it belong together.
    const bool joins =
        group_open_ && step != Step::other && last_step_ != Step::other && !(step == Step::typing && after_space);
    last_step_ = step;
    if (joins) return;
    if (undo_.size() == kMostSteps) undo_.erase(undo_.begin());
    undo_.push_back({text_, caret()});
    group_open_ = true;
}

void EditCore::restore(Snapshot snapshot) {
    text_ = std::move(snapshot.text);
    stale_ = true;
    move_to(snapshot.caret, Extend::no);
}

bool EditCore::undo() {
    if (undo_.empty()) return false;
    redo_.push_back({text_, caret()});
    Snapshot back = std::move(undo_.back());
    undo_.pop_back();
    restore(std::move(back));
    return true;
}

bool EditCore::redo() {
    if (redo_.empty()) return false;
    undo_.push_back({text_, caret()});
    Snapshot forth = std::move(redo_.back());
    redo_.pop_back();
    restore(std::move(forth));
    return true;
}

void EditCore::forget_undo() {
    undo_.clear();
    redo_.clear();
    group_open_ = false;
}

void EditCore::normalise() {
    if (std::ranges::none_of(text_, is_combining)) return;
    const std::string utf8 = text::to_utf8(text_);
    if (text::is_nfc(utf8)) return;
    // The caret stands after a whole letter, so what is before it normalises by itself to what stands before it after.
    const auto before = text::to_nfc(text::to_utf8(std::u32string_view(text_).substr(0, caret())));
    const auto whole = text::to_nfc(utf8);
    if (!before || !whole) return;
    text_ = text::to_code_points(*whole);
    stale_ = true;
    const bool was_open = group_open_;
    move_to(text::length(*before), Extend::no);
    group_open_ = was_open;
}

bool EditCore::type(char32_t letter) {
    begin_step(Step::typing);
    stb::stb_textedit_text(this, &stb_->state, &letter, 1);
    normalise();
    return true;
}

bool EditCore::paste(std::u32string_view nfc) {
    if (nfc.empty()) return false;
    begin_step(Step::other);
    stb::stb_textedit_paste(this, &stb_->state, nfc.data(), static_cast<int>(nfc.size()));
    normalise();
    return true;
}

bool EditCore::erase_selection() {
    if (!has_selection()) return false;
    begin_step(Step::other);
    stb::stb_textedit_cut(this, &stb_->state);
    normalise();
    return true;
}

bool EditCore::key(EditKey key, Extend extend, std::size_t rows_per_page) {
    const auto page = static_cast<std::ptrdiff_t>(std::max<std::size_t>(rows_per_page, 1));
    const text::Row& row = rows()[caret_row()];
    switch (key) {
    // imstb_textedit knows lines only: its Down stops at a row that does not end with a line feed.
    case EditKey::up: move_rows(-1, extend); return false;
    case EditKey::down: move_rows(1, extend); return false;
    case EditKey::page_up: move_rows(-page, extend); return false;
    case EditKey::page_down: move_rows(page, extend); return false;
    case EditKey::row_start: move_to(row.begin, extend); return false;
    case EditKey::row_end: move_to(row.hard || is_soft_end(row) ? row.end - 1 : row.end, extend); return false;
    case EditKey::backspace:
    case EditKey::erase: return erase(key);
    default: break;
    }
    group_open_ = false;
    wanted_x_.reset();
    stb::stb_textedit_key(this, &stb_->state, stb_key(key) | (extend == Extend::yes ? stb::kShift : 0));
    return false;
}

bool EditCore::erase(EditKey key) {
    const bool at_edge = key == EditKey::backspace ? caret() == 0 : caret() == text_.size();
    if (at_edge && !has_selection()) return false;
    begin_step(has_selection() ? Step::other : Step::erasing);
    stb::stb_textedit_key(this, &stb_->state, stb_key(key));
    normalise();
    return true;
}

void EditCore::erase_at(std::size_t at, std::size_t count) {
    text_.erase(at, count);
    stale_ = true;
}

void EditCore::insert_at(std::size_t at, std::u32string_view letters) {
    text_.insert(at, letters);
    stale_ = true;
}

} // namespace dongthac::ui
