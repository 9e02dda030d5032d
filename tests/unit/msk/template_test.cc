#include "unit/msk/inventories.h"

namespace klamm {
namespace {

constexpr const char* kCluster = R"(
resource "aws_msk_configuration" "strict" {
  name              = "strict"
  server_properties = <<-PROPERTIES
    auto.create.topics.enable = false
    allow.everyone.if.no.acl.found = false
  PROPERTIES
}

resource "aws_msk_cluster" "orders" {
  cluster_name           = "orders"
  kafka_version          = "3.9.x.kraft"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type   = "express.m7g.large"
    client_subnets  = module.vpc.private_subnets
    security_groups = [aws_security_group.brokers.id, "sg-1"]
    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
  }
  configuration_info {
    arn      = aws_msk_configuration.strict.arn
    revision = aws_msk_configuration.strict.latest_revision
  }
  client_authentication {
    sasl {
      iam = true
    }
    tls {
      certificate_authority_arns = [aws_acmpca_certificate_authority.ca.arn]
    }
    unauthenticated = "false"
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
)";

}  // namespace

TEST_CASE("A cluster of Terraform has its values, AWS's defaults and what nobody knows") {
  const MskInventory inventory = of_terraform(kCluster);
  REQUIRE(inventory.resources.size() == 2);
  const MskResource& cluster = inventory.resources[1];
  CHECK(cluster.name == "aws_msk_cluster.orders");
  CHECK(cluster.kind() == MskKind::kExpress);
  CHECK(shown(cluster, "cluster.name") == "orders");
  CHECK(shown(cluster, "cluster.brokers") == "3");
  CHECK(shown(cluster, "cluster.public_access") == "SERVICE_PROVIDED_EIPS");
  CHECK(shown(cluster, "cluster.subnets") == "?module.vpc.private_subnets");
  CHECK(shown(cluster, "cluster.security_groups") == "[?aws_security_group.brokers.id sg-1]");
  CHECK(shown(cluster, "cluster.authentication.iam") == "true");
  CHECK(shown(cluster, "cluster.authentication.scram") == "false (AWS)");
  CHECK(shown(cluster, "cluster.authentication.tls") == "true");
  CHECK(shown(cluster, "cluster.authentication.unauthenticated") == "false");
  CHECK(shown(cluster, "cluster.encryption.in_transit.client_broker") == "TLS_PLAINTEXT");
  CHECK(shown(cluster, "cluster.encryption.in_transit.in_cluster") == "true (AWS)");
  CHECK(shown(cluster, "cluster.encryption.at_rest.key") == "-");
  CHECK(shown(cluster, "cluster.monitoring") == "DEFAULT (AWS)");
  CHECK(shown(cluster, "cluster.kraft") == "true");
  CHECK(cluster.value("cluster.kafka").version == KafkaVersion{3, 9});
}

TEST_CASE("A value stands where it is written, and what is left out where it would be") {
  const MskInventory inventory = of_terraform(kCluster);
  const MskResource& cluster = inventory.resources[1];
  CHECK(written(cluster, "cluster.encryption.in_transit.client_broker") == "\"TLS_PLAINTEXT\"");
  CHECK(written(cluster, "cluster.encryption.in_transit.in_cluster") == "encryption_in_transit");
  CHECK(written(cluster, "cluster.encryption.at_rest.key") == "encryption_info");
  CHECK(written(cluster, "cluster.authentication.scram") == "sasl");
  CHECK(written(cluster, "cluster.logging.s3") == "resource \"aws_msk_cluster\" \"orders\"");
}

TEST_CASE("A cluster is joined with its configuration, whose text keeps its places") {
  const MskInventory inventory = of_terraform(kCluster);
  const MskResource& cluster = inventory.resources[1];
  REQUIRE(cluster.configuration == 0u);
  const MskResource& configuration = inventory.resources[0];
  REQUIRE(configuration.text != nullptr);
  const auto at = static_cast<uint32_t>(configuration.text->bytes().find("allow"));
  const Span home = configuration.text->to_root({at, at + 5});
  CHECK(std::string(kCluster).substr(home.begin, home.size()) == "allow");
  CHECK(shown(cluster, "cluster.allow_everyone") == "false");
  CHECK(shown(configuration, "configuration.used") == "true (AWS)");
}

TEST_CASE("A configuration that no cluster names is not used, unless a cluster's is unknown") {
  const std::string configuration =
      "resource \"aws_msk_configuration\" \"a\" {\n  name = \"a\"\n  server_properties = \"\"\n}\n";
  const std::string cluster = "resource \"aws_msk_cluster\" \"c\" {\n  cluster_name = \"c\"\n";
  const auto used = [&](const std::string& more) {
    return shown(of_terraform(configuration + more).resources[0], "configuration.used");
  };
  CHECK(used("") == "?");
  CHECK(used(cluster + "}\n") == "false (AWS)");
  CHECK(used(cluster + "  configuration_info {\n    arn = var.arn\n    revision = 1\n  }\n}\n") == "?");
}

TEST_CASE("What a dynamic block makes of something unknown is unknown, not left out") {
  const MskInventory inventory = of_terraform(R"(
variable "on" {}
resource "aws_msk_cluster" "c" {
  cluster_name = "c"
  dynamic "client_authentication" {
    for_each = var.on
    content {
      unauthenticated = true
    }
  }
}
)");
  const MskResource& cluster = inventory.resources.at(0);
  CHECK(cluster.value("cluster.authentication.unauthenticated").unknown());
  CHECK(cluster.value("cluster.authentication.iam").unknown());
  CHECK(shown(cluster, "cluster.encryption.in_transit.client_broker") == "TLS (AWS)");
}

TEST_CASE("A serverless cluster of Terraform is a cluster") {
  const MskInventory inventory = of_terraform(R"(
resource "aws_msk_serverless_cluster" "s" {
  cluster_name = "s"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }
  vpc_config {
    subnet_ids = ["subnet-2"]
  }
  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }
}
)");
  const MskResource& cluster = inventory.resources.at(0);
  CHECK(cluster.kind() == MskKind::kServerless);
  CHECK(shown(cluster, "cluster.authentication.iam") == "true");
  CHECK(shown(cluster, "cluster.subnets") == "[subnet-1 subnet-2]");
  CHECK(shown(cluster, "cluster.security_groups") == "[sg-1]");
  CHECK(shown(cluster, "cluster.allow_everyone") == "-");
}

TEST_CASE("Secrets are held by the cluster that they are associated with") {
  const MskInventory inventory = of_terraform(R"(
resource "aws_msk_cluster" "c" {
  cluster_name = "c"
}
resource "aws_msk_scram_secret_association" "c" {
  cluster_arn     = aws_msk_cluster.c.arn
  secret_arn_list = [aws_secretsmanager_secret.s.arn]
}
)");
  CHECK(shown(inventory.resources.at(0), "cluster.secrets") == "[?aws_secretsmanager_secret.s.arn] (AWS)");
}

TEST_CASE("MSK's names of versions are read") {
  const auto shown_version = [](std::string_view text) {
    auto version = parse_msk_version(text);
    return !version ? std::string("none") : version->kafka.text() + (version->kraft ? " kraft" : "");
  };
  CHECK(shown_version("3.9.x.kraft") == "3.9 kraft");
  CHECK(shown_version("3.7.x") == "3.7");
  CHECK(shown_version("2.4.1.1") == "2.4.1");
  CHECK(shown_version("2.8.2.tiered") == "2.8.2");
  CHECK(shown_version("latest") == "none");
}

}  // namespace klamm
