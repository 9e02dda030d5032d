#include "rule/typing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "klamm/version.h"
#include "rule/near_miss.h"

namespace klamm {
namespace {

struct Place {
  ExprIndex index;
  bool inside;  // of any() or all()
};

double millis(Unit unit) {
  switch (unit) {
    case Unit::kMillis:
      return 1;
    case Unit::kSeconds:
      return 1000;
    case Unit::kMinutes:
      return 60'000;
    case Unit::kHours:
      return 3'600'000;
    case Unit::kDays:
      return 86'400'000;
    case Unit::kNone:
    case Unit::kBytes:
      break;
  }
  return 0;
}

class Typer {
 public:
  Typer(Expression& expression, const NameContext& context, std::vector<Typed>& out, Complaint& complaint)
      : expression_(expression), context_(context), out_(out), complaint_(complaint) {}

  // Children stand before their parents in `nodes`, so one pass upwards types everything; `it` needs to know first
  // whether it stands inside any() or all().
  bool run() {
    out_.assign(expression_.nodes.size(), Typed{});
    inside_.assign(expression_.nodes.size(), false);
    for (const Expr& expr : expression_.nodes) {
      if (expr.kind != ExprKind::kAny && expr.kind != ExprKind::kAll) continue;
      if (!mark_inside(expr.right)) return false;
    }
    for (size_t index = 0; index < expression_.nodes.size(); ++index) {
      if (!type(static_cast<ExprIndex>(index))) return false;
    }
    return demand(expression_.root, LogicType::kBool);
  }

 private:
  bool refuse(ExprIndex index, std::string message) {
    complaint_ = {expression_.at(index).begin, std::move(message)};
    return false;
  }

  bool mark_inside(ExprIndex body) {
    std::vector<ExprIndex> todo = {body};
    while (!todo.empty()) {
      ExprIndex index = todo.back();
      todo.pop_back();
      const Expr& expr = expression_.at(index);
      if (expr.kind == ExprKind::kAny || expr.kind == ExprKind::kAll) {
        return refuse(index, "any() and all() do not nest");
      }
      inside_[index] = true;
      if (expr.left != kNoExpr) todo.push_back(expr.left);
      if (expr.right != kNoExpr) todo.push_back(expr.right);
    }
    return true;
  }

  bool demand(ExprIndex index, LogicType type) {
    if (out_[index].type == type) return true;
    return refuse(
        index, fmt::format("{} is needed here, this is {}", logic_type_name(type), logic_type_name(out_[index].type)));
  }

  bool type(ExprIndex index) {
    const Expr& expr = expression_.at(index);
    Typed& typed = out_[index];
    switch (expr.kind) {
      case ExprKind::kBool:
        return true;
      case ExprKind::kNumber:
        typed.type = LogicType::kNumber;
        typed.unit = expr.unit;
        return true;
      case ExprKind::kText:
        typed.type = LogicType::kText;
        return true;
      case ExprKind::kList:
        return type_list(index);
      case ExprKind::kPath: {
        if (context_.thing) return refuse(index, "keys are of brokers; a rule about clusters reads facts");
        std::string message;
        if (!resolve_key(context_, expr.text, expr.quoted, typed.key, message)) return refuse(index, message);
        typed.type = typed.key.logic;
        typed.unit = typed.key.unit;
        return true;
      }
      case ExprKind::kFact:
        return type_fact(index);
      case ExprKind::kIt:
        if (!inside_[index]) return refuse(index, "`it` has a meaning only inside any() and all()");
        typed.type = LogicType::kText;
        return true;
      case ExprKind::kExplicit:
        return operand_is_name(expr.left, context_.thing.has_value());
      case ExprKind::kSet:
      case ExprKind::kKnown:
        return operand_is_name(expr.left, true);
      case ExprKind::kSize:
        typed.type = LogicType::kNumber;
        if (out_[expr.left].type == LogicType::kText) return true;
        return demand(expr.left, LogicType::kList);
      case ExprKind::kAny:
      case ExprKind::kAll:
        if (out_[expr.left].numbers) return refuse(expr.left, "`it` is a text: a list of numbers takes `in`");
        return demand(expr.left, LogicType::kList) && demand(expr.right, LogicType::kBool);
      case ExprKind::kNot:
        return demand(expr.left, LogicType::kBool);
      case ExprKind::kAnd:
      case ExprKind::kOr:
        return demand(expr.left, LogicType::kBool) && demand(expr.right, LogicType::kBool);
      case ExprKind::kIn:
        return type_in(expr);
      case ExprKind::kLike:
        if (expression_.at(expr.right).kind != ExprKind::kText) {
          return refuse(expr.right, "`like` takes a pattern in quotes");
        }
        return demand(expr.left, LogicType::kText);
      default:
        return type_comparison(expr);
    }
  }

  bool operand_is_name(ExprIndex index, bool fact_too) {
    ExprKind kind = expression_.at(index).kind;
    if (kind == ExprKind::kPath || (fact_too && kind == ExprKind::kFact)) return true;
    return refuse(index, fact_too ? "a key or a fact is needed here" : "a key is needed here");
  }

