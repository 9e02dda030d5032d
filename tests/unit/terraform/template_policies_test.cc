#include "klamm/template_policies.h"

#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

// Of a module, with the template gone: nothing of the policies may depend on it.
TemplatePolicies policies(const std::string& text) {
  Budget budget;
  auto found = policies_of(read_module({{"main.tf", text}}), budget);
  REQUIRE(found.ok());
  return std::move(found).value();
}

std::string at(const IamPolicy& policy, Span span) {
  const Span home = policy.source->to_root(span);
  return std::string(policy.source->root().bytes().substr(home.begin, home.size()));
}

const IamIdentity& identity(const TemplatePolicies& found, std::string_view end) {
  for (const IamIdentity& one : found.identity.identities) {
    if (std::string_view(one.arn).ends_with(end)) return one;
  }
  FAIL("no identity " << end);
  throw 0;
}

const std::string kCluster = R"(
resource "aws_msk_cluster" "main" {
  cluster_name = "prod"
}
)";

}  // namespace

TEST_CASE("a policy of jsonencode() is read, and what is open of it stands as holes") {
  TemplatePolicies found = policies(kCluster + R"(
resource "aws_iam_policy" "app" {
  name = "app"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid = var.sid
      Effect = "Allow"
      Action = ["kafka-cluster:Connect", var.more]
      Resource = [aws_msk_cluster.main.arn, "arn:aws:kafka:${var.region}:${var.account}:topic/prod/*", "arn:aws:kafka:*:*:topic/prod/*/$${aws:username}"]
      Condition = { StringEquals = { "aws:PrincipalTag/team" = "$${aws:username}-${var.team}" } }
    }]
  })
}
)");
  REQUIRE(found.identity.policies.size() == 1);
  const IamPolicy& policy = found.identity.policies[0];
  CHECK(policy.name == "aws_iam_policy.app");
  CHECK(policy.variables);
  CHECK(!policy.partial);
  CHECK(found.identity.diagnostics.empty());
  REQUIRE(policy.statements.size() == 1);
  const IamStatement& statement = policy.statements[0];
  CHECK(statement.sid.empty());
  CHECK(statement.effect == IamEffect::kAllow);
  REQUIRE(statement.actions.size() == 2);
  CHECK(!statement.actions[0].holes);
  CHECK(statement.actions[1].holes);
  REQUIRE(statement.resources.size() == 3);
  CHECK(statement.resources[0].text == "arn:${partition}:kafka:${region}:${account}:cluster/prod/${uuid}");
  CHECK(statement.resources[0].holes);
  CHECK(statement.resources[1].text == "arn:aws:kafka:${var.region}:${var.account}:topic/prod/*");
  CHECK(statement.resources[1].holes);
  CHECK(!statement.resources[2].holes);
  CHECK(statement.resources[2].text == "arn:aws:kafka:*:*:topic/prod/*/${aws:username}");
  CHECK(at(policy, statement.actions[0].span) == "kafka-cluster:Connect");
  CHECK(at(policy, statement.resources[0].span) == "aws_msk_cluster.main.arn");
  CHECK(at(policy, statement.span) == "Sid");
  REQUIRE(statement.conditions.size() == 1);
  CHECK(at(policy, statement.conditions[0].key.span) == "aws:PrincipalTag/team");
  CHECK(!statement.conditions[0].key.holes);
  CHECK(statement.conditions[0].values[0].holes);
  CHECK(statement.conditions[0].values[0].text == "${aws:username}-${var.team}");
}

TEST_CASE("a heredoc with holes outside of its strings is read as far as it is told") {
  TemplatePolicies found = policies(R"(
resource "aws_iam_policy" "app" {
  policy = <<EOT
{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "kafka-cluster:*", "Resource": ${jsonencode(var.arns)}},
  {"Effect": "${var.effect}", "Action": "kafka-cluster:*", "Resource": "*"},
  ${var.more}
]}
EOT
}
resource "aws_iam_policy" "torn" {
  policy = "{\"Statement\": [{\"Effect\": \"Allow\" ${var.rest} }]}"
}
resource "aws_iam_policy" "broken" {
  policy = "{\"Statement\": [{]}"
}
resource "aws_iam_policy" "untold" {
  policy = var.policy
}
)");
  REQUIRE(found.identity.policies.size() == 3);
  const IamPolicy& app = found.identity.policies[0];
  CHECK(app.partial);
  REQUIRE(app.statements.size() == 1);
  CHECK(app.statements[0].actions[0].text == "kafka-cluster:*");
  CHECK(app.statements[0].resources[0].holes);
  CHECK(found.identity.policies[1].name == "aws_iam_policy.torn");
  CHECK(found.identity.policies[1].partial);
  CHECK(found.identity.policies[1].statements.empty());
  CHECK(found.identity.policies[2].name == "aws_iam_policy.untold");
  CHECK(found.identity.policies[2].partial);
  REQUIRE(found.identity.diagnostics.size() == 1);
  CHECK(shown(found.identity.diagnostics[0]).starts_with("main.tf:15:"));
}

