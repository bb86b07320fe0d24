#ifdef __linux__

#include "sync-server/certificate.hpp"
#include "tests/server/http_fixture.hpp"
#include "tests/support/process.hpp"

// A proxy with a certificate that its server was not told of (docs/adr/0018): then the authorities this machine knows
// decide, as for any site. The machine's list and its names are put in the place of the real ones for one program only.

namespace dongthac::tests {

namespace {

using model::Role;

constexpr const char* kAuthorities = "/etc/ssl/certs/ca-certificates.crt";
constexpr const char* kHosts = "/etc/hosts";
constexpr const char* kName = "dongthac-server"; ///< what server::own_certificate is made out to

class TlsByAuthority : public HttpTest {
  protected:
    void SetUp() override {
        HttpTest::SetUp();
        if (programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(programs());
        const auto files = server::own_certificate(folder_.path(), random_).value();
        mine_ = files.chain;
        ASSERT_TRUE(http_->speak_tls(server::read_certificate(files).value()));
        ASSERT_TRUE(base::write_file(programs_->folder / "hosts", std::string("127.0.0.1 localhost ") + kName + "\n"));
        if (!std::filesystem::exists(kAuthorities) || programs_->run(elsewhere({kHosts}, {"/bin/true"})).exit != 0)
            GTEST_SKIP() << "no mount namespaces, or no " << kAuthorities;
    }
    /// `command` where the files named in `replaced` are ours.
    [[nodiscard]] std::vector<std::string> elsewhere(const std::vector<std::string>& replaced,
                                                     const std::vector<std::string>& command) const {
        std::string script;
        for (const std::string& file : replaced) {
            const std::filesystem::path ours = file == kHosts ? programs_->folder / "hosts" : mine_;
            script += "mount --bind '" + ours.string() + "' " + file + " && ";
        }
        std::vector<std::string> words{"/usr/bin/unshare", "-r", "-m", "/bin/sh", "-c", script + "exec \"$@\"", "sh"};
        words.insert(words.end(), command.begin(), command.end());
        return words;
    }
    [[nodiscard]] Outcome pc(const std::vector<std::string>& replaced, std::vector<std::string> words) const {
        return programs_->run(elsewhere(replaced, programs_->client_command("pc", std::move(words))));
    }
    [[nodiscard]] Outcome join(const std::string& name, const std::string& code,
                               const std::vector<std::string>& replaced = {kHosts, kAuthorities}) const {
        return pc(replaced, {"office", "join", "https://" + name + ":" + std::to_string(port_), code});
    }
    /// A PC of the school, with something to send.
    void sit_down() {
        const Outcome joined = join(kName, code_for("truong-a", {Role::editor}));
        ASSERT_EQ(joined.exit, 0) << joined.err;
        ASSERT_EQ(pc({kHosts}, {"doc", "new", "plan"}).exit, 0);
    }
    [[nodiscard]] std::uint64_t changes() { return server_->totals().value().changes; }

    std::optional<Programs> programs_;
    std::filesystem::path mine_;
};

TEST_F(TlsByAuthority, ACertificateThatThisMachinesAuthoritiesKnowIsTaken) {
    sit_down();
    const std::uint64_t before = changes();

    const Outcome synced = pc({kHosts, kAuthorities}, {"sync"});

    EXPECT_EQ(synced.exit, 0) << synced.err;
    EXPECT_GT(changes(), before);
}

TEST_F(TlsByAuthority, OneThatTheyDoNotKnowIsRefusedBeforeAnythingIsSaid) {
    sit_down();
    const std::uint64_t before = changes();
    const std::size_t asked = heard_.text().size();

    const Outcome refused = pc({kHosts}, {"sync"});

    EXPECT_EQ(refused.code(), "untrusted_server") << refused.err;
    EXPECT_EQ(changes(), before);
    EXPECT_EQ(heard_.text().find("exchange", asked), std::string::npos);
}

TEST_F(TlsByAuthority, WhoHasNoWordWhereTheServerHadOneIsAStranger) {
    sit_down();
    const auto own = server::read_certificate({mine_, std::nullopt});
    ASSERT_TRUE(own);
    routes_->set_tls_statement(server_->tls_statement(own->hash));
    ASSERT_EQ(pc({kHosts}, {"sync"}).exit, 0) << "by the server's word, without any authority";
    const std::uint64_t before = changes();
    ASSERT_EQ(pc({kHosts}, {"doc", "new", "plan"}).exit, 0);
    routes_->set_tls_statement({}); // somebody on the way, with a certificate that the authorities vouch for

    const Outcome refused = pc({kHosts, kAuthorities}, {"sync"});

    EXPECT_EQ(refused.code(), "untrusted_server") << refused.err;
    EXPECT_EQ(changes(), before);
}

TEST_F(TlsByAuthority, NoCodeIsSaidToAnotherNameOrAnUnknownCertificate) {
    const std::string code = code_for("truong-a", {Role::editor});

    EXPECT_EQ(join("localhost", code).code(), "untrusted_server") << "made out to another name";
    EXPECT_EQ(join(kName, code, {kHosts}).code(), "untrusted_server");

    EXPECT_EQ(heard_.text().find("join"), std::string::npos) << heard_.text();
    EXPECT_EQ(join(kName, code).exit, 0) << "the code is still good";
}

} // namespace

} // namespace dongthac::tests

#endif
