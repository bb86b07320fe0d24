#pragma once

#include "shared/base/assets.hpp"
#include "shared/document/layout.hpp"

namespace dongthac::tests {

/// The figures that go out with the program.
inline const document::Nd30Layout& shipped_layout() {
    static const document::Nd30Layout layout = document::load_layout(base::find_assets().value()).value();
    return layout;
}

} // namespace dongthac::tests
