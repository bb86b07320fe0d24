#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "shared/base/files.hpp"
#include "tests/support/command_run.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {

namespace {

class CommandLine : public ::testing::Test {
  protected:
    Ran run(std::vector<std::string> arguments) { return run_command(folder_.path(), std::move(arguments)); }
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
