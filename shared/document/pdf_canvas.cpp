#include "shared/document/pdf_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "shared/text/characters.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::document {

namespace {

using Kind = PdfOperand::Kind;

constexpr int kDeepestForm = 12;
constexpr std::size_t kMostKept = 256;       ///< q without Q
constexpr std::size_t kMostMarked = 256;     ///< BMC without EMC
constexpr std::size_t kMostPoints = 2'000;   ///< of one path: drawings are none of ours
constexpr std::size_t kMostRules = 20'000;   ///< of one page
constexpr std::size_t kMostGlyphs = 200'000; ///< of one page
constexpr std::size_t kLetterBytes = 8;      ///< a code that stands for more of them counts as several letters
constexpr double kThinnest = 2.5;            ///< points: a filled box as thin as this is a line

/// A text string (ISO 32000-1, 7.9.2.2).
std::string text_string(std::string_view bytes) {
    if (bytes.starts_with("\xFE\xFF")) return from_utf16be(bytes.substr(2));
    if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
    std::string utf8;
    for (const char byte : bytes) text::append_utf8(utf8, text::from_windows_1252(static_cast<unsigned char>(byte)));
    return utf8;
}

int degrees(double x, double y) {
    const double turn = std::atan2(y, x) * 180 / std::numbers::pi;
    return std::isfinite(turn) ? (static_cast<int>(std::lround(turn)) + 360) % 360 : 0;
}

bool on_page(double value) { return std::isfinite(value) && std::abs(value) < 1e6; }

} // namespace

void PdfCanvas::draw(std::string_view content, QPDFObjectHandle resources, const PdfMatrix& to_page) {
    const State outer = state_;
    std::vector<State> outer_kept = std::move(kept_);
    kept_.clear();
    const auto outer_direct = std::exchange(direct_, {});
    const std::size_t outer_marked = marked_.size();
    state_.to_page = to_page;
    PdfContent reader(content);
    while (const auto operation = reader.next()) {
        if (budget_.operations == 0 || budget_.letters == 0 || page_.glyphs.size() >= kMostGlyphs) {
            budget_.spent = true;
            break;
        }
        --budget_.operations;
        run(*operation, resources);
    }
    while (marked_.size() > outer_marked) end_marked();
    path_.clear();
    kept_ = std::move(outer_kept);
    direct_ = outer_direct;
    state_ = outer;
}

void PdfCanvas::draw_form(QPDFObjectHandle form, const PdfMatrix& to_page) {
    if (depth_ >= kDeepestForm) return;
    ++depth_;
    const PdfMatrix outer_text = text_;
    const PdfMatrix outer_line = line_;
    draw(pdf_stream(form, budget_), pdf_key(form, "/Resources"), pdf_matrix(pdf_key(form, "/Matrix")).then(to_page));
    text_ = outer_text;
    line_ = outer_line;
    --depth_;
}

void PdfCanvas::run(const PdfOperation& operation, QPDFObjectHandle resources) {
    if (run_text(operation) || run_path(operation) || run_state(operation, resources)) return;
    if (operation.name == "Do") {
        run_object(operation, resources);
    } else if (operation.name == "BDC" || operation.name == "BMC") {
        begin_marked(operation, resources);
    } else if (operation.name == "EMC") {
        end_marked();
    }
}

bool PdfCanvas::run_state(const PdfOperation& operation, QPDFObjectHandle resources) {
    const std::string& name = operation.name;
    if (name == "q") {
        if (kept_.size() < kMostKept) kept_.push_back(state_);
    } else if (name == "Q") {
        if (!kept_.empty()) {
            state_ = std::move(kept_.back());
            kept_.pop_back();
        }
    } else if (name == "cm") {
        const auto n = [&](std::size_t i) { return operation.number(i); };
        state_.to_page = PdfMatrix{n(0), n(1), n(2), n(3), n(4), n(5)}.then(state_.to_page);
    } else if (name == "Tf") {
        set_font(operation, resources);
    } else if (name == "Tc") {
        state_.letter_space = operation.number(0);
    } else if (name == "Tw") {
        state_.word_space = operation.number(0);
    } else if (name == "Tz") {
        state_.stretch = operation.number(0) / 100;
    } else if (name == "TL") {
        state_.leading = operation.number(0);
    } else if (name == "Ts") {
        state_.rise = operation.number(0);
    } else if (name == "Tr") {
        state_.filled_and_stroked = operation.number(0) == 2;
    } else {
        return false;
    }
    return true;
}

