// A module and the local modules that it calls, whose names are evaluated when they are asked for.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/template.h"
#include "model/terraform_config.h"
#include "model/terraform_evaluator.h"

namespace klamm {

// One copy of a block with `count` or `for_each`.
struct TfInstance {
  std::string index;  // `[0]`, `["a"]`, or empty
  TfRef each{};       // {key, value}
  TfRef count{};      // {index}
};

// One instance of a module.
struct TfModule {
  const TfConfig* config = nullptr;
  std::string prefix;  // of addresses: `module.kafka["a"].`
  TfModule* parent = nullptr;
  const TfBlock* call = nullptr;                      // in the parent
  TfInstance instance{};                              // of the call
  std::map<std::string, TfRef, std::less<>> given{};  // variables of the root
  std::map<std::string, TfRef, std::less<>> cache{};  // `var.x`, `local.x`, `output.x`, `data.x.y`
  std::map<std::string, std::vector<std::unique_ptr<TfModule>>, std::less<>>
      children{};  // local ones that were asked for
};

class TfTree : public TfNames {
 public:
  TfTree(const Files& files, Budget& budget) : files_(files), budget_(budget), evaluator_(*this, budget) {}

  // The error: the folder cannot be listed.
  Result<TfModule*> load(std::string_view folder, const TerraformOptions& options);

  TfEvaluator& evaluator() { return evaluator_; }
  Budget& budget() { return budget_; }
  TfComplaints& complaints() { return complaints_; }
  const TfSources& sources() const { return sources_; }
  // Of all that was read, sorted by name.
  std::vector<std::shared_ptr<const Source>> files() const;
  // Of the modules.
  std::vector<std::string> folders() const;

  // Names that `for_each` or `count` of a block give; `unknown`: nobody knows how many there are, and there is one.
  std::vector<TfInstance> instances(TfModule& module, const TfBlock& block, bool& unknown);
  // A module that the call names, one for each of its instances; empty for one that is not local or cannot be read.
  const std::vector<std::unique_ptr<TfModule>>& children(TfModule& module, const TfBlock& call);
  // The value of a block: arguments by name, nested blocks as tuples of objects by type.
  TfRef body(TfModule& module, const TfBlock& block, const TfInstance& instance);

  TfRef named(const TfFrame& frame, std::string_view root, const std::vector<TfStep>& steps, size_t& used,
              TfPlace place) override;
  TfRef call(const TfFrame& frame, std::string_view function, const std::vector<TfRef>& arguments,
             TfPlace place) override;

 private:
  class Busy;
  struct Bound;

  TfRef variable(TfModule& module, const std::string& name, TfPlace place);
  TfRef default_of(TfModule& module, const TfBlock& block, TfPlace place);
  TfRef local(TfModule& module, const std::string& name, TfPlace place);
  TfRef output(TfModule& module, const std::string& name, TfPlace place);
  TfRef module_value(TfModule& module, const std::vector<TfStep>& steps, size_t& used, TfPlace place);
  TfRef data(TfModule& module, const std::vector<TfStep>& steps, size_t& used, TfPlace place);
  TfRef resource(TfModule& module, const std::string& address, const std::vector<TfStep>& steps, size_t& used,
                 TfPlace place);
  TfRef configured(TfModule& module, const TfBlock& block, const TfStep* index, const std::string& name, TfPlace place);
  TfRef path_value(TfModule& module, const std::vector<TfStep>& steps, size_t& used, TfPlace place);
  TfRef rendered(TfModule& module, const TfBlock& block, TfPlace place);

  TfRef read_text(const TfFrame& frame, const TfRef& path, TfPlace place, std::shared_ptr<const Source>& source);
  TfRef render(std::shared_ptr<const Source> source, const TfRef& variables, TfPlace place);
  TfRef evaluate(TfModule& module, const TfNode& node, const TfInstance& instance);
  void members_of(const TfFrame& frame, const std::vector<TfNode>& bodies, std::vector<TfMember>& members);
  TfRef blocks_of(const TfFrame& frame, const TfNode& body, std::string_view type, TfPlace place);
  bool add_dynamic(const TfFrame& frame, const TfNode& block, std::vector<TfRef>& items);

  Result<const TfConfig*> config(std::string folder);
  void read_variable_file(TfModule& root, const std::string& path);
  void complain(TfPlace place, std::string message);

  const Files& files_;
  Budget& budget_;
  TfEvaluator evaluator_;
  TfComplaints complaints_;
  std::map<std::string, std::unique_ptr<TfConfig>, std::less<>> configs_;
  std::vector<std::unique_ptr<HclFile>> others_;  // files of variables, templates
  TfSources sources_;
  std::unique_ptr<TfModule> root_;
  std::set<std::pair<const TfModule*, std::string>> busy_;  // names under evaluation
  uint32_t nesting_ = 0;                                    // of blocks
};

// Converts to what a variable's `type` says, filling in what is optional. The expression is in `frame`'s file.
TfRef tf_convert(const TfFrame& frame, HclId type, const TfRef& value, TfEvaluator& evaluator);

}  // namespace klamm
