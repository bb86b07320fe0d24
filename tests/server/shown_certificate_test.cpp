#ifndef _WIN32

#include "sync-server/shown_certificate.hpp"
#include "tests/server/http_fixture.hpp"

// Certificates are renewed while the server runs (docs/adr/0018).

namespace dongthac::tests {

namespace {

using base::Code;

/// Two certificates, and the files that are shown: at first the first.
class Renewal : public HttpTest {
  protected:
    void SetUp() override {
        HttpTest::SetUp();
        old_ = server::own_certificate(folder_ / "old", random_).value();
        new_ = server::own_certificate(folder_ / "new", random_).value();
        put(old_.chain, files_.chain);
        put(*old_.key, *files_.key);
    }
    /// Every file is written a second behind the one before.
    void put(const std::filesystem::path& from, const std::filesystem::path& to) {
        ASSERT_TRUE(base::write_file(to, base::read_file(from, 1 << 20).value()));
        std::filesystem::last_write_time(to, begin_ + std::chrono::seconds(++written_files_));
    }
    [[nodiscard]] bool is_shown(const server::CertificateFiles& files) {
        const base::Bytes word = server_->tls_statement(server::read_certificate(files).value().hash);
        return routes_->get("/v1/tls", "127.0.0.1").body == base::as_text(word);
    }

    server::CertificateFiles old_;
    server::CertificateFiles new_;
    server::CertificateFiles files_{folder_ / "chain.pem", folder_ / "key.pem"};
    std::filesystem::file_time_type begin_ = std::filesystem::file_time_type::clock::now();
    int written_files_ = 0;
};

TEST_F(Renewal, IsTakenUpInWhicheverOrderChainAndKeyAreWritten) {
    for (const bool chain_first : {true, false}) {
        put(old_.chain, files_.chain);
        put(*old_.key, *files_.key);
        server::ShownCertificate shown(files_, *server_, *routes_, &*http_);
        ASSERT_TRUE(shown.take());
        ASSERT_TRUE(shown.look_again());
        ASSERT_TRUE(is_shown(old_));

        chain_first ? put(new_.chain, files_.chain) : put(*new_.key, *files_.key);
        const auto half = shown.look_again();
        ASSERT_FALSE(half);
        EXPECT_EQ(half.error().code, Code::bad_certificate);
        EXPECT_TRUE(shown.look_again()) << "once is enough";
        EXPECT_TRUE(is_shown(old_)) << "the old one goes on";
        chain_first ? put(*new_.key, *files_.key) : put(new_.chain, files_.chain);

        EXPECT_TRUE(shown.look_again());
        EXPECT_TRUE(is_shown(new_)) << (chain_first ? "chain first" : "key first");
    }
}

TEST_F(Renewal, ThatIsReadWhileItIsBeingWrittenIsTakenOnceItIsWhole) {
    server::ShownCertificate shown(files_, *server_, *routes_, nullptr);
    ASSERT_TRUE(shown.take());
    const auto moment = begin_ + std::chrono::seconds(100);
    const std::string chain = base::read_file(new_.chain, 1 << 20).value();
    put(*new_.key, *files_.key);
    ASSERT_TRUE(base::write_file(files_.chain, chain.substr(0, chain.size() / 2)));
    std::filesystem::last_write_time(files_.chain, moment);
    ASSERT_FALSE(shown.look_again());

    ASSERT_TRUE(base::write_file(files_.chain, chain));
    std::filesystem::last_write_time(files_.chain, moment); // clocks of file systems tick slowly

    EXPECT_TRUE(shown.look_again());
    EXPECT_TRUE(is_shown(new_));
}

TEST_F(Renewal, ThatIsMissingIsSaidOnceAndTheOldOneGoesOn) {
    server::ShownCertificate shown(files_, *server_, *routes_, nullptr);
    ASSERT_TRUE(shown.take());
    std::filesystem::remove(files_.chain);

    const auto gone = shown.look_again();
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, Code::missing_file);
    EXPECT_TRUE(shown.look_again());
    EXPECT_TRUE(is_shown(old_));
    put(old_.chain, files_.chain);
    EXPECT_TRUE(shown.look_again());
    std::filesystem::remove(*files_.key);
    EXPECT_FALSE(shown.look_again()) << "what is missing now is another file";
}

} // namespace

} // namespace dongthac::tests

#endif
