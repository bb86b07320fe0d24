#include "sync-server/tls.hpp"

#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#include <psa/crypto.h>

#include "shared/base/random.hpp"

namespace dongthac::server {

namespace {

/// The system's own generator: mbedTLS's would be shared by all sessions, which are on many threads.
int random_bytes(void*, unsigned char* out, std::size_t size) {
    base::SystemRandom random;
    random.fill({out, size});
    return 0;
}

int as_mbedtls(const Moved& moved) {
    switch (moved.io) {
    case Io::done: return static_cast<int>(moved.bytes);
    case Io::wants_to_read: return MBEDTLS_ERR_SSL_WANT_READ;
    case Io::wants_to_write: return MBEDTLS_ERR_SSL_WANT_WRITE;
    case Io::closed: break;
    }
    return MBEDTLS_ERR_SSL_CONN_EOF;
}

int receive(void* socket, unsigned char* out, std::size_t size) {
    return as_mbedtls(read_some(*static_cast<Socket*>(socket), {reinterpret_cast<char*>(out), size}));
}

int send(void* socket, const unsigned char* data, std::size_t size) {
    return as_mbedtls(write_some(*static_cast<Socket*>(socket), {reinterpret_cast<const char*>(data), size}));
}

Io io_of(int result) {
    switch (result) {
    case MBEDTLS_ERR_SSL_WANT_READ: return Io::wants_to_read;
    case MBEDTLS_ERR_SSL_WANT_WRITE: return Io::wants_to_write;
    default: return result >= 0 ? Io::done : Io::closed;
    }
}

Moved moved(int result) {
    if (result == 0) return {}; // the other side said goodbye
    return {io_of(result), result > 0 ? static_cast<std::size_t>(result) : 0};
}

} // namespace

struct TlsContext::Impl {
    mbedtls_ssl_config config;
    mbedtls_x509_crt chain;
    mbedtls_pk_context key;

    Impl() {
        mbedtls_ssl_config_init(&config);
        mbedtls_x509_crt_init(&chain);
        mbedtls_pk_init(&key);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        mbedtls_ssl_config_free(&config);
        mbedtls_x509_crt_free(&chain);
        mbedtls_pk_free(&key);
    }
};

TlsContext::TlsContext() : impl_(std::make_unique<Impl>()) {}
TlsContext::~TlsContext() = default;

base::Result<std::shared_ptr<const TlsContext>> TlsContext::make(const Certificate& certificate) {
    std::shared_ptr<TlsContext> context(new TlsContext);
    Impl& impl = *context->impl_;
    const auto* chain = reinterpret_cast<const unsigned char*>(certificate.chain.c_str());
    const auto* key = reinterpret_cast<const unsigned char*>(certificate.key.c_str());
    const bool made =
        psa_crypto_init() == PSA_SUCCESS &&
        mbedtls_ssl_config_defaults(&impl.config, MBEDTLS_SSL_IS_SERVER, MBEDTLS_SSL_TRANSPORT_STREAM,
                                    MBEDTLS_SSL_PRESET_DEFAULT) == 0 &&
        mbedtls_x509_crt_parse(&impl.chain, chain, certificate.chain.size() + 1) == 0 &&
        mbedtls_pk_parse_key(&impl.key, key, certificate.key.size() + 1, nullptr, 0, random_bytes, nullptr) == 0 &&
        mbedtls_ssl_conf_own_cert(&impl.config, &impl.chain, &impl.key) == 0;
    if (!made) return base::fail(base::Code::bad_certificate, {{"path", "TLS"}});
    mbedtls_ssl_conf_min_tls_version(&impl.config, MBEDTLS_SSL_VERSION_TLS1_2);
    mbedtls_ssl_conf_rng(&impl.config, random_bytes, nullptr);
    return context;
}

struct TlsSession::Impl {
    std::shared_ptr<const TlsContext> context;
    Socket socket;
    mbedtls_ssl_context ssl;
    bool ready = false; ///< set up: only no memory is in its way
    bool open = false;  ///< the handshake is done

    Impl(std::shared_ptr<const TlsContext> shared, Socket lent) : context(std::move(shared)), socket(lent) {
        mbedtls_ssl_init(&ssl);
        ready = mbedtls_ssl_setup(&ssl, &context->impl().config) == 0;
        mbedtls_ssl_set_bio(&ssl, &socket, send, receive, nullptr);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (open) (void)mbedtls_ssl_close_notify(&ssl);
        mbedtls_ssl_free(&ssl);
    }
};

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, Socket socket)
    : impl_(std::make_unique<Impl>(std::move(context), socket)) {}
TlsSession::~TlsSession() = default;

Io TlsSession::shake_hands() {
    if (!impl_->ready) return Io::closed;
    const Io io = io_of(mbedtls_ssl_handshake(&impl_->ssl));
    impl_->open = io == Io::done;
    return io;
}

Moved TlsSession::read(std::span<char> out) {
    return moved(mbedtls_ssl_read(&impl_->ssl, reinterpret_cast<unsigned char*>(out.data()), out.size()));
}

Moved TlsSession::write(std::span<const char> data) {
    return moved(mbedtls_ssl_write(&impl_->ssl, reinterpret_cast<const unsigned char*>(data.data()), data.size()));
}

} // namespace dongthac::server
