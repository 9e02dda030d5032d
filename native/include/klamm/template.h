// Resources, however they were written: Terraform, its plan, CloudFormation, what the AWS command line prints. All
// that rules and models see of them is evaluated: strings and numbers, or unknown.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "klamm/budget.h"
#include "klamm/document.h"
#include "klamm/files.h"

namespace klamm {

// An evaluated document may hold nodes of the kind kUnknown. The text of such a node is the address that it refers to
// ("aws_msk_configuration.this.arn", "KafkaConfig.Arn"), or empty where it is nothing so plain; its value_span is the
// expression.
struct Resource {
  std::string address;  // `module.kafka.aws_msk_cluster.this["a"]`; CloudFormation's logical id; an answer's ARN
  std::string type;     // `aws_msk_cluster`, `AWS::MSK::Cluster`; of an answer the call: `kafka:DescribeClusterV2`
  bool data = false;    // Terraform's `data`: looked up, not made
  std::shared_ptr<const Document> document;
  NodeId body = kNoNode;  // the object of its attributes
};

// A text that stands elsewhere than the attribute that has it: a local, a variable's default, another module's file.
struct Origin {
  const Document* document = nullptr;  // of the attribute
  NodeId node = kNoNode;
  std::shared_ptr<const Source> source;  // the text, its places those where it was written
};

struct Template {
  enum class Form : uint8_t { kTerraform, kPlan, kCloudFormation, kAnswer };
  Form form = Form::kTerraform;
  std::vector<Resource> resources;  // in the order of the text
  std::vector<Origin> origins;      // sorted by document and node
  std::vector<std::pair<std::shared_ptr<const Source>, Diagnostic>> diagnostics;

  const Resource* find(std::string_view address) const;
  // A string of a resource as a source of its own, whose places lead to where its bytes were written.
  std::shared_ptr<const Source> text(const Resource& resource, NodeId node) const;
};

}  // namespace klamm
