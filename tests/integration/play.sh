# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: `./dev broker`, a broker to try the plug-in in. Ctrl-C ends it and leaves nothing behind.
source "$root/tests/integration/broker.sh"

play_policies=(create.topic.policy.class.name=io.klamm.kafka.KlammCreateTopicPolicy
  alter.config.policy.class.name=io.klamm.kafka.KlammAlterConfigPolicy)

play() {
  local version=4.4.0 class='' gate=()
  while (($#)); do
    case $1:${2:-} in
      --version:[0-9]*) version=$2 ;;
      --authorizer:klamm) class= ;;
      --authorizer:standard) class=org.apache.kafka.metadata.authorizer.StandardAuthorizer ;;
      --gate:warn | --gate:enforce) gate=("klamm.startup.gate=$2" "${play_policies[@]}") ;;
      *) die "broker: --version takes a Kafka version (3.9.2 … 4.4.0), --authorizer klamm or standard, --gate warn or enforce" ;;
    esac
    shift 2
  done
  class=${class:-$(klamm_class "$version")}
  build_jar
  play_folder=$(mktemp -d)
  trap play_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  say "dev: formatting Kafka $version"
  broker_new "$play_folder" "$version" "$class" ${gate[@]+"${gate[@]}"} || die "the broker cannot be formatted"
  broker_start "$play_folder" || play_refused "${gate[0]:-}"
  play_command
  play_help "$version" "$class"
  # Waited for in the background, so that Ctrl-C is heard at once.
  tail -n +1 -f "$play_folder/broker.log" --pid="$(<"$play_folder/pid")" | sed -u -n 's/ (kafka\.authorizer\.logger)$//p' &
  wait "$!" || true
  die "the broker ended by itself"
}

# With --gate enforce that is what is to be seen: these users have passwords that everybody tries first. The glass is
# broken then, and the policies go on.
play_refused() {
  cat "$play_folder/broker.log" >&2
  [[ $1 == klamm.startup.gate=enforce ]] || die "the broker did not start"
  say "dev: the gate refused this node, as it should; now with -Dklamm.startup.gate=off. Try, say, a topic with --config retention.ms=24 --config min.insync.replicas=2"
  broker_flags=(-Dklamm.startup.gate=off)
  broker_start "$play_folder" || die "the broker did not start"
}

play_end() {
  trap '' INT TERM HUP
  jobs -p | xargs -r kill 2>/dev/null || true
  say "dev: ending the broker"
  broker_stop "$play_folder" || true
  rm -rf "$play_folder"
}

# A command of its own: kafka USER TOOL ARGS…
play_command() {
  {
    echo '#!/usr/bin/env bash'
    declare -f say die kafka_tools_version broker_logging broker_tool
    declare -p root broker_java tool_jvm
    printf 'broker_tool %q "$@"\n' "$play_folder"
  } >"$play_folder/kafka"
  chmod +x "$play_folder/kafka"
}

play_help() {
  local kafka=$play_folder/kafka
  cat <<TXT
Kafka $1 with $2 serves. admin is super user; alice, bob, and carol (who has a certificate) may nothing yet; how they log
in is in $play_folder/USER.properties. Try in another shell, with topics, acls, producer, consumer or groups:

  $kafka admin topics --create --topic orders
  $kafka alice topics --list                                 # nothing
  echo hello | $kafka alice producer --topic orders    # refused, as the audit log says
  $kafka admin acls --add --allow-principal User:alice --operation READ --operation WRITE --topic orders
  $kafka alice topics --list                                 # orders: READ implies DESCRIBE
  echo hello | $kafka alice producer --topic orders
  $kafka alice consumer --topic orders --partition 0 --from-beginning --max-messages 1
  $kafka admin acls --list

The audit log follows; Ctrl-C ends the broker.
TXT
}
