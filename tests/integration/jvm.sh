# shellcheck shell=bash disable=SC2154
# Sourced: the plug-in's own tests in a JVM (jvm/), with the JVM checking every use of JNI.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

jvm_path() { echo "$(jar_path):$root/build/kafka/$1/broker/*:$root/build/kafka/junit/*"; }

# jvm_compile VERSION: the tests, against that Kafka.
jvm_compile() {
  local classes=$root/build/plugin/$1
  kafka_broker_jars "$1"
  junit_jars
  mkdir -p "$classes"
  javac -Xlint:all,-classfile,-path,-serial,-try,-processing,-removal,-deprecation -Werror -proc:none -d "$classes" -cp "$(jvm_path "$1")" \
    tests/integration/jvm/io/klamm/kafka/*.java tests/integration/differential/io/klamm/kafka/Context.java 2>"$classes.javac.log" || {
    cat "$classes.javac.log" >&2
    return 1
  }
}

# jvm_console VERSION LOG JAVA [JVM FLAGS…] [-- CONSOLE FLAGS…]: runs what jvm_compile made; JUnit's totals stand in LOG.
jvm_console() {
  local version=$1 log=$2 java=$3 flags=() classes=$root/build/plugin/$1
  shift 3
  while (($#)) && [[ $1 != -- ]]; do flags+=("$1") && shift; done
  (($# == 0)) || shift
  "$java" -Xmx512m "-Djava.io.tmpdir=$classes" ${flags[@]+"${flags[@]}"} -cp "$classes:$(jvm_path "$version")" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=tree --details-theme=ascii \
    --config=junit.platform.reporting.open.xml.enabled=false --select-package=io.klamm.kafka "$@" >"$log" 2>&1 || {
    grep -E '\[X\]|=>' "$log" | head -n 40 >&2
    return 1
  }
}

# jvm_tests VERSION [JAVA [JVM FLAGS…]]: all of them, in build/plugin/VERSION.log.
jvm_tests() {
  local version=$1 log=$root/build/plugin/$1.log java=${2:-java}
  shift
  (($# == 0)) || shift
  jvm_compile "$version" || return 1
  jvm_console "$version" "$log" "$java" -Xcheck:jni "-Dklamm.test.faulty=$root/build/release/tests/integration/libklamm_jni_faulty.so" \
    "-Dklamm.test.program=$root/build/release/linter/klamm" "$@" ||
    return 1
  jni_complaints "$log"
}

# What -Xcheck:jni says of our frames (the JVM's own libraries have complaints of their own). Fails if there is any.
jni_complaints() {
  if grep -A 6 -E '^(WARNING|FATAL ERROR) in native method' "$1" | grep -E 'at io\.klamm\.'; then
    say "FAILED: -Xcheck:jni complains ($1)"
    return 1
  fi
}
