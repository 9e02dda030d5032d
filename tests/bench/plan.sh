# shellcheck shell=bash
# Reading a plan of 50 MiB and 30,000 resources: one in twenty of a type that rules ask for, and all of them.
bench_plan() {
  local program=build/release/tests/bench/plan_bench share time memory resources
  build release plan_bench
  printf '%-14s %10s %10s %10s\n' plan 's' 'MiB' 'resources'
  for share in 20 1; do
    "$program" make "build/bench/plan-$share.json" 30000 50 "$share"
    read -r time memory resources < <("$program" read "build/bench/plan-$share.json" 5)
    printf '%-14s %10.3f %10.0f %10d\n' "1 in $share" "$time" "$((memory / 1024))" "$resources"
  done
}
