#ifndef _WIN32

#include <fstream>

#include "client/sync/round.hpp"
#include "shared/base/assets.hpp"
#include "shared/office/workspace.hpp"
#include "sync-server/sentence.hpp"
#include "tests/server/http_fixture.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/recording_proxy.hpp"

// What others can hear and do on the way between an office and its server (DESIGN §7, §9).

namespace dongthac::tests {

namespace {

using base::Code;
using model::Role;

/// A server that speaks TLS with a certificate of its own, and a PC behind somebody who listens.
class Tls : public HttpTest {
  protected:
    void SetUp() override {
        HttpTest::SetUp();
        show(certificate_in(folder_.path()));
        proxy_.emplace(port_);
        office_.emplace(office::Workspace::open(pc_.path(), clock_, random_).value());
    }
    void TearDown() override {
        transport_.reset();
        proxy_.reset();
        HttpTest::TearDown();
    }

    server::Certificate certificate_in(const std::filesystem::path& folder) {
        const auto files = server::own_certificate(folder, random_);
        EXPECT_TRUE(files);
        return server::read_certificate(*files).value();
    }
    /// With the server's word for it, unless somebody else stands there.
    enum class Word { given, none };
    void show(const server::Certificate& certificate, Word word = Word::given) {
        ASSERT_TRUE(http_->speak_tls(certificate));
        if (word == Word::given) routes_->set_tls_statement(server_->tls_statement(certificate.hash));
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(proxy_->port()); }
    base::Result<void> join(const std::string& code) {
        transport_ = sync::http_transport(url()).value();
        return sync::join(*office_, *transport_, url(), code, "Máy của cô Hoa");
    }

    std::optional<RecordingProxy> proxy_;
    TempFolder pc_;
    std::optional<office::Workspace> office_;
    std::unique_ptr<sync::Transport> transport_;
};

TEST_F(HttpTest, ARecordingProxyHearsPlainHttp) {
    RecordingProxy proxy(port_);
    TempFolder folder;
    auto office = office::Workspace::open(folder.path(), clock_, random_).value();
    const auto transport = sync::http_transport("http://127.0.0.1:" + std::to_string(proxy.port())).value();

    ASSERT_TRUE(sync::join(office, *transport, "http://x", code_for("truong-a", {Role::editor}), "máy"));

    EXPECT_NE(proxy.heard().find("HTTP/1.1"), std::string::npos) << "or the next test proves nothing";
}

TEST_F(Tls, NothingThatIsSaidCanBeHeard) {
    const std::string code = code_for("truong-a", {Role::editor});

    ASSERT_TRUE(join(code));
    ASSERT_TRUE(sync::run_round(*office_, *transport_));

    const std::string heard = proxy_->heard();
    ASSERT_GT(heard.size(), 1'000u);
    for (const std::string& word : {code, std::string("HTTP/1.1"), std::string("/v1/join"), std::string("truong-a"),
                                    std::string("Content-Length")})
        EXPECT_EQ(heard.find(word), std::string::npos) << word;
}

TEST_F(Tls, AnotherCertificateIsRefusedBeforeAnythingIsSaid) {
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor})));
    TempFolder elsewhere;
    show(certificate_in(elsewhere.path()), Word::none); // the word is still for the other one
    proxy_->cut();
    const std::size_t before = heard_.text().size();

    const auto report = sync::run_round(*office_, *transport_);

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, Code::untrusted_server);
    const std::string asked = heard_.text().substr(before);
    EXPECT_EQ(asked.find("exchange"), std::string::npos) << asked;
    EXPECT_EQ(report.error().arg("url"), url());
}

TEST_F(Tls, ARenewedCertificateWithTheServersWordIsTaken) {
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor})));
    TempFolder elsewhere;
    show(certificate_in(elsewhere.path()));
    proxy_->cut();

    const auto report = sync::run_round(*office_, *transport_);

    EXPECT_TRUE(report) << report.error().arg("reason");
}

TEST_F(Tls, WithoutTheServersWordOnlyKnownAuthoritiesCount) {
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor})));
    routes_->set_tls_statement({}); // as behind a proxy whose certificate the server was not told
    proxy_->cut();
    transport_ = sync::http_transport(url()).value();

    const auto report = sync::run_round(*office_, *transport_);

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, Code::untrusted_server) << "nobody vouches for a certificate made here";
}

TEST(DamagedServer, IsToldWhatAnAdministratorCanDo) {
    const base::Error damaged{Code::damaged_database, {{"path", "/x/server.db"}, {"backup", "/x/backups/a.db"}}};
    base::Error bare = damaged;
    bare.args.back().second.clear();
    for (const std::string language : {"vi", "en"}) {
        const auto strings = text::Strings::load(base::find_assets().value(), language).value();
        const std::string sentence = server::sentence_for(strings, damaged);
        EXPECT_NE(sentence.find("/x/backups/a.db"), std::string::npos) << sentence;
        for (const std::string& words : {sentence, server::sentence_for(strings, bare)}) {
            EXPECT_NE(words.find("server.db"), std::string::npos) << words;
            EXPECT_EQ(words.find("{"), std::string::npos) << words;
            EXPECT_EQ(words.find(language == "vi" ? "gia nhập" : "join"), std::string::npos) << words;
        }
    }
}

