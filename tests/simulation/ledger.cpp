#include "tests/simulation/ledger.hpp"

#include <algorithm>

namespace dongthac::simulation {

namespace {

std::set<std::string> papers_of(const model::OrgId& org) { return {"own/" + org, "in/" + org, "pub/" + org}; }

/// NĐ 30/2020/NĐ-CP, Điều 13: whoever signs answers for it; the same holds for what an office says to another and takes
/// back. The rest is clerks' work.
bool answers_by_name(model::Action action) {
    using enum model::Action;
    static const std::set<model::Action> kByName = {approve, issue,   recall,    return_,  accept,
                                                    pass,    correct, supersede, send_back};
    return kByName.contains(action);
}

} // namespace

void Ledger::tied(const model::OrgId& child, const model::OrgId& parent, Day from, Day to) {
    ties_.push_back({child, parent, from, to});
}

void Ledger::transferred(const model::OrgId& org, const model::OrgId& parent, Day from) {
    for (Tie& tie : ties_)
        if (tie.child == org) tie.to = std::min(tie.to, from - 1);
    tied(org, parent, from);
    last_change_ = std::max(last_change_, from);
}

void Ledger::closed(const model::OrgId& org, Day from) {
    for (Tie& tie : ties_)
        if (tie.child == org || tie.parent == org) tie.to = std::min(tie.to, from - 1);
    closed_[org] = from;
    last_change_ = std::max(last_change_, from);
}

void Ledger::merged(const model::OrgId& org, const model::OrgId& into, Day from) {
    std::vector<model::OrgId> below;
    for (const Tie& tie : ties_)
        if (tie.parent == org && tie.child != into && tie.from <= from && from <= tie.to) below.push_back(tie.child);
    closed(org, from);
    for (const model::OrgId& child : below) tied(child, into, from);
    granted(into, papers_of(org), from);
}

void Ledger::split(const model::OrgId& org, const std::vector<model::OrgId>& into, Day from) {
    for (const model::OrgId& part : into)
        if (part != org) granted(part, papers_of(org), from);
    if (std::ranges::find(into, org) == into.end()) closed(org, from);
    last_change_ = std::max(last_change_, from);
}

void Ledger::granted(const model::OrgId& to, const std::set<std::string>& feeds, Day from) {
    grants_.push_back({to, feeds, from});
    last_change_ = std::max(last_change_, from);
}

void Ledger::day_ended(Day day, const std::map<std::string, std::uint64_t>& heads) {
    for (const auto& [feed, seq] : heads) ends_[feed].emplace_back(day, seq);
}

bool Ledger::is_above(const model::OrgId& above, const model::OrgId& org, Day day) const {
    std::set<model::OrgId> known{org};
    for (std::size_t before = 0; before != known.size();) {
        before = known.size();
        for (const Tie& tie : ties_)
            if (known.contains(tie.child) && tie.from <= day && day <= tie.to) known.insert(tie.parent);
    }
    return above != org && known.contains(above);
}

bool Ledger::is_parent(const model::OrgId& above, const model::OrgId& org, Day day) const {
    return std::ranges::any_of(ties_, [&](const Tie& tie) {
        return tie.child == org && tie.parent == above && tie.from <= day && day <= tie.to;
    });
}

bool Ledger::is_closed(const model::OrgId& org, Day day) const {
    const auto found = closed_.find(org);
    return found != closed_.end() && found->second <= day;
}

bool Ledger::is_revoked(const base::DeviceId& device) const {
    const auto found = pcs_.find(device);
    return found != pcs_.end() && found->second.revoked;
}

Day Ledger::day_of(const std::string& feed, std::uint64_t seq, Day today) const {
    const auto ends = ends_.find(feed);
    if (ends == ends_.end()) return today;
    const auto day = std::ranges::find_if(ends->second, [&](const auto& end) { return seq <= end.second; });
    return day == ends->second.end() ? today : day->first;
}

bool Ledger::may_hold(const model::OrgId& org, const std::string& feed, Day entered, Day today) const {
    if (feed.starts_with("dir/") || papers_of(org).contains(feed)) return true;
    if (feed.starts_with("pub/") && is_above(feed.substr(4), org, entered)) return true;
    return std::ranges::any_of(grants_, [&](const Grant& grant) {
        return grant.to == org && grant.from <= today && grant.feeds.contains(feed);
    });
}

const Ledger::Person* Ledger::owner_of(const base::PublicKey& key) const {
    for (const auto& [id, person] : persons)
        if (person.keys.contains(key)) return &person;
    return nullptr;
}

bool Ledger::could(const std::set<model::Role>& roles, model::Action action, model::DocumentState from) {
    using enum model::Action;
    using enum model::Role;
    const auto one_of = [&](std::initializer_list<model::Role> list) {
        return std::ranges::any_of(list, [&](model::Role role) { return roles.contains(role); });
    };
    switch (action) {
    case approve:
    case return_:
    case accept:
    case correct:
    case supersede: return one_of({signer, officer});
    case pass:
    case send_back: return from == model::DocumentState::format_check ? one_of({clerk}) : one_of({signer, officer});
    case issue:
    case recall:
    case receive:
    case archive: return one_of({clerk, signer, officer});
    case submit:
    case begin_review: return one_of({editor, clerk, signer, officer});
    case assign_number: return one_of({clerk});
    }
    return false;
}

std::string Ledger::objection(const base::DeviceId& device, const change::Transition& decision,
                              model::DocumentState from, const base::PublicKey& drafter, Day today,
                              Day submitted) const {
    using enum model::Action;
    const auto pc = pcs_.find(device);
    if (pc == pcs_.end()) return "by a PC nobody enrolled";
    if (pc->second.revoked) return "by a revoked PC";
    const model::OrgId& org = pc->second.org;
    if (decision.org != org) return "in the name of another office";
    if (is_closed(org, today)) return "by a closed office";
    const bool from_above = decision.action == receive || decision.action == return_ || decision.action == accept;
    if (!from_above && decision.owner != org) return "about another office's document";
    if (from_above && !is_parent(org, decision.owner, today) && !is_parent(org, decision.owner, submitted))
        return "by an office that is not above";

    const auto in_office = [&](const Person& person) {
        return person.record.org == org && person.first <= today && today <= person.last &&
               could(person.record.roles, decision.action, from);
    };
    const bool named = std::ranges::any_of(persons, [&](const auto& one) { return in_office(one.second); });
    const Person* signer = nullptr;
    if (decision.seal) {
        signer = owner_of(decision.seal->key);
        if (signer == nullptr) return "signed by nobody";
        const Key& key = signer->keys.at(decision.seal->key);
        if (key.revoked) return "signed with a revoked key";
        const bool by_person = in_office(*signer) && key.device == device;
        if (!by_person && named && answers_by_name(decision.action)) return "signed by somebody who may not";
        if (!by_person && !could(pc->second.roles, decision.action, from)) return "signed by nobody with the role";
    } else if (answers_by_name(decision.action) && named) {
        return "without the signature of a person";
    } else if (!could(pc->second.roles, decision.action, from)) {
        return "by a PC without the role";
    }

    const auto policy = policies_.find(decision.owner);
    if (policy == policies_.end()) return {};
    const base::DeviceId& desk = policy->second.desk;
    if (decision.action == assign_number && !desk.empty() && desk != device) return "not at the number desk";
    const bool apart = (decision.action == approve && policy->second.other_signer) ||
                       (decision.action == pass && policy->second.other_checker);
    const Person* drafted = drafter == base::PublicKey{} ? nullptr : owner_of(drafter);
    if (apart && signer != nullptr && signer == drafted) return "by the person who drafted";
    return {};
}

} // namespace dongthac::simulation
