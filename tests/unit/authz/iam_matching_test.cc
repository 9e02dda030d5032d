#include "unit/authz/iam_kit.h"

using namespace klamm;
using namespace klamm::test;

namespace {

bool action_matches(const std::string& written, const std::string& asked, const std::string& arn) {
  return Ask{.identity = {allow(R"("Action":")" + written + R"(","Resource":"*")")}}.decide(asked, arn).allowed;
}
bool resource_matches(const std::string& written, const std::string& arn, const std::string& action = "ReadData",
                      const std::string& version = "2012-10-17") {
  const std::string policy =
      R"({"Version":")" + version + R"(","Statement":{"Effect":"Allow","Action":"*","Resource":")" + written + R"("}})";
  return Ask{.identity = {policy}}.decide(action, arn).allowed;
}
const std::string kOrders = std::string(kTopics) + "orders";

}  // namespace

TEST_CASE("case of actions does not matter, and wildcards stand in their names") {
  CHECK(action_matches("KAFKA-Cluster:readdata", "ReadData", kOrders));
  CHECK(action_matches("kafka-cluster:Read*", "ReadData", kOrders));
  CHECK(action_matches("kafka-cluster:????Data", "ReadData", kOrders));
  CHECK(!action_matches("kafka-cluster:???Data", "ReadData", kOrders));
  CHECK(action_matches("*", "ReadData", kOrders));
  CHECK(!action_matches("kafka:*", "ReadData", kOrders));
  CHECK(action_matches("kafka-cluster:*Topic", "DeleteTopic", kOrders));
  CHECK(!action_matches("kafka-cluster:*Topic", "AlterTopicDynamicConfiguration", kOrders));
}

TEST_CASE("no action implies another") {
  CHECK(!action_matches("kafka-cluster:WriteData", "DescribeTopic", kOrders));
  CHECK(!action_matches("kafka-cluster:AlterCluster", "DescribeCluster", kCluster));
}

TEST_CASE("NotAction is every action but the listed, those of other services among them") {
  const std::string not_s3 = allow(R"("NotAction":"s3:*","Resource":"*")");
  CHECK(Ask{.identity = {not_s3}}.allows());
  CHECK(!Ask{.identity = {allow(R"("NotAction":["s3:*","kafka-cluster:Read*"],"Resource":"*")")}}.allows());
}

TEST_CASE("a star crosses slashes, a question mark is one code point, and case counts") {
  CHECK(resource_matches("arn:aws:kafka:eu-west-1:111122223333:topic/prod/*", kOrders));
  CHECK(resource_matches("arn:aws:kafka:eu-west-1:111122223333:topic/*/orders", kOrders));
  CHECK(resource_matches(std::string(kTopics) + "order?", kOrders));
  CHECK(!resource_matches(std::string(kTopics) + "order??", kOrders));
  CHECK(!resource_matches(std::string(kTopics) + "Orders", kOrders));
  CHECK(!resource_matches("arn:aws:kafka:eu-west-1:111122223333:topic/Prod/*", kOrders));
  const std::string arn = std::string(kGroups) + "\xc3\xa9";  // é
  CHECK(resource_matches(std::string(kGroups) + "?", arn, "AlterGroup"));
  CHECK(resource_matches(std::string(kGroups) + "?", std::string(kGroups) + "\xf0\x9f\x98\x80", "AlterGroup"));
  CHECK(resource_matches(std::string(kGroups) + "?", std::string(kGroups) + "\xed\xa0\xbd\xed\xb8\x80", "AlterGroup"));
}

TEST_CASE("wildcards stand in region and account, and an ARN may end early in a star") {
  CHECK(resource_matches("arn:aws:kafka:*:*:topic/prod/*", kOrders));
  CHECK(resource_matches("arn:*:kafka:*:111122223333:topic/*", kOrders));
  CHECK(resource_matches("arn:aws:kafka:*", kOrders));
  CHECK(resource_matches("arn:aws:kafka:eu-*:111122223333:topic/*", kOrders));
  CHECK(!resource_matches("arn:aws:kafka:us-*:111122223333:topic/*", kOrders));
  CHECK(resource_matches("arn:aws:kafka:*:topic/*/orders", kOrders));  // at a segment's end it goes on
  CHECK(!resource_matches("arn:aws:kafka:eu-*33:topic/*", kOrders));   // within a segment it does not
  CHECK(resource_matches("arn:aws:kafka:eu-west-?:111122223333:topic/*", kOrders));
  CHECK(!resource_matches("arn:aws:kafka:eu-west-1?111122223333:topic/*:x", kOrders));
}

