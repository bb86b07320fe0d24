#include <chrono>
#include <future>

#include <gtest/gtest.h>

#include "shared/office/log.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

using namespace std::chrono_literals;

/// A PC's folder opened twice, as by the window and by the background thread.
class WindowAndWorker : public ::testing::Test {
  protected:
    [[nodiscard]] base::DocumentId new_plan(office::Workspace& office) {
        office::Wording wording;
        wording.kinds["plan"].title = "Kế hoạch";
        wording.kinds["plan"].skeleton = {{model::ItemRole::section, 0, "I.", "một hai ba bốn"}};
        return office::new_document(office, "plan", wording).value();
    }
    [[nodiscard]] static base::NodeId first_node(office::Workspace& office, const base::DocumentId& id) {
        return office::read_document(office, id).value().in_order().front()->id;
    }
    [[nodiscard]] static std::string text_of(office::Workspace& office, const base::DocumentId& id,
                                             const base::NodeId& node) {
        return office::read_document(office, id).value().nodes.at(node).text();
    }

    TempFolder folder_;
    base::ManualClock clock_{1'790'000'000'000};
    base::SeededRandom random_{1};
    base::SeededRandom other_random_{2};
    office::Workspace window_ = office::Workspace::open(folder_.path(), clock_, random_).value();
    office::Workspace worker_ = office::Workspace::open(folder_.path(), clock_, other_random_).value();
};

TEST_F(WindowAndWorker, AnEditIsMeasuredOnTheTextItIsWrittenOn) {
    const base::DocumentId id = new_plan(window_);
    const base::NodeId node = first_node(window_, id);
    // The worker is half way through writing what another PC typed in front ...
    std::optional<store::Transaction> receiving(worker_.store().begin().value());
    ASSERT_TRUE(office::perform_within(worker_, id, {change::EditText{node, {{0, 0, {"không", " "}}}}}));

    // ... when the window saves a paragraph whose last word was replaced.
    auto typed = std::async(std::launch::async,
                            [&] { return office::set_text(window_, id, node, "một hai ba năm").has_value(); });
    const auto waiting = typed.wait_for(200ms);
    ASSERT_TRUE(receiving->commit());
    receiving.reset();

    EXPECT_EQ(waiting, std::future_status::timeout) << "the window must wait for the worker's transaction";
    ASSERT_TRUE(typed.get());
    EXPECT_EQ(text_of(window_, id, node), "một hai ba năm") << "what was saved is what stands there";
}

TEST_F(WindowAndWorker, WorkDoneWhileTheOtherThreadJoinsBelongsToTheOffice) {
    const base::DocumentId before = new_plan(window_);
    ASSERT_TRUE(worker_.enrol({"http://test", {}, "truong-a", {model::Role::editor}}));

    const base::DocumentId after = new_plan(window_); // the window has not been told yet
    ASSERT_TRUE(office::set_text(window_, before, first_node(window_, before), "gõ khi đang ghi danh"));

    EXPECT_EQ(window_.store().feeds_in(store::SegmentState::open).value(), std::vector<std::string>{"own/truong-a"});
    EXPECT_EQ(office::read_document(worker_, after).value().head.org, "truong-a");
}

} // namespace

} // namespace dongthac::tests
