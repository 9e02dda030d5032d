#include <filesystem>

#include "base/quote.h"
#include "model/terraform_functions.h"
#include "model/terraform_policy.h"
#include "model/terraform_tree.h"

namespace klamm {

// A name under evaluation. Asked for once more meanwhile, it depends on itself.
class TfTree::Busy {
 public:
  Busy(TfTree& tree, const TfModule& module, std::string name)
      : tree_(tree), key_(&module, std::move(name)), first_(tree.busy_.insert(key_).second) {}
  ~Busy() {
    if (first_) tree_.busy_.erase(key_);
  }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

  bool cycles(TfPlace place) const {
    if (!first_) tree_.complain(place, in_backticks(key_.second) + " depends on itself");
    return !first_;
  }

 private:
  TfTree& tree_;
  std::pair<const TfModule*, std::string> key_;
  bool first_;
};

TfRef TfTree::named(const TfFrame& frame, std::string_view root, const std::vector<TfStep>& steps, size_t& used,
                    TfPlace place) {
  if (frame.module == nullptr) return tf_failed(place);
  TfModule& module = *frame.module;
  bool has_name = !steps.empty() && steps[0].key == nullptr;
  if (root == "path") return path_value(module, steps, used, place);
  if (root == "data") return data(module, steps, used, place);
  if (root == "module") return module_value(module, steps, used, place);
  if (!has_name) return tf_failed(place);
  const std::string& name = steps[0].name.bytes;
  used = 1;
  if (root == "var") return variable(module, name, place);
  if (root == "local") return local(module, name, place);
  if (root == "terraform") return tf_unknown(place, "terraform." + name);
  if (root == "each" || root == "count" || root == "self") return tf_unknown(place);
  return resource(module, std::string(root) + "." + name, steps, used, place);
}

namespace {

// A value of which nothing is known is told by the name that it has here, unless it has an address already.
TfRef named_as(const TfRef& value, const std::string& address) {
  bool plain = !value->known() && !value->failed && !value->holes && value->text.bytes.empty();
  return plain ? tf_unknown(value->place, address) : value;
}

}  // namespace

TfRef TfTree::path_value(TfModule& module, const std::vector<TfStep>& steps, size_t& used, TfPlace place) {
  if (steps.empty() || steps[0].key != nullptr) return tf_failed(place);
  used = 1;
  const std::string& name = steps[0].name.bytes;
  if (name == "root") return tf_string(".", place);
  if (name == "cwd") return tf_unknown(place, "path.cwd");
  if (name != "module") return tf_failed(place);
  std::string relative =
      std::filesystem::path(module.config->folder).lexically_relative(root_->config->folder).generic_string();
  return tf_string(relative.empty() ? "." : relative, place);
}

TfRef TfTree::variable(TfModule& module, const std::string& name, TfPlace place) {
  std::string key = "var." + name;
  if (auto found = module.cache.find(key); found != module.cache.end()) return found->second;
  auto declared = module.config->variables.find(name);
  if (declared == module.config->variables.end()) return tf_unknown(place, module.prefix + key);
  Busy busy(*this, module, key);
  if (busy.cycles(place)) return tf_failed(place);
  const TfBlock& block = declared->second;
  TfNode marked = block.argument("sensitive");
  bool sensitive = marked.id != kNoHcl && marked.file->node(marked.id).kind != HclKind::kFalse;
  TfNode argument = module.call != nullptr ? module.call->argument(name) : TfNode{};
  TfRef value;
  if (sensitive) {
    value = tf_unknown(place, module.prefix + key);
  } else if (argument.id != kNoHcl) {
    value = evaluate(*module.parent, argument, module.instance);
  } else if (auto given = module.given.find(name); given != module.given.end()) {
    value = given->second;
  } else {
    value = default_of(module, block, place);
  }
  TfNode type = block.argument("type");
  if (type.id != kNoHcl) {
    TfFrame frame{type.file, nullptr, nullptr, {}};
    value = tf_convert(frame, type.id, value, evaluator_);
  }
  return module.cache.emplace(key, value).first->second;
}

TfRef TfTree::default_of(TfModule& module, const TfBlock& block, TfPlace place) {
  TfNode argument = block.argument("default");
  if (argument.id == kNoHcl) return tf_unknown(place, module.prefix + "var." + block.name);
  return evaluator_.evaluate({argument.file, nullptr, nullptr, {}}, argument.id);
}

TfRef TfTree::local(TfModule& module, const std::string& name, TfPlace place) {
  std::string key = "local." + name;
  if (auto found = module.cache.find(key); found != module.cache.end()) return found->second;
  auto declared = module.config->locals.find(name);
  if (declared == module.config->locals.end()) return tf_unknown(place, module.prefix + key);
  Busy busy(*this, module, key);
  if (busy.cycles(place)) return tf_failed(place);
  TfRef value = named_as(evaluate(module, declared->second, {}), module.prefix + key);
  return module.cache.emplace(key, value).first->second;
}

TfRef TfTree::output(TfModule& module, const std::string& name, TfPlace place) {
  std::string key = "output." + name;
  if (auto found = module.cache.find(key); found != module.cache.end()) return found->second;
  auto declared = module.config->outputs.find(name);
  if (declared == module.config->outputs.end()) return tf_unknown(place);
  Busy busy(*this, module, key);
  if (busy.cycles(place)) return tf_failed(place);
  TfNode marked = declared->second.argument("sensitive");
  bool sensitive = marked.id != kNoHcl && marked.file->node(marked.id).kind != HclKind::kFalse;
  TfNode argument = declared->second.argument("value");
  bool hidden = sensitive || argument.id == kNoHcl;
  TfRef value = hidden ? tf_unknown(place) : evaluate(module, argument, {});
  return module.cache.emplace(key, value).first->second;
}

// `module.name.output`, `module.name["key"].output`.
TfRef TfTree::module_value(TfModule& module, const std::vector<TfStep>& steps, size_t& used, TfPlace place) {
  if (steps.empty() || steps[0].key != nullptr) return tf_failed(place);
  used = 1;
  const std::string& name = steps[0].name.bytes;
  std::string address = module.prefix + "module." + name;
  const TfBlock* call = module.config->find_module(name);
  if (call == nullptr) return tf_unknown(place, address);
  const auto& all = children(module, *call);
  size_t next = 1;
  std::string index;
  if (next < steps.size() && steps[next].key != nullptr) {
    index = TfEvaluator::address_of(steps[next++]);
    if (index.empty()) return tf_unknown(place);
  }
  if (next == steps.size() || steps[next].key != nullptr) return tf_unknown(place, address);
  for (const auto& child : all) {
    if (child->instance.index != index) continue;
    used = next + 1;
    std::string name_here = child->prefix + steps[next].name.bytes;
    return named_as(output(*child, steps[next].name.bytes, place), name_here);
  }
  return tf_unknown(place, address);
}

TfRef TfTree::data(TfModule& module, const std::vector<TfStep>& steps, size_t& used, TfPlace place) {
  if (steps.size() < 2 || steps[0].key != nullptr || steps[1].key != nullptr) return tf_failed(place);
  used = 2;
  return resource(module, "data." + steps[0].name.bytes + "." + steps[1].name.bytes, steps, used, place);
}

// What a resource has for a name is what its block says, if it says it; everything else is known after it is made.
TfRef TfTree::resource(TfModule& module, const std::string& address, const std::vector<TfStep>& steps, size_t& used,
                       TfPlace place) {
  const TfBlock* block = module.config->find(address);
  TfRef unknown = tf_unknown(place, module.prefix + address);
  if (block == nullptr) return unknown;
  size_t next = used;
  const TfStep* index = next < steps.size() && steps[next].key != nullptr ? &steps[next++] : nullptr;
  if (next == steps.size() || steps[next].key != nullptr) return unknown;
  TfRef value = configured(module, *block, index, steps[next].name.bytes, place);
  // Where it is unknown, which resource it is of says more than how its block has it.
  if (value == nullptr || (!value->known() && !value->holes && !value->failed)) return unknown;
  used = next + 1;
  return value;
}

TfRef TfTree::configured(TfModule& module, const TfBlock& block, const TfStep* index, const std::string& name,
                         TfPlace place) {
  bool data = block.file->text(block.header) == "data";
  bool document = data && block.type == "aws_iam_policy_document" && name == "json";
  bool file = data && block.type == "template_file" && name == "rendered";
  TfNode argument = block.argument(name);
  if (!document && !file && argument.id == kNoHcl) return nullptr;
  std::string wanted = index == nullptr ? "" : TfEvaluator::address_of(*index);
  Busy busy(*this, module, block.type + "." + block.name + wanted + "." + name);
  if (busy.cycles(place)) return tf_failed(place);
  bool unknown = false;
  for (const TfInstance& instance : instances(module, block, unknown)) {
    if (unknown || instance.index != wanted) continue;
    if (document) return tf_policy_document(*body(module, block, instance), place, budget_);
    return file ? rendered(module, block, place) : evaluate(module, argument, instance);
  }
  return nullptr;
}

}  // namespace klamm
