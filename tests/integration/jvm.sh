# shellcheck shell=bash disable=SC2154
# Sourced: the plug-in's own tests in a JVM (jvm/), with the JVM checking every use of JNI.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

# jvm_tests VERSION: JUnit's totals on standard output.
jvm_tests() {
  local version=$1 classes=$root/build/plugin/$1 path log
  log=$classes.log
  kafka_broker_jars "$version"
  junit_jars
  path="$(jar_path):$root/build/kafka/$version/broker/*:$root/build/kafka/junit/*"
  mkdir -p "$classes"
  javac -Xlint:all,-classfile,-path,-serial,-try,-processing,-removal,-deprecation -Werror -proc:none -d "$classes" -cp "$path" \
    tests/integration/jvm/io/klamm/kafka/*.java tests/integration/differential/io/klamm/kafka/Context.java || return 1
  java -Xmx512m -Xcheck:jni "-Djava.io.tmpdir=$classes" -cp "$classes:$path" org.junit.platform.console.ConsoleLauncher execute \
    --disable-banner --disable-ansi-colors --details=tree --details-theme=ascii --config=junit.platform.reporting.open.xml.enabled=false \
    --select-package=io.klamm.kafka >"$log" 2>&1 || {
    grep -E '\[X\]|=>' "$log" | head -n 40 >&2
    return 1
  }
  jni_complaints "$log"
}

# What -Xcheck:jni says of our frames (the JVM's own libraries have complaints of their own). Fails if there is any.
jni_complaints() {
  if grep -A 6 -E '^(WARNING|FATAL ERROR) in native method' "$1" | grep -E 'at io\.klamm\.'; then
    say "FAILED: -Xcheck:jni complains ($1)"
    return 1
  fi
}
