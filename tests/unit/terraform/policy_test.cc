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

TEST_CASE("a policy document that takes from others is unknown") {
  Template read =
      read_module({{"main.tf", "data \"aws_iam_policy_document\" \"p\" {\n  source_policy_documents = [\"{}\"]\n}\n"}});
  const Resource& made = resource(read, "data.aws_iam_policy_document.p");
  CHECK(show(read, made, attribute(made, {"json"})) == "?");
}
