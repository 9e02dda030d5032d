# shellcheck shell=bash disable=SC2154
# Every one of Kafka's suites that can be re-pointed, for every minor version: `./dev test conformance` takes about half
# an hour; `./dev test conformance 2/4` the second of four shares of it.
step_conformance() {
  # shellcheck source=/dev/null
  source tests/integration/conformance.sh
  local version class shards share=1 of=1 turn=0
  [[ ! ${1:-} =~ ^([0-9]+)/([0-9]+)$ ]] || share=${BASH_REMATCH[1]} of=${BASH_REMATCH[2]}
  build_jar
  for version in 3.9.2 4.0.2 4.1.2 4.2.1 4.3.1 4.4.0; do
    conformance_prepare "$version" || return 1
    while read -r class shards; do
      ((turn++ % of == share - 1)) || continue
      conformance_suite "$version" "$class" "$shards"
    done < <(conformance_suites "$version")
  done
  echo "$conformance_passed passed, $conformance_failed failed"
  ((conformance_failed == 0))
}
