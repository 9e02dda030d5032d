// What the expressions of a plan's module refer to, by the addresses of resources.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/plan_index.h"

namespace klamm {

class PlanNames {
 public:
  explicit PlanNames(const PlanIndex& index) : index_(index) {}

  // The addresses, each once, in the order of the expression: those of resources, followed through arguments and
  // outputs of modules, else `var.x` or `local.x` with the module's address. Empty ones: nothing that plain.
  // `prefix`: module_prefix() of the module instance that has the expression.
  std::vector<std::string> resolve(std::string_view prefix, const PlanReferences& references) const;
  // The module of that prefix; none, if the plan does not have it.
  const PlanModule* module(std::string_view prefix) const;

 private:
  // Where an expression goes on: that of an argument or an output.
  struct Further {
    const PlanReferences* references = nullptr;  // none: nowhere
    std::string prefix{};                        // of the module that has it
    size_t used = 0;                             // how much of the reference led there
  };

  void resolve(std::string_view prefix, const PlanReferences& references, int& left,
               std::vector<std::string>& into) const;
  void resolve_one(std::string_view prefix, const std::string& reference, int& left,
                   std::vector<std::string>& into) const;
  Further argument(std::string_view prefix, std::string_view reference) const;
  Further output(std::string_view prefix, std::string_view reference) const;

  const PlanIndex& index_;
};

}  // namespace klamm
