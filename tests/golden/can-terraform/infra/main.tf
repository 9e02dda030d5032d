resource "aws_msk_cluster" "main" {
  cluster_name = "prod"
}

resource "aws_iam_role" "app" {
  name               = "${var.env}-app"
  assume_role_policy = "{}"
}

data "aws_iam_policy_document" "app" {
  statement {
    sid       = "Connect"
    actions   = ["kafka-cluster:Connect"]
    resources = [aws_msk_cluster.main.arn]
  }
  statement {
    sid       = "Read"
    actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
    resources = ["arn:aws:kafka:*:*:topic/prod/*/orders"]
  }
  statement {
    sid       = "Write"
    actions   = ["kafka-cluster:WriteData"]
    resources = ["arn:aws:kafka:*:*:topic/prod/*/${var.env}-*"]
  }
}

resource "aws_iam_role_policy" "app" {
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.app.json
}

resource "aws_iam_policy" "alone" {
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": "kafka-cluster:*", "Resource": "arn:aws:kafka:*:*:*/prod/*"},
        {"Effect": "Deny", "Action": "kafka-cluster:Delete*", "Resource": ${jsonencode(var.kept)}}
      ]
    }
  EOT
}
