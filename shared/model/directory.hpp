#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/model/office_policy.hpp"
#include "shared/model/organisation.hpp"
#include "shared/model/person.hpp"
#include "shared/model/server_keys.hpp"
#include "shared/model/succession.hpp"

namespace dongthac::model {

/// The organisation tree over time, as projected from feed dir/ROOT. A value; share it const between threads.
class Directory {
  public:
    void put(Organisation organisation);
    /// Replaces the relation with the same child, parent, kind and first day.
    void put(OrgRelation relation);
    void put(Device device);
    void put(Person person);
    void put(OfficePolicy policy);
    /// Replaces the succession of the same two offices on the same day.
    void put(OrgSuccession succession);
    void put(Grant grant);
    /// Behind those before it; kept once. Who believes it is decided elsewhere (ServerKeys::follow).
    void put(KeySuccession succession);

    [[nodiscard]] const Organisation* find(const OrgId& id) const;
    [[nodiscard]] const Device* find(const base::DeviceId& id) const;
    [[nodiscard]] const Person* find(const base::PersonId& id) const;
    /// The person who owns `key`, and the key; nothing for a key nobody registered.
    [[nodiscard]] std::optional<std::pair<const Person*, const PersonKey*>> owner_of(const base::PublicKey& key) const;
    /// People of `org` on that day, by name in dictionary order.
    [[nodiscard]] std::vector<const Person*> persons_of(const OrgId& org, const text::Date& day) const;
    /// The default for an office without a record.
    [[nodiscard]] const OfficePolicy& policy_of(const OrgId& org) const;
    [[nodiscard]] const std::vector<OrgSuccession>& successions() const { return successions_; }
    [[nodiscard]] const std::map<std::string, Grant>& grants() const { return grants_; }
    [[nodiscard]] const std::vector<KeySuccession>& key_successions() const { return key_successions_; }
    [[nodiscard]] const std::map<OrgId, Organisation>& organisations() const { return organisations_; }
    [[nodiscard]] const std::vector<OrgRelation>& relations() const { return relations_; }
    [[nodiscard]] const std::map<base::PersonId, Person>& persons() const { return persons_; }
    [[nodiscard]] const std::map<base::DeviceId, Device>& devices() const { return devices_; }

    /// "Cấp trên" on that day: the administrative parent, else the professional one; nothing for a root.
    [[nodiscard]] std::optional<OrgId> superior_of(const OrgId& org, const text::Date& day) const;
    /// Administrative children valid that day, in dictionary order of their names.
    [[nodiscard]] std::vector<OrgId> children_of(const OrgId& org, const text::Date& day) const;
    /// Everyone above on that day over administrative and professional ties, nearest first; cycles are cut.
    [[nodiscard]] std::vector<OrgId> ancestors_of(const OrgId& org, const text::Date& day) const;
    /// Everyone who was above on some day until `day`, each with the days: nearest first by the latest of them.
    [[nodiscard]] std::vector<std::pair<OrgId, std::vector<Validity>>> ancestors_until(const OrgId& org,
                                                                                       const text::Date& day) const;
    /// Name to print, or the id when unknown.
    [[nodiscard]] std::string name_of_org(const OrgId& org) const;

    friend bool operator==(const Directory&, const Directory&) = default;

  private:
    std::map<OrgId, Organisation> organisations_;
    std::vector<OrgRelation> relations_;
    std::map<OrgId, std::vector<std::size_t>> ties_of_child_;  ///< places in relations_
    std::map<OrgId, std::vector<std::size_t>> ties_of_parent_; ///< places in relations_
    std::map<base::DeviceId, Device> devices_;
    std::map<base::PersonId, Person> persons_;
    std::map<base::PublicKey, base::PersonId> key_owners_;
    std::map<OrgId, OfficePolicy> policies_;
    std::vector<OrgSuccession> successions_;
    std::map<std::string, Grant> grants_;
    std::vector<KeySuccession> key_successions_;
};

} // namespace dongthac::model
