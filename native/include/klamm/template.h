// Resources of a template: Terraform's module, plan or state, CloudFormation's template. All that rules and models see
// of them is evaluated: strings and numbers, or unknown.
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
// (Terraform's "aws_msk_configuration.this.arn"; CloudFormation's "Configuration" for a Ref, "Configuration.Arn" for a
// GetAtt, and the name of a parameter that has no value), or empty where it is nothing so plain; its value_span is the
// expression. Of a string that is partly known Template::text() gives what is known. Values that are marked as
// sensitive are unknown too, so that nothing prints them. Attributes are called as each form spells them. Of Terraform:
// nested blocks are arrays of objects under their type, as in a plan. What a `dynamic` block makes that nobody knows is
// one unknown element of that array, or in the place of the array where it has no other.
struct Resource {
  std::string address;       // `module.kafka.aws_msk_cluster.this["a"]`; CloudFormation's logical id
  std::string type;          // `aws_msk_cluster`, `AWS::MSK::Cluster`
  bool data = false;         // Terraform's `data`: looked up, not made
  bool conditional = false;  // whether it is made is unknown
  std::shared_ptr<const Document> document;
  NodeId body = kNoNode;  // the object of its attributes (CloudFormation's Properties)
};

// A text that stands elsewhere than the attribute that has it: a local, a variable's default, another module's file.
struct TextOrigin {
  const Document* document = nullptr;  // of the attribute
  NodeId node = kNoNode;
  std::shared_ptr<const Source> source;  // the text, its places those where it was written
};

struct Template {
  std::vector<Resource> resources;                     // in the order of the text
  std::vector<TextOrigin> origins;                     // sorted by document and node
  std::vector<std::shared_ptr<const Source>> sources;  // the files that were read, by name
  std::vector<std::string> folders;                    // of the modules that were read
  bool refused = false;  // the text is none of its language, as the first diagnostic says: there are no resources
  std::vector<std::pair<std::shared_ptr<const Source>, Diagnostic>> diagnostics;

  const Resource* find(std::string_view address) const;
  // A string of a resource as a source of its own, whose places lead to where its bytes were written. Of an unknown
  // node a string of which only pieces are known, the others standing in it as `${address}` or `${unknown}`; none, if
  // it is wholly unknown.
  std::shared_ptr<const Source> text(const Resource& resource, NodeId node) const;
};

struct TerraformOptions {
  std::vector<std::string> var_files;  // as `-var-file` names them, but paths of `files`; later ones count
};

// The module in a folder of `files`, with the local modules that it calls: `*.tf`, `*.tf.json`, its variables' defaults
// and `*.tfvars`, locals, `count` and `for_each`, overrides. What Terraform would refuse there is a kRefused diagnostic
// and the value unknown. Nothing outside of `files` is read: other modules' outputs are unknown. The error: the folder
// cannot be listed, or the budget is spent. The documents of one file hold an array of the bodies of its resources.
Result<Template> read_terraform(const Files& files, std::string_view folder, Budget& budget,
                                const TerraformOptions& options = {});

// Whether a resource of that type can matter to a Kafka cluster or to who may reach it: a table of prefixes.
bool is_near_kafka(std::string_view type);

// What `terraform show -json` prints of a plan or a state (format_version 1.x), with places in that text. Resources of
// types that are not `wanted` are passed over, as is what will be deleted. Shaped as read_terraform() has it: nulls are
// not there, nor are empty lists and values left to the provider that the module does not write. An unknown value tells
// what its expression refers to, where the plan has the module (`configuration`). A text that is no plan is a kRefused
// diagnostic. The error: the budget is spent.
Result<Template> read_plan(std::shared_ptr<const Source> source, Budget& budget,
                           bool (*wanted)(std::string_view type) = is_near_kafka);

struct CloudFormationOptions {
  // Values of parameters, and of pseudo parameters (`AWS::Region`), later ones count: the forms that the command line
  // takes, `[{"ParameterKey": …, "ParameterValue": …}]`, `["Key=value"]`, `{"Parameters": {…}}`, or a map.
  std::vector<const Document*> parameters;
};

// A template that was read as JSON or YAML; its diagnostics are not repeated. Intrinsic functions of what is known are
// evaluated. Resources whose condition is false are not there; those that `Fn::ForEach` or a macro would make are not
// known of, and what a macro of the whole template would change stands as it is written. What CloudFormation would
// refuse (a name that nothing has, a condition that depends on itself) is a kRefused diagnostic and unknown. The
// template must live only as long as the call. The error: the budget is spent.
Result<Template> read_cloudformation(const Document& document, Budget& budget,
                                     const CloudFormationOptions& options = {});

// The same of a text, in JSON or YAML.
Result<Template> read_cloudformation(std::shared_ptr<const Source> source, YamlReader yaml, Budget& budget);

}  // namespace klamm
