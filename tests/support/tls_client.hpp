#pragma once

#ifndef _WIN32

#include <string>
#include <string_view>

#include <mbedtls/ssl.h>
#include <psa/crypto.h>
#include <sys/socket.h>

#include "shared/base/random.hpp"

namespace dongthac::tests {

/// The client's end of TLS over a socket that does not block; it believes every certificate. No call waits.
class TlsClient {
  public:
    explicit TlsClient(int socket) : socket_(socket) {
        mbedtls_ssl_config_init(&config_);
        mbedtls_ssl_init(&ssl_);
        works_ = psa_crypto_init() == PSA_SUCCESS &&
                 mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                             MBEDTLS_SSL_PRESET_DEFAULT) == 0;
        mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_NONE);
        mbedtls_ssl_conf_rng(&config_, random_bytes, nullptr);
        works_ = works_ && mbedtls_ssl_setup(&ssl_, &config_) == 0;
        mbedtls_ssl_set_bio(&ssl_, &socket_, send, receive, nullptr);
    }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;
    ~TlsClient() {
        mbedtls_ssl_free(&ssl_);
        mbedtls_ssl_config_free(&config_);
    }

    /// Again and again; true once it is done.
    [[nodiscard]] bool shake_hands() { return works_ && mbedtls_ssl_handshake(&ssl_) == 0; }
    /// True when all of it is on its way.
    [[nodiscard]] bool write(std::string_view bytes) {
        return mbedtls_ssl_write(&ssl_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) ==
               static_cast<int>(bytes.size());
    }
    /// What has come, at most `most` bytes.
    [[nodiscard]] std::string read(std::size_t most) {
        std::string bytes(most, '\0');
        const int got = mbedtls_ssl_read(&ssl_, reinterpret_cast<unsigned char*>(bytes.data()), most);
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return bytes;
    }

  private:
    static int random_bytes(void*, unsigned char* out, std::size_t size) {
        base::SystemRandom random;
        random.fill({out, size});
        return 0;
    }
    static int send(void* socket, const unsigned char* data, std::size_t size) {
        const auto sent = ::send(*static_cast<int*>(socket), data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        return sent >= 0 ? static_cast<int>(sent) : MBEDTLS_ERR_SSL_WANT_WRITE;
    }
    static int receive(void* socket, unsigned char* out, std::size_t size) {
        const auto got = ::recv(*static_cast<int*>(socket), out, size, MSG_DONTWAIT);
        return got >= 0 ? static_cast<int>(got) : MBEDTLS_ERR_SSL_WANT_READ;
    }

    int socket_;
    mbedtls_ssl_config config_{};
    mbedtls_ssl_context ssl_{};
    bool works_ = false;
};

} // namespace dongthac::tests

#endif
