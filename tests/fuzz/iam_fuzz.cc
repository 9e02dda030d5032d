// The first byte says what the rest is: a policy in JSON of some kind, or numbers that make policies and requests.
#include "fuzz/document_invariants.h"
#include "klamm/iam_reader.h"
#include "unit/authz/iam_random.h"

using namespace klamm;

namespace {

void check(const IamIndex& index, const test::OracleRequest& request) {
  const std::string differs = test::disagreement(index, request);
  must(differs.empty(), differs.c_str());
  const IamCaller caller = index.caller(request.principal, request.cluster, request.context);
  const IamRequest asked{*parse_iam_action(request.action), request.arn, request.now};
  const IamDecision decision = caller.decide(asked);
  for (uint32_t at = 0; at < index.entries().size(); ++at) {
    const IamMiss miss = caller.miss(asked, at);
    if (at == decision.statement)
      must(miss.element == IamMiss::Element::kNothing || miss.unknown, "what decided applies");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  if (data[0] == 'n') {
    test::Choices choices(data + 1, size - 1);
    const IamIndex index = IamIndex::compile(test::random_policies(choices));
    for (int count = 0; count < 3; ++count) check(index, test::random_request(choices));
    return 0;
  }
  const auto layer = static_cast<IamLayer>(data[0] % 6);
  Limits limits;
  limits.nodes = 2000;
  limits.depth = 20;
  Budget budget(limits);
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  auto read = read_iam(source, layer, budget);
  if (!read.ok()) return 0;
  for (const IamDiagnostic& diagnostic : read.value().diagnostics) {
    check_span(*diagnostic.source, diagnostic.diagnostic.span);
    must(!shown(diagnostic).empty(), "a diagnostic has a text");
  }
  if (read.value().refused()) return 0;
  IamPolicySet set;
  auto& policies = layer == IamLayer::kCluster    ? set.cluster
                   : layer == IamLayer::kBoundary ? set.boundary
                                                  : set.identity;
  policies = std::move(read.value().policies);
  for (IamIdentity& identity : read.value().identities) {
    for (IamPolicy& policy : identity.policies) set.identity.push_back(std::move(policy));
  }
  // The oracle's tables are slow on long texts.
  if (size > 3000) return 0;
  const IamIndex index = IamIndex::compile(std::move(set));
  for (uint64_t seed = 0; seed < 3; ++seed) {
    test::Choices choices(seed);
    check(index, test::random_request(choices));
  }
  return 0;
}