TEST_CASE("statements, conditions and principals that are open are never taken for told") {
  TemplatePolicies found = policies(R"(
data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["kafka-cluster:ReadData"]
    resources = ["*"]
    dynamic "condition" {
      for_each = var.conditions
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
  dynamic "statement" {
    for_each = var.statements
    content {
      actions = statement.value
    }
  }
}
resource "aws_msk_cluster_policy" "p" {
  cluster_arn = var.cluster_arn
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "kafka-cluster:Connect", Resource = "*", Principal = { AWS = var.accounts } },
      { Effect = "Allow", Action = "kafka-cluster:Connect", Resource = "*", Principal = var.principal },
      { Effect = "Allow", Action = "kafka-cluster:Connect", Resource = "*", Principal = { AWS = "arn:aws:iam::${var.account}:root" } }
    ]
  })
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.p.json
}
)");
  REQUIRE(found.identity.policies.size() == 1);
  const IamPolicy& policy = found.identity.policies[0];
  CHECK(policy.partial);
  REQUIRE(policy.statements.size() == 1);
  REQUIRE(policy.statements[0].conditions.size() == 1);
  CHECK(policy.statements[0].conditions[0].key.holes);
  REQUIRE(found.cluster.size() == 1);
  CHECK(found.cluster[0].cluster.holes);
  REQUIRE(found.cluster[0].policy.statements.size() == 3);
  for (const IamStatement& statement : found.cluster[0].policy.statements) {
    REQUIRE(statement.principals.size() == 1);
    CHECK(statement.principals[0].kind == IamPrincipalText::Kind::kHole);
  }
  CHECK(found.cluster_diagnostics.empty());
}

TEST_CASE("policies join those they are attached to") {
  const std::string allow =
      R"(jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kafka-cluster:Connect", Resource = "*" }] }))";
  TemplatePolicies found = policies(R"(
resource "aws_iam_role" "app" {
  name                 = "app"
  assume_role_policy   = )" + allow +
                                    R"(
  permissions_boundary = aws_iam_policy.limit.arn
  tags                 = { team = "red" }
  inline_policy {
    name   = "one"
    policy = )" + allow + R"(
  }
}
resource "aws_iam_role_policy" "two" {
  role   = aws_iam_role.app.id
  policy = )" + allow + R"(
}
resource "aws_iam_policy" "three" {
  policy = )" + allow + R"(
}
resource "aws_iam_role_policy_attachment" "three" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.three.arn
}
resource "aws_iam_role_policy_attachment" "aws" {
  role       = "app"
  policy_arn = "arn:aws:iam::aws:policy/AmazonMSKFullAccess"
}
resource "aws_iam_policy" "limit" {
  policy = )" + allow + R"(
}
resource "aws_iam_policy" "alone" {
  policy = )" + allow + R"(
}
resource "aws_iam_user" "ann" {
  name_prefix = "ann"
}
resource "aws_iam_group" "readers" {
  name = "readers"
}
resource "aws_iam_group_policy" "readers" {
  group  = aws_iam_group.readers.name
  policy = )" + allow + R"(
}
resource "aws_iam_user_group_membership" "ann" {
  user   = aws_iam_user.ann.name
  groups = [aws_iam_group.readers.name]
}
resource "aws_iam_role_policy" "elsewhere" {
  role   = var.role
  policy = )" + allow + R"(
}
)");
  const IamIdentity& app = identity(found, ":role/app");
  REQUIRE(app.policies.size() == 3);
  CHECK(app.policies[0].name == "aws_iam_role.app inline policy one");
  CHECK(app.policies[1].name == "aws_iam_role_policy.two");
  CHECK(app.policies[2].name == "aws_iam_policy.three");
  REQUIRE(app.boundary.size() == 1);
  CHECK(app.boundary[0].name == "aws_iam_policy.limit");
  CHECK(app.tags == std::vector<std::pair<std::string, std::string>>{{"team", "red"}});
  CHECK(app.missing == std::vector<std::string>{"arn:aws:iam::aws:policy/AmazonMSKFullAccess"});
  REQUIRE(app.attached.size() == 2);
  CHECK(identity(found, ":user/${aws_iam_user.ann}").policies.size() == 1);
  CHECK(identity(found, ":group/readers").policies.size() == 1);
  CHECK(identity(found, ":role/${var.role}").policies.size() == 1);
  CHECK(!identity(found, ":role/${var.role}").missing.empty());
  REQUIRE(found.identity.policies.size() == 1);
  CHECK(found.identity.policies[0].name == "aws_iam_policy.alone");
}

