# shellcheck shell=bash disable=SC2154,SC2034
# Sourced after broker.sh, holds.sh and broker_refusals.sh: the rules in real nodes, as a gate and as both policies.

policy_properties=(create.topic.policy.class.name=io.klamm.kafka.KlammCreateTopicPolicy
  alter.config.policy.class.name=io.klamm.kafka.KlammAlterConfigPolicy)

# gate_config FOLDER: a klamm.toml and a pack of rules beside the broker's folder.
gate_config() {
  mkdir -p "$1"
  cat >"$1/klamm.toml" <<'TXT'
profile = "strict"
rules = ["rules"]
enforce = ["TP006", "TP011", "TP032", "TP037"]

[[parameters]]
rule = "TP006"
unlike = ["auto-*"]

[[parameters]]
rule = "TP011"
topics = "wide."
most = 5

[[parameters]]
rule = "TP037"
topics = "plain."
allowed = ["delete"]
TXT
  mkdir -p "$1/rules"
  cat >"$1/rules/own.toml" <<'TXT'
id = "OWN001"
name = "no-hidden-topic"
title = "Hidden topic"
severity = "critical"
about = "topic"
fail = '@topic.name like "__*"'
message = "`{topic}` is hidden"
why = "Tools do not show it."
mend = "Rename it."
TXT
}

# What clients may ask for and what not. The replication factor of 1 warns, since there is one broker.
policy_steps() {
  cat <<'TXT'
admin make good 1 1                                                -> done
admin make good2 - -                                               -> done
admin make bad 1 1 min.insync.replicas=2                           -> PolicyViolationException TP020
admin make days 1 1 retention.ms=168                               -> PolicyViolationException TP032
admin try days 1 1 retention.ms=168                                -> PolicyViolationException TP032
admin try later 1 1                                                -> done
admin make later 1 1                                               -> done
admin make wide.a 6 1                                              -> PolicyViolationException TP011
admin make wide.a 5 1                                              -> done
admin make narrow 6 1                                              -> done
admin assign wide.b 1 1 1 1 1 1                                    -> PolicyViolationException TP011
admin assign wide.b 1 1                                            -> done
admin make __hidden 1 1                                            -> PolicyViolationException OWN001
admin make wide.c 6 1 retention.ms=168                             -> PolicyViolationException TP032
admin set topic good retention.ms=168                              -> PolicyViolationException TP032
admin set topic good retention.ms=86400000 segment.ms=3600000      -> done
admin set topic good retention.ms=86400000                         -> done
admin append topic good cleanup.policy=compact                     -> done
admin subtract topic good cleanup.policy=delete                    -> done
admin make plain.a 1 1                                             -> done
admin append topic plain.a cleanup.policy=compact                  -> PolicyViolationException TP037
admin unset topic good segment.ms                                  -> done
admin unset topic good retention.ms                                -> PolicyViolationException TP032
admin set broker 1 unclean.leader.election.enable=true             -> PolicyViolationException KD001
admin set broker all unclean.leader.election.enable=true           -> PolicyViolationException KD001
admin set broker all unclean.leader.election.enable=false          -> done
admin write good2 one                                              -> written
admin read g1 good2 1                                              -> one
admin create-by-writing made-by-writing one                        -> written
admin create-by-writing auto-made one                              -> no topic
admin topics                                                       -> good,good2,later,made-by-writing,narrow,plain.a,wide.a,wide.b
TXT
}

