# Warnings for our own code. Third-party targets get none: see third_party.cmake.
option(DONGTHAC_WERROR "Treat warnings in our own code as errors" OFF)

function(dongthac_warnings target)
    # No -Wsign-conversion: with std::size_t indices everywhere it hides the conversions that lose a value.
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
        $<$<BOOL:${DONGTHAC_WERROR}>:-Werror>)
endfunction()
