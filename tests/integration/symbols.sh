# shellcheck shell=bash disable=SC2154
# Sourced: what the library shows and needs.

# library_symbols FILE: JNI_OnLoad is all that it exports (the natives are bound there), no symbol is unique in the
# process, and libc is all that it needs.
library_symbols() {
  local exported unique needed
  exported=$(nm -D --defined-only "$1" | awk '{ print $3 }' | sort | tr '\n' ' ')
  unique=$(readelf -Ws --dyn-syms "$1" | grep -c UNIQUE || true)
  needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(libc\.so\.6|libc\.so|libc\.musl.*|ld-.*|lib(m|dl|rt|pthread)\.so\.[0-9])$' || true)
  [[ $exported == "JNI_OnLoad " ]] || say "FAILED: exports $exported"
  ((unique == 0)) || say "FAILED: $unique unique symbols"
  [[ -z $needed ]] || say "FAILED: needs $needed"
  [[ $exported == "JNI_OnLoad " && $unique == 0 && -z $needed ]]
}
