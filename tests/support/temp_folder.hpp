#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/files.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/random.hpp"

namespace dongthac::tests {

/// A new empty folder of its own for one test, removed with all it holds.
class TempFolder {
  public:
    TempFolder() {
        base::SystemRandom random;
        path_ =
            std::filesystem::temp_directory_path() / ("dongthac-" + base::id_to_text(base::random_id_bytes(random)));
        std::filesystem::create_directories(path_);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// A path inside, from UTF-8.
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / base::path_from_utf8(name);
    }

  private:
    std::filesystem::path path_;
};

} // namespace dongthac::tests
