#include "sync-server/stop_signal.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#include <csignal>
#include <ctime>

#include <pthread.h>
#endif

namespace dongthac::server {

#ifdef _WIN32

namespace {

constexpr wchar_t kEventName[] = L"Local\\dongthac-server-stop-";

// The console calls back with no argument of ours: the event is found by a name that only this process makes.
HANDLE open_event() {
    wchar_t name[64];
    wsprintfW(name, L"%s%lu", kEventName, GetCurrentProcessId());
    return CreateEventW(nullptr, TRUE, FALSE, name);
}

BOOL WINAPI on_console(DWORD) {
    const HANDLE event = open_event();
    SetEvent(event);
    CloseHandle(event);
    return TRUE;
}

} // namespace

StopSignal::StopSignal() { SetConsoleCtrlHandler(on_console, TRUE); }

StopSignal::~StopSignal() { SetConsoleCtrlHandler(on_console, FALSE); }

StopSignal::Woken StopSignal::wait(std::chrono::seconds limit) {
    const HANDLE event = open_event();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(limit).count();
    const DWORD woken = WaitForSingleObject(event, static_cast<DWORD>(ms));
    CloseHandle(event);
    return woken == WAIT_TIMEOUT ? Woken::time_passed : Woken::asked_to_stop;
}

#else

namespace {

sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

StopSignal::StopSignal() {
    // Blocked here and in every thread made later, so that a request is never interrupted half-way.
    const sigset_t set = stop_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a client that went away is an error of its write, not the end of the server
}

StopSignal::~StopSignal() {
    const sigset_t set = stop_signals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

StopSignal::Woken StopSignal::wait(std::chrono::seconds limit) {
    const sigset_t set = stop_signals();
    const timespec time{static_cast<time_t>(limit.count()), 0};
    while (true) {
        if (sigtimedwait(&set, nullptr, &time) > 0) return Woken::asked_to_stop;
        if (errno == EAGAIN) return Woken::time_passed; // anything else is an interruption: wait again
    }
}

#endif

} // namespace dongthac::server
