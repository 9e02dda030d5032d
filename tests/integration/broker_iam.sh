# shellcheck shell=bash disable=SC2154
# Sourced after broker.sh and holds.sh: a broker that IAM policies guard. Each client has exactly what a recipe of AWS's
# grants, or all of it but one action; then policies change, break, and stand in the way of a start.
source "$root/tests/integration/iam_recipes.sh"

# broker_iam VERSION CLASS [LIST…]: of Kafka Connect what these lists say.
broker_iam() {
  local version=$1 class=$2 folder=$root/build/broker/$1-iam home=$root/build/broker/$1-iam-policies what="$1 with IAM policies"
  local list connect=("${@:3}")
  rm -rf "$home"
  for list in recipes streams ${connect[@]+"${connect[@]}"}; do iam_recipes "$home" "$list"; done
  iam_more_roles "$home"
  begins "$what" "$folder" "$version" "$class" klamm.mode=acl+iam "klamm.iam.policies=$home/policies" \
    "klamm.iam.principals=$home/principals.toml" "klamm.iam.cluster.arn=$iam_cluster" "$(iam_logins "$home")" || return 1
  iam_users "$folder" "$home"
  steps "$what" "$folder" <<'TXT'
admin create orders
admin create seeded
admin create growing
admin create words
admin create counts
admin create copied
admin write words a                     -> written
admin write seeded seed                 -> written
alice write orders one                  -> TopicAuthorizationException
acl ALLOW User:alice WRITE TOPIC LITERAL orders
alice write orders one                  -> written
acl ALLOW User:produce-no-WriteData WRITE TOPIC LITERAL orders
carol order by-tls                      -> TopicAuthorizationException
changing write orders one               -> written
exact write-idempotent orders one       -> ClusterAuthorizationException
creator order of-the-cluster            -> TopicAuthorizationException
TXT
  iam_clients
  iam_changes
  holds "$what: it ends when told to" broker_stop "$folder"
  holds "$what: nothing but the refusals to complain of" iam_only_refusals
  iam_switched
  iam_refusals
}

# Whom the recipes do not need: changing (whose policy does), exact (writes to one topic), creator (CreateTopic on the
# cluster), carol (who may create by TLS only).
iam_more_roles() {
  local home=$1 secure
  iam_role "$home" none changing - - Connect cluster DescribeTopic topic/orders WriteData topic/orders
  iam_role "$home" none exact - - Connect cluster DescribeTopic topic/orders WriteData topic/orders
  iam_role "$home" none creator - - Connect cluster CreateTopic cluster
  iam_role "$home" none carol - - Connect cluster CreateTopic 'topic/*'
  secure='"Condition":{"Bool":{"aws:SecureTransport":"true"}}'
  sed -i "s/\"Action\":\"kafka-cluster:CreateTopic\"/$secure,&/" "$home/policies/carol.json"
}

# The broker's property by which the roles log in beside admin, alice and bob.
iam_logins() {
  local role logins='user_admin="admin-secret" user_alice="alice-secret" user_bob="bob-secret"'
  while read -r role; do logins+=" user_$role=\"$role-secret\""; done <"$1/roles"
  echo "listener.name.broker.plain.sasl.jaas.config=$plain_login username=\"admin\" password=\"admin-secret\" $logins;"
}

iam_users() {
  local role
  while read -r role; do
    [[ $role == carol ]] || sed "s/alice/$role/g" "$1/alice.properties" >"$1/$role.properties"
  done <"$2/roles"
}

# iam_tried LIST PROGRAM COMMAND…: what the recipes of the list say, done by the program.
iam_tried() {
  local list=$1 program=$2 passed=0 failed=0
  shift 2
  read -r passed failed < <("$@" "$folder" "$program" <"$home/$list" || true) || true
  holds "$what: all $list are tried" test "$((passed + failed))" = "$(wc -l <"$home/$list")"
  grep '^FAILED: ' "$folder/$program.log" | sed "s/^FAILED:/FAILED: $what:/" >&2 || true
  life_passed=$((life_passed + passed))
  life_failed=$((life_failed + failed))
}

iam_clients() {
  iam_tried recipes Recipes client
  iam_tried streams Counting streams_client
  for list in ${connect[@]+"${connect[@]}"}; do iam_tried "$list" Connecting connect_client; done
  holds "$what: the audit log names the statement that is missing, and who was played" prints \
    'User:produce-no-WriteData is Denied operation = WRITE .*:orders .* rule IamNoAllow\(no identity policy allows it, as=arn:aws:sts::111122223333:assumed-role/produce-no-WriteData/' \
    "$folder/broker.log"
  holds "$what: the audit log says that it is Connect" prints \
    'User:produce-no-Connect is Denied operation = DESCRIBE .*:orders .* rule IamNoConnect\(' "$folder/broker.log"
}

# A change is in force within ten seconds; a broken one is not, and is told once.
iam_changes() {
  local file=$home/policies/changing.json sound
  sound=$(<"$file")
  iam_policy changing Connect cluster DescribeTopic topic/orders >"$file"
  holds "$what: a change is in force within ten seconds" iam_within_ten_seconds 'changing write orders one -> TopicAuthorizationException'
  printf '{"Version":"2012-10-17",\n"Statement":[{"Effect":"Permit","Action":"*","Resource":"*"}]}\n' >"$file"
  holds "$what: a broken change is told, with file, line and reason" comes_to_print \
    "$file"':2:24: `Effect` must be `Allow` or `Deny`' "$folder/broker.log"
  steps "$what, a policy being broken" "$folder" <<<'changing write orders one -> TopicAuthorizationException'
  echo "$sound" >"$file"
  holds "$what: the mended one is in force" iam_within_ten_seconds 'changing write orders one -> written'
}

iam_within_ten_seconds() {
  local seconds
  for ((seconds = 0; seconds < 5; seconds++)); do
    sleep 2
    client "$folder" Recipes <<<"$1" >/dev/null && return 0
  done
  return 1
}

iam_only_refusals() { ! grep -E '(ERROR|WARN) .*\(io\.klamm' "$folder/broker.log" | grep -vq 'have changed and are refused'; }

# The other way round: any topic will do for an idempotent producer, CreateTopic counts on the cluster, and the
# controller knows how a client came.
iam_switched() {
  printf '%s\n' klamm.iam.by.resource.type=exact klamm.iam.create=cluster \
    principal.builder.class=io.klamm.kafka.KlammPrincipalBuilder >>"$folder/server.properties"
  holds "$what: it starts with other switches" broker_start "$folder"
  steps "$what, other switches" "$folder" <<'TXT'
exact write-idempotent orders one       -> written
creator order of-the-cluster            -> done
carol order by-tls                      -> done
alice write orders one                  -> written
TXT
  broker_stop "$folder"
}

iam_refusals() {
  echo '{"Version":"2012-10-17"}' >"$home/policies/changing.json"
  broker_start "$folder" && broker_stop "$folder"
  rm -f "$folder/pid"
  holds "$what: a broken policy keeps the broker from starting, with file, line and reason" prints \
    "$home/policies/changing.json:1:1: a policy without .Statement." "$folder/broker.log"
}
