// The engine beside the oracle, on the same entries and questions.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "klamm/authorizer.h"
#include "unit/authz/oracle.h"

namespace klamm::test {

inline std::string print(const Acl& acl) {
  std::ostringstream out;
  out << "[type " << static_cast<int>(acl.type) << " pattern " << static_cast<int>(acl.pattern) << " operation "
      << static_cast<int>(acl.operation) << " permission " << static_cast<int>(acl.permission) << " name `"
      << acl.name.substr(0, 80) << "` principal `" << acl.principal << "` host `" << acl.host << "`]";
  return out.str();
}

// What differs between the engine's snapshot and the oracle, in words; empty if nothing does.
class Comparison {
 public:
  Comparison(const Pin& pin, const Acls& acls, const AuthorizerOptions& options)
      : pin_(pin), acls_(acls), oracle_(acls, options) {}

  // Three in one: the answer, its reason, and that the entry named is the one that decides.
  std::string decide(const Subject& subject, const Action& action) const {
    const Decision decision = pin_.decide(subject, action);
    const OracleDecision expected = oracle_.decide(subject, action);
    const Explanation explanation = pin_.explain(subject, action, decision);
    const Reason reason = expected.decided != nullptr ? Reason::kAcl
                          : expected.allowed          ? Reason::kDefaultAllow
                                                      : Reason::kDefaultDeny;
    const bool same_entry = explanation.decided == (expected.decided != nullptr) &&
                            (expected.decided == nullptr || explanation.acl == *expected.decided);
    if (decision.allowed == expected.allowed && decision.reason == reason && same_entry) return {};
    std::ostringstream out;
    out << "decide " << static_cast<int>(action.operation) << " on type " << static_cast<int>(action.type) << " `"
        << action.name.substr(0, 80) << "` for `" << subject.principal << "` from `" << subject.host << "`: engine "
        << decision.allowed << " by " << (explanation.decided ? print(explanation.acl) : "default") << ", oracle "
        << expected.allowed << " by " << (expected.decided != nullptr ? print(*expected.decided) : "default");
    return out.str() + entries();
  }

  std::string by_type(const Subject& subject, Operation operation, ResourceType type) const {
    const bool engine = pin_.authorize_by_resource_type(subject, operation, type).allowed;
    const bool expected = oracle_.by_type(subject, operation, type);
    if (engine == expected) return {};
    std::ostringstream out;
    out << "by type " << static_cast<int>(type) << " operation " << static_cast<int>(operation) << " for `"
        << subject.principal << "` from `" << subject.host << "`: engine " << engine << ", oracle " << expected;
    return out.str() + entries();
  }

  std::string list(const AclFilter& filter) const {
    std::vector<const Acl*> expected = oracle_.list(filter);
    AclCursor cursor = pin_.acls(filter);
    Acl acl;
    while (cursor.next(acl)) {
      // In order, but for those at the end that are not well-formed.
      const auto same = [&](const Acl* each) { return *each == acl; };
      const auto found = std::find_if(expected.begin(), expected.end(), same);
      if (found == expected.end()) return "listed and not expected: " + print(acl) + entries();
      if (found != expected.begin() && oracle_.well_formed(acl)) return "listed too early: " + print(acl) + entries();
      expected.erase(found);
    }
    return expected.empty() ? "" : "not listed: " + print(*expected.front()) + entries();
  }

 private:
  std::string entries() const {
    std::string text = "\nentries:";
    for (size_t index = 0; index < acls_.size() && index < 40; ++index) text += "\n  " + print(acls_[index]);
    return text;
  }

  const Pin& pin_;
  const Acls& acls_;
  Oracle oracle_;
};

}  // namespace klamm::test
