# shellcheck shell=bash disable=SC2154
# The plug-in in real brokers: the oldest Kafka that it loads into and the newest one; with --all every minor version,
# each with everything, and beside it what a user does with Kafka's own authorizer.
step_broker() {
  local part version
  for part in broker holds broker_life broker_refusals broker_cluster broker_iam broker_gate broker_live; do
    # shellcheck source=/dev/null
    source "tests/integration/$part.sh"
  done
  build_jar
  build release klamm klamm-live
  if [[ ${1:-} == --all ]]; then
    for version in 3.9.2 4.0.2 4.1.2 4.2.1 4.3.1 4.4.0; do broker_everything "$version"; done
  else
    broker_life 3.9.2 "$(klamm_class 3.9.2)"
    broker_life 4.4.0 "$(klamm_class 4.4.0)"
    broker_refusals 4.4.0 "$(klamm_class 4.4.0)"
    broker_iam 3.9.2 "$(klamm_class 3.9.2)"
    broker_iam 4.4.0 "$(klamm_class 4.4.0)"
    split_gate 3.9.2
    broker_gate 4.4.0
    broker_live 4.4.0 "$(klamm_class 4.4.0)"
    broker_live_open 4.4.0
    rare_answers 4.4.0
    cluster_storm 3.9.2 "$(klamm_class 3.9.2)"
    cluster_roll 4.4.0 "$(klamm_class 4.4.0)"
  fi
  echo "$life_passed passed, $life_failed failed"
  ((life_failed == 0))
}

broker_everything() {
  local class before=$life_passed
  class=$(klamm_class "$1")
  broker_life "$1" "$class"
  broker_life "$1" "$stock_authorizer"
  broker_refusals "$1" "$class"
  broker_iam "$1" "$class" connect connect-sink
  broker_gate "$1"
  split_gate "$1"
  broker_live "$1" "$class"
  broker_live_open "$1"
  broker_live_scram "$1" "$class"
  rare_answers "$1"
  cluster_live "$1" "$class"
  cluster_storm "$1" "$class"
  cluster_roll "$1" "$class"
  say "$1: $((life_passed - before)) passed"
}
