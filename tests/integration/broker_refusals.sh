# shellcheck shell=bash disable=SC2154
# Sourced after broker_life.sh: what must keep a broker from starting, or everybody but super users out of it.

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
  holds "$version: no library, no broker" refuses_to_start "$folder" "$version" "$class" 'names a library that does not load' \
    "klamm.native.path=$folder/missing.so"
  holds "$version: no place for the library, no broker" refuses_to_start "$folder" "$version" "$class" 'klamm.native.dir names another place' \
    "klamm.native.dir=$folder/missing"
  holds "$version: a misspelt key, no broker" refuses_to_start "$folder" "$version" "$class" 'did you mean `klamm.compare`' klamm.compere=standard

  broker_outgrown "$folder" "$version" "$class"
}

# More ACLs than the memory allows: a change fails in the running broker, and after a restart the whole load, which
# Kafka calls complete all the same.
broker_outgrown() {
  local folder=$1 version=$2 class=$3 out=$1/tool.log topics=() i
  for ((i = 0; i < 300; i++)); do topics+=(--topic "a-topic-of-many-$i"); done
  broker_new "$folder" "$version" "$class" klamm.native.memory.bytes=30000 allow.everyone.if.no.acl.found=true
  holds "$version: a broker with little memory starts" broker_start "$folder"
  broker_tool "$folder" admin topics --create --topic orders >"$out" 2>&1
  broker_tool "$folder" alice topics --list >"$out" 2>&1
  holds "$version: everyone is allowed" prints '^orders$' "$out"
  broker_tool "$folder" admin acls --add --deny-principal User:bob --operation READ "${topics[@]}" >"$out" 2>&1
  holds "$version: the log says that a change failed" prints 'did not apply a change .* only super users are let in' "$folder/broker.log"
  only_super_users "$folder" "$version" change
  broker_stop "$folder"
  holds "$version: a failed load is no reason not to start" broker_start "$folder"
  holds "$version: the log says that the load failed" prints 'until one succeeds only super users are let in' "$folder/broker.log"
  only_super_users "$folder" "$version" load
  broker_stop "$folder"
}

only_super_users() {
  local folder=$1 out=$1/tool.log
  broker_tool "$folder" admin topics --list >"$out" 2>&1
  holds "$2: super users work on after a failed $3" prints '^orders$' "$out"
  KLAMM_TOOL_SECONDS=10 broker_tool "$folder" alice topics --list >"$out" 2>&1 || true
  holds "$2: nobody else does after a failed $3, though everyone is allowed" prints_not '^orders$' "$out"
}
