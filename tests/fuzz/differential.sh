# shellcheck shell=bash disable=SC2154
# Random decisions of Klamm beside StandardAuthorizer in one JVM: `./dev fuzz differential [decisions]`, a hundred million
# unless said, half of them on the oldest Kafka and half on the newest; the first seed is KLAMM_SEED, or the time. Then a
# million changes of the ACLs, which must leave no memory behind.
fuzz_differential() {
  local decisions=${1:-100000000} seed=${KLAMM_SEED:-$(date +%s)} version pids=() pid status=0
  [[ $decisions =~ ^[0-9]+$ ]] || die "fuzz differential: \`$decisions\` is no number of decisions"
  # shellcheck source=/dev/null
  source tests/integration/differential.sh
  # shellcheck source=/dev/null
  source tests/integration/leak.sh
  build_jar
  say "dev: seed $seed"
  for version in 3.9.2 4.4.0; do
    kafka_broker_jars "$version"
    differential "$version" "$((decisions / 2))" "$seed" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || status=1; done
  leak 4.4.0 1000000 || status=1
  return "$status"
}
