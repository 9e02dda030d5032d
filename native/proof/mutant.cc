#include "proof/mutant.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rule/expression.h"

namespace klamm {
namespace {

class Mutator {
 public:
  explicit Mutator(std::string_view text) : text_(text) {}

  std::vector<Mutant> run() {
    Complaint complaint;
    if (!parse_expression(text_, expression_, complaint)) return {};
    for (const Expr& expr : expression_.nodes) mutate(expr);
    return std::move(out_);
  }

 private:
  std::string_view piece(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }

  void replace(size_t begin, size_t end, std::string_view by, std::string change) {
    std::string text(text_.substr(0, begin));
    text.append(by).append(text_.substr(end));
    out_.push_back({begin, std::move(change), std::move(text)});
  }
  void flip(const Expr& expr, std::string_view by) {
    replace(expr.op_begin, expr.op_end, by, fmt::format("{} -> {}", piece(expr.op_begin, expr.op_end), by));
  }
  void negate(const Expr& expr) {
    std::string_view own = piece(expr.begin, expr.end);
    replace(expr.begin, expr.end, fmt::format("(!({}))", own), fmt::format("{} -> not so", own));
  }
  void drop(const Expr& expr) {
    const Expr& left = expression_.at(expr.left);
    const Expr& right = expression_.at(expr.right);
    std::string_view kept_left = piece(left.begin, left.end);
    std::string_view kept_right = piece(right.begin, right.end);
    replace(expr.begin, expr.end, fmt::format("({})", kept_left), fmt::format("{} -> dropped", kept_right));
    replace(expr.begin, expr.end, fmt::format("({})", kept_right), fmt::format("{} -> dropped", kept_left));
  }
  void literal(const Expr& expr, const std::string& by) {
    replace(expr.begin, expr.end, by, fmt::format("{} -> {}", piece(expr.begin, expr.end), by));
  }

  void mutate_list(const Expr& list) {
    for (size_t item = 0; item < list.items.size() && list.items.size() > 1; ++item) {
      const Expr& dropped = expression_.at(list.items[item]);
      size_t begin = item == 0 ? dropped.begin : expression_.at(list.items[item - 1]).end;
      size_t end = item == 0 ? expression_.at(list.items[1]).begin : dropped.end;
      replace(begin, end, "", fmt::format("{} -> dropped", piece(dropped.begin, dropped.end)));
    }
  }

  void mutate(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kBool:
        literal(expr, expr.truth ? "false" : "true");
        break;
      case ExprKind::kNumber:
        for (int step : {-1, 1}) {
          // A unit stays behind its number.
          std::string own(piece(expr.op_begin, expr.op_end));
          size_t unit = std::min(own.find_first_not_of("-0123456789."), own.size());
          double changed = std::stod(own) + step;
          bool whole = own.find('.') == std::string::npos && std::abs(changed) < 9e15;
          std::string number = whole ? std::to_string(static_cast<int64_t>(changed)) : fmt::format("{:f}", changed);
          replace(expr.op_begin, expr.op_end, number + own.substr(unit),
                  fmt::format("{} -> {}", own, number + own.substr(unit)));
        }
        break;
      case ExprKind::kText:
        literal(expr, fmt::format("'{}~'", expr.text));
        break;
      case ExprKind::kList:
        mutate_list(expr);
        break;
      case ExprKind::kAnd:
        flip(expr, "||"), drop(expr);
        break;
      case ExprKind::kOr:
        flip(expr, "&&"), drop(expr);
        break;
      case ExprKind::kNot:
        flip(expr, "");
        break;
      case ExprKind::kEqual:
        flip(expr, "!=");
        break;
      case ExprKind::kNotEqual:
        flip(expr, "==");
        break;
      case ExprKind::kLess:
        flip(expr, "<="), flip(expr, ">=");
        break;
      case ExprKind::kLessEqual:
        flip(expr, "<"), flip(expr, ">");
        break;
      case ExprKind::kGreater:
        flip(expr, ">="), flip(expr, "<=");
        break;
      case ExprKind::kGreaterEqual:
        flip(expr, ">"), flip(expr, "<");
        break;
      case ExprKind::kAny:
        flip(expr, "all"), negate(expr);
        break;
      case ExprKind::kAll:
        flip(expr, "any"), negate(expr);
        break;
      case ExprKind::kIn:
      case ExprKind::kLike:
      case ExprKind::kSet:
      case ExprKind::kExplicit:
      case ExprKind::kKnown:
      case ExprKind::kPath:
      case ExprKind::kFact:
        negate(expr);
        break;  // where it is no truth value, it does not type
      case ExprKind::kIt:
      case ExprKind::kSize:
        break;
    }
  }

  std::string_view text_;
  Expression expression_;
  std::vector<Mutant> out_;
};

}  // namespace

std::vector<Mutant> mutants_of(std::string_view expression) { return Mutator(expression).run(); }

}  // namespace klamm
