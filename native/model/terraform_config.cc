#include "model/terraform_config.h"

#include <algorithm>
#include <filesystem>

#include "base/quote.h"
#include "model/terraform_json.h"

namespace klamm {
namespace {

bool is_json(std::string_view name) { return name.ends_with(".tf.json"); }

bool is_override(std::string_view name) {
  name.remove_suffix(is_json(name) ? std::string_view(".tf.json").size() : std::string_view(".tf").size());
  return name == "override" || name.ends_with("_override");
}

std::vector<std::string> labels_of(const HclFile& file, HclId block) {
  std::vector<std::string> labels;
  for (HclId at = file.node(block).first_child; file.node(at).kind == HclKind::kName; at = file.node(at).next) {
    labels.emplace_back(file.text(at));
  }
  return labels;
}

HclId body_of(const HclFile& file, HclId block) {
  HclId at = file.node(block).first_child;
  while (file.node(at).kind == HclKind::kName) at = file.node(at).next;
  return at;
}

// Sorts the blocks of files into a config.
class ConfigReader {
 public:
  ConfigReader(TfConfig& config, TfComplaints& complaints) : config_(config), complaints_(complaints) {}

  void take(const HclFile& file, bool overrides) {
    overrides_ = overrides;
    for (HclId at = file.node(file.root()).first_child; at != kNoHcl; at = file.node(at).next) {
      if (file.node(at).kind == HclKind::kBlock) block(file, at);
    }
  }

 private:
  void block(const HclFile& file, HclId id) {
    std::string_view type = file.text(id);
    std::vector<std::string> labels = labels_of(file, id);
    if (type == "locals") {
      locals(file, body_of(file, id));
    } else if ((type == "resource" || type == "data") && labels.size() == 2) {
      resource(file, id, labels, type == "data");
    } else if (type == "module" && labels.size() == 1) {
      auto found = std::find_if(config_.modules.begin(), config_.modules.end(),
                                [&](const TfBlock& module) { return module.name == labels[0]; });
      if (found == config_.modules.end()) found = config_.modules.insert(found, TfBlock{{}, labels[0]});
      add(*found, file, id);
    } else if (type == "variable" && labels.size() == 1) {
      add(config_.variables[labels[0]], file, id);
    } else if (type == "output" && labels.size() == 1) {
      add(config_.outputs[labels[0]], file, id);
    }
  }

  void resource(const HclFile& file, HclId id, const std::vector<std::string>& labels, bool data) {
    std::string address = (data ? "data." : "") + labels[0] + "." + labels[1];
    auto [found, fresh] = config_.by_address.emplace(std::move(address), config_.resources.size());
    if (fresh) config_.resources.push_back({labels[0], labels[1]});
    add(config_.resources[found->second], file, id);
  }

  void add(TfBlock& block, const HclFile& file, HclId id) {
    TfNode body{&file, body_of(file, id)};
    if (block.bodies.empty()) {
      block.file = &file;
      block.header = id;
      if (block.name.empty()) block.name = labels_of(file, id).back();
      block.bodies.push_back(body);
    } else if (overrides_) {
      block.bodies.push_back(body);
    } else {
      complain(file, file.node(id).name_span, in_backticks(block.name) + " is declared twice");
    }
  }

  void locals(const HclFile& file, HclId body) {
    for (HclId at = file.node(body).first_child; at != kNoHcl; at = file.node(at).next) {
      if (file.node(at).kind != HclKind::kAttribute) continue;
      TfNode expression{&file, file.node(at).first_child};
      auto [found, fresh] = config_.locals.emplace(file.text(at), expression);
      if (!fresh && overrides_) found->second = expression;
      if (!fresh && !overrides_) {
        complain(file, file.node(at).name_span,
                 in_backticks("local." + std::string(file.text(at))) + " is declared twice");
      }
    }
  }

  void complain(const HclFile& file, Span span, std::string message) {
    complaints_.push_back({file.shared_source(), {Diagnostic::Kind::kRefused, span, std::move(message)}});
  }

  TfConfig& config_;
  TfComplaints& complaints_;
  bool overrides_ = false;
};

}  // namespace

TfNode TfBlock::argument(std::string_view wanted) const {
  for (auto body = bodies.rbegin(); body != bodies.rend(); ++body) {
    const HclFile& of = *body->file;
    for (HclId at = of.node(body->id).first_child; at != kNoHcl; at = of.node(at).next) {
      if (of.node(at).kind == HclKind::kAttribute && of.text(at) == wanted) return {&of, of.node(at).first_child};
    }
  }
  return {};
}

const TfBlock* TfConfig::find(std::string_view address) const {
  auto found = by_address.find(address);
  return found == by_address.end() ? nullptr : &resources[found->second];
}

const TfBlock* TfConfig::find_module(std::string_view name) const {
  auto found = std::find_if(modules.begin(), modules.end(), [&](const TfBlock& module) { return module.name == name; });
  return found == modules.end() ? nullptr : &*found;
}

std::string tf_join_path(std::string_view folder, std::string_view path) {
  std::string joined = (std::filesystem::path(folder) / path).lexically_normal().generic_string();
  while (joined.size() > 1 && joined.ends_with('/')) joined.pop_back();
  return joined;
}

Result<std::unique_ptr<TfConfig>> tf_read_config(const Files& files, std::string folder, Budget& budget,
                                                 TfComplaints& complaints) {
  auto names = files.list(folder, budget);
  if (!names.ok()) return names.error();
  auto config = std::make_unique<TfConfig>();
  config->folder = std::move(folder);
  ConfigReader reader(*config, complaints);
  // Overrides count after everything else.
  for (bool overrides : {false, true}) {
    for (const std::string& name : names.value()) {
      bool is_config = name.ends_with(".tf") || is_json(name);
      if (!is_config || is_override(name) != overrides) continue;
      auto source = files.read(tf_join_path(config->folder, name), budget);
      if (budget.spent()) return budget.error();
      if (!source.ok()) {
        auto absent = std::make_shared<Source>(tf_join_path(config->folder, name), "");
        complaints.push_back({absent, {Diagnostic::Kind::kRefused, {}, source.error().message}});
        continue;
      }
      auto file = is_json(name) ? tf_read_json(source.value(), budget) : read_hcl(source.value(), budget);
      if (!file.ok()) return file.error();
      config->files.push_back(std::make_unique<HclFile>(std::move(file).value()));
      for (const Diagnostic& wrong : config->files.back()->diagnostics()) complaints.push_back({source.value(), wrong});
      reader.take(*config->files.back(), overrides);
    }
  }
  return config;
}

}  // namespace klamm
