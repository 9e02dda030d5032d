# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: `./dev package jar`, the plug-in with a library for every platform, built by PyPI's zig: glibc 2.17
# (2014) and later, and musl.
zig_version=0.13.0.post1

package_jar() {
  # shellcheck source=/dev/null
  source jni/jar.sh
  # shellcheck source=/dev/null
  source tests/integration/symbols.sh
  local zig=build/zig/bin/python
  if [[ ! -x $zig ]] || ! "$zig" -m ziglang version >/dev/null 2>&1; then
    say "dev: fetching zig"
    python3 -m venv build/zig
    build/zig/bin/pip install -q "ziglang==$zig_version"
  fi
  # The libraries are built for other machines, their rules packed here.
  build release klamm_builtin
  rm -rf build/jar/native
  package_library x86_64-linux-gnu.2.17 linux-x86-64-glibc
  package_library x86_64-linux-musl linux-x86-64-musl
  package_try_musl
  jar_pack
  say "dev: $(jar_path)"
  unzip -l "$(jar_path)" | grep -F libklamm_jni.so
}

# package_library TARGET PLATFORM: zig's name of the target, the jar's name of the platform.
package_library() {
  local folder=build/jar/$2 tool
  mkdir -p "$folder"
  for tool in cc c++; do
    printf '#!/bin/sh\nexec "%s" -m ziglang %s -target %s "$@"\n' "$root/build/zig/bin/python" "$tool" "$1" >"$folder/$tool"
    chmod +x "$folder/$tool"
  done
  say "dev: building the library for $2"
  {
    cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DKLAMM_PLUGIN_ONLY=ON -DKLAMM_BLOB="$root/build/release/klamm.blob" \
      -DCMAKE_C_COMPILER="$root/$folder/cc" -DCMAKE_CXX_COMPILER="$root/$folder/c++" &&
      cmake --build "$folder" -j "$jobs" --target klamm_jni
  } >"$folder/build.log" 2>&1 || {
    tail -n 30 "$folder/build.log" >&2
    die "the library for $2 does not build ($folder/build.log)"
  }
  library_symbols "$folder/jni/libklamm_jni.so" || die "the library for $2 shows or needs what it must not"
  jar_add_library "$2" "$folder/jni/libklamm_jni.so"
}

# The musl library in a process of musl's.
package_try_musl() {
  setup_packages musl-tools
  musl-gcc -o build/jar/linux-x86-64-musl/host tests/integration/musl_host.c
  build/jar/linux-x86-64-musl/host "$root/build/jar/linux-x86-64-musl/jni/libklamm_jni.so" || die "the library for musl does not load there"
}
