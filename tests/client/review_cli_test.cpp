#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "shared/base/files.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {

namespace {

class CommandLine : public ::testing::Test {
  protected:
    struct Ran {
        int exit = 0;
        std::string out;
        std::string err;
    };
    Ran run(std::vector<std::string> arguments) {
        cli::Frontend frontend;
        frontend.assets = app::find_assets().value_or("assets");
        arguments.insert(arguments.end(), {"--data", base::path_to_utf8(folder_.path())});
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exit = cli::run(arguments, frontend);
        std::string out = testing::internal::GetCapturedStdout();
        return {exit, std::move(out), testing::internal::GetCapturedStderr()};
    }
    [[nodiscard]] static std::string id_in(const Ran& ran) {
        return nlohmann::json::parse(ran.out).at("id").get<std::string>();
    }

    TempFolder folder_;
};

TEST_F(CommandLine, AParagraphMayBeginWithADash) {
    const std::string id = id_in(run({"doc", "new", "plan", "--json"}));

    const Ran added = run({"doc", "add", id, id, "-Tổ chức tuần lễ sách", "--json"});

    ASSERT_EQ(added.exit, 0) << added.err;
    EXPECT_NE(run({"doc", "show", id}).out.find(" -Tổ chức tuần lễ sách\n"), std::string::npos);
}

TEST_F(CommandLine, AnUnknownShortOptionIsStillWrongUsage) {
    const Ran ran = run({"doc", "list", "-x"});

    EXPECT_EQ(ran.exit, 2);
    EXPECT_NE(ran.err.find("expected: -x"), std::string::npos) << ran.err;
}

TEST_F(CommandLine, TheLanguageMayBeJoinedToItsOption) {
    EXPECT_NE(run({"doc", "list", "--lang=en"}).out, run({"doc", "list"}).out);
}

} // namespace

} // namespace dongthac::tests
