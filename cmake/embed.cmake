# Files of assets/ that are part of the program itself: without them it could not read what it wrote.

# Writes the bytes of `file` as an array `name` into `out`.
function(dongthac_embed out name file)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    file(CONFIGURE OUTPUT ${out} CONTENT "// Made from a file of assets/ by cmake/embed.cmake.\n#include <cstddef>\nextern const unsigned char ${name}[];\nextern const std::size_t ${name}_size;\nconst unsigned char ${name}[] = {\n${bytes}};\nconst std::size_t ${name}_size = sizeof(${name});\n" @ONLY)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
endfunction()

set(embedded ${CMAKE_BINARY_DIR}/generated/embedded)
dongthac_embed(${embedded}/wire_words.cpp dongthac_wire_words ${CMAKE_SOURCE_DIR}/assets/wire/words-1.txt)
dongthac_embed(${embedded}/wire_dictionary.cpp dongthac_wire_dictionary ${CMAKE_SOURCE_DIR}/assets/wire/dictionary-1.zstd)
set(embedded_sources ${embedded}/wire_words.cpp ${embedded}/wire_dictionary.cpp)
