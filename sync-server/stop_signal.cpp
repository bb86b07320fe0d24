#include "sync-server/stop_signal.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <csignal>

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

void StopSignal::wait() {
    const HANDLE event = open_event();
    WaitForSingleObject(event, INFINITE);
    CloseHandle(event);
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

void StopSignal::wait() {
    const sigset_t set = stop_signals();
    int signal = 0;
    while (sigwait(&set, &signal) != 0) {
    }
}

#endif

} // namespace dongthac::server
