# shellcheck shell=bash
# ThreadSanitizer over the programs that have threads; builds only these.
step_tsan() {
  build tsan test_authz_threads
  local status=0
  TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1 build/tsan/tests/unit/authz/test_authz_threads || status=$?
  return "$status"
}
