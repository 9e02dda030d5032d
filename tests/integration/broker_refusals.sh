# shellcheck shell=bash disable=SC2154
# Sourced after broker.sh and holds.sh: what must keep a broker from starting, or everybody but super users out of it.

# refuses_to_start FOLDER VERSION CLASS REASON PROPERTY=VALUE…: it ends by itself, and says why.
refuses_to_start() {
  local folder=$1 version=$2 class=$3 reason=$4
  shift 4
  broker_new "$folder" "$version" "$class" "$@" || return 1
  if broker_start "$folder"; then
    broker_stop "$folder"
    return 1
  fi
  rm -f "$folder/pid"
  prints "$reason" "$folder/broker.log"
}

# broker_refusals VERSION CLASS
broker_refusals() {
  local version=$1 class=$2 folder=$root/build/broker/$1-refusals
  # Kafka formats without a look at the authorizer's class, and looks for it when it starts.
  broker_jar=$folder/missing.jar holds "$version: no jar, no broker" refuses_to_start "$folder" "$version" "$class" \
    "$class"' could not be found|ClassNotFoundException: '"$class"
  holds "$version: no library, no broker" refuses_to_start "$folder" "$version" "$class" 'names a library that does not load' \
    "klamm.native.path=$folder/missing.so"
  holds "$version: no place for the library, no broker" refuses_to_start "$folder" "$version" "$class" 'klamm.native.dir names another place' \
    "klamm.native.dir=$folder/missing"
  holds "$version: a misspelt key, no broker" refuses_to_start "$folder" "$version" "$class" 'did you mean .klamm\.compare.\?' klamm.compere=standard

  broker_outgrown "$folder" "$version" "$class"
}

# More ACLs than the memory allows: a change fails in the running broker, and after a restart the whole load, which
# Kafka calls complete all the same.
broker_outgrown() {
  local folder=$1 version=$2 class=$3 what="$2 with little memory" topics=() i
  for ((i = 0; i < 300; i++)); do topics+=(--topic "a-topic-of-many-$i"); done
  begins "$what" "$folder" "$version" "$class" klamm.native.memory.bytes=30000 allow.everyone.if.no.acl.found=true || return 1
  steps "$what" "$folder" <<'TXT'
admin create orders
alice topics                            -> orders
alice write orders one                  -> written
TXT
  broker_tool "$folder" admin acls --add --deny-principal User:bob --operation READ "${topics[@]}" >"$folder/tool.log" 2>&1
  holds "$what: the log says that a change failed" comes_to_print 'did not apply a change .* only super users are let in' "$folder/broker.log"
  only_super_users "$what, after a failed change" "$folder"
  broker_stop "$folder"
  holds "$what: a failed load is no reason not to start" broker_start "$folder"
  holds "$what: the log says that the load failed" comes_to_print 'until one succeeds only super users are let in' "$folder/broker.log"
  only_super_users "$what, after a failed load" "$folder"
  broker_stop "$folder"
}

# Although everyone is allowed.
only_super_users() {
  steps "$1" "$2" <<'TXT'
admin topics                            -> orders
admin write orders two                  -> written
alice topics                            -> nothing
carol topics                            -> nothing
TXT
}
