// docs/iam-semantics.md, section 5.
#include <algorithm>

#include "authz/iam_facts.h"
#include "authz/iam_value.h"

namespace klamm::authz {
namespace {

using State = IamFacts::Found::State;
using Kind = IamPattern::Piece::Kind;

enum class Family : uint8_t { kString, kNumeric, kDate, kBool, kBinary, kIp, kArn, kNull };

struct Meaning {
  Family family;
  bool negated = false;
  bool less = false;  // numbers and dates: what holds besides `equal`
  bool greater = false;
  bool equal = true;
};

// In the order of IamOperator.
constexpr Meaning kMeanings[kIamOperators] = {
    {Family::kString},
    {Family::kString, true},
    {Family::kString},
    {Family::kString, true},
    {Family::kString},
    {Family::kString, true},
    {Family::kNumeric},
    {Family::kNumeric, true},
    {Family::kNumeric, false, true, false, false},
    {Family::kNumeric, false, true, false, true},
    {Family::kNumeric, false, false, true, false},
    {Family::kNumeric, false, false, true, true},
    {Family::kDate},
    {Family::kDate, true},
    {Family::kDate, false, true, false, false},
    {Family::kDate, false, true, false, true},
    {Family::kDate, false, false, true, false},
    {Family::kDate, false, false, true, true},
    {Family::kBool},
    {Family::kBinary},
    {Family::kIp},
    {Family::kIp, true},
    {Family::kArn},
    {Family::kArn, true},
    {Family::kArn},
    {Family::kArn, true},
    {Family::kNull},
};

Meaning meaning(IamOperator op) { return kMeanings[static_cast<size_t>(op)]; }

bool ignores_case(IamOperator op) {
  return op == IamOperator::kStringEqualsIgnoreCase || op == IamOperator::kStringNotEqualsIgnoreCase;
}

PatternUse use_of(IamOperator op) {
  if (meaning(op).family == Family::kArn) return PatternUse::kArn;
  return op == IamOperator::kStringLike || op == IamOperator::kStringNotLike ? PatternUse::kLike : PatternUse::kPlain;
}

template <class Value>
Truth in_order(const std::optional<Value>& value, const std::optional<Value>& bound, const Meaning& meant, int order) {
  if (!value || !bound) return Truth::kUnknown;
  return truth(order < 0 ? meant.less : order > 0 ? meant.greater : meant.equal);
}

bool is_arn(std::string_view text) { return std::count(text.begin(), text.end(), ':') >= 5; }

// Whether a value of the request meets one of the policy, a negated operator taken as the one that it negates.
Truth meets(std::string_view value, const IamText& text, const IamCondition& condition, bool variables,
            const IamFacts& facts, bool cluster_resource) {
  const Meaning meant = meaning(condition.op);
  const std::string& wanted = text.text;
  // What is no string is compared whole.
  if (text.holes && meant.family != Family::kString && meant.family != Family::kArn) return Truth::kUnknown;
  switch (meant.family) {
    case Family::kString:
    case Family::kArn: {
      if (meant.family == Family::kArn && (!is_arn(wanted) || !is_arn(value))) return Truth::kUnknown;
      const std::string folded = ignores_case(condition.op) ? lower(wanted) : wanted;
      const IamPattern pattern = IamPattern::read(folded, use_of(condition.op), variables, text.holes);
      IamFilled filled = fill(pattern, facts, cluster_resource);
      if (!ignores_case(condition.op)) return filled.matches(value);
      if (filled.resolved != Truth::kTrue) return filled.resolved;
      return truth(equal_ignoring_case(filled.pattern.literal_prefix(), value));
    }
    case Family::kNumeric: {
      const auto left = parse_decimal(value);
      const auto right = parse_decimal(wanted);
      return in_order(left, right, meant, left && right ? compare(*left, *right) : 0);
    }
    case Family::kDate: {
      const auto left = parse_date(value);
      const auto right = parse_date(wanted);
      return in_order(left, right, meant, left && right ? (*left < *right ? -1 : *left > *right ? 1 : 0) : 0);
    }
    case Family::kBool: {
      const auto left = parse_bool(value);
      const auto right = parse_bool(wanted);
      return left && right ? truth(*left == *right) : Truth::kUnknown;
    }
    case Family::kBinary: {
      const auto left = parse_base64(value);
      const auto right = parse_base64(wanted);
      return left && right ? truth(*left == *right) : Truth::kUnknown;
    }
    case Family::kIp: {
      const auto address = parse_unmapped(value);
      const auto network = parse_network(wanted);
      return address && network ? truth(holds(*network, *address)) : Truth::kUnknown;
    }
    case Family::kNull:
      break;
  }
  return Truth::kUnknown;
}

Truth judge_null(const IamCondition& condition, State state) {
  Truth any = Truth::kFalse;
  for (const IamText& value : condition.values) {
    const auto absent = value.holes ? std::nullopt : parse_bool(value.text);
    const bool told = absent && state != State::kUnknown;
    any = either(any, told ? truth(*absent == (state == State::kAbsent)) : Truth::kUnknown);
  }
  return any;
}

Truth of_absent(const IamCondition& condition) {
  if (condition.if_exists || condition.quantifier == IamQuantifier::kForAllValues) return Truth::kTrue;
  if (condition.quantifier == IamQuantifier::kForAnyValue) return Truth::kFalse;
  return truth(meaning(condition.op).negated);
}

bool names_time(const IamPattern& pattern) {
  return std::any_of(pattern.pieces().begin(), pattern.pieces().end(), [&](const IamPattern::Piece& piece) {
    return piece.kind == Kind::kVariable && is_time_key(pattern.text(piece));
  });
}

}  // namespace

IamFilled fill(const IamPattern& pattern, const IamFacts& facts, bool cluster_resource) {
  if (!pattern.has_variables()) return {Truth::kTrue, pattern};
  Truth resolved = Truth::kTrue;
  IamPattern expanded = pattern.expand([&](const IamPattern::Piece& piece) -> std::optional<std::string_view> {
    const auto found = facts.find(pattern.text(piece), cluster_resource);
    if (found.state == State::kPresent && found.values->size() == 1) return (*found.values)[0];
    if (found.state == State::kAbsent && piece.has_default) return pattern.fallback(piece);
    resolved = both(resolved, found.state == State::kAbsent ? Truth::kFalse : Truth::kUnknown);
    return std::nullopt;
  });
  const auto forbidden = [](const IamPattern::Piece& piece) { return piece.kind == Kind::kForbidden; };
  if (std::any_of(pattern.pieces().begin(), pattern.pieces().end(), forbidden))
    resolved = both(resolved, Truth::kUnknown);
  return {resolved, std::move(expanded)};
}

Truth judge(const IamCondition& condition, bool variables, const IamFacts& facts, bool cluster_resource) {
  if (condition.key.holes) return Truth::kUnknown;
  const auto found = facts.find(condition.key.text, cluster_resource);
  const Meaning meant = meaning(condition.op);
  if (meant.family == Family::kNull) return judge_null(condition, found.state);
  if (found.state == State::kUnknown) return Truth::kUnknown;
  if (found.state == State::kAbsent) return of_absent(condition);
  // Several values of a key that the condition takes for one: nobody says which.
  if (condition.quantifier == IamQuantifier::kNone && found.values->size() > 1) return Truth::kUnknown;
  const bool all = condition.quantifier != IamQuantifier::kForAnyValue;
  Truth result = truth(all);
  for (const std::string& value : *found.values) {
    Truth any = Truth::kFalse;
    for (const IamText& wanted : condition.values) {
      any = either(any, meets(value, wanted, condition, variables, facts, cluster_resource));
    }
    const Truth holds_for_it = meant.negated ? negate(any) : any;
    result = all ? both(result, holds_for_it) : either(result, holds_for_it);
  }
  return result;
}

Truth judge(const IamStatement& statement, bool variables, const IamFacts& facts, bool cluster_resource) {
  Truth all = Truth::kTrue;
  for (const IamCondition& condition : statement.conditions) {
    all = both(all, judge(condition, variables, facts, cluster_resource));
  }
  return all;
}

bool asks_time(const IamStatement& statement, bool variables) {
  return std::any_of(statement.conditions.begin(), statement.conditions.end(),
                     [variables](const IamCondition& condition) {
                       if (is_time_key(condition.key.text)) return true;
                       const Family family = meaning(condition.op).family;
                       if (!variables || (family != Family::kString && family != Family::kArn)) return false;
                       return std::any_of(condition.values.begin(), condition.values.end(), [](const IamText& value) {
                         return names_time(IamPattern::read(value.text, PatternUse::kLike, true));
                       });
                     });
}

}  // namespace klamm::authz
