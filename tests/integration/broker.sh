# shellcheck shell=bash disable=SC2154
# Sourced: a one-node Kafka (broker and controller) on loopback, from Maven's jars. Users admin (super), alice and bob;
# the password is the name with -secret.
#
#   broker_new FOLDER VERSION CLASS [PROPERTY=VALUE…]   configures and formats; the other calls take FOLDER
#   broker_start FOLDER && broker_tool FOLDER alice topics --list && broker_stop FOLDER
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

broker_jvm=(-Xms128m -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.awt.headless=true)
tool_jvm=(-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.awt.headless=true)
broker_java=${KLAMM_JAVA:-java}

# A port of loopback that nobody listens on just now.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

broker_logging() {
  case $1 in
    3.*) echo "-Dlog4j.configuration=file:$root/tests/integration/log4j.properties" ;;
    *) echo "-Dlog4j2.configurationFile=file:$root/tests/integration/log4j2.properties" ;;
  esac
}

broker_class_path() { echo "${broker_jar:-$(jar_path)}:$root/build/kafka/$1/broker/*"; }

broker_new() {
  local folder=$1 version=$2 class=$3 port controller login='org.apache.kafka.common.security.plain.PlainLoginModule required'
  shift 3
  kafka_broker_jars "$version"
  kafka_broker_jars "$(kafka_tools_version "$version")"
  kafka_tools_jars "$(kafka_tools_version "$version")"
  port=$(free_port)
  controller=$(free_port)
  rm -rf "$folder"
  mkdir -p "$folder"
  echo "$version" >"$folder/version"
  echo "$port" >"$folder/port"
  cat >"$folder/server.properties" <<TXT
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
controller.listener.names=CONTROLLER
listeners=BROKER://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
advertised.listeners=BROKER://127.0.0.1:$port
listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
inter.broker.listener.name=BROKER
sasl.mechanism.inter.broker.protocol=PLAIN
sasl.mechanism.controller.protocol=PLAIN
sasl.enabled.mechanisms=PLAIN
listener.name.broker.plain.sasl.jaas.config=$login username="admin" password="admin-secret" user_admin="admin-secret" user_alice="alice-secret" user_bob="bob-secret";
listener.name.controller.plain.sasl.jaas.config=$login username="admin" password="admin-secret" user_admin="admin-secret";
authorizer.class.name=$class
super.users=User:admin
log.dirs=$folder/data
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
  (($# == 0)) || printf '%s\n' "$@" >>"$folder/server.properties"
  local user
  for user in admin alice bob; do
    printf '%s\n' security.protocol=SASL_PLAINTEXT sasl.mechanism=PLAIN \
      "sasl.jaas.config=$login username=\"$user\" password=\"$user-secret\";" >"$folder/$user.properties"
  done
  "$broker_java" "${tool_jvm[@]}" "$(broker_logging "$version")" -cp "$(broker_class_path "$version")" kafka.tools.StorageTool \
    format -t "$(printf 'klamm-%s-%06d' "${version//./}" $$ | base64 | tr -d '=\n' | tr '+/' '-_' | head -c 22)" \
    -c "$folder/server.properties" >"$folder/format.log" 2>&1 || {
    cat "$folder/format.log" >&2
    return 1
  }
}

# Returns when it serves; fails when it ends before that (its log says why).
broker_start() {
  local folder=$1 version pid
  version=$(<"$folder/version")
  : >"$folder/broker.log"
  "$broker_java" "${broker_jvm[@]}" "$(broker_logging "$version")" -cp "$(broker_class_path "$version")" \
    ${broker_flags[@]+"${broker_flags[@]}"} kafka.Kafka "$folder/server.properties" >"$folder/out.log" 2>"$folder/broker.log" &
  pid=$!
  echo "$pid" >"$folder/pid"
  local tenths
  for ((tenths = 0; tenths < 600; tenths++)); do
    grep -q 'Kafka Server started' "$folder/broker.log" && return 0
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

broker_stop() {
  local folder=$1 pid
  [[ -f $folder/pid ]] || return 0
  pid=$(<"$folder/pid")
  rm "$folder/pid"
  kill "${2:--TERM}" "$pid" 2>/dev/null || return 0
  wait "$pid" 2>/dev/null || true
}

# broker_tool FOLDER USER NAME ARGS…: one of Kafka's command line tools: topics, acls, groups, producer, consumer,
# configs.
broker_tool() {
  local folder=$1 user=$2 name=$3 version class config=--command-config
  shift 3
  version=$(kafka_tools_version "$(<"$folder/version")")
  case $name in
    topics) class=org.apache.kafka.tools.TopicCommand ;;
    acls) class=org.apache.kafka.tools.AclCommand ;;
    groups) class=org.apache.kafka.tools.consumer.group.ConsumerGroupCommand ;;
    producer) class=org.apache.kafka.tools.ConsoleProducer ;;
    consumer) class=org.apache.kafka.tools.consumer.ConsoleConsumer ;;
    *) die "no tool \`$name\`" ;;
  esac
  case $version:$name in
    3.*:acls) class=kafka.admin.AclCommand ;;
    3.*:producer) class=kafka.tools.ConsoleProducer config=--producer.config ;;
    4.[01].*:producer) config=--producer.config ;;
    3.*:consumer | 4.[01].*:consumer) config=--consumer.config ;;
  esac
  timeout "${KLAMM_TOOL_SECONDS:-60}" "$broker_java" "${tool_jvm[@]}" "$(broker_logging "$version")" -cp "$root/build/kafka/$version/tools/*:$root/build/kafka/$version/broker/*" \
    "$class" --bootstrap-server "127.0.0.1:$(<"$folder/port")" "$config" "$folder/$user.properties" "$@"
}
