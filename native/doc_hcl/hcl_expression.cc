#include "doc_hcl/hcl_parser.h"

namespace klamm {
namespace {

using Type = HclTokenType;

struct Operator {
  int level;  // higher binds closer; 0: no operator
  HclKind kind;
};

Operator operator_of(Type type) {
  switch (type) {
    case Type::kOr:
      return {1, HclKind::kOr};
    case Type::kAnd:
      return {2, HclKind::kAnd};
    case Type::kEqual:
      return {3, HclKind::kEqual};
    case Type::kNotEqual:
      return {3, HclKind::kNotEqual};
    case Type::kGreater:
      return {4, HclKind::kGreater};
    case Type::kGreaterOrEqual:
      return {4, HclKind::kGreaterOrEqual};
    case Type::kLess:
      return {4, HclKind::kLess};
    case Type::kLessOrEqual:
      return {4, HclKind::kLessOrEqual};
    case Type::kPlus:
      return {5, HclKind::kAdd};
    case Type::kMinus:
      return {5, HclKind::kSubtract};
    case Type::kStar:
      return {6, HclKind::kMultiply};
    case Type::kSlash:
      return {6, HclKind::kDivide};
    case Type::kPercent:
      return {6, HclKind::kRemainder};
    default:
      return {0, HclKind::kBroken};
  }
}

// Whether the digits, dots and exponents that the lexer took for a number are one.
bool is_number(std::string_view text) {
  size_t at = text.find_first_not_of("0123456789");
  if (at != std::string_view::npos && text[at] == '.') at = text.find_first_not_of("0123456789", at + 1);
  if (at == std::string_view::npos) return true;
  size_t digits = text.find_first_not_of("+-", at + 1);
  bool exponent = text[at] == 'e' || text[at] == 'E';
  // Beyond nine digits an exponent is out of anybody's range.
  return exponent && text.find_first_not_of("0123456789", digits) == std::string_view::npos &&
         text.size() - digits < 10;
}

}  // namespace

HclId HclParser::expression() {
  Deeper deeper(*this);
  if (broken_) return broken(last_);
  HclId condition = operation(1);
  if (broken_ || !next_is(Type::kQuestion)) return condition;
  read();
  HclId then = expression();
  if (broken_) return condition;
  if (!next_is(Type::kColon)) return fail(peek().span, "expected `:` and what holds otherwise");
  read();
  HclId otherwise = expression();
  if (broken_) return condition;
  return add(HclKind::kConditional, {span(condition).begin, span(otherwise).end}, {condition, then, otherwise});
}

// Operators of that level and above; of one level from left to right.
HclId HclParser::operation(int level) {
  HclId left = operand();
  while (!broken_) {
    Operator found = operator_of(peek().type);
    if (found.level < level) return left;
    read();
    HclId right = operation(found.level + 1);
    if (broken_) return left;
    left = add(found.kind, {span(left).begin, span(right).end}, {left, right});
  }
  return left;
}

HclId HclParser::operand() {
  HclToken first = peek();
  if (first.type != Type::kMinus && first.type != Type::kNot) {
    HclId from = term();
    return broken_ ? from : steps(from);
  }
  Deeper deeper(*this);
  if (broken_) return broken(first.span);
  read();
  HclId of = operand();
  if (broken_) return of;
  HclKind kind = first.type == Type::kMinus ? HclKind::kNegate : HclKind::kNot;
  return add(kind, {first.span.begin, span(of).end}, {of});
}

HclId HclParser::steps(HclId from) {
  while (!broken_) {
    if (next_is(Type::kDot)) {
      from = dot_step(from);
    } else if (next_is(Type::kOpenBracket)) {
      from = bracket_step(from);
    } else {
      return from;
    }
  }
  return from;
}

HclId HclParser::number_node(HclToken token) {
  HclId id = add(HclKind::kNumber, token.span);
  file_.edit(id).text = view(token.span);
  if (!is_number(written(token.span))) {
    complain(token.span, "no number");
  }
  return id;
}

HclId HclParser::dot_step(HclId from) {
  Span dot = read().span;
  HclToken next = peek();
  Span whole{span(from).begin, next.span.end};
  if (next.type == Type::kStar) return attribute_splat(from, dot);
  if (next.type == Type::kIdentifier) {
    read();
    HclChildren children;
    children.append(file_, from);
    return add_named(HclKind::kGet, whole, next.span, children);
  }
  if (next.type == Type::kNumber) {
    read();
    if (written(next.span).find('.') != std::string_view::npos) {
      complain(next.span, "indexes in a row stand in brackets: `[0][1]`");
      return add(HclKind::kIndex, whole, {from, broken(next.span)});
    }
    return add(HclKind::kIndex, whole, {from, number_node(next)});
  }
  return fail(next.span, "expected a name behind the dot");
}

// `x.*` and the names and numbers behind it; what stands in brackets takes from the list that comes out.
HclId HclParser::attribute_splat(HclId from, Span dot) {
  HclToken star = read();
  HclId each = add(HclKind::kItem, {dot.begin, star.span.end});
  while (next_is(Type::kDot) && !broken_) {
    read();
    HclToken next = peek();
    if (next.type == Type::kStar) return fail(next.span, "a splat within a splat");
    if (next.type != Type::kIdentifier && next.type != Type::kNumber) {
      return fail(star.span, "expected a name behind the dot");
    }
    read();
    Span whole{span(each).begin, next.span.end};
    if (next.type == Type::kIdentifier) {
      HclChildren children;
      children.append(file_, each);
      each = add_named(HclKind::kGet, whole, next.span, children);
    } else if (written(next.span).find('.') != std::string_view::npos) {
      complain(star.span, "indexes in a row stand in brackets: `[0][1]`");
      each = add(HclKind::kIndex, whole, {each, broken(next.span)});
    } else {
      each = add(HclKind::kIndex, whole, {each, number_node(next)});
    }
  }
  return add(HclKind::kAttributeSplat, {span(from).begin, span(each).end}, {from, each});
}

HclId HclParser::bracket_step(HclId from) {
  HclToken open = read();
  if (next_is(Type::kStar)) {
    Deeper deeper(*this);
    read();
    HclToken close = read();
    if (close.type != Type::kCloseBracket) return fail(close.span, "expected `]` behind the star of a splat");
    HclId each = steps(add(HclKind::kItem, {open.span.begin, close.span.end}));
    if (broken_) return each;
    return add(HclKind::kSplat, {span(from).begin, span(each).end}, {from, each});
  }
  NewlineMode newlines(*this, false);
  HclId key = expression();
  if (broken_) return key;
  HclToken close = read();
  if (close.type != Type::kCloseBracket) return fail(close.span, "expected `]` behind the index");
  return add(HclKind::kIndex, {span(from).begin, close.span.end}, {from, key});
}

HclId HclParser::term() {
  HclToken first = peek();
  switch (first.type) {
    case Type::kOpenParenthesis:
      return parentheses();
    case Type::kNumber:
      return number_node(read());
    case Type::kOpenQuote:
    case Type::kOpenHeredoc:
      return quoted_template();
    case Type::kOpenBracket:
      return tuple();
    case Type::kOpenBrace:
      return object();
    case Type::kIdentifier:
      break;
    case Type::kEnd:
      return fail(first.span, "expected a value, not the end of the text");
    default:
      return fail(first.span, "expected a value");
  }
  read();
  if (next_is(Type::kOpenParenthesis) || next_is(Type::kDoubleColon)) return call(first);
  std::string_view word = written(first.span);
  if (word == "true") return add(HclKind::kTrue, first.span);
  if (word == "false") return add(HclKind::kFalse, first.span);
  if (word == "null") return add(HclKind::kNull, first.span);
  HclId id = add(HclKind::kVariable, first.span);
  file_.edit(id).text = view(first.span);
  return id;
}

HclId HclParser::parentheses() {
  HclToken open = read();
  NewlineMode newlines(*this, false);
  HclId inside = expression();
  if (broken_) return inside;
  HclToken close = read();
  if (close.type != Type::kCloseParenthesis) return fail(close.span, "expected `)`");
  return add(HclKind::kParentheses, {open.span.begin, close.span.end}, {inside});
}

HclId HclParser::call(HclToken name) {
  HclToken open = read();
  Span whole = name.span;
  while (open.type == Type::kDoubleColon) {
    HclToken next = read();
    if (next.type != Type::kIdentifier) return fail(next.span, "expected a function's name behind `::`");
    whole.end = next.span.end;
    open = read();
  }
  if (open.type != Type::kOpenParenthesis) return fail(open.span, "expected `(` behind a function's name");
  return call_arguments(name, whole, open.span);
}

HclId HclParser::call_arguments(HclToken name, Span name_span, Span open) {
  NewlineMode newlines(*this, false);
  HclChildren children;
  bool expands = false;
  while (!next_is(Type::kCloseParenthesis)) {
    children.append(file_, expression());
    if (broken_) return children.last;
    HclToken next = peek();
    if (next.type == Type::kCloseParenthesis) break;
    read();
    if (next.type == Type::kEllipsis) {
      expands = true;
      if (!next_is(Type::kCloseParenthesis)) return fail(next.span, "`...` stands behind the last argument");
      break;
    }
    if (next.type == Type::kEnd) return fail({name.span.begin, open.end}, "the call has no end");
    if (next.type != Type::kComma) return fail(next.span, "expected `,` or `)` behind an argument");
  }
  HclToken close = read();
  HclId id = add_named(HclKind::kCall, {name.span.begin, close.span.end}, name_span, children);
  file_.edit(id).marked = expands;
  return id;
}

}  // namespace klamm
