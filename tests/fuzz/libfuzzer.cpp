// The libFuzzer program: dongthac-fuzz TARGET [LIBFUZZER OPTIONS] [CORPUS...]. scripts/fuzz starts it, and
// tests/scripts/fuzz_test.sh one that has the targets of shared/wire only.

#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.hpp"

namespace {

const dongthac::fuzz::Target*& chosen() {
    static const dongthac::fuzz::Target* target = nullptr;
    return target;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    static const auto kTargets = dongthac::fuzz::targets();
    // A merge starts the program again with the arguments that are libFuzzer's own.
    constexpr const char* kInherited = "DONGTHAC_FUZZ_TARGET";
    if (*argc >= 2) chosen() = dongthac::fuzz::find_target(kTargets, (*argv)[1]);
    if (const char* name = std::getenv(kInherited); chosen() == nullptr && *argc >= 2 && name != nullptr) {
        chosen() = dongthac::fuzz::find_target(kTargets, name);
        return 0;
    }
    if (chosen() == nullptr) {
        for (const auto& target : kTargets) std::printf("%s\n", std::string(target.name).c_str());
        std::exit(*argc >= 2 ? 2 : 0);
    }
    setenv(kInherited, (*argv)[1], 1);
    // The name is ours; libFuzzer would take it for a corpus.
    for (int i = 1; i + 1 < *argc; ++i) (*argv)[i] = (*argv)[i + 1];
    --*argc;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen()->run({data, size});
    return 0;
}
