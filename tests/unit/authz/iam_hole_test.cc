// What a template does not tell of a policy.
#include "base/iam_hole.h"

#include "unit/authz/iam_kit.h"
#include "unit/authz/iam_random.h"

using namespace klamm;
using namespace klamm::test;

namespace {

// Takes a piece out of some texts, as a template leaves it open.
class Puncher {
 public:
  explicit Puncher(Choices& choices) : choices_(choices) {}

  void punch(IamPolicySet& set) {
    for (auto* layer : {&set.identity, &set.cluster, &set.boundary, &set.session}) punch(*layer);
    for (auto* levels : {&set.scps, &set.rcps}) {
      for (auto& level : *levels) punch(level);
    }
  }
  size_t punched() const { return punched_; }

 private:
  void punch(std::vector<IamPolicy>& policies) {
    for (IamPolicy& policy : policies) {
      for (IamStatement& statement : policy.statements) punch(statement);
    }
  }
  void punch(IamStatement& statement) {
    for (IamText& text : statement.actions) punch(text);
    for (IamText& text : statement.resources) punch(text);
    for (IamPrincipalText& principal : statement.principals) {
      IamText text{principal.text, {}};
      if (!punch(text)) continue;
      principal.kind = IamPrincipalText::Kind::kHole;
      principal.text = text.text;
    }
    for (IamCondition& condition : statement.conditions) {
      if (choices_.one_in(8)) {
        condition.key = {"${x.y}", {}, true};
        ++punched_;
      }
      for (IamText& text : condition.values) punch(text);
    }
  }
  bool punch(IamText& text) {
    if (!choices_.one_in(4)) return false;
    size_t begin = choices_.below(text.text.size() + 1);
    size_t size = choices_.below(text.text.size() + 1 - begin);
    // A variable is taken out whole, with all that stands beside it.
    if (text.text.find("${") != std::string::npos) {
      begin = 0;
      size = text.text.size();
    }
    text.text.replace(begin, size, "${x.y}");
    text.holes = true;
    ++punched_;
    return true;
  }

  Choices& choices_;
  size_t punched_ = 0;
};

bool allowed(const IamIndex& index, const OracleRequest& request, IamDoubt doubt) {
  return index.caller(request.principal, request.cluster, request.context)
      .decide({*parse_iam_action(request.action), request.arn, request.now}, doubt)
      .allowed;
}

}  // namespace

TEST_CASE("what fills a hole never makes a certain answer wrong") {
  size_t certain = 0;
  size_t open = 0;
  for (uint64_t seed = 1; seed <= 600; ++seed) {
    Choices choices(seed);
    IamPolicySet policies = random_policies(choices);
    IamPolicySet holed = policies;
    Puncher puncher(choices);
    puncher.punch(holed);
    if (puncher.punched() == 0) continue;
    const IamIndex whole = IamIndex::compile(std::move(policies));
    const IamIndex part = IamIndex::compile(std::move(holed));
    for (int count = 0; count < 6; ++count) {
      const OracleRequest request = random_request(choices);
      INFO("seed " << seed << " request " << count);
      const bool surely = allowed(part, request, IamDoubt::kStrict);
      const bool perhaps = allowed(part, request, IamDoubt::kLenient);
      if (surely) REQUIRE(allowed(whole, request, IamDoubt::kStrict));
      if (!perhaps) REQUIRE(!allowed(whole, request, IamDoubt::kLenient));
      ++(surely == perhaps ? certain : open);
    }
  }
  CAPTURE(certain, open);
  CHECK(certain > 500);
  CHECK(open > 100);
}

TEST_CASE("a hole is told from a variable of IAM's") {
  CHECK(has_iam_hole("arn:aws:kafka:${var.region}:1:topic/*"));
  CHECK(has_iam_hole("${AWS::Region}"));
  CHECK(is_iam_hole("${unknown}"));
  CHECK(!is_iam_hole("${unknown}/*"));
  CHECK(!is_iam_hole("${a}${b}"));
  for (const char* text : {"${aws:username}", "${*}", "${?}", "${$}", "${aws:PrincipalTag/a, 'b'}", "$", "${", ""}) {
    INFO(text);
    CHECK(!has_iam_hole(text));
  }
  CHECK(iam_hole_end("${aws:username, '${var.x}'}/a", 0) == 27);
}

