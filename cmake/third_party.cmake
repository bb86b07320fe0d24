# Targets over the sources that scripts/fetch-deps unpacked in third_party/. The same tree serves every preset.
# All are static, built only when something needs them, optimised even in debug presets, and silent: their warnings are not ours.
set(third_party ${CMAKE_SOURCE_DIR}/third_party)
if(NOT EXISTS ${third_party}/.stamp)
    message(FATAL_ERROR "third_party/ is not complete. Run scripts/fetch-deps first.")
endif()

find_package(Threads REQUIRED)

if(DONGTHAC_SANITIZE)
    # Memory errors show wherever they happen; undefined behaviour is looked for in our code only: SQLite alone would take
    # ten minutes to compile with it, and a finding there would not be ours to mend.
    set(third_party_options -O1 -fno-sanitize=undefined)
else()
    set(third_party_options -O2)
endif()

function(quiet_third_party)
    foreach(target ${ARGN})
        target_compile_options(${target} PRIVATE -w $<$<CONFIG:Debug>:${third_party_options}>)
    endforeach()
endfunction()

function(header_only target directory)
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE ${directory})
endfunction()

# --- drawing ---------------------------------------------------------------------------------------------------------
set(GLFW_BUILD_EXAMPLES OFF CACHE BOOL "" FORCE)
set(GLFW_BUILD_TESTS OFF CACHE BOOL "" FORCE)
set(GLFW_BUILD_DOCS OFF CACHE BOOL "" FORCE)
set(GLFW_INSTALL OFF CACHE BOOL "" FORCE)
set(GLFW_BUILD_WAYLAND OFF CACHE BOOL "" FORCE)
set(GLFW_LIBRARY_TYPE STATIC CACHE STRING "" FORCE)
add_subdirectory(${third_party}/glfw3 ${CMAKE_BINARY_DIR}/third_party/glfw EXCLUDE_FROM_ALL SYSTEM)
quiet_third_party(glfw)

set(imgui_sources ${third_party}/imgui/imgui.cpp ${third_party}/imgui/imgui_draw.cpp
    ${third_party}/imgui/imgui_tables.cpp ${third_party}/imgui/imgui_widgets.cpp)
foreach(variant imgui imgui_test)
    add_library(${variant} STATIC EXCLUDE_FROM_ALL ${imgui_sources})
    target_include_directories(${variant} SYSTEM PUBLIC ${third_party}/imgui)
    target_compile_definitions(${variant} PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS)
    quiet_third_party(${variant})
endforeach()
# The variant for tests/ui and tests/window calls four hooks that the tests define: a label becomes a rectangle to click.
target_compile_definitions(imgui_test PUBLIC IMGUI_ENABLE_TEST_ENGINE)
if(WIN32)
    target_link_libraries(imgui PUBLIC imm32 dwmapi)
endif()

# The classic libGL.so: libgl-dev alone has it, and every desktop does.
set(OpenGL_GL_PREFERENCE LEGACY)
find_package(OpenGL REQUIRED)
set(backends ${third_party}/imgui/backends)
foreach(variant imgui_backends imgui_backends_test)
    add_library(${variant} STATIC EXCLUDE_FROM_ALL ${backends}/imgui_impl_glfw.cpp ${backends}/imgui_impl_opengl3.cpp
        ${backends}/imgui_impl_opengl2.cpp)
    target_include_directories(${variant} SYSTEM PUBLIC ${third_party}/imgui ${backends})
    target_link_libraries(${variant} PUBLIC glfw OpenGL::GL ${CMAKE_DL_LIBS})
    quiet_third_party(${variant})
endforeach()
target_link_libraries(imgui_backends PUBLIC imgui)
target_link_libraries(imgui_backends_test PUBLIC imgui_test)

# --- storage, bytes, text --------------------------------------------------------------------------------------------
add_library(sqlite3 STATIC EXCLUDE_FROM_ALL ${third_party}/sqlite3/amalgamation/sqlite3.c)
target_include_directories(sqlite3 SYSTEM PUBLIC ${third_party}/sqlite3/amalgamation)
target_compile_definitions(sqlite3 PUBLIC SQLITE_OMIT_LOAD_EXTENSION PRIVATE SQLITE_ENABLE_FTS5 SQLITE_DQS=0
    SQLITE_THREADSAFE=1 SQLITE_ENABLE_DBSTAT_VTAB SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_LIKE_DOESNT_MATCH_BLOBS)
