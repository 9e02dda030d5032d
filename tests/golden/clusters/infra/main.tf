# A cluster as many are written: some of it in a local, some of it nobody knows.
variable "version" {
  type = string
}

locals {
  properties = {
    "auto.create.topics.enable"      = "true"
    "allow.everyone.if.no.acl.found" = "true"
  }
}

resource "aws_msk_configuration" "orders" {
  name              = "orders"
  server_properties = join("\n", [for key, value in local.properties : "${key} = ${value}"])
}

resource "aws_msk_cluster" "orders" {
  cluster_name           = "orders"
  kafka_version          = var.version
  number_of_broker_nodes = 3

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
      scram = true
    }
    # unauthenticated = false
    unauthenticated = true
  }

  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
