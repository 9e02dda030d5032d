#include "rule/policy_subject.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"

namespace klamm {
namespace {

// With so many, nothing in the input is judged.
constexpr size_t kMostRefusals = 200;

bool stands_in(const IamDiagnostic& diagnostic, const IamPolicy& policy) {
  const auto within = [](Span at, Span whole) { return whole.begin <= at.begin && at.begin <= whole.end; };
  const Span at = diagnostic.diagnostic.span;
  if (diagnostic.source == policy.source) return within(at, policy.span);
  if (&diagnostic.source->root() != &policy.source->root()) return false;
  return within(diagnostic.source->to_root(at), policy.source->to_root(policy.span));
}

// A word that every ARN and every action of MSK's holds.
bool speaks_of_kafka(std::string_view text) {
  constexpr std::string_view kWord = "kafka";
  auto found = std::search(text.begin(), text.end(), kWord.begin(), kWord.end(),
                           [](char one, char other) { return lower(one) == other; });
  return found != text.end();
}

}  // namespace

PolicySubject::PolicySubject(IamFile file, std::shared_ptr<const Source> source, std::optional<IamCluster> cluster,
                             bool in_template)
    : source_(std::move(source)),
      file_(std::move(file)),
      cluster_(std::move(cluster)),
      secrets_(*source_),
      in_template_(in_template) {
  tell_refusals();
  for (const IamPolicy& policy : file_.policies) {
    Holder holder;
    if (const JudgedPolicy* judged = take(policy, file_.layer)) holder.policies.push_back(judged);
    holder.complete = !policy.partial;
    settle(std::move(holder));
  }
  for (const IamIdentity& identity : file_.identities) hold(identity);
}

const JudgedPolicy* PolicySubject::take(const IamPolicy& policy, IamLayer layer) {
  if (refusals_.size() == kMostRefusals) return nullptr;
  const bool refused = std::any_of(refusals_.begin(), refusals_.end(),
                                   [&](const IamDiagnostic* diagnostic) { return stands_in(*diagnostic, policy); });
  if (refused) return nullptr;
  JudgedPolicy judged;
  judged.policy = &policy;
  judged.layer = layer;
  judged.aws = policy.name.find(":iam::aws:policy/") != std::string::npos;
  bool touches = false;
  for (const IamStatement& statement : policy.statements) {
    judged.statements.push_back(read_grants(policy, statement, layer));
    touches = touches || judged.statements.back().touches;
  }
  if (!touches) return nullptr;
  if (policy.partial) tell_open(policy);
  judged_.push_back(std::move(judged));
  return &judged_.back();
}

void PolicySubject::hold(const IamIdentity& identity) {
  Holder holder;
  holder.arn = identity.arn;
  holder.complete = identity.missing.empty();
  // A managed policy is read once for each who holds it.
  for (const IamPolicy& policy : identity.policies) {
    // In a template one place may make several.
    const Span place = in_template_ ? policy.span : policy.source->to_root(policy.span);
    const Source* source = in_template_ ? policy.source.get() : &policy.source->root();
    auto [known, fresh] = by_place_.emplace(std::tuple(source, place.begin, place.end), nullptr);
    holder.complete = holder.complete && !policy.partial;
    if (fresh) known->second = take(policy, IamLayer::kIdentity);
    if (known->second != nullptr) holder.policies.push_back(known->second);
  }
  settle(std::move(holder));
}

void PolicySubject::settle(Holder holder) {
  if (holder.policies.empty()) return;
  for (const JudgedPolicy* policy : holder.policies) {
    for (const StatementGrants& grants : policy->statements) {
      if (policy->grants() && grants.allows()) holder.granted |= grants.effective;
      holder.complete = holder.complete && !grants.open;
    }
  }
  holders_.push_back(std::move(holder));
}

// AWS tells of a document as a whole; what is refused is therefore not judged further, and said to be so.
void PolicySubject::tell_refusals() {
  const bool in_all = speaks_of_kafka(source_->bytes());
  for (const IamDiagnostic& diagnostic : file_.diagnostics) {
    if (diagnostic.diagnostic.kind != Diagnostic::Kind::kRefused || refusals_.size() == kMostRefusals) continue;
    const Span place = diagnostic.source->to_root(diagnostic.diagnostic.span);
    const Source* root = &diagnostic.source->root();
    const About about = about_at(diagnostic);
    const bool kafka = in_template_ ? speaks_of_kafka(diagnostic.source->bytes()) : in_all;
    if (file_.more && place.begin == file_.more->begin) {
      notes_.push_back({place, diagnostic.diagnostic.message, root});
    } else if (about == About::kKafka || (about == About::kNothing && kafka)) {
      refusals_.push_back(&diagnostic);
    } else if (about == About::kNothing && notes_.empty() && !in_template_) {
      notes_.push_back({place, "no policy that can be read: " + diagnostic.diagnostic.message, root});
    }
  }
  if (refusals_.empty()) return;
  const IamDiagnostic& first = *refusals_.front();
  notes_.push_back({first.source->to_root(first.diagnostic.span),
                    "what else is in a policy that AWS would not take is not judged; mend it, then lint again",
                    &first.source->root()});
}

void PolicySubject::tell_open(const IamPolicy& policy) {
  const Span first = policy.statements.empty() ? policy.span : policy.statements.front().span;
  notes_.push_back({policy.source->to_root(first),
                    "not all statements of this policy are told here; those are not judged", &policy.source->root()});
}

PolicySubject::About PolicySubject::about_at(const IamDiagnostic& diagnostic) const {
  About about = About::kNothing;
  auto look = [&](const IamPolicy& policy) {
    if (!stands_in(diagnostic, policy)) return;
    for (const IamStatement& statement : policy.statements) {
      for (const auto* texts : {&statement.actions, &statement.resources}) {
        for (const IamText& text : *texts) {
          const bool action = texts == &statement.actions;
          const bool kafka = speaks_of_kafka(text.text) || (action && text.text == "*");
          if (kafka) about = About::kKafka;
          if (action && about == About::kNothing) about = About::kOthers;
        }
      }
    }
  };
  for (const IamPolicy& policy : file_.policies) look(policy);
  for (const IamIdentity& identity : file_.identities) {
    for (const IamPolicy& policy : identity.policies) look(policy);
  }
  return about;
}

std::vector<std::string> PolicySubject::assumptions() const {
  if (file_.layer_told) return {};
  return {std::string(iam_layer_name(file_.layer))};
}

}  // namespace klamm
