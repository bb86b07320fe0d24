# Programs find assets/ beside themselves, so the build folder gets the same layout as an installed program:
# our strings and demo texts, the fonts, and the notice with their licences.
set(assets_out ${CMAKE_BINARY_DIR}/assets)
file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/*)
set(inter ${third_party}/fonts-inter/usr/share/fonts/opentype/inter)
set(font_files ${inter}/Inter-Regular.otf ${inter}/Inter-SemiBold.otf
    ${third_party}/fonts-font-awesome/usr/share/fonts/truetype/font-awesome/fa-solid-900.ttf)

set(copy_assets)
if(asset_files)
    set(copy_assets COMMAND ${CMAKE_COMMAND} -E copy_directory ${CMAKE_SOURCE_DIR}/assets ${assets_out})
endif()
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/assets.stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${assets_out}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${assets_out}/fonts
    ${copy_assets}
    COMMAND ${CMAKE_COMMAND} -E copy ${font_files} ${assets_out}/fonts
    COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/assets.stamp
    DEPENDS ${asset_files} ${font_files}
    COMMENT "Copying assets" VERBATIM)
add_custom_target(dongthac_assets ALL DEPENDS ${CMAKE_BINARY_DIR}/assets.stamp)
