package org.apache.kafka.metadata.authorizer;

/** The class under test, up to Kafka 4.0. */
class Klamm extends io.klamm.kafka.KlammAuthorizer {}
