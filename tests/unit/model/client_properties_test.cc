#include "klamm/client_properties.h"

#include <catch2/catch.hpp>

namespace klamm {
namespace {

// `name=value;…` in librdkafka's words, or the error.
std::string translated(const std::string& text) {
  Budget budget;
  auto made = translate_client_properties(std::make_shared<Source>("client.properties", text), budget);
  if (!made) return made.error().message;
  std::string out;
  for (const ClientSetting& setting : made.value()) out += setting.name + "=" + setting.value + ";";
  return out;
}

TEST_CASE("a login by password is translated, whichever module has it") {
  const std::string protocol = "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n";
  CHECK(translated(protocol + "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\\n"
                              "  username=\"ann\" password=\"a \\\\\" b\";\n") ==
        "sasl.username=ann;sasl.password=a \" b;sasl.mechanism=SCRAM-SHA-512;security.protocol=SASL_SSL;");
  CHECK(translated("sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=u "
                   "password=p;") == "sasl.username=u;sasl.password=p;");
}

TEST_CASE("PEM files are translated, one file having the key and the certificates") {
  CHECK(translated("ssl.keystore.type=PEM\nssl.keystore.location=/a.pem\nssl.key.password=x\nssl.truststore.type=pem\n"
                   "ssl.truststore.location=/ca.pem\n") ==
        "ssl.key.password=x;ssl.certificate.location=/a.pem;ssl.key.location=/a.pem;ssl.ca.location=/ca.pem;");
}

TEST_CASE("a PKCS12 keystore goes as it is, with its password") {
  CHECK(translated("ssl.keystore.type=PKCS12\nssl.keystore.location=/a.p12\nssl.keystore.password=x\n") ==
        "ssl.keystore.password=x;ssl.keystore.location=/a.p12;");
}

TEST_CASE("what librdkafka cannot read is refused with the command that makes what it can") {
  CHECK(translated("\nssl.truststore.location=/t.jks") ==
        "client.properties:2: librdkafka reads no JKS: keytool -list -rfc -keystore /t.jks > ca.pem, then "
        "ssl.truststore.type=PEM");
  CHECK(translated("ssl.keystore.location=/k.jks").find("-deststoretype PKCS12") != std::string::npos);
  CHECK(translated("ssl.truststore.type=PKCS12\nssl.truststore.location=/t.p12").find("openssl pkcs12 -in /t.p12") !=
        std::string::npos);
}

TEST_CASE("a login that librdkafka has not is refused, and no secret is told") {
  std::string error = translated("sasl.jaas.config=com.example.Login required password=\"hunter2\";");
  CHECK(error.find("`com.example.Login` is no login") != std::string::npos);
  CHECK(error.find("hunter2") == std::string::npos);
  CHECK(translated("sasl.jaas.config=nonsense hunter2") == "client.properties:1: the login cannot be read");
  CHECK(translated("sasl.client.callback.handler.class=com.example.H").find("has no counterpart") != std::string::npos);
  CHECK(translated("ssl.truststore.password=${file:/s:p}").find("configuration provider") != std::string::npos);
}

TEST_CASE("verification of host names is switched off only where it was") {
  CHECK(translated("ssl.endpoint.identification.algorithm=") == "ssl.endpoint.identification.algorithm=none;");
  CHECK(translated("ssl.endpoint.identification.algorithm=https") == "ssl.endpoint.identification.algorithm=https;");
}

TEST_CASE("what only producers and consumers read is left out, and the last of a key counts") {
  CHECK(translated("acks=all\nkey.serializer=x\ngroup.id=g\nbootstrap.servers=a:1\nbootstrap.servers= b:2 \n") ==
        "bootstrap.servers=b:2;");
}

}  // namespace
}  // namespace klamm
