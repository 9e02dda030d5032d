#include "linter/iam_answer.h"

#include <fmt/format.h>

#include <algorithm>

namespace klamm::cli {
namespace {

struct Place {
  std::string file;
  Position at;
};

Place place_of(const IamPolicy& policy, Span span) {
  if (policy.source == nullptr) return {};
  return {policy.source->name(), policy.source->region(span).begin};
}

std::string shown_place(const IamPolicy& policy, Span span) {
  const Place place = place_of(policy, span);
  return fmt::format("{}:{}:{}", place.file, place.at.line, place.at.column);
}

std::string statement_name(const IamStatement& statement) {
  return statement.sid.empty() ? fmt::format("statement {}", statement.index)
                               : fmt::format("statement `{}`", statement.sid);
}

// The resource that has most of its beginning in common with what was asked.
const IamText* nearest_resource(const IamStatement& statement, std::string_view asked) {
  const IamText* nearest = nullptr;
  size_t most = 0;
  for (const IamText& resource : statement.resources) {
    const auto differs = std::mismatch(resource.text.begin(), resource.text.end(), asked.begin(), asked.end()).first;
    const auto common = static_cast<size_t>(differs - resource.text.begin());
    if (nearest != nullptr && common <= most) continue;
    nearest = &resource;
    most = common;
  }
  return nearest;
}

// On one line, whatever a policy or a request holds.
std::string printable(std::string_view text) {
  std::string out;
  for (char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x20 || code == 0x7f) {
      out += fmt::format("\\x{:02x}", code);
    } else {
      out += byte;
    }
  }
  return out;
}

std::string listed(const std::vector<std::string>& values) { return fmt::format("`{}`", fmt::join(values, "`, `")); }

// What is known of a condition's key.
std::string said_of(const IamAnswer& answer, std::string_view key) {
  const auto same = [key](std::string_view other) {
    return std::equal(key.begin(), key.end(), other.begin(), other.end(), [](char left, char right) {
      return std::tolower(static_cast<unsigned char>(left)) == std::tolower(static_cast<unsigned char>(right));
    });
  };
  for (const IamContext::Key& given : answer.context.keys) {
    if (!same(given.name)) continue;
    if (!given.known) return "is not known";
    return given.values.empty() ? "has no value" : "is " + listed(given.values);
  }
  if (answer.context.partial) return "may be given or not";
  return "is not given";
}

struct Explained {
  std::string element;
  std::string text;
  Span span;
};

Explained explain(const IamAnswer& answer, const IamMissed& missed) {
  const IamIndex::Entry& entry = answer.index->entries()[missed.statement];
  const IamStatement& statement = *entry.statement;
  std::string_view may = missed.miss.unknown ? "may match" : "does not match";
  switch (missed.miss.element) {
    case IamMiss::Element::kAction: {
      Span span = statement.actions.empty() ? statement.span : statement.actions[0].span;
      for (const IamText& action : statement.actions) {
        if (missed.miss.unknown && action.holes) span = action.span;
      }
      return {statement.not_action ? "NotAction" : "Action", std::string(statement.not_action ? "lists it" : may),
              span};
    }
    case IamMiss::Element::kResource: {
      std::string_view name = statement.not_resource ? "NotResource" : "Resource";
      std::string_view arn = std::string_view(answer.asked).substr(answer.asked.find(" on ") + 4);
      const IamText* resource = nearest_resource(statement, arn);
      if (resource == nullptr) return {std::string(name), std::string(may), statement.span};
      const bool lists = statement.not_resource && !missed.miss.unknown;
      return {std::string(name),
              fmt::format("`{}` {}", resource->text, lists ? "exempts it, or cannot be filled in" : may),
              resource->span};
    }
    case IamMiss::Element::kPrincipal: {
      const Span span = statement.principals.empty() ? statement.span : statement.principals[0].span;
      return {statement.not_principal ? "NotPrincipal" : "Principal", "does not name the caller", span};
    }
    case IamMiss::Element::kCondition: {
      const IamCondition& condition = statement.conditions[missed.miss.condition];
      if (condition.key.holes) return {"Condition", "is not told", condition.key.span};
      std::string quantifier = condition.quantifier == IamQuantifier::kForAllValues  ? "ForAllValues:"
                               : condition.quantifier == IamQuantifier::kForAnyValue ? "ForAnyValue:"
                                                                                     : "";
      std::vector<std::string> values;
      for (const IamText& value : condition.values) values.push_back(value.text);
      std::string text = fmt::format("{}{}{} {} {}: the key {}", quantifier, iam_operator_name(condition.op),
                                     condition.if_exists ? "IfExists" : "", condition.key.text, listed(values),
                                     said_of(answer, condition.key.text));
      return {"Condition", text, condition.key.span};
    }
    case IamMiss::Element::kNothing:
      break;
  }
  return {"", "may apply", statement.span};
}

void append_member(std::string& out, std::string_view name, std::string_view text, bool first = false) {
  if (!first) out += ',';
  append_json(out, name);
  out += ':';
  append_json(out, text);
}

void append_place(std::string& out, const IamPolicy& policy, Span span) {
  const Place place = place_of(policy, span);
  append_member(out, "file", place.file, true);
  out += fmt::format(",\"line\":{},\"column\":{}", place.at.line, place.at.column);
}

void append_entry(std::string& out, const IamIndex& index, uint32_t statement) {
  const IamIndex::Entry& entry = index.entries()[statement];
  out += '{';
  append_place(out, *entry.policy, entry.statement->span);
  append_member(out, "policy", entry.policy->name);
  append_member(out, "kind", iam_layer_name(entry.layer));
  out += fmt::format(",\"statement\":{}", entry.statement->index);
  append_member(out, "sid", entry.statement->sid);
  append_member(out, "effect", entry.statement->effect == IamEffect::kAllow ? "Allow" : "Deny");
  out += '}';
}

}  // namespace

