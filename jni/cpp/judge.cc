#include "cpp/judge.h"

#include <string_view>

namespace klamm::jni {
namespace {

struct Rule {
  std::string_view name;
  std::string_view why;
};

Rule rule_of(const IamAsker& asker, const IamVerdict& verdict) {
  std::string_view statement = asker.statement(verdict);
  std::string_view why = statement.empty() ? iam_reason_text(verdict.decision.reason) : statement;
  switch (verdict.why) {
    case IamWhy::kDecided:
      if (verdict.allowed) return {"IamAllow", statement.empty() ? "the account's root user" : statement};
      return {verdict.decision.reason == IamReason::kDenied ? "IamDeny" : "IamNoAllow", why};
    case IamWhy::kNoConnect:
      return {"IamNoConnect", why};
    case IamWhy::kNoAction:
      return {"IamNoAction", "nothing in IAM grants this operation"};
    case IamWhy::kTooLong:
      return {"IamNoAction", "no name is so long"};
    case IamWhy::kNothing:
      break;
  }
  return {"IamNoPolicies", "no policies are loaded"};
}

void write(FrameWriter& writer, const Rule& rule, std::string_view arn) {
  writer.u8(kByPolicies);
  writer.text(rule.name);
  writer.text(rule.why);
  writer.text(arn);
}

}  // namespace

void AclJudge::explain(size_t at, FrameWriter& writer) const {
  const Decision& decision = decisions_[at];
  writer.u8(static_cast<uint8_t>(decision.reason));
  if (decision.reason == Reason::kAcl) writer.acl(pin_.explain(subject_, actions_[at], decision).acl);
}

void IamJudge::explain(size_t at, FrameWriter& writer) const {
  write(writer, rule_of(asker_, verdicts_[at]), asker_.arn());
}

void NoJudge::explain(size_t, FrameWriter& writer) const {
  write(writer, {"NoIamPrincipal", "only principals of IAM are judged"}, {});
}

}  // namespace klamm::jni
