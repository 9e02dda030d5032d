# shellcheck shell=bash disable=SC2154
# Sourced: whether changes of the ACLs leave native memory behind (leak/), in what the process really holds.
source "$root/tests/integration/kafka.sh"
source "$root/jni/jar.sh"

# leak VERSION CHANGES
leak() {
  local version=$1 changes=$2 classes=$root/build/leak/$1 path
  kafka_broker_jars "$version"
  path="$(jar_path):$root/build/kafka/$version/broker/*"
  mkdir -p "$classes"
  javac -Xlint:all,-classfile,-path,-serial,-try,-removal,-deprecation -Werror -d "$classes" -cp "$path" \
    tests/integration/leak/io/klamm/kafka/Leak.java tests/integration/differential/io/klamm/kafka/Context.java || return 1
  java -Xms1g -Xmx1g -Xmn900m -XX:+AlwaysPreTouch -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -cp "$classes:$path" io.klamm.kafka.Leak "$((changes / 2))" "$changes" 16384 2>"$classes/stderr.log"
}
