// Policies in few words, and what the built-in rules find in them.
#pragma once

#include <string>
#include <vector>

#include "unit/rule/fixture.h"

namespace klamm {

// "cluster", "topic/orders", "group/g" of one cluster; what begins with "arn:" or is "*" stands for itself.
inline std::string arn_of(const std::string& resource) {
  if (resource == "*" || resource.starts_with("arn:")) return resource;
  const std::string cluster = "prod/0a1b2c3d-1111-2222-3333-444455556666-7";
  const size_t slash = resource.find('/');
  std::string arn = "arn:aws:kafka:eu-west-1:111122223333:" + resource.substr(0, slash) + "/" + cluster;
  return slash == std::string::npos ? arn : arn + resource.substr(slash);
}

inline std::string quoted_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "\"" : ", \"") + text + "\"";
  return "[" + out + "]";
}

// Actions of kafka-cluster.
inline std::string statement(const std::vector<std::string>& actions, const std::vector<std::string>& resources,
                             const std::string& effect = "Allow") {
  std::vector<std::string> whole;
  for (const std::string& action : actions) whole.push_back("kafka-cluster:" + action);
  std::vector<std::string> arns;
  for (const std::string& resource : resources) arns.push_back(arn_of(resource));
  return "{\"Effect\": \"" + effect + "\", \"Action\": " + quoted_list(whole) + ", \"Resource\": " + quoted_list(arns) +
         "}";
}

inline std::string policy(const std::vector<std::string>& statements) {
  std::string out;
  for (const std::string& each : statements) out += (out.empty() ? "\n" : ",\n") + each;
  return "{\"Version\": \"2012-10-17\", \"Statement\": [" + out + "\n]}\n";
}

inline LintResult lint_policy(const std::string& text, LintOptions options = {}) {
  auto selection = select_rules({&Pack::builtin()}, options);
  REQUIRE(selection.ok());
  auto result = lint(std::make_shared<Source>("policy.json", text), {&Pack::builtin()}, selection.value(), options);
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.ok());
  REQUIRE(result.value().kind == InputKind::kIamPolicy);
  return std::move(result).value();
}

// Rules that find something, in the order of places.
inline Strings found_in(const std::string& text, const LintOptions& options = {}) {
  Strings out;
  for (const Finding& finding : lint_policy(text, options).findings) out.push_back(finding.rule);
  return out;
}

struct Statement {
  std::vector<std::string> actions;
  std::vector<std::string> resources;
};
inline Strings found(const std::vector<Statement>& statements) {
  std::vector<std::string> written;
  for (const Statement& each : statements) written.push_back(statement(each.actions, each.resources));
  return found_in(policy(written));
}

}  // namespace klamm
