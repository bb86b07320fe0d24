# Options that hold for every target, ours and third-party: sanitizers, run-time checks, the Windows baseline.
if(DONGTHAC_SANITIZE)
    add_compile_options(-fsanitize=${DONGTHAC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -O1)
    add_link_options(-fsanitize=${DONGTHAC_SANITIZE})
endif()

# Bounds of span, string and vector stay checked in what ships: the program reads bytes that strangers wrote.
add_compile_definitions($<$<COMPILE_LANGUAGE:CXX>:_GLIBCXX_ASSERTIONS>)

if(WIN32)
    # httplib refuses anything older than Windows 10. No DLL beside the .exe: ward offices copy one file.
    add_compile_definitions(_WIN32_WINNT=0x0A00 WINVER=0x0A00 UNICODE _UNICODE NOMINMAX WIN32_LEAN_AND_MEAN)
    add_link_options(-static)
elseif(NOT DONGTHAC_SANITIZE)
    add_compile_options(-fstack-protector-strong)
    add_compile_definitions($<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
    add_link_options(-Wl,-z,relro,-z,now)
endif()
