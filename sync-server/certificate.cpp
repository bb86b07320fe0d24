#include "sync-server/certificate.hpp"

#include <array>
#include <span>

#include <mbedtls/ecp.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include "shared/base/files.hpp"

namespace dongthac::server {

namespace {

constexpr std::uintmax_t kLargestFile = 256 << 10;
constexpr const char* kName = "CN=dongthac-server";

int random_bytes(void* random, unsigned char* out, std::size_t size) {
    static_cast<base::Random*>(random)->fill({out, size});
    return 0;
}

struct Chain {
    mbedtls_x509_crt it;
    Chain() { mbedtls_x509_crt_init(&it); }
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;
    ~Chain() { mbedtls_x509_crt_free(&it); }
};

struct Key {
    mbedtls_pk_context it;
    Key() { mbedtls_pk_init(&it); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    ~Key() { mbedtls_pk_free(&it); }
};

struct Draft {
    mbedtls_x509write_cert it;
    Draft() { mbedtls_x509write_crt_init(&it); }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() { mbedtls_x509write_crt_free(&it); }
};

/// mbedTLS reads PEM with the zero at its end.
std::span<const unsigned char> with_zero(const std::string& pem) {
    return {reinterpret_cast<const unsigned char*>(pem.c_str()), pem.size() + 1};
}

std::unexpected<base::Error> no_certificate(const std::filesystem::path& path) {
    return base::fail(base::Code::bad_certificate, {{"path", base::path_to_utf8(path)}});
}

/// Bytes of the handshake's message that shows it (RFC 5246 §7.4.2), which mbedTLS sends as one record.
std::size_t size_shown(const Chain& chain) {
    constexpr std::size_t kHead = 4 + 3;
    constexpr std::size_t kHeadOfEach = 3;
    std::size_t size = kHead;
    for (const mbedtls_x509_crt* one = &chain.it; one != nullptr; one = one->next) size += kHeadOfEach + one->raw.len;
    return size;
}

bool is_key_of(const Chain& chain, const std::string& pem) {
    base::SystemRandom random;
    Key key;
    const auto text = with_zero(pem);
    return mbedtls_pk_parse_key(&key.it, text.data(), text.size(), nullptr, 0, random_bytes, &random) == 0 &&
           mbedtls_pk_check_pair(&chain.it.pk, &key.it, random_bytes, &random) == 0;
}

struct Pems {
    std::string chain;
    std::string key;
};

/// P-256, signed by itself. Dates are not what a client looks at.
base::Result<Pems> make_own(base::Random& random) {
    Key key;
    Draft draft;
    std::array<unsigned char, 16> serial{};
    random.fill(serial);
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 1); // positive (RFC 5280 §4.1.2.2)
    std::array<unsigned char, 4096> chain_text{};
    std::array<unsigned char, 4096> key_text{};
    const bool made =
        mbedtls_pk_setup(&key.it, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)) == 0 &&
        mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(key.it), random_bytes, &random) == 0 &&
        mbedtls_x509write_crt_set_subject_name(&draft.it, kName) == 0 &&
        mbedtls_x509write_crt_set_issuer_name(&draft.it, kName) == 0 &&
        mbedtls_x509write_crt_set_serial_raw(&draft.it, serial.data(), serial.size()) == 0 &&
        mbedtls_x509write_crt_set_validity(&draft.it, "20200101000000", "20991231235959") == 0;
    if (!made) return base::fail(base::Code::internal, {{"what", "certificate"}});
    mbedtls_x509write_crt_set_version(&draft.it, MBEDTLS_X509_CRT_VERSION_3);
    mbedtls_x509write_crt_set_md_alg(&draft.it, MBEDTLS_MD_SHA256);
    mbedtls_x509write_crt_set_subject_key(&draft.it, &key.it);
    mbedtls_x509write_crt_set_issuer_key(&draft.it, &key.it);
    const bool written =
        mbedtls_x509write_crt_pem(&draft.it, chain_text.data(), chain_text.size(), random_bytes, &random) == 0 &&
        mbedtls_pk_write_key_pem(&key.it, key_text.data(), key_text.size()) == 0;
    if (!written) return base::fail(base::Code::internal, {{"what", "certificate"}});
    return Pems{reinterpret_cast<const char*>(chain_text.data()), reinterpret_cast<const char*>(key_text.data())};
}

} // namespace

base::Result<Certificate> read_certificate(const CertificateFiles& files) {
    Certificate certificate;
    DT_TRY(certificate.chain, base::read_file(files.chain, kLargestFile));
    Chain chain;
    const auto text = with_zero(certificate.chain);
    if (mbedtls_x509_crt_parse(&chain.it, text.data(), text.size()) != 0) return no_certificate(files.chain);
    certificate.hash = base::sha256({chain.it.raw.p, chain.it.raw.len});
    if (!files.key) return certificate;
    if (const std::size_t size = size_shown(chain); size > MBEDTLS_SSL_OUT_CONTENT_LEN)
        return base::fail(base::Code::bad_certificate, {{"path", base::path_to_utf8(files.chain)},
                                                        {"size", std::to_string(size)},
                                                        {"limit", std::to_string(MBEDTLS_SSL_OUT_CONTENT_LEN)}});
    DT_TRY(certificate.key, base::read_file(*files.key, kLargestFile));
    if (!is_key_of(chain, certificate.key)) return no_certificate(*files.key);
    return certificate;
}

base::Result<CertificateFiles> own_certificate(const std::filesystem::path& folder, base::Random& random) {
    const std::filesystem::path place = folder / "tls";
    const CertificateFiles files{place / "certificate.pem", place / "key.pem"};
    std::error_code ignored;
    if (std::filesystem::exists(files.chain, ignored)) return files;
    DT_TRY(const Pems pems, make_own(random));
    DT_CHECK(base::make_folder(place));
    std::filesystem::permissions(place, std::filesystem::perms::owner_all, ignored);
    DT_CHECK(base::write_file(*files.key, pems.key));
    DT_CHECK(base::write_file(files.chain, pems.chain)); // last: where it is, both are
    return files;
}

} // namespace dongthac::server
