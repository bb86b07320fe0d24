#include "sync-server/shown_certificate.hpp"

namespace dongthac::server {

ShownCertificate::Written ShownCertificate::written() const {
    std::error_code ignored; // of a file that is not there just now
    Written written;
    written.chain = std::filesystem::last_write_time(files_.chain, ignored);
    if (files_.key) written.key = std::filesystem::last_write_time(*files_.key, ignored);
    return written;
}

base::Result<void> ShownCertificate::take() {
    const Written now = written(); // before they are read: what is written meanwhile is seen the next time
    DT_TRY(const Certificate certificate, read_certificate(files_));
    if (http_ != nullptr) DT_CHECK(http_->speak_tls(certificate));
    routes_.set_tls_statement(server_.tls_statement(certificate.hash));
    taken_ = now;
    return {};
}

base::Result<void> ShownCertificate::look_again() {
    const Written now = written();
    if (taken_ == now) return {};
    auto done = take();
    if (done || std::exchange(refused_, now) == now) return {};
    return done;
}

} // namespace dongthac::server
