#include "rule/evaluator.h"

#include <algorithm>
#include <array>
#include <compare>
#include <stdexcept>

namespace klamm {
namespace {

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_text(std::string_view a, std::string_view b, bool ignore_case) {
  if (!ignore_case) return a == b;
  if (a.size() != b.size()) return false;
  for (size_t index = 0; index < a.size(); ++index) {
    if (fold(a[index]) != fold(b[index])) return false;
  }
  return true;
}

Operand truth_operand(Kleene value) {
  Operand out;
  out.state = value == Kleene::kUnknown ? Value::State::kUnknown : Value::State::kKnown;
  out.truth = value == Kleene::kTrue;
  return out;
}

// An absent truth value is not true: nobody said so.
Kleene truth_of(const Operand& operand) {
  if (operand.state == Value::State::kUnknown || operand.type != LogicType::kBool) return Kleene::kUnknown;
  return kleene(operand.state == Value::State::kKnown && operand.truth);
}

std::partial_ordering order(const Operand& a, const Operand& b) {
  if (a.type == LogicType::kVersion) return a.version <=> b.version;
  if (a.whole && b.whole) return a.integer <=> b.integer;
  return (a.whole ? static_cast<double>(a.integer) : a.number) <=>
         (b.whole ? static_cast<double>(b.integer) : b.number);
}

Kleene equal(const Operand& a, const Operand& b, bool ignore_case) {
  if (a.state == Value::State::kUnknown || b.state == Value::State::kUnknown) return Kleene::kUnknown;
  if (a.state == Value::State::kAbsent || b.state == Value::State::kAbsent) return Kleene::kFalse;
  if (a.type != b.type) return Kleene::kUnknown;
  switch (a.type) {
    case LogicType::kBool:
      return kleene(a.truth == b.truth);
    case LogicType::kText:
      return kleene(same_text(a.text, b.text, ignore_case));
    case LogicType::kNumber:
    case LogicType::kVersion:
      return kleene(order(a, b) == 0);
    case LogicType::kList:
      break;
  }
  return Kleene::kUnknown;
}

Kleene compare(Op op, const Operand& a, const Operand& b) {
  if (a.state == Value::State::kUnknown || b.state == Value::State::kUnknown) return Kleene::kUnknown;
  if (a.state == Value::State::kAbsent || b.state == Value::State::kAbsent) return Kleene::kFalse;
  if (a.type != b.type || (a.type != LogicType::kNumber && a.type != LogicType::kVersion)) return Kleene::kUnknown;
  std::partial_ordering result = order(a, b);
  switch (op) {
    case Op::kLess:
      return kleene(result < 0);
    case Op::kLessEqual:
      return kleene(result <= 0);
    case Op::kGreater:
      return kleene(result > 0);
    default:
      return kleene(result >= 0);
  }
}

class Machine {
 public:
  Machine(const Program& program, LogicFacts& facts, Trace& trace) : program_(program), facts_(facts), trace_(trace) {}

  Kleene run() {
    run(0, program_.size);
    return truth_of(pop());
  }

 private:
  void push(Operand operand) {
    if (height_ == trace_.stack.size()) throw std::logic_error("logic outgrew its stack");
    trace_.stack[height_++] = operand;
  }
  Operand pop() {
    if (height_ == 0) throw std::logic_error("logic ran out of operands");
    return trace_.stack[--height_];
  }

  void run(uint32_t begin, uint32_t end) {
    for (uint32_t at = begin; at < end;) {
      uint32_t word = program_.word(at);
      uint32_t operand = operand_of(word);
      Op op = op_of(word);
      uint32_t next = at + op_words(word);
      ++trace_.steps;
      switch (op) {
        case Op::kSkipIfFalse:
        case Op::kSkipIfTrue:
          if (truth_of(trace_.stack[height_ - 1]) == kleene(op == Op::kSkipIfTrue)) next += operand;
          break;
        case Op::kAny:
        case Op::kAll:
          each(op, next, operand);
          next += operand;
          break;
        case Op::kSet:
        case Op::kKnown:
        case Op::kExplicit:
        case Op::kSize:
        case Op::kNot:
          push(unary(op, pop()));
          break;
        case Op::kEqual:
        case Op::kNotEqual:
        case Op::kLess:
        case Op::kLessEqual:
        case Op::kGreater:
        case Op::kGreaterEqual:
        case Op::kIn:
        case Op::kLike:
        case Op::kAnd:
        case Op::kOr: {
          Operand right = pop();
          Operand left = pop();
          push(truth_operand(binary(op, left, right, operand == 1)));
          break;
        }
        default:
          push(load(op, operand, at));
          break;
      }
      at = next;
    }
  }

