#include "unit/authz/iam_oracle.h"

#include <algorithm>
#include <ctime>

#include "authz/iam_value.h"

namespace klamm::test {
namespace {

Answer yes(bool value) { return value ? Answer::kYes : Answer::kNo; }
Answer turn(Answer answer) {
  if (answer == Answer::kMaybe) return answer;
  return yes(answer == Answer::kNo);
}
Answer least(Answer left, Answer right) { return left < right ? left : right; }
Answer most(Answer left, Answer right) { return left < right ? right : left; }

// One step of a text that is to be matched: 3.3 and 3.4.
struct Step {
  char32_t kind = 'c';  // 'c' this byte; '?' a code point; '*' any run; '+' any run that only an unknown value gives
  char byte = 0;
  bool bounded = false;
};

size_t point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(size, text.size());
}

// Every way to match, tried by a table: row by row of the steps, which ends of the text can be reached.
bool reaches(const std::vector<Step>& steps, std::string_view text) {
  std::vector<bool> at(text.size() + 1, false);
  at[0] = true;
  for (const Step& step : steps) {
    std::vector<bool> next(text.size() + 1, false);
    for (size_t begin = 0; begin <= text.size(); ++begin) {
      if (!at[begin]) continue;
      if (step.kind == 'c') {
        if (begin < text.size() && text[begin] == step.byte) next[begin + 1] = true;
      } else if (step.kind == '?') {
        if (begin < text.size() && !(step.bounded && text[begin] == ':'))
          next[begin + point(text.substr(begin))] = true;
      } else {
        for (size_t end = begin; end <= text.size(); ++end) {
          next[end] = true;
          if (end < text.size() && step.bounded && text[end] == ':') break;
        }
      }
    }
    at = next;
  }
  return at[text.size()];
}

constexpr int kPlain = 0, kLike = 1, kArn = 2, kResource = 3;

std::string trim(std::string text) {
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

bool negated(IamOperator op) {
  const std::string_view name = iam_operator_name(op);
  return name.find("Not") != std::string_view::npos;
}

}  // namespace

// 6
IamOracle::Value IamOracle::key(std::string_view name) const {
  const std::string wanted = lower(name);
  const bool cluster_asked = iam_arn_type(request_.arn) == ResourceType::kCluster;
  if (wanted.rfind("aws:resourcetag/", 0) == 0 && !cluster_asked) return {};
  for (const IamContext::Key& given : request_.context.keys) {
    if (lower(given.name) != wanted) continue;
    if (!given.known) return {Answer::kMaybe, {}};
    return {yes(!given.values.empty()), given.values};
  }
  const IamPrincipal& who = request_.principal;
  const bool session = who.kind == IamPrincipal::Kind::kSession || who.kind == IamPrincipal::Kind::kRole;
  std::map<std::string, std::string> derived = {
      {"aws:principalarn", session ? who.role : who.arn},
      {"aws:principalaccount", who.account},
      {"aws:principalisawsservice", "false"},
      {"aws:viaawsservice", "false"},
      {"aws:resourceaccount", request_.cluster.account},
      {"aws:requestedregion", request_.cluster.region},
      {"aws:epochtime", std::to_string(request_.now)},
  };
  if (session) derived["aws:principaltype"] = "AssumedRole";
  if (who.kind == IamPrincipal::Kind::kUser) {
    derived["aws:principaltype"] = "User";
    derived["aws:username"] = who.name;
  }
  if (who.kind == IamPrincipal::Kind::kRoot) derived["aws:principaltype"] = "Account";
  if (who.kind == IamPrincipal::Kind::kFederated) derived["aws:principaltype"] = "FederatedUser";
  const std::time_t now = request_.now;
  char date[40];
  std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
  derived["aws:currenttime"] = date;
  if (auto found = derived.find(wanted); found != derived.end()) return {Answer::kYes, {found->second}};
  return {request_.context.partial ? Answer::kMaybe : Answer::kNo, {}};
}

// 3.3 to 3.6
Answer IamOracle::text_matches(const std::string& wanted, std::string_view text, int use, bool variables,
                               bool fold) const {
  std::vector<Step> steps;
  bool unknown = false;
  size_t colons = 0;
  const auto literal = [&](std::string_view bytes) {
    for (char byte : bytes) steps.push_back({'c', fold ? lower(byte) : byte, false});
  };
  for (size_t at = 0; at < wanted.size(); ++at) {
    const char byte = wanted[at];
    const size_t close = wanted.find('}', at);
    if (variables && wanted.compare(at, 2, "${") == 0 && close != std::string::npos) {
      std::string inside = wanted.substr(at + 2, close - at - 2);
      at = close;
      if (inside == "*" || inside == "?" || inside == "$") {
        literal(inside);
        continue;
      }
      std::optional<std::string> fallback;
      const size_t comma = inside.find(',');
      if (comma != std::string::npos) {
        const std::string quoted = trim(inside.substr(comma + 1));
        inside.resize(comma);
        if (quoted.size() >= 2 && quoted.front() == '\'' && quoted.back() == '\'') {
          fallback = quoted.substr(1, quoted.size() - 2);
        }
      }
      const Value found = key(trim(inside));
      const bool early = use == kResource && colons < 5;
      if (!early && found.present == Answer::kYes && found.values.size() == 1) {
        literal(found.values[0]);
      } else if (!early && found.present == Answer::kNo) {
        if (!fallback) {
          unfilled_ = true;
          return Answer::kNo;
        }
        literal(*fallback);
      } else {
        unknown = true;
        steps.push_back({'*', 0, false});
      }
      continue;
    }
    if (use != kPlain && (byte == '*' || byte == '?')) {
      bool bounded = use == kArn && colons < 5;
      if (use == kResource && colons < 5) bounded = byte == '?' || (at + 1 < wanted.size() && wanted[at + 1] != ':');
      steps.push_back({static_cast<char32_t>(byte), 0, bounded});
      continue;
    }
    if (byte == ':') ++colons;
    literal(std::string_view(&byte, 1));
  }
  std::string folded(text);
  if (fold) folded = lower(text);
  if (!reaches(steps, folded)) return fold && unknown ? Answer::kMaybe : Answer::kNo;
  return unknown ? Answer::kMaybe : Answer::kYes;
}

// 5.3 to 5.9
Answer IamOracle::value_meets(const IamCondition& condition, const std::string& value, const std::string& wanted,
                              bool variables) const {
  const std::string name(iam_operator_name(condition.op));
  const auto has = [&name](std::string_view part) { return name.find(part) != std::string::npos; };
  if (has("String")) {
    return text_matches(wanted, value, has("Like") ? kLike : kPlain, variables, has("IgnoreCase"));
  }
  if (has("Arn")) {
    if (std::count(value.begin(), value.end(), ':') < 5 || std::count(wanted.begin(), wanted.end(), ':') < 5)
      return Answer::kMaybe;
    return text_matches(wanted, value, kArn, variables, false);
  }
  if (has("Ip")) {
    const auto address = authz::parse_unmapped(value);
    const auto range = authz::parse_network(wanted);
    return address && range ? yes(authz::holds(*range, *address)) : Answer::kMaybe;
  }
  if (name == "Bool" || name == "BinaryEquals") {
    if (name == "Bool") {
      const auto left = authz::parse_bool(value);
      const auto right = authz::parse_bool(wanted);
      return left && right ? yes(*left == *right) : Answer::kMaybe;
    }
    const auto left = authz::parse_base64(value);
    const auto right = authz::parse_base64(wanted);
    return left && right ? yes(*left == *right) : Answer::kMaybe;
  }
  int order = 0;
  if (has("Numeric")) {
    const auto left = authz::parse_decimal(value);
    const auto right = authz::parse_decimal(wanted);
    if (!left || !right) return Answer::kMaybe;
    order = authz::compare(*left, *right);
  } else {
    const auto left = authz::parse_date(value);
    const auto right = authz::parse_date(wanted);
    if (!left || !right) return Answer::kMaybe;
    order = *left < *right ? -1 : *left > *right ? 1 : 0;
  }
  if (has("LessThanEquals")) return yes(order <= 0);
  if (has("LessThan")) return yes(order < 0);
  if (has("GreaterThanEquals")) return yes(order >= 0);
  if (has("GreaterThan")) return yes(order > 0);
  return yes(order == 0);
}

// 5.1, 5.2
Answer IamOracle::condition(const IamCondition& condition, bool variables) const {
  const Value found = key(condition.key.text);
  if (condition.op == IamOperator::kNull) {
    Answer any = Answer::kNo;
    for (const IamText& value : condition.values) {
      const auto absent = authz::parse_bool(value.text);
      if (!absent || found.present == Answer::kMaybe) {
        any = most(any, Answer::kMaybe);
      } else {
        any = most(any, yes(*absent == (found.present == Answer::kNo)));
      }
    }
    return any;
  }
  if (found.present == Answer::kMaybe) return Answer::kMaybe;
  if (found.present == Answer::kNo) {
    if (condition.if_exists) return Answer::kYes;
    if (condition.quantifier == IamQuantifier::kForAllValues) return Answer::kYes;
    if (condition.quantifier == IamQuantifier::kForAnyValue) return Answer::kNo;
    return yes(negated(condition.op));
  }
  if (condition.quantifier == IamQuantifier::kNone && found.values.size() != 1) return Answer::kMaybe;
  std::vector<Answer> answers;
  for (const std::string& value : found.values) {
    Answer any = Answer::kNo;
    for (const IamText& wanted : condition.values)
      any = most(any, value_meets(condition, value, wanted.text, variables));
    answers.push_back(negated(condition.op) ? turn(any) : any);
  }
  if (condition.quantifier == IamQuantifier::kForAnyValue) return *std::max_element(answers.begin(), answers.end());
  return *std::min_element(answers.begin(), answers.end());
}

// 3.1
bool IamOracle::action(const IamStatement& statement) const {
  bool listed = false;
  for (const IamText& written : statement.actions) {
    std::vector<Step> steps;
    for (char byte : lower(written.text))
      steps.push_back({byte == '*' || byte == '?' ? static_cast<char32_t>(byte) : U'c', byte, false});
    const std::string text = lower(request_.action);
    listed = listed || reaches(steps, text);
  }
  return listed != statement.not_action;
}

// 3.2, 3.7, 3.8
Answer IamOracle::resource(const IamStatement& statement, bool variables) const {
  Answer any = Answer::kNo;
  unfilled_ = false;
  for (const IamText& written : statement.resources) {
    any = most(any, text_matches(written.text, request_.arn, kResource, variables, false));
  }
  if (!statement.not_resource) return any;
  if (unfilled_ && any != Answer::kYes) return yes(statement.effect == IamEffect::kDeny);
  return turn(any);
}

// 4.1 to 4.4
IamOracle::Named IamOracle::named_by(const IamPrincipalText& written) const {
  const IamPrincipal& who = request_.principal;
  using Kind = IamPrincipal::Kind;
  Named named;
  if (written.kind == IamPrincipalText::Kind::kAny) named.everybody = Answer::kYes;
  if (written.kind == IamPrincipalText::Kind::kAccount) named.account = yes(written.text == who.account);
  if (written.kind != IamPrincipalText::Kind::kArn) return named;
  const auto other = parse_iam_principal(written.text);
  if (who.kind == Kind::kSession || who.kind == Kind::kRole) {
    const bool by_name =
        other && other->kind == Kind::kRole && other->account == who.account && other->name == who.name;
    named.role = yes(who.path_known ? written.text == who.role : by_name);
  }
  if (who.kind == Kind::kRole) {
    const bool sessions =
        other && other->kind == Kind::kSession && other->account == who.account && other->name == who.name;
    named.direct = sessions ? Answer::kMaybe : Answer::kNo;
  } else {
    named.direct = yes(written.text == who.arn);
  }
  return named;
}

// 4.5, 4.6
IamOracle::Named IamOracle::named(const IamStatement& statement) const {
  Named all;
  for (const IamPrincipalText& written : statement.principals) {
    const Named one = named_by(written);
    all = {most(all.direct, one.direct), most(all.everybody, one.everybody), most(all.role, one.role),
           most(all.account, one.account)};
  }
  if (!statement.not_principal) return all;
  Named others;
  if (statement.effect == IamEffect::kAllow) {
    others.everybody = turn(most(most(all.direct, all.everybody), most(all.role, all.account)));
    return others;
  }
  using Kind = IamPrincipal::Kind;
  Answer spared = all.account;
  if (request_.principal.kind != Kind::kRoot) spared = least(spared, all.direct);
  if (request_.principal.kind == Kind::kSession || request_.principal.kind == Kind::kRole) {
    spared = least(spared, all.role);
  }
  others.everybody = turn(most(spared, all.everybody));
  return others;
}

Answer IamOracle::applies(const IamStatement& statement, bool variables) const {
  if (!action(statement)) return Answer::kNo;
  Answer all = resource(statement, variables);
  for (const IamCondition& each : statement.conditions) all = least(all, condition(each, variables));
  return all;
}

// 2
OracleDecision IamOracle::decide(bool lenient) const {
  const auto asked = parse_iam_action(request_.action);
  if (!asked || iam_arn_type(request_.arn) != iam_resource_type(*asked)) return {};  // 2.8
  const auto counts = [lenient](Answer answer, bool denies) {
    return answer == Answer::kYes || (answer == Answer::kMaybe && denies != lenient);
  };
  OracleDecision decision;
  size_t number = 0;
  const auto look = [&](const std::vector<IamPolicy>& policies) {
    bool allows = false;
    for (const IamPolicy& policy : policies) {
      for (const IamStatement& statement : policy.statements) {
        const bool denies = statement.effect == IamEffect::kDeny;
        const bool matches = counts(applies(statement, policy.variables), denies);
        if (matches && denies && !decision.denied_by) decision.denied_by = number;
        if (matches && !denies) allows = true;
        ++number;
      }
    }
    return allows;
  };
  bool identity = look(policies_.identity);
  bool direct = false, everybody = false, role = false, account = false;
  for (const IamPolicy& policy : policies_.cluster) {
    for (const IamStatement& statement : policy.statements) {
      const bool denies = statement.effect == IamEffect::kDeny;
      const Named who = named(statement);
      const bool matches = counts(applies(statement, policy.variables), denies);
      const bool any = counts(who.direct, denies) || counts(who.everybody, denies) || counts(who.role, denies) ||
                       counts(who.account, denies);
      if (matches && any && denies && !decision.denied_by) decision.denied_by = number;
      if (matches && !denies) {
        direct = direct || counts(who.direct, false);
        everybody = everybody || counts(who.everybody, false);
        role = role || counts(who.role, false);
        account = account || counts(who.account, false);
      }
      ++number;
    }
  }
  const bool boundary = look(policies_.boundary) || policies_.boundary.empty();
  const bool session = look(policies_.session) || policies_.session.empty();
  bool organization = true;
  for (const auto* levels : {&policies_.scps, &policies_.rcps}) {
    for (const auto& level : *levels) organization = look(level) && organization;
  }
  if (decision.denied_by || !organization) return decision;                   // 2.1, 2.2
  if (request_.principal.kind == IamPrincipal::Kind::kRoot) identity = true;  // 2.7
  const bool same = request_.principal.account == request_.cluster.account;
  if (same && direct) {
    decision.allowed = true;  // 2.3
  } else if (same && everybody) {
    decision.allowed = session;  // 2.3
  } else if (same) {
    decision.allowed = (identity || role) && boundary && session;  // 2.4, 2.5
  } else {
    decision.allowed = identity && boundary && session && (direct || everybody || role || account);  // 2.6
  }
  return decision;
}

}  // namespace klamm::test
