# shellcheck shell=bash disable=SC2154
# The second full build: clang, its warnings, AddressSanitizer and UBSan under every unit test and fuzz corpus.
step_sanitizers() {
  build asan-ubsan
  ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
    ctest --test-dir build/asan-ubsan --output-on-failure -j "$jobs" -LE 'release' -O build/asan-ubsan/ctest.log >/dev/null || {
    grep -v ' Passed ' build/asan-ubsan/ctest.log
    return 1
  }
  grep -E 'tests passed|tests failed|Total Test time' build/asan-ubsan/ctest.log
}
