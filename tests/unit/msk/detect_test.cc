#include "unit/msk/inventories.h"

namespace klamm {

TEST_CASE("Answers of the AWS command line about MSK are known by their members") {
  CHECK(is_msk_answer(R"({"ClusterInfo": {"ClusterName": "a"}})"));
  CHECK(is_msk_answer("\n\n{\"clusterInfoList\": []}"));
  CHECK(is_msk_answer(R"([{"ClusterArn": "a", "Provisioned": {}}])"));
  CHECK(is_msk_answer(R"({"status_code": 200, "data": {"ClusterInfoList": [{"ClusterArn": "a"}]}})"));
  CHECK(is_msk_answer(R"({"Arn": "a", "Revision": 1, "ServerProperties": ""})"));
  CHECK(is_msk_answer(R"({"connectorArn": "a"})"));
  CHECK(is_msk_answer(R"({"SecretArnList": []} {"ClusterInfo": {}})"));
}

TEST_CASE("Other JSON is no answer about MSK") {
  CHECK_FALSE(is_msk_answer(""));
  CHECK_FALSE(is_msk_answer("ClusterInfo"));
  CHECK_FALSE(is_msk_answer(R"({"Version": "2012-10-17", "Statement": [{"Resource": "arn:aws:kafka:x"}]})"));
  CHECK_FALSE(is_msk_answer(R"({"Resources": {"C": {"Properties": {"ClusterArn": "a", "Provisioned": 1}}}})"));
  CHECK_FALSE(is_msk_answer(R"({"planned_values": {"ClusterInfo": {}}})"));
  CHECK_FALSE(is_msk_answer(R"({"a": {"b": {"c": {"ClusterInfo": {"arn": 1}}}}})"));
  CHECK_FALSE(is_msk_answer(R"({"text": "\"ClusterInfo\": 1 arn"})"));
}

}  // namespace klamm
