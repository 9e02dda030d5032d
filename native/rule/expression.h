// Expressions of the rule language: text to tree. docs/writing-rules.md has the grammar.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace klamm {

// What is wrong with an expression (or another text of a rule), and at which of its bytes.
struct Complaint {
  size_t at = 0;
  std::string message;
};

// Bounds of one expression; a text over one of them is refused.
inline constexpr size_t kMaxExpressionBytes = 4096;
inline constexpr size_t kMaxExpressionNodes = 1024;
inline constexpr size_t kMaxExpressionDepth = 24;
inline constexpr size_t kMaxListItems = 256;

enum class ExprKind : uint8_t {
  kBool,      // true false
  kNumber,    // 42 -1 3.5 10MiB 1h
  kText,      // "text" 'text'
  kList,      // ["a", "b"] [1, 2]
  kPath,      // a Kafka key, or `key("…")`
  kFact,      // @name
  kIt,        // it
  kSet,       // set(key)
  kExplicit,  // explicit(key)
  kKnown,     // known(key)
  kSize,      // size(x)
  kAny,       // any(list, or)
  kAll,       // all(list, or)
  kNot,
  kAnd,
  kOr,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kLike,
};

enum class Unit : uint8_t { kNone, kBytes, kMillis, kSeconds, kMinutes, kHours, kDays };

using ExprIndex = uint16_t;
inline constexpr ExprIndex kNoExpr = 0xffff;

struct Expr {
  ExprKind kind = ExprKind::kBool;
  Unit unit = Unit::kNone;   // kNumber: as written
  bool whole = true;         // kNumber: no fraction
  bool truth = false;        // kBool
  bool quoted = false;       // kPath: key("…"), a key that no catalog needs to know
  int64_t integer = 0;       // kNumber, whole
  double number = 0;         // kNumber
  std::string_view text;     // kText: between the quotes; kPath: the key; kFact: the name behind the @
  ExprIndex left = kNoExpr;  // operands
  ExprIndex right = kNoExpr;
  std::vector<ExprIndex> items;  // kList
  // Bytes of the expression's text: the whole, and the operator or function name alone.
  size_t begin = 0;
  size_t end = 0;
  size_t op_begin = 0;
  size_t op_end = 0;
};

struct Expression {
  std::string_view text;  // borrowed
  std::vector<Expr> nodes;
  ExprIndex root = kNoExpr;

  const Expr& at(ExprIndex index) const { return nodes[index]; }
};

// False with a complaint when the text is no expression.
bool parse_expression(std::string_view text, Expression& out, Complaint& complaint);

}  // namespace klamm