std::string shown_statement(const IamIndex& index, uint32_t statement) {
  const IamIndex::Entry& entry = index.entries()[statement];
  std::string_view effect = entry.statement->effect == IamEffect::kAllow ? "Allow" : "Deny";
  std::string policy = entry.policy->name.empty() ? "" : ", " + entry.policy->name;
  return fmt::format("{}: {} ({}, {}{})", shown_place(*entry.policy, entry.statement->span),
                     statement_name(*entry.statement), effect, iam_layer_name(entry.layer), policy);
}

std::string answer_text(const IamAnswer& answer) {
  std::string out = fmt::format("{}: {}: {}\n", verdict_name(answer.verdict), printable(answer.asked), answer.reason);
  const bool unknown = answer.verdict == IamAnswer::Verdict::kUnknown;
  if (!unknown && answer.decision.statement != kNoStatement) {
    out += fmt::format("  decided by {}\n", shown_statement(*answer.index, answer.decision.statement));
  }
  for (const std::string& assumed : answer.assumed) out += fmt::format("  assumed: {}\n", printable(assumed));
  for (const IamMissed& missed : answer.misses) {
    const Explained why = explain(answer, missed);
    const IamPolicy& policy = *answer.index->entries()[missed.statement].policy;
    out +=
        fmt::format("  {} {}\n    {}: {}: {}\n",
                    missed.miss.unknown ? "unknown:" : "near miss:", shown_statement(*answer.index, missed.statement),
                    shown_place(policy, why.span), why.element, printable(why.text));
  }
  return out;
}

std::string answer_json(const IamAnswer& answer, std::string_view name, bool named) {
  std::string out = "{";
  if (named) append_member(out, "name", name, true);
  append_member(out, "decision", verdict_name(answer.verdict), !named);
  append_member(out, "reason", answer.reason);
  out += ",\"entry\":";
  const bool unknown = answer.verdict == IamAnswer::Verdict::kUnknown;
  if (!unknown && answer.decision.statement != kNoStatement) {
    append_entry(out, *answer.index, answer.decision.statement);
  } else {
    out += "null";
  }
  out += ",\"near_misses\":[";
  for (size_t at = 0; at < answer.misses.size(); ++at) {
    const Explained why = explain(answer, answer.misses[at]);
    out += at == 0 ? "{" : ",{";
    append_place(out, *answer.index->entries()[answer.misses[at].statement].policy, why.span);
    append_member(out, "element", why.element);
    append_member(out, "why", why.text);
    out += ",\"entry\":";
    append_entry(out, *answer.index, answer.misses[at].statement);
    out += '}';
  }
  out += ']';
  if (!answer.assumed.empty()) {
    out += ",\"assumed\":[";
    for (size_t at = 0; at < answer.assumed.size(); ++at) {
      if (at > 0) out += ',';
      append_json(out, answer.assumed[at]);
    }
    out += ']';
  }
  return out + "}";
}

std::string failure_json(std::string_view reason, std::string_view name) {
  std::string out = "{";
  append_member(out, "name", name, true);
  append_member(out, "decision", "UNKNOWN");
  append_member(out, "reason", reason);
  return out + ",\"entry\":null,\"near_misses\":[]}";
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (byte == '\n') {
      out += "\\n";
    } else if (code < 0x20 || code == 0x7f) {
      out += fmt::format("\\u{:04x}", code);
    } else {
      out += byte;
    }
  }
  out += '"';
}

}  // namespace klamm::cli
