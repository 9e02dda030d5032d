resource "aws_msk_configuration" "orders" {
  name = "orders"
  server_properties = <<-PROPERTIES
    listeners=PLAINTEXT://:9092
    num.io.threads=8
  PROPERTIES
}

resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  kafka_version = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type = "express.m7g.large"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
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
  configuration_info {
    arn = aws_msk_configuration.orders.arn
    revision = aws_msk_configuration.orders.latest_revision
  }
}
