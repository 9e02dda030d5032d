variable "policy" {}
variable "cluster" {}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = "{\"Statement\": []}"
}

resource "aws_iam_role_policy" "app" {
  role   = aws_iam_role.app.name
  policy = var.policy
}

resource "aws_iam_role_policy" "records" {
  role = aws_iam_role.app.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kafka-cluster:WriteDat", Resource = "${var.cluster}/*" },
      # IAM's own variable, not a template's.
      { Effect = "Allow", Action = "kafka-cluster:ReadData", Resource = "arn:aws:kafka:*:*:topic/PROD/*/$${aws:username}" }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "msk" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonMSKFullAccess"
}

# Of other services, and such as nobody knows.
resource "aws_iam_policy" "bucket" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = var.bucket }]
  })
}
resource "aws_iam_policy" "other" {
  policy = var.other
}
resource "aws_iam_policy" "half" {
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": "kafka-cluster:*", "Resource": "*", "Condition": ${var.condition}},
        ${var.more}
      ]
    }
  EOT
}
