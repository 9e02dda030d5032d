# shellcheck shell=bash disable=SC2154
# Sourced after broker.sh and holds.sh: three nodes with split roles, a controller (n1) and two brokers (n2, n3).
stock_authorizer=org.apache.kafka.metadata.authorizer.StandardAuthorizer

# cluster_new FOLDER VERSION CLASS
cluster_new() {
  local folder=$1 version=$2 class=$3 ports pids=() pid
  broker_jars "$version"
  kafka_broker_jars 4.4.0
  mapfile -t ports < <(free_ports 7)
  rm -rf "$folder"
  mkdir -p "$folder"
  echo "$version" >"$folder/version"
  # Those of 3.9 do not ask a controller for its ACLs, though it would answer.
  echo 4.4.0 >"$folder/clients"
  users_new "$folder" "127.0.0.1:${ports[1]},127.0.0.1:${ports[4]}" "127.0.0.1:${ports[2]},127.0.0.1:${ports[5]}" || return 1
  printf '%s\n' "1 bootstrap.controllers 127.0.0.1:${ports[0]}" "2 bootstrap.servers 127.0.0.1:${ports[3]}" \
    "3 bootstrap.servers 127.0.0.1:${ports[6]}" >"$folder/nodes"
  node_new "$folder/n1" "$version" "$class" 1 controller "${ports[0]}" "$folder"
  node_new "$folder/n2" "$version" "$class" 2 broker "${ports[0]}" "$folder" "${ports[@]:1:3}"
  node_new "$folder/n3" "$version" "$class" 3 broker "${ports[0]}" "$folder" "${ports[@]:4:3}"
  # Snapshots of the metadata log are made often, so that a node which starts loads one and what came after it. A broker
  # that was killed may come back when its session has ended.
  for pid in n1 n2 n3; do
    printf '%s\n' offsets.topic.replication.factor=2 transaction.state.log.replication.factor=2 \
      share.coordinator.state.topic.replication.factor=2 metadata.log.max.record.bytes.between.snapshots=20000 \
      broker.session.timeout.ms=4000 broker.heartbeat.interval.ms=500 >>"$folder/$pid/server.properties"
    node_format "$folder/$pid" &
    pids+=("$!")
  done
  for pid in "${pids[@]}"; do wait "$pid" || return 1; done
}

cluster_start() {
  local node
  for node in n1 n2 n3; do broker_launch "$1/$node"; done
  for node in n1 n2 n3; do
    broker_await "$1/$node" || {
      tail -n 20 "$1/$node/broker.log" >&2
      return 1
    }
  done
}

# cluster_begins WHAT FOLDER VERSION CLASS
cluster_begins() {
  local what=$1
  shift
  if cluster_new "$@" && cluster_start "$1"; then
    life_passed=$((life_passed + 1))
    return
  fi
  life_failed=$((life_failed + 1))
  say "FAILED: $what: the cluster does not start ($1)"
  return 1
}

# The controller last: a broker asks it for leave to go.
cluster_stop() {
  local node
  for node in n3 n2 n1; do broker_stop "$1/$node" || return 1; done
}

