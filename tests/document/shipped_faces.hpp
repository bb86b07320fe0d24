#pragma once

#include "shared/base/assets.hpp"
#include "shared/document/typeface.hpp"

namespace dongthac::tests {

/// The typeface that goes out with the program.
inline const document::Typefaces& shipped_faces() {
    static const document::Typefaces faces = document::Typefaces::load(base::find_assets().value()).value();
    return faces;
}

} // namespace dongthac::tests
