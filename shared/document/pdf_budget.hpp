#pragma once

#include <cstddef>

namespace dongthac::document {

/// What reading one .pdf may cost, so that a small file cannot ask for hours or gigabytes. Spent, never given back.
struct PdfBudget {
    std::size_t bytes = 192u << 20;     ///< unpacked streams, in all
    std::size_t operations = 4'000'000; ///< of content streams
    std::size_t letters = 2'000'000;    ///< drawn
    std::size_t fonts = 10'000;         ///< read
    std::size_t entries = 3'000'000;    ///< of fonts' tables: what codes mean, how wide glyphs are
    std::size_t steps = 100'000'000;    ///< of finding tables among drawn lines
    std::size_t unreadable = 0;         ///< letters drawn in a font that does not say what they are
    bool spent = false;                 ///< something was left out for one of the above
};

} // namespace dongthac::document
