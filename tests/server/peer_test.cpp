#include <gtest/gtest.h>

#include "sync-server/peer.hpp"
#include "sync-server/peer_limit.hpp"

namespace dongthac::server {

namespace {

TEST(Peer, IsWhomAProxyOnThisMachineNamesAndNobodyElse) {
    struct Case {
        const char* connected;
        const char* said;
        Front front;
        const char* peer;
    };
    for (const Case& one : {
             Case{"127.0.0.1", "203.0.113.7", Front::proxy, "203.0.113.7"},
             Case{"::1", "2001:db8::7", Front::proxy, "2001:db8::7"},
             Case{"::ffff:127.0.0.1", "::ffff:203.0.113.7", Front::proxy, "203.0.113.7"},
             Case{"127.0.0.1", "203.0.113.7", Front::nothing, "127.0.0.1"},
             Case{"198.51.100.1", "203.0.113.7", Front::proxy, "198.51.100.1"},
             Case{"198.51.100.1", "127.0.0.1", Front::nothing, "198.51.100.1"},
             Case{"127.0.0.1", "", Front::proxy, "127.0.0.1"},
             Case{"127.0.0.1", "unknown", Front::proxy, "127.0.0.1"},
             Case{"127.0.0.1", "203.0.113.7, 10.0.0.1", Front::proxy, "127.0.0.1"},
             Case{"127.0.0.1", "1111111111111111111111111111111111111111111111", Front::proxy, "127.0.0.1"},
             Case{"", "203.0.113.7", Front::proxy, ""},
         })
        EXPECT_EQ(peer_of(one.connected, one.said, one.front), one.peer) << one.connected << " says " << one.said;
}

TEST(Peer, OfThisMachineHasALoopbackAddress) {
    for (const char* address : {"127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"})
        EXPECT_TRUE(is_this_machine(address)) << address;
    for (const char* address : {"", "10.0.0.1", "128.0.0.1", "127.evil.example", "::2", "::ffff:10.0.0.1", "localhost"})
        EXPECT_FALSE(is_this_machine(address)) << address;
}

TEST(PeerLimit, CountsEachByItself) {
    PeerLimit limit(2, 1'000);
    limit.note("a", 0);
    EXPECT_FALSE(limit.is_exhausted("a", 1));
    limit.note("a", 1);

    EXPECT_TRUE(limit.is_exhausted("a", 2));
    EXPECT_FALSE(limit.is_exhausted("b", 2));
    EXPECT_FALSE(limit.is_exhausted("a", 1'000)) << "the window is over";
}

TEST(PeerLimit, StopsNewcomersTogetherWhenTooManyHaveCome) {
    PeerLimit limit(2, 1'000);
    for (int i = 0; i < 10'000; ++i) limit.note(std::to_string(i), 0);
    EXPECT_FALSE(limit.is_exhausted("new", 1));
    limit.note("new", 1);
    limit.note("newer", 1);

    EXPECT_TRUE(limit.is_exhausted("new", 2));
    EXPECT_TRUE(limit.is_exhausted("newest", 2)) << "however many addresses he has";
    EXPECT_FALSE(limit.is_exhausted("17", 2)) << "who was here before has a count of his own";
    EXPECT_FALSE(limit.is_exhausted("new", 1'000));
}

} // namespace

} // namespace dongthac::server
