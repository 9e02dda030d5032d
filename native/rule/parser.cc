// Recursive descent; the depth of recursion is bounded by kMaxExpressionDepth.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rule/expression.h"
#include "rule/lexer.h"

namespace klamm {
namespace {

constexpr std::array<std::pair<std::string_view, ExprKind>, 8> kComparisons = {{{"==", ExprKind::kEqual},
                                                                                {"!=", ExprKind::kNotEqual},
                                                                                {"<=", ExprKind::kLessEqual},
                                                                                {">=", ExprKind::kGreaterEqual},
                                                                                {"<", ExprKind::kLess},
                                                                                {">", ExprKind::kGreater},
                                                                                {"in", ExprKind::kIn},
                                                                                {"like", ExprKind::kLike}}};

constexpr std::array<std::pair<std::string_view, ExprKind>, 6> kCalls = {{{"set", ExprKind::kSet},
                                                                          {"explicit", ExprKind::kExplicit},
                                                                          {"known", ExprKind::kKnown},
                                                                          {"size", ExprKind::kSize},
                                                                          {"any", ExprKind::kAny},
                                                                          {"all", ExprKind::kAll}}};

class Parser {
 public:
  Parser(Expression& out, Complaint& complaint) : out_(out), complaint_(complaint), lexer_(out.text) {}

  bool run() {
    if (!step() || !either(0, out_.root)) return false;
    if (token_.kind != TokenKind::kEnd) return refuse("the expression should have ended here");
    return true;
  }

 private:
  bool step() {
    previous_end_ = token_.end;
    return lexer_.next(token_, complaint_);
  }
  bool refuse(std::string message) {
    complaint_ = {token_.begin, std::move(message)};
    return false;
  }
  bool expect(std::string_view symbol) {
    if (!token_.is(symbol)) return refuse(fmt::format("expected `{}`", symbol));
    return step();
  }

  bool add(Expr expr, ExprIndex& index) {
    if (out_.nodes.size() == kMaxExpressionNodes) {
      return refuse(fmt::format("an expression has at most {} parts", kMaxExpressionNodes));
    }
    expr.end = previous_end_;
    index = static_cast<ExprIndex>(out_.nodes.size());
    out_.nodes.push_back(std::move(expr));
    return true;
  }
  bool add_binary(ExprKind kind, const Token& op, ExprIndex left, ExprIndex right, ExprIndex& index) {
    Expr expr;
    expr.kind = kind;
    expr.left = left;
    expr.right = right;
    expr.begin = out_.at(left).begin;
    expr.op_begin = op.begin;
    expr.op_end = op.end;
    return add(std::move(expr), index);
  }

  bool either(size_t depth, ExprIndex& index) { return chain(depth, "||", ExprKind::kOr, index); }

  // left { symbol right }, left-associative, for `||` over `&&` over the rest.
  bool chain(size_t depth, std::string_view symbol, ExprKind kind, ExprIndex& index) {
    auto operand = [&](ExprIndex& out) {
      return kind == ExprKind::kOr ? chain(depth, "&&", ExprKind::kAnd, out) : negation(depth, out);
    };
    if (!operand(index)) return false;
    while (token_.is(symbol)) {
      Token op = token_;
      ExprIndex right = kNoExpr;
      if (!step() || !operand(right) || !add_binary(kind, op, index, right, index)) return false;
    }
    return true;
  }

  bool negation(size_t depth, ExprIndex& index) {
    if (depth > kMaxExpressionDepth) return refuse(fmt::format("nested deeper than {}", kMaxExpressionDepth));
    if (!token_.is("!")) return comparison(depth, index);
    Token op = token_;
    Expr expr;
    expr.kind = ExprKind::kNot;
    if (!step() || !negation(depth + 1, expr.left)) return false;
    expr.begin = expr.op_begin = op.begin;
    expr.op_end = op.end;
    return add(std::move(expr), index);
  }

  bool comparison(size_t depth, ExprIndex& index) {
    if (!term(depth, index)) return false;
    for (auto [symbol, kind] : kComparisons) {
      if (!token_.is(symbol)) continue;
      Token op = token_;
      ExprIndex right = kNoExpr;
      return step() && term(depth, right) && add_binary(kind, op, index, right, index);
    }
    return true;
  }

