# shellcheck shell=bash
# ThreadSanitizer over what has threads: the authorizer's snapshots and the parallel lint; builds only these.
step_tsan() {
  build tsan test_authz_threads test_linter
  local status=0
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  build/tsan/tests/unit/authz/test_authz_threads || status=$?
  build/tsan/tests/unit/linter/test_linter "[threads]" || status=$?
  return "$status"
}
