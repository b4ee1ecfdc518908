# What stands in the binary: files become byte arrays of one C file, made again whenever one of them
# changes. Included by src/CMakeLists.txt it adds that file to its folder's library; run as a script
# (cmake -D OUTPUT=… -D ROOT=… -P) it writes it.
#
# The library, dsl/std/*.ctm and dsl/catalog/*.tsv, goes to ctm_library.
# Order of loading: core.ctm, which the others stand on, then the rest by name; the catalogues by
# name. Each array ends in a NUL that its size does not count. With -D TEMPLATES=… the named files of
# ROOT become a struct str each, for ctm_write.

function(embed_listing root standard catalogue)
  file(GLOB std RELATIVE ${root} ${root}/std/*.ctm)
  file(GLOB tables RELATIVE ${root} ${root}/catalog/*.tsv)
  list(SORT std)
  list(SORT tables)
  list(REMOVE_ITEM std std/core.ctm)
  list(PREPEND std std/core.ctm)
  set(${standard} ${std} PARENT_SCOPE)
  set(${catalogue} ${tables} PARENT_SCOPE)
endfunction()

# The array of one file and its row in the table.
function(embed_file root name array row)
  file(READ ${root}/${name} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "[^a-z0-9]" "_" symbol ${name})
  string(REGEX REPLACE "(................................)" "\\1\n  " hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  string(REGEX REPLACE "^catalog/" "" shown ${name})
  set(${array} "static const unsigned char ${symbol}[] = {\n  ${hex}0x00};\n" PARENT_SCOPE)
  set(${row} "    {\"${shown}\", {(const char *)${symbol}, ${size}}},\n" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE AND DEFINED TEMPLATES)
  set(text "/* Made by cmake/Embed.cmake of templates/; changes go there. */\n#include \"write/templates.h\"\n")
  string(REPLACE "," ";" names "${TEMPLATES}")
  foreach(name IN LISTS names)
    embed_file(${ROOT} ${name} array row)
    string(REGEX REPLACE "[^a-z0-9]" "_" symbol ${name})
    string(APPEND text "\n${array}const struct str template_${symbol} = {(const char *)${symbol}, sizeof ${symbol} - 1};\n")
  endforeach()
  file(WRITE ${OUTPUT}.new "${text}")
  file(RENAME ${OUTPUT}.new ${OUTPUT})
  return()
endif()

if(CMAKE_SCRIPT_MODE_FILE AND DEFINED GLYPHS)
  file(GLOB names RELATIVE ${ROOT} ${ROOT}/*.svg)
  list(SORT names)
  set(arrays "")
  set(rows "")
  foreach(name IN LISTS names)
    embed_file(${ROOT} ${name} array row)
    string(REPLACE ".svg\"" "\"" row "${row}")
    string(APPEND arrays "${array}")
    string(APPEND rows "${row}")
  endforeach()
  list(LENGTH names count)
  file(WRITE ${OUTPUT}.new "/* Made by cmake/Embed.cmake of templates/glyphs; changes go there. */
#include \"draw/pictogram.h\"

${arrays}
const struct pictogram_file pictogram_files[] = {
${rows}};
const size_t pictogram_file_count = ${count};
")
  file(RENAME ${OUTPUT}.new ${OUTPUT})
  return()
endif()

if(CMAKE_SCRIPT_MODE_FILE)
  embed_listing(${ROOT} standard catalogue)
  set(arrays "")
  set(standard_rows "")
  set(catalogue_rows "")
  foreach(name IN LISTS standard)
    embed_file(${ROOT} ${name} one_array one_row)
    string(APPEND arrays "${one_array}")
    string(APPEND standard_rows "${one_row}")
  endforeach()
  foreach(name IN LISTS catalogue)
    embed_file(${ROOT} ${name} one_array one_row)
    string(APPEND arrays "${one_array}")
    string(APPEND catalogue_rows "${one_row}")
  endforeach()
  list(LENGTH standard standard_count)
  list(LENGTH catalogue catalogue_count)
  file(WRITE ${OUTPUT}.new "/* Made by cmake/Embed.cmake of dsl/; changes go there. */
#include \"library/embedded.h\"

${arrays}
const struct library_file embedded_files[] = {
${standard_rows}};
const size_t embedded_file_count = ${standard_count};

const struct library_file embedded_tables[] = {
${catalogue_rows}};
const size_t embedded_table_count = ${catalogue_count};
")
  file(RENAME ${OUTPUT}.new ${OUTPUT})
  return()
endif()

file(GLOB embed_inputs CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/dsl/std/*.ctm ${PROJECT_SOURCE_DIR}/dsl/catalog/*.tsv)
add_custom_command(
  OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded.c
  COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR}/dsl
    -D OUTPUT=${CMAKE_CURRENT_BINARY_DIR}/embedded.c -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${embed_inputs} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Embedding dsl/std and dsl/catalog"
  VERBATIM)
target_sources(ctm_library PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded.c)

# Adds templates/glyphs to a target.
function(ctm_embed_glyphs target)
  file(GLOB inputs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/templates/glyphs/*.svg)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/glyphs.c)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR}/templates/glyphs -D OUTPUT=${output}
      -D GLYPHS=1 -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    COMMENT "Embedding the pictograms"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

# Adds the named files of templates/ to a target.
function(ctm_embed_templates target)
  set(inputs ${ARGN})
  list(TRANSFORM inputs PREPEND ${PROJECT_SOURCE_DIR}/templates/)
  string(REPLACE ";" "," names "${ARGN}")
  set(output ${CMAKE_CURRENT_BINARY_DIR}/templates.c)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR}/templates -D OUTPUT=${output}
      -D TEMPLATES=${names} -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    COMMENT "Embedding the templates of the report"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
