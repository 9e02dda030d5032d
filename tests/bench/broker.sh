# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: B10, the CPU time that a broker spends per GB produced, with Klamm and with no authorizer at all:
# `./dev bench broker [PAIRS [MEGABYTES]]`. Both brokers run all the time and serve in turns; the first runs warm them up.
source "$root/tests/integration/broker.sh"

bench_broker() {
  local pairs=${1:-20} megabytes=${2:-200} out=$root/build/bench/broker pair side sides
  local version=4.3.1
  build_jar
  rm -rf "$out"
  mkdir -p "$out"
  broker_jvm=(-Xms384m -Xmx384m -XX:-UsePerfData -Djava.awt.headless=true)
  for side in klamm none; do
    local class=io.klamm.kafka.KlammMonitorableAuthorizer
    [[ $side == klamm ]] || class=
    say "dev: starting the broker with ${class:-no authorizer}"
    broker_new "$out/$side" "$version" "$class" log.retention.check.interval.ms=2000 log.segment.delete.delay.ms=1000
    broker_start "$out/$side" || {
      tail -n 20 "$out/$side/broker.log" >&2
      die "the broker did not start"
    }
    broker_tool "$out/$side" admin topics --create --topic load --partitions 6 --config segment.bytes=33554432 \
      --config retention.bytes=33554432 >/dev/null 2>&1 || die "no topic"
  done
  # What a broker of some size holds: the ACL that counts is one of many.
  broker_tool "$out/klamm" admin acls --add --allow-principal User:alice --operation WRITE --resource-pattern-type prefixed --topic lo \
    >/dev/null 2>&1 || die "no ACL"
  for side in klamm none; do broker_produce "$out/$side" "$megabytes" >/dev/null; done
  : >"$out/pairs.txt"
  for ((pair = 1; pair <= pairs; pair++)); do
    sides=(klamm none)
    ((pair % 2)) || sides=(none klamm)
    say "dev: pair $pair of $pairs"
    for side in "${sides[@]}"; do
      printf '%s %s ' "$side" "$(broker_produce "$out/$side" "$megabytes")" >>"$out/pairs.txt"
    done
    echo >>"$out/pairs.txt"
  done
  for side in klamm none; do broker_stop "$out/$side"; done
  python3 tests/bench/broker_table.py "$out/pairs.txt" "$megabytes" "$(getconf CLK_TCK)" build/bench/broker.json
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
