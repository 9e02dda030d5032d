variable "team" {
  type = string
}

resource "aws_iam_policy" "team" {
  name   = var.team
  policy = file("${path.module}/policies/team.json")
}

resource "aws_iam_policy" "admin" {
  name   = "${var.team}-admin"
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": "kafka-cluster:*", "Resource": "*"}
      ]
    }
  POLICY
}
