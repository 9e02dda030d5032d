#include <catch2/catch.hpp>

#include "unit/rule/checks/built_in.h"

using namespace klamm;

namespace {

LintResult lint_msk(std::string_view text, MskKind kind, std::string_view profile_name = "strict") {
  LintOptions options = profile(profile_name);
  options.as = InputKind::kMskConfiguration;
  options.msk = kind;
  return lint_built_in(text, options);
}

std::string rules_of(const LintResult& result) {
  std::string out;
  for (const Finding& finding : result.findings) out += (out.empty() ? "" : " ") + finding.rule;
  return out;
}

constexpr std::string_view kSound =
    "allow.everyone.if.no.acl.found=false\n"
    "auto.create.topics.enable=false\n"
    "default.replication.factor=3\n"
    "min.insync.replicas=2\n"
    "unclean.leader.election.enable=false\n";

}  // namespace

TEST_CASE("a sound configuration of MSK is silent in every profile, whatever AWS sets beside it") {
  CHECK(rules_of(lint_msk(kSound, MskKind::kStandard)).empty());
  CHECK(rules_of(lint_msk(kSound, MskKind::kUnknown)).empty());
  CHECK(lint_msk(kSound, MskKind::kUnknown).kind == InputKind::kMskConfiguration);
  CHECK(rules_of(lint_msk("allow.everyone.if.no.acl.found=false\n", MskKind::kExpress)).empty());
  CHECK(rules_of(lint_msk("", MskKind::kServerless)).empty());
}

TEST_CASE("rules of brokers speak of lines that MSK takes") {
  CHECK(rules_of(lint_msk("auto.create.topics.enable=true\nunclean.leader.election.enable=true\n", MskKind::kStandard,
                          "baseline")) == "KQ013 KD001");
  CHECK(rules_of(lint_msk("num.partitions=many\n", MskKind::kUnknown, "baseline")) == "KP010");
}

TEST_CASE("a line that MSK refuses is one finding") {
  for (std::string_view line :
       {"listeners=PLAINTEXT://:9092", "super.users=User:admin", "ssl.client.auth=none", "num.partition=3",
        "retention.ms=5", "Num.Partitions=3", "sasl.enabled.mechanisms=PLAIN", "zookeeper.connect=zk:2181",
        "process.roles=broker", "acks=all"}) {
    INFO(line);
    CHECK(rules_of(lint_msk(line, MskKind::kStandard, "baseline")) == "KA002");
  }
}

TEST_CASE("a secret in clear is one too, whatever MSK says of its key") {
  CHECK(rules_of(lint_msk("ssl.keystore.password=hunter2\n", MskKind::kStandard, "baseline")) == "KA002 KX001");
}

TEST_CASE("what MSK's default means depends on how clients log in, which the configuration does not tell") {
  CHECK(left_open(lint_msk("num.partitions=3\n", MskKind::kStandard), "KA001"));
  CHECK_FALSE(left_open(lint_msk(kSound, MskKind::kStandard), "KA001"));
  CHECK(left_open(lint_msk("num.partitions=3\n", MskKind::kUnknown), "KA009"));
  CHECK_FALSE(left_open(lint_msk("num.partitions=3\n", MskKind::kExpress), "KA009"));
}

TEST_CASE("a broker's own file is none of MSK's") {
  LintResult result = lint_built_in(kSound, profile("all"));
  for (const Finding& finding : result.findings) CHECK(finding.rule.substr(0, 2) != "KA");
}
