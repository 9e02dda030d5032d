#include "rule/policy_subject.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"

namespace klamm {
namespace {

// With so many, nothing in the input is judged.
constexpr size_t kMostRefusals = 200;

// A word that every ARN and every action of MSK's holds.
bool speaks_of_kafka(std::string_view text) {
  constexpr std::string_view kWord = "kafka";
  auto found = std::search(text.begin(), text.end(), kWord.begin(), kWord.end(),
                           [](char one, char other) { return lower(one) == other; });
  return found != text.end();
}

}  // namespace

PolicySubject::PolicySubject(IamFile file, std::shared_ptr<const Source> source, std::optional<IamCluster> cluster)
    : source_(std::move(source)), file_(std::move(file)), cluster_(std::move(cluster)), secrets_(*source_) {
  tell_refusals();
  for (const IamPolicy& policy : file_.policies) {
    if (const JudgedPolicy* judged = take(policy, file_.layer)) holders_.push_back({{}, {judged}, true});
  }
  for (const IamIdentity& identity : file_.identities) hold(identity);
}

const JudgedPolicy* PolicySubject::take(const IamPolicy& policy, IamLayer layer) {
  if (refusals_.size() == kMostRefusals) return nullptr;
  const Span whole = policy.source->to_root(policy.span);
  const bool refused = std::any_of(refusals_.begin(), refusals_.end(), [&](const IamDiagnostic* diagnostic) {
    const Span at = diagnostic->source->to_root(diagnostic->diagnostic.span);
    return whole.begin <= at.begin && at.begin <= whole.end;
  });
  if (refused) return nullptr;
  JudgedPolicy judged{&policy, layer, {}};
  bool touches = false;
  for (const IamStatement& statement : policy.statements) {
    judged.statements.push_back(read_grants(policy, statement, layer));
    touches = touches || judged.statements.back().touches;
  }
  if (!touches) return nullptr;
  judged_.push_back(std::move(judged));
  return &judged_.back();
}

void PolicySubject::hold(const IamIdentity& identity) {
  Holder holder{identity.arn, {}, identity.missing.empty()};
  // A managed policy is read once for each who holds it.
  for (const IamPolicy& policy : identity.policies) {
    const Span place = policy.source->to_root(policy.span);
    auto [known, fresh] = by_place_.emplace(std::pair(place.begin, place.end), nullptr);
    if (fresh) known->second = take(policy, IamLayer::kIdentity);
    if (known->second != nullptr) holder.policies.push_back(known->second);
  }
  if (!holder.policies.empty()) holders_.push_back(std::move(holder));
}

// AWS tells of a document as a whole; what is refused is therefore not judged further, and said to be so.
void PolicySubject::tell_refusals() {
  const bool kafka = speaks_of_kafka(source_->bytes());
  for (const IamDiagnostic& diagnostic : file_.diagnostics) {
    if (diagnostic.diagnostic.kind != Diagnostic::Kind::kRefused || refusals_.size() == kMostRefusals) continue;
    const Span place = diagnostic.source->to_root(diagnostic.diagnostic.span);
    if (file_.more && place.begin == file_.more->begin) {
      notes_.push_back({place, diagnostic.diagnostic.message});
    } else if (kafka) {
      refusals_.push_back(&diagnostic);
    } else {
      notes_.push_back({place, "AWS would not take this policy; it says nothing of Kafka, and is not judged"});
      return;
    }
  }
  if (refusals_.empty()) return;
  const IamDiagnostic& first = *refusals_.front();
  notes_.push_back({first.source->to_root(first.diagnostic.span),
                    "what else is in a policy that AWS would not take is not judged; mend it, then lint again"});
}

std::vector<std::string> PolicySubject::assumptions() const {
  if (file_.layer_told) return {};
  return {std::string(iam_layer_name(file_.layer))};
}

std::string PolicySubject::hole(const HitRecord&, std::string_view name) { return fmt::format("{{{}}}", name); }

}  // namespace klamm
