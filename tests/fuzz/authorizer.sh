# shellcheck shell=bash disable=SC2154
# Every set of up to two of the 1,008 entries of the larger universe, and every question about it, beside the oracle: about
# half a million sets. Stops after the given seconds and says how far it came; 0: runs to the end.
fuzz_authorizer() {
  local seconds=${1:-60} shard pids=() status=0
  build release exhaust_authz
  for ((shard = 0; shard < jobs; ++shard)); do
    build/release/tests/unit/authz/exhaust_authz "$shard" "$jobs" "$seconds" &
    pids+=($!)
  done
  for shard in "${pids[@]}"; do wait "$shard" || status=1; done
  return "$status"
}
