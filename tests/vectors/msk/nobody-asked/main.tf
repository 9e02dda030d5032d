resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  kafka_version = "2.6.2"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type = "kafka.m7g.large"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
  }
}
