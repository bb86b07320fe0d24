#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/app/app_model.hpp"
#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "client/view_model/records.hpp"
#include "shared/base/files.hpp"
#include "shared/office/documents.hpp"
#include "tests/support/command_run.hpp"
#include "tests/support/office_net.hpp"
#include "tests/support/temp_folder.hpp"

// The letter that answers the press, from the window and by command: once, and when its answer is approved.

namespace dongthac::tests {

namespace {

using Kinds = std::vector<std::string>;

constexpr std::pair<const char*, const char*> kAnswered[] = {
    {"outlet", "Báo Hoa Mai"}, {"question", "Ai giám sát bữa ăn?"}, {"answer", "Phụ huynh."}, {"stage", "approved"}};

struct NoSync final : app::SyncControl {
    void request_now() override {}
    void request_join(const std::string&, const std::string&) override {}
    void request_act(app::OfficeAct) override {}
    [[nodiscard]] app::SyncStatus status() const override { return {}; }
};

} // namespace

TEST(PressReplyInTheWindow, IsOfferedWhenItsAnswerIsApprovedAndFoundAgain) {
    OfficeNet net;
    const auto school = net.pc_of("truong-a", kSchoolRoles);
    const app::Strings strings = app::Strings::load(app::find_assets().value(), "vi").value();
    NoSync sync;
    NoFiles files;
    app::AppModel model(school->office, strings, sync, files);
    const base::DocumentId request = office::new_document(school->office, "press_request", {}).value();
    const auto offered = [&] { return view_model::record_page(school->office, request)->answers; };
    for (const auto& [field, value] : kAnswered) {
        EXPECT_EQ(offered(), Kinds{}) << "before " << field;
        ASSERT_TRUE(office::set_field(school->office, request, base::root_node(request), field, value));
    }
    EXPECT_EQ(offered(), Kinds{"official_letter"});

    for (int presses = 0; presses < 2; ++presses) model.apply(app::intent::NewDocument{"official_letter", request});
    EXPECT_EQ(office::list_kind(school->office, "official_letter")->size(), 1u);
    ASSERT_TRUE(office::set_field(school->office, request, base::root_node(request), "stage", "closed"));
    EXPECT_EQ(offered(), Kinds{"official_letter"}) << "it is there to be opened";
}

class PressReplyByCommand : public ::testing::Test {
  protected:
    Ran run(std::vector<std::string> arguments) { return run_command(folder_.path(), std::move(arguments)); }
    std::string id_of(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const Ran ran = run(std::move(arguments));
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return nlohmann::json::parse(ran.out, nullptr, false).value("id", "");
    }

    TempFolder folder_;
};

TEST_F(PressReplyByCommand, IsRefusedWithASentenceUntilThenAndMadeOnce) {
    const std::string request = id_of({"doc", "new", "press_request"});
    const std::vector<std::string> reply = {"doc", "new", "official_letter", "--from", request};
    EXPECT_NE(run(reply).err.find("Cơ quan báo chí"), std::string::npos) << "what is missing, as the window calls it";
    for (const auto& [field, value] : kAnswered) {
        const Ran refused = run(reply);
        EXPECT_NE(refused.exit, 0);
        if (std::string_view(field) == "stage") {
            EXPECT_NE(refused.err.find("Chưa duyệt câu trả lời"), std::string::npos) << refused.err;
        }
        ASSERT_EQ(run({"doc", "set", request, request, field, value}).exit, 0);
    }

    const std::string letter = id_of(reply);

    EXPECT_EQ(id_of(reply), letter);
    EXPECT_NE(run(reply).out.find(letter), std::string::npos);
}

} // namespace dongthac::tests
