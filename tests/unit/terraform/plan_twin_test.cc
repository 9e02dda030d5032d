#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

// A module, and what Terraform plans of it.
constexpr const char* kModule = R"(
variable "name" {
  default = "orders"
}
variable "secret" {
  sensitive = true
  default   = "hunter2"
}
resource "aws_kms_key" "k" {
  description = "brokers"
}
resource "aws_security_group" "brokers" {
  name = "brokers"
}
resource "aws_msk_configuration" "this" {
  name              = var.name
  server_properties = <<-EOT
    auto.create.topics.enable=false
    min.insync.replicas=2
  EOT
}
module "kafka" {
  source   = "./kafka"
  for_each = toset(["a"])
  name     = var.name
  kms      = aws_kms_key.k.arn
  groups   = [aws_security_group.brokers.id]
  conf     = aws_msk_configuration.this
}
resource "aws_secretsmanager_secret_version" "s" {
  secret_id     = module.kafka["a"].cluster
  secret_string = var.secret
}
data "aws_kms_key" "old" {
  key_id = "alias/x"
}
)";
constexpr const char* kKafka = R"(
variable "name" {}
variable "kms" {}
variable "groups" {}
variable "conf" {}
resource "aws_msk_cluster" "this" {
  count                  = 1
  cluster_name           = var.name
  number_of_broker_nodes = 3
  tags                   = { Team = "x" }
  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-1", "subnet-2"]
    security_groups = var.groups
  }
  encryption_info {
    encryption_at_rest_kms_key_arn = var.kms
  }
  configuration_info {
    arn      = var.conf.arn
    revision = var.conf.latest_revision
  }
}
output "cluster" {
  value = aws_msk_cluster.this[0].arn
}
)";
constexpr const char* kPlan = R"({
 "format_version": "1.2", "terraform_version": "1.9.8",
 "variables": {"name": {"value": "orders"}, "secret": {"value": "hunter2"}},
 "planned_values": {"root_module": {
  "resources": [
   {"address": "aws_kms_key.k", "mode": "managed", "type": "aws_kms_key", "name": "k", "schema_version": 0,
    "values": {"description": "brokers", "custom_key_store_id": null, "tags": null}, "sensitive_values": {"tags_all": {}}},
   {"address": "aws_security_group.brokers", "mode": "managed", "type": "aws_security_group", "name": "brokers",
    "values": {"name": "brokers", "tags": null, "timeouts": null}, "sensitive_values": {"ingress": [], "egress": []}},
   {"address": "aws_msk_configuration.this", "mode": "managed", "type": "aws_msk_configuration", "name": "this",
    "values": {"name": "orders", "description": null, "kafka_versions": null,
     "server_properties": "auto.create.topics.enable=false\nmin.insync.replicas=2\n"}, "sensitive_values": {}},
   {"address": "aws_secretsmanager_secret_version.s", "mode": "managed", "type": "aws_secretsmanager_secret_version", "name": "s",
    "values": {"secret_string": "hunter2", "secret_binary": null}, "sensitive_values": {"secret_string": true}}],
  "child_modules": [{"resources": [
   {"address": "module.kafka[\"a\"].aws_msk_cluster.this[0]", "mode": "managed", "type": "aws_msk_cluster", "name": "this", "index": 0,
    "values": {"cluster_name": "orders", "number_of_broker_nodes": 3, "tags": {"Team": "x"},
     "broker_node_group_info": [{"instance_type": "kafka.m7g.large", "client_subnets": ["subnet-1", "subnet-2"], "storage_info": []}],
     "encryption_info": [{"encryption_in_transit": []}], "configuration_info": [{}],
     "client_authentication": [], "logging_info": [], "open_monitoring": [], "timeouts": null},
    "sensitive_values": {"broker_node_group_info": [{"client_subnets": [false, false]}]}}],
   "address": "module.kafka[\"a\"]"}]}},
 "resource_changes": [
  {"address": "aws_kms_key.k", "mode": "managed", "type": "aws_kms_key", "name": "k", "change": {"actions": ["create"],
   "after": {}, "after_unknown": {"arn": true, "id": true, "key_id": true, "tags_all": true}, "after_sensitive": {}}},
  {"address": "aws_security_group.brokers", "mode": "managed", "type": "aws_security_group", "name": "brokers",
   "change": {"actions": ["create"], "after": {}, "after_unknown": {"arn": true, "id": true, "owner_id": true}, "after_sensitive": {}}},
  {"address": "aws_msk_configuration.this", "mode": "managed", "type": "aws_msk_configuration", "name": "this",
   "change": {"actions": ["create"], "after": {}, "after_unknown": {"arn": true, "id": true, "latest_revision": true}}},
  {"address": "aws_secretsmanager_secret_version.s", "mode": "managed", "type": "aws_secretsmanager_secret_version", "name": "s",
   "change": {"actions": ["create"], "after": {}, "after_unknown": {"arn": true, "id": true, "secret_id": true}, "after_sensitive": {"secret_string": true}}},
  {"address": "module.kafka[\"a\"].aws_msk_cluster.this[0]", "mode": "managed", "type": "aws_msk_cluster", "name": "this", "index": 0,
   "change": {"actions": ["create"], "after": {}, "after_unknown": {"arn": true, "bootstrap_brokers": true, "current_version": true,
    "broker_node_group_info": [{"client_subnets": [false, false], "connectivity_info": true, "security_groups": true, "storage_info": []}],
    "encryption_info": [{"encryption_at_rest_kms_key_arn": true}], "configuration_info": [{"arn": true, "revision": true}],
    "storage_mode": true, "tags": {}, "tags_all": true}}}],
 "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": [
  {"address": "data.aws_kms_key.old", "mode": "data", "type": "aws_kms_key", "name": "old", "values": {"key_id": "alias/x"}}]}}},
 "configuration": {"root_module": {
  "resources": [
   {"address": "aws_kms_key.k", "mode": "managed", "type": "aws_kms_key", "name": "k", "expressions": {"description": {"constant_value": "brokers"}}},
   {"address": "aws_msk_configuration.this", "mode": "managed", "type": "aws_msk_configuration", "name": "this", "expressions": {
    "name": {"references": ["var.name"]}, "server_properties": {"constant_value": "auto.create.topics.enable=false\nmin.insync.replicas=2\n"}}},
   {"address": "aws_security_group.brokers", "mode": "managed", "type": "aws_security_group", "name": "brokers", "expressions": {"name": {"constant_value": "brokers"}}},
   {"address": "aws_secretsmanager_secret_version.s", "mode": "managed", "type": "aws_secretsmanager_secret_version", "name": "s", "expressions": {
    "secret_id": {"references": ["module.kafka[\"a\"].cluster", "module.kafka[\"a\"]", "module.kafka"]}, "secret_string": {"references": ["var.secret"]}}},
   {"address": "data.aws_kms_key.old", "mode": "data", "type": "aws_kms_key", "name": "old", "expressions": {"key_id": {"constant_value": "alias/x"}}}],
  "module_calls": {"kafka": {"source": "./kafka", "for_each_expression": {}, "expressions": {
    "conf": {"references": ["aws_msk_configuration.this"]}, "groups": {"references": ["aws_security_group.brokers.id", "aws_security_group.brokers"]},
    "kms": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k"]}, "name": {"references": ["var.name"]}},
   "module": {"outputs": {"cluster": {"expression": {"references": ["aws_msk_cluster.this[0].arn", "aws_msk_cluster.this[0]", "aws_msk_cluster.this"]}}},
    "resources": [{"address": "aws_msk_cluster.this", "mode": "managed", "type": "aws_msk_cluster", "name": "this", "expressions": {
     "broker_node_group_info": [{"client_subnets": {"constant_value": ["subnet-1", "subnet-2"]}, "instance_type": {"constant_value": "kafka.m7g.large"},
      "security_groups": {"references": ["var.groups"]}}],
     "cluster_name": {"references": ["var.name"]},
     "configuration_info": [{"arn": {"references": ["var.conf.arn", "var.conf"]}, "revision": {"references": ["var.conf.latest_revision", "var.conf"]}}],
     "encryption_info": [{"encryption_at_rest_kms_key_arn": {"references": ["var.kms"]}}],
     "number_of_broker_nodes": {"constant_value": 3}, "tags": {"constant_value": {"Team": "x"}}}, "count_expression": {"constant_value": 1}}],
    "variables": {"conf": {}, "groups": {}, "kms": {}, "name": {}}}}}}}
})";

