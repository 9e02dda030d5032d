# shellcheck shell=bash disable=SC2154
# Sourced: Kafka's own test classes, taken from its published test jars and re-pointed at the plug-in (conformance/).
# Nothing of them is kept.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

conformance_passed=0
conformance_failed=0

# conformance_prepare VERSION: the re-pointed classes in build/conformance/VERSION.
conformance_prepare() {
  local version=$1 out=$root/build/conformance/$1 here=tests/integration/conformance since=since41
  local authorizer=org/apache/kafka/metadata/authorizer suites=$root/build/kafka/$1/suites
  kafka_broker_jars "$version"
  kafka_suite_jars "$version"
  junit_jars
  [[ $version == 3.* || $version == 4.0.* ]] && since=since39
  rm -rf "$out"
  mkdir -p "$out/classes"
  javac -nowarn -d "$out/classes" -cp "$(jar_path):$suites/*:$root/build/kafka/$version/broker/*:$root/build/kafka/junit/*" \
    "$here/$since/$authorizer/Klamm.java" "$here/under_test/$authorizer/AuthorizerUnderTest.java" || return 1
  javac -d "$out/tool" "$here/Repoint.java" || return 1
  java -cp "$out/tool" Repoint "$suites/kafka-metadata-$version-test.jar" "$out/classes" "$authorizer/StandardAuthorizer" \
    "$authorizer/AuthorizerUnderTest" "$authorizer/StandardAuthorizerTest" org/apache/kafka/controller/MockAclMutator || return 1
  java -cp "$out/tool" Repoint "$suites/kafka_2.13-$version-test.jar" "$out/classes" "$authorizer/StandardAuthorizer" \
    "$authorizer/AuthorizerUnderTest" kafka/security/authorizer/AuthorizerTest kafka/security/authorizer/BaseAuthorizerTest \
    kafka/api/AbstractAuthorizerIntegrationTest kafka/api/AuthorizerIntegrationTest || return 1
}

conformance_logging() {
  case $1 in
    3.*) echo "-Dlog4j.configuration=file:$root/tests/integration/conformance/log4j.properties" ;;
    *) echo "-Dlog4j2.configurationFile=file:$root/tests/integration/conformance/log4j2.properties" ;;
  esac
}

# conformance_run VERSION LOG CLASS [JVM FLAGS…] [-- CONSOLE FLAGS…]: one JVM; its totals stand in LOG, the requests
# that reached the library in LOG.reach.
conformance_run() {
  local version=$1 log=$2 class=$3 out=$root/build/conformance/$1 flags=()
  shift 3
  while (($#)) && [[ $1 != -- ]]; do flags+=("$1") && shift; done
  (($# == 0)) || shift
  # Kafka 4.0's extension for @ClusterTest, found by itself, claims every parameterised case of a newer JUnit's.
  [[ $version == 4.0.* ]] || flags+=(-Djunit.jupiter.extensions.autodetection.enabled=true)
  rm -f "$log.reach"
  java -Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$(conformance_logging "$version")" -Dklamm.reach="$log.reach" \
    ${flags[@]+"${flags[@]}"} \
    -cp "$out/classes:$(jar_path):$root/build/kafka/$version/suites/*:$root/build/kafka/$version/broker/*:$root/build/kafka/junit/*" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=tree --details-theme=ascii \
    --config=junit.platform.reporting.open.xml.enabled=false --select-class="$class" "$@" >"$log" 2>&1
}

conformance_total() { sed -n "s/^\[ *\([0-9]*\) tests $1 *\]/\1/p" "$2"; }

# The cases that failed, as JUnit names them.
conformance_failures() { sed -n 's/^  JUnit Jupiter:\(.*[^ ]\) *$/\1/p' "$1" | sort -u; }

# conformance_suite VERSION CLASS: must fail in the known cases only, and must have reached the library.
conformance_suite() {
  local version=$1 class=$2 log=$root/build/conformance/$1/${2##*.}.log
  conformance_run "$version" "$log" "$class" || true
  conformance_judge "$version" "${class##*.}" "$log"
}

conformance_judge() {
  local version=$1 suite=$2 log=$3 passed known unexpected reached
  passed=$(conformance_total successful "$log" | awk '{ sum += $1 } END { print sum + 0 }')
  reached=$(awk '{ sum += $1 } END { print sum + 0 }' "$log.reach" 2>/dev/null || echo 0)
  known=$(grep "^$suite:" tests/integration/conformance/known.txt | sort -u || true)
  unexpected=$(comm -3 <(conformance_failures "$log") <(printf '%s' "$known${known:+$'\n'}"))
  say "$version $suite: $passed passed, $(printf '%s' "$known" | grep -c . || true) known not to, $reached requests reached the library"
  conformance_passed=$((conformance_passed + passed))
  if [[ -n $unexpected ]]; then
    say "FAILED: $version $suite: otherwise than expected ($log):"
    say "$unexpected"
    conformance_failed=$((conformance_failed + $(grep -c . <<<"$unexpected")))
  fi
  if ((reached == 0 || passed == 0)); then
    say "FAILED: $version $suite did not run, or did not reach the library ($log)"
    conformance_failed=$((conformance_failed + 1))
  fi
}

# conformance_control VERSION CLASS LEAST: with DENY ignored so many cases at least must fail, or the suite proves
# nothing.
conformance_control() {
  local version=$1 class=$2 least=$3 log=$root/build/conformance/$1/${2##*.}-planted.log failed
  conformance_run "$version" "$log" "$class" -Dklamm.planted=deny || true
  failed=$(conformance_failures "$log" | grep -c . || true)
  say "$version ${class##*.} with a planted bug: ${failed:-0} failed, as they must"
  if ((${failed:-0} < least)); then
    say "FAILED: the planted bug was not noticed"
    conformance_failed=$((conformance_failed + 1))
  fi
}

# conformance_shards VERSION CLASS N: a suite of many slow cases, in N JVMs at a time; the cases are dealt out by their
# method's name.
conformance_shards() {
  local version=$1 class=$2 shards=$3 out=$root/build/conformance/$1 log methods=() pids=() shard index pattern
  log=$out/${class##*.}.log
  mapfile -t methods < <(javap -cp "$out/classes:$root/build/kafka/$version/suites/*:$root/build/kafka/$version/broker/*:$root/build/kafka/junit/*" "$class" \
    "${class%.*}.Abstract${class##*.}" 2>/dev/null | sed -n 's/.* void \([A-Za-z0-9_]*\)(.*/\1/p' | sort -u)
  for ((shard = 0; shard < shards; shard++)); do
    pattern=
    for ((index = shard; index < ${#methods[@]}; index += shards)); do pattern+="|${methods[index]}"; done
    conformance_run "$version" "$log.$shard" "$class" -- --include-methodname=".*#(${pattern#|})(\\(.*)?" &
    pids+=($!)
  done
  for index in "${pids[@]}"; do wait "$index" || true; done
  cat "$log".[0-9] >"$log"
  cat "$log".[0-9].reach >"$log.reach" 2>/dev/null || true
  conformance_judge "$version" "${class##*.}" "$log"
}
