# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: the plug-in's jar, with the libraries that it carries.

jar_version() { sed -n 's/^project(klamm VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt; }
jar_path() { echo "$root/build/jar/klamm-kafka-authorizer-$(jar_version).jar"; }

# jar_add_library PLATFORM FILE: puts a library where Maven packs it from, with what the loader checks it against.
jar_add_library() {
  local folder=build/jar/native/META-INF/native/$1 name=libklamm_jni.so
  mkdir -p "$folder"
  strip --strip-unneeded -o "$folder/$name" "$2"
  printf 'size=%s\nsha256=%s\n' "$(stat -c %s "$folder/$name")" "$(sha256sum "$folder/$name" | cut -d' ' -f1)" \
    >"$folder/$name.properties"
}

jar_pack() {
  mkdir -p build/jar
  say "dev: packing $(basename "$(jar_path)")"
  mvn -q -B -ntp -f jni/pom.xml -Drevision="$(jar_version)" -Dklamm.native="$root/build/jar/native" package >build/jar/maven.log 2>&1 || {
    tail -n 30 build/jar/maven.log >&2
    die "Maven failed (build/jar/maven.log)"
  }
}

# The jar with this machine's library only.
build_jar() {
  build release klamm_jni
  jar_add_library "$(jar_platform)" build/release/jni/libklamm_jni.so
  jar_pack
}

jar_platform() {
  local architecture
  architecture=$(uname -m)
  echo "linux-${architecture/x86_64/x86-64}-glibc"
}