bool PdfCanvas::run_text(const PdfOperation& operation) {
    const std::string& name = operation.name;
    const auto n = [&](std::size_t i) { return operation.number(i); };
    const auto shown = [&](std::size_t i) -> std::string_view {
        return i < operation.operands.size() ? std::string_view(operation.operands[i].text) : std::string_view();
    };
    if (name == "BT") {
        text_ = line_ = PdfMatrix{};
    } else if (name == "Td") {
        next_line(n(0), n(1));
    } else if (name == "TD") {
        state_.leading = -n(1);
        next_line(n(0), n(1));
    } else if (name == "Tm") {
        text_ = line_ = PdfMatrix{n(0), n(1), n(2), n(3), n(4), n(5)};
    } else if (name == "T*") {
        next_line(0, -state_.leading);
    } else if (name == "Tj") {
        show(shown(0));
    } else if (name == "'") {
        next_line(0, -state_.leading);
        show(shown(0));
    } else if (name == "\"") {
        state_.word_space = n(0);
        state_.letter_space = n(1);
        next_line(0, -state_.leading);
        show(shown(2));
    } else if (name == "TJ") {
        if (!operation.operands.empty()) show_list(operation.operands.front());
    } else {
        return false;
    }
    return true;
}

void PdfCanvas::set_font(const PdfOperation& operation, QPDFObjectHandle resources) {
    if (operation.operands.size() < 2) return;
    state_.size = operation.number(1);
    const auto font = pdf_key(pdf_key(resources, "/Font"), ("/" + operation.operands[0].text).c_str());
    auto& known = font.isIndirect() ? fonts_.known[font.getObjGen()] : direct_[operation.operands[0].text];
    if (!known) {
        budget_.spent = budget_.spent || budget_.fonts == 0;
        if (budget_.fonts == 0) {
            state_.font = nullptr; // not the one before: its letters would be wrong ones
            return;
        }
        --budget_.fonts;
        known = std::make_shared<const PdfFont>(PdfFont::load(font, fonts_.maps, budget_));
    }
    state_.font = known;
}

void PdfCanvas::next_line(double x, double y) {
    line_ = PdfMatrix{1, 0, 0, 1, x, y}.then(line_);
    text_ = line_;
}

void PdfCanvas::move(double amount) { text_ = PdfMatrix{1, 0, 0, 1, amount, 0}.then(text_); }

void PdfCanvas::show_list(const PdfOperand& list) {
    for (const PdfOperand& item : list.items) {
        if (item.kind == Kind::string) show(item.text);
        if (item.kind == Kind::number) move(-item.number / 1000 * state_.size * state_.stretch);
    }
}

void PdfCanvas::show(std::string_view bytes) {
    if (!state_.font) return;
    for (std::size_t at_byte = 0; at_byte < bytes.size();) {
        if (budget_.letters == 0 || page_.glyphs.size() >= kMostGlyphs) {
            budget_.spent = true;
            return;
        }
        PdfFont::Shown shown = state_.font->next(bytes, at_byte);
        budget_.letters -= std::min(budget_.letters, 1 + shown.text.size() / kLetterBytes);
        const PdfMatrix at = PdfMatrix{1, 0, 0, 1, 0, state_.rise}.then(text_).then(state_.to_page);
        const double along = std::hypot(at.a, at.b);
        PdfGlyph glyph;
        glyph.x = at.e;
        glyph.y = at.f;
        glyph.size = std::abs(state_.size) * std::hypot(at.c, at.d);
        glyph.width = shown.width * std::abs(state_.size) * state_.stretch * along;
        glyph.turn = degrees(state_.size < 0 ? -at.a : at.a, state_.size < 0 ? -at.b : at.b);
        glyph.bold = state_.font->bold() || state_.filled_and_stroked;
        glyph.italic = state_.font->italic();
        glyph.legacy = state_.font->legacy();
        if (shown.text.empty()) {
            ++budget_.unreadable;
            shown.text = "\uFFFD";
        }
        glyph.text = std::move(shown.text);
        if (on_page(glyph.x) && on_page(glyph.y) && on_page(glyph.width) && on_page(glyph.size))
            page_.glyphs.push_back(std::move(glyph));
        const double spaces = state_.letter_space + (shown.space ? state_.word_space : 0);
        move((shown.width * state_.size + spaces) * state_.stretch);
    }
}

void PdfCanvas::run_object(const PdfOperation& operation, QPDFObjectHandle resources) {
    if (operation.operands.empty()) return;
    auto object = pdf_key(pdf_key(resources, "/XObject"), ("/" + operation.operands[0].text).c_str());
    if (!object.isStream()) return;
    if (object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) {
        ++page_.pictures;
    } else if (object.getDict().getKey("/Resources").isDictionary()) {
        draw_form(object, state_.to_page);
    } else if (depth_ < kDeepestForm) { // an old form uses what its page has
        ++depth_;
        draw(pdf_stream(object, budget_), resources, pdf_matrix(pdf_key(object, "/Matrix")).then(state_.to_page));
        --depth_;
    }
}