  bool type_fact(ExprIndex index) {
    const Expr& expr = expression_.at(index);
    const auto found = find_fact(expr.text);
    if (!found) {
      std::vector<std::string_view> names;
      for (const FactSpec& one : all_facts()) {
        if (one.thing == context_.thing) names.push_back(one.name);
      }
      return refuse(index, fmt::format("no fact `@{}`{}", expr.text, did_you_mean(expr.text, names)));
    }
    const FactSpec& spec = fact_spec(*found);
    if (!context_.has(spec)) {
      return refuse(index, fmt::format("`@{}` has a meaning only {}", expr.text,
                                       spec.of == FactOf::kListener ? "in scope listener"
                                       : spec.of == FactOf::kTopic  ? "in rules about topics"
                                       : spec.thing                 ? "in rules about such things"
                                                                    : "in rules about brokers"));
    }
    out_[index].fact = *found;
    out_[index].type = spec.type;
    return true;
  }

  bool type_list(ExprIndex index) {
    const Expr& expr = expression_.at(index);
    Typed& typed = out_[index];
    typed.type = LogicType::kList;
    for (ExprIndex item : expr.items) {
      bool number = out_[item].type == LogicType::kNumber;
      if (item == expr.items.front()) typed.numbers = number;
      if (number != typed.numbers) return refuse(item, "a list holds texts or numbers, not both");
    }
    return true;
  }

  // The only texts that a part can be; empty: any.
  std::vector<std::string_view> words_of(ExprIndex index) const {
    const Expr& expr = expression_.at(index);
    if (expr.kind == ExprKind::kPath) return out_[index].key.words;
    if (expr.kind != ExprKind::kFact) return {};
    auto words = fact_spec(out_[index].fact).words;
    return {words.begin(), words.end()};
  }

  bool check_word(ExprIndex literal, ExprIndex other) {
    if (expression_.at(literal).kind != ExprKind::kText) return true;
    std::vector<std::string_view> words = words_of(other);
    std::string_view text = expression_.at(literal).text;
    bool fold = out_[other].key.ignore_case;
    auto same = [&](std::string_view word) {
      return fold ? std::equal(word.begin(), word.end(), text.begin(), text.end(),
                               [](char a, char b) { return (a | 0x20) == (b | 0x20); })
                  : word == text;
    };
    if (words.empty() || std::any_of(words.begin(), words.end(), same)) return true;
    return refuse(literal, fmt::format("never equal: it is one of {}", fmt::join(words, ", ")));
  }

  bool type_in(const Expr& expr) {
    if (!demand(expr.right, LogicType::kList)) return false;
    if (out_[expr.right].numbers) {
      if (!demand(expr.left, LogicType::kNumber)) return false;
      const auto& items = expression_.at(expr.right).items;
      return std::all_of(items.begin(), items.end(), [&](ExprIndex item) { return same_unit(expr.left, item); });
    }
    if (!demand(expr.left, LogicType::kText)) return false;
    const auto& items = expression_.at(expr.right).items;
    return check_word(expr.left, expr.right) &&
           std::all_of(items.begin(), items.end(), [&](ExprIndex item) { return check_word(item, expr.left); });
  }

  bool type_comparison(const Expr& expr) {
    LogicType left = out_[expr.left].type;
    LogicType right = out_[expr.right].type;
    if (left == LogicType::kVersion || right == LogicType::kVersion) {
      ExprIndex other = left == LogicType::kVersion ? expr.right : expr.left;
      if (expression_.at(other).kind != ExprKind::kText || !parse_version(expression_.at(other).text)) {
        return refuse(other, R"(a version in quotes is needed here, as "4.2")");
      }
      return true;
    }
    if (left == LogicType::kList || right == LogicType::kList) {
      return refuse(left == LogicType::kList ? expr.left : expr.right, "a list takes any(), all(), size() and `in`");
    }
    if (!demand(expr.right, left)) return false;
    if (left == LogicType::kNumber) return same_unit(expr.left, expr.right);
    if (expr.kind != ExprKind::kEqual && expr.kind != ExprKind::kNotEqual) {
      complaint_ = {expr.op_begin, fmt::format("{} has no order", logic_type_name(left))};
      return false;
    }
    return check_word(expr.left, expr.right) && check_word(expr.right, expr.left);
  }

  bool same_unit(ExprIndex left, ExprIndex right) {
    Unit a = out_[left].unit;
    Unit b = out_[right].unit;
    bool left_literal = expression_.at(left).kind == ExprKind::kNumber;
    bool right_literal = expression_.at(right).kind == ExprKind::kNumber;
    if (a == b || (left_literal && a == Unit::kNone) || (right_literal && b == Unit::kNone)) return true;
    if (millis(a) == 0 || millis(b) == 0 || left_literal == right_literal) {
      return refuse(right, "the two sides count in different units");
    }
    // The literal takes the key's unit.
    Expr& literal = expression_.nodes[left_literal ? left : right];
    literal.number = literal.number * millis(left_literal ? a : b) / millis(left_literal ? b : a);
    literal.whole = literal.number == std::floor(literal.number) && std::abs(literal.number) < 9e15;
    if (literal.whole) literal.integer = static_cast<int64_t>(literal.number);
    out_[left_literal ? left : right].unit = left_literal ? b : a;
    return true;
  }

  Expression& expression_;
  const NameContext& context_;
  std::vector<Typed>& out_;
  Complaint& complaint_;
  std::vector<bool> inside_;
};

}  // namespace

bool type_expression(Expression& expression, const NameContext& context, std::vector<Typed>& out,
                     Complaint& complaint) {
  return Typer(expression, context, out, complaint).run();
}

}  // namespace klamm