TEST_CASE("the only cluster of a template is known if its name is") {
  CHECK(policies(kCluster).only_cluster->name == "prod");
  CHECK(!policies(kCluster + "resource \"aws_msk_cluster\" \"b\" {\n  cluster_name = \"b\"\n}\n").only_cluster);
  CHECK(!policies("resource \"aws_msk_cluster\" \"b\" {\n  cluster_name = var.name\n}\n").only_cluster);
  CHECK(policies(kCluster + "data \"aws_msk_cluster\" \"b\" {\n  cluster_name = \"b\"\n}\n").only_cluster->name ==
        "prod");
}

TEST_CASE("an identity of a template is the principal whose name it has") {
  const auto is = [](const char* arn, const char* principal) {
    return is_same_identity(std::string("arn:${partition}:iam::${account}:") + arn, *parse_iam_principal(principal));
  };
  CHECK(is("role/app", "arn:aws:sts::111122223333:assumed-role/app/s1") == IamSame::kYes);
  CHECK(is("role/app", "arn:aws:iam::111122223333:role/path/app") == IamSame::kYes);
  CHECK(is("role/app", "arn:aws:iam::111122223333:user/app") == IamSame::kNo);
  CHECK(is("user/app", "arn:aws:iam::111122223333:user/app") == IamSame::kYes);
  CHECK(is("role/${var.env}-app", "arn:aws:iam::111122223333:role/test-app") == IamSame::kPerhaps);
  CHECK(is("role/${var.env}-app", "arn:aws:iam::111122223333:role/test-job") == IamSame::kNo);
  CHECK(is("role/${aws_iam_role.app}", "arn:aws:iam::111122223333:role/x") == IamSame::kPerhaps);
  CHECK(is("role/app", "arn:aws:iam::111122223333:root") == IamSame::kNo);
}

