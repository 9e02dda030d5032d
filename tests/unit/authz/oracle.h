// docs/semantics.md as loops: no index, nothing clever. The numbers are those of its sentences.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "authz/cidr.h"
#include "klamm/authorizer.h"

namespace klamm::test {

using Acls = std::vector<Acl>;  // all different

struct OracleDecision {
  bool allowed = false;
  const Acl* decided = nullptr;
};

class Oracle {
 public:
  Oracle(const Acls& acls, const AuthorizerOptions& options) : acls_(acls), options_(options) {}

  OracleDecision decide(const Subject& subject, const Action& action) const {
    std::vector<const Acl*> read;  // 5.2
    for (const Acl* acl : sorted()) {
      const bool left_out = acl->name == kAnyName && acl->pattern == PatternType::kLiteral && action.name != kAnyName;
      if (matches(*acl, subject, action) && !left_out) read.push_back(acl);
    }
    for (const Acl* acl : sorted()) {
      if (matches(*acl, subject, action) && acl->name <= kAnyName) read.push_back(acl);
    }
    for (const Acl* acl : read) {
      if (acl->permission != Permission::kAllow) return {false, acl};  // 4.1, 5.3
    }
    if (!read.empty()) return {true, read.back()};  // 4.2, 5.3
    for (const Acl& acl : acls_) {
      if (touches(acl, action)) return {};  // 4.3
    }
    return {options_.allow_everyone_if_no_acl, nullptr};  // 4.4
  }

  bool by_type(const Subject& subject, Operation operation, ResourceType type) const {
    const bool corrected = options_.corrected_by_resource_type;
    if (type < ResourceType::kTopic || type > ResourceType::kUser) return false;              // 6.6
    if (operation < Operation::kAll || operation > Operation::kTwoPhaseCommit) return false;  // 6.6
    if (!corrected && decide(subject, {operation, type, "hardcode"}).allowed) return true;    // 6.1
    std::vector<const Acl*> considered;                                                       // 6.2
    for (const Acl& acl : acls_) {
      const bool operates =
          acl.operation == operation || acl.operation == Operation::kAll || (corrected && about(acl, operation));
      if (well_formed(acl) && acl.type == type && about(acl, subject) && operates) considered.push_back(&acl);
    }
    const auto any = [&](Permission permission) {
      return std::any_of(considered.begin(), considered.end(), [&](const Acl* acl) {
        return acl->permission == permission && acl->pattern == PatternType::kLiteral && acl->name == kAnyName;
      });
    };
    if (any(Permission::kDeny)) return false;  // 6.3
    if (any(Permission::kAllow)) return true;
    for (const Acl* acl : considered) {  // 6.4, 6.5
      const auto dominates = [&](const Acl* deny) {
        if (deny->permission != Permission::kDeny) return false;
        if (deny->pattern == PatternType::kPrefixed) return acl->name.starts_with(deny->name);
        return acl->pattern == PatternType::kLiteral && acl->name == deny->name;
      };
      if (acl->permission == Permission::kAllow && std::none_of(considered.begin(), considered.end(), dominates))
        return true;
    }
    if (!corrected || !options_.allow_everyone_if_no_acl) return false;  // 6.7
    return std::none_of(acls_.begin(), acls_.end(), [&](const Acl& acl) {
      if (acl.type != type) return false;
      return unreadable(acl) || (acl.pattern == PatternType::kLiteral && acl.name == kAnyName);
    });
  }

  // 7, of well-formed entries in order, then of the others in any.
  std::vector<const Acl*> list(const AclFilter& filter) const {
    std::vector<const Acl*> listed;
    for (const bool formed : {true, false}) {
      for (const Acl* acl : sorted()) {
        if (well_formed(*acl) == formed && matches(*acl, filter)) listed.push_back(acl);
      }
    }
    return listed;
  }

  bool well_formed(const Acl& acl) const { return malformed(acl, options_.cidr_hosts) == Malformed::kNone; }

 private:
  static bool unreadable(const Acl& acl) {
    return acl.pattern != PatternType::kLiteral && acl.pattern != PatternType::kPrefixed;
  }
  static bool about(const Acl& acl, std::string_view name) {  // 3.1
    if (acl.pattern == PatternType::kPrefixed) return name.starts_with(acl.name);
    return acl.pattern == PatternType::kLiteral && (acl.name == name || acl.name == kAnyName);
  }
  bool about(const Acl& acl, const Subject& subject) const {  // 3.2 to 3.4
    const bool principal = acl.principal == subject.principal || acl.principal == kAnyPrincipal;
    if (!options_.cidr_hosts || acl.host.find('/') == std::string_view::npos) {
      return principal && (acl.host == kAnyHost || acl.host == subject.host);
    }
    const auto range = authz::parse_range(acl.host);
    const auto address = authz::parse_address(subject.host);
    return principal && range && address && authz::in_range(*address, *range);
  }
  static bool about(const Acl& acl, Operation asked) {  // 3.5
    const Operation operation = acl.operation;
    if (operation == Operation::kAll || operation == asked) return true;
    if (acl.permission != Permission::kAllow) return false;
    if (asked == Operation::kDescribeConfigs) return operation == Operation::kAlterConfigs;
    return asked == Operation::kDescribe && (operation == Operation::kRead || operation == Operation::kWrite ||
                                             operation == Operation::kDelete || operation == Operation::kAlter);
  }
  bool matches(const Acl& acl, const Subject& subject, const Action& action) const {
    if (acl.type != action.type || !about(acl, subject)) return false;
    if (well_formed(acl)) return about(acl, action.name) && about(acl, action.operation);                         // 3.6
    if (acl.permission == Permission::kAllow || acl.principal.find(':') == std::string_view::npos) return false;  // 3.7
    if (acl.operation != Operation::kAll && acl.operation != action.operation) return false;
    return acl.pattern == PatternType::kLiteral ? about(acl, action.name) : action.name.starts_with(acl.name);
  }
  bool touches(const Acl& acl, const Action& action) const {  // 4.5
    const bool known_type = action.type >= ResourceType::kTopic && action.type <= ResourceType::kUser;
    if (!known_type) return !well_formed(acl);
    return acl.type == action.type && (unreadable(acl) || about(acl, action.name));
  }
  static bool matches(const Acl& acl, const AclFilter& filter) {  // 7.2
    if (filter.type != ResourceType::kAny && filter.type != acl.type) return false;
    if (filter.operation != Operation::kAny && filter.operation != acl.operation) return false;
    if (filter.permission != Permission::kAny && filter.permission != acl.permission) return false;
    if (filter.has_principal && filter.principal != acl.principal) return false;
    if (filter.has_host && filter.host != acl.host) return false;
    if (filter.pattern == PatternType::kMatch) return !filter.has_name || about(acl, filter.name);
    if (filter.pattern != PatternType::kAny && filter.pattern != acl.pattern) return false;
    return !filter.has_name || filter.name == acl.name;
  }
  std::vector<const Acl*> sorted() const {  // 5.1
    std::vector<const Acl*> all;
    for (const Acl& acl : acls_) all.push_back(&acl);
    std::sort(all.begin(), all.end(), [](const Acl* one, const Acl* two) {
      const auto rest = [](const Acl* acl) {
        return std::tie(acl->pattern, acl->operation, acl->principal, acl->host, acl->permission);
      };
      if (one->type != two->type) return one->type < two->type;
      return one->name != two->name ? one->name > two->name : rest(one) < rest(two);
    });
    return all;
  }

  const Acls& acls_;
  const AuthorizerOptions& options_;
};

}  // namespace klamm::test
