# qpdf's library: the objects of a .pdf, mended and decrypted (ADR 23). Built file by file: its own build files look for
# libjpeg, OpenSSL and GnuTLS. Its own cryptography is enough for reading; what it would make pictures of is left out.
set(qpdf_dir ${third_party}/qpdf)
set(qpdf_build ${CMAKE_BINARY_DIR}/third_party/qpdf)

set(qpdf_config "#define DEFAULT_CRYPTO \"native\"\n#define USE_CRYPTO_NATIVE 1\n#define USE_INSECURE_RANDOM 1\n")
string(APPEND qpdf_config "#define SKIP_OS_SECURE_RANDOM 1\n#define HAVE_INTTYPES_H 1\n#define HAVE_STDINT_H 1\n")
string(APPEND qpdf_config "#define SIZEOF_SIZE_T ${CMAKE_SIZEOF_VOID_P}\n")
file(CONFIGURE OUTPUT ${qpdf_build}/qpdf/qpdf-config.h CONTENT "${qpdf_config}" @ONLY)

# In the place of its own header, which needs libjpeg: a picture is never unpacked.
file(CONFIGURE OUTPUT ${qpdf_build}/qpdf/Pl_DCT.hh @ONLY CONTENT [[
#pragma once
#include <qpdf/Pipeline.hh>
#include <stdexcept>
class Pl_DCT : public Pipeline {
  public:
    Pl_DCT(char const* identifier, Pipeline* next) : Pipeline(identifier, next) {}
    void write(unsigned char const*, size_t) override { throw std::runtime_error("pictures are not read"); }
    void finish() override { throw std::runtime_error("pictures are not read"); }
};
]])

file(GLOB qpdf_sources ${qpdf_dir}/libqpdf/*.cc ${qpdf_dir}/libqpdf/*.c)
# Its command line, its C interface, its writing of other forms, and what stands on other libraries.
list(FILTER qpdf_sources EXCLUDE REGEX
    "/(Pl_DCT|QPDFJob.*|QPDFArgParser|QPDFCrypto_(gnutls|openssl)|qpdf-c|qpdfjob-c|qpdflogger-c|QPDFUsage)\\.cc$")
add_library(qpdf STATIC EXCLUDE_FROM_ALL ${qpdf_sources})
target_include_directories(qpdf SYSTEM PRIVATE ${qpdf_build} ${qpdf_dir}/libqpdf PUBLIC ${qpdf_dir}/include)
target_compile_definitions(qpdf PUBLIC POINTERHOLDER_TRANSITION=4)
target_link_libraries(qpdf PRIVATE zlib)
if(WIN32)
    target_compile_options(qpdf PRIVATE -UUNICODE -U_UNICODE) # it calls the narrow functions by their common names
endif()
quiet_third_party(qpdf)
