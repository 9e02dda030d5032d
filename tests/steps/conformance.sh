# shellcheck shell=bash disable=SC2154
# Every one of Kafka's suites that can be re-pointed, for every minor version: `./dev test conformance` takes about
# twenty minutes.
step_conformance() {
  # shellcheck source=/dev/null
  source tests/integration/conformance.sh
  build_jar
  local version
  for version in 3.9.2 4.0.2 4.1.2 4.2.1 4.3.1; do
    conformance_prepare "$version" || return 1
    conformance_suite "$version" org.apache.kafka.metadata.authorizer.StandardAuthorizerTest
    conformance_suite "$version" kafka.security.authorizer.AuthorizerTest
    conformance_shards "$version" kafka.api.AuthorizerIntegrationTest 4
  done
  echo "$conformance_passed passed, $conformance_failed failed"
  ((conformance_failed == 0))
}
