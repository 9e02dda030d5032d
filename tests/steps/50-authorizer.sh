# shellcheck shell=bash disable=SC2154
# The plug-in in a JVM: its own tests, beside Kafka's authorizer, and under Kafka's suites; on the oldest Kafka that it
# loads into and the newest.
step_authorizer() {
  local part
  for part in jvm symbols differential leak conformance; do
    # shellcheck source=/dev/null
    source "tests/integration/$part.sh"
  done
  build_jar
  build release klamm klamm_jni_faulty
  library_symbols build/release/jni/libklamm_jni.so || return 1

  local version failed=0 pids=()
  for version in 3.9.2 4.4.0; do
    jvm_tests "$version" || failed=1
    grep -E 'tests (successful|failed)' "build/plugin/$version.log"
  done
  kafka_broker_jars 3.9.2
  kafka_broker_jars 4.4.0
  for version in 3.9.2 4.4.0; do
    differential "$version" 500000 1 -Xcheck:jni &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
  for version in 3.9.2 4.4.0; do jni_complaints "build/differential/$version/stderr.log" || failed=1; done

  leak 4.4.0 100000 || failed=1

  for version in 3.9.2 4.3.1; do
    conformance_prepare "$version" || return 1
    conformance_suite "$version" org.apache.kafka.metadata.authorizer.StandardAuthorizerTest 1
    conformance_suite "$version" kafka.security.authorizer.AuthorizerTest 1
  done
  conformance_control 4.3.1 org.apache.kafka.metadata.authorizer.StandardAuthorizerTest 5
  echo "$conformance_passed passed, $conformance_failed failed"
  ((failed == 0 && conformance_failed == 0))
}
