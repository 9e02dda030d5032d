# shellcheck shell=bash disable=SC2154
# Sourced after broker.sh, holds.sh and broker_cluster.sh: `klamm audit` and `klamm drift` against brokers that run.

live_klamm=$root/build/release/linter/klamm

# audits FOLDER USER STATUS [FLAG…]: its outputs in FOLDER/audit.out and audit.err.
audits() {
  local folder=$1 user=$2 wanted=$3 status=0
  shift 3
  timeout 60 "$live_klamm" audit --command-config "$folder/$user.properties" --fail-on never "$@" \
    >"$folder/audit.out" 2>"$folder/audit.err" </dev/null || status=$?
  ((status == wanted))
}

drifts() {
  local folder=$1 wanted=$2 status=0
  "$live_klamm" drift "$folder/server.properties" "$folder/live.json" >"$folder/drift.out" 2>&1 || status=$?
  ((status == wanted))
}

# broker_live VERSION CLASS: one broker, asked by everybody who may log in, and by some who may not.
broker_live() {
  local version=$1 class=$2 folder=$root/build/broker/$1-live what="$1, asked what it is" before
  begins "$what" "$folder" "$version" "$class" || return 1
  holds "$what: a topic" broker_tool "$folder" admin topics --create --topic orders --config min.insync.replicas=2 >"$folder/topics.out" 2>&1
  holds "$what: an ACL" broker_tool "$folder" admin acls --add --allow-principal User:alice --operation READ --topic orders >"$folder/acls.out" 2>&1
  holds "$what: SASL, all is told" audits "$folder" admin 0 --save "$folder/live.json" --verbose
  holds "$what: nothing is left open by the login" prints_not 'did not tell|ACLs were not seen' "$folder/audit.out"
  holds "$what: findings stand in the snapshot" prints 'live.json:[0-9]+:[0-9]+: high: .*\[TP020\]' "$folder/audit.out"
  holds "$what: the snapshot holds the ACL" prints '"principal": "User:alice"' "$folder/live.json"
  holds "$what: and no secret" prints_not 'admin-secret|alice-secret' "$folder/live.json"
  holds "$what: linted again, the same is found" live_again "$folder"
  holds "$what: its own file has not drifted" drifts "$folder" 0
  sed -i 's/^num.io.threads=2$/num.io.threads=3/' "$folder/server.properties"
  holds "$what: another file has" drifts "$folder" 1
  holds "$what: which key, and who wins" prints 'not applied: num.io.threads on broker 1: file .3., running .2. \(static broker\)' "$folder/drift.out"
  holds "$what: mTLS, little is told" audits "$folder" carol 0 --verbose
  holds "$what: that is unknown, not sound" prints 'broker 1 did not tell its configuration: Cluster authorization failed' "$folder/audit.out"
  holds "$what: ACLs that nobody may see are not said to be none" prints 'ACLs were not seen' "$folder/audit.out"
  sed 's/admin-secret/wrong/' "$folder/admin.properties" >"$folder/wrong.properties"
  before=$SECONDS
  holds "$what: a wrong password" audits "$folder" wrong 2
  holds "$what: is called so" prints 'the login was refused' "$folder/audit.err"
  holds "$what: at once" test $((SECONDS - before)) -lt 10
  sed 's/^security.protocol=.*/security.protocol=PLAINTEXT/' "$folder/admin.properties" >"$folder/plain.properties"
  holds "$what: no login at all" audits "$folder" plain 2 --timeout 3
  holds "$what: says what was heard" prints 'nobody answered in time; last heard: ' "$folder/audit.err"
  sed "s|$folder/ca.pem|$folder/carol.pem|" "$folder/carol.properties" >"$folder/distrust.properties"
  holds "$what: a certificate that is not trusted" audits "$folder" distrust 2
  holds "$what: is a matter of TLS" prints 'TLS: ' "$folder/audit.err"
  holds "$what: nobody gets in without credentials" audits "$folder" admin 0 --probe-anonymous --save "$folder/probed.json"
  holds "$what: which is kept" prints '"anonymous": false' "$folder/probed.json"
  broker_stop "$folder"
}

live_again() {
  "$live_klamm" lint --fail-on never --verbose "$1/live.json" >"$1/again.out" || return 1
  cmp -s "$1/audit.out" "$1/again.out"
}

# broker_live_open VERSION: without an authorizer and with a listener for everybody.
broker_live_open() {
  local version=$1 folder=$root/build/broker/$1-live-open what="$1 without an authorizer"
  begins "$what" "$folder" "$version" '' || return 1
  holds "$what: is audited" audits "$folder" admin 0 --save "$folder/live.json"
  holds "$what: which is what its ACLs are" prints '"sight": "no authorizer"' "$folder/live.json"
  broker_stop "$folder"
}

