# Foreign libraries, each named for what it is used for.
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(LIBXSLT REQUIRED IMPORTED_TARGET libxslt)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo pangofc fontconfig)
pkg_check_modules(GRAPHVIZ REQUIRED IMPORTED_TARGET libgvc libcgraph)

# The dot engine, to be loaded from this very file (src/draw/layout.c); without it Graphviz looks for
# its plugin by itself. By the name that its package for running has, not the one for building.
pkg_get_variable(GRAPHVIZ_LIBDIR libgvc libdir)
find_library(GRAPHVIZ_DOT_PLUGIN NAMES gvplugin_dot_layout
  HINTS ${GRAPHVIZ_LIBDIR}/graphviz PATH_SUFFIXES graphviz NO_CACHE)
if(GRAPHVIZ_DOT_PLUGIN)
  file(REAL_PATH ${GRAPHVIZ_DOT_PLUGIN} GRAPHVIZ_DOT_PLUGIN)
  string(REGEX REPLACE "(\\.so\\.[0-9]+)[.0-9]*$" "\\1" GRAPHVIZ_DOT_PLUGIN ${GRAPHVIZ_DOT_PLUGIN})
endif()
