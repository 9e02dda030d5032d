// Runs compiled logic over facts, in Kleene's three values.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "klamm/broker.h"
#include "klamm/value.h"
#include "rule/fact_table.h"
#include "rule/program.h"

namespace klamm {

enum class Kleene : uint8_t { kFalse, kTrue, kUnknown };
constexpr Kleene kleene(bool truth) { return truth ? Kleene::kTrue : Kleene::kFalse; }
constexpr Kleene kleene_not(Kleene a) { return a == Kleene::kUnknown ? a : kleene(a == Kleene::kFalse); }
constexpr Kleene kleene_and(Kleene a, Kleene b) {
  if (a == Kleene::kFalse || b == Kleene::kFalse) return Kleene::kFalse;
  return a == Kleene::kTrue && b == Kleene::kTrue ? Kleene::kTrue : Kleene::kUnknown;
}
constexpr Kleene kleene_or(Kleene a, Kleene b) { return kleene_not(kleene_and(kleene_not(a), kleene_not(b))); }

// One operand. An absent value equals nothing, is less than nothing, has size 0 and no items.
struct Operand {
  Value::State state = Value::State::kKnown;
  LogicType type = LogicType::kBool;
  bool truth = false;
  bool whole = true;  // kNumber: `integer` counts, else `number`
  int64_t integer = 0;
  double number = 0;
  std::string_view text;            // kText
  KafkaVersion version;             // kVersion
  const ListItems* list = nullptr;  // kList of texts; an item without data() cannot be told
  // Literals of kNumberList and kTextList: words of the program.
  uint32_t literal_at = 0;
  uint32_t literal_count = 0;
  bool literal_numbers = false;
  Origin origin;  // of a key's value
};

// What logic reads. Lists live until the evaluation ends.
class LogicFacts {
 public:
  virtual ~LogicFacts() = default;
  virtual Operand key(KeyId key, KeyType type) = 0;
  virtual Operand raw_key(std::string_view key, KeyType type) = 0;
  virtual Operand fact(Fact fact) = 0;
};

// A key that an evaluation read.
struct Read {
  KeyId key = kNoKey;
  std::string_view raw;  // of a key outside the catalog
  Value::State state = Value::State::kAbsent;
  Origin origin;
};

// Everything an evaluation leaves behind; reused from one to the next, so that it allocates while warming up only.
struct Trace {
  std::vector<Read> reads;  // in order, each key once
  // The item that decided the last any(), all() or `in` over a key's list, and the line that has it.
  std::string_view item;
  NodeId item_node = kNoNode;
  uint64_t steps = 0;
  std::array<Operand, kMaxStack> stack;

  void clear();  // but for the steps
};

// Of a verified program. Adds to `trace`.
Kleene evaluate(const Program& program, LogicFacts& facts, Trace& trace);

// Glob: `*` any bytes, `?` one byte, all else itself; the whole text must match. Time at most text times pattern.
bool glob_match(std::string_view pattern, std::string_view text);

}  // namespace klamm
