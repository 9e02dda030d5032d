# shellcheck shell=bash disable=SC2154
# Sourced: Kafka's own test classes, taken from its published test jars and re-pointed at the plug-in (conformance/).
# Nothing of them is kept.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

conformance_passed=0
conformance_failed=0

# conformance_suites VERSION: the suites there are, a line each: the class, and how many JVMs share its cases.
conformance_suites() {
  if [[ $1 == 4.4.* ]]; then
    echo org.apache.kafka.metadata.authorizer.StandardAuthorizerTest 1
    echo kafka.security.authorizer.AuthorizerTest 1
    return
  fi
  cat <<TXT
org.apache.kafka.metadata.authorizer.StandardAuthorizerTest 1
kafka.security.authorizer.AuthorizerTest 1
kafka.api.AuthorizerIntegrationTest 4
org.apache.kafka.tools.consumer.group.AuthorizerIntegrationTest 1
TXT
  case $1 in
    3.*) echo kafka.admin.AclCommandTest 2 ;;
    *) echo org.apache.kafka.tools.AclCommandTest 2 ;;
  esac
  case $1 in 3.* | 4.0.*) echo kafka.api.GroupAuthorizerIntegrationTest 1 ;; esac
  case $1 in 4.0.*) echo kafka.admin.DescribeAuthorizedOperationsTest 1 ;; esac
}

# conformance_prepare VERSION: the re-pointed classes in build/conformance/VERSION.
conformance_prepare() {
  local version=$1 out=$root/build/conformance/$1 here=tests/integration/conformance since=since41
  local authorizer=org/apache/kafka/metadata/authorizer suites=$root/build/kafka/$1/suites
  kafka_broker_jars "$version"
  kafka_suite_jars "$version"
  [[ $version == 4.4.* ]] || kafka_tools_jars "$version"
  junit_jars
  [[ $version == 3.* || $version == 4.0.* ]] && since=since39
  rm -rf "$out"
  mkdir -p "$out/classes"
  javac -nowarn -d "$out/classes" -cp "$(conformance_class_path "$version")" \
    "$here/$since/$authorizer/Klamm.java" "$here/under_test/$authorizer/AuthorizerUnderTest.java" || return 1
  javac -d "$out/tool" "$here/Repoint.java" || return 1
  repoint() {
    java ${moved:+"-Dmoved=$moved"} -cp "$out/tool" Repoint "$1" "$out/classes" "$authorizer/StandardAuthorizer" \
      "$authorizer/AuthorizerUnderTest" "${@:2}"
  }
  local moved=
  case $version in
    4.4.*) conformance_borrow 4.3.1 ;;
    *)
      repoint "$suites/kafka-metadata-$version-test.jar" "$authorizer/StandardAuthorizerTest" org/apache/kafka/controller/MockAclMutator &&
        repoint "$suites/kafka_2.13-$version-test.jar" kafka/security/authorizer/{,Base}AuthorizerTest \
          kafka/api/{,Abstract,Group}AuthorizerIntegrationTest kafka/admin/AclCommandTest
      ;;
  esac || return 1
  case $version in
    3.* | 4.4.*) return ;;
  esac
  # Brokers with SASL get Kafka's authorizer from the test kit, not from the test.
  repoint "$suites/kafka-tools-$version-test.jar" org/apache/kafka/tools/AclCommandTest &&
    repoint "$suites/kafka-test-common-runtime-$version.jar" org/apache/kafka/common/test/{KafkaClusterTestKit,TestKitNodes}
}

