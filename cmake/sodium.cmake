# libsodium from its C sources, without autotools, so that one tree serves Linux and Windows. The SIMD files choose
# their instruction set by a pragma and are picked at run time by CPUID; the two assembler parts are left out.
set(sodium_dir ${third_party}/libsodium/src/libsodium)

file(STRINGS ${third_party}/libsodium/configure.ac sodium_configure REGEX "^(AC_INIT|SODIUM_LIBRARY_VERSION_M)")
string(REGEX MATCH "AC_INIT\\(\\[libsodium\\],\\[([0-9.]+)\\]" _ "${sodium_configure}")
set(VERSION ${CMAKE_MATCH_1})
string(REGEX MATCH "SODIUM_LIBRARY_VERSION_MAJOR=([0-9]+)" _ "${sodium_configure}")
set(SODIUM_LIBRARY_VERSION_MAJOR ${CMAKE_MATCH_1})
string(REGEX MATCH "SODIUM_LIBRARY_VERSION_MINOR=([0-9]+)" _ "${sodium_configure}")
set(SODIUM_LIBRARY_VERSION_MINOR ${CMAKE_MATCH_1})
set(SODIUM_LIBRARY_MINIMAL_DEF "")
# The template sits beside export.h; what is made of it does not.
file(READ ${sodium_dir}/include/sodium/version.h.in version_header)
string(REPLACE "\"export.h\"" "\"sodium/export.h\"" version_header "${version_header}")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/sodium/sodium/version.h CONTENT "${version_header}" @ONLY)
unset(VERSION)

file(GLOB_RECURSE sodium_sources ${sodium_dir}/*.c)
add_library(sodium STATIC EXCLUDE_FROM_ALL ${sodium_sources})
target_include_directories(sodium SYSTEM PUBLIC ${sodium_dir}/include ${CMAKE_BINARY_DIR}/generated/sodium)
target_include_directories(sodium PRIVATE ${sodium_dir}/include/sodium ${CMAKE_BINARY_DIR}/generated/sodium/sodium)
target_compile_definitions(sodium PUBLIC SODIUM_STATIC=1 PRIVATE
    CONFIGURED=1 DEV_MODE=0 NATIVE_LITTLE_ENDIAN=1 HAVE_TI_MODE=1 HAVE_C_VARARRAYS=1 HAVE_ATOMIC_OPS=1 HAVE_PTHREAD=1
    HAVE_INTTYPES_H=1 HAVE_STDINT_H=1 HAVE_CPUID=1)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    # Debian's source leaves clang (preset fuzz) to -m flags a file; without the SIMD files it has the portable ones.
    target_compile_definitions(sodium PRIVATE HAVE_MMINTRIN_H=1 HAVE_EMMINTRIN_H=1 HAVE_PMMINTRIN_H=1
        HAVE_TMMINTRIN_H=1 HAVE_SMMINTRIN_H=1 HAVE_AVXINTRIN_H=1 HAVE_AVX2INTRIN_H=1 HAVE_AVX512FINTRIN_H=1
        HAVE_WMMINTRIN_H=1)
endif()
if(WIN32)
    target_link_libraries(sodium PRIVATE advapi32 bcrypt)
else()
    target_compile_definitions(sodium PRIVATE _GNU_SOURCE HAVE_SYS_MMAN_H=1 HAVE_SYS_RANDOM_H=1 HAVE_SYS_AUXV_H=1
        HAVE_MMAP=1 HAVE_MLOCK=1 HAVE_MADVISE=1 HAVE_MPROTECT=1 HAVE_POSIX_MEMALIGN=1 HAVE_GETPID=1 HAVE_NANOSLEEP=1
        HAVE_GETRANDOM=1 HAVE_GETENTROPY=1 HAVE_EXPLICIT_BZERO=1 HAVE_WEAK_SYMBOLS=1 HAVE_RAISE=1 HAVE_SYSCONF=1
        HAVE_CATCHABLE_SEGV=1 HAVE_CATCHABLE_ABRT=1)
    find_package(Threads REQUIRED)
    target_link_libraries(sodium PRIVATE Threads::Threads)
endif()
