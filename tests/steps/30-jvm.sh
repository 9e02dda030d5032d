# shellcheck shell=bash disable=SC2154
# Klamm's C++ beside the Java that it must equal: tests/jvm.
step_jvm() {
  # shellcheck source=/dev/null
  source tools/regenerate/catalog.sh
  build release dumps
  kafka_jars 3.9.2
  kafka_jars 4.1.2
  kafka_jars 4.4.0
  mkdir -p build/jvm
  # Kafka's own classes are asked of the newest version, and of the last with ZooKeeper.
  jvm_run newest && jvm_run 3.9 -Dkafka.version=3.9.2 -Dgroups=kafka
}

# jvm_run NAME ARGS…
jvm_run() {
  local log=build/jvm/mvn-$1.log total='Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$'
  shift
  mvn -B -ntp -f tests/jvm/pom.xml test "$@" >"$log" 2>&1 || {
    tail -n 60 "$log"
    return 1
  }
  grep -oE "$total|^Kafka [0-9.]+: .*" "$log"
}
