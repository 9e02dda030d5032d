# shellcheck shell=bash disable=SC2154
# Sourced: the jars of one Kafka version, from Maven, kept under build/kafka/.

# kafka_artifacts FOLDER PROFILES [VERSION]: copies the run-time jars of the profiles to build/kafka/FOLDER, once.
kafka_artifacts() {
  local folder=$root/build/kafka/$1 profiles=$2 version=${3:-4.4.0}
  [[ -f $folder/.complete ]] && return
  say "dev: fetching $1"
  rm -rf "$folder"
  mkdir -p "$folder"
  mvn -q -B -ntp -f "$root/tests/integration/artifacts/pom.xml" dependency:copy-dependencies -P"$profiles" \
    -DincludeScope=runtime -Dkafka.version="$version" -DoutputDirectory="$folder" >"$folder.log" 2>&1 || {
    tail -n 20 "$folder.log" >&2
    die "the artifacts of $1 do not resolve ($folder.log)"
  }
  touch "$folder/.complete"
}

kafka_logging() { case $1 in 3.*) echo reload4j ;; *) echo log4j2 ;; esac }

# The broker's class path; the tools of 4.4.0 are not published, those of 4.3.1 drive it from a class path of their own.
kafka_broker_jars() { kafka_artifacts "$1/broker" "broker,$(kafka_logging "$1")" "$1"; }
kafka_tools_version() { case $1 in 4.4.*) echo 4.3.1 ;; 4.2.2) echo 4.2.1 ;; *) echo "$1" ;; esac }
kafka_tools_jars() { kafka_artifacts "$1/tools" tools "$1"; }
kafka_streams_jars() { kafka_artifacts "$1/streams" streams "$1"; }
kafka_connect_jars() { kafka_artifacts "$1/connect" "connect,$(kafka_logging "$1")" "$1"; }
kafka_suite_jars() {
  case $1 in
    3.*) kafka_artifacts "$1/suites" suites "$1" ;;
    4.4.*) kafka_artifacts "$1/suites" testkit "$1" ;;
    *) kafka_artifacts "$1/suites" suites,testkit "$1" ;;
  esac
}
junit_jars() { kafka_artifacts junit junit; }
