#include "model/terraform_tree.h"

#include <algorithm>
#include <filesystem>

#include "base/quote.h"
#include "model/terraform_functions.h"

namespace klamm {

void TfTree::complain(TfPlace place, std::string message) {
  std::shared_ptr<const Source> source = sources_.find(place.source);
  if (source == nullptr || complaints_.size() >= Document::kMostDiagnostics) return;
  complaints_.push_back({source, {Diagnostic::Kind::kRefused, place.span, std::move(message)}});
}

Result<const TfConfig*> TfTree::config(std::string folder) {
  auto found = configs_.find(folder);
  if (found != configs_.end()) return const_cast<const TfConfig*>(found->second.get());
  auto read = tf_read_config(files_, folder, budget_, complaints_);
  if (!read.ok()) return read.error();
  const TfConfig* made = read.value().get();
  for (const auto& file : made->files) sources_.keep(file->shared_source());
  configs_.emplace(std::move(folder), std::move(read).value());
  return made;
}

Result<TfModule*> TfTree::load(std::string_view folder, const TerraformOptions& options) {
  std::string home = tf_join_path(folder, ".");
  auto read = config(home);
  if (!read.ok()) return read.error();
  root_ = std::make_unique<TfModule>();
  root_->config = read.value();
  auto names = files_.list(home, budget_);
  if (!names.ok()) return names.error();
  // terraform.tfvars, then *.auto.tfvars in the order of their names, then what was asked for.
  auto is_own = [](std::string_view name) { return name == "terraform.tfvars" || name == "terraform.tfvars.json"; };
  for (const std::string& name : names.value()) {
    if (is_own(name)) read_variable_file(*root_, tf_join_path(home, name));
  }
  for (const std::string& name : names.value()) {
    bool automatic = name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json");
    if (automatic) read_variable_file(*root_, tf_join_path(home, name));
  }
  for (const std::string& path : options.var_files) read_variable_file(*root_, path);
  if (budget_.spent()) return budget_.error();
  return root_.get();
}

void TfTree::read_variable_file(TfModule& root, const std::string& path) {
  auto source = files_.read(path, budget_);
  if (!source.ok()) {
    complaints_.push_back(
        {std::make_shared<Source>(path, ""), {Diagnostic::Kind::kRefused, {}, source.error().message}});
    return;
  }
  sources_.keep(source.value());
  if (path.ends_with(".json")) {
    auto document = read_json(source.value(), budget_);
    if (!document.ok()) return;
    for (const Diagnostic& wrong : document.value().diagnostics()) complaints_.push_back({source.value(), wrong});
    const std::string_view bytes = source.value()->bytes();
    TfText text;
    text.bytes = bytes;
    text.source = source.value().get();
    text.map.add(0, {0, static_cast<uint32_t>(bytes.size())});
    TfRef value = tf_of_document(document.value(), text, budget_);
    for (const TfMember& member : value->members) root.given[member.key.bytes] = member.value;
    return;
  }
  auto file = read_hcl(source.value(), budget_);
  if (!file.ok()) return;
  others_.push_back(std::make_unique<HclFile>(std::move(file).value()));
  const HclFile& read = *others_.back();
  for (const Diagnostic& wrong : read.diagnostics()) complaints_.push_back({source.value(), wrong});
  TfFrame frame{&read, nullptr, nullptr, {}};
  for (HclId at = read.node(read.root()).first_child; at != kNoHcl; at = read.node(at).next) {
    if (read.node(at).kind != HclKind::kAttribute) continue;
    root.given[std::string(read.text(at))] = evaluator_.evaluate(frame, read.node(at).first_child);
  }
}

// Names whose values a block's copies give, in the order that they shadow each other in.
struct TfTree::Bound {
  TfScope count;
  TfScope each;

