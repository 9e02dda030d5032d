# shellcheck shell=bash disable=SC2154
# The plug-in's tests with a library under AddressSanitizer and UBSan in the JVM.
step_jni_asan() {
  # shellcheck source=/dev/null
  source tests/integration/jvm.sh
  local out=build/asan-jni runtime log=$root/build/plugin/asan.log
  mkdir -p "$out"
  build release klamm
  say "dev: building $out"
  {
    cmake --preset asan-ubsan -B "$out" -DKLAMM_PLUGIN_ONLY=ON -DKLAMM_JNI=ON -DKLAMM_BLOB="$root/build/release/klamm.blob" \
      -DCMAKE_SHARED_LINKER_FLAGS=-shared-libasan
    cmake --build "$out" -j "$jobs" --target klamm_jni
  } >"$out/dev.log" 2>&1 || {
    tail -n 30 "$out/dev.log"
    return 1
  }
  runtime=$(clang++-19 -print-file-name=libclang_rt.asan-x86_64.so)
  build_jar
  jvm_compile 4.4.0 || return 1
  # The JVM uses SIGSEGV itself. Its memory is its own affair, so leaks are not looked for, and what the engine keeps of
  # freed blocks is counted elsewhere (ChangeTest); libraries that are loaded in other ways have tests of their own.
  LD_PRELOAD=$runtime ASAN_OPTIONS=handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:detect_leaks=0 \
    UBSAN_OPTIONS=print_stacktrace=1 \
    jvm_console 4.4.0 "$log" java "-Dklamm.test.library=$root/$out/jni/libklamm_jni.so" \
    "-Dklamm.test.program=$root/build/release/linter/klamm" -- \
    --exclude-classname='.*(ChangeTest|LoadingTest|FaultCases)' || {
    grep -A 25 -E 'AddressSanitizer|runtime error' "$log" | head -n 60
    return 1
  }
  grep -E 'tests (successful|failed)' "$log"
}
