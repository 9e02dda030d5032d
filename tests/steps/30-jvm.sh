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
  local log=build/jvm/mvn.log total='Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$'
  mvn -B -ntp -f tests/jvm/pom.xml test >"$log" 2>&1 || {
    tail -n 60 "$log"
    return 1
  }
  grep -oE "$total" "$log"
}
