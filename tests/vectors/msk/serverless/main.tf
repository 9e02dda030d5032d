resource "aws_msk_serverless_cluster" "orders" {
  cluster_name = "orders"
  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
    security_group_ids = ["sg-1"]
  }
  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }
}
