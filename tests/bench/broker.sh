# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: B10, the CPU time that a broker spends per GB produced, with Klamm and with no authorizer at all:
# `./dev bench broker [ROUNDS [PAIRS [MEGABYTES]]]`. What a JVM compiles differs from start to start by more than what is
# measured, so each round starts both brokers anew, warms them up, and lets them serve in turns.
source "$root/tests/integration/broker.sh"

bench_broker() {
  local rounds=${1:-8} pairs=${2:-3} megabytes=${3:-200} out=$root/build/bench/broker round pair side sides
  build_jar
  rm -rf "$out"
  mkdir -p "$out"
  broker_jvm=(-Xms384m -Xmx384m -XX:-UsePerfData -Djava.awt.headless=true)
  for ((round = 1; round <= rounds; round++)); do
    say "dev: round $round of $rounds"
    for side in klamm none; do bench_broker_start "$out/$side" "$side"; done
    for side in klamm none; do broker_produce "$out/$side" "$megabytes" >/dev/null; done
    for ((pair = 1; pair <= pairs; pair++)); do
      sides=(klamm none)
      (((round + pair) % 2)) || sides=(none klamm)
      printf '%s ' "$round" >>"$out/pairs.txt"
      for side in "${sides[@]}"; do
        printf '%s %s ' "$side" "$(broker_produce "$out/$side" "$megabytes")" >>"$out/pairs.txt"
      done
      echo >>"$out/pairs.txt"
    done
    for side in klamm none; do broker_stop "$out/$side"; done
  done
  python3 tests/bench/broker_table.py "$out/pairs.txt" "$megabytes" "$(getconf CLK_TCK)" build/bench/broker.json
}

# bench_broker_start FOLDER SIDE: a new broker that has a topic, and of Klamm's the ACL that counts.
bench_broker_start() {
  local folder=$1 side=$2 class=io.klamm.kafka.KlammMonitorableAuthorizer
  [[ $side == klamm ]] || class=
  rm -rf "$folder"
  broker_new "$folder" 4.3.1 "$class" log.retention.check.interval.ms=2000 log.segment.delete.delay.ms=1000
  broker_start "$folder" || {
    tail -n 20 "$folder/broker.log" >&2
    die "the broker did not start"
  }
  broker_tool "$folder" admin topics --create --topic load --partitions 6 --config segment.bytes=33554432 \
    --config retention.bytes=33554432 >/dev/null 2>&1 || die "no topic"
  [[ $side == klamm ]] || return 0
  broker_tool "$folder" admin acls --add --allow-principal User:alice --operation WRITE --resource-pattern-type prefixed --topic lo \
    >/dev/null 2>&1 || die "no ACL"
}

# broker_produce FOLDER MEGABYTES: the clock ticks that the broker used meanwhile.
broker_produce() {
  local folder=$1 megabytes=$2 version pid before
  version=$(<"$folder/version")
  pid=$(<"$folder/pid")
  before=$(broker_ticks "$pid")
  "$broker_java" -Xmx256m -XX:+UseSerialGC "$(broker_logging "$version")" -cp "$root/build/kafka/$version/tools/*:$root/build/kafka/$version/broker/*" \
    org.apache.kafka.tools.ProducerPerformance --topic load --num-records "$((megabytes * 1000))" --record-size 1000 --throughput -1 \
    --producer.config "$folder/alice.properties" >"$folder/producer.log" 2>&1 || {
    tail -n 5 "$folder/producer.log" >&2
    die "the producer failed ($folder/producer.log)"
  }
  echo "$(($(broker_ticks "$pid") - before))"
}

# The time that a process has had, in clock ticks.
broker_ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
