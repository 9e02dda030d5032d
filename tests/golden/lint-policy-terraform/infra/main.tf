locals {
  client = {
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Everything"
      Effect   = "Allow"
      Action   = ["kafka-cluster:*"]
      Resource = "*"
      }, {
      Effect   = "Allow"
      Action   = ["kafka-cluster:ReadData", "kafka-cluster:DescribeTopic"]
      Resource = "arn:aws:kafka:${var.region}:${var.account}:topic/${var.cluster}/*"
    }]
  }
}

resource "aws_msk_cluster" "main" {
  cluster_name = "prod"
}

resource "aws_msk_cluster_policy" "main" {
  cluster_arn = aws_msk_cluster.main.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kafka-cluster:Connect"
      Resource  = aws_msk_cluster.main.arn
      Principal = { AWS = "*" }
    }]
  })
}

module "app" {
  source  = "../network"
  policy  = jsonencode(local.client)
  cluster = aws_msk_cluster.main.arn
}