// As show() has it, but of an object in the order of its keys.
std::string sorted(const Template& from, const Resource& resource, NodeId id) {
  const Document& document = *resource.document;
  const Node& node = document.node(id);
  if (node.kind != NodeKind::kObject && node.kind != NodeKind::kArray) return show(from, resource, id);
  std::vector<std::string> all;
  for (NodeId child = node.first_child; child != kNoNode; child = document.node(child).next) {
    all.push_back(std::string(document.key(child)) + ": " + sorted(from, resource, child));
  }
  if (node.kind == NodeKind::kObject) std::sort(all.begin(), all.end());
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
  return node.kind == NodeKind::kObject ? "{" + out + "}" : "[" + out + "]";
}

std::vector<std::string> lines(const Template& from) {
  std::vector<std::string> all;
  for (const Resource& resource : from.resources) {
    all.push_back(resource.address + " " + resource.type + (resource.data ? " data " : " ") +
                  sorted(from, resource, resource.body));
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("a plan gives the resources that its module gives") {
  Template written = read_module({{"main.tf", kModule}, {"kafka/main.tf", kKafka}});
  REQUIRE(messages(written).empty());
  Budget budget;
  auto planned = read_plan(std::make_shared<Source>("plan.json", kPlan), budget);
  REQUIRE(planned.ok());
  REQUIRE(messages(planned.value()).empty());
  CHECK(lines(written) == lines(planned.value()));
  CHECK(lines(written).size() == 6);
  const Template& plan = planned.value();
  CHECK(sorted(plan, resource(plan, "module.kafka[\"a\"].aws_msk_cluster.this[0]"),
               resource(plan, "module.kafka[\"a\"].aws_msk_cluster.this[0]").body) ==
        "{broker_node_group_info: [: {client_subnets: [: 'subnet-1', : 'subnet-2'], instance_type: 'kafka.m7g.large', "
        "security_groups: [: ?aws_security_group.brokers.id]}], cluster_name: 'orders', "
        "configuration_info: [: {arn: ?aws_msk_configuration.this.arn, revision: "
        "?aws_msk_configuration.this.latest_revision}], "
        "encryption_info: [: {encryption_at_rest_kms_key_arn: ?aws_kms_key.k.arn}], number_of_broker_nodes: 3, tags: "
        "{Team: 'x'}}");
}

TEST_CASE("the text of a planned configuration has its places") {
  Budget budget;
  auto planned = read_plan(std::make_shared<Source>("plan.json", kPlan), budget);
  REQUIRE(planned.ok());
  const Resource& made = resource(planned.value(), "aws_msk_configuration.this");
  auto text = planned.value().text(made, attribute(made, {"server_properties"}));
  REQUIRE(text != nullptr);
  CHECK(origin(*text, "min.insync.replicas=2") == "plan.json: min.insync.replicas=2");
  CHECK(origin(*text, "\n") == "plan.json: \\n");
}
