// Templates of CloudFormation in memory, and what becomes of them.
#pragma once

#include "unit/terraform/modules.h"

namespace klamm {

inline Document parsed(const std::string& text, std::string name = "template") {
  Budget budget;
  auto source = std::make_shared<Source>(std::move(name), text);
  auto document =
      text.starts_with('{') || text.starts_with('[') ? read_json(source, budget) : read_yaml(source, budget);
  REQUIRE(document.ok());
  for (const Diagnostic& wrong : document.value().diagnostics()) FAIL(wrong.message);
  return std::move(document).value();
}

// `parameters`: the text of a file of parameters.
inline Template read_stack(const std::string& text, const std::string& parameters = "") {
  Document document = parsed(text);
  Document given = parsed(parameters.empty() ? "{}" : parameters, "parameters");
  CloudFormationOptions options;
  options.parameters.push_back(&given);
  Budget budget;
  auto read = read_cloudformation(document, budget, options);
  REQUIRE(read.ok());
  return std::move(read).value();
}

// The property V of the one resource R, written in YAML beside a bucket B.
inline std::string stack(const std::string& value, const std::string& more = "") {
  return more +
         "Resources:\n  B:\n    Type: AWS::S3::Bucket\n  R:\n    Type: AWS::X::Y\n    Properties:\n      V: " + value +
         "\n";
}

inline std::string stack_value(const std::string& value, const std::string& more = "",
                               const std::string& parameters = "") {
  Template read = read_stack(stack(value, more), parameters);
  const Resource& made = resource(read, "R");
  NodeId node = made.document->find(made.body, "V");
  return node == kNoNode ? "none" : show(read, made, node);
}

// What is said of that property's template.
inline std::string refusal_of(const std::string& value, const std::string& more = "") {
  Template read = read_stack(stack(value, more));
  return read.diagnostics.empty() ? "" : read.diagnostics[0].second.message;
}

}  // namespace klamm
