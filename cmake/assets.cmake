# Programs find assets/ beside themselves, so the build folder gets the same layout as an installed program: our strings
# and demo texts, the fonts, and the licences of every part that ships (NOTICE.md lists them).
set(assets_out ${CMAKE_BINARY_DIR}/assets)
file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/*)
set(inter ${third_party}/fonts-inter/usr/share/fonts/opentype/inter)
set(font_files ${inter}/Inter-Regular.otf ${inter}/Inter-SemiBold.otf
    ${third_party}/fonts-font-awesome/usr/share/fonts/truetype/font-awesome/fa-solid-900.ttf)
set(liberation ${third_party}/fonts-liberation/usr/share/fonts/truetype/liberation)
foreach(face Regular Bold Italic BoldItalic)
    list(APPEND font_files ${liberation}/LiberationSerif-${face}.ttf)
endforeach()
set(licences
    imgui=imgui/LICENSE.txt glfw=glfw3/LICENSE.md sqlite=sqlite3/LICENSE.md cpp-httplib=cpp-httplib/LICENSE
    cereal=libcereal/LICENSE zstd=libzstd/LICENSE libsodium=libsodium/LICENSE zlib=zlib/LICENSE
    utf8proc=utf8proc/LICENSE.md mbedtls=mbedtls/LICENSE pugixml=pugixml/LICENSE.md
    libxlsxwriter=libxlsxwriter/License.txt cli11=cli11/LICENSE
    nlohmann-json=nlohmann-json3/LICENSE.MIT qr-code-generator=qr-code-generator/Readme.markdown
    harfbuzz=harfbuzz/COPYING qpdf=qpdf/LICENSE.txt qpdf-parts=qpdf/NOTICE.md liberation=fonts-liberation/usr/share/doc/fonts-liberation/copyright
    inter=fonts-inter/usr/share/doc/fonts-inter/copyright
    font-awesome=fonts-font-awesome/usr/share/doc/fonts-font-awesome/copyright)

set(copy_ours)
if(asset_files)
    set(copy_ours COMMAND ${CMAKE_COMMAND} -E copy_directory ${CMAKE_SOURCE_DIR}/assets ${assets_out})
endif()
set(copy_licences)
set(licence_files)
foreach(entry ${licences})
    string(REGEX MATCH "^([^=]+)=(.+)$" _ ${entry})
    set(licence_file ${third_party}/${CMAKE_MATCH_2})
    list(APPEND copy_licences COMMAND ${CMAKE_COMMAND} -E copy ${licence_file} ${assets_out}/licences/${CMAKE_MATCH_1}.txt)
    list(APPEND licence_files ${licence_file})
endforeach()

add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/assets.stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${assets_out}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${assets_out}/fonts ${assets_out}/licences
    ${copy_ours}
    COMMAND ${CMAKE_COMMAND} -E copy ${font_files} ${assets_out}/fonts
    ${copy_licences}
    COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/NOTICE.md ${assets_out}/licences
    COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/assets.stamp
    DEPENDS ${asset_files} ${font_files} ${licence_files} ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/NOTICE.md
    COMMENT "Copying assets" VERBATIM)
add_custom_target(dongthac_assets ALL DEPENDS ${CMAKE_BINARY_DIR}/assets.stamp)
