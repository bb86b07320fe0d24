#pragma once

#include <string>
#include <vector>

#include <netinet/in.h>

namespace dongthac::bench {

/// What came of one request. Times in seconds of bench::now().
struct Served {
    double connecting = 0; ///< when the connection was asked for; as `sent` for one that was open
    double sent = 0;
    double done = 0; ///< when the last byte of the answer was here; 0 when none came
    int status = 0;  ///< 0: no whole answer
    std::string body;
};

/// Many TCP connections to one server, held by one thread that never waits for any of them: the load must cost little,
/// because it shares its cores with the server. Throws std::runtime_error.
class Crowd {
  public:
    /// `url` is "http://127.0.0.1:port"; `count` connections, none open yet.
    Crowd(const std::string& url, std::size_t count);
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;
    ~Crowd();

    /// All connect at once, each sends its request as soon as it can, and stays open. Returns when all are answered, or
    /// after `longest` seconds.
    [[nodiscard]] std::vector<Served> rush(const std::vector<std::string>& requests, double longest);
    /// `total` requests over the open connections, `at_once` of them under way at any time: the i-th goes over
    /// connection order[i] and is that connection's request. One that the server has closed is opened again.
    [[nodiscard]] std::vector<Served> ask(const std::vector<std::string>& requests,
                                          const std::vector<std::size_t>& order, std::size_t at_once, double longest);
    [[nodiscard]] std::size_t reopened() const { return reopened_; }

  private:
    struct Line {
        int socket = -1;
        bool connected = false;
        const std::string* request = nullptr; ///< nothing under way
        std::size_t written = 0;
        std::string received;
        Served* served = nullptr;
    };
    void open(std::size_t place);
    void close(std::size_t place);
    void begin(std::size_t place, const std::string& request, Served& served);
    /// True when the answer is whole, or none will come.
    [[nodiscard]] bool move(std::size_t place);
    [[nodiscard]] bool is_whole(Line& line);

    sockaddr_in address_{};
    int watch_ = -1;
    std::vector<Line> lines_;
    std::size_t reopened_ = 0;
};

} // namespace dongthac::bench
