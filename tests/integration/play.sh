# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: `./dev broker`, a broker to try the plug-in in. Ctrl-C ends it and leaves nothing behind.
source "$root/tests/integration/broker.sh"

play() {
  local version=4.4.0 class=io.klamm.kafka.KlammMonitorableAuthorizer
  while (($#)); do
    case $1 in
      --version) version=${2:?} && shift 2 ;;
      --authorizer)
        case ${2:-} in
          klamm) ;;
          standard) class=org.apache.kafka.metadata.authorizer.StandardAuthorizer ;;
          *) die "broker: --authorizer is klamm or standard" ;;
        esac
        shift 2
        ;;
      *) die "broker: unknown option \`$1\`" ;;
    esac
  done
  [[ $class == io.* && $version =~ ^(3|4\.0)\. ]] && class=io.klamm.kafka.KlammAuthorizer
  build_jar
  play_folder=$(mktemp -d)
  trap 'broker_stop "$play_folder"; rm -rf "$play_folder"' EXIT
  trap 'exit 0' INT TERM
  say "dev: formatting Kafka $version"
  broker_new "$play_folder" "$version" "$class"
  broker_start "$play_folder" || {
    cat "$play_folder/broker.log" >&2
    die "the broker did not start"
  }
  play_help "$version" "$class"
  tail -n +1 -f "$play_folder/broker.log" --pid="$(<"$play_folder/pid")" | grep --line-buffered -F kafka.authorizer.logger || true
}

play_help() {
  local tools
  tools=$(kafka_tools_version "$1")
  cat <<TXT
Kafka $1 with $2 serves 127.0.0.1:$(<"$play_folder/port"). admin is super user; alice and bob may nothing yet.
Try in another shell:

  kafka() { local class=\$1 user=\$2; shift 2; java -cp '$root/build/kafka/$tools/tools/*:$root/build/kafka/$tools/broker/*' "org.apache.kafka.tools.\$class" \\
    --bootstrap-server 127.0.0.1:$(<"$play_folder/port") --command-config "$play_folder/\$user.properties" "\$@" 2>/dev/null; }
  kafka TopicCommand admin --create --topic orders
  kafka TopicCommand alice --describe --topic orders        # refused
  kafka AclCommand admin --add --allow-principal User:alice --operation READ --topic orders
  kafka TopicCommand alice --describe --topic orders        # allowed: READ implies DESCRIBE

The audit log follows; Ctrl-C ends the broker.
TXT
}
