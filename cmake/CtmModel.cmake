# ctm_add_model(TARGET SOURCE model.ctm
#   [FORMATS format…]    what `ctm build -f` makes; without it svg, pdf, xml and html
#   [DIRECTORY dir]      where it goes, in the build folder; without it TARGET
#   [FAIL_ON level]      findings that fail the build of TARGET: findings (a failed assertion, an
#                        expired acceptance), or low, medium, high, critical (open threats at or
#                        over that level, too). Without it, or with never, none does: documents are
#                        made of a model that has findings as well.
#   [TEST]               a test TARGET of ctest: `ctm check`, with FAIL_ON's level
#   [OUT_VAR variable]   is set to the files that are made. They are known when CMake runs, so an
#                        edit of the model lets it run again.
#   [ALL]                is made by the default target
#   [TEMPLATE file.xsl] [FONTS file…] [THEME theme] [SCALE n] [AS_OF date] [ALLOW_OUTSIDE]
#                        as those of `ctm build`
# )
#
# The property CTM_DIRECTORY of TARGET is the folder that the files go to.
#
# An edit of the model, of a file that it imports, of the template or a font makes it again, and
# nothing else does: the build reads the depfile that ctm writes (Ninja and Makefiles).

# The caller's own choice of policies is none of ours: depfiles name files as ctm does.
cmake_policy(PUSH)
cmake_policy(VERSION 3.20...3.25)

# The options of FAIL_ON, in out. `for_build`: nothing fails unless it is said.
function(_ctm_fail_on out level for_build)
  set(levels low medium high critical)
  if(level IN_LIST levels)
    set(options --fail-on ${level})
  elseif(level STREQUAL "findings")
    set(options "")
  elseif(level STREQUAL "" OR level STREQUAL "never")
    set(options "")
    if(for_build)
      set(options --fail-on never)
    endif()
  else()
    message(FATAL_ERROR "ctm_add_model: FAIL_ON takes never, findings, low, medium, high or critical, and not ${level}")
  endif()
  set(${out} ${options} PARENT_SCOPE)
endfunction()

# What build would write, now, and a new run of CMake once it may be something else.
function(_ctm_known_outputs out source folder formats dated outside)
  get_target_property(program ctm::command LOCATION)
  execute_process(COMMAND ${program} outputs ${source} -d ${folder} ${formats} ${dated} ${outside}
    OUTPUT_VARIABLE files ERROR_VARIABLE said RESULT_VARIABLE status)
  execute_process(COMMAND ${program} deps ${source} ${outside} OUTPUT_VARIABLE inputs ERROR_QUIET)
  string(REGEX REPLACE "\n+$" "" inputs "${inputs}")
  string(REPLACE "\n" ";" inputs "${inputs}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${inputs})
  if(status EQUAL 0)
    string(REGEX REPLACE "\n+$" "" files "${files}")
    string(REPLACE "\n" ";" files "${files}")
  else()
    set(files "")
    message(STATUS "ctm_add_model: what ${source} gives is not known yet\n${said}")
  endif()
  set(${out} ${files} PARENT_SCOPE)
endfunction()

function(ctm_add_model target)
  cmake_parse_arguments(PARSE_ARGV 1 model "TEST;ALL;ALLOW_OUTSIDE"
    "SOURCE;DIRECTORY;FAIL_ON;OUT_VAR;TEMPLATE;AS_OF;THEME;SCALE"
    "FORMATS;FONTS")
  if(model_UNPARSED_ARGUMENTS OR NOT model_SOURCE)
    message(FATAL_ERROR "ctm_add_model(TARGET SOURCE model.ctm …): ${model_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT model_DIRECTORY)
    set(model_DIRECTORY ${target})
  endif()
  get_filename_component(source ${model_SOURCE} ABSOLUTE)
  get_filename_component(folder ${model_DIRECTORY} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_BINARY_DIR})
  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${target}.stamp)
  set(depfile ${CMAKE_CURRENT_BINARY_DIR}/${target}.d)

  set(formats "")
  if(model_FORMATS)
    list(JOIN model_FORMATS "," formats)
    set(formats -f ${formats})
  endif()
  set(dated "")
  if(model_AS_OF)
    set(dated --as-of ${model_AS_OF})
  endif()
  set(outside "")
  if(model_ALLOW_OUTSIDE)
    set(outside --allow-outside)
  endif()
  set(own "")
  if(model_THEME)
    list(APPEND own --theme ${model_THEME})
  endif()
  if(model_SCALE)
    list(APPEND own --scale ${model_SCALE})
  endif()
  foreach(font IN LISTS model_FONTS)
    get_filename_component(font ${font} ABSOLUTE)
    list(APPEND own --font ${font})
  endforeach()
  if(model_TEMPLATE)
    get_filename_component(template ${model_TEMPLATE} ABSOLUTE)
    list(APPEND own --template ${template})
  endif()

  set(files "")
  if(model_OUT_VAR)
    _ctm_known_outputs(files ${source} ${folder} "${formats}" "${dated}" "${outside}")
    set(${model_OUT_VAR} ${files} PARENT_SCOPE)
  endif()
  _ctm_fail_on(failing "${model_FAIL_ON}" TRUE)
  add_custom_command(
    OUTPUT ${stamp} ${files}
    COMMAND ctm::command build ${source} -d ${folder} ${formats} ${dated} ${outside}
      ${own} ${failing}
      -MD -MF ${depfile} -MT ${stamp} -MP > ${stamp}.files
    COMMAND ${CMAKE_COMMAND} -E rename ${stamp}.files ${stamp}
    DEPENDS ${source} $<TARGET_FILE:ctm::command>
    DEPFILE ${depfile}
    COMMENT "ctm build ${model_SOURCE}"
    VERBATIM)
  set(all "")
  if(model_ALL)
    set(all ALL)
  endif()
  add_custom_target(${target} ${all} DEPENDS ${stamp})
  set_target_properties(${target} PROPERTIES CTM_DIRECTORY ${folder})
  if(model_TEST)
    _ctm_fail_on(failing "${model_FAIL_ON}" FALSE)
    add_test(NAME ${target}
      COMMAND $<TARGET_FILE:ctm::command> check ${source} ${dated} ${outside} ${failing})
  endif()
endfunction()

cmake_policy(POP)
