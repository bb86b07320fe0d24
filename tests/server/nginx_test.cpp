#ifndef _WIN32

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "client/sync/transport.hpp"
#include "shared/base/assets.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"
#include "sync-server/certificate.hpp"
#include "tests/server/raw_http.hpp"
#include "tests/support/process.hpp"

// The site of assets/deploy/nginx.conf before a real server: what docs/deploy.md tells an administrator to do.

namespace dongthac::tests {

namespace {

namespace fs = std::filesystem;

/// scripts/setup unpacks one, which is never installed as a service; a machine's own will do as well.
fs::path nginx_program() {
    const char* given = std::getenv("DONGTHAC_NGINX");
    for (const fs::path& path : {fs::path(given == nullptr ? "" : given), fs::path("/usr/sbin/nginx")})
        if (!path.empty() && fs::exists(path)) return path;
    return {};
}

int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    (void)::bind(socket, reinterpret_cast<const sockaddr*>(&here), size);
    (void)::getsockname(socket, reinterpret_cast<sockaddr*>(&here), &size);
    ::close(socket);
    return ntohs(here.sin_port);
}

class Nginx : public ::testing::Test {
  protected:
    void SetUp() override {
        if (programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        if (nginx_program().empty()) GTEST_SKIP() << "no nginx: run scripts/setup";
        programs_.emplace(programs());
        programs_->init(kWardAndSchool);
        certificate_ = server::own_certificate(programs_->folder / "certificate", random_).value();
        serve_behind();
        start_nginx();
    }
    /// As assets/deploy/dongthac-server.service does it.
    void serve_behind() {
        server_ = std::make_unique<Process>(
            std::vector<std::string>{programs() / "dongthac-server", "serve", "--data", programs_->folder / "server",
                                     "--listen", "127.0.0.1:" + std::to_string(inner_), "--behind-proxy", "--tls-cert",
                                     certificate_.chain},
            programs_->folder / "serve.out", programs_->folder / "serve.err", Process::Limits{});
        wait_for_port(inner_, *server_);
    }
    void start_nginx() {
        std::string site = base::read_file(base::find_assets().value() / "deploy/nginx.conf", 1 << 20).value();
        const std::string plain =
            "listen 127.0.0.1:" + std::to_string(plain_) + ";\n    "; // for whom TLS is in the way
        set(site, "listen 443 ssl", plain + "listen 127.0.0.1:" + std::to_string(outer_) + " ssl");
        set(site, "server 127.0.0.1:8080", "server 127.0.0.1:" + std::to_string(inner_));
        set(site, "/etc/ssl/dongthac/fullchain.pem", certificate_.chain.string());
        set(site, "/etc/ssl/dongthac/key.pem", certificate_.key->string());
        const std::string folder = programs_->folder.path();
        ASSERT_TRUE(base::write_file(programs_->folder / "site.conf", site));
        std::string main = "daemon off;\nmaster_process off;\npid " + folder + "/nginx.pid;\nerror_log " + folder +
                           "/nginx.log;\nevents { worker_connections 2048; }\nhttp {\naccess_log off;\n";
        for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            main += std::string(kind) + "_temp_path " + folder + "/" + kind + ";\n";
        ASSERT_TRUE(
            base::write_file(programs_->folder / "nginx.conf", main + "include " + folder + "/site.conf;\n}\n"));
        nginx_ = std::make_unique<Process>(
            std::vector<std::string>{nginx_program(), "-p", folder, "-c", folder + "/nginx.conf", "-e",
                                     folder + "/nginx.log"},
            programs_->folder / "nginx.out", programs_->folder / "nginx.err", Process::Limits{});
        wait_for_port(outer_, *nginx_);
    }
    static void set(std::string& text, const std::string& from, const std::string& to) {
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
    }
    void wait_for_port(int port, Process& process) {
        for (int i = 0; i < 3'000; ++i) {
            if (RawConnection(port).send("")) return;
            ASSERT_FALSE(process.has_ended()) << base::read_file(programs_->folder / "nginx.log", 1 << 20).value_or("")
                                              << base::read_file(programs_->folder / "serve.err", 1 << 20).value_or("");
            usleep(10'000); // polls another process: there is no event to wait for
        }
        FAIL() << "nothing listens on " << port;
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(outer_); }
    void join() {
        const Outcome joined =
            programs_->client("pc", {"office", "join", url(), programs_->invite("truong", {"editor", "signer"})});
        ASSERT_EQ(joined.exit, 0) << joined.err;
        ASSERT_EQ(programs_->client("pc", {"sync"}).exit, 0);
    }

    base::SystemRandom random_;
    int inner_ = free_port();
    int outer_ = free_port();
    int plain_ = free_port();
    server::CertificateFiles certificate_;
    std::optional<Programs> programs_;
    std::unique_ptr<Process> server_;
    std::unique_ptr<Process> nginx_;
};

TEST_F(Nginx, CarriesTheWorkOfAnOffice) {
    join();
    const std::string id = programs_->client("pc", {"doc", "new", "plan"}).json().value("id", "");
    ASSERT_EQ(programs_->client("pc", {"doc", "submit", id}).exit, 0);

    const Outcome synced = programs_->client("pc", {"sync"});

    ASSERT_EQ(synced.exit, 0) << synced.err;
    EXPECT_EQ(programs_->client("pc", {"status"}).json()["pending"], 0);
    EXPECT_EQ(programs_->admin({"stats", "--json"}).json()["devices"], 1);
}

TEST_F(Nginx, StopsWhatIsTooLargeBeforeTheServerSeesIt) {
    const auto transport = sync::http_transport(url()).value();

    const auto reply = transport->post("/x", base::Bytes((std::size_t{4} << 20) + 1, 'x'));

    ASSERT_TRUE(reply) << reply.error().arg("reason");
    EXPECT_EQ(reply->status, 413);
}

TEST_F(Nginx, IsNotHeldUpByConnectionsThatSayNothing) {
    join();
    std::vector<RawConnection> silent;
    for (int i = 0; i < 400; ++i) silent.emplace_back(outer_);
    for (RawConnection& one : silent) ASSERT_TRUE(one.send(std::string("\x16\x03\x01\x02", 4)));

    EXPECT_EQ(programs_->client("pc", {"sync"}).exit, 0);
}

TEST_F(Nginx, StopsWhoGuessesCodesUnderWhateverNameAndNobodyElse) {
    constexpr std::uint32_t kGuesser = 0x7f000002; // 127.0.0.2, as nginx sees him
    constexpr std::uint32_t kOffice = 0x7f000003;
    const auto join = [this](std::uint32_t from, const std::string& code, const std::string& said) {
        const base::KeyPair key = base::KeyPair::generate(random_);
        const base::Bytes body = wire::compress(wire::encode(wire::JoinRequest{code, key.public_key(), "máy"}));
        RawConnection connection(plain_, {from});
        (void)connection.send("POST /v1/join HTTP/1.1\r\nHost: t\r\nX-Real-IP: " + said + "\r\nx-real-ip: " + said +
                              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                              std::string(base::as_text(body)));
        return connection.read().substr(9, 3);
    };
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(join(kGuesser, "ABCD-EFGH-JKLM", "203.0.113." + std::to_string(i)), "403") << i;

    EXPECT_EQ(join(kGuesser, "ABCD-EFGH-JKLM", "203.0.113.99"), "429") << "he does not say who he is";
    EXPECT_EQ(join(kOffice, programs_->invite("truong", {"editor"}), "127.0.0.2"), "200");
}

TEST_F(Nginx, ShowsNobodyTheMetrics) {
    RawConnection outside(plain_);
    ASSERT_TRUE(outside.send("GET /metrics HTTP/1.1\r\nHost: t\r\n\r\n"));
    EXPECT_TRUE(outside.read().starts_with("HTTP/1.1 404"));
    EXPECT_EQ(get_raw(inner_, "/metrics").value_or(RawAnswer{}).status, 200) << "an administrator on the machine";
}

TEST_F(Nginx, SaysThatItIsDownWhenTheServerBehindItIs) {
    join();
    server_->kill();

    const Outcome refused = programs_->client("pc", {"sync"});

    EXPECT_EQ(refused.exit, 3) << refused.err;
    EXPECT_EQ(programs_->client("pc", {"doc", "new", "plan"}).exit, 0) << "work goes on";
}

} // namespace

} // namespace dongthac::tests

#endif
