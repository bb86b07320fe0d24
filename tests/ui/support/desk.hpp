#pragma once

#include <memory>

#include "client/app/app_model.hpp"
#include "client/ui/app_view.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::test {

/// One PC and its window.
struct Desk {
    Desk(std::unique_ptr<tests::OfficePc> its_pc, const app::Strings& strings)
        : pc(std::move(its_pc)), model(pc->office, strings, *pc, files) {}

    [[nodiscard]] base::DocumentId own_plan() const {
        const auto documents = office::list_documents(pc->office).value();
        for (const office::DocumentSummary& document : documents)
            if (document.org == pc->office.identity().org) return document.id;
        return {};
    }
    [[nodiscard]] model::DocumentState state_of(const base::DocumentId& id) const {
        return office::summary_of(pc->office, id).value().state;
    }

    std::unique_ptr<tests::OfficePc> pc;
    tests::NoFiles files;
    app::AppModel model;
    ui::AppView view;
};

} // namespace dongthac::test
