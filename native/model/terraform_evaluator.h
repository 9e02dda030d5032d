// Evaluates expressions of HCL as Terraform does, as far as everything is written down; else the value is unknown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/hcl.h"
#include "model/terraform_text.h"
#include "model/terraform_value.h"

namespace klamm {

struct TfModule;

// A name that an expression gives: of `for`, `each`, `count`, or of a dynamic block. The innermost first.
struct TfScope {
  const TfScope* outer = nullptr;
  std::string_view name;
  TfRef value;
};

// Where an expression is evaluated.
struct TfFrame {
  const HclFile* file = nullptr;
  TfModule* module = nullptr;
  const TfScope* scope = nullptr;
  TfRef item{};  // of the nearest splat

  TfPlace place(HclId id) const { return {&file->source(), file->node(id).span}; }
};

struct TfStep {
  TfText name;  // .name; else:
  TfRef key{};  // [key]
};

// What an evaluator asks of the module that an expression stands in.
class TfNames {
 public:
  virtual ~TfNames() = default;
  // The value of `root` followed by steps, of which `used` says how many were taken.
  virtual TfRef named(const TfFrame& frame, std::string_view root, const std::vector<TfStep>& steps, size_t& used,
                      TfPlace place) = 0;
  // A function that reads files; none if it is not one.
  virtual TfRef call(const TfFrame& frame, std::string_view function, const std::vector<TfRef>& arguments,
                     TfPlace place) = 0;
};

class TfEvaluator {
 public:
  TfEvaluator(TfNames& names, Budget& budget) : names_(names), budget_(budget) {}

  // Never null. Once the budget is spent everything is unknown.
  TfRef evaluate(const TfFrame& frame, HclId id);
  // The text of a step as addresses have it, empty if its key is unknown.
  static std::string address_of(const TfStep& step);
  static TfRef take_step(const TfRef& from, const TfStep& step, TfPlace place);
  Budget& budget() { return budget_; }

 private:
  TfRef dispatch(const TfFrame& frame, HclId id);
  TfRef operation(const TfFrame& frame, HclId id);
  TfRef apply(HclKind kind, const TfRef& left, const TfRef& right, TfPlace place);
  TfRef conditional(const TfFrame& frame, HclId id);
  TfRef path(const TfFrame& frame, HclId id);
  TfRef splat(const TfFrame& frame, HclId id);
  TfRef template_text(const TfFrame& frame, HclId id);
  TfRef join(const TfFrame& frame, HclId id);
  TfRef tuple(const TfFrame& frame, HclId id);
  TfRef object(const TfFrame& frame, HclId id);
  TfRef object_key(const TfFrame& frame, HclId id);
  TfRef for_each(const TfFrame& frame, HclId id);
  TfRef call(const TfFrame& frame, HclId id);
  HclId child(const TfFrame& frame, HclId id, int index) const;

  TfNames& names_;
  Budget& budget_;
  uint32_t depth_ = 0;
};

// The value of a conditional's branch, converted to a type that it has in common with the other branch. Failed where
// they can have none, unknown where Terraform's choice is not known here.
TfRef tf_unify(const TfRef& value, const TfRef& other);

}  // namespace klamm