if(NOT WIN32)
    # Without these SQLite takes fsync for fdatasync, which writes the file's times as well: a second wait for the disk.
    target_compile_definitions(sqlite3 PRIVATE HAVE_FDATASYNC=1 USE_PREAD=1 HAVE_USLEEP=1)
endif()
target_link_libraries(sqlite3 PUBLIC Threads::Threads)

file(GLOB zstd_sources ${third_party}/libzstd/lib/common/*.c ${third_party}/libzstd/lib/compress/*.c
    ${third_party}/libzstd/lib/decompress/*.c ${third_party}/libzstd/lib/dictBuilder/*.c)
add_library(zstd STATIC EXCLUDE_FROM_ALL ${zstd_sources})
target_include_directories(zstd SYSTEM PUBLIC ${third_party}/libzstd/lib)
target_compile_definitions(zstd PRIVATE ZSTD_DISABLE_ASM ZSTD_LEGACY_SUPPORT=0)

include(cmake/sodium.cmake)

# Its own build files know which of its C files belong together; what they would generate is in the tarball.
set(ENABLE_PROGRAMS OFF CACHE BOOL "" FORCE)
set(ENABLE_TESTING OFF CACHE BOOL "" FORCE)
set(GEN_FILES OFF CACHE BOOL "" FORCE)
set(MBEDTLS_FATAL_WARNINGS OFF CACHE BOOL "" FORCE)
add_subdirectory(${third_party}/mbedtls ${CMAKE_BINARY_DIR}/third_party/mbedtls EXCLUDE_FROM_ALL SYSTEM)
target_compile_definitions(mbedcrypto PUBLIC MBEDTLS_USER_CONFIG_FILE="${CMAKE_SOURCE_DIR}/cmake/mbedtls_config.h")
target_link_libraries(mbedcrypto PUBLIC Threads::Threads)
quiet_third_party(mbedtls mbedx509 mbedcrypto)

add_library(utf8proc STATIC EXCLUDE_FROM_ALL ${third_party}/utf8proc/utf8proc.c)
target_include_directories(utf8proc SYSTEM PUBLIC ${third_party}/utf8proc)
target_compile_definitions(utf8proc PUBLIC UTF8PROC_STATIC)

add_library(pugixml STATIC EXCLUDE_FROM_ALL ${third_party}/pugixml/src/pugixml.cpp)
target_include_directories(pugixml SYSTEM PUBLIC ${third_party}/pugixml/src)

# Without the gz* files: they read .gz files through stdio, and we inflate parts of a .docx in memory.
set(zlib_sources adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil)
list(TRANSFORM zlib_sources PREPEND ${third_party}/zlib/)
list(TRANSFORM zlib_sources APPEND .c)
add_library(zlib STATIC EXCLUDE_FROM_ALL ${zlib_sources})
target_include_directories(zlib SYSTEM PUBLIC ${third_party}/zlib)

# Its minizip packs the parts, its tmpfileplus holds each while it is written: the C library's tmpfile() wants the root
# of the disk on Windows. No MD5 (of pictures, which we have none of); its own printing of numbers heeds no locale.
set(xlsxwriter_dir ${third_party}/libxlsxwriter)
file(GLOB xlsxwriter_sources ${xlsxwriter_dir}/src/*.c)
# Its printing of numbers reads behind a table of ten powers for those with more than nine digits behind the point, as
# AddressSanitizer saw; where the power is not there the digits stand as they are (RapidJSON's mend of the same code).
file(READ ${xlsxwriter_dir}/third_party/dtoa/emyg_dtoa.c dtoa_source)
string(REPLACE "wp_w.f * kPow10[-kappa]" "-kappa < 10 ? wp_w.f * kPow10[-kappa] : 0" dtoa_mended "${dtoa_source}")
if(dtoa_mended STREQUAL dtoa_source)
    message(FATAL_ERROR "emyg_dtoa.c is another one: see whether it still reads kPow10 behind its end")
endif()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/third_party/dtoa/emyg_dtoa.c CONTENT "@dtoa_mended@" @ONLY)
add_library(xlsxwriter STATIC EXCLUDE_FROM_ALL ${xlsxwriter_sources} ${xlsxwriter_dir}/third_party/minizip/ioapi.c
    ${xlsxwriter_dir}/third_party/minizip/zip.c ${xlsxwriter_dir}/third_party/tmpfileplus/tmpfileplus.c
    ${CMAKE_BINARY_DIR}/third_party/dtoa/emyg_dtoa.c)
target_include_directories(xlsxwriter SYSTEM PUBLIC ${xlsxwriter_dir}/include
    PRIVATE ${xlsxwriter_dir}/third_party/dtoa)
target_compile_definitions(xlsxwriter PRIVATE NOCRYPT NOUNCRYPT USE_NO_MD5 USE_DTOA_LIBRARY)
target_link_libraries(xlsxwriter PRIVATE zlib)

# One file that includes the others, shaping and cutting fonts down to some letters. We hand it whole fonts in memory.
add_library(harfbuzz STATIC EXCLUDE_FROM_ALL ${third_party}/harfbuzz/src/harfbuzz-subset.cc)
target_include_directories(harfbuzz SYSTEM PUBLIC ${third_party}/harfbuzz/src)
target_compile_definitions(harfbuzz PRIVATE HB_NO_MMAP HB_NO_GETENV HB_NO_SETLOCALE)
target_link_libraries(harfbuzz PUBLIC Threads::Threads)

include(cmake/qpdf.cmake)

add_library(qrcodegen STATIC EXCLUDE_FROM_ALL ${third_party}/qr-code-generator/cpp/qrcodegen.cpp)
target_include_directories(qrcodegen SYSTEM PUBLIC ${third_party}/qr-code-generator/cpp)

quiet_third_party(sqlite3 zstd sodium utf8proc pugixml zlib xlsxwriter harfbuzz qrcodegen)

# --- header only -----------------------------------------------------------------------------------------------------
header_only(cereal ${third_party}/libcereal/include)
header_only(cli11 ${third_party}/cli11/include)
header_only(nlohmann_json ${third_party}/nlohmann-json3/include)

# Every user of httplib must see the same macros, or the program breaks the one-definition rule: they stand here only.
#
# With mbedTLS it looks whether the other side has closed by reading one byte, and throws the byte away: the answer of a
# quick server lost its first letter. Asked for no bytes, mbedTLS takes the record in and leaves it all to be read.
file(READ ${third_party}/cpp-httplib/httplib.h httplib_source)
string(REPLACE "int ret = mbedtls_ssl_read(&msession->ssl, &buf, 1);"
               "int ret = mbedtls_ssl_read(&msession->ssl, nullptr, 0); if (ret == 0 && mbedtls_ssl_get_bytes_avail(&msession->ssl) > 0) { return false; }"
               httplib_mended "${httplib_source}")
if(httplib_mended STREQUAL httplib_source)
  message(FATAL_ERROR "cpp-httplib no longer looks for a closed connection as cmake/third_party.cmake expects: look again")
endif()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/third_party/cpp-httplib/httplib.h CONTENT "@httplib_mended@" @ONLY)
header_only(httplib ${CMAKE_BINARY_DIR}/third_party/cpp-httplib)
target_compile_definitions(httplib INTERFACE CPPHTTPLIB_LISTEN_BACKLOG=4096 CPPHTTPLIB_TCP_NODELAY=true
                           CPPHTTPLIB_EXPECT_100_THRESHOLD=0)
target_compile_definitions(httplib INTERFACE CPPHTTPLIB_MBEDTLS_SUPPORT)
target_link_libraries(httplib INTERFACE mbedtls mbedx509 mbedcrypto Threads::Threads $<$<PLATFORM_ID:Windows>:ws2_32;crypt32>)

# --- tests -----------------------------------------------------------------------------------------------------------
if(DONGTHAC_BUILD_TESTS)
    set(gtest_dir ${third_party}/googletest/googletest)
    set(gmock_dir ${third_party}/googletest/googlemock)
    add_library(gtest STATIC EXCLUDE_FROM_ALL ${gtest_dir}/src/gtest-all.cc ${gmock_dir}/src/gmock-all.cc)
    target_include_directories(gtest SYSTEM PUBLIC ${gtest_dir}/include ${gmock_dir}/include PRIVATE ${gtest_dir} ${gmock_dir})
    target_link_libraries(gtest PUBLIC Threads::Threads)
    add_library(gtest_main STATIC EXCLUDE_FROM_ALL ${gmock_dir}/src/gmock_main.cc)
    target_link_libraries(gtest_main PUBLIC gtest)
    quiet_third_party(gtest gtest_main)
endif()
