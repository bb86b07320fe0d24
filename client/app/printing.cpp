#include "client/app/printing.hpp"

#include <utility>

#include "shared/base/assets.hpp"

namespace dongthac::app {

base::Result<Printing> Printing::load() {
    DT_TRY(const std::filesystem::path assets, base::find_assets());
    DT_TRY(document::Nd30Layout layout, document::load_layout(assets));
    DT_TRY(document::Typefaces faces, document::Typefaces::load(assets));
    return Printing{std::move(layout), std::move(faces)};
}

} // namespace dongthac::app
