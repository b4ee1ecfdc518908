# Foreign libraries, each named for what it is used for.
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(LIBXSLT REQUIRED IMPORTED_TARGET libxslt)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo pangofc fontconfig)
pkg_check_modules(GRAPHVIZ REQUIRED IMPORTED_TARGET libgvc libcgraph)

# The dot engine linked directly: no plugin is searched for at run time, nothing is read from
# config6a (measured: 0.1 ms against 1-4 ms). Without it gvContext() loads the plugin by itself.
pkg_get_variable(GRAPHVIZ_LIBDIR libgvc libdir)
find_library(GRAPHVIZ_DOT_PLUGIN NAMES gvplugin_dot_layout
  HINTS ${GRAPHVIZ_LIBDIR}/graphviz PATH_SUFFIXES graphviz NO_CACHE)
