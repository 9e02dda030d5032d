# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: the native engine alone (authz_bench.cc). Its peers are goals; Kafka's own authorizer stands beside the
# whole plug-in in `./dev bench authorizer`. Every figure is the median of several runs of the program.
bench_authz() {
  local out=$root/build/bench/authz run
  build release bench_authz
  mkdir -p "$out"
  rm -f "$out"/*.json
  for run in 1 2 3 4 5; do
    say "dev: run $run of 5"
    build/release/tests/bench/bench_authz --benchmark_out_format=json --benchmark_out="$out/$run.json" >/dev/null 2>&1 ||
      die "the benchmark failed"
  done
  python3 tests/bench/authz_table.py "$out" build/bench/authz.json
}
