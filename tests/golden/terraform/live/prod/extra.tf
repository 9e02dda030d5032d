resource "aws_iam_role_policy" "replay" {
  name = "replay"
  role = "replay"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kafka-cluster:*"]
      Resource = "*"
    }]
  })
}
