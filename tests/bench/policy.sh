# shellcheck shell=bash disable=SC2154
# How long the policies hold up the controller's thread, for requests that pass: the best of five rounds.
bench_policy() {
  local classes=$root/build/bench/policy
  # shellcheck source=/dev/null
  source jni/jar.sh
  # shellcheck source=/dev/null
  source tests/integration/kafka.sh
  build_jar
  kafka_broker_jars 4.4.0
  mkdir -p "$classes"
  javac -Xlint:all,-classfile,-path,-processing -Werror -d "$classes" -cp "$(jar_path):$root/build/kafka/4.4.0/broker/*" \
    tests/bench/policy/io/klamm/kafka/PolicyLoop.java
  java -Xmx256m -cp "$classes:$(jar_path):$root/build/kafka/4.4.0/broker/*" io.klamm.kafka.PolicyLoop 2>"$classes/log"
}
