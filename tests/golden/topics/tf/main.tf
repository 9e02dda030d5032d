variable "rf" { default = 1 }
resource "kafka_topic" "orders" {
  name               = "orders"
  partitions         = 3
  replication_factor = var.rf
  config = {
    "retention.ms"        = 604800
    "min.insync.replicas" = "2"
    "cleanup.policy"      = var.other
  }
}
resource "kafka_topic" "many" {
  for_each = toset(["a.b", "a_b"])
  name = each.key
  partitions = 0
  replication_factor = 3
}
