#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

constexpr const char* kStatement =
    "data \"aws_iam_policy_document\" \"p\" {\n"
    "  statement {\n    sid = \"s\"\n    actions = [\"kafka-cluster:Connect\"]\n    resources = [\"*\", "
    "aws_msk_cluster.c.arn]\n"
    "    principals {\n      type = \"AWS\"\n      identifiers = [\"*\"]\n    }\n"
    "    condition {\n      test = \"StringEquals\"\n      variable = \"aws:username\"\n      values = "
    "[\"&{aws:PrincipalTag/x}\"]\n    }\n"
    "  }\n}\n";

}  // namespace

TEST_CASE("a policy document is its JSON, with places") {
  Template read =
      read_module({{"main.tf", std::string(kStatement) +
                                   "resource \"x\" \"y\" {\n  policy = data.aws_iam_policy_document.p.json\n}\n"}});
  const char* json =
      "{\"Statement\":[{\"Action\":[\"kafka-cluster:Connect\"],\"Condition\":{\"StringEquals\":{\"aws:username\":"
      "[\"${aws:PrincipalTag/x}\"]}},\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]},\"Resource\":[\"*\","
      "\"${aws_msk_cluster.c.arn}\"],\"Sid\":\"s\"}],\"Version\":\"2012-10-17\"}";
  for (auto [address, name] : {std::pair("data.aws_iam_policy_document.p", "json"), std::pair("x.y", "policy")}) {
    const Resource& made = resource(read, address);
    auto text = read.text(made, attribute(made, {name}));
    REQUIRE(text != nullptr);
    CHECK(text->bytes() == json);
    CHECK(origin(*text, "kafka-cluster:Connect") == "main.tf: kafka-cluster:Connect");
    CHECK(origin(*text, "aws:username") == "main.tf: aws:username");
    CHECK(origin(*text, "${aws:PrincipalTag/x}") == "main.tf: &{aws:PrincipalTag/x}");
  }
}

TEST_CASE("a policy of jsonencode() leads to its parts") {
  Template read = read_module(
      {{"main.tf",
        "resource \"x\" \"y\" {\n  policy = jsonencode({\n    Version = \"2012-10-17\"\n"
        "    Statement = [{ Effect = \"Allow\", Action = \"kafka-cluster:*\", Resource = \"*\" }]\n  })\n}\n"}});
  const Resource& made = resource(read, "x.y");
  auto text = read.text(made, attribute(made, {"policy"}));
  CHECK(text->bytes() ==
        "{\"Statement\":[{\"Action\":\"kafka-cluster:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-"
        "10-17\"}");
  CHECK(origin(*text, "kafka-cluster:*") == "main.tf: kafka-cluster:*");
  CHECK(origin(*text, "Action") == "main.tf: Action");
  CHECK(text->region({2, 3}).begin.line == 4);
}

TEST_CASE("a policy document has the statements of those that it takes from") {
  const char* text = R"(
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Kept"
    actions   = ["kafka-cluster:Connect"]
    resources = [var.arn]
  }
  statement {
    sid       = "Replaced"
    actions   = ["kafka-cluster:*"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "p" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json, "{}"]
  override_policy_documents = ["{\"Statement\": {\"Sid\": \"Own\", \"Effect\": \"Deny\"}}"]
  statement {
    sid       = "Replaced"
    actions   = ["kafka-cluster:ReadData"]
    resources = ["*"]
  }
  statement {
    sid       = "Own"
    actions   = ["kafka-cluster:WriteData"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "open" {
  source_policy_documents = [var.more]
  statement {
    actions   = ["kafka-cluster:ReadData"]
    resources = ["*"]
  }
}
)";
  Template read = read_module({{"main.tf", text}});
  const Resource& made = resource(read, "data.aws_iam_policy_document.p");
  auto json = read.text(made, attribute(made, {"json"}));
  REQUIRE(json != nullptr);
  CHECK(json->bytes() ==
        R"({"Statement":[{"Action":["kafka-cluster:Connect"],"Effect":"Allow","Resource":["${var.arn}"],"Sid":"Kept"},)"
        R"({"Action":["kafka-cluster:ReadData"],"Effect":"Allow","Resource":["*"],"Sid":"Replaced"},)"
        R"({"Sid": "Own", "Effect": "Deny"}],"Version":"2012-10-17"})");
  CHECK(origin(*json, "kafka-cluster:Connect") == "main.tf: kafka-cluster:Connect");
  CHECK(origin(*json, "kafka-cluster:ReadData") == "main.tf: kafka-cluster:ReadData");
  const Resource& open = resource(read, "data.aws_iam_policy_document.open");
  auto partly = read.text(open, attribute(open, {"json"}));
  REQUIRE(partly != nullptr);
  CHECK(
      partly->bytes() ==
      R"({"Statement":[{"Action":["kafka-cluster:ReadData"],"Effect":"Allow","Resource":["*"]},"${unknown}"],"Version":"2012-10-17"})");
}