  Operand load(Op op, uint32_t operand, uint32_t at) {
    Operand out;
    switch (op) {
      case Op::kBool:
        out.truth = operand != 0;
        break;
      case Op::kInteger:
        out.type = LogicType::kNumber;
        out.integer = program_.integer(at + 1);
        break;
      case Op::kDouble:
        out.type = LogicType::kNumber;
        out.whole = false;
        out.number = program_.number(at + 1);
        break;
      case Op::kText:
        out.type = LogicType::kText;
        out.text = program_.text(at + 1);
        break;
      case Op::kVersion:
        out.type = LogicType::kVersion;
        out.version.major = static_cast<uint8_t>(operand >> 8);
        out.version.minor = static_cast<uint8_t>(operand);
        break;
      case Op::kTextList:
      case Op::kNumberList:
        out.type = LogicType::kList;
        out.literal_at = at + 1;
        out.literal_count = operand;
        out.literal_numbers = op == Op::kNumberList;
        break;
      case Op::kKey:
        out = facts_.key(key_of_operand(operand), static_cast<KeyType>(type_of_operand(operand)));
        note(Read{key_of_operand(operand), {}, out.state, out.origin});
        break;
      case Op::kRawKey:
        out = facts_.raw_key(program_.text(at + 1), static_cast<KeyType>(type_of_operand(operand)));
        note(Read{kNoKey, program_.text(at + 1), out.state, out.origin});
        break;
      case Op::kFact:
        out = facts_.fact(static_cast<Fact>(operand));
        break;
      case Op::kIt:
        out.type = LogicType::kText;
        out.text = it_;
        if (it_.data() == nullptr) out.state = Value::State::kUnknown;
        break;
      default:
        break;
    }
    return out;
  }

  void note(const Read& read) {
    for (const Read& known : trace_.reads) {
      if (known.key == read.key && known.raw == read.raw) return;
    }
    trace_.reads.push_back(read);
  }

  static uint32_t items(const Operand& list) {
    return list.list != nullptr ? static_cast<uint32_t>(list.list->size()) : list.literal_count;
  }
  std::string_view item(const Operand& list, uint32_t index) const {
    if (list.list != nullptr) return (*list.list)[index];
    return list.literal_numbers ? std::string_view() : program_.text(list.literal_at + 2 * index);
  }

  bool only_unknown_items(const Operand& list) const {
    if (list.list == nullptr || list.list->empty()) return false;
    return std::all_of(list.list->begin(), list.list->end(),
                       [](std::string_view one) { return one.data() == nullptr; });
  }

  Operand unary(Op op, const Operand& operand) const {
    Operand out;
    bool unknown = operand.state == Value::State::kUnknown;
    bool absent = operand.state == Value::State::kAbsent;
    switch (op) {
      case Op::kNot:
        return truth_operand(kleene_not(truth_of(operand)));
      case Op::kKnown:
        out.truth = !unknown;
        return out;
      case Op::kExplicit:
        out.truth = operand.origin.from == Origin::From::kFile;
        return out;
      case Op::kSet:
        if (unknown || only_unknown_items(operand)) return truth_operand(Kleene::kUnknown);
        out.truth = !absent && !(operand.type == LogicType::kText && operand.text.empty()) &&
                    !(operand.type == LogicType::kList && items(operand) == 0);
        return out;
      default:
        break;  // kSize
    }
    // A list with an item that cannot be told may hide more than one behind it.
    for (uint32_t index = 0; operand.list != nullptr && index < items(operand); ++index) {
      unknown = unknown || item(operand, index).data() == nullptr;
    }
    out.type = LogicType::kNumber;
    out.state = unknown ? Value::State::kUnknown : Value::State::kKnown;
    if (!unknown && !absent) {
      out.integer = static_cast<int64_t>(operand.type == LogicType::kText ? operand.text.size() : items(operand));
    }
    return out;
  }