TEST_CASE("policies of CloudFormation are read in place, their references as holes") {
  const std::string stack = R"(
AWSTemplateFormatVersion: '2010-09-09'
Conditions:
  Prod: !Equals [!Ref Env, prod]
Parameters:
  Env:
    Type: String
Resources:
  Cluster:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: prod
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: app
      ManagedPolicyArns:
        - !Ref Managed
        - arn:aws:iam::aws:policy/AmazonMSKFullAccess
      Policies:
        - PolicyName: inline
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: kafka-cluster:Connect
                Resource: !GetAtt Cluster.Arn
              - Effect: Allow
                Action: kafka-cluster:ReadData
                Resource:
                  - !Sub arn:aws:kafka:${AWS::Region}:${AWS::AccountId}:topic/prod/*/${Env}-orders
                  - arn:aws:kafka:*:*:topic/prod/*/${aws:username}
                Condition: !If [Prod, {StringEquals: {'aws:username': ann}}, !Ref AWS::NoValue]
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Condition: Prod
    Properties:
      PolicyDocument:
        Statement: !Ref Statements
  Users:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: users
      Roles: [!Ref Role]
      PolicyDocument: '{"Statement": [{"Effect": "Allow", "Action": "kafka-cluster:*", "Resource": "*"}]}'
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AWSLambdaMSKExecutionRole
        - S3ReadPolicy: {BucketName: b}
        - Statement: [{Effect: Allow, Action: 'kafka-cluster:ReadData', Resource: '*'}]
  Policy:
    Type: AWS::MSK::ClusterPolicy
    Properties:
      ClusterArn: !Ref Cluster
      Policy:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Action: 'kafka-cluster:Connect', Resource: '*', Principal: {AWS: !Ref Other}}
)";
  Budget budget;
  auto read = policies_in(std::make_shared<const Source>("stack.yaml", stack), &read_yaml, budget);
  REQUIRE(read.ok());
  REQUIRE(read.value());
  const TemplatePolicies& found = *read.value();
  for (const IamDiagnostic& diagnostic : found.identity.diagnostics) UNSCOPED_INFO(shown(diagnostic));
  CHECK(found.identity.diagnostics.empty());
  CHECK(found.only_cluster->name == "prod");
  const IamIdentity& app = identity(found, ":role/app");
  REQUIRE(app.policies.size() == 3);
  const IamPolicy& own = app.policies[0];
  CHECK(own.name == "Role inline policy inline");
  REQUIRE(own.statements.size() == 2);
  CHECK(own.statements[0].resources[0].text == "arn:${partition}:kafka:${region}:${account}:cluster/prod/${uuid}");
  CHECK(at(own, own.statements[0].actions[0].span) == "kafka-cluster:Connect");
  const IamStatement& topics = own.statements[1];
  CHECK(topics.resources[0].text == "arn:aws:kafka:${AWS.Region}:${AWS.AccountId}:topic/prod/*/${Env}-orders");
  CHECK(topics.resources[0].holes);
  CHECK(!topics.resources[1].holes);
  REQUIRE(topics.conditions.size() == 1);
  CHECK(topics.conditions[0].key.holes);
  CHECK(app.policies[1].statements.size() + app.policies[2].statements.size() == 1);
  const IamPolicy& managed = app.policies[1].name == "Managed" ? app.policies[1] : app.policies[2];
  CHECK(managed.name == "Managed");
  CHECK(managed.partial);
  CHECK(managed.perhaps);
  CHECK(app.missing == std::vector<std::string>{"arn:aws:iam::aws:policy/AmazonMSKFullAccess"});
  CHECK(identity(found, ":role/${Function}").policies.size() == 1);
  CHECK(identity(found, ":role/${Function}").missing == std::vector<std::string>{"AWSLambdaMSKExecutionRole"});
  CHECK(found.identity.policies.empty());
  REQUIRE(found.cluster.size() == 1);
  CHECK(found.cluster[0].cluster.text == "arn:${partition}:kafka:${region}:${account}:cluster/prod/${uuid}");
  CHECK(found.cluster[0].policy.statements[0].principals[0].kind == IamPrincipalText::Kind::kHole);
}

TEST_CASE("policies of a plan are read in their strings") {
  const std::string plan =
      R"({"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[
{"address":"aws_iam_policy.p","mode":"managed","type":"aws_iam_policy","name":"p","values":{
"policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kafka-cluster:*\",\"Resource\":\"arn:aws:kafka:*:*:topic/prod/*/${aws:username}\"}]}"}},
{"address":"aws_iam_role.r","mode":"managed","type":"aws_iam_role","name":"r","values":{"name":"app"}},
{"address":"aws_iam_role_policy.q","mode":"managed","type":"aws_iam_role_policy","name":"q","values":{"role":"app"}}
]}},"resource_changes":[
{"address":"aws_iam_policy.p","mode":"managed","type":"aws_iam_policy","name":"p","change":{"actions":["create"],"after":{},"after_unknown":{}}},
{"address":"aws_iam_role.r","mode":"managed","type":"aws_iam_role","name":"r","change":{"actions":["create"],"after":{},"after_unknown":{}}},
{"address":"aws_iam_role_policy.q","mode":"managed","type":"aws_iam_role_policy","name":"q","change":{"actions":["create"],"after":{},"after_unknown":{"policy":true}}}]})";
  Budget budget;
  auto read = policies_in(std::make_shared<const Source>("plan.json", plan), &read_yaml, budget);
  REQUIRE(read.ok());
  REQUIRE(read.value());
  const TemplatePolicies& found = *read.value();
  REQUIRE(found.identity.policies.size() == 1);
  const IamPolicy& policy = found.identity.policies[0];
  REQUIRE(policy.statements.size() == 1);
  CHECK(!policy.statements[0].resources[0].holes);
  CHECK(at(policy, policy.statements[0].actions[0].span) == "kafka-cluster:*");
  CHECK(identity(found, ":role/app").policies.size() == 1);
  CHECK(identity(found, ":role/app").policies[0].partial);
  auto none = policies_in(std::make_shared<const Source>("policy.json", R"({"Statement":[]})"), &read_yaml, budget);
  REQUIRE(none.ok());
  CHECK(!none.value());
}
