#pragma once

#include "shared/office/history.hpp"
#include "shared/office/inverse.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

/// Two PCs of one school that share a plan with one paragraph.
struct TwoPcs {
    OfficeNet net;
    std::unique_ptr<OfficePc> a = net.pc_of("truong-a", kSchoolRoles);
    std::unique_ptr<OfficePc> b = net.pc_of("truong-a", kSchoolRoles);
    base::DocumentId document;
    base::NodeId node;

    explicit TwoPcs(std::string_view words) {
        office::Wording wording;
        wording.kinds["plan"].title = "Kế hoạch";
        document = office::new_document(a->office, "plan", wording).value();
        node = add(*a, words);
        meet();
    }

    /// Both have all that either wrote.
    void meet() {
        a->sync();
        b->sync();
        a->sync();
    }
    [[nodiscard]] base::NodeId root() const { return base::root_node(document); }
    base::NodeId add(OfficePc& pc, std::string_view words) {
        return office::add_node(pc.office, document,
                                {root(), {}, model::ItemRole::paragraph, "", std::string(words), {}})
            .value();
    }
    void type(OfficePc& pc, std::string_view words) { ASSERT_TRUE(office::set_text(pc.office, document, node, words)); }
    [[nodiscard]] change::NodeState state(OfficePc& pc) { return state(pc, node); }
    [[nodiscard]] change::NodeState state(OfficePc& pc, const base::NodeId& id) {
        change::Document read = office::read_document(pc.office, document).value();
        const change::NodeState* found = read.find(id);
        return found == nullptr ? change::NodeState{} : *found;
    }
    [[nodiscard]] std::string text(OfficePc& pc) { return state(pc).text(); }
    [[nodiscard]] office::HistoryPage history(OfficePc& pc, const office::HistoryQuery& query) {
        const auto page = office::history(pc.office, document, query);
        EXPECT_TRUE(page) << base::name_of(page.error().code);
        return page.value_or(office::HistoryPage{});
    }
    /// What `work` writes on `pc`, as one act.
    template <class Work>
    [[nodiscard]] office::Act act(OfficePc& pc, Work work) {
        const auto watch = office::ActWatch::begin(pc.office, document).value();
        work();
        return watch.done(pc.office).value();
    }
};

} // namespace dongthac::tests