  Kleene binary(Op op, const Operand& left, const Operand& right, bool ignore_case) {
    switch (op) {
      case Op::kAnd:
        return kleene_and(truth_of(left), truth_of(right));
      case Op::kOr:
        return kleene_or(truth_of(left), truth_of(right));
      case Op::kEqual:
        return equal(left, right, ignore_case);
      case Op::kNotEqual:
        return kleene_not(equal(left, right, ignore_case));
      case Op::kIn:
        return contains(left, right, ignore_case);
      case Op::kLike:
        if (left.state == Value::State::kAbsent) return Kleene::kFalse;
        if (left.state == Value::State::kUnknown || left.type != LogicType::kText) return Kleene::kUnknown;
        return kleene(glob_match(right.text, left.text));
      default:
        return compare(op, left, right);
    }
  }

  Kleene contains(const Operand& left, const Operand& list, bool ignore_case) {
    if (left.state == Value::State::kAbsent || list.state == Value::State::kAbsent) return Kleene::kFalse;
    if (list.type != LogicType::kList || list.state == Value::State::kUnknown) return Kleene::kUnknown;
    if (left.state == Value::State::kUnknown) return items(list) == 0 ? Kleene::kFalse : Kleene::kUnknown;
    Kleene found = Kleene::kFalse;
    for (uint32_t index = 0; index < items(list); ++index) {
      ++trace_.steps;
      if (list.literal_numbers) {
        if (left.type != LogicType::kNumber) return Kleene::kUnknown;
        double number = left.whole ? static_cast<double>(left.integer) : left.number;
        if (number == program_.number(list.literal_at + 2 * index)) return Kleene::kTrue;
        continue;
      }
      std::string_view text = item(list, index);
      if (text.data() == nullptr) {
        found = Kleene::kUnknown;
      } else if (left.type == LogicType::kText && same_text(left.text, text, ignore_case)) {
        decided(list, text);
        return Kleene::kTrue;
      }
    }
    return found;
  }

  void decided(const Operand& list, std::string_view text) {
    if (list.origin.from != Origin::From::kFile) return;
    trace_.item = text;
    trace_.item_node = list.origin.node;
  }

  // any(): or over the items; all(): and.
  void each(Op op, uint32_t body, uint32_t size) {
    Operand list = pop();
    bool any = op == Op::kAny;
    Kleene decides = kleene(any);
    if (list.type != LogicType::kList || list.state == Value::State::kUnknown) {
      push(truth_operand(Kleene::kUnknown));
      return;
    }
    Kleene result = kleene(!any);
    uint32_t count = list.state == Value::State::kAbsent ? 0 : items(list);
    for (uint32_t index = 0; index < count && result != decides; ++index) {
      it_ = item(list, index);
      run(body, body + size);
      Kleene one = truth_of(pop());
      result = any ? kleene_or(result, one) : kleene_and(result, one);
      if (one == decides) decided(list, it_);
    }
    push(truth_operand(result));
  }

  const Program& program_;
  LogicFacts& facts_;
  Trace& trace_;
  size_t height_ = 0;
  std::string_view it_;
};

}  // namespace

void Trace::clear() {
  reads.clear();
  item = {};
  item_node = kNoNode;
}

Kleene evaluate(const Program& program, LogicFacts& facts, Trace& trace) {
  return Machine(program, facts, trace).run();
}

bool glob_match(std::string_view pattern, std::string_view text) {
  size_t p = 0;
  size_t t = 0;
  size_t star = std::string_view::npos;  // the last `*`, and where it began to match
  size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace klamm
