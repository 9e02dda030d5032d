// What the texts of a statement cover and can name.
#include <catch2/catch.hpp>

#include <deque>

#include "rule/policy_grants.h"

namespace klamm {
namespace {

constexpr std::string_view kUuid = "0a1b2c3d-1111-2222-3333-444455556666-7";

std::string arn(std::string_view resource) { return "arn:aws:kafka:eu-west-1:111122223333:" + std::string(resource); }

// Of a text that lives long enough.
ResourceText resource(const std::string& text) {
  static std::deque<IamText> kept;
  kept.push_back({text, {}});
  return read_resource(kept.back());
}
ActionText action(const std::string& text) {
  static std::deque<IamText> kept;
  kept.push_back({text, {}});
  return read_action(kept.back());
}
bool names(const std::string& text, ResourceType type) { return (resource(text).types & type_bit(type)) != 0; }

TEST_CASE("an action's text covers names whatever their case, of its own service only") {
  CHECK(action("kafka-cluster:*").covers.all());
  CHECK(action("*").covers.all());
  CHECK(action("kafka:*").covers.none());
  CHECK(action("kafka:*").control);
  CHECK(action("KAFKA-cluster:readDATA").covers == action_set({IamAction::kReadData}));
  CHECK(action("kafka-cluster:*Topic").covers == action_set({IamAction::kCreateTopic, IamAction::kDescribeTopic,
                                                             IamAction::kAlterTopic, IamAction::kDeleteTopic}));
  CHECK(action("kafka-cluster:????Data").covers == action_set({IamAction::kReadData}));
  CHECK(action("kafka-cluster:Read").covers.none());
  CHECK(action("s3:*").covers.none());
  CHECK(!action("s3:*").control);
  CHECK(covers_action("kafka:Update*", "kafka", "UpdateSecurity"));
  CHECK(!covers_action("kafka-cluster:*", "kafka", "UpdateSecurity"));
}

TEST_CASE("an ARN names a type if it has all of its parts, or a wildcard for them") {
  CHECK(names(arn("cluster/prod/" + std::string(kUuid)), ResourceType::kCluster));
  CHECK(names(arn("cluster/*"), ResourceType::kCluster));
  CHECK(!names(arn("cluster/prod"), ResourceType::kCluster));
  CHECK(!names(arn("cluster/prod/u/x"), ResourceType::kCluster));
  CHECK(names(arn("topic/prod/u/orders"), ResourceType::kTopic));
  CHECK(names(arn("topic/prod/*"), ResourceType::kTopic));
  CHECK(!names(arn("topic/prod/orders"), ResourceType::kTopic));
  CHECK(!names(arn("topic/prod/u/a/b"), ResourceType::kTopic));
  CHECK(names(arn("group/prod/u/a/b"), ResourceType::kGroup));
  CHECK(resource(arn("transaction-id/prod/u/a")).types == 0);
  CHECK(resource(arn("Topic/prod/u/a")).types == 0);
}

TEST_CASE("a wildcard in the type or before it may be any type that begins so") {
  CHECK(resource("*").types == kAllTypes);
  CHECK(resource("arn:aws:kafka:*").everything);
  CHECK(resource("arn:aws:kafka:*:*:*").everything);
  CHECK(resource(arn("t*")).types == (type_bit(ResourceType::kTopic) | type_bit(ResourceType::kTransactionalId)));
  CHECK(!resource(arn("t*")).everything);
  CHECK(resource("arn:aws:s3:::logs/*").types == 0);
  CHECK(!resource("arn:aws:s3:*").kafka);
}

TEST_CASE("a variable is one text, slashes in its name or not") {
  CHECK(names(arn("topic/prod/u/${aws:PrincipalTag/team}.orders"), ResourceType::kTopic));
  CHECK(resource(arn("topic/prod/u/${aws:PrincipalTag/team}.orders")).name == "${aws:PrincipalTag/team}.orders");
  CHECK(names(arn("topic/${aws:PrincipalTag/a/b}/u/x"), ResourceType::kTopic));
  CHECK(!names(arn("topic/prod/${aws:PrincipalTag/team"), ResourceType::kCluster));
}

TEST_CASE("a wildcard that ends a text early takes in all behind it") {
  CHECK(resource(arn("topic/prod/u/*")).every_name());
  CHECK(resource(arn("topic/prod/*")).every_name());
  CHECK(resource(arn("topic/*")).every_name());
  CHECK(!resource(arn("topic/prod/u/a*")).every_name());
  CHECK(!resource(arn("topic/prod/*/orders")).every_name());
  CHECK(resource(arn("topic/prod/u/a*")).one_cluster());
  CHECK(!resource(arn("topic/prod/*/a")).one_cluster());
  CHECK(resource(arn("topic/prod/*/a")).one_name());
  CHECK(!resource(arn("topic/prod*/u/a")).one_name());
}

TEST_CASE("one text covers another only where that is certain") {
  CHECK(covers_text("*", "anything"));
  CHECK(covers_text("a/*", "a/b*"));
  CHECK(covers_text("a/*c", "a/b*c"));
  CHECK(!covers_text("a/b*", "a/*"));
  CHECK(!covers_text("a?c", "a*c"));
  CHECK(covers_text("a?c", "abc"));
  CHECK(covers_text("${x}", "${x}"));
  CHECK(!covers_text("a${x}", "ab"));
  CHECK(!covers_text("a*", "${x}"));
}

}  // namespace
}  // namespace klamm
