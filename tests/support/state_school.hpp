#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "client/sync/state_first.hpp"
#include "shared/office/history.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/office/office_state.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/state.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

/// Uploads whenever there is anything new; one segment of history at a time.
inline constexpr sync::StateRule kAlways{0, 0, 1};

/// A cable on which a test may change what the server answers.
class BentCable final : public sync::Transport {
  public:
    using Bend = std::function<void(const std::string& path, sync::Reply& reply)>;
    BentCable(ServerBox& server, Bend bend) : server_(server), bend_(std::move(bend)) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        sync::Reply reply = server_.answer(path, body).value();
        ++asked[path];
        bend_(path, reply);
        return reply;
    }
    std::map<std::string, int> asked;

  private:
    ServerBox& server_;
    Bend bend_;
};

inline base::Result<sync::FollowedUp> follow(ServerBox& server, Machine& machine, int requests = 1'000'000) {
    CableTransport cable(server, machine.fate);
    return sync::follow_up(machine.office, cable, kAlways, [&requests] { return requests-- > 0; });
}

/// Joins, and reads nothing but the directory in its first round.
inline void enter(ServerBox& server, Machine& machine) {
    CableTransport cable(server, machine.fate);
    ASSERT_TRUE(sync::join(machine.office, cable, "http://cable", server.invite("truong-a", kSchool), "máy"));
}

/// The same, but it will never ask for a state.
inline void enter_by_history(ServerBox& server, Machine& machine) {
    enter(server, machine);
    ASSERT_TRUE(machine.office.store().put_number("state_asked", 1));
    ASSERT_TRUE(machine.sync());
}

/// Every row of the projection as bytes, without what only this PC's clock said.
inline std::string rows_of(Machine& machine) {
    store::OfficeStore& store = machine.office.store();
    std::vector<std::string> rows;
    const std::vector<store::DocumentRow> documents = store.documents().value();
    for (const store::DocumentRow& row : documents) {
        std::string all = base::to_text(row.id) + row.kind + row.org + row.state + std::to_string(row.state_version) +
                          base::to_text(row.parent) + row.subject + row.number + std::to_string(row.conflicts) + " " +
                          std::to_string(row.after_revision) + std::string(base::as_text(row.head));
        std::vector<std::string> nodes;
        const std::vector<store::NodeRow> node_rows = store.nodes_of(row.id).value();
        for (const store::NodeRow& node : node_rows)
            nodes.push_back(base::to_text(node.node) + std::to_string(node.conflicts) +
                            std::string(base::as_text(node.bytes)));
        std::ranges::sort(nodes);
        for (const std::string& node : nodes) all += node;
        rows.push_back(std::move(all));
    }
    std::ranges::sort(rows);
    std::string all;
    for (const std::string& row : rows) all += row + "\n";
    return all;
}

/// Two PCs of a school that have worked, and whose office's state is on the server.
struct School {
    ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};

    explicit School(std::string_view offices = kWardAndSchools) : server(offices) {
        one.join("truong-a", kSchool);
        two.join("truong-a", kSchool);
    }
    void meet() {
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
        ASSERT_TRUE(one.sync());
    }
    base::DocumentId plan_with_state(const std::string& subject = "phòng cháy") {
        const base::DocumentId id = one.new_plan(subject);
        EXPECT_TRUE(office::set_text(one.office, id, one.node(id, 0), "thứ nhất"));
        meet();
        EXPECT_GT(follow(server, one)->uploaded, 0u);
        return id;
    }
    /// The state of the server with its documents as `change` leaves them, signed by `one`: in `forged`.
    void forge(const std::function<void(std::vector<wire::StateDocument>&)>& change) {
        const auto kept = ask_server();
        wire::StateHeader header = wire::read_state_header(kept).value();
        auto documents = wire::open_state(kept).value();
        change(documents);
        const base::KeyPair& key = one.office.identity().key;
        forged = wire::seal_state(header, documents, key);
    }
    [[nodiscard]] base::Bytes ask_server() {
        base::Bytes state;
        BentCable cable(server, [](const std::string&, sync::Reply&) {});
        const base::Bytes message = wire::encode(wire::StateRequest{});
        const auto reply = cable.post("/v1/state", wire::sign_request("/v1/state", message, one.office.identity().key));
        return wire::decode_state_answer(wire::decompress(reply->body, wire::kMaxMessage).value())->state;
    }
    /// A round in which the server answers with `state`.
    base::Result<sync::RoundReport> round_with(Machine& machine, const base::Bytes& state) {
        BentCable cable(server, [&](const std::string& path, sync::Reply& reply) {
            if (path == "/v1/state")
                reply.body = wire::compress(wire::encode(wire::StateAnswer{{}, state.size(), state}));
        });
        return sync::run_round(machine.office, cable);
    }
    /// A new PC, its key made from `seed`, reads history in place of `bad` and comes to what `one` shows.
    void expect_history_instead_of(const base::Bytes& bad, std::uint64_t seed) {
        Machine fresh(server, seed);
        enter(server, fresh);

        const auto report = round_with(fresh, bad);

        ASSERT_TRUE(report) << base::name_of(report.error().code);
        EXPECT_EQ(report->state_bytes, 0u);
        EXPECT_FALSE(office::history_left(fresh.office)->missing());
        EXPECT_EQ(rows_of(fresh), rows_of(one));
        const std::vector<store::DocumentRow> documents = one.office.store().documents().value();
        for (const store::DocumentRow& row : documents) EXPECT_TRUE(office::history(fresh.office, row.id, {}));
    }
    base::Bytes forged;
};

} // namespace dongthac::tests
