# tests/fuzz: the targets are part of dongthac_tests; here are the program that makes their seeds and, with clang, the
# libFuzzer program (preset fuzz, scripts/fuzz).
set(fuzz_sources ${CMAKE_SOURCE_DIR}/tests/fuzz/targets.cpp ${CMAKE_SOURCE_DIR}/tests/fuzz/wire_targets.cpp
    ${CMAKE_SOURCE_DIR}/tests/fuzz/channel_targets.cpp ${CMAKE_SOURCE_DIR}/tests/fuzz/merge_targets.cpp
    ${CMAKE_SOURCE_DIR}/tests/fuzz/state_targets.cpp ${CMAKE_SOURCE_DIR}/tests/fuzz/text_targets.cpp
    ${CMAKE_SOURCE_DIR}/tests/fuzz/office_file_targets.cpp)

set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/fuzz/corpus_test.cpp PROPERTIES COMPILE_DEFINITIONS
    DONGTHAC_CORPUS="${CMAKE_SOURCE_DIR}/tests/fuzz/corpus")

function(dongthac_fuzz_program name main)
    add_executable(${name} EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/fuzz/${main} ${fuzz_sources})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    dongthac_warnings(${name})
    dongthac_link(${name} PRIVATE dongthac_server_lib dongthac_shared)
endfunction()

dongthac_fuzz_program(dongthac-fuzz-seeds make_seeds.cpp)
if(DONGTHAC_SANITIZE MATCHES "fuzzer")
    dongthac_fuzz_program(dongthac-fuzz libfuzzer.cpp)
    target_link_options(dongthac-fuzz PRIVATE -fsanitize=fuzzer)
endif()
