// The values of a CloudFormation template's expressions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/template.h"
#include "model/terraform_value.h"

namespace klamm {

// A value for a parameter that a file of parameters has.
struct CfnGiven {
  const Document* document = nullptr;
  NodeId node = kNoNode;
  uint32_t begin = 0;  // of the value in the node's text
  bool known = true;   // not of the stack's past (UsePreviousValue)
};
using CfnParameters = std::map<std::string, CfnGiven, std::less<>>;

// Adds what a file of parameters gives.
void cfn_read_parameters(const Document& document, CfnParameters& into);

class CfnEvaluator {
 public:
  // `root`: the object that is the template. What is given must outlive this.
  CfnEvaluator(const Document& document, NodeId root, const CfnParameters& given, Budget& budget);

  // None: what `AWS::NoValue` stands for, a property that is not there.
  TfRef evaluate(NodeId id);
  // A condition by its name; none, if nobody knows.
  std::optional<bool> condition(NodeId name);

  // The last member of that key, if it is an object; kNoNode. Costs steps.
  NodeId find(NodeId object, std::string_view key);

  const TfSources& sources() const { return sources_; }
  std::vector<Diagnostic>& complaints() { return complaints_; }
  TfPlace place(NodeId id) const { return {&document_.source(), document_.node(id).value_span}; }

 private:
  using Items = std::vector<NodeId>;
  using Variables = std::map<std::string, TfRef, std::less<>>;

  // What an object calls: its one member, `Fn::Name`, `!Name`, `Ref`; empty for what is no function.
  std::string_view function(NodeId object) const;
  bool is_made_by_macro(NodeId object) const;

  TfRef object(NodeId id);
  TfRef array(NodeId id);
  TfRef call(std::string_view function, NodeId argument, TfPlace at);

  TfRef reference(std::string_view name, TfPlace at);
  TfRef attribute_of(NodeId argument, TfPlace at);
  TfRef attribute(std::string_view resource, std::string_view name, TfPlace at);
  TfRef parameter(std::string_view name, NodeId declared, TfPlace at);
  TfRef typed(std::string_view type, TfText text, TfPlace at) const;

  TfRef join(NodeId argument, TfPlace at);
  TfRef select(NodeId argument, TfPlace at);
  TfRef split(NodeId argument, TfPlace at);
  TfRef find_in_map(NodeId argument, TfPlace at);
  TfRef choose(NodeId argument, TfPlace at);
  TfRef length(NodeId argument, TfPlace at);
  TfRef json(NodeId argument, TfPlace at);
  TfRef base64(NodeId argument, TfPlace at);
  TfRef substitute(NodeId argument, TfPlace at);
  TfRef substituted(const TfText& text, const Variables& variables, TfPlace at);
  TfRef named(std::string_view name, const Variables& variables, TfPlace at);
  // A text in which `{{resolve:…}}` stands is known only around it.
  TfRef settled(const TfText& text, TfPlace at);

  std::optional<bool> truth(NodeId id);
  std::optional<bool> truth_of(std::string_view function, NodeId argument);
  std::optional<bool> equal(NodeId argument);

  TfText text(NodeId id) const;
  Items items(NodeId id) const;
  bool is_string(NodeId id) const { return document_.node(id).kind == NodeKind::kString; }
  bool is_object(NodeId id) const { return id != kNoNode && document_.node(id).kind == NodeKind::kObject; }
  // Refused by CloudFormation; unless a macro could make it right.
  TfRef refuse(TfPlace at, std::string message);

  const Document& document_;
  const CfnParameters& given_;
  Budget& budget_;
  TfSources sources_;
  NodeId parameters_;
  NodeId mappings_;
  NodeId conditions_;
  NodeId resources_;
  bool macros_;                           // the template is not what is deployed
  std::map<NodeId, TfRef> known_values_;  // of mappings and parameters, which many may ask for
  std::map<std::string, std::optional<bool>, std::less<>> known_conditions_;
  std::set<std::string, std::less<>> busy_;  // conditions under evaluation
  uint32_t nesting_ = 0;
  std::vector<Diagnostic> complaints_;
};

}  // namespace klamm