TEST_CASE("a hole matches perhaps, and what is known counts") {
  const auto verdict = [](const std::string& action, const std::string& resource, IamEffect effect) {
    Ask ask{.identity = {allow(R"("Action":"kafka-cluster:DescribeTopic","Resource":"*")")}};
    IamPolicySet set = ask.set();
    if (effect == IamEffect::kDeny) set.identity = {policy_of(kAllowAll)};
    IamPolicy policy = policy_of(allow(R"("Action":"kafka-cluster:ReadData","Resource":"*")"));
    policy.statements[0].effect = effect;
    policy.statements[0].actions = {{action, {}, has_iam_hole(action)}};
    policy.statements[0].resources = {{resource, {}, has_iam_hole(resource)}};
    set.identity.push_back(policy);
    const IamIndex index = IamIndex::compile(set);
    const IamCaller caller = index.caller(*parse_iam_principal(kSession), *parse_iam_cluster(kCluster), {});
    const std::string arn = std::string(kTopics) + "orders";
    if (caller.decide({IamAction::kReadData, arn}).allowed) return "ALLOWED";
    return caller.decide({IamAction::kReadData, arn}, IamDoubt::kLenient).allowed ? "UNKNOWN" : "DENIED";
  };
  const auto allows = [&](const std::string& action, const std::string& resource) {
    return std::string(verdict(action, resource, IamEffect::kAllow));
  };
  CHECK(allows("kafka-cluster:*", "*") == "ALLOWED");
  CHECK(allows("kafka-cluster:*", "${aws_msk_cluster.c.arn}") == "UNKNOWN");
  CHECK(allows("kafka-cluster:*", "arn:aws:kafka:${var.region}:${var.account}:topic/prod/*") == "UNKNOWN");
  CHECK(allows("kafka-cluster:*", "arn:aws:kafka:${var.region}:${var.account}:topic/test/*") == "DENIED");
  CHECK(allows("kafka-cluster:*", "arn:aws:kafka:${var.region}:${var.account}:group/prod/*") == "DENIED");
  CHECK(allows("kafka-cluster:Read${var.what}", "*") == "UNKNOWN");
  CHECK(allows("kafka-cluster:Write${var.what}", "*") == "DENIED");
  CHECK(allows("${var.action}", "*") == "UNKNOWN");
  CHECK(allows("${var.service}:ReadData", "*") == "UNKNOWN");
  CHECK(allows("${var.service}:WriteData", "*") == "DENIED");
  CHECK(std::string(verdict("kafka-cluster:*", "${var.arn}", IamEffect::kDeny)) == "UNKNOWN");
  CHECK(std::string(verdict("${var.action}", "*", IamEffect::kDeny)) == "UNKNOWN");
  CHECK(std::string(verdict("kafka-cluster:*", "${var.arn}/topic/other", IamEffect::kDeny)) == "ALLOWED");
}

TEST_CASE("a principal with a hole is perhaps the caller, if what is told of it fits") {
  const auto verdict = [](const std::string& written, const std::string& caller, IamEffect effect = IamEffect::kAllow) {
    IamPolicySet set;
    if (effect == IamEffect::kDeny) set.identity.push_back(policy_of(kAllowAll));
    IamPolicy policy = policy_of(allow(R"("Action":"*","Resource":"*","Principal":"*")"), IamLayer::kCluster);
    policy.statements[0].effect = effect;
    policy.statements[0].principals = {{IamPrincipalText::Kind::kHole, written, {}}};
    set.cluster.push_back(policy);
    const IamIndex index = IamIndex::compile(set);
    const IamCaller asker = index.caller(*parse_iam_principal(caller), *parse_iam_cluster(kCluster), {});
    const std::string arn = std::string(kTopics) + "orders";
    if (asker.decide({IamAction::kReadData, arn}).allowed) return std::string("ALLOWED");
    const bool perhaps = asker.decide({IamAction::kReadData, arn}, IamDoubt::kLenient).allowed;
    return std::string(perhaps ? "UNKNOWN" : "DENIED");
  };
  const std::string role = "arn:aws:iam::111122223333:role/app";
  CHECK(verdict("${var.who}", role) == "UNKNOWN");
  CHECK(verdict("${var.who}", kSession) == "UNKNOWN");
  CHECK(verdict("${var.who}", kUser) == "UNKNOWN");
  CHECK(verdict("arn:aws:iam::${var.account}:user/team/ann", kUser) == "UNKNOWN");
  CHECK(verdict("arn:aws:iam::${var.account}:user/team/bob", kUser) == "DENIED");
  CHECK(verdict("arn:aws:iam::${var.account}:role/app", kUser) == "DENIED");
  CHECK(verdict("arn:aws:iam::${var.account}:role/app", kSession) == "UNKNOWN");
  CHECK(verdict("arn:aws:iam::${var.account}:role/app", role) == "UNKNOWN");
  CHECK(verdict("arn:aws:iam::${var.account}:root", kUser, IamEffect::kDeny) == "UNKNOWN");
  CHECK(verdict("arn:aws:iam::${var.account}:user/bob", kUser, IamEffect::kDeny) == "ALLOWED");
}

TEST_CASE("a policy that is perhaps there allows nothing and denies perhaps") {
  for (const IamEffect effect : {IamEffect::kAllow, IamEffect::kDeny}) {
    Ask ask{.identity = {kAllowAll, kAllowAll}};
    IamPolicySet set = ask.set();
    if (effect == IamEffect::kAllow) set.identity.pop_back();
    set.identity.back().statements[0].effect = effect;
    set.identity.back().perhaps = true;
    const IamIndex index = IamIndex::compile(set);
    const IamCaller caller = index.caller(*parse_iam_principal(kSession), *parse_iam_cluster(kCluster), {});
    const std::string arn = std::string(kTopics) + "orders";
    CHECK(!caller.decide({IamAction::kReadData, arn}).allowed);
    CHECK(caller.decide({IamAction::kReadData, arn}, IamDoubt::kLenient).allowed);
  }
}

TEST_CASE("nothing is allowed for certain while statements are untold") {
  Ask ask{.identity = {kAllowAll}};
  IamPolicySet set = ask.set();
  set.identity[0].partial = true;
  const IamIndex index = IamIndex::compile(set);
  const IamCaller caller = index.caller(*parse_iam_principal(kSession), *parse_iam_cluster(kCluster), {});
  const std::string arn = std::string(kTopics) + "orders";
  CHECK(caller.decide({IamAction::kReadData, arn}).reason == IamReason::kIncomplete);
  CHECK(caller.decide({IamAction::kReadData, arn}, IamDoubt::kLenient).allowed);
}
