// Functions that read files of the module's own, and templates.
#include <forward_list>

#include "base/quote.h"
#include "base/utf8.h"
#include "model/terraform_tree.h"

namespace klamm {

std::vector<std::shared_ptr<const Source>> TfTree::files() const {
  std::map<std::string_view, std::shared_ptr<const Source>> by_name;
  for (const auto& [folder, config] : configs_) {
    if (config == nullptr) continue;
    for (const auto& file : config->files) by_name.emplace(file->source().name(), file->shared_source());
  }
  for (const auto& [raw, source] : sources_.all()) {
    if (source->outer() == nullptr) by_name.emplace(source->name(), source);
  }
  std::vector<std::shared_ptr<const Source>> out;
  for (const auto& [name, source] : by_name) out.push_back(source);
  return out;
}

std::vector<std::string> TfTree::folders() const {
  std::vector<std::string> out;
  for (const auto& [folder, config] : configs_) out.push_back(folder);
  return out;
}

// A file's text with the file as its place. What stops the function is returned; else `source` is set too.
TfRef TfTree::read_text(const TfFrame& frame, const TfRef& path, TfPlace place, std::shared_ptr<const Source>& source) {
  TfRef name = tf_to_string(path);
  if (!name->known()) return name->failed ? tf_failed(place) : tf_unknown(place);
  if (name->kind != TfKind::kString || frame.module == nullptr) return tf_failed(place);
  const std::string& text = name->text.bytes;
  // Terraform takes it as a path of the machine that it runs on.
  if (text.starts_with('/') || text.starts_with('~')) return tf_unknown(place);
  auto read = files_.read(tf_join_path(root_->config->folder, text), budget_);
  if (!read.ok()) {
    if (!budget_.spent()) complain(place, read.error().message);
    return tf_failed(place);
  }
  if (find_malformed_utf8(read.value()->bytes()) != std::string_view::npos) return tf_failed(place);
  source = read.value();
  sources_.keep(source);
  TfText whole;
  whole.bytes = source->bytes();
  whole.source = source.get();
  whole.map.add(0, {0, static_cast<uint32_t>(source->bytes().size())});
  budget_.take_steps(1 + whole.bytes.size() / 16);
  return tf_string(std::move(whole), place);
}

TfRef TfTree::call(const TfFrame& frame, std::string_view function, const std::vector<TfRef>& arguments,
                   TfPlace place) {
  bool file = function == "file" && arguments.size() == 1;
  bool rendered = function == "templatefile" && arguments.size() == 2;
  if (!file && !rendered) return nullptr;
  std::shared_ptr<const Source> source;
  TfRef text = read_text(frame, arguments[0], place, source);
  if (file || text->kind != TfKind::kString) return text;
  return render(source, arguments[1], place);
}

TfRef TfTree::render(std::shared_ptr<const Source> source, const TfRef& variables, TfPlace place) {
  if (!variables->is_mapping()) return variables->known() || variables->failed ? tf_failed(place) : tf_unknown(place);
  if (!budget_.take_aliases()) return tf_unknown(place);
  auto read = read_hcl_template(source, budget_);
  if (!read.ok()) return tf_unknown(place);
  for (const Diagnostic& wrong : read.value().diagnostics()) complaints_.push_back({source, wrong});
  if (read.value().refused()) return tf_failed(place);
  others_.push_back(std::make_unique<HclFile>(std::move(read).value()));
  std::forward_list<TfScope> scopes;
  const TfScope* inner = nullptr;
  for (const TfMember& member : variables->members) {
    scopes.push_front({inner, member.key.bytes, member.value});
    inner = &scopes.front();
  }
  TfFrame frame{others_.back().get(), nullptr, inner, {}};
  return tf_to_string(evaluator_.evaluate(frame, frame.file->root()));
}

// `rendered` of the data source `template_file`.
TfRef TfTree::rendered(TfModule& module, const TfBlock& block, TfPlace place) {
  TfNode argument = block.argument("template");
  TfNode given = block.argument("vars");
  if (argument.id == kNoHcl) return tf_failed(place);
  TfRef text = tf_to_string(evaluate(module, argument, {}));
  if (text->kind != TfKind::kString) return text->failed ? tf_failed(place) : tf_unknown(place);
  TfRef variables = given.id == kNoHcl ? tf_mapping(TfKind::kObject, {}, place) : evaluate(module, given, {});
  std::shared_ptr<const Source> home = sources_.find(text->text.source);
  if (home == nullptr) return tf_unknown(place);
  auto source = std::make_shared<Source>(home, text->text.bytes, text->text.map);
  sources_.keep(source);
  return render(source, variables, place);
}

}  // namespace klamm
