#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <mbedtls/ecp.h>
#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>

#include "shared/base/files.hpp"
#include "shared/base/random.hpp"
#include "sync-server/certificate.hpp"

/// Certificates as an authority makes them.
namespace dongthac::tests {

namespace certificates {

inline int random_bytes(void* random, unsigned char* out, std::size_t size) {
    static_cast<base::Random*>(random)->fill({out, size});
    return 0;
}

class Key {
  public:
    explicit Key(base::Random& random) {
        mbedtls_pk_init(&it_);
        EXPECT_EQ(mbedtls_pk_setup(&it_, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)), 0);
        EXPECT_EQ(mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(it_), random_bytes, &random), 0);
    }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    ~Key() { mbedtls_pk_free(&it_); }
    mbedtls_pk_context* get() { return &it_; }
    [[nodiscard]] std::string pem() {
        std::array<unsigned char, 4096> text{};
        EXPECT_EQ(mbedtls_pk_write_key_pem(&it_, text.data(), text.size()), 0);
        return reinterpret_cast<const char*>(text.data());
    }

  private:
    mbedtls_pk_context it_{};
};

/// PEM of a certificate for `subject` with a remark of `padding` bytes in it.
inline std::string made(const std::string& name, const std::string& by, Key& subject, Key& issuer, std::size_t padding,
                        base::Random& random) {
    constexpr std::string_view kRemark = "\x60\x86\x48\x01\x86\xf8\x42\x01\x0d"; // 2.16.840.1.113730.1.13
    const std::vector<unsigned char> remark(padding, 'x');
    const std::array<unsigned char, 1> serial{1};
    mbedtls_x509write_cert draft;
    mbedtls_x509write_crt_init(&draft);
    mbedtls_x509write_crt_set_version(&draft, MBEDTLS_X509_CRT_VERSION_3);
    mbedtls_x509write_crt_set_md_alg(&draft, MBEDTLS_MD_SHA256);
    mbedtls_x509write_crt_set_subject_key(&draft, subject.get());
    mbedtls_x509write_crt_set_issuer_key(&draft, issuer.get());
    std::vector<unsigned char> text(2 * padding + 4096);
    const bool well =
        mbedtls_x509write_crt_set_subject_name(&draft, name.c_str()) == 0 &&
        mbedtls_x509write_crt_set_issuer_name(&draft, by.c_str()) == 0 &&
        mbedtls_x509write_crt_set_serial_raw(&draft, const_cast<unsigned char*>(serial.data()), serial.size()) == 0 &&
        mbedtls_x509write_crt_set_validity(&draft, "20200101000000", "20991231235959") == 0 &&
        mbedtls_x509write_crt_set_extension(&draft, kRemark.data(), kRemark.size(), 0, remark.data(), remark.size()) ==
            0 &&
        mbedtls_x509write_crt_pem(&draft, text.data(), text.size(), random_bytes, &random) == 0;
    EXPECT_TRUE(well) << name;
    mbedtls_x509write_crt_free(&draft);
    return reinterpret_cast<const char*>(text.data());
}

} // namespace certificates

/// A server's certificate, `links` that vouch for it one behind the other, and the key, in files of `folder`. Each
/// certificate takes some 300 bytes and `padding`.
inline server::CertificateFiles chain_of(const std::filesystem::path& folder, int links, std::size_t padding,
                                         base::Random& random) {
    const auto name = [](int link) { return "CN=link " + std::to_string(link); };
    std::string chain;
    certificates::Key own(random);
    certificates::Key* subject = &own;
    std::vector<std::unique_ptr<certificates::Key>> issuers;
    for (int link = 0; link <= links; ++link) {
        issuers.push_back(std::make_unique<certificates::Key>(random));
        chain += certificates::made(name(link), name(link + 1), *subject, *issuers.back(), padding, random);
        subject = issuers.back().get();
    }
    const server::CertificateFiles files{folder / "chain.pem", folder / "chain_key.pem"};
    EXPECT_TRUE(base::write_file(*files.key, own.pem()));
    EXPECT_TRUE(base::write_file(files.chain, chain));
    return files;
}

} // namespace dongthac::tests
