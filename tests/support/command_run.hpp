#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "client/cli/cli.hpp"
#include "shared/base/assets.hpp"
#include "shared/base/files.hpp"

namespace dongthac::tests {

/// What a command of the client printed.
struct Ran {
    int exit = 0;
    std::string out;
    std::string err;
};

/// Runs it in this program, on a data folder.
inline Ran run_command(const std::filesystem::path& data, std::vector<std::string> arguments) {
    cli::Frontend frontend;
    frontend.assets = base::find_assets().value_or("assets");
    arguments.insert(arguments.end(), {"--data", base::path_to_utf8(data)});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int exit = cli::run(arguments, frontend);
    std::string out = testing::internal::GetCapturedStdout();
    return {exit, std::move(out), testing::internal::GetCapturedStderr()};
}

} // namespace dongthac::tests
