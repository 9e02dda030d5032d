# Two clusters: one that is well kept, one that is not.
variable "subnets" {
  type = list(string)
}

resource "aws_kms_key" "msk" {
  enable_key_rotation = true
}

resource "aws_msk_configuration" "orders" {
  name              = "orders"
  server_properties = <<-EOT
    auto.create.topics.enable = false
    allow.everyone.if.no.acl.found = false
    unclean.leader.election.enable = false
    min.insync.replicas = 2
    default.replication.factor = 3
  EOT
}

resource "aws_msk_cluster" "orders" {
  cluster_name           = "orders"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3
  enhanced_monitoring    = "PER_BROKER"

  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
    security_groups = ["sg-1"]
  }

  configuration_info {
    arn      = aws_msk_configuration.orders.arn
    revision = aws_msk_configuration.orders.latest_revision
  }

  client_authentication {
    sasl {
      iam = true
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = aws_kms_key.msk.arn
    encryption_in_transit {
      client_broker = "TLS"
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = "msk-orders"
      }
    }
  }
}

resource "aws_msk_cluster" "legacy" {
  cluster_name           = "legacy <b>&amp;"
  kafka_version          = "2.6.0"
  number_of_broker_nodes = 2

  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = var.subnets
    security_groups = ["sg-1"]
  }

  client_authentication {
    unauthenticated = true
    sasl {
      scram = true
    }
  }

  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}

resource "aws_iam_policy" "orders_reader" {
  name = "orders-reader"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"]
      Resource = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0b4d9c5e-7f0a-4a39-9a35-0d2e0c6f1a11-2"
    }]
  })
}
