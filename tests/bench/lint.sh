# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: `klamm lint` beside Kafka's own KafkaConfig, built from the same files by a JVM in the same run: one file
# of 100 lines, 10,000 of them with three findings each (KafkaConfig has none), and one of 60 MiB, nine lines
# of ten comments.
source "$root/tests/integration/kafka.sh"

bench_lint() {
  local out=$root/build/bench/lint klamm=$root/build/release/linter/klamm kafka=4.4.0
  setup_packages hyperfine time
  build release klamm
  kafka_broker_jars "$kafka"
  mkdir -p "$out/classes"
  javac -d "$out/classes" -cp "$root/build/kafka/$kafka/broker/*" tests/bench/LintPeer.java || die "the peer does not compile"
  local peer=(java -cp "$out/classes:$root/build/kafka/$kafka/broker/*" LintPeer)
  bench_lint_inputs "$out"

  bench_lint_time ours-one 300 "$klamm" lint --fail-on never "$out/one.properties"
  bench_lint_time peer-one 10 "${peer[@]}" "$out/one.properties"
  bench_lint_time ours-many 5 "$klamm" lint --fail-on never --format json "$out/many"
  bench_lint_time peer-many 2 "${peer[@]}" "$out/many"
  bench_lint_time ours-large 5 "$klamm" lint --fail-on never --format json "$out/large.properties"
  bench_lint_time peer-large 2 "${peer[@]}" "$out/large.properties"
  python3 tests/bench/lint_table.py "$out" build/bench/lint.json
}

# The example of a sound broker, three lines of it spoiled; comments fill it up to 100 lines.
bench_lint_inputs() {
  local out=$1 sound=$root/configs/examples/kraft-secure.properties number folder line text
  sed -e 's/^unclean.leader.election.enable=.*/unclean.leader.election.enable=true/' \
    -e 's/^auto.create.topics.enable=.*/auto.create.topics.enable=true/' \
    -e 's/^ssl.enabled.protocols=.*/ssl.enabled.protocols=TLSv1.3,TLSv1.1/' "$sound" >"$out/one.properties"
  for ((line = $(wc -l <"$out/one.properties"); line < 100; ++line)); do
    echo "# What line $line is here for: files as people keep them are half comments." >>"$out/one.properties"
  done
  text=$(<"$out/one.properties")
  rm -rf "$out/many"
  for ((number = 0; number < 10000; ++number)); do
    folder=$out/many/$((number / 100))
    ((number % 100)) || mkdir -p "$folder"
    printf '%s\n' "${text/node.id=11/node.id=$number}" >"$folder/broker-$number.properties"
  done
  {
    cat "$sound"
    awk 'BEGIN {
      for (size = 0; size < 60 * 1048576; size += length(line) + 1) {
        line = ++number % 10 ? "# One of very many lines that say nothing to a broker, number " number : "prometheus.metrics.reporter.tag." number "=value-of-tag-" number
        print line
      }
    }'
  } >"$out/large.properties"
  [[ $("$klamm" lint --fail-on never --format json "$out/many" | grep -c '^{"rule":') == 30000 ]] ||
    die "bench lint: the 10,000 files do not have three findings each"
}

# bench_lint_time NAME TIMES COMMAND…: leaves NAME.json of hyperfine and NAME.kib, the most memory that a run held.
bench_lint_time() {
  local name=$1 times=$2
  shift 2
  say "dev: bench lint: $name"
  hyperfine -N --style none --warmup 1 --runs "$times" --export-json "$out/$name.json" --command-name "$name" "$(printf '%q ' "$@")" \
    >/dev/null 2>"$out/$name.log" || die "$name failed ($out/$name.log)"
  /usr/bin/time -f %M -o "$out/$name.kib" "$@" >/dev/null 2>&1
}
