resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  kafka_version = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type = "kafka.m7g.large"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster = false
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
