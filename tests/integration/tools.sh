# shellcheck shell=bash disable=SC2154
# Sourced by broker.sh: Kafka's command line tools, and our own clients (clients/), against a cluster under test.

tool_jvm=(-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.awt.headless=true)

# broker_tool FOLDER USER NAME ARGS…: one of Kafka's command line tools: topics, acls, groups, producer, consumer.
broker_tool() {
  local folder=$1 user=$2 name=$3 version class config=--command-config
  shift 3
  version=$(kafka_tools_version "$(<"$folder/version")")
  case $name in
    topics) class=org.apache.kafka.tools.TopicCommand ;;
    acls) class=org.apache.kafka.tools.AclCommand ;;
    configs) class=kafka.admin.ConfigCommand ;;
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
  timeout 180 "$broker_java" "${tool_jvm[@]}" "$(broker_logging "$version")" \
    -cp "$root/build/kafka/$version/tools/*:$root/build/kafka/$version/broker/*" \
    "$class" --bootstrap-server "$(sed -n 's/^bootstrap.servers=//p' "$folder/$user.properties")" "$config" "$folder/$user.properties" "$@"
}

# Our clients, compiled against those of this Kafka.
clients_new() {
  local version=$1 classes=$root/build/clients/$1
  [[ -z $(find "$root/tests/integration/clients" -newer "$classes/.complete" 2>&1) ]] && return
  rm -rf "$classes"
  mkdir -p "$classes"
  javac -Xlint:all,-classfile,-path,-processing -Werror -d "$classes" -cp "$root/build/kafka/$version/broker/*" \
    "$root"/tests/integration/clients/*.java || return 1
  touch "$classes/.complete"
}

# client FOLDER PROGRAM ARGS…: PROGRAM of clients/, on the clients of the cluster's version unless the file `clients`
# names another; its standard error in FOLDER/PROGRAM.log.
client() {
  local folder=$1 program=$2 version
  shift 2
  version=$(cat "$folder/clients" 2>/dev/null || cat "$folder/version")
  clients_new "$version" || return 1
  "$broker_java" "${tool_jvm[@]}" "$(broker_logging "$version")" -Dkafka.log.level=OFF \
    -cp "$root/build/clients/$version:$root/build/kafka/$version/broker/*" "$program" "$folder" "$@" 2>"$folder/$program.log"
}

# beside_clients VERSION KIND PATH: compiles the programs of the folder KIND beside our clients; their class path, of
# which PATH is a part, in beside_path.
beside_clients() {
  local version=$1 classes=$root/build/$2/$1
  clients_new "$version" || return 1
  beside_path="$root/build/clients/$version:$3$root/build/kafka/$version/broker/*"
  mkdir -p "$classes"
  javac -Xlint:all,-classfile,-path,-processing -Werror -d "$classes" -cp "$beside_path" "$root/tests/integration/$2"/*.java || return 1
  beside_path=$classes:$beside_path
}

# connect_client FOLDER PROGRAM: PROGRAM of connect/, which starts workers of Kafka Connect of the cluster's version, or of
# the newest one published.
connect_client() {
  local folder=$1 program=$2 version beside_path
  version=$(kafka_tools_version "$(<"$folder/version")")
  kafka_connect_jars "$version"
  beside_clients "$version" connect '' || return 1
  "$broker_java" "${tool_jvm[@]}" "$(broker_logging "$version")" -Dkafka.log.level=OFF -cp "$beside_path" "$program" "$folder" \
    "$root/build/kafka/$version/connect/*" "${tool_jvm[@]}" "$(broker_logging "$version")" 2>"$folder/$program.log"
}

# streams_client FOLDER PROGRAM ARGS…: PROGRAM of streams/, on the Kafka Streams and clients of the cluster's version, or
# of the newest one published.
streams_client() {
  local folder=$1 program=$2 version beside_path
  shift 2
  version=$(kafka_tools_version "$(<"$folder/version")")
  kafka_streams_jars "$version"
  beside_clients "$version" streams "$root/build/kafka/$version/streams/*:" || return 1
  "$broker_java" -Xmx256m "${tool_jvm[@]:1}" "$(broker_logging "$version")" -Dkafka.log.level=OFF -cp "$beside_path" "$program" "$folder" "$@" \
    2>"$folder/$program.log"
}
