resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  kafka_version = "4.0.x.kraft"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type = "kafka.m7g.large"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
  }
  client_authentication {
    sasl {
      iam = true
    }
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
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
