# Our libraries and the two programs, one target per layer group (docs/architecture.md). Sources are globs, so a new file
# needs no edit here. What a target may include is decided by what it links: heavy headers stay where they belong.

# Makes library `name` of the sources in ARGN, or nothing while a folder is still empty.
function(dongthac_library name)
    if(ARGN)
        add_library(${name} STATIC ${ARGN})
        target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
        dongthac_warnings(${name})
    endif()
endfunction()

# target_link_libraries that leaves out our own libraries that have no sources yet.
function(dongthac_link target scope)
    if(NOT TARGET ${target})
        return()
    endif()
    foreach(library ${ARGN})
        if(TARGET ${library} OR NOT library MATCHES "^dongthac_")
            target_link_libraries(${target} ${scope} ${library})
        endif()
    endforeach()
endfunction()

file(GLOB_RECURSE shared_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shared/*.cpp)
dongthac_library(dongthac_shared ${shared_sources} ${embedded_sources})
dongthac_link(dongthac_shared PRIVATE sqlite3 cereal sodium zstd utf8proc pugixml xlsxwriter harfbuzz qpdf zlib)
dongthac_link(dongthac_shared PUBLIC nlohmann_json Threads::Threads)

# scripts/train-dictionary runs it; no build needs it.
add_executable(dongthac-train EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/scripts/training/train.cpp)
target_include_directories(dongthac-train PRIVATE ${CMAKE_SOURCE_DIR})
dongthac_link(dongthac-train PRIVATE dongthac_shared zstd)
dongthac_warnings(dongthac-train)

file(GLOB_RECURSE client_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/client/app/*.cpp
    ${CMAKE_SOURCE_DIR}/client/sync/*.cpp ${CMAKE_SOURCE_DIR}/client/cli/*.cpp ${CMAKE_SOURCE_DIR}/client/view_model/*.cpp)
dongthac_library(dongthac_client ${client_sources})
dongthac_link(dongthac_client PUBLIC dongthac_shared)
dongthac_link(dongthac_client PRIVATE httplib cli11)

file(GLOB_RECURSE ui_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/client/ui/*.cpp)
file(GLOB_RECURSE platform_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/client/platform/*.cpp)
dongthac_library(dongthac_ui ${ui_sources} ${platform_sources})
dongthac_link(dongthac_ui PUBLIC dongthac_client dongthac_shared imgui imgui_backends)
dongthac_link(dongthac_ui PRIVATE zlib)

file(GLOB_RECURSE server_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sync-server/*.cpp)
list(REMOVE_ITEM server_sources ${CMAKE_SOURCE_DIR}/sync-server/main.cpp)
dongthac_library(dongthac_server_lib ${server_sources})
dongthac_link(dongthac_server_lib PUBLIC dongthac_shared)
dongthac_link(dongthac_server_lib PRIVATE httplib cli11 qrcodegen)

foreach(library dongthac_shared dongthac_client dongthac_ui dongthac_server_lib)
    if(TARGET ${library})
        target_compile_definitions(${library} PRIVATE DONGTHAC_VERSION="${PROJECT_VERSION}")
    endif()
endforeach()

# Makes program `name` from `main`, with the Windows manifest that gives it UTF-8 arguments and file names.
function(dongthac_program name main)
    if(NOT EXISTS ${CMAKE_SOURCE_DIR}/${main})
        return()
    endif()
    add_executable(${name} ${main})
    target_compile_definitions(${name} PRIVATE DONGTHAC_VERSION="${PROJECT_VERSION}")
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    dongthac_warnings(${name})
    if(WIN32)
        target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/windows/manifest.rc)
        target_link_options(${name} PRIVATE $<$<CONFIG:Release>:-s>)
    endif()
    add_dependencies(${name} dongthac_assets)
endfunction()

dongthac_program(dongthac client/main.cpp)
dongthac_link(dongthac PRIVATE dongthac_ui dongthac_client dongthac_shared)
dongthac_program(dongthac-server sync-server/main.cpp)
dongthac_link(dongthac-server PRIVATE dongthac_server_lib dongthac_shared cli11)
