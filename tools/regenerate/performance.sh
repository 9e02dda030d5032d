# shellcheck shell=bash disable=SC2154
# The authorizer's table in docs/performance.md, of the last `./dev bench authorizer` (and `broker`) of this machine.
regenerate_performance() {
  local rows=build/bench/authorizer.json
  [[ -f $rows ]] || {
    say "dev: no $rows; ./dev bench authorizer makes it"
    return 0
  }
  python3 tools/regenerate/performance.py "$rows" docs/performance.md "$(java -version 2>&1 | sed -n 2p)"
}