  explicit Bound(const TfInstance& instance) {
    count.name = "count";
    count.value = instance.count;
    each.name = "each";
    each.value = instance.each;
    if (instance.count != nullptr) each.outer = &count;
  }
  Bound(const Bound&) = delete;
  Bound& operator=(const Bound&) = delete;
  const TfScope* scope() const { return each.value != nullptr ? &each : count.value != nullptr ? &count : nullptr; }
};

TfRef TfTree::evaluate(TfModule& module, const TfNode& node, const TfInstance& instance) {
  Bound bound(instance);
  TfFrame frame{node.file, &module, bound.scope(), {}};
  return evaluator_.evaluate(frame, node.id);
}

std::vector<TfInstance> TfTree::instances(TfModule& module, const TfBlock& block, bool& unknown) {
  unknown = false;
  std::vector<TfInstance> all;
  TfNode counted = block.argument("count");
  TfNode over = block.argument("for_each");
  if (counted.id == kNoHcl && over.id == kNoHcl) return {TfInstance{}};
  TfNode by = counted.id != kNoHcl ? counted : over;
  TfPlace place{&by.file->source(), by.file->node(by.id).span};
  TfText index_name("index", place);
  TfText key_name("key", place);
  TfText value_name("value", place);
  if (counted.id != kNoHcl) {
    TfRef number = tf_to_number(evaluate(module, counted, {}));
    if (auto count = tf_integer(*number)) {
      for (int64_t index = 0; index < *count && budget_.take_aliases(); ++index) {
        TfRef bound = tf_mapping(TfKind::kObject, {{index_name, tf_number(index, place)}}, place);
        all.push_back({"[" + std::to_string(index) + "]", nullptr, bound});
      }
      return all;
    }
    unknown = true;
    return {{"", nullptr, tf_mapping(TfKind::kObject, {{index_name, tf_unknown(place)}}, place)}};
  }
  TfRef collection = evaluate(module, over, {});
  auto bind = [&](const TfText& key, const TfRef& value) {
    if (!budget_.take_aliases()) return;
    TfRef name = tf_string(key, place);
    all.push_back({"[\"" + key.bytes + "\"]",
                   tf_mapping(TfKind::kObject, {{key_name, name}, {value_name, value}}, place), nullptr});
  };
  if (collection->is_mapping()) {
    for (const TfMember& member : collection->members) bind(member.key, member.value);
    return all;
  }
  bool strings =
      collection->kind == TfKind::kSet && std::all_of(collection->items.begin(), collection->items.end(),
                                                      [](const TfRef& item) { return item->kind == TfKind::kString; });
  if (strings) {
    for (const TfRef& item : collection->items) bind(item->text, item);
    return all;
  }
  unknown = true;
  TfRef nothing = tf_unknown(place);
  return {{"", tf_mapping(TfKind::kObject, {{key_name, nothing}, {value_name, nothing}}, place), nullptr}};
}

const std::vector<std::unique_ptr<TfModule>>& TfTree::children(TfModule& module, const TfBlock& call) {
  auto found = module.children.find(call.name);
  if (found != module.children.end()) return found->second;
  auto& made = module.children[call.name];
  TfNode argument = call.argument("source");
  if (argument.id == kNoHcl) return made;
  TfRef from = evaluate(module, argument, {});
  const std::string& path = from->text.bytes;
  if (from->kind != TfKind::kString || !(path.starts_with("./") || path.starts_with("../"))) return made;
  TfPlace place{&argument.file->source(), argument.file->node(argument.id).span};
  std::string folder = tf_join_path(module.config->folder, path);
  for (const TfModule* above = &module; above != nullptr; above = above->parent) {
    if (above->config->folder == folder) {
      complain(place, "the module calls itself");
      return made;
    }
  }
  auto read = config(folder);
  if (!read.ok()) {
    complain(place, read.error().message);
    return made;
  }
  bool unknown = false;
  for (TfInstance& instance : instances(module, call, unknown)) {
    if (!budget_.take_aliases()) break;
    auto child = std::make_unique<TfModule>();
    child->config = read.value();
    child->prefix = module.prefix + "module." + call.name + instance.index + ".";
    child->parent = &module;
    child->call = &call;
    child->instance = std::move(instance);
    made.push_back(std::move(child));
  }
  return made;
}

}  // namespace klamm
