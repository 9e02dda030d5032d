# shellcheck shell=bash disable=SC2154
# The plug-in's tests on newer Java runtimes than the one it is built with: `./dev test jdks`.
step_jdks() {
  # shellcheck source=/dev/null
  source tests/integration/jvm.sh
  # shellcheck source=/dev/null
  source tests/integration/jdks.sh
  build_jar
  build release klamm klamm_jni_faulty
  local major home failed=0
  jvm_compile 4.4.0 || return 1
  for major in 21 25; do
    home=$(jdk_home "$major") || return 1
    "$home/bin/java" -version 2>&1 | head -n 1
    jvm_tests 4.4.0 "$home/bin/java" --enable-native-access=ALL-UNNAMED || failed=1
    grep -E 'tests (successful|failed)' build/plugin/4.4.0.log
    # Without the flag: a warning at most, and it works all the same.
    jvm_console 4.4.0 "$root/build/plugin/jdk-$major.log" "$home/bin/java" -- --include-classname='.*RequestTest' || failed=1
    grep -A 3 -E '^WARNING: .*(restricted|native)' "build/plugin/jdk-$major.log" | sed 's/^/  /'
  done
  ((failed == 0))
}
