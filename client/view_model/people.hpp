#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/office/workspace.hpp"

/// "Con người và quyền": who acts for the office, how it works, and its PCs.
namespace dongthac::view_model {

struct PersonRow {
    base::PersonId id;
    std::string name;
    std::string position;
    std::vector<std::string> roles; ///< names of model::Role
    std::optional<text::Date> from;
    std::optional<text::Date> to;
    bool ended = false;      ///< the last day has come: signs no more, what was signed stays
    bool signs_here = false; ///< has a PIN at this PC
    std::size_t devices = 0; ///< PCs with a PIN of this person
};

struct DeviceRow {
    base::DeviceId id;
    std::string name;
    std::vector<std::string> roles;
    bool revoked = false;
    bool here = false;
};

struct OpenDocumentRow {
    base::DocumentId id;
    std::string subject;
    model::DocumentState state = model::DocumentState::draft;
};

struct PeopleRows {
    bool enrolled = false;
    bool administers = false; ///< this PC may change what stands here
    std::string office;
    std::vector<PersonRow> people;     ///< those who act first, each part by name
    std::vector<DeviceRow> devices;    ///< this PC first, revoked ones last
    model::OfficePolicy policy;        ///< the default where the office said nothing
    std::vector<OpenDocumentRow> open; ///< what the office has begun and not given away
    std::size_t reserved = 0;          ///< document numbers of this year, here and not given yet
    bool numbers_here = true;          ///< no other PC is the desk

    /// nullptr when there is none.
    [[nodiscard]] const PersonRow* find(const base::PersonId& id) const;
};

/// Everything the screen shows. Reads only; the thread of `office`. Errors: the store's.
[[nodiscard]] base::Result<PeopleRows> people_rows(office::Workspace& office);

} // namespace dongthac::view_model
