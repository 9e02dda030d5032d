# shellcheck shell=bash disable=SC2154
# ctest of the optimised g++ build: unit tests, goldens, and the fuzz targets' corpora.
step_unit() {
  build release
  ctest --test-dir build/release --output-on-failure -j "$jobs" -O build/release/ctest.log >/dev/null || {
    grep -v ' Passed ' build/release/ctest.log
    return 1
  }
  grep -E 'tests passed|tests failed|Total Test time' build/release/ctest.log
}