# broker_gate VERSION: a node with both roles.
broker_gate() {
  local version=$1 folder=$root/build/broker/$1-gate what="$1 gate" out
  out=$folder/tool.log
  gate_config "$folder-config"
  begins "$what" "$folder" "$version" "$(klamm_class "$version")" "${policy_properties[@]}" "klamm.config=$folder-config/klamm.toml" \
    klamm.startup.gate=warn log.retention.ms=168 auto.create.topics.enable=true || return 1
  holds "$what: both roles and both policies are one node" test "$(grep -c 'klamm start-up gate: node 1' "$folder/broker.log")" = 1
  holds "$what: the block names rules" prints '^  critical . KJ004 `listener\.name\.controller\.plain\.sasl\.jaas\.config`' "$folder/broker.log"
  holds "$what: no secret is logged" prints_not 'admin-secret' "$folder/broker.log"
  steps "$what" "$folder" < <(policy_steps)
  case $version in
    3.*) steps "$what" "$folder" <<<'admin legacy topic good retention.ms=168  -> PolicyViolationException TP032' ;;
  esac
  broker_tool "$folder" admin topics --create --topic tool --partitions 1 --config min.insync.replicas=2 >"$out" 2>&1
  holds "$what: kafka-topics tells rule, reason and mend" \
    prints 'klamm: TP020: `min.insync.replicas=2` with 1 replicas: .* Set `min.insync.replicas` to one less' "$out"
  broker_tool "$folder" admin configs --alter --entity-type topics --entity-name good --add-config retention.ms=24 >"$out" 2>&1
  holds "$what: kafka-configs is refused" prints 'klamm: TP032' "$out"
  holds "$what: what only warns is logged" prints 'WARN The creation of topic `good`: TP013: `good` has one replica' "$folder/broker.log"
  holds "$what: the policies did not fail" prints_not 'could not be judged' "$folder/broker.log"
  broker_stop "$folder"
  gate_refusals
}

gate_refusals() {
  local class
  class=$(klamm_class "$version")
  echo 'id = "OWN001"' >"$folder-config/rules/own.toml"
  holds "$what: a broken pack, no node" refuses_to_start "$folder" "$version" "$class" 'rules/own\.toml:1:1: .*is missing' \
    "${policy_properties[@]}" "klamm.config=$folder-config/klamm.toml"
  echo 'profil = "strict"' >"$folder-config/klamm.toml"
  holds "$what: a broken klamm.toml, no node" refuses_to_start "$folder" "$version" "$class" \
    'klamm\.toml:1:1: no key `profil`; did you mean `profile`' "${policy_properties[@]}" "klamm.config=$folder-config/klamm.toml"
  holds "$what: enforced, the gate refuses" refuses_to_start "$folder" "$version" "$class" 'critical ! KJ004' klamm.startup.gate=enforce
  broker_flags=(-Dklamm.startup.gate=off)
  holds "$what: -Dklamm.startup.gate=off breaks the glass" broker_start "$folder"
  broker_flags=()
  broker_stop "$folder"
}

# split_gate VERSION: a controller of its own with the policies, and a broker that names them and has no library.
split_gate() {
  local version=$1 folder=$root/build/broker/$1-split what="$1 split" ports
  broker_jars "$version"
  mapfile -t ports < <(free_ports 4)
  gate_config "$folder-config"
  rm -rf "$folder"
  mkdir -p "$folder"
  users_new "$folder" "127.0.0.1:${ports[1]}" "127.0.0.1:${ports[2]}"
  echo "$version" >"$folder/version"
  echo "2 bootstrap.servers 127.0.0.1:${ports[3]}" >"$folder/nodes"
  node_new "$folder/1" "$version" org.apache.kafka.metadata.authorizer.StandardAuthorizer 1 controller "${ports[0]}" "$folder"
  node_new "$folder/2" "$version" org.apache.kafka.metadata.authorizer.StandardAuthorizer 2 broker "${ports[0]}" "$folder" "${ports[@]:1}"
  printf '%s\n' "${policy_properties[@]}" "klamm.config=$folder-config/klamm.toml" >>"$folder/1/server.properties"
  printf '%s\n' "${policy_properties[@]}" "klamm.native.path=$folder/missing.so" \
    "metric.reporters=org.apache.kafka.common.metrics.JmxReporter,io.klamm.kafka.KlammGate" >>"$folder/2/server.properties"
  node_format "$folder/1" && node_format "$folder/2" && broker_launch "$folder/1" && broker_launch "$folder/2"
  holds "$what: the controller serves" broker_await "$folder/1"
  holds "$what: a broker without the library serves" broker_await "$folder/2"
  holds "$what: and its gate says that it judges nothing" prints 'The configuration of this node is not judged: .*names a library that does not load' \
    "$folder/2/broker.log"
  steps "$what" "$folder" <<'TXT'
admin make good 1 1                              -> done
admin make days 1 1 retention.ms=168             -> PolicyViolationException TP032
admin set topic good retention.ms=168            -> PolicyViolationException TP032
admin set broker 2 unclean.leader.election.enable=true -> PolicyViolationException KD001
TXT
  broker_stop "$folder/2"
  broker_stop "$folder/1"
}
