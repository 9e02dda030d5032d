#!/bin/sh
kafka-topics.sh --bootstrap-server "$SERVER" \
  --create --topic orders.v1 --partitions 12 --replication-factor 1 \
  --config retention.ms=604800 --config min.insync.replicas=2
for topic in a b; do
  kafka-topics.sh --create --topic "$topic" --partitions 3 --replication-factor 3 --config cleanup.policy=compacted
done
