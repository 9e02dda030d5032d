// Where in the JSON of a plan or a state everything stands that its resources are made of. Texts are those between
// quotes as written.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "klamm/budget.h"
#include "klamm/document.h"

namespace klamm {

// One resource, or one change of it. Spans are empty where there is nothing.
struct PlanResource {
  std::string address;
  std::string_view type;
  std::string_view name;
  bool data = false;
  Span values;           // an object
  Span unknown;          // `after_unknown`
  Span sensitive;        // `sensitive_values`
  Span after_sensitive;  // what the change says of the same

  // As the module's own text has it: `aws_msk_cluster.this`.
  std::string written_address() const;
};

// Where an index ends that begins there; the same place, if none does.
size_t behind_index(std::string_view address, size_t at);

// Where one step of an address ends that begins there, `module.name["key"].`; 0, if none does. `name` ends where the
// module's name does.
size_t behind_module(std::string_view address, size_t begin, size_t* name = nullptr);

// The module's instance of an address, with its dot: `module.kafka["a"].`; empty for the root.
std::string_view module_prefix(std::string_view address);

// Addresses that an expression refers to, each followed by what it begins with.
using PlanReferences = std::vector<std::string_view>;

// A module as it is written, of whatever many instances.
struct PlanModule {
  struct Call;
  std::unordered_map<std::string, Span> resources{};  // their `expressions`
  std::map<std::string_view, PlanReferences> outputs{};
  std::map<std::string_view, Call> calls{};
};

struct PlanModule::Call {
  std::map<std::string_view, PlanReferences> arguments{};
  std::unique_ptr<PlanModule> module = std::make_unique<PlanModule>();
};

struct PlanIndex {
  std::vector<PlanResource> resources;  // each address once
  PlanModule root;
};

// What is wrong with the text is told to the document, whose source it is. The error: the budget is spent.
Result<PlanIndex> index_plan(Document& document, Budget& budget, bool (*wanted)(std::string_view type));

}  // namespace klamm
