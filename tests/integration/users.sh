# shellcheck shell=bash disable=SC2154
# Sourced: who may log in to a cluster under test, and how. admin (super user), alice and bob by SASL/PLAIN, the password
# being the name with -secret; carol by a certificate (mTLS).

plain_login='org.apache.kafka.common.security.plain.PlainLoginModule required'

# users_new FOLDER SASL_ADDRESSES MTLS_ADDRESSES: a NAME.properties for each, and the certificates, in FOLDER.
users_new() {
  local folder=$1 user
  for user in admin alice bob; do
    printf '%s\n' "bootstrap.servers=$2" security.protocol=SASL_PLAINTEXT sasl.mechanism=PLAIN \
      "sasl.jaas.config=$plain_login username=\"$user\" password=\"$user-secret\";" >"$folder/$user.properties"
  done
  certificates "$folder"
  printf '%s\n' "bootstrap.servers=$3" security.protocol=SSL ssl.keystore.type=PEM "ssl.keystore.location=$folder/carol.pem" \
    ssl.truststore.type=PEM "ssl.truststore.location=$folder/ca.pem" >"$folder/carol.properties"
}

# An authority of our own, and what it signed: the servers' certificate and carol's.
certificates() {
  local folder=$1 name subject
  openssl_quiet req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=klamm-test-authority \
    -keyout "$folder/ca.key" -out "$folder/ca.pem" || return 1
  for name in server carol; do
    subject=/O=Klamm/CN=$name
    openssl_quiet req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "$subject" -keyout "$folder/$name.key" \
      -out "$folder/$name.csr" || return 1
    openssl_quiet x509 -req -in "$folder/$name.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 2 \
      -extfile <(echo 'subjectAltName=IP:127.0.0.1') -out "$folder/$name.crt" || return 1
    cat "$folder/$name.key" "$folder/$name.crt" >"$folder/$name.pem"
  done
}

openssl_quiet() {
  local said
  said=$(openssl "$@" 2>&1) || {
    say "$said"
    return 1
  }
}

# What a broker's properties say of these users: the listener BROKER for SASL, MTLS, and one that has the node's number.
users_properties() {
  local folder=$1 listener=$2 known='user_admin="admin-secret" user_alice="alice-secret" user_bob="bob-secret"'
  cat <<TXT
listener.name.broker.plain.sasl.jaas.config=$plain_login username="admin" password="admin-secret" $known;
listener.name.$listener.plain.sasl.jaas.config=$plain_login username="admin" password="admin-secret" $known;
ssl.keystore.type=PEM
ssl.keystore.location=$folder/server.pem
ssl.truststore.type=PEM
ssl.truststore.location=$folder/ca.pem
listener.name.mtls.ssl.client.auth=required
listener.name.mtls.ssl.principal.mapping.rules=RULE:^CN=([a-z]+),O=Klamm\$/\$1/,DEFAULT
TXT
}