# file_appears FILE PID: whether it does while the process lives.
file_appears() {
  local tenths
  for ((tenths = 0; tenths < broker_seconds * 10; tenths++)); do
    [[ -e $1 ]] && return 0
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# ---- from Kafka's authorizer to ours and back -----------------------------------------------------------------------

# cluster_roll VERSION CLASS: a node at a time is restarted with the other class, with clients at work.
cluster_roll() {
  local version=$1 class=$2 folder=$root/build/broker/$1-roll what="$1 roll" traffic node
  cluster_begins "$what" "$folder" "$version" "$stock_authorizer" || return 1
  steps "$what" "$folder" <<'TXT'
acl ALLOW User:alice ALL TOPIC PREFIXED traffic-
acl ALLOW User:alice ALL GROUP LITERAL traffic-group
acl ALLOW User:alice ALL TRANSACTIONAL_ID PREFIXED traffic-
acl ALLOW User:carol WRITE TOPIC LITERAL traffic-mtls
acl DENY User:carol WRITE TOPIC LITERAL traffic-idempotent
TXT
  client "$folder" Traffic >"$folder/traffic.txt" &
  traffic=$!
  holds "$what: the clients are at work" file_appears "$folder/running" "$traffic"
  for node in n1 n2 n3; do roll_node "$folder" "$node" "$class"; done
  roll_asks "$class"
  for node in n3 n2 n1; do roll_node "$folder" "$node" "$stock_authorizer"; done
  roll_asks "$stock_authorizer"
  touch "$folder/stop"
  holds "$what: no message is lost, no client is refused" wait "$traffic"
  sed "s/^/$what: /" "$folder/traffic.txt" >&2
  holds "$what: the cluster ends" cluster_stop "$folder"
  holds "$what: ours had nothing to complain of" prints_not '(ERROR|WARN) .*\(io\.klamm' <(cat "$folder"/n?/*.log)
}

# roll_node FOLDER NODE CLASS: restarts it with that authorizer; returns when it keeps step with the others again.
roll_node() {
  local folder=$1 node=$2 class=$3
  holds "$what: $node ends" broker_stop "$folder/$node"
  cat "$folder/$node/broker.log" >>"$folder/$node/earlier.log"
  sed -i "s/^authorizer.class.name=.*/authorizer.class.name=$class/" "$folder/$node/server.properties"
  holds "$what: $node starts with ${class##*.}" broker_start "$folder/$node"
  # One node has the new class and another the old one: a change reaches both.
  steps "$what, $node with ${class##*.}" "$folder" <<TXT
replicas 2
acl ALLOW User:bob READ TOPIC LITERAL of-$node
no-acl ALLOW User:bob READ TOPIC LITERAL of-$node
TXT
}

roll_asks() {
  steps "$what, all with ${1##*.}" "$folder" <<'TXT'
acls 5
carol write traffic-idempotent x        -> TopicAuthorizationException
bob topics                              -> nothing
alice may topic traffic-mtls            -> ALTER,ALTER_CONFIGS,CREATE,DELETE,DESCRIBE,DESCRIBE_CONFIGS,READ,WRITE
TXT
}

# ---- killed in a storm of changes -----------------------------------------------------------------------------------

# cluster_storm VERSION CLASS: nodes are killed while ACLs change by the hundred; then all must have the same.
cluster_storm() {
  local version=$1 class=$2 folder=$root/build/broker/$1-storm what="$1 storm" storm node
  cluster_begins "$what" "$folder" "$version" "$class" || return 1
  client "$folder" Storm "${KLAMM_SEED:-1}" >"$folder/storm.txt" &
  storm=$!
  for node in n2 n1 n3; do
    holds "$what: ACLs change before $node is killed" storm_blows 40
    broker_stop "$folder/$node" -KILL
    holds "$what: $node starts again" broker_start "$folder/$node"
  done
  holds "$what: ACLs change to the end" storm_blows 40
  touch "$folder/stop"
  holds "$what: every node has the ACLs that were acknowledged" wait "$storm"
  sed "s/^/$what: /" "$folder/storm.txt" >&2
  holds "$what: the cluster ends" cluster_stop "$folder"
  holds "$what: ours had nothing to complain of" prints_not '(ERROR|WARN) .*\(io\.klamm' <(cat "$folder"/n?/broker.log)
}

# storm_blows N: waits until so many more calls were acknowledged.
storm_blows() {
  local from tenths
  from=$(storm_calls)
  for ((tenths = 0; tenths < broker_seconds * 10; tenths++)); do
    (($(storm_calls) >= from + $1)) && return 0
    kill -0 "$storm" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}
storm_calls() {
  local calls=
  read -r calls 2>/dev/null <"$folder/changes" || true
  echo "${calls:-0}"
}
