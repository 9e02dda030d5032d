#include "model/plan_names.h"

#include <algorithm>
#include <array>

#include "doc/json_skim.h"

namespace klamm {
namespace {

constexpr int kMostSteps = 256;  // through arguments and outputs, for one expression
constexpr size_t kMostAddresses = 64;
constexpr std::string_view kModule = "module.";
constexpr std::string_view kVariable = "var.";
// What differs from one copy to the next, or is Terraform's own.
constexpr std::array<std::string_view, 5> kOfTheCopy = {"each.", "count.", "self.", "path.", "terraform."};

// Where the name that begins at `at` ends.
size_t name_end(std::string_view text, size_t at) { return std::min(text.find_first_of(".[", at), text.size()); }

// `type.name`, `data.type.name`: the resource as a whole.
bool is_whole(std::string_view reference) {
  auto dots = std::count(reference.begin(), reference.end(), '.');
  return dots == (reference.starts_with("data.") ? 2 : 1);
}

void add(std::string address, std::vector<std::string>& into) {
  if (into.size() < kMostAddresses && std::find(into.begin(), into.end(), address) == into.end()) {
    into.push_back(std::move(address));
  }
}

}  // namespace

const PlanModule* PlanNames::module(std::string_view prefix) const {
  const PlanModule* found = &index_.root;
  size_t name = 0;
  size_t next = 0;
  for (size_t at = 0; (next = behind_module(prefix, at, &name)) != 0; at = next) {
    size_t begin = at + kModule.size();
    auto call = found->calls.find(prefix.substr(begin, name - begin));
    if (call == found->calls.end()) return nullptr;
    found = call->second.module.get();
  }
  return found;
}

std::vector<std::string> PlanNames::resolve(std::string_view prefix, const PlanReferences& references) const {
  std::vector<std::string> all;
  int left = kMostSteps;
  resolve(prefix, references, left, all);
  return all;
}

// Behind `a.b.c` Terraform names `a.b` and what else it begins with.
void PlanNames::resolve(std::string_view prefix, const PlanReferences& references, int& left,
                        std::vector<std::string>& into) const {
  std::vector<std::string> heads;
  for (std::string_view written : references) {
    std::string reference = json_unescaped(written);
    if (heads.empty() || !heads.back().starts_with(reference)) heads.push_back(std::move(reference));
    if (heads.size() > kMostAddresses) break;
  }
  auto of_the_copy = [](const std::string& head) {
    return std::any_of(kOfTheCopy.begin(), kOfTheCopy.end(),
                       [&](std::string_view root) { return head.starts_with(root); });
  };
  // The index that chooses a copy is another reference beside that of the resource.
  if (!std::all_of(heads.begin(), heads.end(), of_the_copy)) std::erase_if(heads, of_the_copy);
  for (const std::string& head : heads) {
    of_the_copy(head) ? add("", into) : resolve_one(prefix, head, left, into);
  }
}

PlanNames::Further PlanNames::argument(std::string_view prefix, std::string_view reference) const {
  size_t last = 0;  // where the last step begins
  size_t name = 0;
  for (size_t next = 0; (next = behind_module(prefix, last, &name)) != 0 && next < prefix.size();) last = next;
  Further found;
  found.prefix = prefix.substr(0, last);
  const PlanModule* parent = module(found.prefix);
  if (parent == nullptr) return {};
  size_t begin = last + kModule.size();
  auto call = parent->calls.find(prefix.substr(begin, name - begin));
  if (call == parent->calls.end()) return {};
  found.used = name_end(reference, kVariable.size());
  auto given = call->second.arguments.find(reference.substr(kVariable.size(), found.used - kVariable.size()));
  if (given != call->second.arguments.end()) found.references = &given->second;
  return found;
}

PlanNames::Further PlanNames::output(std::string_view prefix, std::string_view reference) const {
  size_t name = name_end(reference, kModule.size());
  size_t step = behind_index(reference, name);
  const PlanModule* here = module(prefix);
  if (here == nullptr || step >= reference.size()) return {};
  auto call = here->calls.find(reference.substr(kModule.size(), name - kModule.size()));
  if (call == here->calls.end()) return {};
  Further found;
  found.prefix = std::string(prefix) + std::string(reference.substr(0, step)) + ".";
  found.used = name_end(reference, step + 1);
  const auto& outputs = call->second.module->outputs;
  auto made = outputs.find(reference.substr(step + 1, found.used - step - 1));
  if (made != outputs.end()) found.references = &made->second;
  return found;
}

void PlanNames::resolve_one(std::string_view prefix, const std::string& reference, int& left,
                            std::vector<std::string>& into) const {
  std::string_view text = reference;
  Further further;
  if (text.starts_with(kVariable) && !prefix.empty()) further = argument(prefix, text);
  if (text.starts_with(kModule)) further = output(prefix, text);
  std::string here = std::string(prefix) + reference;
  if (further.references == nullptr || further.references->empty() || --left < 0) return add(std::move(here), into);
  std::string_view behind = text.substr(further.used);
  if (behind.empty()) return resolve(further.prefix, *further.references, left, into);
  // A part of what was given is known where that is one resource as a whole.
  std::vector<std::string> given;
  resolve(further.prefix, *further.references, left, given);
  bool one = given.size() == 1 && is_whole(json_unescaped(further.references->front()));
  add(one ? given[0] + std::string(behind) : std::move(here), into);
}

}  // namespace klamm
