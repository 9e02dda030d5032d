# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: the plug-in beside Kafka's own authorizer and a plain Java one (jmh/), in one run.
#
#   ./dev bench authorizer                     Kafka 4.3.1: B1 to B9, B11, B12 (B8 on 4.4.0, where hosts may be ranges)
#   ./dev bench authorizer 3.9.2 4.4.0 …       some ids on these versions, beside what is there
#   ./dev bench authorizer all                 … on every minor version
#   ./dev bench authorizer quick [VERSION…]    in a few minutes; proves little
# B10 is ./dev bench broker.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

bench_authorizer() {
  local out=$root/build/bench/authorizer flags=(-f 2) rounds=20 repetitions=5 loads=5 version
  if [[ ${1:-} == quick ]]; then
    flags=(-f 1 -wi 1 -w 300ms -i 2 -r 300ms) rounds=4 repetitions=1 loads=1
    shift
  fi
  [[ ${1:-} != all ]] || set -- 3.9.2 4.0.2 4.1.2 4.2.1 4.4.0
  build_jar
  kafka_artifacts jmh jmh
  mkdir -p "$out"
  rm -rf "$out"/classes-*
  if (($# == 0)); then bench_newest; fi
  for version in "$@"; do
    local ids=B1,B2,B3,B4,B4s,B5,B6
    [[ $version != 4.4.* ]] || ids+=,B8
    bench_jmh "$version" calls -p id=$ids -p authorizer=standard,klamm Work
  done
  python3 tests/bench/authorizer_table.py "$out" build/bench
}

bench_newest() {
  local peer fork
  rm -f "$out"/4.3.1-*.json "$out"/ranges-*.json "$out"/*.txt "$out"/native.json
  bench_jmh 4.3.1 calls -p id=B1,B2,B3,B4,B4s,B5,B6 Work
  bench_jmh 4.4.0 ranges -p id=B8 -p authorizer=standard,klamm Work
  for fork in 1 2 3; do
    for peer in standard klamm trie; do
      say "dev: threads, $peer, run $fork of 3"
      bench_java 4.3.1 io.klamm.kafka.bench.Scaling "$peer" "$rounds" >>"$out/scaling-$peer.txt"
    done
  done
  for peer in standard klamm trie; do
    say "dev: load, $peer"
    bench_java 4.3.1 io.klamm.kafka.bench.Load "$peer" "$loads" >"$out/load-$peer.txt"
  done
  say "dev: the engine alone"
  build release bench_authz
  build/release/tests/bench/bench_authz --benchmark_filter='B11|B12' --benchmark_repetitions="$repetitions" \
    --benchmark_out_format=json --benchmark_out="$out/native.json" >/dev/null 2>&1 || die "the benchmark failed"
}

# bench_java VERSION MAIN ARGS…: of the classes compiled against that Kafka.
bench_java() {
  local version=$1 classes=$root/build/bench/authorizer/classes-$1 path
  shift
  kafka_broker_jars "$version"
  path="$(jar_path):$root/build/kafka/jmh/*:$root/build/kafka/$version/broker/*"
  if [[ ! -d $classes ]]; then
    mkdir -p "$classes"
    find tests/bench/jmh -name '*.java' -print0 | xargs -0 javac -nowarn -d "$classes" -cp "$path" || die "the benchmarks do not compile"
  fi
  java -Xmx3g -cp "$classes:$path" "$@" 2>/dev/null
}

# bench_jmh VERSION NAME FLAGS…
bench_jmh() {
  local version=$1 name=$2
  shift 2
  say "dev: JMH on Kafka $version: $name"
  bench_java "$version" org.openjdk.jmh.Main -rf json -rff "$out/$version-$name.json" -prof gc ${flags[@]+"${flags[@]}"} "$@" \
    >"$out/$version-$name.log" || die "JMH failed ($out/$version-$name.log)"
}
