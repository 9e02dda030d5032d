# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: random policies and requests, answered by `klamm can --cases` and by @cloud-copilot/iam-simulate, for some seconds.
# Each difference must have a reason in docs/iam-semantics.md, section 8.
fuzz_iam_peer() {
  local seconds=${1:-60} seed out=$root/build/iam-peer/fuzz status
  # shellcheck source=/dev/null
  source tests/bench/iam.sh
  build release klamm
  iam_peer_setup || die "npm did not bring the peer"
  mkdir -p "$out"
  SECONDS=0
  for ((seed = 1; SECONDS < seconds; ++seed)); do
    python3 tests/fuzz/iam-peer.py generate "$out/cases.json" 300 "${KLAMM_SEED:-0}$seed"
    status=0
    build/release/linter/klamm can --cases "$out/cases.json" >"$out/ours.json" || status=$?
    ((status < 2)) || die "klamm can failed ($out/cases.json)"
    node build/iam-peer/peer.mjs answer "$out/cases.json" >"$out/peer.txt"
    python3 tests/fuzz/iam-peer.py compare "$out/cases.json" "$out/ours.json" "$out/peer.txt" || die "a difference without a reason ($out)"
  done
}
