// What a run of the rules found before anything of it becomes text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "klamm/broker.h"
#include "rule/check.h"
#include "rule/evaluator.h"
#include "rule/pack.h"

namespace klamm {

struct RuleRef {
  const Pack::Impl* pack = nullptr;
  uint32_t rule = 0;
  uint32_t global = 0;  // index in Selection::rules

  bool operator==(const RuleRef& other) const { return global == other.global; }
};

// A rule's fail at one place. `hit` is a check's; of logic it has the place and the listener only.
struct HitRecord {
  RuleRef rule;
  Hit hit;
  bool of_check = false;
  std::string error;  // not empty: the rule itself broke
  // Of logic: what it read, and the item that decided.
  std::vector<Read> reads;
  std::string item;
  const Source* root = nullptr;  // where it stands: the file
  Span place;                    // there, if has_place
  bool has_place = false;
};

}  // namespace klamm
