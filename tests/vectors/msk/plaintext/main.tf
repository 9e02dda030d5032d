resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  kafka_version = "2.8.1"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type = "kafka.m7g.large"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
  }
  client_authentication {
    unauthenticated = true
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "PLAINTEXT"
      in_cluster = true
    }
  }
  logging_info {
    broker_logs {
      s3 {
        enabled = true
        bucket = "orders-logs"
      }
    }
  }
  enhanced_monitoring = "PER_TOPIC_PER_BROKER"
}
