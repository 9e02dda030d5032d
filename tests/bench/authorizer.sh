# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: the plug-in beside Kafka's own authorizer, in one run (jmh/). `./dev bench authorizer quick` takes
# two minutes and proves little.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

bench_authorizer() {
  local out=$root/build/bench/authorizer flags=()
  [[ ${1:-} != quick ]] || flags=(-wi 1 -i 1)
  build_jar
  kafka_artifacts jmh jmh
  mkdir -p "$out"
  rm -f "$out"/*.json "$out"/*.txt
  bench_jmh 4.3.1 calls -p id=B1,B2,B3,B4,B4s,B5,B6 Work
  bench_jmh 4.3.1 two-threads -t 2 -p id=B2 '(Work|Control)'
  bench_jmh 4.3.1 one-thread -p id=B2 '(Work|Control)'
  bench_jmh 3.9.2 calls -p id=B1,B2,B3 Work
  bench_jmh 4.0.2 calls -p id=B1,B2 Work
  bench_jmh 4.4.0 calls -p id=B1,B2,B8 Work
  local peer
  for peer in standard klamm; do bench_java 4.3.1 io.klamm.kafka.bench.Load "$peer" >"$out/load-$peer.txt"; done
  python3 tests/bench/authorizer_table.py "$out" build/bench/authorizer.json
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
