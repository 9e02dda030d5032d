resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  kafka_version = "4.0.x.kraft"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type = "kafka.m7g.large"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    connectivity_info {
      vpc_connectivity {
        client_authentication {
          sasl {
            iam = true
          }
        }
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
      cloudwatch_logs {
        enabled = true
        log_group = "orders"
      }
    }
  }
  enhanced_monitoring = "PER_BROKER"
  open_monitoring {
    prometheus {
      jmx_exporter {
        enabled_in_broker = true
      }
      node_exporter {
        enabled_in_broker = true
      }
    }
  }
}
