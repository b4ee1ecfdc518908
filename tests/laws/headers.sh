#!/bin/sh
# headers.sh ROOT CC CXX: each public header compiles alone, as C11 and as C++17, without a warning.
set -eu
include=$1/include cc=$2 cxx=$3
strict="-pedantic -Wall -Wextra -Wshadow -Wconversion -Werror -fsyntax-only"
count=0 status=0
for header in "$include"/ctm/*.h; do
  [ -e "$header" ] || continue
  count=$((count + 1))
  name=ctm/$(basename "$header")
  # Through a file that includes it: a header compiled by itself is warned of for other reasons.
  printf '#include <%s>\n#include <%s>\ntypedef int not_empty;\n' "$name" "$name" |
    "$cc" -std=c11 $strict -Wstrict-prototypes -I"$include" -x c - || status=1
  printf '#include <%s>\n#include <%s>\n' "$name" "$name" |
    "$cxx" -std=c++17 $strict -I"$include" -x c++ - || status=1
done
echo "$count public headers"
exit $status
