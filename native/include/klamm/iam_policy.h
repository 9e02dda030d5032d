// IAM policies as plain values, as they are written: nothing is resolved, nothing indexed. The readers make them
// (iam_reader.h), the evaluator compiles them (iam.h). Texts are WTF-8 (document.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "klamm/source.h"
#include "klamm/span.h"

namespace klamm {

enum class IamEffect : uint8_t { kDeny = 0, kAllow = 1 };

struct IamText {
  std::string text;
  Span span{};         // in the policy's source, quotes included
  bool holes = false;  // parts of it a template does not tell: they stand in it as `${address}` (iam_hole.h)
};

enum class IamOperator : uint8_t {
  kStringEquals,
  kStringNotEquals,
  kStringEqualsIgnoreCase,
  kStringNotEqualsIgnoreCase,
  kStringLike,
  kStringNotLike,
  kNumericEquals,
  kNumericNotEquals,
  kNumericLessThan,
  kNumericLessThanEquals,
  kNumericGreaterThan,
  kNumericGreaterThanEquals,
  kDateEquals,
  kDateNotEquals,
  kDateLessThan,
  kDateLessThanEquals,
  kDateGreaterThan,
  kDateGreaterThanEquals,
  kBool,
  kBinaryEquals,
  kIpAddress,
  kNotIpAddress,
  kArnEquals,
  kArnNotEquals,
  kArnLike,
  kArnNotLike,
  kNull,
};
inline constexpr size_t kIamOperators = 27;
std::string_view iam_operator_name(IamOperator op);  // "StringEquals" …

enum class IamQuantifier : uint8_t { kNone, kForAllValues, kForAnyValue };

// One key under one operator.
struct IamCondition {
  IamOperator op = IamOperator::kStringEquals;
  IamQuantifier quantifier = IamQuantifier::kNone;
  bool if_exists = false;
  IamText key;
  std::vector<IamText> values;
};

// A value of Principal or NotPrincipal.
struct IamPrincipalText {
  enum class Kind : uint8_t {
    kAny,      // "*", or "*" under "AWS"
    kAccount,  // twelve digits, or the ARN of an account's root; `text` is the twelve digits
    kArn,
    kHole,   // partly or wholly untold: `text` has holes
    kOther,  // Service, Federated, CanonicalUser, a deleted principal's id, an ARN with a wildcard: matches nobody here
  };
  Kind kind = Kind::kOther;
  std::string text;
  Span span;
};

struct IamStatement {
  std::string sid;
  uint32_t index = 0;  // in its policy, from 0
  IamEffect effect = IamEffect::kDeny;
  bool not_action = false;
  bool not_resource = false;
  bool not_principal = false;
  std::vector<IamText> actions;
  std::vector<IamText> resources;            // "*" alone where a resource policy names none
  std::vector<IamPrincipalText> principals;  // resource policies only
  std::vector<IamCondition> conditions;
  Span span;
};

struct IamPolicy {
  std::string name;                      // what a decision calls it: the file, and which document in it
  std::shared_ptr<const Source> source;  // of its spans; may be null for a policy that was not read
  bool perhaps = false;                  // a template does not tell whether it is there
  bool partial = false;                  // a template does not tell all of its statements
  bool variables = false;                // version 2012-10-17: `${…}` is a variable, else literal text
  std::vector<IamStatement> statements;
  Span span;     // from bracket to bracket
  Span version;  // the value of `Version`, quotes included; empty without one
};

// A managed policy where it is attached.
struct IamAttached {
  IamText arn;
  std::shared_ptr<const Source> source;  // of its span; null: the dump
};

// A user or role, with all that is attached to it.
struct IamIdentity {
  std::string arn;
  std::vector<IamPolicy> policies;
  std::vector<IamPolicy> boundary;
  std::vector<std::pair<std::string, std::string>> tags;
  std::vector<std::string> missing;  // ARNs of attached policies whose text nobody has
  std::vector<IamAttached> attached;
};

// All that one decision takes into account. An empty list of a kind that limits (boundary, session, scps, rcps) means
// that there is none of it; a list of policies without an Allow allows nothing.
struct IamPolicySet {
  std::vector<IamPolicy> identity;
  std::vector<IamPolicy> boundary;
  std::vector<IamPolicy> session;
  std::vector<std::vector<IamPolicy>> scps;  // by level: root, organizational units, account; each level must allow
  std::vector<std::vector<IamPolicy>> rcps;
  std::vector<IamPolicy> cluster;  // the resource policy
  // Something that belongs to it could not be had (an attached policy that a dump does not hold, a statement that a
  // template does not tell). It may allow, and it may deny: nothing is allowed for certain.
  bool incomplete = false;
};

}  // namespace klamm