  bool term(size_t depth, ExprIndex& index) {
    Expr expr;
    expr.begin = expr.op_begin = token_.begin;
    expr.op_end = token_.end;
    switch (token_.kind) {
      case TokenKind::kText:
        expr.kind = ExprKind::kText;
        expr.text = token_.text;
        return step() && add(std::move(expr), index);
      case TokenKind::kNumber:
        expr.kind = ExprKind::kNumber;
        expr.unit = token_.unit;
        expr.whole = token_.whole;
        expr.integer = token_.integer;
        expr.number = token_.number;
        return step() && add(std::move(expr), index);
      case TokenKind::kFact:
        expr.kind = ExprKind::kFact;
        expr.text = token_.text;
        return step() && add(std::move(expr), index);
      case TokenKind::kWord:
        return word(depth, std::move(expr), index);
      case TokenKind::kSymbol:
        if (token_.is("[")) return list(std::move(expr), index);
        if (token_.is("(")) {
          if (depth >= kMaxExpressionDepth) return refuse(fmt::format("nested deeper than {}", kMaxExpressionDepth));
          if (!step() || !either(depth + 1, index) || !expect(")")) return false;
          out_.nodes[index].begin = expr.begin;  // the parentheses belong to it
          out_.nodes[index].end = previous_end_;
          return true;
        }
        break;
      case TokenKind::kEnd:
        break;
    }
    return refuse("expected a value");
  }

  bool word(size_t depth, Expr expr, ExprIndex& index) {
    std::string_view name = token_.text;
    for (auto [symbol, kind] : kComparisons) {
      if (name == symbol) return refuse(fmt::format("`{}` needs a value on its left", name));
    }
    if (!step()) return false;
    if (token_.is("(")) return call(depth, name, std::move(expr), index);
    if (name == "true" || name == "false") {
      expr.kind = ExprKind::kBool;
      expr.truth = name == "true";
    } else if (name == "it") {
      expr.kind = ExprKind::kIt;
    } else {
      expr.kind = ExprKind::kPath;
      expr.text = name;
    }
    return add(std::move(expr), index);
  }

  bool call(size_t depth, std::string_view name, Expr expr, ExprIndex& index) {
    if (depth >= kMaxExpressionDepth) return refuse(fmt::format("nested deeper than {}", kMaxExpressionDepth));
    if (name == "key") {
      if (!step()) return false;
      if (token_.kind != TokenKind::kText) return refuse("`key` takes the key's name in quotes");
      expr.kind = ExprKind::kPath;
      expr.quoted = true;
      expr.text = token_.text;
      return step() && expect(")") && add(std::move(expr), index);
    }
    const auto* found = std::find_if(kCalls.begin(), kCalls.end(), [&](const auto& one) { return one.first == name; });
    if (found == kCalls.end()) {
      complaint_ = {expr.begin, fmt::format("no function `{}`; there are: set explicit known size any all key", name)};
      return false;
    }
    expr.kind = found->second;
    if (!step() || !term(depth + 1, expr.left)) return false;
    if (expr.kind == ExprKind::kAny || expr.kind == ExprKind::kAll) {
      if (!expect(",") || !either(depth + 1, expr.right)) return false;
    }
    return expect(")") && add(std::move(expr), index);
  }

  bool list(Expr expr, ExprIndex& index) {
    expr.kind = ExprKind::kList;
    if (!step()) return false;
    while (!token_.is("]")) {
      if (expr.items.size() == kMaxListItems) return refuse(fmt::format("a list has at most {} items", kMaxListItems));
      if (token_.kind != TokenKind::kText && token_.kind != TokenKind::kNumber) {
        return refuse("a list holds texts in quotes, or numbers");
      }
      ExprIndex item = kNoExpr;
      if (!term(0, item)) return false;
      expr.items.push_back(item);
      if (!token_.is(",")) break;
      if (!step()) return false;
    }
    return expect("]") && add(std::move(expr), index);
  }

  Expression& out_;
  Complaint& complaint_;
  Lexer lexer_;
  Token token_;
  size_t previous_end_ = 0;
};

}  // namespace

bool parse_expression(std::string_view text, Expression& out, Complaint& complaint) {
  out = Expression{};
  out.text = text;
  if (text.size() > kMaxExpressionBytes) {
    complaint = {0, fmt::format("an expression has at most {} bytes", kMaxExpressionBytes)};
    return false;
  }
  return Parser(out, complaint).run();
}

}  // namespace klamm
