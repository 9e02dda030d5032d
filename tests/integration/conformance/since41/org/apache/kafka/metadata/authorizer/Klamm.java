package org.apache.kafka.metadata.authorizer;

/** The class under test, from Kafka 4.1 on. */
class Klamm extends io.klamm.kafka.KlammMonitorableAuthorizer {}
