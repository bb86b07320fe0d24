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

} // namespace dongthac::document
