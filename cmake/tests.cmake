# Test programs and script tests. tests/ mirrors the tree; tests/ui and tests/window run the screens against the
# imgui_test variant.
include(GoogleTest)

function(dongthac_test_program name)
    dongthac_warnings(${name})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${name} PRIVATE DONGTHAC_VERSION="${PROJECT_VERSION}")
    add_dependencies(${name} dongthac_assets)
    # Tests of whole programs start them from DONGTHAC_BIN_DIR.
    foreach(program dongthac dongthac-server)
        if(TARGET ${program})
            add_dependencies(${name} ${program})
        endif()
    endforeach()
    # Two properties for two variables: a list inside PROPERTIES does not survive PRE_TEST discovery.
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 600
        ENVIRONMENT "DONGTHAC_BIN_DIR=${CMAKE_BINARY_DIR}"
        ENVIRONMENT_MODIFICATION "DONGTHAC_SEEDS=set:${DONGTHAC_SEEDS}")
endfunction()

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*_test.cpp)
list(FILTER test_sources EXCLUDE REGEX "/tests/(ui|window|power)/")
file(GLOB_RECURSE support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/document/ooxml_schema_test.cpp PROPERTIES COMPILE_DEFINITIONS
    DONGTHAC_OOXML_SCHEMAS="${CMAKE_SOURCE_DIR}/third_party/python-docx/ref/xsd")
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/change/merge_vectors_test.cpp PROPERTIES COMPILE_DEFINITIONS
    DONGTHAC_MERGE_VECTORS="${CMAKE_SOURCE_DIR}/tests/change/vectors")
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/wire/first_version_test.cpp
    ${CMAKE_SOURCE_DIR}/tests/wire/second_format_test.cpp
    ${CMAKE_SOURCE_DIR}/tests/wire/second_version_test.cpp
    ${CMAKE_SOURCE_DIR}/tests/office/first_version_databases_test.cpp PROPERTIES COMPILE_DEFINITIONS
    DONGTHAC_WIRE_VECTORS="${CMAKE_SOURCE_DIR}/tests/wire/vectors")
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/server/deploy_test.cpp PROPERTIES COMPILE_DEFINITIONS
    DONGTHAC_DOCS="${CMAKE_SOURCE_DIR}/docs")
if(test_sources)
    add_executable(dongthac_tests ${test_sources} ${support_sources} ${fuzz_sources})
    dongthac_link(dongthac_tests PRIVATE dongthac_server_lib dongthac_client dongthac_shared mbedtls pugixml gtest_main)
    dongthac_test_program(dongthac_tests)
endif()

# Power cuts, full disks, no memory: a program of its own, because it puts its own disk and memory below SQLite.
file(GLOB power_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/power/*.cpp)
if(power_sources AND NOT WIN32)
    add_executable(dongthac_power_tests ${power_sources})
    dongthac_link(dongthac_power_tests PRIVATE dongthac_server_lib dongthac_client dongthac_shared sqlite3 gtest_main)
    dongthac_warnings(dongthac_power_tests)
    target_include_directories(dongthac_power_tests PRIVATE ${CMAKE_SOURCE_DIR})
    gtest_discover_tests(dongthac_power_tests DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 600)
endif()

# Random histories over a bad network, crashing disks and wrong clocks (docs/simulation.md): a program of its own, because
# its databases are all in memory. Of client and server only what a round needs: it is built again for every mutation.
file(GLOB simulation_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/simulation/*.cpp
    ${CMAKE_SOURCE_DIR}/client/sync/*.cpp ${CMAKE_SOURCE_DIR}/sync-server/*.cpp)
list(FILTER simulation_sources EXCLUDE REGEX "/client/sync/(http_transport|worker)\\.cpp$")
list(FILTER simulation_sources EXCLUDE REGEX "/sync-server/(admin|certificate|commands|config|connection|daily_copy|http_server|main|org_commands|qr|serve|shown_certificate|socket|stop_signal|tls|watch)\\.cpp$")
if(NOT WIN32)
    add_executable(dongthac_simulation ${simulation_sources})
    dongthac_link(dongthac_simulation PRIVATE dongthac_shared sqlite3)
    target_include_directories(dongthac_simulation PRIVATE ${CMAKE_SOURCE_DIR})
    dongthac_warnings(dongthac_simulation)
    add_test(NAME simulation COMMAND dongthac_simulation --histories 2000 --jobs 2)
    set_tests_properties(simulation PROPERTIES TIMEOUT 900 PROCESSORS 2)
    add_test(NAME simulation.mutations COMMAND ${CMAKE_SOURCE_DIR}/scripts/simulate-mutations --check)
endif()

file(GLOB_RECURSE ui_test_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/ui/*_test.cpp)
file(GLOB_RECURSE ui_support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/ui/support/*.cpp)
if(ui_test_sources)
    # Of client/platform only what needs no window.
    add_executable(dongthac_ui_tests ${ui_test_sources} ${ui_support_sources} ${support_sources} ${ui_sources}
        ${CMAKE_SOURCE_DIR}/client/platform/png.cpp ${CMAKE_SOURCE_DIR}/client/platform/paths.cpp)
    dongthac_link(dongthac_ui_tests PRIVATE dongthac_server_lib dongthac_client dongthac_shared imgui_test zlib gtest_main)
    dongthac_test_program(dongthac_ui_tests)
endif()

# Real windows. Needs a display, so ctest does not look inside: tests/scripts/real_window_test.sh brings one and runs it.
file(GLOB window_test_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/window/*_test.cpp
    ${CMAKE_SOURCE_DIR}/tests/window/support/*.cpp)
if(window_test_sources AND NOT WIN32)
    add_executable(dongthac_window_tests ${window_test_sources} ${CMAKE_SOURCE_DIR}/tests/ui/support/probe.cpp
        ${ui_sources} ${platform_sources})
    dongthac_link(dongthac_window_tests PRIVATE dongthac_server_lib dongthac_client dongthac_shared imgui_backends_test
        zlib gtest_main)
    target_include_directories(dongthac_window_tests PRIVATE ${CMAKE_SOURCE_DIR})
    dongthac_warnings(dongthac_window_tests)
    add_dependencies(dongthac_window_tests dongthac_assets)
endif()

if(EXISTS ${CMAKE_SOURCE_DIR}/scripts/check)
    add_test(NAME scripts.check COMMAND ${CMAKE_SOURCE_DIR}/scripts/check WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endif()
file(GLOB script_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/scripts/*.sh)
foreach(script ${script_tests})
    get_filename_component(name ${script} NAME_WE)
    add_test(NAME scripts.${name} COMMAND bash ${script} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(scripts.${name} PROPERTIES TIMEOUT 900 SKIP_RETURN_CODE 77
        ENVIRONMENT "DONGTHAC_BIN_DIR=${CMAKE_BINARY_DIR};DONGTHAC_SEEDS=${DONGTHAC_SEEDS}")
endforeach()
