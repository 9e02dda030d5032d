#include "rule/program.h"

#include <array>
#include <vector>

#include "rule/fact_table.h"

namespace klamm {
namespace {

// What an operation does to the height of the stack: takes `pops`, leaves one.
uint32_t pops_of(Op op) {
  switch (op) {
    case Op::kBool:
    case Op::kInteger:
    case Op::kDouble:
    case Op::kText:
    case Op::kVersion:
    case Op::kTextList:
    case Op::kNumberList:
    case Op::kKey:
    case Op::kRawKey:
    case Op::kFact:
    case Op::kIt:
      return 0;
    case Op::kSet:
    case Op::kKnown:
    case Op::kExplicit:
    case Op::kSize:
    case Op::kNot:
    case Op::kSkipIfFalse:
    case Op::kSkipIfTrue:
    case Op::kAny:
    case Op::kAll:
      return 1;
    default:
      return 2;
  }
}

class Verifier {
 public:
  Verifier(const Program& program, uint32_t key_count) : program_(program), key_count_(key_count) {}

  // Words [begin, end) run on a stack of their own and leave one value there. `inside`: the body of any() or all().
  bool range(uint32_t begin, uint32_t end, bool inside) {
    std::vector<std::pair<uint32_t, uint32_t>> landings;  // word, height there
    uint32_t height = 0;
    uint32_t at = begin;
    while (at < end) {
      for (; !landings.empty() && landings.back().first == at; landings.pop_back()) {
        if (landings.back().second != height) return false;
      }
      uint32_t word = program_.word(at);
      uint32_t words = op_words(word);
      if (words == 0 || words > end - at || !operand_fits(word, at)) return false;
      Op op = op_of(word);
      uint32_t pops = pops_of(op);
      if (height < pops) return false;
      height = height - pops + 1;
      if (height > kMaxStack) return false;
      at += words;
      if (op == Op::kIt && !inside) return false;
      if (op == Op::kSkipIfFalse || op == Op::kSkipIfTrue) {
        // Landings nest: a later skip ends before an earlier one.
        uint32_t target = operand_of(word);
        if (target == 0 || target > end - at) return false;
        if (!landings.empty() && at + target > landings.back().first) return false;
        landings.emplace_back(at + target, height);
      } else if (op == Op::kAny || op == Op::kAll) {
        if (inside || operand_of(word) > end - at || !range(at, at + operand_of(word), true)) return false;
        at += operand_of(word);
        // Nothing may land inside a body.
        if (!landings.empty() && landings.back().first < at) return false;
      }
    }
    for (; !landings.empty(); landings.pop_back()) {
      if (landings.back().first != end || landings.back().second != height) return false;
    }
    return height == 1;
  }

 private:
  bool string_fits(uint32_t at) const {
    uint64_t offset = program_.word(at);
    return offset + program_.word(at + 1) <= program_.strings.size();
  }

  bool operand_fits(uint32_t word, uint32_t at) const {
    uint32_t operand = operand_of(word);
    switch (op_of(word)) {
      case Op::kText:
        return string_fits(at + 1);
      case Op::kTextList:
        for (uint32_t item = 0; item < operand; ++item) {
          if (!string_fits(at + 1 + 2 * item)) return false;
        }
        return true;
      case Op::kKey:
        return key_of_operand(operand) < key_count_ && type_of_operand(operand) < kKeyTypeCount;
      case Op::kRawKey:
        return type_of_operand(operand) < kKeyTypeCount && string_fits(at + 1);
      case Op::kFact:
        return operand < all_facts().size();
      default:
        return true;
    }
  }

  const Program& program_;
  uint32_t key_count_;
};

}  // namespace

uint32_t op_words(uint32_t word) {
  if ((word & 0xff) >= kOpCount) return 0;
  switch (op_of(word)) {
    case Op::kInteger:
    case Op::kDouble:
    case Op::kText:
    case Op::kRawKey:
      return 3;
    case Op::kTextList:
    case Op::kNumberList:
      return operand_of(word) > kMaxProgramWords ? 0 : 1 + 2 * operand_of(word);
    default:
      return 1;
  }
}

bool verify_program(const Program& program, uint32_t key_count) {
  if (program.size == 0 || program.size > kMaxProgramWords) return false;
  return Verifier(program, key_count).range(0, program.size, false);
}

}  // namespace klamm
