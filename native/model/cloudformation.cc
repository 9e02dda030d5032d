#include "base/quote.h"
#include "model/cloudformation_evaluator.h"
#include "model/terraform_document.h"

namespace klamm {
namespace {

// The template of a text: YAML has an array of documents.
NodeId template_of(const Document& document) {
  NodeId root = document.root();
  if (document.node(root).kind == NodeKind::kObject) return root;
  for (NodeId at = document.node(root).first_child; at != kNoNode; at = document.node(at).next) {
    bool object = document.node(root).kind == NodeKind::kArray && document.node(at).kind == NodeKind::kObject;
    if (object && document.find(at, "Resources") != kNoNode) return at;
  }
  return kNoNode;
}

bool is_of(const Document& document, NodeId id, NodeKind kind) {
  return id != kNoNode && document.node(id).kind == kind;
}

// The type of a resource; empty for what is none.
std::string_view type_of(const Document& document, NodeId resource) {
  if (!is_of(document, resource, NodeKind::kObject) || document.key(resource).starts_with("Fn::")) return {};
  NodeId type = document.find(resource, "Type");
  return is_of(document, type, NodeKind::kString) ? document.value(type) : std::string_view();
}

}  // namespace

Result<Template> read_cloudformation(const Document& document, Budget& budget, const CloudFormationOptions& options) {
  Template out;
  NodeId root = template_of(document);
  NodeId resources = root == kNoNode ? kNoNode : document.find(root, "Resources");
  if (!is_of(document, resources, NodeKind::kObject)) {
    out.diagnostics.push_back(
        {document.shared_source(), {Diagnostic::Kind::kRefused, {}, "a template without an object of `Resources`"}});
    return out;
  }
  CfnParameters given;
  for (const Document* file : options.parameters) cfn_read_parameters(*file, given);
  CfnEvaluator evaluator(document, root, given, budget);
  TfDocument made(document.shared_source(), evaluator.sources(), budget, out.origins);
  for (NodeId at = document.node(resources).first_child; at != kNoNode; at = document.node(at).next) {
    std::string_view type = type_of(document, at);
    bool counts = !type.empty() && evaluator.find(resources, document.key(at)) == at;
    if (!counts) continue;
    NodeId on = document.find(at, "Condition");
    std::optional<bool> exists = on == kNoNode ? std::optional<bool>(true) : evaluator.condition(on);
    if (exists && !*exists) continue;
    NodeId properties = document.find(at, "Properties");
    bool none = properties == kNoNode || document.node(properties).kind == NodeKind::kNull;
    TfRef body = none ? tf_mapping(TfKind::kObject, {}, evaluator.place(at)) : evaluator.evaluate(properties);
    if (budget.spent()) return budget.error();
    if (body == nullptr || body->kind != TfKind::kObject) continue;
    Resource resource;
    resource.body = made.add(*body);
    if (budget.spent()) return budget.error();
    resource.address = document.key(at);
    resource.type = type;
    resource.conditional = !exists;
    resource.document = made.document();
    out.resources.push_back(std::move(resource));
  }
  sort_origins(out.origins);
  for (Diagnostic& wrong : evaluator.complaints()) {
    out.diagnostics.push_back({document.shared_source(), std::move(wrong)});
  }
  return out;
}

}  // namespace klamm