TEST_CASE("an ARN of another type, another uuid, or the old spelling never matches") {
  CHECK(!resource_matches(kCluster, kOrders));
  CHECK(!resource_matches("arn:aws:kafka:eu-west-1:111122223333:topic/prod/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/*",
                          kOrders));
  const std::string transaction = "arn:aws:kafka:eu-west-1:111122223333:transactional-id/prod/0a1b-7/t";
  CHECK(
      !resource_matches("arn:aws:kafka:eu-west-1:111122223333:transaction-id/*", transaction, "AlterTransactionalId"));
  CHECK(resource_matches("arn:aws:kafka:eu-west-1:111122223333:t*/prod/*", transaction, "AlterTransactionalId"));
}

TEST_CASE("what a client sends is data: its stars, dollars and slashes are plain") {
  const std::string group = std::string(kGroups) + "a*";
  CHECK(resource_matches(std::string(kGroups) + "a${*}", group, "AlterGroup"));
  CHECK(!resource_matches(std::string(kGroups) + "ab", group, "AlterGroup"));
  CHECK(!resource_matches(std::string(kGroups) + "a${*}", std::string(kGroups) + "ab", "AlterGroup"));
  CHECK(resource_matches(std::string(kGroups) + "${?}", std::string(kGroups) + "?", "AlterGroup"));
  CHECK(resource_matches(std::string(kGroups) + "${$}{aws:username}", std::string(kGroups) + "${aws:username}",
                         "AlterGroup"));
  CHECK(resource_matches("arn:aws:kafka:eu-west-1:111122223333:group/prod/*/app", std::string(kGroups) + "x/app",
                         "AlterGroup"));
  CHECK(resource_matches(std::string(kGroups) + "*", std::string(kGroups), "AlterGroup"));
  CHECK(!resource_matches(std::string(kGroups) + "?*", std::string(kGroups), "AlterGroup"));
}

TEST_CASE("under the old version a variable is plain text") {
  CHECK(resource_matches(std::string(kGroups) + "${aws:username}", std::string(kGroups) + "${aws:username}",
                         "AlterGroup", "2008-10-17"));
  CHECK(!resource_matches(std::string(kGroups) + "a${*}", std::string(kGroups) + "a*", "AlterGroup", "2008-10-17"));
  CHECK(resource_matches(std::string(kGroups) + "a${*}", std::string(kGroups) + "a${anything}", "AlterGroup",
                         "2008-10-17"));
}

TEST_CASE("a variable stands for its value, literally, or for its default, or for nothing") {
  const std::string own =
      allow(R"("Action":"*","Resource":")" + std::string(kTopics) + R"(${aws:PrincipalTag/team}-*")");
  const auto tagged = [&](std::vector<std::string> values) {
    return Ask{.identity = {own}, .context = {{"aws:principaltag/TEAM", std::move(values)}}};
  };
  CHECK(tagged({"red"}).allows("red-x"));
  CHECK(!tagged({"red"}).allows("blue-x"));
  CHECK(!tagged({"*"}).allows("blue-x"));
  CHECK(tagged({"*"}).allows("*-x"));
  CHECK(!Ask{.identity = {own}}.allows("-x"));
  const std::string fallback =
      allow(R"("Action":"*","Resource":")" + std::string(kTopics) + R"(${aws:PrincipalTag/team, 'none'}-*")");
  CHECK(Ask{.identity = {fallback}}.allows("none-x"));
  CHECK(!Ask{.identity = {fallback}, .context = {{"aws:PrincipalTag/team", {"red"}}}}.allows("none-x"));
  const std::string user = allow(R"("Action":"*","Resource":")" + std::string(kTopics) + R"(${aws:username}")");
  CHECK(Ask{.identity = {user}, .principal = kUser}.allows("ann"));
  CHECK(!Ask{.identity = {user}}.allows("app"));
}