# Kafka 4.4's test classes are not published: those of another version, with the classes that moved since replaced.
conformance_borrow() {
  local jars
  kafka_broker_jars "$1"
  kafka_suite_jars "$1"
  moved=$root/build/kafka/$1/broker:$root/build/kafka/$version/broker
  jars=$(printf '%s:' "$root/build/kafka/$1/suites"/*-test.jar)
  repoint "$jars" && repoint "$root/build/kafka/$1/broker/kafka_2.13-$1.jar" kafka/utils/Log4jControllerRegistration &&
    javac -nowarn -d "$out/classes" -cp "$(conformance_class_path "$version")" "$here"/since44/org/apache/kafka/controller/*.java
}

conformance_class_path() {
  local kafka=$root/build/kafka/$1
  echo "$root/build/conformance/$1/classes:$(jar_path):$kafka/suites/*:$kafka/broker/*:$kafka/tools/*:$root/build/kafka/junit/*"
}

conformance_logging() {
  case $1 in
    3.*) echo "-Dlog4j.configuration=file:$root/tests/integration/conformance/log4j.properties" ;;
    *) echo "-Dlog4j2.configurationFile=file:$root/tests/integration/conformance/log4j2.properties" ;;
  esac
}

# conformance_run VERSION LOG CLASS [JVM FLAGS…] [-- CONSOLE FLAGS…]: one JVM; its totals stand in LOG, the calls
# that reached the library in LOG.reach.
conformance_run() {
  local version=$1 log=$2 class=$3 flags=()
  shift 3
  while (($#)) && [[ $1 != -- ]]; do flags+=("$1") && shift; done
  (($# == 0)) || shift
  # Without it @ClusterTest cases are left out without a word. Kafka 4.0's extension, found by itself, claims every
  # parameterised case of a newer JUnit's, too.
  case $version:$class in
    4.0.*:*.AclCommandTest) flags+=(-Djunit.jupiter.extensions.autodetection.enabled=true) ;;
    4.0.*) ;;
    *) flags+=(-Djunit.jupiter.extensions.autodetection.enabled=true) ;;
  esac
  rm -f "$log.reach"
  java -Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$(conformance_logging "$version")" -Dklamm.reach="$log.reach" \
    ${flags[@]+"${flags[@]}"} -cp "$(conformance_class_path "$version")" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=tree --details-theme=ascii \
    --config=junit.platform.reporting.open.xml.enabled=false --select-class="$class" "$@" >"$log" 2>&1
}

conformance_total() { sed -n "s/^\[ *\([0-9]*\) tests $1 *\]/\1/p" "$2"; }

# The cases that failed, as JUnit names them.
conformance_failures() { sed -n 's/^  JUnit Jupiter:\(.*[^ ]\) *$/\1/p' "$1" | sort -u; }

# conformance_suite VERSION CLASS SHARDS: so many cases as cases.txt says must pass, in the known ones only may it fail,
# it must leave none out, and must have reached the library. The cases are dealt out to so many JVMs at a time by their method's name.
conformance_suite() {
  local version=$1 class=$2 shards=$3 log=$root/build/conformance/$1/$2.log methods=() pids=() shard index pattern
  rm -f "$log".*
  if ((shards == 1)); then
    conformance_run "$version" "$log" "$class" || true
  else
    mapfile -t methods < <(javap -cp "$(conformance_class_path "$version")" "$class" "${class%.*}.Abstract${class##*.}" 2>/dev/null |
      sed -n 's/.* void \([A-Za-z0-9_]*\)(.*/\1/p' | sort -u)
    for ((shard = 0; shard < shards; shard++)); do
      pattern=
      for ((index = shard; index < ${#methods[@]}; index += shards)); do pattern+="|${methods[index]}"; done
      conformance_run "$version" "$log.$shard" "$class" -- --include-methodname=".*#(${pattern#|})(\\(.*)?" &
      pids+=($!)
    done
    for index in "${pids[@]}"; do wait "$index" || true; done
    cat "$log".[0-9] >"$log"
    cat "$log".[0-9].reach >"$log.reach" 2>/dev/null || true
  fi
  conformance_judge "$version" "$class" "$log"
}

conformance_judge() {
  local version=$1 class=$2 log=$3 suite=${2##*.} passed known doubtful unexpected reached skipped cases
  passed=$(conformance_sum successful "$log")
  skipped=$(conformance_sum skipped "$log")
  reached=$(awk '{ sum += $1 } END { print sum + 0 }' "$log.reach" 2>/dev/null || echo 0)
  known=$(grep "^$suite:" tests/integration/conformance/known.txt | sort -u || true)
  doubtful=$(comm -12 <(conformance_failures "$log") <(sed -n "s/^? //p" tests/integration/conformance/known.txt | sort -u))
  cases=$(awk -v version="$version" -v class="$class" '$1 == version && $2 == class { print $3 }' tests/integration/conformance/cases.txt)
  unexpected=$(comm -3 <(conformance_failures "$log" | grep -vxF "${doubtful:-none}") <(printf '%s' "$known${known:+$'\n'}"))
  [[ -z $doubtful ]] || say "$version $class: failed this time, as it does with Kafka's own authorizer: $doubtful"
  cases=$((${cases:-0} - $(printf '%s' "$doubtful${doubtful:+$'\n'}" | grep -c . || true)))
  say "$version $class: $passed passed, $(printf '%s' "$known" | grep -c . || true) known not to, $skipped left out, $reached calls reached the library"
  conformance_passed=$((conformance_passed + passed))
  [[ -z $unexpected ]] || conformance_fails "$version $class: otherwise than expected ($log):"$'\n'"$unexpected"
  ((reached > 0)) || conformance_fails "$version $class did not reach the library ($log)"
  ((skipped == 0 && passed == ${cases:-0})) || conformance_fails "$version $class: ${cases:-0} cases must pass ($log)"
}

conformance_sum() { conformance_total "$1" "$2" | awk '{ sum += $1 } END { print sum + 0 }'; }

conformance_fails() {
  say "FAILED: $1"
  conformance_failed=$((conformance_failed + 1))
}

# conformance_control VERSION CLASS LEAST: with DENY ignored so many cases at least must fail, or the suite proves
# nothing.
conformance_control() {
  local version=$1 class=$2 least=$3 log=$root/build/conformance/$1/$2.planted failed
  conformance_run "$version" "$log" "$class" -Dklamm.planted=deny || true
  failed=$(conformance_failures "$log" | grep -c . || true)
  say "$version $class with a planted bug: ${failed:-0} failed, as they must"
  ((${failed:-0} >= least)) || conformance_fails "the planted bug was not noticed"
}
