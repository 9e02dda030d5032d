#include <catch2/catch.hpp>
#include <string>

#include "model/template_detect.h"

using namespace klamm;

namespace {

constexpr TemplateForm kNone = TemplateForm::kNone;
constexpr TemplateForm kPlan = TemplateForm::kPlan;
constexpr TemplateForm kStack = TemplateForm::kCloudFormation;

}  // namespace

TEST_CASE("plans and states are told by what Terraform prints") {
  CHECK(detect_template(R"({"format_version":"1.2","terraform_version":"1.9.8","planned_values":{}})") == kPlan);
  CHECK(detect_template(" \n{\"format_version\":\"1.0\",\"values\":{\"root_module\":{}}}") == kPlan);
  CHECK(detect_template(R"({"configuration":{"root_module":{}},"format_version":"1.2"})") == kPlan);
  CHECK(detect_template(R"({"planned_values":{"outputs":{},"root_module":{)" + std::string(100000, ' ')) == kPlan);
  CHECK(detect_template(R"({"format_version":"1.0","provider_schemas":{}})") == kNone);
  CHECK(detect_template(R"({"terraform_version":"1.9.8","platform":"linux_amd64"})") == kNone);
  CHECK(detect_template(R"({"format_version":"0.1","valid":true})") == kNone);
  CHECK(detect_template(R"({"values":{"root_module":{}}})") == kNone);
  CHECK(detect_template(R"({"resource":{"aws_msk_cluster":{}},"terraform":{}})") == kNone);
}

TEST_CASE("templates of CloudFormation are told in JSON") {
  CHECK(detect_template(R"({"AWSTemplateFormatVersion":"2010-09-09"})") == kStack);
  CHECK(detect_template("\xef\xbb\xbf{\"Resources\":{\"A\":{\"Properties\":{},\"Type\":\"AWS::MSK::Cluster\"}}}") ==
        kStack);
  CHECK(detect_template(R"({"Resources":{"A":{"Type":"Custom::X"},"B":{)") == kStack);
  CHECK(detect_template(R"({"Description":"x","Transform":"AWS::Serverless-2016-10-31"})") == kStack);
  CHECK(detect_template(R"({"Resources":{"A":{"Type":"kafka"}}})") == kNone);
  CHECK(detect_template(R"({"Resources":[{"Type":"AWS::MSK::Cluster"}]})") == kNone);
  CHECK(detect_template(R"({"Version":"2012-10-17","Statement":[]})") == kNone);
  CHECK(detect_template(R"({"ClusterInfo":{"Type":"AWS::MSK::Cluster"}})") == kNone);
}

TEST_CASE("templates of CloudFormation are told in YAML") {
  CHECK(detect_template("# x\nAWSTemplateFormatVersion: '2010-09-09'\n") == kStack);
  CHECK(detect_template("\"AWSTemplateFormatVersion\" : 2010-09-09\r\n") == kStack);
  CHECK(detect_template("Resources:\n  A:\n    Type: AWS::MSK::Cluster\n") == kStack);
  CHECK(detect_template(
            "---\nParameters:\n  P:\n    Type: String\nResources:\n  A:\n    Type: \"AWS::MSK::Cluster\"\n") == kStack);
  CHECK(detect_template("Transform: AWS::Serverless-2016-10-31\n") == kStack);
  CHECK(detect_template("Transform:\n- AWS::Serverless-2016-10-31\n") == kStack);
  CHECK(detect_template("Transform:\n  - Mine\n  - AWS::LanguageExtensions\n") == kStack);
  CHECK(detect_template("Parameters:\n  P:\n    Type: AWS::EC2::VPC::Id\n") == kNone);
  CHECK(detect_template("Resources:\n  A:\n    Type: x\nOthers:\n  B:\n    Type: AWS::MSK::Cluster\n") == kNone);
}

TEST_CASE("what else is YAML or text is no template") {
  CHECK(detect_template("") == kNone);
  CHECK(detect_template("\n \n") == kNone);
  CHECK(detect_template("apiVersion: v1\nkind: ConfigMap\ndata:\n  t: |\n    AWSTemplateFormatVersion: x\n") == kNone);
  CHECK(detect_template("apiVersion: v1\nResources:\n  A:\n    Type: AWS::MSK::Cluster\n") == kNone);
  CHECK(detect_template("services:\n  kafka:\n    environment:\n      Type: AWS::MSK::Cluster\n") == kNone);
  CHECK(detect_template("resources:\n  Resources:\n    A:\n      Type: AWS::MSK::Cluster\n") == kNone);
  CHECK(detect_template("broker.id=1\nResources=AWS::\n") == kNone);
  CHECK(detect_template(std::string("{\"a\0", 4)) == kNone);
}
