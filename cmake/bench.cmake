# build/<preset>/bench/dongthac-bench: the speed figures beside other programs (bench/README.md). Not a test, and not for
# Windows: it reads /proc and counts system calls by standing before the C library.
file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cpp)
if(bench_sources AND NOT WIN32)
    add_executable(dongthac-bench ${bench_sources})
    set_target_properties(dongthac-bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    target_include_directories(dongthac-bench PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(dongthac-bench PRIVATE DONGTHAC_VERSION="${PROJECT_VERSION}")
    dongthac_link(dongthac-bench PRIVATE dongthac_client dongthac_shared zlib)
    dongthac_warnings(dongthac-bench)
    add_dependencies(dongthac-bench dongthac-server)
endif()
