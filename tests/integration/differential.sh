# shellcheck shell=bash disable=SC2154
# Sourced: Klamm beside StandardAuthorizer in one JVM (differential/).
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

# differential VERSION DECISIONS SEED [JVM FLAGS…]
differential() {
  local version=$1 decisions=$2 seed=$3 classes=$root/build/differential/$1 path
  shift 3
  kafka_broker_jars "$version"
  path="$(jar_path):$root/build/kafka/$version/broker/*"
  mkdir -p "$classes"
  find tests/integration/differential -name '*.java' -print0 |
    xargs -0 javac -Xlint:all,-classfile,-path,-serial,-try,-removal,-deprecation -Werror -d "$classes" -cp "$path" || return 1
  java "$@" -Xmx512m -cp "$classes:$path" io.klamm.kafka.Differential "$decisions" "$seed" 2>"$classes/stderr.log"
}
