#pragma once

#include "shared/base/result.hpp"
#include "shared/document/layout.hpp"
#include "shared/document/typeface.hpp"

namespace dongthac::app {

/// What setting a document on pages needs beside it: the decree's figures and the faces. Some MiB; keep it while pages
/// are shown. Reading only.
struct Printing {
    document::Nd30Layout layout;
    document::Typefaces faces;

    /// From the program's assets. Errors: those of load_layout and Typefaces::load.
    [[nodiscard]] static base::Result<Printing> load();
};

} // namespace dongthac::app
