# What `cmake --install` puts where. Nothing in it knows the prefix: the tree may be moved.
include(CMakePackageConfigHelpers)
set(CTM_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/ctm)
set(CTM_DATA_DIR ${CMAKE_INSTALL_DATADIR}/ctm)

set_target_properties(ctm PROPERTIES EXPORT_NAME command)
install(TARGETS ctm libctm EXPORT ctm
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${PROJECT_BINARY_DIR}/lib/libctm.a DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/ctm DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")

install(EXPORT ctm NAMESPACE ctm:: FILE ctm-targets.cmake DESTINATION ${CTM_CMAKE_DIR})
configure_package_config_file(cmake/ctm-config.cmake.in ${PROJECT_BINARY_DIR}/ctm-config.cmake
  INSTALL_DESTINATION ${CTM_CMAKE_DIR} PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ctm-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ctm-config.cmake ${PROJECT_BINARY_DIR}/ctm-config-version.cmake
  cmake/CtmModel.cmake DESTINATION ${CTM_CMAKE_DIR})

# From the folder of ctm.pc back to the prefix.
file(RELATIVE_PATH CTM_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/ctm.pc.in ${PROJECT_BINARY_DIR}/ctm.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/ctm.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY dsl/std dsl/catalog DESTINATION ${CTM_DATA_DIR})
install(FILES dsl/ctm.ebnf DESTINATION ${CTM_DATA_DIR})
install(DIRECTORY templates/ DESTINATION ${CTM_DATA_DIR}/templates
  PATTERN answers EXCLUDE PATTERN "*.xsd" EXCLUDE)
install(FILES templates/register.xsd DESTINATION ${CTM_DATA_DIR}/schemas)
install(DIRECTORY templates/answers/ DESTINATION ${CTM_DATA_DIR}/schemas/answers)
install(FILES README.md CHANGELOG.md NOTICE docs/answers.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
