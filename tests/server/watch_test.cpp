#ifndef _WIN32

#include <array>
#include <thread>

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "sync-server/watch.hpp"

namespace dongthac::server {

namespace {

using std::chrono::milliseconds;

/// Two ends of one connection.
struct Ends {
    Ends() {
        std::array<int, 2> made{};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, made.data()), 0);
        near = made[0];
        far = made[1];
        make_non_blocking(near);
    }
    ~Ends() {
        close_socket(near);
        if (far != kNoSocket) close_socket(far);
    }
    void say() const { EXPECT_EQ(write_some(far, std::array{'a'}).io, Io::done); }
    Socket near = kNoSocket;
    Socket far = kNoSocket;
};

constexpr milliseconds kLong{60'000};

TEST(Watch, NamesWhoSpeaksOnceAndAgainWhenAddedAgain) {
    Watch watch;
    const Ends one;
    const Ends other;
    watch.add(one.near, Io::wants_to_read);
    watch.add(other.near, Io::wants_to_read);
    EXPECT_TRUE(watch.wait(milliseconds(0)).empty());
    other.say();

    EXPECT_EQ(watch.wait(kLong), std::vector{other.near});
    other.say();
    EXPECT_TRUE(watch.wait(milliseconds(0)).empty()) << "it is somebody's now";
    watch.add(other.near, Io::wants_to_read);
    EXPECT_EQ(watch.wait(kLong), std::vector{other.near}) << "what came meanwhile is not missed";
}

TEST(Watch, NamesWhoIsClosedAndNotWhoIsRemoved) {
    Watch watch;
    Ends one;
    const Ends other;
    watch.add(one.near, Io::wants_to_read);
    watch.add(other.near, Io::wants_to_read);
    watch.remove(other.near);
    other.say();
    close_socket(std::exchange(one.far, kNoSocket));

    EXPECT_EQ(watch.wait(kLong), std::vector{one.near});
    EXPECT_TRUE(watch.wait(milliseconds(0)).empty());
}

TEST(Watch, NamesWhoCanBeWrittenAgainOnceItHasRoom) {
    Watch watch;
    Ends one;
    const std::array<char, 4'096> bytes{};
    while (write_some(one.near, bytes).io == Io::done) continue;
    watch.add(one.near, Io::wants_to_write);
    one.say();
    EXPECT_TRUE(watch.wait(milliseconds(0)).empty()) << "what it could read is not asked for";

    std::array<char, 4'096> taken{};
    make_non_blocking(one.far);
    while (read_some(one.far, taken).io == Io::done) continue;

    EXPECT_EQ(watch.wait(kLong), std::vector{one.near});
    EXPECT_TRUE(watch.wait(milliseconds(0)).empty());
    while (write_some(one.near, bytes).io == Io::done) continue;
    watch.add(one.near, Io::wants_to_write);
    close_socket(std::exchange(one.far, kNoSocket));
    EXPECT_EQ(watch.wait(kLong), std::vector{one.near}) << "and who is gone";
}

TEST(Watch, HearsOfOneThatIsAddedWhileItWaitsAndIsWoken) {
    Watch watch;
    const Ends one;
    one.say();
    std::vector<Socket> ready;
    std::thread waiting([&] {
        while (ready.empty()) ready = watch.wait(kLong);
    });
    watch.add(one.near, Io::wants_to_read);
    waiting.join();
    EXPECT_EQ(ready, std::vector{one.near});

    watch.wake();
    EXPECT_TRUE(watch.wait(kLong).empty());
}

} // namespace

} // namespace dongthac::server

#endif
