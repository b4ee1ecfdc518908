# ctm_folder(NAME [LINKS folder…] [USES target…])
#
# Makes the static library ctm_NAME of the *.c files of src/NAME. LINKS names the folders above it
# that it may call; USES names foreign libraries, which stay private to the folder.
function(ctm_folder name)
  cmake_parse_arguments(folder "" "" "LINKS;USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.c)
  if(NOT sources)
    message(FATAL_ERROR "src/${name} has no .c file")
  endif()
  add_library(ctm_${name} STATIC ${sources})
  target_include_directories(ctm_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  foreach(link IN LISTS folder_LINKS)
    target_link_libraries(ctm_${name} PUBLIC ctm_${link})
  endforeach()
  target_link_libraries(ctm_${name} PRIVATE ${folder_USES})
  ctm_compile_options(ctm_${name})
endfunction()

# The warnings and sanitizers that all our own code is built with.
function(ctm_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wstrict-prototypes -Wmissing-prototypes -Wvla)
  target_compile_definitions(${target} PRIVATE _XOPEN_SOURCE=700)
  if(CTM_STRICT)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(CTM_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined
      -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
  if(CTM_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
