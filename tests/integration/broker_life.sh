# shellcheck shell=bash disable=SC2154
# Sourced: what a user does with a broker, in a real one. Prints one line for each thing that must hold.
source "$root/tests/integration/broker.sh"

life_passed=0
life_failed=0

# holds WHAT COMMAND…
holds() {
  local what=$1
  shift
  if "$@"; then
    life_passed=$((life_passed + 1))
  else
    life_failed=$((life_failed + 1))
    say "FAILED: $what"
  fi
}

# What a tool must print, and what it must not.
prints() { grep -qE -- "$1" "$2"; }
prints_not() { ! grep -qE -- "$1" "$2"; }

# broker_life VERSION CLASS
broker_life() {
  local version=$1 class=$2 folder=$root/build/broker/$1-${2##*.} out
  out=$folder/tool.log
  broker_new "$folder" "$version" "$class"
  broker_start "$folder" || {
    tail -n 20 "$folder/broker.log" >&2
    return 1
  }
  tool() { broker_tool "$folder" "$@" >"$out" 2>&1; }

  holds "$version: a super user creates a topic" tool admin topics --create --topic orders --partitions 1
  echo refused | tool alice producer --topic orders || true
  holds "$version: who has no ACL may not write" prints 'TopicAuthorizationException|Not authorized' "$out"
  tool alice topics --list
  holds "$version: who has no ACL does not see the topic" prints_not '^orders$' "$out"

  holds "$version: an ACL is added" tool admin acls --add --allow-principal User:alice --operation READ --operation WRITE --topic ord \
    --resource-pattern-type prefixed
  holds "$version: an ACL for the group is added" tool admin acls --add --allow-principal User:alice --operation READ --group g1
  holds "$version: a DENY is added" tool admin acls --add --deny-principal User:bob --operation ALL --topic orders
  holds "$version: an ACL for everybody is added" tool admin acls --add --allow-principal 'User:*' --operation READ --topic '*'

  echo first | tool alice producer --topic orders
  holds "$version: alice writes" prints_not 'Exception|Not authorized' "$out"
  tool alice consumer --topic orders --from-beginning --group g1 --max-messages 1 --timeout-ms 20000
  holds "$version: alice reads what she wrote" prints '^first$' "$out"
  tool bob topics --list
  holds "$version: a DENY wins over an ALLOW for everybody" prints_not '^orders$' "$out"
  tool alice topics --list
  holds "$version: READ implies DESCRIBE" prints '^orders$' "$out"

  tool admin acls --list
  holds "$version: the listing holds all five entries" test "$(grep -c 'principal=' "$out")" = 5
  holds "$version: an ACL is removed" tool admin acls --remove --force --allow-principal User:alice --operation READ --operation WRITE \
    --topic ord --resource-pattern-type prefixed
  # By what is stored: the console producer may end, or hang, without a word when it is refused for good.
  local written
  written=$(stat -c %s "$folder"/data/orders-0/*.log)
  echo refused | KLAMM_TOOL_SECONDS=15 tool alice producer --topic orders || true
  holds "$version: what was allowed is refused again" test "$(stat -c %s "$folder"/data/orders-0/*.log)" = "$written"
  holds "$version: what alice wrote before is stored" test "$written" -gt 0
  holds "$version: the audit log names the refusal and its reason" \
    prints 'User:alice is Denied operation = DESCRIBE .* on resource = Topic:LITERAL:orders .* rule DefaultDeny' "$folder/broker.log"

  broker_stop "$folder"
  holds "$version: no error was logged" prints_not ' ERROR ' "$folder/broker.log"
  broker_start "$folder"
  tool admin acls --list
  holds "$version: the ACLs are there after a restart" test "$(grep -c 'principal=' "$out")" = 3
  broker_stop "$folder"
}
