# shellcheck shell=bash
# What the rules cost inside one process: opening the built-in pack, choosing rules, linting a file of a hundred lines.
# There is no peer to set beside single steps; `bench lint` has one for the whole.
bench_rules() {
  build release rule_bench
  build/release/tests/bench/rule_bench --benchmark_out=build/bench/rules.raw.json --benchmark_out_format=json 2>/dev/null
  python3 - build/bench/rules.raw.json build/bench/rules.json <<'PY'
import json, sys

rows = [
    {"id": run["name"], "ours": run["cpu_time"], "peer": None, "unit": run["time_unit"], "ratio": None}
    for run in json.load(open(sys.argv[1]))["benchmarks"]
]
json.dump(rows, open(sys.argv[2], "w"), indent=1)
PY
}
