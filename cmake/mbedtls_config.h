// What differs from mbedTLS's own configuration; it is read behind that.
#pragma once

// Sessions of one server are on many threads.
#define MBEDTLS_THREADING_C
#define MBEDTLS_THREADING_PTHREAD

// Its counters for self tests are shared by all threads.
#undef MBEDTLS_SELF_TEST

// TLS 1.2 alone: a TLS 1.3 server such as nginx sends two session tickets behind the handshake, and cpp-httplib's client
// takes the second for a broken line, depending on how they arrive. With forward secrecy and authenticated encryption only.
#undef MBEDTLS_SSL_PROTO_TLS1_3
#undef MBEDTLS_SSL_SESSION_TICKETS
#undef MBEDTLS_SSL_TICKET_C
#define MBEDTLS_SSL_CIPHERSUITES                                                                                       \
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, MBEDTLS_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,        \
        MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,                \
        MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
