# libctm, shared and static, of all the folders: what another program links to. Only the functions of
# include/ctm are seen from outside. The shared library hides the others by -fvisibility=hidden; the
# static one is a single object in which those are made local, so that `map_add` of ours never meets
# `map_add` of somebody else.
set(folders base source diagnose syntax library model analyse register draw write api)
set(objects ${folders})
list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:ctm_\\1>")
set(foreign PkgConfig::LIBXML PkgConfig::LIBXSLT PkgConfig::CAIRO PkgConfig::PANGOCAIRO
  PkgConfig::GRAPHVIZ ${CMAKE_DL_LIBS} m)

add_library(libctm SHARED ${objects})
set_target_properties(libctm PROPERTIES
  OUTPUT_NAME ctm EXPORT_NAME ctm LINKER_LANGUAGE C
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
  LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
target_include_directories(libctm INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(libctm PRIVATE ${foreign})
target_link_options(libctm PRIVATE -Wl,--as-needed)
if(CTM_SANITIZE)
  target_link_options(libctm PRIVATE -fsanitize=address,undefined)
else()
  target_link_options(libctm PRIVATE -Wl,--no-undefined)
endif()

set(static_library ${PROJECT_BINARY_DIR}/lib/libctm.a)
add_custom_command(
  OUTPUT ${static_library}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/lib
  COMMAND ${CMAKE_LINKER} -r -o libctm.o "${objects}"
  COMMAND ${CMAKE_OBJCOPY} --localize-hidden libctm.o
  COMMAND ${CMAKE_COMMAND} -E rm -f ${static_library}
  COMMAND ${CMAKE_AR} rcsD ${static_library} libctm.o
  DEPENDS ${objects}
  COMMENT "Making lib/libctm.a, with nothing but ctm_ in sight"
  COMMAND_EXPAND_LISTS VERBATIM)
add_custom_target(libctm_static ALL DEPENDS ${static_library})
