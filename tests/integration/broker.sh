# shellcheck shell=bash disable=SC2154
# Sourced: real Kafka nodes on loopback, from Maven's jars, each in a folder of its own.
#
#   broker_new FOLDER VERSION CLASS [PROPERTY=VALUE…]   configures and formats a broker that is its own controller
#   broker_start FOLDER && broker_tool FOLDER alice topics --list && broker_stop FOLDER
source "$root/tests/integration/kafka.sh"
source "$root/tests/integration/users.sh"
source "$root/tests/integration/tools.sh"
source "$root/jni/jar.sh"

broker_jvm=(-Xms128m -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.awt.headless=true)
broker_java=${KLAMM_JAVA:-java}
broker_seconds=120
broker_pids=()

# free_ports N: different ports of loopback that nobody listens on just now, a line each; below those that clients get.
free_ports() {
  local port taken=' '
  while ((${#taken} < $1 * 6 + 1)); do
    port=$((20000 + RANDOM % 12000))
    [[ $taken != *" $port "* ]] || continue
    (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
    taken+="$port "
    echo "$port"
  done
}

broker_logging() {
  case $1 in
    3.*) echo "-Dlog4j.configuration=file:$root/tests/integration/log4j.properties" ;;
    *) echo "-Dlog4j2.configurationFile=file:$root/tests/integration/log4j2.properties" ;;
  esac
}

broker_class_path() { echo "${broker_jar:-$(jar_path)}:$root/build/kafka/$1/broker/*"; }

broker_jars() {
  kafka_broker_jars "$1"
  kafka_broker_jars "$(kafka_tools_version "$1")"
  kafka_tools_jars "$(kafka_tools_version "$1")"
}

# node_new FOLDER VERSION CLASS ID ROLES CONTROLLER USERS [PORT MTLS_PORT OWN_PORT]: configures and formats a node.
# CONTROLLER is the port of the only controller, node 1; USERS the folder that users_new has filled. A broker's own
# port is a listener that no other node has: who asks there sees this node only.
node_new() {
  local folder=$1 version=$2 class=$3 id=$4 roles=$5 controller=$6 users=$7 listeners=() protocols=CONTROLLER:SASL_PLAINTEXT
  mkdir -p "$folder"
  echo "$version" >"$folder/version"
  if [[ $roles == *broker* ]]; then
    listeners+=("BROKER://127.0.0.1:$8" "MTLS://127.0.0.1:$9" "NODE$id://127.0.0.1:${10}")
    protocols+=,BROKER:SASL_PLAINTEXT,MTLS:SSL,NODE$id:SASL_PLAINTEXT
  fi
  {
    printf '%s\n' "process.roles=$roles" "node.id=$id" "authorizer.class.name=$class" "log.dirs=$folder/data"
    if ((${#listeners[@]})); then
      printf '%s\n' "advertised.listeners=$(IFS=, && echo "${listeners[*]}")" inter.broker.listener.name=BROKER
      users_properties "$users" "node$id"
    fi
    [[ $roles != *controller* ]] || listeners+=("CONTROLLER://127.0.0.1:$controller")
    printf '%s\n' "listeners=$(IFS=, && echo "${listeners[*]}")" "listener.security.protocol.map=$protocols"
    cat <<TXT
controller.quorum.voters=1@127.0.0.1:$controller
controller.listener.names=CONTROLLER
listener.name.controller.plain.sasl.jaas.config=$plain_login username="admin" password="admin-secret" user_admin="admin-secret";
sasl.enabled.mechanisms=PLAIN
sasl.mechanism.inter.broker.protocol=PLAIN
sasl.mechanism.controller.protocol=PLAIN
super.users=User:admin
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=2097152
num.network.threads=1
num.io.threads=2
auto.create.topics.enable=false
TXT
  } >"$folder/server.properties"
}

node_format() {
  local folder=$1 version
  version=$(<"$folder/version")
  "$broker_java" "${tool_jvm[@]}" "$(broker_logging "$version")" -cp "$(broker_class_path "$version")" kafka.tools.StorageTool \
    format -t "$(printf 'klamm-%s-%06d' "${version//./}" $$ | base64 | tr -d '=\n' | tr '+/' '-_' | head -c 22)" \
    -c "$folder/server.properties" >"$folder/format.log" 2>&1 || {
    cat "$folder/format.log" >&2
    return 1
  }
}

broker_new() {
  local folder=$1 version=$2 class=$3 ports
  shift 3
  broker_jars "$version"
  mapfile -t ports < <(free_ports 4)
  rm -rf "$folder"
  mkdir -p "$folder"
  users_new "$folder" "127.0.0.1:${ports[1]}" "127.0.0.1:${ports[2]}" || return 1
  echo "1 bootstrap.servers 127.0.0.1:${ports[3]}" >"$folder/nodes"
  node_new "$folder" "$version" "$class" 1 broker,controller "${ports[0]}" "$folder" "${ports[@]:1}"
  (($# == 0)) || printf '%s\n' "$@" >>"$folder/server.properties"
  node_format "$folder"
}

broker_launch() {
  local folder=$1 version
  version=$(<"$folder/version")
  : >"$folder/broker.log"
  "$broker_java" "${broker_jvm[@]}" "$(broker_logging "$version")" -cp "$(broker_class_path "$version")" \
    ${broker_flags[@]+"${broker_flags[@]}"} kafka.Kafka "$folder/server.properties" >"$folder/out.log" 2>"$folder/broker.log" &
  echo "$!" >"$folder/pid"
  broker_pids+=("$!")
  disown "$!"
  # A run that is broken off must leave no node behind.
  [[ -n $(trap -p EXIT) ]] || trap broker_end_all EXIT
}

# Returns when it serves; fails when it ends before that (its log says why).
broker_await() {
  local folder=$1 pid tenths
  pid=$(<"$folder/pid")
  for ((tenths = 0; tenths < broker_seconds * 10; tenths++)); do
    grep -q 'Kafka Server started' "$folder/broker.log" && return 0
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

broker_start() { broker_launch "$1" && broker_await "$1"; }

# broker_stop FOLDER [SIGNAL]: returns when it has ended; fails when it must be killed.
broker_stop() {
  local folder=$1 pid tenths
  [[ -f $folder/pid ]] || return 0
  pid=$(<"$folder/pid")
  rm "$folder/pid"
  kill "${2:--TERM}" "$pid" 2>/dev/null || return 0
  for ((tenths = 0; tenths < broker_seconds * 10; tenths++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$pid" 2>/dev/null; then
    say "FAILED: a node does not end ($folder)"
    kill -KILL "$pid"
    return 1
  fi
}

# shellcheck disable=SC2317
broker_end_all() {
  local pid
  for pid in ${broker_pids[@]+"${broker_pids[@]}"}; do kill -KILL "$pid" 2>/dev/null || true; done
}

# Our class for a Kafka version: the one with the plug-ins' metrics where Kafka has them.
klamm_class() {
  case $1 in
    3.* | 4.0.*) echo io.klamm.kafka.KlammAuthorizer ;;
    *) echo io.klamm.kafka.KlammMonitorableAuthorizer ;;
  esac
}