# cluster_live VERSION CLASS: two brokers, one of which then is away.
cluster_live() {
  local version=$1 class=$2 folder=$root/build/broker/$1-live-cluster what="$1, a cluster asked what it is"
  cluster_begins "$what" "$folder" "$version" "$class" || return 1
  holds "$what: a topic" broker_tool "$folder" admin topics --create --topic orders --partitions 6 --replication-factor 2 >"$folder/topics.out" 2>&1
  holds "$what: both tell" audits "$folder" admin 0 --save "$folder/live.json"
  holds "$what: all of it" prints '"partial": false' "$folder/live.json"
  broker_stop "$folder/n3" -KILL
  holds "$what: one is away" live_partial "$folder"
  holds "$what: its partitions lack a copy" prints '\[LV00[56]\]' "$folder/audit.out"
  cluster_stop "$folder"
}

# Until the controller has noticed, it is named and does not answer; then it is not named any more, and copies lack.
live_partial() {
  local tries
  for ((tries = 0; tries < 30; tries++)); do
    audits "$1" admin 0 --timeout 5 || return 1
    prints '\[LV00[56]\]' "$1/audit.out" && return 0
    sleep 1
  done
  return 1
}

# broker_live_scram VERSION CLASS: SCRAM over TLS, and many topics.
broker_live_scram() {
  local version=$1 class=$2 folder=$root/build/broker/$1-live-scram what="$1, asked by SCRAM over TLS" port
  broker_new "$folder" "$version" "$class" || return 1
  port=$(free_ports 1)
  sed -i -e "s|^\(advertised.listeners=.*\)|\1,SCRAM://127.0.0.1:$port|" -e "s|^\(listeners=.*\)|\1,SCRAM://127.0.0.1:$port|" \
    -e 's|^\(listener.security.protocol.map=.*\)|\1,SCRAM:SASL_SSL|' "$folder/server.properties"
  printf '%s\n' listener.name.scram.sasl.enabled.mechanisms=SCRAM-SHA-512 \
    'listener.name.scram.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;' \
    >>"$folder/server.properties"
  printf '%s\n' "bootstrap.servers=127.0.0.1:$port" security.protocol=SASL_SSL sasl.mechanism=SCRAM-SHA-512 \
    'sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="scram-secret";' \
    ssl.truststore.type=PEM "ssl.truststore.location=$folder/ca.pem" >"$folder/scram.properties"
  holds "$what: it starts" broker_start "$folder" || return 1
  holds "$what: a user is made" broker_tool "$folder" admin configs --alter --entity-type users --entity-name admin \
    --add-config 'SCRAM-SHA-512=[iterations=4096,password=scram-secret]' >"$folder/configs.out" 2>&1
  # Debian's librdkafka can do so with Kafka 3 only, and says so.
  if [[ $version == 3.* ]] || dpkg --compare-versions "$(pkg-config --modversion rdkafka)" ge 2.6.1; then
    holds "$what: all is told" audits "$folder" scram 0 --save "$folder/live.json"
    holds "$what: of every broker" prints '"partial": false' "$folder/live.json"
  else
    holds "$what: it cannot" audits "$folder" scram 2
    holds "$what: and which can is said" prints '2.6.1 and later can' "$folder/audit.err"
  fi
  sed -i 's/scram-secret/another/' "$folder/scram.properties"
  holds "$what: another password" audits "$folder" scram 2
  holds "$what: is called so" prints 'the login was refused' "$folder/audit.err"
  broker_stop "$folder"
}

# rare_answers VERSION: what a real broker says rarely, said by one of ours (clients/Rare.java).
rare_answers() {
  local version=$1 folder=$root/build/broker/$1-rare what='a broker that answers' port pid scene
  port=$(free_ports 1)
  mkdir -p "$folder"
  echo "$version" >"$folder/version"
  clients_new "$version" || return 1
  printf '%s\n' "bootstrap.servers=127.0.0.1:$port" >"$folder/anybody.properties"
  for scene in no-authorizer acls-refused silent cut garbage; do
    "$broker_java" "${tool_jvm[@]}" -cp "$root/build/clients/$version:$root/build/kafka/$version/broker/*" Rare "$folder" "$port" "$scene" \
      >"$folder/out.log" 2>"$folder/rare.log" &
    pid=$!
    comes_to_print 'Kafka Server started' "$folder/rare.log"
    rm -f "$folder/$scene.json"
    holds "$what, $scene: there is a snapshot" audits "$folder" anybody 0 --timeout 4 --verbose --save "$folder/$scene.json"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
  done
  holds "$what that there is no authorizer: so it is kept" prints '"sight": "no authorizer"' "$folder/no-authorizer.json"
  holds "$what that ACLs are not ours to see: they are hidden, not none" prints '"sight": "hidden"' "$folder/acls-refused.json"
  for scene in silent cut garbage; do
    holds "$what nothing that can be read ($scene): it is marked" prints '"partial": true' "$folder/$scene.json"
  done
  holds "$what in colours: they are spelt" prints_not $'\x1b' "$folder/audit.out"
}
