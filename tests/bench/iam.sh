# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: one decision about IAM, beside @cloud-copilot/iam-simulate on the same policies in the same run. The peer is
# installed below build/ by npm and runs in a process of its own; without it the goals stand alone.
iam_peer_setup() {
  command -v npm >/dev/null || setup_packages nodejs npm
  mkdir -p build/iam-peer
  cp tests/bench/iam-peer/* build/iam-peer/
  [[ -d build/iam-peer/node_modules/@cloud-copilot/iam-simulate ]] ||
    (cd build/iam-peer && npm install --ignore-scripts --no-audit --no-fund --no-package-lock >npm.log 2>&1)
}

bench_iam() {
  local out=$root/build/bench/iam name run
  build release iam_bench
  rm -rf "$out"
  python3 tests/bench/iam_scenarios.py "$out/questions"
  for run in 1 2 3; do
    build/release/tests/bench/iam_bench "$out/questions" --benchmark_min_time=0.2 --benchmark_out_format=json \
      --benchmark_out="$out/ours-$run.json" >/dev/null 2>&1 || die "the benchmark failed"
  done
  if iam_peer_setup; then
    for name in "$out"/questions/*.json; do
      echo "$(basename "$name" .json) $(node build/iam-peer/peer.mjs time "$name" 1)"
    done >"$out/peer.txt"
  else
    say "dev: npm did not bring the peer"
    : >"$out/peer.txt"
  fi
  python3 tests/bench/iam_table.py "$out" build/bench/iam.json
}