TEST_F(Tls, ALongChainIsShownAsItIs) {
    const server::CertificateFiles files = chain_of(folder_.path(), 5, 2'418, random_); // 16 KiB
    const auto certificate = server::read_certificate(files);
    ASSERT_TRUE(certificate);
    show(*certificate);

    EXPECT_TRUE(join(code_for("truong-a", {Role::editor})));
}

TEST_F(Tls, AStrangerOnTheWayIsNotBelievedForEver) {
    const server::Certificate own = certificate_in(folder_.path());
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor})));
    TempFolder portal;
    show(certificate_in(portal.path()), Word::none);
    routes_->set_tls_statement({}); // 404: what a hotel's log-in page says to everything
    proxy_->cut();
    const auto behind_portal = sync::run_round(*office_, *transport_);
    show(own);
    proxy_->cut();

    const auto at_home = sync::run_round(*office_, *transport_);

    ASSERT_FALSE(behind_portal);
    EXPECT_EQ(behind_portal.error().code, Code::untrusted_server);
    EXPECT_TRUE(at_home) << base::name_of(at_home.error().code) << " without the window being opened anew";
}

TEST_F(Tls, WhoSpeaksNoTlsThereIsRefused) {
    RawConnection plain(port_);
    ASSERT_TRUE(plain.send("GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"));

    EXPECT_EQ(plain.read().find("ok"), std::string::npos);
}

TEST_F(Tls, TwoHundredHandshakesThatNeverEndHoldNobodyUp) {
    std::vector<RawConnection> halves;
    for (int i = 0; i < 200; ++i) {
        halves.emplace_back(port_);
        ASSERT_TRUE(halves.back().send(std::string("\x16\x03\x01\x02", 4))); // the beginning of a ClientHello
    }

    EXPECT_TRUE(join(code_for("truong-a", {Role::editor})));
}

TEST(OwnCertificate, IsMadeOnceAndFitsItsKey) {
    TempFolder folder;
    base::SeededRandom random(1);

    const auto first = server::own_certificate(folder.path(), random);
    const auto again = server::own_certificate(folder.path(), random);

    ASSERT_TRUE(first && again);
    const auto one = server::read_certificate(*first);
    const auto two = server::read_certificate(*again);
    ASSERT_TRUE(one && two);
    EXPECT_EQ(one->hash, two->hash);
    const auto rights = std::filesystem::status(folder.path() / "tls").permissions();
    EXPECT_EQ(rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none);
}

TEST(OwnCertificate, AnotherKeyOrRubbishIsABadCertificate) {
    TempFolder folder;
    TempFolder other;
    base::SeededRandom random(2);
    const auto mine = server::own_certificate(folder.path(), random).value();
    const auto theirs = server::own_certificate(other.path(), random).value();
    const std::filesystem::path rubbish = folder.path() / "x.pem";
    std::ofstream(rubbish) << "-----BEGIN CERTIFICATE-----\nnothing\n";

    const auto wrong_key = server::read_certificate({mine.chain, theirs.key});
    const auto no_certificate = server::read_certificate({rubbish, mine.key});
    const auto no_key = server::read_certificate({mine.chain, rubbish});
    const auto none = server::read_certificate({folder.path() / "nowhere.pem", {}});

    ASSERT_TRUE(!wrong_key && !no_certificate && !no_key && !none);
    EXPECT_EQ(wrong_key.error().code, Code::bad_certificate);
    EXPECT_EQ(no_certificate.error().code, Code::bad_certificate);
    EXPECT_EQ(no_key.error().code, Code::bad_certificate);
    EXPECT_EQ(none.error().code, Code::missing_file);
    EXPECT_TRUE(server::read_certificate({mine.chain, {}})) << "a proxy keeps its key";
}

TEST(Certificate, WithAChainThatNoHandshakeCarriesIsRefusedWhereItIsShown) {
    TempFolder folder;
    base::SeededRandom random(3);
    const server::CertificateFiles longest = chain_of(folder.path(), 5, 2'418, random);
    EXPECT_TRUE(server::read_certificate(longest));
    const server::CertificateFiles files = chain_of(folder.path(), 5, 2'425, random);

    const auto shown = server::read_certificate(files);

    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().code, Code::bad_certificate);
    const auto strings = text::Strings::load(base::find_assets().value(), "en").value();
    const std::string sentence = server::sentence_for(strings, shown.error());
    EXPECT_NE(sentence.find("chain.pem” takes 16"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("at most 16384"), std::string::npos) << sentence;
    EXPECT_TRUE(server::read_certificate({files.chain, {}})) << "a proxy shows it as it likes";
}

} // namespace

} // namespace dongthac::tests

#endif
