# shellcheck shell=bash disable=SC2154
# The plug-in in real brokers: the oldest Kafka that it loads into and the newest one.
step_broker() {
  # shellcheck source=/dev/null
  source tests/integration/broker_life.sh
  # shellcheck source=/dev/null
  source tests/integration/broker_refusals.sh
  build_jar
  broker_life 3.9.2 io.klamm.kafka.KlammAuthorizer
  broker_life 4.4.0 io.klamm.kafka.KlammMonitorableAuthorizer
  broker_refusals 4.4.0 io.klamm.kafka.KlammMonitorableAuthorizer
  echo "$life_passed passed, $life_failed failed"
  ((life_failed == 0))
}
