#include "sync-server/qr.hpp"

#include <exception>

#include <qrcodegen.hpp>

namespace dongthac::server {

namespace {

constexpr int kMargin = 2; // readers want a light border

std::string draw(const qrcodegen::QrCode& code) {
    // Terminals are mostly dark: light modules are drawn, dark ones are left out.
    const auto is_light = [&](int x, int y) {
        const bool inside = x >= 0 && y >= 0 && x < code.getSize() && y < code.getSize();
        return !inside || !code.getModule(x, y);
    };
    std::string out;
    for (int y = -kMargin; y < code.getSize() + kMargin; y += 2) {
        for (int x = -kMargin; x < code.getSize() + kMargin; ++x) {
            const bool upper = is_light(x, y);
            const bool lower = y + 1 < code.getSize() + kMargin && is_light(x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += '\n';
    }
    return out;
}

} // namespace

std::string qr_for_terminal(const std::string& text) {
    try {
        return draw(qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM));
    } catch (const std::exception&) { // qrcodegen::data_too_long
        return {};
    }
}

} // namespace dongthac::server