void PdfCanvas::begin_marked(const PdfOperation& operation, QPDFObjectHandle resources) {
    if (marked_.size() >= kMostMarked) return;
    Marked marked;
    marked.first_glyph = page_.glyphs.size();
    if (operation.operands.size() >= 2) {
        const PdfOperand& properties = operation.operands[1];
        if (properties.kind == Kind::dictionary) {
            for (std::size_t i = 0; i + 1 < properties.items.size(); i += 2)
                if (properties.items[i].text == "ActualText") {
                    marked.says = true;
                    marked.text = text_string(properties.items[i + 1].text);
                }
        } else {
            const auto named = pdf_key(pdf_key(resources, "/Properties"), ("/" + properties.text).c_str());
            const auto said = pdf_key(named, "/ActualText");
            marked.says = said.isString();
            if (marked.says) marked.text = said.getUTF8Value();
        }
    }
    // It may be said again for each letter, and be long.
    if (marked.text.size() > budget_.bytes) {
        budget_.spent = true;
        marked = {false, {}, marked.first_glyph};
    }
    budget_.bytes -= marked.text.size();
    marked_.push_back(std::move(marked));
}

void PdfCanvas::end_marked() {
    if (marked_.empty()) return;
    const Marked marked = std::move(marked_.back());
    marked_.pop_back();
    auto& glyphs = page_.glyphs;
    if (!marked.says || marked.first_glyph >= glyphs.size()) return;
    PdfGlyph& first = glyphs[marked.first_glyph];
    const PdfGlyph& last = glyphs.back();
    if (std::abs(last.y - first.y) < first.size) first.width = std::max(first.width, last.x + last.width - first.x);
    first.text = marked.text;
    first.legacy.reset();
    glyphs.resize(marked.first_glyph + (marked.text.empty() ? 0 : 1));
}

bool PdfCanvas::run_path(const PdfOperation& operation) {
    const std::string& name = operation.name;
    const auto point = [&](std::size_t i) {
        return Point{state_.to_page.x(operation.number(i), operation.number(i + 1)),
                     state_.to_page.y(operation.number(i), operation.number(i + 1))};
    };
    if (name == "m") {
        path_.push_back({point(0)});
    } else if (name == "l" || name == "c" || name == "v" || name == "y") {
        if (!path_.empty() && path_.back().size() < kMostPoints)
            path_.back().push_back(point(name == "c" ? 4 : name == "l" ? 0 : 2));
    } else if (name == "h") {
        if (!path_.empty()) path_.back().push_back(path_.back().front());
    } else if (name == "re") {
        const double x = operation.number(0), y = operation.number(1);
        const double right = x + operation.number(2), top = y + operation.number(3);
        const auto corner = [&](double px, double py) {
            return Point{state_.to_page.x(px, py), state_.to_page.y(px, py)};
        };
        path_.push_back({corner(x, y), corner(right, y), corner(right, top), corner(x, top), corner(x, y)});
    } else if (name == "S" || name == "s" || name == "B" || name == "B*" || name == "b" || name == "b*") {
        paint_path(true);
    } else if (name == "f" || name == "F" || name == "f*") {
        paint_path(false);
    } else if (name == "n") {
        path_.clear();
    } else {
        return false;
    }
    if (path_.size() > kMostPoints) path_.clear();
    return true;
}

void PdfCanvas::paint_path(bool stroked) {
    for (const auto& part : path_) {
        const auto [left, right] = std::ranges::minmax(part, {}, &Point::first);
        const auto [top, bottom] = std::ranges::minmax(part, {}, &Point::second);
        if (right.first - left.first <= kThinnest || bottom.second - top.second <= kThinnest) {
            add_rule(left.first, top.second, right.first, bottom.second);
        } else if (stroked) {
            for (std::size_t i = 0; i + 1 < part.size(); ++i)
                add_rule(part[i].first, part[i].second, part[i + 1].first, part[i + 1].second);
        }
    }
    path_.clear();
}

void PdfCanvas::add_rule(double x0, double y0, double x1, double y1) {
    const double width = std::abs(x1 - x0);
    const double height = std::abs(y1 - y0);
    const bool line = std::min(width, height) <= kThinnest && std::max(width, height) > 2 * kThinnest;
    if (!line || page_.rules.size() >= kMostRules || !on_page(x0 + x1) || !on_page(y0 + y1)) return;
    page_.rules.push_back({std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)});
}

} // namespace dongthac::document
