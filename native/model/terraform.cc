#include <map>

#include "model/terraform_document.h"
#include "model/terraform_policy.h"
#include "model/terraform_tree.h"

namespace klamm {
namespace {

// Evaluates the resources of a module and of those that it calls.
class Writer {
 public:
  Writer(TfTree& tree, Template& out) : tree_(tree), out_(out) {}

  void write(TfModule& module) {
    for (const TfBlock& block : module.config->resources) {
      bool unknown = false;
      for (const TfInstance& instance : tree_.instances(module, block, unknown)) {
        if (tree_.budget().spent()) return;
        resource(module, block, instance, unknown);
      }
    }
    for (const TfBlock& call : module.config->modules) {
      for (const auto& child : tree_.children(module, call)) {
        if (tree_.budget().spent()) return;
        write(*child);
      }
    }
  }

 private:
  void resource(TfModule& module, const TfBlock& block, const TfInstance& instance, bool unknown) {
    Resource made;
    made.type = block.type;
    made.data = block.file->text(block.header) == "data";
    made.conditional = unknown;
    made.address = module.prefix + (made.data ? "data." : "") + block.type + "." + block.name + instance.index;
    TfRef body = tree_.body(module, block, instance);
    if (made.data && block.type == "aws_iam_policy_document") body = with_json(body);
    TfDocument& document = document_of(module, *block.file);
    made.body = document.add(*body);
    if (made.body == kNoNode) return;
    made.document = document.document();
    out_.resources.push_back(std::move(made));
  }

  TfRef with_json(const TfRef& body) {
    std::vector<TfMember> members = body->members;
    TfRef json = tf_policy_document(*body, body->place, tree_.budget());
    members.push_back({TfText("json", body->place), json, body->place});
    return tf_mapping(TfKind::kObject, std::move(members), body->place);
  }

  TfDocument& document_of(const TfModule& module, const HclFile& file) {
    auto& document = documents_[{&module, &file}];
    if (document == nullptr)
      document = std::make_unique<TfDocument>(file.shared_source(), tree_.sources(), tree_.budget(), out_.origins);
    return *document;
  }

  TfTree& tree_;
  Template& out_;
  std::map<std::pair<const TfModule*, const HclFile*>, std::unique_ptr<TfDocument>> documents_;
};

}  // namespace

Result<Template> read_terraform(const Files& files, std::string_view folder, Budget& budget,
                                const TerraformOptions& options) {
  Template out;
  TfTree tree(files, budget);
  auto root = tree.load(folder, options);
  if (!root.ok()) return root.error();
  Writer(tree, out).write(*root.value());
  if (budget.spent()) return budget.error();
  sort_origins(out.origins);
  out.sources = tree.files();
  out.folders = tree.folders();
  out.diagnostics = std::move(tree.complaints());
  return out;
}

}  // namespace klamm
