// dongthac-fuzz-seeds FOLDER: writes the seeds of every target to FOLDER/<target>/seed-NN, made by our own encoders.

#include <cstdio>

#include "shared/base/files.hpp"
#include "tests/fuzz/targets.hpp"

int main(int argc, char** argv) {
    using namespace dongthac;
    if (argc != 2) {
        std::fprintf(stderr, "usage: dongthac-fuzz-seeds FOLDER\n");
        return 2;
    }
    for (const fuzz::Target& target : fuzz::targets()) {
        const auto folder = base::path_from_utf8(argv[1]) / target.name;
        std::size_t number = 0;
        bool written = base::make_folder(folder).has_value();
        for (const base::Bytes& seed : target.seeds()) {
            char name[16];
            std::snprintf(name, sizeof name, "seed-%02zu", ++number);
            written = written && base::write_file(folder / name, base::as_text(seed)).has_value();
        }
        if (!written) {
            std::fprintf(stderr, "cannot write %s\n", base::path_to_utf8(folder).c_str());
            return 1;
        }
        std::printf("%s: %zu\n", std::string(target.name).c_str(), number);
    }
}