TEST_CASE("an unknown variable may be anything, where the rest of the text fits") {
  const std::string own =
      allow(R"("Action":"*","Resource":")" + std::string(kTopics) + R"(${aws:PrincipalTag/team}-x")");
  CHECK(Ask{.identity = {own}, .partial = true}.verdict("red-x") == "UNKNOWN");
  CHECK(Ask{.identity = {own}, .partial = true}.verdict("red-y") == "DENIED");
  const std::string early =
      allow(R"("Action":"*","Resource":"arn:aws:kafka:eu-west-1:${aws:PrincipalAccount}:topic/*")");
  CHECK(Ask{.identity = {early}}.verdict() == "UNKNOWN");
}

TEST_CASE("NotResource is every resource but the listed, other clusters and types among them") {
  const std::string not_orders = allow(R"("Action":"*","NotResource":")" + kOrders + R"(")");
  CHECK(!Ask{.identity = {not_orders}}.allows());
  CHECK(Ask{.identity = {not_orders}}.allows("other"));
  CHECK(Ask{.identity = {not_orders}}.decide("Connect", kCluster).allowed);
}

TEST_CASE("a variable without a value in NotResource fails closed both ways") {
  const std::string text = R"("Action":"*","NotResource":")" + std::string(kTopics) + R"(${aws:PrincipalTag/team}-x")";
  CHECK(Ask{.identity = {allow(text)}}.verdict("any") == "DENIED");
  CHECK(Ask{.identity = {kAllowAll, deny(text)}}.verdict("any") == "DENIED");
}

TEST_CASE("actions and resources of a statement pair up one by one") {
  const std::string both = allow(R"("Action":["kafka-cluster:ReadData","kafka-cluster:AlterGroup"],"Resource":[")" +
                                 kOrders + R"(",")" + kGroups + R"(g"])");
  CHECK(Ask{.identity = {both}}.allows());
  CHECK(Ask{.identity = {both}}.decide("AlterGroup", std::string(kGroups) + "g").allowed);
  CHECK(!Ask{.identity = {both}}.decide("AlterGroup", std::string(kGroups) + "h").allowed);
}

TEST_CASE("every operation of Kafka has its action, or none") {
  CHECK(iam_action_for(Operation::kRead, ResourceType::kGroup) == IamAction::kAlterGroup);
  CHECK(iam_action_for(Operation::kWrite, ResourceType::kTransactionalId) == IamAction::kAlterTransactionalId);
  CHECK(iam_action_for(Operation::kIdempotentWrite, ResourceType::kCluster) == IamAction::kWriteDataIdempotently);
  CHECK(!iam_action_for(Operation::kClusterAction, ResourceType::kCluster));
  CHECK(!iam_action_for(Operation::kCreate, ResourceType::kCluster));
  CHECK(!iam_action_for(Operation::kDescribeConfigs, ResourceType::kGroup));
  CHECK(!iam_action_for(Operation::kTwoPhaseCommit, ResourceType::kTransactionalId));
  CHECK(!iam_action_for(Operation::kDescribe, ResourceType::kDelegationToken));
  CHECK(!iam_action_for(Operation::kUnknown, ResourceType::kCluster));
}

TEST_CASE("a cluster's ARN has a name and an opaque uuid, and names are put behind it as they are") {
  const auto serverless =
      parse_iam_cluster("arn:aws:kafka:us-east-1:111122223333:cluster/demo/c07c74ea-5146-4a03-add1-9baa787a5b14-s3");
  REQUIRE(serverless);
  std::string arn;
  append_iam_arn(arn, *serverless, ResourceType::kGroup, "a/b:*");
  CHECK(arn == "arn:aws:kafka:us-east-1:111122223333:group/demo/c07c74ea-5146-4a03-add1-9baa787a5b14-s3/a/b:*");
  arn.clear();
  append_iam_arn(arn, *serverless, ResourceType::kCluster, "kafka-cluster");
  CHECK(arn == "arn:aws:kafka:us-east-1:111122223333:cluster/demo/c07c74ea-5146-4a03-add1-9baa787a5b14-s3");
  CHECK(!parse_iam_cluster("arn:aws:kafka:us-east-1:111122223333:cluster/demo/*"));
  CHECK(!parse_iam_cluster("arn:aws:kafka-cluster:us-east-1:111122223333:cluster/demo/x"));
  CHECK(!parse_iam_cluster(kTopics));
  CHECK(!parse_iam_cluster("arn:aws:kafka:us-east-1:1:cluster/demo/x"));
}
