# shellcheck shell=bash disable=SC2154
# Sourced after broker.sh and holds.sh: what a user does with a broker, in a real one: by Kafka's own tools, then by
# clients of ours (so that outcomes are exceptions, not words on a terminal).

# broker_life VERSION CLASS
broker_life() {
  local version=$1 class=$2 folder=$root/build/broker/$1-${2##*.} out what
  out=$folder/tool.log what="$1 ${2##*.}"
  begins "$what" "$folder" "$version" "$class" || return 1
  tool() { broker_tool "$folder" "$@" >"$out" 2>&1; }
  life_by_tools
  life_by_clients
  holds "$what: no error was logged" prints_not ' ERROR ' "$folder/broker.log"
  life_by_audit
  holds "$what: it ends when told to" broker_stop "$folder"
  holds "$what: nothing to complain of at its end" prints_not '(ERROR|WARN) .*\(io\.klamm' "$folder/broker.log"

  holds "$what: it starts again" broker_start "$folder"
  steps "$what" "$folder" <<'TXT'
acls 7
alice write orders five                 -> written
carol topics                            -> orders,payments
bob topics                              -> payments
TXT
  broker_stop "$folder"
}

life_by_tools() {
  holds "$what: a super user creates a topic" tool admin topics --create --topic orders --partitions 1
  holds "$what: a producer's ACLs are added" tool admin acls --add --allow-principal User:alice --producer --topic ord \
    --resource-pattern-type prefixed
  holds "$what: a consumer's ACLs are added" tool admin acls --add --allow-principal User:alice --consumer --topic orders --group g1
  steps "$what" "$folder" <<<'acls 6'
  echo first | tool alice producer --topic orders
  tool alice consumer --topic orders --from-beginning --group g1 --max-messages 1 --timeout-ms 60000
  holds "$what: alice reads what she wrote" prints '^first$' "$out"
  tool alice groups --describe --group g1
  holds "$what: alice describes her group" prints '^g1 +orders +0 +1 ' "$out"
  tool admin acls --list
  holds "$what: the listing holds all six entries" test "$(grep -c 'principal=' "$out")" = 6
  holds "$what: ACLs are removed" tool admin acls --remove --force --allow-principal User:alice --producer --topic ord \
    --resource-pattern-type prefixed
}

# What an idempotent producer gets that may describe a topic but not write it is the cluster's refusal: so Kafka has it.
# (The console producer, which is idempotent, then ends with two messages, with one, or without a word, by chance.)
life_by_clients() {
  steps "$what" "$folder" <<'TXT'
acls 3
admin create payments
alice topics                            -> orders
alice write orders two                  -> TopicAuthorizationException
alice write-idempotent orders two       -> ClusterAuthorizationException
alice write payments two                -> TopicAuthorizationException
alice write-idempotent payments two     -> TopicAuthorizationException
alice transact t1 orders two            -> TransactionalIdAuthorizationException
alice read g2 orders 1                  -> GroupAuthorizationException
alice read g1 payments 1                -> TopicAuthorizationException
alice create shipments                  -> TopicAuthorizationException
alice delete orders                     -> TopicAuthorizationException
alice may topic orders                  -> DESCRIBE,READ
alice may group g1                      -> DESCRIBE,READ
alice may cluster any                   -> nothing
admin may topic orders                  -> ALTER,ALTER_CONFIGS,CREATE,DELETE,DESCRIBE,DESCRIBE_CONFIGS,READ,WRITE

acl ALLOW User:alice WRITE TOPIC LITERAL orders
alice write orders two                  -> written
alice write-idempotent orders three     -> written
alice transact t1 orders four           -> TransactionalIdAuthorizationException
acl ALLOW User:alice WRITE TRANSACTIONAL_ID PREFIXED t
alice transact t1 orders four           -> committed
alice read g1 orders 3                  -> two,three,four
alice may topic orders                  -> DESCRIBE,READ,WRITE

carol topics                            -> nothing
carol write payments one                -> TopicAuthorizationException
acl ALLOW User:carol ALL TOPIC LITERAL *
carol topics                            -> orders,payments
carol write-idempotent payments one     -> written
carol may topic payments                -> ALTER,ALTER_CONFIGS,CREATE,DELETE,DESCRIBE,DESCRIBE_CONFIGS,READ,WRITE
acl DENY User:carol WRITE TOPIC PREFIXED pay
carol write payments two                -> TopicAuthorizationException
carol write orders other                -> written
carol may topic payments                -> ALTER,ALTER_CONFIGS,CREATE,DELETE,DESCRIBE,DESCRIBE_CONFIGS,READ
no-acl DENY User:carol WRITE TOPIC PREFIXED pay
carol write payments two                -> written

acl ALLOW User:* DESCRIBE TOPIC LITERAL *
bob topics                              -> orders,payments
acl DENY User:bob DESCRIBE TOPIC LITERAL orders
bob topics                              -> payments
bob write orders other                  -> TopicAuthorizationException

acl ALLOW User:alice WRITE TOPIC PREFIXED copies-
acl ALLOW User:alice READ TOPIC LITERAL payments
admin create copies-1
alice copy t2 g1 payments copies-1      -> committed
alice copy t2 g1 payments payments      -> TopicAuthorizationException
alice copy u1 g1 payments copies-1      -> TransactionalIdAuthorizationException
acl DENY User:alice READ GROUP PREFIXED g
alice read g1 orders 1                  -> GroupAuthorizationException
no-acl DENY User:alice READ GROUP PREFIXED g
no-acl ALLOW User:alice WRITE TOPIC PREFIXED copies-
no-acl ALLOW User:alice READ TOPIC LITERAL payments
no-acl ALLOW User:alice WRITE TRANSACTIONAL_ID PREFIXED t
admin delete copies-1
TXT
}

life_by_audit() {
  holds "$what: the audit log names a refusal for want of ACLs" \
    prints 'User:alice is Denied operation = WRITE .* on resource = Topic:LITERAL:orders .* rule DefaultDeny' "$folder/broker.log"
  holds "$what: the audit log names the ACL that refused" \
    prints 'User:carol is Denied operation = WRITE .* on resource = Topic:LITERAL:payments .* MatchingAcl.*resourceName=.?pay' "$folder/broker.log"
}
