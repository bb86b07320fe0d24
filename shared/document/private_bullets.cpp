#include "shared/document/private_bullets.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace dongthac::document {

std::string without_private_bullet(std::string text) {
    struct Bullet {
        std::string_view seen, meant;
    };
    constexpr std::array<Bullet, 9> kBullets = {{{"\uF0B7", "•"},
                                                 {"\uF02D", "-"},
                                                 {"\uF0A7", "▪"},
                                                 {"\uF0D8", "➢"},
                                                 {"\uF0FC", "✓"},
                                                 {"\uF076", "❖"},
                                                 {"\uF06E", "■"},
                                                 {"\uF0A8", "□"},
                                                 {"\uF0E0", "→"}}};
    if (!text.starts_with('\xEF')) return text;
    const auto found = std::ranges::find(kBullets, text, &Bullet::seen);
    return found == kBullets.end() ? text : std::string(found->meant);
}

std::string_view symbol_of(std::string_view font, char32_t code) {
    const bool pictures = font.starts_with("Wingdings") || font.starts_with("Webdings");
    const bool private_use = code >= 0xF020 && code <= 0xF0FF;
    if (!private_use && !pictures && font != "Symbol") return {};
    const char32_t place = private_use ? code - 0xF000 : code;
    struct Drawn {
        char32_t place;
        std::string_view symbol;
    };
    constexpr Drawn kWingdings[] = {{0xFC, "✓"}, {0xFE, "☑"}, {0xFB, "✗"}, {0xFD, "☒"}, {0xA8, "□"}, {0x6F, "□"},
                                    {0x72, "□"}, {0xE0, "→"}, {0xE8, "→"}, {0xF0, "→"}, {0xF3, "↔"}};
    constexpr Drawn kSymbol[] = {{0x2D, "-"}, {0xB0, "°"}, {0xB1, "±"}, {0xB4, "×"}, {0xB8, "÷"}, {0xA3, "≤"},
                                 {0xB3, "≥"}, {0xB9, "≠"}, {0xAE, "→"}, {0xDE, "⇒"}, {0x2B, "+"}};
    for (const Drawn& drawn : kWingdings)
        if (pictures && drawn.place == place) return drawn.symbol;
    for (const Drawn& drawn : kSymbol)
        if (!pictures && drawn.place == place) return drawn.symbol;
    return private_use || pictures ? "•" : std::string_view();
}

} // namespace dongthac::document
